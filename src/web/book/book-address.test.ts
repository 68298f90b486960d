import { expect, it } from "vitest";
import { isStep, readBookPlace, systemByShape } from "./book-address.ts";

it.each([["2026-02-30"], ["1999-99-99"], ["1849-12-31"], ["2900-01-01"], ["soon"]])(
  "leaves a day out that the server would refuse: %s",
  (date) => {
    expect(readBookPlace({ tab: "drug", date })).toEqual({ tab: "drug" });
  },
);

it("keeps a day of the calendar, and no tab that there is not", () => {
  expect(readBookPlace({ tab: "nowhere", date: "2018-05-01" })).toEqual({ date: "2018-05-01" });
});

it.each([
  ["0DTJ4ZZ", "icd10pcs"],
  ["B2111ZZ", "icd10pcs"],
  ["HZ2ZZZZ", "icd10pcs"],
  ["XW033E5", "icd10pcs"],
  ["X2A5312", "icd10pcs"],
  ["X000XXA", "icd10cm"],
  ["H401134", "icd10cm"],
  ["S82001A", "icd10cm"],
  ["I63.511", "icd10cm"],
  ["I10", "icd10cm"],
  ["99213", "cpt"],
  ["0001U", "cpt"],
  ["LT", "modifier"],
])("takes %s without a system for one of %s", (code, system) => {
  expect(systemByShape(code)).toBe(system);
});

it("goes back to another tab and to where a term was opened, not through what was typed", () => {
  expect(isStep({ tab: "pcs-index" }, { tab: "pcs", at: "0DT" })).toBe(true);
  expect(isStep({}, { tab: "index" })).toBe(true);
  expect(isStep({ tab: "index" }, { tab: "index", term: 4 })).toBe(true);
  expect(isStep({ tab: "index", term: 4 }, { tab: "index" })).toBe(false);
  expect(isStep({ tab: "index", term: 4 }, { tab: "index", term: 4, date: "2026-10-01" })).toBe(false);
  expect(isStep({ q: "gou" }, { tab: "search", q: "gout" })).toBe(false);
  expect(isStep({ tab: "pcs", at: "0D" }, { tab: "pcs", at: "0DT" })).toBe(false);
});
