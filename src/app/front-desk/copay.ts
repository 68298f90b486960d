/** The co-pay at check-in: taken as a payment of the visit, whose receipt is that of every payment; it goes to the patient's share once the payer has decided. */
import { allocatePayment, type OpenPatientCharge } from "../../core/billing/allocate-payment.ts";
import { assert } from "../../core/kernel/assert.ts";
import { type Cents, minCents, subtractCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { applyUnappliedEntry } from "../../core/ledger/entries.ts";
import type { JournalEntry } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import { chargeBalances, patientBalance } from "../../store/balances.ts";
import { holdBooks } from "../../store/books.ts";
import { loadEncounters } from "../../store/encounters.ts";
import { loadEntries, postEntries } from "../../store/journal.ts";
import { lockPatient } from "../../store/patients.ts";
import { paymentByKey, visitsPaidAhead } from "../../store/payments.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import type { Outcome } from "../refusal.ts";
import { type GivenPayment, takePayment } from "../take-payment.ts";
import { standingPaymentsOfVisits } from "./visit-payments.ts";

export async function takeCopay(
  context: Context,
  visitId: EncounterId,
  given: GivenPayment,
): Promise<Outcome<{ readonly paymentId: number }>> {
  const taken = await takePayment(context, visitId, given);
  if (!taken.ok) return taken;
  const payment = await inPractice(context.app.pool, context.practiceId, (tx) => paymentByKey(tx, given.key));
  assert(payment !== undefined, "a payment that was taken is stored");
  return ok({ paymentId: payment.id });
}

/**
 * What patients paid ahead for these visits goes to their share, in the transaction of the payer's decision. Never more than
 * the visit's own payments, the patient's unapplied money, or what the patient owes on the visit. `source` makes it once.
 */
export async function applyPaidAhead(
  tx: Tx,
  decided: readonly JournalEntry[],
  { source, today }: { readonly source: string; readonly today: IsoDate },
): Promise<void> {
  const lines = decided.flatMap((entry) => entry.lines).filter((line) => line.account === "patient-receivable");
  const claimOf = new Map(lines.map((line) => [line.chargeId, line.claimId]));
  const ahead = await standingPaymentsOfVisits(
    tx,
    await visitsPaidAhead(
      tx,
      [...claimOf.keys()].filter((id) => id !== undefined),
    ),
  );
  if (ahead.size === 0) return;
  const visits = await loadEncounters(tx, [...ahead.keys()]);
  const on = firstOpenDay(today, await holdBooks(tx));
  const patients = [...new Set([...visits.values()].map((visit) => visit.patientId))].sort((a, b) => a - b);
  for (const patientId of patients) await lockPatient(tx, patientId);
  for (const [visitId, payments] of [...ahead].sort(([a], [b]) => a - b)) {
    const visit = visits.get(visitId);
    if (visit === undefined) continue;
    const { patientId } = visit;
    const { unapplied } = await patientBalance(tx, patientId);
    const left = sumCents(payments.map((one) => subtractCents(one.amount, sumCents(one.allocations.map((share) => share.amount)))));
    const paidAhead = subtractCents(left, appliedAhead(visitId, await loadEntries(tx, { patientIds: [patientId] })));
    const balances = await chargeBalances(
      tx,
      visit.charges.map((charge) => charge.id),
    );
    const open = visit.charges.flatMap(({ id, serviceFrom }): readonly OpenPatientCharge[] => {
      const balance = balances.get(id)?.patient ?? zeroCents;
      const claimId = claimOf.get(id);
      return balance > zeroCents ? [{ chargeId: id, serviceFrom, balance, ...(claimId === undefined ? {} : { claimId }) }] : [];
    });
    const { shares } = allocatePayment({ amount: minCents(paidAhead, unapplied), open });
    if (shares.length > 0)
      await postEntries(tx, [applyUnappliedEntry({ on, sourceKey: `${aheadKey(visitId)} ${source}`, patientId, shares })]);
  }
}

function aheadKey(visitId: EncounterId): string {
  return `paid ahead ${visitId}`;
}

/** What went from the visit's payments to its charges later; a move that was taken back is none. */
function appliedAhead(visitId: EncounterId, entries: readonly JournalEntry[]): Cents {
  const back = new Set(entries.filter((entry) => entry.source === "reversal").map((entry) => entry.sourceKey));
  const moves = entries.filter(
    (entry) =>
      entry.source === "transfer" && entry.sourceKey.startsWith(`${aheadKey(visitId)} `) && !back.has(`transfer/${entry.sourceKey}`),
  );
  return sumCents(moves.flatMap((entry) => entry.lines.filter((line) => line.account === "unapplied").map((line) => line.amount)));
}
