/** What the patient paid for a visit and still stands: an undone payment is no payment. */
import type { EncounterId } from "../../core/kernel/id.ts";
import { loadEntriesByKey } from "../../store/journal.ts";
import { type PatientPayment, paymentsOfVisits } from "../../store/payments.ts";
import { groupRows } from "../../store/row.ts";
import type { Tx } from "../../store/transaction.ts";

/** Oldest first. */
export async function standingPaymentsOfVisits(
  tx: Tx,
  ids: readonly EncounterId[],
): Promise<ReadonlyMap<EncounterId, readonly (PatientPayment & { readonly encounterId: EncounterId })[]>> {
  const payments = await paymentsOfVisits(tx, ids);
  if (payments.length === 0) return new Map();
  const keyOf = ({ id }: PatientPayment): string => `patient-payment/payment ${id}`;
  const undone = new Set((await loadEntriesByKey(tx, "reversal", payments.map(keyOf))).map((entry) => entry.sourceKey));
  return groupRows(
    payments.filter((payment) => !undone.has(keyOf(payment))),
    (payment) => payment.encounterId,
  );
}
