import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { createMueBuilder } from "./mue.ts";
import { createPtpBuilder } from "./ptp.ts";

describe("ptpEdit", () => {
  it("answers for the ordered pair and the day", () => {
    const builder = createPtpBuilder();
    builder.add("45385", "45380", 1, isoDate("2020-01-01"), isoDate("2024-06-30"));
    builder.add("45385", "45380", 0, isoDate("2024-07-01"));
    builder.add("80053", "80048", 0);
    const table = builder.build();
    expect(table.ptpEdit("45385", "45380", isoDate("2019-12-31"))).toBeUndefined();
    expect(table.ptpEdit("45385", "45380", isoDate("2024-06-30"))).toEqual({
      column1: "45385",
      column2: "45380",
      indicator: 1,
      from: "2020-01-01",
      to: "2024-06-30",
    });
    expect(table.ptpEdit("45385", "45380", isoDate("2026-01-01"))?.indicator).toBe(0);
    expect(table.ptpEdit("45380", "45385", isoDate("2026-01-01"))).toBeUndefined();
    expect(table.ptpEdit("80053", "80048", isoDate("2016-01-01"))?.indicator).toBe(0);
    expect(table.ptpEdit("00000", "80048", isoDate("2016-01-01"))).toBeUndefined();
  });

  it("finds exactly the pairs that were added", () => {
    const code = fc.integer({ min: 0, max: 40 }).map((number) => String(10000 + number));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(code, code), { selector: (pair) => pair.join(" "), maxLength: 300 }), (pairs) => {
        const builder = createPtpBuilder();
        for (const [one, two] of pairs) builder.add(one, two, 1);
        const table = builder.build();
        const known = new Set(pairs.map((pair) => pair.join(" ")));
        for (let one = 10000; one <= 10040; one += 1) {
          for (let two = 10000; two <= 10040; two += 1) {
            expect(table.ptpEdit(String(one), String(two), isoDate("2026-01-01")) !== undefined).toBe(known.has(`${one} ${two}`));
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("ptpPairs", () => {
  it("lists each pair of the day that has the code, from both sides, and as many as are counted", () => {
    const code = fc.integer({ min: 0, max: 12 }).map((number) => String(10000 + number));
    const days = ["2023-01-01", "2024-06-30", "2025-01-01"].map(isoDate);
    const day = fc.constantFrom(...days);
    const row = fc.record({ one: code, two: code, from: day, to: fc.option(day, { nil: undefined }), indicator: fc.constantFrom(0, 1, 9) });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ one, two }) => `${one} ${two}`, maxLength: 120 }),
        fc.constantFrom(...days),
        (rows, on) => {
          const builder = createPtpBuilder();
          for (const { one, two, indicator, from, to } of rows) builder.add(one, two, indicator as 0 | 1 | 9, from, to);
          const table = builder.build();
          for (let number = 10000; number <= 10012; number += 1) {
            const own = String(number);
            const pairs = table.ptpPairs(own, on);
            const expected = rows
              .filter(({ from, to, indicator }) => indicator !== 9 && from <= on && (to === undefined || on <= to))
              .flatMap(({ one, two, indicator }) => [
                ...(one === own ? [`${two} column-1 ${indicator}`] : []),
                ...(two === own ? [`${one} column-2 ${indicator}`] : []),
              ]);
            expect(pairs.map((pair) => `${pair.other} ${pair.codeIs} ${pair.indicator}`)).toEqual(expected.sort());
            const counts = table.ptpPartners(own, on);
            expect(pairs.filter((pair) => pair.codeIs === "column-1")).toHaveLength(counts.paysOver);
            expect(pairs.filter((pair) => pair.codeIs === "column-2")).toHaveLength(counts.paidUnder);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("mue", () => {
  const day = isoDate("2024-08-01");

  it("keeps the last row of a code", () => {
    const builder = createMueBuilder();
    builder.add("17003", 10, 3);
    builder.add("17003", 13, 2);
    expect(builder.build().mue("17003", day)).toEqual({ code: "17003", units: 13, mai: 2 });
    expect(builder.build().mue("99999", day)).toBeUndefined();
  });

  it("answers by the newest quarter that had begun on the day", () => {
    const builder = createMueBuilder();
    builder.add("17003", 13, 2, isoDate("2024-07-01"));
    builder.add("17003", 20, 2, isoDate("2024-10-01"));
    builder.add("17004", 1, 2, isoDate("2024-07-01"));
    const table = builder.build();
    expect(table.mue("17003", isoDate("2024-06-30"))).toBeUndefined();
    expect(table.mue("17003", isoDate("2024-09-30"))?.units).toBe(13);
    expect(table.mue("17003", isoDate("2026-01-01"))?.units).toBe(20);
    expect(table.mue("17004", day)?.units).toBe(1);
  });
});
