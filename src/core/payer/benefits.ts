/** Who pays what of an allowed amount: copay or deductible and coinsurance, under the year's out-of-pocket maximum. */
import { addCents, type Cents, maxCents, minCents, subtractCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type IsoDate, yearOf } from "../kernel/iso-date.ts";
import { amountOfYear, type BenefitPlan } from "./plans.ts";
import type { SeenLine } from "./seen-line.ts";
import { isCommercialPreventive, isLaboratory, isMedicarePreventive, isOfficeVisit } from "./service-lists.ts";

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

/** What the member has met of the year, in cents. */
export interface Met {
  readonly deductible: Cents;
  readonly outOfPocket: Cents;
}

/** `copayTaken`: the visit's copay is already on another line of that day. */
export function coverOf({
  line,
  plan,
  copayTaken,
}: {
  readonly line: SeenLine;
  readonly plan: BenefitPlan;
  readonly copayTaken: boolean;
}): Cover {
  if (isPaidInFull(line, plan)) return { kind: "full" };
  if (plan.officeVisitCopay !== undefined && isOfficeVisit(line.procedure)) {
    return { kind: "copay", copay: copayTaken ? zeroCents : plan.officeVisitCopay };
  }
  if (plan.kind === "medicare" && line.modifiers.includes("PT")) {
    return { kind: "shared", deductible: false, coinsurance: screeningTurnedTherapeutic(line.from) };
  }
  return { kind: "shared", deductible: true, coinsurance: plan.coinsurance };
}

/** Order of insurance: deductible, then coinsurance on the rest; the out-of-pocket maximum cuts coinsurance and copay first, the deductible last. */
export function shareCost({
  allowed,
  cover,
  plan,
  met,
  on,
}: {
  readonly allowed: Cents;
  readonly cover: Cover;
  readonly plan: BenefitPlan;
  readonly met: Met;
  readonly on: IsoDate;
}): CostShare {
  const limit = plan.outOfPocketMaximum === undefined ? undefined : amountOfYear(plan.outOfPocketMaximum, yearOf(on));
  const room = limit === undefined ? allowed : maxCents(zeroCents, subtractCents(limit, met.outOfPocket));
  const deductibleLeft = maxCents(zeroCents, subtractCents(amountOfYear(plan.deductibles, yearOf(on)) ?? zeroCents, met.deductible));
  const deductible = cover.kind === "shared" && cover.deductible ? minCents(minCents(allowed, deductibleLeft), room) : zeroCents;
  const afterDeductible = subtractCents(room, deductible);
  const rest = subtractCents(allowed, deductible);
  const coinsurance = cover.kind === "shared" ? minCents(timesHalfUp(rest, cover.coinsurance), afterDeductible) : zeroCents;
  const copay = cover.kind === "copay" ? minCents(minCents(cover.copay, allowed), afterDeductible) : zeroCents;
  return { deductible, coinsurance, copay, planShare: subtractCents(rest, addCents(coinsurance, copay)) };
}

/**
 * The cut of a Medicare payment by the Budget Control Act: 2 % since 1 April 2013, nothing from 1 May 2020 to 31 March
 * 2022, 1 % to 30 June 2022. By date of service.
 */
export function sequestrationOf(payment: Cents, on: IsoDate): Cents {
  if (on < "2013-04-01" || (on >= "2020-05-01" && on <= "2022-03-31")) return zeroCents;
  return timesHalfUp(payment, decimal(on >= "2022-04-01" && on <= "2022-06-30" ? "0.01" : "0.02"));
}

function isPaidInFull(line: SeenLine, plan: BenefitPlan): boolean {
  // Drawing blood (36415) is priced by the laboratory schedule too.
  if (plan.laboratoryInFull && (isLaboratory(line.procedure) || line.procedure === "36415")) return true;
  if (plan.kind === "medicare") return isMedicarePreventive(line.procedure);
  return isCommercialPreventive(line.procedure) || line.modifiers.includes("33");
}

/** A screening colonoscopy that became therapeutic (42 CFR 410.152(l)(5)): no deductible, coinsurance that falls to nothing. */
function screeningTurnedTherapeutic(on: IsoDate): Decimal {
  if (on < "2023-01-01") return decimal("0.20");
  if (on < "2027-01-01") return decimal("0.15");
  return on < "2030-01-01" ? decimal("0.10") : decimal("0");
}
