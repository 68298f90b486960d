/** Aging: how old the open money is. The clock starts where the caller says (date of service, or the day the patient owed it). */
import { addCents, type Cents, zeroCents } from "../kernel/cents.ts";
import { daysBetween, type IsoDate } from "../kernel/iso-date.ts";

export const agingBuckets = ["0-30", "31-60", "61-90", "91-120", "over-120"] as const;
export type AgingBucket = (typeof agingBuckets)[number];

export type Aging = Readonly<Record<AgingBucket, Cents>> & { readonly credits: Cents; readonly total: Cents };

/** A day in the future counts as new. */
export function bucketOf({ from, asOf }: { readonly from: IsoDate; readonly asOf: IsoDate }): AgingBucket {
  const days = daysBetween({ from, to: asOf });
  if (days <= 30) return "0-30";
  if (days <= 60) return "31-60";
  if (days <= 90) return "61-90";
  return days <= 120 ? "91-120" : "over-120";
}

/** Credit balances are shown apart: they must not make old debts look smaller. `total` is the net of both. */
export function ageBalances(open: Iterable<{ readonly amount: Cents; readonly from: IsoDate }>, asOf: IsoDate): Aging {
  const buckets: Record<AgingBucket, Cents> = {
    "0-30": zeroCents,
    "31-60": zeroCents,
    "61-90": zeroCents,
    "91-120": zeroCents,
    "over-120": zeroCents,
  };
  let credits = zeroCents;
  let total = zeroCents;
  for (const { amount, from } of open) {
    total = addCents(total, amount);
    if (amount < 0) {
      credits = addCents(credits, amount);
      continue;
    }
    const bucket = bucketOf({ from, asOf });
    buckets[bucket] = addCents(buckets[bucket], amount);
  }
  return { ...buckets, credits, total };
}
