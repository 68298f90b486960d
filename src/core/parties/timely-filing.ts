/** By when a claim must be with a payer. */
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import type { Payer } from "./model.ts";

export type FilingLimits = Pick<Payer, "filingIndicator" | "timelyFilingDays" | "laterFilingDays">;

/**
 * As a later payer, the days from the decision before it; 0 when the plan counts from the service all the same. Medicare counts from
 * the service even when it pays second (42 CFR 424.44); other plans usually give their own number of days from the primary's decision.
 */
function laterFilingDays({ filingIndicator, timelyFilingDays, laterFilingDays: set }: FilingLimits): number {
  if (set !== undefined) return set;
  return filingIndicator === "MA" || filingIndicator === "MB" ? 0 : timelyFilingDays;
}

/** `decidedBefore`: the last decision of the payers before this one; absent for the first. */
export function lastFilingDay(
  payer: FilingLimits,
  { servedOn, decidedBefore }: { readonly servedOn: IsoDate; readonly decidedBefore?: IsoDate | undefined },
): IsoDate {
  const { from, days } = filingClock(payer, { servedOn, decidedBefore });
  return addDays(from, days);
}

export interface FilingClock {
  readonly from: IsoDate;
  readonly days: number;
  readonly event: "service" | "decision";
}

/** From which day a payer counts, how many days, and what happened on that day. */
export function filingClock(
  payer: FilingLimits,
  { servedOn, decidedBefore }: { readonly servedOn: IsoDate; readonly decidedBefore?: IsoDate | undefined },
): FilingClock {
  const days = decidedBefore === undefined ? 0 : laterFilingDays(payer);
  return decidedBefore === undefined || days === 0
    ? { from: servedOn, days: payer.timelyFilingDays, event: "service" }
    : { from: decidedBefore, days, event: "decision" };
}
