/** A view of a list is its address: which words, numbers and days it is narrowed to. What is looked for is never in it. */

export const savedLists = ["visits", "claims", "denials", "remittances"] as const;
export type SavedList = (typeof savedLists)[number];

type Value = string | number | boolean;
export type ViewAddress = Readonly<Record<string, Value | readonly Value[]>>;

/** More would be no view of a person. */
export const mostViews = 100;
