/** What can be paid now, what was paid, and the receipt of a payment. */
import { subtractCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { drawReceipt } from "../../documents/receipt-pdf.ts";
import { patientBalance } from "../../store/balances.ts";
import { loadEntriesByKey } from "../../store/journal.ts";
import { loadPayment, paymentsOfPatient } from "../../store/payments.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";
import { loadAccount } from "./load-account.ts";
import { planViews } from "./plans.ts";

/** Open services the oldest first, payments the newest first, and the plans. */
export async function viewPaying(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "account.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return notFound("patient");
    const payments = await paymentsOfPatient(tx, patientId);
    const undone = await undonePayments(
      tx,
      payments.map((one) => one.id),
    );
    return ok({
      today: account.today as string,
      unapplied: (await patientBalance(tx, patientId)).unapplied,
      due: sumCents(account.charges.map(({ gate }) => gate.due)),
      open: account.charges
        .filter((one) => one.account.patientBalance > zeroCents)
        .map(({ charge, told, account: { patientBalance: open }, gate }) => ({
          chargeId: charge.id,
          on: charge.serviceFrom,
          service: told.description,
          open,
          due: gate.due,
        })),
      payments: payments.map(({ id, receivedOn, amount, method, reference, receivedBy, allocations }) => ({
        id,
        on: receivedOn,
        amount,
        method,
        receivedBy,
        unapplied: subtractCents(amount, sumCents(allocations.map((one) => one.amount))),
        undone: undone.has(id),
        ...(reference === undefined ? {} : { reference }),
      })),
      plans: planViews(account),
    });
  });
}

export async function readReceipt(context: Context, paymentId: number): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "receipt.open", object: ["payment", paymentId] }, async (tx) => {
    const payment = await loadPayment(tx, paymentId);
    const account = payment === undefined ? undefined : await loadAccount(context, tx, payment.patientId);
    if (payment === undefined || account === undefined) return notFound("payment");
    const shares = payment.allocations.map(({ chargeId, amount }) => {
      const charge = account.charges.find((one) => one.charge.id === chargeId);
      return { amount, on: charge?.charge.serviceFrom ?? payment.receivedOn, service: charge?.told.description ?? "a service" };
    });
    return ok(
      await drawReceipt({
        number: `R${String(paymentId).padStart(6, "0")}`,
        practice: account.practice,
        patient: account.patient,
        receivedOn: payment.receivedOn,
        amount: payment.amount,
        method: payment.method,
        receivedBy: payment.receivedBy,
        shares,
        unapplied: subtractCents(payment.amount, sumCents(shares.map((one) => one.amount))),
        undone: (await undonePayments(tx, [paymentId])).has(paymentId),
        ...(payment.reference === undefined ? {} : { reference: payment.reference }),
      }),
    );
  });
}

async function undonePayments(tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const entries = await loadEntriesByKey(
    tx,
    "reversal",
    ids.map((id) => `patient-payment/payment ${id}`),
  );
  return new Set(entries.map(({ sourceKey }) => Number(sourceKey.split(" ").at(-1))));
}
