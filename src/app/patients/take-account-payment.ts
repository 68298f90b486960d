/** Money on a patient's account: first on what the payer of it names, then on the oldest service, the rest unapplied. */

import { changesBetween } from "../../core/access/changes.ts";
import { allocatePayment, type OpenPatientCharge } from "../../core/billing/allocate-payment.ts";
import { cents, formatUsd, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { ChargeId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { patientPaymentEntry } from "../../core/ledger/entries.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import { holdBooks } from "../../store/books.ts";
import { postEntries } from "../../store/journal.ts";
import { lockPatient } from "../../store/patients.ts";
import { insertPayment, paymentWasTaken } from "../../store/payments.ts";
import { present } from "../../store/row.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import type { GivenPayment } from "../take-payment.ts";
import { loadAccount, type PatientAccount } from "./load-account.ts";

export interface AccountPayment extends GivenPayment {
  readonly named: readonly { readonly chargeId: ChargeId; readonly amount: number }[];
}

/** Refuses a name that is not an open charge of this patient, or that takes more than is owed there. The same key is the same payment. */
export async function takeAccountPayment(
  context: Context,
  patientId: PatientId,
  given: AccountPayment,
): Promise<Outcome<{ readonly paymentId: number }>> {
  return onRecord(context, { act: "payment.take", object: ["patient", patientId] }, async (tx, audit) => {
    const amount = cents(given.amount);
    if (amount <= zeroCents) return no("amount", "A payment is more than zero.");
    await lockPatient(tx, patientId);
    const { today } = await practiceToday(context, tx);
    const receivedOn = given.receivedOn ?? today;
    if (receivedOn > today) return no("received-on", "A payment cannot be received on a day that has not come yet.");
    const locked = await holdBooks(tx);
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return notFound("patient");
    const open = openCharges(account);
    const objection = objectToNames(given, open);
    if (objection !== undefined && !(await paymentWasTaken(tx, given.key))) return objection;
    const named = given.named.map((one) => ({ chargeId: one.chargeId, amount: cents(one.amount) }));
    const { shares } = allocatePayment({ amount, open, named });
    const { already, payment } = await insertPayment(tx, {
      patientId,
      receivedOn,
      amount,
      method: given.method,
      receivedBy: context.user,
      ...present({ receivedByAccount: context.actor.accountId }),
      idempotencyKey: given.key,
      allocations: shares.map((share) => ({ chargeId: share.chargeId, amount: share.amount })),
      ...(given.reference === "" ? {} : { reference: given.reference }),
    });
    if (already) {
      const same = payment.amount === amount && payment.patientId === patientId && payment.method === given.method;
      return same ? ok({ paymentId: payment.id }) : otherPayment;
    }
    const on = firstOpenDay(receivedOn, locked);
    await postEntries(tx, [
      patientPaymentEntry({ on, sourceKey: `payment ${payment.id}`, patientId, amount, shares, method: given.method }),
    ]);
    audit.note(changesBetween({}, { amount: formatUsd(amount), method: given.method }));
    return ok({ paymentId: payment.id });
  });
}

const otherPayment = no(
  "payment-key",
  "This payment was taken before with another amount, patient or method.",
  "Load the page again and take the payment once more.",
);

function openCharges({ charges }: PatientAccount): readonly OpenPatientCharge[] {
  return charges
    .filter(({ account }) => account.patientBalance > zeroCents)
    .map(({ charge, account, claim }) => ({
      chargeId: charge.id,
      serviceFrom: charge.serviceFrom,
      balance: account.patientBalance,
      ...(claim === undefined ? {} : { claimId: claim.id }),
    }));
}

function objectToNames({ named, amount }: AccountPayment, open: readonly OpenPatientCharge[]) {
  if (sumCents(named.map((one) => cents(one.amount))) > amount)
    return no("named-too-much", "More is put on services than was paid.", "Lower what is put on them.");
  const balanceOf = (wanted: ChargeId) => open.find(({ chargeId }) => chargeId === wanted)?.balance ?? zeroCents;
  return named.some((one) => one.amount > balanceOf(one.chargeId))
    ? no("named-more-than-owed", "Less is owed on a service that was chosen.", "Load the page again: something was paid meanwhile.")
    : undefined;
}
