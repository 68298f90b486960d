/** Who pays what of an allowed amount: copay or deductible and coinsurance, under the year's limits of the member and of the family. */
import { addCents, type Cents, maxCents, minCents, subtractCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { BenefitPlan, Benefits } from "./plan.ts";
import type { SeenLine } from "./seen-line.ts";

/** How a line is covered. */
export type Cover =
  | { readonly kind: "full" }
  | { readonly kind: "copay"; readonly copay: Cents }
  | { readonly kind: "shared"; readonly deductible: boolean; readonly coinsurance: Decimal };

export interface CostShare {
  /** CARC 1, 2 and 3. */
  readonly deductible: Cents;
  readonly coinsurance: Cents;
  readonly copay: Cents;
  /** Allowed less the three. */
  readonly planShare: Cents;
}

/** What has been met of the year, in cents. */
export interface Met {
  readonly deductible: Cents;
  readonly outOfPocket: Cents;
}

export const nothingMet: Met = { deductible: zeroCents, outOfPocket: zeroCents };

/** `copayTaken`: the visit's copay is already on another line of that day. `inNetwork` false where the plan pays less outside. */
export function coverOf({
  line,
  plan,
  copayTaken,
  inNetwork,
}: {
  readonly line: SeenLine;
  readonly plan: BenefitPlan;
  readonly copayTaken: boolean;
  readonly inNetwork: boolean;
}): Cover {
  const { benefits } = line.terms;
  const outside = !inNetwork && benefits.network.kind === "reduced" ? benefits.network.coinsurance : undefined;
  if (outside !== undefined && line.kind !== "emergency") return { kind: "shared", deductible: true, coinsurance: outside };
  if (benefits.inFull.includes(line.kind)) return { kind: "full" };
  const copay = benefits.copays[line.kind];
  if (copay !== undefined) return { kind: "copay", copay: copayTaken ? zeroCents : copay };
  if (plan.kind === "medicare" && line.modifiers.includes("PT")) {
    return { kind: "shared", deductible: false, coinsurance: screeningTurnedTherapeutic(line.from) };
  }
  return { kind: "shared", deductible: true, coinsurance: benefits.coinsurance };
}

/**
 * Order of insurance: deductible, then coinsurance on the rest; the out-of-pocket maximum cuts coinsurance and copay
 * first, the deductible last. The family's limits bind as the member's do.
 */
export function shareCost({
  allowed,
  cover,
  benefits,
  met,
  familyMet,
}: {
  readonly allowed: Cents;
  readonly cover: Cover;
  readonly benefits: Benefits;
  readonly met: Met;
  readonly familyMet: Met;
}): CostShare {
  const room = minCents(
    leftOf(benefits.outOfPocketMaximum, met.outOfPocket) ?? allowed,
    leftOf(benefits.familyOutOfPocketMaximum, familyMet.outOfPocket) ?? allowed,
  );
  const deductibleLeft = deductibleLeftOf({ benefits, met, familyMet });
  const deductible = cover.kind === "shared" && cover.deductible ? minCents(minCents(allowed, deductibleLeft), room) : zeroCents;
  const afterDeductible = subtractCents(room, deductible);
  const rest = subtractCents(allowed, deductible);
  const coinsurance = cover.kind === "shared" ? minCents(timesHalfUp(rest, cover.coinsurance), afterDeductible) : zeroCents;
  const copay = cover.kind === "copay" ? minCents(minCents(cover.copay, allowed), afterDeductible) : zeroCents;
  return { deductible, coinsurance, copay, planShare: subtractCents(rest, addCents(coinsurance, copay)) };
}

/** What the member still has to bear of the deductible: the family's rest, when that is less. */
export function deductibleLeftOf({
  benefits,
  met,
  familyMet,
}: {
  readonly benefits: Benefits;
  readonly met: Met;
  readonly familyMet: Met;
}): Cents {
  const own = leftOf(benefits.deductible, met.deductible) ?? zeroCents;
  return minCents(own, leftOf(benefits.familyDeductible, familyMet.deductible) ?? own);
}

/** What is left of a limit; undefined without one. */
export function leftOf(limit: Cents | undefined, met: Cents): Cents | undefined {
  return limit === undefined ? undefined : maxCents(zeroCents, subtractCents(limit, met));
}

/**
 * The cut of a Medicare payment by the Budget Control Act: 2 % since 1 April 2013, nothing from 1 May 2020 to 31 March
 * 2022, 1 % to 30 June 2022. By date of service.
 */
export function sequestrationOf(payment: Cents, on: IsoDate): Cents {
  if (on < "2013-04-01" || (on >= "2020-05-01" && on <= "2022-03-31")) return zeroCents;
  return timesHalfUp(payment, decimal(on >= "2022-04-01" && on <= "2022-06-30" ? "0.01" : "0.02"));
}

/** A screening colonoscopy that became therapeutic (42 CFR 410.152(l)(5)): no deductible, coinsurance that falls to nothing. */
function screeningTurnedTherapeutic(on: IsoDate): Decimal {
  if (on < "2023-01-01") return decimal("0.20");
  if (on < "2027-01-01") return decimal("0.15");
  return on < "2030-01-01" ? decimal("0.10") : decimal("0");
}
