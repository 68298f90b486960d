import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents, subtractCents, sumCents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { objectToPlan, type PlanTerms, planSchedule, planStanding } from "./payment-plan.ts";

const first = isoDate("2026-01-31");
const terms: PlanTerms = { amount: cents(10_000), count: 3, firstDue: first, pace: "month", graceDays: 5, missesToBreak: 2 };

describe("a payment plan", () => {
  it("has instalments that add up to the cent, differ by one at most, and fall due in order", () => {
    const any = fc.record({
      amount: fc.integer({ min: 1, max: 10_000_000 }).map(cents),
      count: fc.integer({ min: 1, max: 60 }),
      pace: fc.constantFrom("week" as const, "two-weeks" as const, "month" as const),
    });
    fc.assert(
      fc.property(any, (plan) => {
        const schedule = planSchedule({ ...plan, firstDue: first });
        const amounts = schedule.map((one) => one.amount);
        expect(sumCents(amounts)).toBe(plan.amount);
        expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(1);
        expect(schedule.every((one, at) => at === 0 || one.due > (schedule[at - 1]?.due ?? one.due))).toBe(true);
      }),
    );
  });

  it("keeps the end of the month where a month is short", () => {
    expect(planSchedule(terms).map((one) => one.due)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31"]);
  });

  it("settles instalments in their order, whatever was paid, and never loses a cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }).map(cents), fc.integer({ min: 0, max: 120 }), (open, day) => {
        const standing = planStanding(terms, { open, today: addDays(first, day) });
        expect(sumCents(standing.instalments.map((one) => one.settled))).toBe(subtractCents(terms.amount, open));
        expect(standing.settled + standing.left).toBe(terms.amount);
      }),
    );
  });

  it("is late on the day after, missed after the grace, and broken by its own number of misses", () => {
    const on = (day: string) => planStanding(terms, { open: cents(10_000), today: isoDate(day) });
    expect(on("2026-01-31").instalments[0]?.standing).toBe("due");
    expect(on("2026-02-05")).toMatchObject({ state: "kept", missed: 0, behind: 3_334 });
    expect(on("2026-02-06")).toMatchObject({ state: "behind", missed: 1 });
    expect(on("2026-03-06")).toMatchObject({ state: "broken", missed: 2, behind: 6_667 });
    expect(planStanding(terms, { open: cents(0), today: isoDate("2026-03-06") }).state).toBe("done");
  });

  it("needs disclosures beyond four instalments and never covers more than may be asked", () => {
    const facts = { owed: cents(10_000), today: first, disclosed: false };
    expect(objectToPlan({ ...terms, count: 4 }, facts)).toBeUndefined();
    expect(objectToPlan({ ...terms, count: 5 }, facts)).toBe("disclosure");
    expect(objectToPlan({ ...terms, count: 5 }, { ...facts, disclosed: true })).toBeUndefined();
    expect(objectToPlan({ ...terms, amount: cents(10_001) }, facts)).toBe("amount");
    expect(objectToPlan({ ...terms, firstDue: addDays(first, -1) }, facts)).toBe("past");
  });
});
