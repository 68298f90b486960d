import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { type PriorityFacts, priorityOf, priorityOn } from "./priority.ts";
import { queues } from "./queue.ts";

const visit = isoDate("2026-03-02");

const facts: fc.Arbitrary<PriorityFacts> = fc
  .record({
    queue: fc.constantFrom(...queues.filter((queue) => queue !== "closed")),
    served: fc.integer({ min: 0, max: 400 }),
    charged: fc.integer({ min: 0, max: 500_000 }).map(cents),
    insuranceBalance: fc.integer({ min: -100_000, max: 500_000 }).map(cents),
    patientBalance: fc.integer({ min: -100_000, max: 500_000 }).map(cents),
    deadline: fc.option(fc.integer({ min: 30, max: 365 }), { nil: undefined }),
    denial: fc.option(fc.constantFrom("COD", "MN", "TF", "XX"), { nil: undefined }),
  })
  .map(({ served, deadline, denial, ...rest }) => {
    const servedOn = addDays(visit, served);
    return {
      ...rest,
      servedOn,
      ...(deadline === undefined ? {} : { deadline: addDays(servedOn, deadline) }),
      ...(denial === undefined ? {} : { denial: { category: denial, since: addDays(servedOn, 40) } }),
    };
  });

const pointsOn = (one: PriorityFacts, days: number): number => {
  const priority = priorityOn(priorityOf(one), { deadline: one.deadline, today: addDays(visit, days) });
  if (priority === undefined) throw new Error("an open item has a priority");
  expect(priority.parts.reduce((sum, part) => sum + part.points, 0)).toBe(priority.points);
  return priority.points;
};

describe("priority", () => {
  it("by rank is the order of the points on every day: who has fewer points never comes first", () => {
    fc.assert(
      fc.property(facts, facts, fc.integer({ min: 0, max: 800 }), (one, other, days) => {
        if (pointsOn(one, days) > pointsOn(other, days)) expect(priorityOf(one).rank).toBeGreaterThan(priorityOf(other).rank);
      }),
    );
  });

  it("grows with money, chance and time", () => {
    const base: PriorityFacts = {
      queue: "denied",
      servedOn: visit,
      charged: cents(20_000),
      insuranceBalance: cents(10_000),
      patientBalance: cents(0),
      deadline: addDays(visit, 180),
      denial: { category: "MN", since: addDays(visit, 40) },
    };
    const points = pointsOn(base, 60);
    expect(pointsOn({ ...base, insuranceBalance: cents(20_000) }, 60)).toBe(points + 4);
    expect(pointsOn({ ...base, denial: { category: "COD", since: addDays(visit, 40) } }, 60)).toBeGreaterThan(points);
    expect(pointsOn({ ...base, denial: { category: "MN", since: addDays(visit, 150) } }, 60)).toBeLessThan(points);
    expect(pointsOn({ ...base, denial: { category: "TF", since: addDays(visit, 40) } }, 60)).toBeLessThan(points);
    expect(pointsOn({ ...base, deadline: addDays(visit, 90) }, 60)).toBeGreaterThan(points);
    expect(pointsOn(base, 100)).toBe(points + 10);
  });

  it("of what is closed is none, behind all others", () => {
    const closed = priorityOf({
      queue: "closed",
      servedOn: visit,
      charged: cents(9),
      insuranceBalance: cents(0),
      patientBalance: cents(0),
    });
    expect(priorityOn(closed, { deadline: undefined, today: visit })).toBeUndefined();
    fc.assert(
      fc.property(facts, (one) => {
        expect(priorityOf(one).rank).toBeGreaterThan(closed.rank);
      }),
    );
  });
});
