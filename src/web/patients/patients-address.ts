/** What the addresses of the patients' pages may hold: never what was looked for. */
export interface PatientsAddress {
  readonly show?: "all" | "owes" | "credit";
}

export function readPatientsAddress(search: Record<string, unknown>): PatientsAddress {
  return search.show === "owes" || search.show === "credit" ? { show: search.show } : {};
}

export const accountTabs = ["account", "visits"] as const;
export type AccountTab = (typeof accountTabs)[number];

export function readAccountAddress(search: Record<string, unknown>): { readonly tab?: AccountTab } {
  const tab = accountTabs.find((one) => one === search.tab);
  return tab === undefined ? {} : { tab };
}
