import type { CodeBook } from "../../src/core/codebook/model.ts";
import type { CodeLookup, CodeSystem } from "../../src/core/kernel/code-lookup.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";

const systems: readonly CodeSystem[] = ["icd10cm", "icd10pcs", "cpt", "hcpcs", "modifier", "pos", "carc", "rarc"];
const days = ["2015-09-30", "2021-06-01", "2025-03-01", "2026-11-02"].map(isoDate);
// Codes that no list has, and codes of lists that the book does not give as a whole.
const others: readonly (readonly [CodeSystem, string])[] = [
  ["icd10cm", "Q9999"],
  ["cpt", "00000"],
  ["hcpcs", "Z9999"],
  ["claim-status", "20"],
  ["claim-status-category", "A1"],
  ["taxonomy", "207Q00000X"],
  ["state", "OH"],
  ["state", "QQ"],
  ["country", "CAN"],
];

/** Codes of which the lookup says something else than the book. Fails where the book has no codes. */
export function differences(lookup: CodeLookup, book: CodeBook): readonly string[] {
  const codes = [...systems.flatMap((system) => book.codes(system).map((code) => [system, code] as const)), ...others];
  if (codes.length < 1_000) throw new Error("the book has hardly any codes");
  const said = (one: CodeLookup, [system, code]: (typeof codes)[number], on: (typeof days)[number]): string =>
    `${on} ${system} ${code} ${one.validity(system, code, on)} ${one.title(system, code, on)} ${one.release(system, on)}`;
  return days.flatMap((on) =>
    codes.filter((code) => said(lookup, code, on) !== said(book, code, on)).map((code) => said(lookup, code, on)),
  );
}
