/** What a payment says beside its claims (PLB): interest, overpayments left alone or taken back, balances carried forward. */
import { addCents, type Cents, minCents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { addDays, type IsoDate, isoDate, yearOf } from "../kernel/iso-date.ts";
import type { ProviderAdjustment } from "../x12/transactions/remittance.ts";
import { type Books, balanceKey } from "./books.ts";
import { type BenefitPlan, termsOn } from "./plan.ts";
import type { DecidedClaim, Recovery } from "./state.ts";

export interface PaymentInput {
  readonly books: Books;
  readonly plan: BenefitPlan;
  readonly payeeNpi: string;
  /** With their interest. */
  readonly claims: readonly DecidedClaim[];
  /** TRN02 of the payment. */
  readonly trace: string;
  readonly today: IsoDate;
}

/**
 * Positive takes from the payment, negative adds to it. In this order: interest (L6) and overpayments that are left
 * alone for now (WO) add; an open forward balance is taken, or what would go below zero opens one (FB); then what is left
 * pays overpayments whose day has come (WO). The payment is never negative.
 */
export function providerAdjustmentsOf(input: PaymentInput): readonly ProviderAdjustment[] {
  const { claims } = input;
  const added = [...interestRows(input), ...leftAlone(input)];
  const total = subtractCents(sumCents(claims.map((claim) => claim.paid)), sumCents(added.map((one) => one.amount)));
  const carried = forwardBalances(input, total);
  const left = subtractCents(total, sumCents(carried.map((one) => one.amount)));
  return [...added, ...carried, ...recovered(input, left)];
}

function interestRows(input: PaymentInput): readonly ProviderAdjustment[] {
  return input.claims.flatMap(({ interest = zeroCents, payerControlNumber }) =>
    interest === 0 ? [] : [rowOf(input, { reason: "L6", reference: payerControlNumber, amount: negateCents(interest) })],
  );
}

/** A payer that waits before it takes back: what a reversal takes and its correction does not give again is added to the payment. */
function leftAlone(input: PaymentInput): readonly ProviderAdjustment[] {
  const { books, plan, payeeNpi, claims, today } = input;
  const { recovery } = termsOn(plan, today);
  if (recovery === "at-once") return [];
  const dueOn = addDays(today, recovery.afterDays);
  return claims.flatMap((claim) => {
    if (claim.kind !== "reversal" || claim.paid >= 0) return [];
    const corrected = claims.find((one) => one.kind === "decision" && one.replaces === claim.payerControlNumber)?.paid ?? zeroCents;
    const over = negateCents(addCents(claim.paid, corrected));
    if (over <= 0) return [];
    const reference = claim.payerControlNumber;
    books.recoveries.set(reference, { planId: plan.id, payeeNpi, reference, amount: over, dueOn });
    return [rowOf(input, { reason: "WO", reference, amount: negateCents(over) })];
  });
}

/**
 * PLB FB: an open balance is taken from the first payment that is not zero; what would go below zero becomes the one new
 * balance. Never two open at once (X12 interpretation 738).
 */
function forwardBalances(input: PaymentInput, total: Cents): readonly ProviderAdjustment[] {
  const { books, plan, payeeNpi, trace } = input;
  const key = balanceKey(plan.id, payeeNpi);
  const open = books.balances.get(key);
  const owed = open?.amount ?? zeroCents;
  if (total === 0 || (total > 0 && owed === 0)) return [];
  const short = subtractCents(owed, minCents(total, owed));
  if (short === 0) books.balances.delete(key);
  else books.balances.set(key, { planId: plan.id, payeeNpi, amount: short, trace });
  return [
    ...(open === undefined ? [] : [rowOf(input, { reason: "FB", reference: open.trace, amount: owed })]),
    ...(short === 0 ? [] : [rowOf(input, { reason: "FB", reference: trace, amount: negateCents(short) })]),
  ];
}

/** Oldest first, as far as the payment reaches; the rest waits for the next. */
function recovered(input: PaymentInput, available: Cents): readonly ProviderAdjustment[] {
  const { books, plan, payeeNpi, today } = input;
  const due = [...books.recoveries.values()]
    .filter((one) => one.planId === plan.id && one.payeeNpi === payeeNpi && one.dueOn <= today)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.reference < b.reference ? -1 : 1));
  const rows: ProviderAdjustment[] = [];
  let left = available;
  for (const one of due) {
    const amount = minCents(one.amount, left);
    if (amount <= 0) break;
    left = subtractCents(left, amount);
    rows.push(rowOf(input, { reason: "WO", reference: one.reference, amount }));
    keepRest(books, one, subtractCents(one.amount, amount));
  }
  return rows;
}

function keepRest(books: Books, recovery: Recovery, amount: Cents): void {
  if (amount === 0) books.recoveries.delete(recovery.reference);
  else books.recoveries.set(recovery.reference, { ...recovery, amount });
}

export function rowOf(
  { payeeNpi, today }: Pick<PaymentInput, "payeeNpi" | "today">,
  { reason, reference, amount }: { readonly reason: string; readonly reference: string; readonly amount: Cents },
): ProviderAdjustment {
  return { providerId: payeeNpi, fiscalPeriodEnd: isoDate(`${yearOf(today)}-12-31`), reason, reference, amount };
}
