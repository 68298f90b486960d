/** What a coder types, and what must come first in the starter set. */
import { expect, it } from "vitest";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { CodeSystem } from "../../src/core/kernel/code-lookup.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { answered, searchQueries } from "./search-queries.ts";

const book = loadCodeBook();
const on = isoDate("2026-11-02");

const queries: readonly (readonly [string, string, CodeSystem?])[] = [
  ["New patient visit of low complexity", "99203"],
  ["established patient visit moderate", "99214"],
  ["pneumonia", "J189"],
  ["pneumonai", "J189"],
  ["j18.9", "J189"],
  ["earwax removed instruments", "69210"],
  ["a1c", "83036"],
  ["chest xray two views", "71046"],
  ["cbc automated differential", "85025"],
  ["cmp", "80053"],
  ["bmp total calcium", "80048"],
  ["lipid panel", "80061"],
  ["tsh", "84443"],
  ["colonoscopy snare", "45385"],
  ["colonoscopy biopsy", "45380"],
  ["ekg complete", "93000"],
  ["total knee replacement", "27447", "cpt"],
  ["spirometry bronchodilator", "94060"],
  ["quit smoking counselling over 10 minutes", "99407"],
  ["shave biopsy first", "11102"],
  ["punch biopsy first", "11104"],
  ["triamcinolone", "J3301"],
  ["ceftriaxone", "J0696"],
  ["initial annual wellness visit", "G0438"],
  ["subsequent annual wellness", "G0439"],
  ["crutches underarm", "E0114"],
  ["CPAP device", "E0601"],
  ["significant separate visit", "25", "modifier"],
  ["telehealth home", "10", "pos"],
];

it.each(queries.map(([text, code, system]) => ({ text, code, system })))("$text", ({ text, code, system }) => {
  const hits = book.search(text, { on, ...(system === undefined ? {} : { systems: [system] }) });
  expect(hits[0]?.code).toBe(code);
});

it("finds nothing for nothing", () => {
  expect(book.search("", { on })).toEqual([]);
  expect(book.search("  --- ", { on })).toEqual([]);
});

it("puts what a coder means first for the invented queries whose code is in the starter set", () => {
  const known = searchQueries().filter(({ codes }) => codes.some((code) => book.diagnosis(code.replace(".", ""), on)?.billable === true));
  expect(known.length).toBeGreaterThanOrEqual(300);
  const { share, missed } = answered(book, known);
  expect({ enough: share >= 0.9, missed: share >= 0.9 ? [] : missed }).toEqual({ enough: true, missed: [] });
});
