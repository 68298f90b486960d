/** Where somebody is in the book, as the address says it: /codes/I10?date=…&tab=tabular. */
import { parseIsoDate } from "../../core/kernel/iso-date.ts";

export const bookTabs = [
  "search",
  "tabular",
  "index",
  "external-cause",
  "neoplasm",
  "drug",
  "pcs",
  "pcs-index",
  "lists",
  "changes",
  "releases",
  "kept",
] as const;
export type BookTab = (typeof bookTabs)[number];

export interface BookPlace {
  readonly tab?: BookTab;
  /** The day whose release is shown; absent: the practice's own. */
  readonly date?: string;
  /** What is looked for, or where a list begins. */
  readonly q?: string;
  /** The term of the Index that is open. */
  readonly term?: number;
  /** The beginning of a code of ICD-10-PCS that is being built. */
  readonly at?: string;
  /** Words by which a procedure is looked for. */
  readonly words?: string;
  /** Of the chosen code; absent: a diagnosis. */
  readonly system?: string;
}

export function readBookPlace(search: Record<string, unknown>): BookPlace {
  const tab = bookTabs.find((one) => one === search.tab);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof search.date === "string" && isDay(search.date) ? { date: search.date } : {}),
    ...(search.q === undefined || search.q === "" ? {} : { q: String(search.q).slice(0, 200) }),
    ...(typeof search.term === "number" && Number.isInteger(search.term) && search.term >= 0 ? { term: search.term } : {}),
    ...(/^[0-9A-HJ-NP-Z]{1,7}$/.test(String(search.at ?? "")) ? { at: String(search.at) } : {}),
    ...(search.words === undefined || search.words === "" ? {} : { words: String(search.words).slice(0, 200) }),
    ...(typeof search.system === "string" && /^(?:icd10pcs|cpt|hcpcs|modifier|pos)$/.test(search.system) ? { system: search.system } : {}),
  };
}

/** As the server takes it: an address that was typed or cut shows the practice's own day instead of an error in each part of the page. */
function isDay(text: string): boolean {
  return parseIsoDate(text) !== undefined && text >= "1850" && text < "2900";
}

/** Whether Back leads to the place of before: from another tab, or from where a term was opened. What is typed replaces itself. */
export function isStep(before: BookPlace, next: BookPlace): boolean {
  return (before.tab ?? "search") !== (next.tab ?? "search") || (next.term !== undefined && next.term !== before.term);
}

/** As the book itself writes a diagnosis: with its dot, or a category. Every other code has its system in the address. */
export function isWrittenDiagnosis(code: string): boolean {
  return /^[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?$/.test(code);
}
