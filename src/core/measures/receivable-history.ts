/** How old the open money was at the ends of past months, from sums by day of visit and month of posting. */

import { addCents, type Cents, sumCents, zeroCents } from "../kernel/cents.ts";
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import { type AgingBucket, agingBuckets, bucketOf } from "../ledger/aging.ts";
import { firstDayOf } from "../ledger/periods.ts";
import { figureOf } from "./read-measure.ts";

export interface ServedTotal {
  readonly servedOn: IsoDate;
  /** The first day of the month in which it was posted. */
  readonly postedIn: IsoDate;
  readonly amount: Cents;
}

export interface ReceivableAt {
  readonly on: IsoDate;
  readonly buckets: Readonly<Record<AgingBucket, Cents>>;
  readonly total: Cents;
}

const revenueDays = 90;

/**
 * Days in A/R on these days, one decimal, as the measure has it: what was open ÷ a day's share of the charges of the 90 days to it.
 * Undefined before the books are 90 days old, or without charges: a figure of less would flatter or frighten.
 */
export function daysInReceivables(
  at: readonly ReceivableAt[],
  {
    charges,
    begins,
  }: { readonly charges: readonly { readonly on: IsoDate; readonly amount: Cents }[]; readonly begins: IsoDate | undefined },
): readonly (string | undefined)[] {
  return at.map(({ on, total }) => {
    const since = addDays(on, 1 - revenueDays);
    if (begins === undefined || begins > since) return undefined;
    const charged = sumCents(charges.filter((one) => one.on >= since && one.on <= on).map((one) => one.amount));
    return charged <= 0 ? undefined : figureOf("days-of", { part: total, whole: charged }, revenueDays);
  });
}

/**
 * What was open on each of these days, by its age since the visit: everything that was posted up to the month of that day. Credit
 * balances are in their bucket with their sign, so the buckets of a day add up to the receivables of the trial balance.
 */
export function ageReceivables(totals: readonly ServedTotal[], days: readonly IsoDate[]): readonly ReceivableAt[] {
  return days.map((on) => {
    const buckets = Object.fromEntries(agingBuckets.map((bucket) => [bucket, zeroCents])) as Record<AgingBucket, Cents>;
    let total = zeroCents;
    const month = firstDayOf(on);
    for (const { servedOn, postedIn, amount } of totals) {
      if (postedIn > month) continue;
      const bucket = bucketOf({ from: servedOn, asOf: on });
      buckets[bucket] = addCents(buckets[bucket], amount);
      total = addCents(total, amount);
    }
    return { on, buckets, total };
  });
}
