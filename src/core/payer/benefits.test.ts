import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { type Cover, type Met, nothingMet, sequestrationOf, shareCost as shareOf } from "./benefits.ts";
import { type BenefitPlan, termsOn } from "./plan.ts";
import { configuredPlans, federalPartB, lakeshorePpo } from "./plans.ts";

const on = isoDate("2026-03-10");
const shared: Cover = { kind: "shared", deductible: true, coinsurance: decimal("0.20") };
const met = (deductible: number, outOfPocket: number) => ({ deductible: cents(deductible), outOfPocket: cents(outOfPocket) });

interface Question {
  readonly allowed: ReturnType<typeof cents>;
  readonly cover: Cover;
  readonly plan: BenefitPlan;
  readonly met: Met;
  readonly familyMet?: Met;
  readonly on: IsoDate;
}

const shareCost = ({ allowed, cover, plan, met, familyMet = nothingMet, on: day }: Question) =>
  shareOf({ allowed, cover, benefits: termsOn(plan, day).benefits, met, familyMet });

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

describe("shareCost, a family", () => {
  it("takes no more deductible than the family has left of its 3,000.00", () => {
    const share = shareCost({
      allowed: cents(30_000),
      cover: shared,
      plan: lakeshorePpo,
      met: met(0, 0),
      familyMet: met(290_000, 290_000),
      on,
    });
    // 100.00 left of the family's; 20 % of 200.00.
    expect(share).toEqual({ deductible: 10_000, coinsurance: 4_000, copay: 0, planShare: 16_000 });
  });

  it("stops at the family's out-of-pocket maximum of 12,000.00", () => {
    const share = shareCost({
      allowed: cents(30_000),
      cover: shared,
      plan: lakeshorePpo,
      met: met(0, 0),
      familyMet: met(300_000, 1_199_500),
      on,
    });
    expect(share).toEqual({ deductible: 0, coinsurance: 500, copay: 0, planShare: 29_500 });
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
      fc.property(
        fc.array(fc.tuple(amount, cover, fc.boolean()), { maxLength: 20 }),
        fc.constantFrom(...configuredPlans),
        (services, plan) => {
          const { benefits } = termsOn(plan, on);
          const start = { own: met(0, 0), other: met(0, 0), family: met(0, 0) };
          let now = start;
          for (const [allowed, how, isOther] of services) {
            const before = isOther ? now.other : now.own;
            const share = shareCost({ allowed: cents(allowed), cover: how, plan, met: before, familyMet: now.family, on });
            expect(share.deductible + share.coinsurance + share.copay + share.planShare).toBe(allowed);
            for (const part of Object.values(share)) expect(part).toBeGreaterThanOrEqual(0);
            const patient = share.deductible + share.coinsurance + share.copay;
            const plus = (old: Met) => met(old.deductible + share.deductible, old.outOfPocket + patient);
            const after = plus(before);
            now = { own: isOther ? now.own : after, other: isOther ? after : now.other, family: plus(now.family) };
            expect(after.deductible).toBeLessThanOrEqual(benefits.deductible);
            expect(after.outOfPocket).toBeLessThanOrEqual(benefits.outOfPocketMaximum ?? Number.POSITIVE_INFINITY);
            expect(now.family.deductible).toBeLessThanOrEqual(benefits.familyDeductible ?? Number.POSITIVE_INFINITY);
            expect(now.family.outOfPocket).toBeLessThanOrEqual(benefits.familyOutOfPocketMaximum ?? Number.POSITIVE_INFINITY);
          }
        },
      ),
    );
  });
});
