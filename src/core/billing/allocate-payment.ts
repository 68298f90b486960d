/** Which charges a patient's payment pays. */
import { type Cents, maxCents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

export interface OpenPatientCharge {
  readonly chargeId: ChargeId;
  readonly claimId?: ClaimId;
  readonly serviceFrom: IsoDate;
  /** Patient receivable, positive when owed. */
  readonly balance: Cents;
}

export interface PaymentShare {
  readonly chargeId: ChargeId;
  readonly claimId?: ClaimId;
  readonly amount: Cents;
}

/**
 * What the payer of the money named comes first (never more than is owed), then the oldest date of service. What is left
 * over is unapplied. Shares and unapplied add up to the amount (positive cents).
 */
export function allocatePayment({
  amount,
  open,
  named = [],
}: {
  readonly amount: Cents;
  readonly open: readonly OpenPatientCharge[];
  readonly named?: readonly { readonly chargeId: ChargeId; readonly amount: Cents }[];
}): { readonly shares: readonly PaymentShare[]; readonly unapplied: Cents } {
  const taken = new Map<ChargeId, Cents>();
  let left = maxCents(amount, zeroCents);
  const pay = (charge: OpenPatientCharge, wish: Cents): void => {
    const before = taken.get(charge.chargeId) ?? zeroCents;
    const share = maxCents(minCents(minCents(wish, subtractCents(charge.balance, before)), left), zeroCents);
    if (share === zeroCents) return;
    taken.set(charge.chargeId, (before + share) as Cents);
    left = subtractCents(left, share);
  };
  for (const wish of named) {
    const charge = open.find((one) => one.chargeId === wish.chargeId);
    if (charge !== undefined) pay(charge, wish.amount);
  }
  for (const charge of oldestFirst(open)) pay(charge, charge.balance);
  const shares = open.flatMap(({ chargeId, claimId }): readonly PaymentShare[] => {
    const share = taken.get(chargeId);
    if (share === undefined) return [];
    taken.delete(chargeId);
    return [{ chargeId, ...(claimId === undefined ? {} : { claimId }), amount: share }];
  });
  return { shares, unapplied: subtractCents(amount, sumCents(shares.map((share) => share.amount))) };
}

function oldestFirst(open: readonly OpenPatientCharge[]): readonly OpenPatientCharge[] {
  return [...open].sort((a, b) => (a.serviceFrom < b.serviceFrom ? -1 : a.serviceFrom > b.serviceFrom ? 1 : a.chargeId - b.chargeId));
}
