import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  formatCompactDate,
  isoDate,
  parseCompactDate,
  parseIsoDate,
  weekdayOf,
} from "./iso-date.ts";

const day = fc.integer({ min: -60_000, max: 300_000 });

describe("iso-date", () => {
  it("counts days as the calendar does", () => {
    fc.assert(fc.property(day, (number) => dayNumber(dateOfDayNumber(number)) === number));
    fc.assert(fc.property(day, (number) => dateOfDayNumber(number) === new Date(number * 86_400_000).toISOString().slice(0, 10)));
  });

  it("refuses days that do not exist", () => {
    expect(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1700-01-01", "2026-1-1", "x"].map(parseIsoDate)).toEqual(
      Array(7).fill(undefined),
    );
    expect(parseIsoDate("2024-02-29")).toBe("2024-02-29");
  });

  it("reads and writes X12 dates", () => {
    expect(parseCompactDate("20261123")).toBe("2026-11-23");
    expect(formatCompactDate(isoDate("2026-11-23"))).toBe("20261123");
    expect(parseCompactDate("20260230")).toBeUndefined();
  });

  it("adds months and years to the last day of shorter months", () => {
    expect(addMonths(isoDate("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonths(isoDate("2026-01-15"), -2)).toBe("2025-11-15");
    expect(addYears(isoDate("2024-02-29"), 1)).toBe("2025-02-28");
  });

  it("counts between days and years of age", () => {
    expect(daysBetween({ from: isoDate("2024-02-28"), to: isoDate("2024-03-01") })).toBe(2);
    expect([
      ageOn({ birth: isoDate("2000-11-23"), on: isoDate("2026-11-22") }),
      ageOn({ birth: isoDate("2000-11-23"), on: isoDate("2026-11-23") }),
    ]).toEqual([25, 26]);
    expect(addDays(isoDate("2026-12-31"), 1)).toBe("2027-01-01");
    expect(weekdayOf(isoDate("2026-11-23"))).toBe(1);
  });
});
