import fc from "fast-check";
import { expect, it } from "vitest";
import { measures } from "../../core/measures/definitions.ts";
import { isKeptByDay, sumOfParts } from "./measure-days.ts";

it("keeps the days of every measure with a median: nothing else gives one", () => {
  const lists = measures.filter((one) => one.shape === "mean-days").flatMap((one) => one.lists);
  expect(lists.length).toBeGreaterThan(3);
  expect(lists.filter(({ rows }) => !isKeptByDay(rows))).toEqual([]);
  expect(measures.filter((one) => one.shape === "mean-days" && one.window.kind !== "period")).toEqual([]);
});

it("gives the sums and the nearest ranks of the rows that were put together", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 60 }), { minLength: 1, maxLength: 80 }), (days) => {
      const sorted = days.toSorted((a, b) => a - b);
      const parts = [...new Set(days)].map((each) => {
        const count = days.filter((day) => day === each).length;
        return { each, count, part: each * count, whole: count };
      });
      const rank = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
      const { rows, part, whole, median, ninetieth } = sumOfParts(parts);
      return (
        rows === days.length &&
        whole === days.length &&
        part === days.reduce((sum, one) => sum + one, 0) &&
        median === rank(50) &&
        ninetieth === rank(90)
      );
    }),
  );
});

it("has no median of nothing", () => {
  expect(sumOfParts([])).toEqual({ rows: 0, part: 0, whole: 0, median: null, ninetieth: null });
});
