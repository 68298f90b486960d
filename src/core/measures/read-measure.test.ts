import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { agingBuckets } from "../ledger/aging.ts";
import { firstDayOf, lastDayOf } from "../ledger/periods.ts";
import { measureOf, measures } from "./definitions.ts";
import type { Measure } from "./model.ts";
import { daysOf, figureOf, readMeasure } from "./read-measure.ts";
import { ageReceivables } from "./receivable-history.ts";

const today = isoDate("2026-11-23");
const long = { today, firstVisit: isoDate("2020-01-01"), firstEntry: isoDate("2020-01-01") };

function measure(id: string): Measure {
  const found = measureOf(id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
}

function figure(id: string, part: number, whole: number) {
  return readMeasure(measure(id), { rows: 1, part, whole }, long);
}

describe("the worked examples of the field", () => {
  it.each([
    ["days-in-ar", 435_000_00, 1_305_000_00, "30.0"],
    ["net-collection", 620_000_00, 640_000_00, "96.9"],
    ["gross-collection", 620_000_00, 1_000_000_00, "62.0"],
    ["denials-by-claim", 82, 1000, "8.2"],
    ["denials-by-dollar", 41_000_00, 700_000_00, "5.9"],
  ])("%s of %i and %i is %s", (id, part, whole, value) => {
    expect(figure(id, part, whole)).toMatchObject({ state: "figure", value });
  });

  it("are held against the benchmark on its right side", () => {
    expect(figure("net-collection", 95, 100)).toMatchObject({ good: true });
    expect(figure("net-collection", 949, 1000)).toMatchObject({ good: false });
    expect(figure("rejections", 3, 100)).toMatchObject({ good: true });
    expect(figure("rejections", 31, 1000)).toMatchObject({ good: false });
  });
});

describe("a measure without enough to tell", () => {
  it("is n/a where nothing can be divided by, never 0 % or 100 %", () => {
    for (const one of measures)
      if (one.shape !== "money") expect(readMeasure(one, { rows: 0, part: 0, whole: 0 }, long)).toMatchObject({ state: "none" });
  });

  it("says from which day on there will be a figure", () => {
    const net = measure("net-collection");
    const firstVisit = isoDate("2026-06-01");
    const sums = { rows: 1, part: 1, whole: 2 };
    const ripe = addDays(firstVisit, 180);
    expect(readMeasure(net, sums, { today: addDays(ripe, -1), firstVisit })).toMatchObject({ state: "too-early", from: ripe });
    expect(readMeasure(net, sums, { today: ripe, firstVisit })).toMatchObject({ state: "figure", value: "50.0" });
    const firstEntry = isoDate("2026-09-01");
    const full = addDays(firstEntry, 89);
    expect(readMeasure(measure("days-in-ar"), sums, { today: addDays(full, -1), firstEntry })).toMatchObject({
      state: "too-early",
      from: full,
    });
    expect(readMeasure(measure("days-in-ar"), sums, { today: full, firstEntry })).toMatchObject({ state: "figure" });
    expect(readMeasure(measure("ar-over-90"), sums, { today: addDays(firstVisit, 90), firstVisit })).toMatchObject({ state: "too-early" });
    expect(readMeasure(measure("ar-over-90"), sums, { today: addDays(firstVisit, 91), firstVisit })).toMatchObject({ state: "figure" });
    expect(readMeasure(net, sums, { today })).toMatchObject({ state: "too-early" });
  });

  it("shows more than 100 % and marks it", () => {
    expect(figure("net-collection", 103, 100)).toMatchObject({ value: "103.0", above100: true });
  });
});

it("a cohort ends where its payments have had their time, and touches the window before it", () => {
  const days = daysOf(measure("net-collection"), { period: { from: today, to: today }, today });
  expect(days).toEqual({ from: addDays(today, -269), to: addDays(today, -180) });
  expect(daysOf(measure("days-in-ar"), { period: { from: today, to: today }, today })).toEqual({ from: addDays(today, -89), to: today });
});

it("each measure says what it is: names once, a list for each side, a benchmark only with a side that is better", () => {
  expect(new Set(measures.map((one) => one.id)).size).toBe(measures.length);
  for (const one of measures) {
    expect(one.includes.length, one.id).toBeGreaterThan(0);
    expect(
      one.lists.filter((list) => list.part !== undefined),
      one.id,
    ).toHaveLength(1);
    expect(
      one.lists.filter((list) => list.whole !== undefined),
      one.id,
    ).toHaveLength(1);
    if (one.benchmark !== undefined) expect(one.better, one.id).toBeDefined();
  }
});

describe("laws", () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000_00 });
  const whole = fc.integer({ min: 1, max: 1_000_000_000_00 });

  it("a rate is within half a tenth of what it is", () => {
    fc.assert(
      fc.property(amount, whole, (part, below) => {
        const tenths = BigInt(figureOf("percent", { part, whole: below }, 1).replace(".", ""));
        const off = tenths * BigInt(below) - BigInt(part) * 1000n;
        return (off < 0n ? -off : off) * 2n <= BigInt(below);
      }),
    );
  });

  it("more above the line never makes a rate smaller", () => {
    fc.assert(
      fc.property(amount, amount, whole, (a, b, below) => {
        const rate = (part: number) => Number(figureOf("percent", { part, whole: below }, 1));
        return rate(Math.min(a, b)) <= rate(Math.max(a, b));
      }),
    );
  });

  it("buckets of a past month add up to what was posted until then, whatever the ages", () => {
    const total = fc.record({
      servedOn: fc.integer({ min: 0, max: 800 }).map((days) => addDays(today, -days)),
      late: fc.integer({ min: 0, max: 200 }),
      amount: fc.integer({ min: -5_000_00, max: 50_000_00 }).map(cents),
    });
    fc.assert(
      fc.property(fc.array(total, { maxLength: 60 }), fc.integer({ min: 0, max: 24 }), (rows, back) => {
        const totals = rows.map(({ servedOn, late, amount: owed }) => ({
          servedOn,
          postedIn: firstDayOf(addDays(servedOn, late)),
          amount: owed,
        }));
        const on = lastDayOf(addDays(today, -30 * back));
        const [aged] = ageReceivables(totals, [on]);
        const posted = totals.filter((one) => one.postedIn <= on).reduce((sum, one) => sum + one.amount, 0);
        return aged?.total === posted && agingBuckets.reduce((sum, bucket) => sum + (aged?.buckets[bucket] ?? 0), 0) === posted;
      }),
    );
  });
});
