import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { type Cover, sequestrationOf, shareCost } from "./benefits.ts";
import { federalPartB, lakeshorePpo } from "./plans.ts";

const on = isoDate("2026-03-10");
const shared: Cover = { kind: "shared", deductible: true, coinsurance: decimal("0.20") };
const met = (deductible: number, outOfPocket: number) => ({ deductible: cents(deductible), outOfPocket: cents(outOfPocket) });

describe("shareCost, Lakeshore Mutual PPO", () => {
  it("takes what is left of the deductible, then 20 % of the rest", () => {
    // 1,500.00 deductible, 1,400.00 met: 100.00 of 300.00 goes to it; 20 % of 200.00 is 40.00; the plan has 160.00.
    const share = shareCost({ allowed: cents(30_000), cover: shared, plan: lakeshorePpo, met: met(140_000, 140_000), on });
    expect(share).toEqual({ deductible: 10_000, coinsurance: 4_000, copay: 0, planShare: 16_000 });
  });

  it("puts a claim below the deductible wholly on the patient", () => {
    const share = shareCost({ allowed: cents(12_000), cover: shared, plan: lakeshorePpo, met: met(0, 0), on });
    expect(share).toEqual({ deductible: 12_000, coinsurance: 0, copay: 0, planShare: 0 });
  });

  it("takes a copay of 30.00 with the deductible waived, never more than the allowed amount", () => {
    const copay: Cover = { kind: "copay", copay: cents(3_000) };
    expect(shareCost({ allowed: cents(11_500), cover: copay, plan: lakeshorePpo, met: met(0, 0), on })).toEqual({
      deductible: 0,
      coinsurance: 0,
      copay: 3_000,
      planShare: 8_500,
    });
    expect(shareCost({ allowed: cents(2_500), cover: copay, plan: lakeshorePpo, met: met(0, 0), on }).copay).toBe(2_500);
  });

  it("stops at the out-of-pocket maximum of 6,000.00", () => {
    // 5,990.00 met: 10.00 room; 20 % of 300.00 would be 60.00.
    const share = shareCost({ allowed: cents(30_000), cover: shared, plan: lakeshorePpo, met: met(150_000, 599_000), on });
    expect(share).toEqual({ deductible: 0, coinsurance: 1_000, copay: 0, planShare: 29_000 });
    const after = shareCost({ allowed: cents(30_000), cover: shared, plan: lakeshorePpo, met: met(150_000, 600_000), on });
    expect(after.planShare).toBe(30_000);
  });
});

describe("shareCost, Federal Part B", () => {
  it("takes the 2026 deductible of 283.00 first", () => {
    // 283.00 of 300.00; 20 % of 17.00 is 3.40; the plan has 13.60.
    const share = shareCost({ allowed: cents(30_000), cover: shared, plan: federalPartB, met: met(0, 0), on });
    expect(share).toEqual({ deductible: 28_300, coinsurance: 340, copay: 0, planShare: 1_360 });
  });

  it("takes the 2025 deductible of 257.00 for a service of 2025", () => {
    const share = shareCost({ allowed: cents(30_000), cover: shared, plan: federalPartB, met: met(0, 0), on: isoDate("2025-12-31") });
    expect(share.deductible).toBe(25_700);
  });
});

describe("sequestrationOf", () => {
  it("cuts 2 %, 1 % or nothing by the date of service", () => {
    const of = (day: string) => sequestrationOf(cents(8_000), isoDate(day));
    expect([of("2026-03-10"), of("2022-06-30"), of("2022-03-31"), of("2020-04-30"), of("2013-03-31")]).toEqual([160, 80, 0, 160, 0]);
  });
});

describe("laws of cost sharing", () => {
  const amount = fc.integer({ min: 0, max: 2_000_000 });
  const cover = fc.oneof(
    fc.constant<Cover>({ kind: "full" }),
    fc.constant<Cover>(shared),
    amount.map((copay): Cover => ({ kind: "copay", copay: cents(copay) })),
  );

  it("shares add up to the allowed amount and the year's limits are never passed", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, cover), { maxLength: 20 }), fc.constantFrom(lakeshorePpo, federalPartB), (services, plan) => {
        let now = met(0, 0);
        for (const [allowed, how] of services) {
          const share = shareCost({ allowed: cents(allowed), cover: how, plan, met: now, on });
          expect(share.deductible + share.coinsurance + share.copay + share.planShare).toBe(allowed);
          for (const part of Object.values(share)) expect(part).toBeGreaterThanOrEqual(0);
          const patient = share.deductible + share.coinsurance + share.copay;
          now = met(now.deductible + share.deductible, now.outOfPocket + patient);
          expect(now.deductible).toBeLessThanOrEqual(plan.deductibles.find((one) => one.year === 2026)?.amount ?? 0);
          if (plan.outOfPocketMaximum !== undefined) expect(now.outOfPocket).toBeLessThanOrEqual(600_000);
        }
      }),
    );
  });
});
