import { expect, it } from "vitest";
import { decimal, formatDecimal } from "../../kernel/decimal.ts";
import { addDays, isoDate } from "../../kernel/iso-date.ts";
import { credentials } from "./credentials.ts";
import { cycleOf, isEnough, remind, renewalTerms, unitsAsked, unitsIn } from "./renewal.ts";

it("has terms for each credential of the guide, and no number that its sentence does not say", () => {
  const terms = renewalTerms();
  expect(terms.map((one) => one.key)).toEqual(credentials.map((one) => one.key));
  const years: Readonly<Record<number, RegExp>> = { 12: /each year/i, 24: /two years/ };
  for (const { key, months, units, says } of terms) {
    expect(says.words, key).toMatch(years[months] ?? /never/);
    expect(says.source, key).not.toBe("");
    expect(says.asOf, key).toMatch(/20\d\d/);
    if (units === undefined) expect(says.words, key).not.toMatch(/\d+ (hours|units)/);
    else expect(says.words, key).toContain(String(units));
  }
});

it("asks AAPC's holders once for all their credentials, others for each", () => {
  expect(unitsAsked(["CPC"], "CPC")).toBe(36);
  expect(unitsAsked(["CPC", "CPB"], "CPC")).toBe(48);
  expect(unitsAsked(["CPC", "CPB", "CRC", "COC", "CIC", "CPMA"], "CPB")).toBe(80);
  expect(unitsAsked(["CCS", "CCA", "CPC"], "CCS")).toBe(20);
  expect(unitsAsked(["CRCR"], "CRCR")).toBeUndefined();
});

it("reminds at ninety, sixty and thirty days, and says when it is past", () => {
  const until = isoDate("2026-12-31");
  const at = (days: number) => remind(until, addDays(until, -days)).stage;
  expect([91, 90, 61, 60, 31, 30, 1, 0, -1].map(at)).toEqual([undefined, 90, 90, 60, 60, 30, 30, 30, "past"]);
  expect(remind(until, addDays(until, 3)).daysLeft).toBe(-3);
});

it("counts the units of the cycle that ends with the renewal, its first and last day included", () => {
  const cycle = cycleOf({ renewsOn: isoDate("2026-06-30"), months: 24 });
  expect(cycle).toEqual({ from: "2024-07-01", to: "2026-06-30" });
  const entry = (on: string, units: string) => ({ on: isoDate(on), units: decimal(units) });
  const { earned, entries } = unitsIn(
    [entry("2024-06-30", "8"), entry("2024-07-01", "1.5"), entry("2026-06-30", "34.5"), entry("2026-07-01", "9")],
    cycle,
  );
  expect([formatDecimal(earned), entries, isEnough(earned, 36), isEnough(earned, 37)]).toEqual(["36", 2, true, false]);
});
