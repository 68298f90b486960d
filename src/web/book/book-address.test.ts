import { expect, it } from "vitest";
import { isStep, isWrittenDiagnosis, readBookPlace } from "./book-address.ts";

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
  ["I10", true],
  ["I63.511", true],
  ["QA0.01", true],
  ["i63.511", false],
  ["I63511", false],
  ["J1100", false],
  ["0DTJ4ZZ", false],
  ["99213", false],
  ["LT", false],
])("takes %s for a diagnosis as the book writes it: %s", (code, expected) => {
  expect(isWrittenDiagnosis(code)).toBe(expected);
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
