import { expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { ageReceivables, daysInReceivables } from "./receivable-history.ts";

const end = isoDate("2026-06-30");

it("gives days in A/R at the end of past months, of the 90 days before each, and none where the books are too young", () => {
  const totals = [
    { servedOn: isoDate("2026-03-01"), postedIn: isoDate("2026-03-01"), amount: cents(30_000) },
    { servedOn: isoDate("2026-06-01"), postedIn: isoDate("2026-06-01"), amount: cents(15_000) },
  ];
  const at = ageReceivables(totals, [isoDate("2026-05-31"), end]);
  // Day 90 counts, day 91 does not.
  const charges = [
    { on: addDays(end, -90), amount: cents(900_000) },
    { on: addDays(end, -89), amount: cents(60_000) },
    { on: end, amount: cents(30_000) },
    { on: addDays(end, 1), amount: cents(900_000) },
  ];
  // (300 + 150) ÷ (900 ÷ 90) = 45 days.
  expect(daysInReceivables(at, { charges, begins: addDays(end, -89) })).toEqual([undefined, "45.0"]);
  expect(daysInReceivables(at, { charges, begins: addDays(end, -88) })).toEqual([undefined, undefined]);
  expect(daysInReceivables(at, { charges: [], begins: isoDate("2025-01-01") })).toEqual([undefined, undefined]);
  expect(daysInReceivables(at, { charges, begins: undefined })).toEqual([undefined, undefined]);
});
