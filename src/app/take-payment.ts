/** Money from the patient: first on this visit, then on the oldest other charge, the rest unapplied. */
import { changesBetween } from "../core/access/changes.ts";
import { allocatePayment, type OpenPatientCharge } from "../core/billing/allocate-payment.ts";
import { cents, formatUsd, zeroCents } from "../core/kernel/cents.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { patientPaymentEntry } from "../core/ledger/entries.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { holdBooks } from "../store/books.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { listEncounters, loadEncounters } from "../store/encounters.ts";
import { loadEntries, postEntries } from "../store/journal.ts";
import { lockPatient } from "../store/patients.ts";
import { insertPayment } from "../store/payments.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { chargeAccounts } from "./charge-accounts.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";

export interface GivenPayment {
  readonly amount: number;
  readonly method: "cash" | "check" | "card";
  readonly reference: string;
  /** When the practice had it in hand; today when it is left out. */
  readonly receivedOn?: IsoDate;
  /** The same key again is the same payment. */
  readonly key: string;
}

export async function takePayment(context: Context, encounterId: EncounterId, given: GivenPayment): Promise<Outcome<undefined>> {
  const amount = cents(given.amount);
  if (amount <= zeroCents) return no("amount", "A payment is more than zero.");
  return onRecord(context, { act: "payment.take", object: ["visit", encounterId] }, async (tx, audit) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit === undefined) return notFound("visit");
    await lockPatient(tx, visit.patient.id);
    const { today } = await practiceToday(context, tx);
    const receivedOn = given.receivedOn ?? today;
    if (receivedOn > today) return no("received-on", "A payment cannot be received on a day that has not come yet.");
    const locked = await holdBooks(tx);
    const open = await openCharges(tx, visit);
    const mine = new Set(visit.encounter.charges.map((charge) => charge.id));
    const named = open
      .filter((charge) => mine.has(charge.chargeId))
      .map((charge) => ({ chargeId: charge.chargeId, amount: charge.balance }));
    const { shares } = allocatePayment({ amount, open, named });
    const { already, payment } = await insertPayment(tx, {
      patientId: visit.patient.id,
      encounterId,
      receivedOn,
      amount,
      method: given.method,
      receivedBy: context.user,
      idempotencyKey: given.key,
      allocations: shares.map((share) => ({ chargeId: share.chargeId, amount: share.amount })),
      ...(given.reference === "" ? {} : { reference: given.reference }),
    });
    if (already) {
      const same = payment.amount === amount && payment.patientId === visit.patient.id && payment.method === given.method;
      return same
        ? ok(undefined)
        : no(
            "payment-key",
            "This payment was taken before with another amount, patient or method.",
            "Load the page again and take the payment once more.",
          );
    }
    await postEntries(tx, [
      patientPaymentEntry({
        on: firstOpenDay(receivedOn, locked),
        sourceKey: `payment ${payment.id}`,
        patientId: visit.patient.id,
        amount,
        shares,
        method: given.method,
      }),
    ]);
    audit.note(changesBetween({}, { amount: formatUsd(amount), method: given.method }));
    return ok(undefined);
  });
}

async function openCharges(tx: Tx, visit: VisitRecord): Promise<readonly OpenPatientCharge[]> {
  const accounts = chargeAccounts(await loadEntries(tx, { patientId: visit.patient.id }));
  const visits = await loadEncounters(
    tx,
    (await listEncounters(tx, { patientId: visit.patient.id }, { limit: 1000 })).map((one) => one.id),
  );
  const open: OpenPatientCharge[] = [];
  for (const encounter of visits.values()) {
    const claim = (await claimsOfEncounter(tx, encounter.id)).findLast((one) => one.rank === 1);
    for (const charge of encounter.charges) {
      const balance = accounts.get(charge.id)?.patientBalance ?? zeroCents;
      if (balance > zeroCents)
        open.push({ chargeId: charge.id, serviceFrom: charge.serviceFrom, balance, ...(claim === undefined ? {} : { claimId: claim.id }) });
    }
  }
  return open;
}
