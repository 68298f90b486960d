/**
 * A self-pay visit that is billed $400 or more above its good-faith estimate (45 CFR 149.620): nothing is asked before a person has
 * looked, and what is asked then says that the patient may dispute it.
 */
import { addCents, type Cents, formatUsd } from "../kernel/cents.ts";
import type { ChargeId } from "../kernel/id.ts";
import { addDays, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import type { Gate } from "./cycle.ts";
import { disputeDays } from "./desk-paper.ts";

export interface EstimateExcess {
  readonly serviceDate: IsoDate;
  readonly estimatedOn: IsoDate;
  readonly expected: Cents;
  /** Above what was expected. */
  readonly over: Cents;
  readonly chargeIds: readonly ChargeId[];
}

/** Stops until a person has asked for these services once, knowing it; what was asked for is looked at no more. */
export function excessGates(
  excesses: readonly EstimateExcess[],
  { dueCharges, asked }: { readonly dueCharges: readonly ChargeId[]; readonly asked: ReadonlySet<ChargeId> },
): readonly Gate[] {
  return excesses
    .filter(({ chargeIds }) => chargeIds.some((one) => dueCharges.includes(one)) && !chargeIds.some((one) => asked.has(one)))
    .map(({ serviceDate, expected, over }) => ({
      kind: "estimate",
      title: "Far above the estimate",
      words: `The visit of ${formatUsDate(serviceDate)} is billed ${formatUsd(over)} above its good-faith estimate of ${formatUsd(expected)}. Look at the charges first: bring the bill to the estimate by a write-off, or send the statement knowingly; it then tells the patient of the right to dispute.`,
      authority: "45 CFR 149.620(b); 42 U.S.C. 300gg-137",
    }));
}

/** On the face of the statement. `firstBill`: the day on which these services were first asked for; the 120 days count from it. */
export function excessNotice(
  { serviceDate, estimatedOn, expected, over }: EstimateExcess,
  { firstBill, phone }: { readonly firstBill: IsoDate; readonly phone: string },
): string {
  const billed = addCents(expected, over);
  return `Your right to dispute: for the visit of ${formatUsDate(serviceDate)} our good-faith estimate of ${formatUsDate(estimatedOn)} said ${formatUsd(expected)}; we billed ${formatUsd(billed)}, which is ${formatUsd(over)} more. Call ${phone}: we can look at the bill with you. You may also start a patient-provider dispute with the U.S. Department of Health and Human Services until ${formatUsDate(addDays(firstBill, disputeDays))} (${disputeDays} days from the first bill): www.cms.gov/nosurprises/consumers or 1-800-985-3059. There is a small fee. While a dispute is open we do not collect this bill, and it does not change your care.`;
}
