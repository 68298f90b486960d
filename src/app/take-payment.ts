/** Money from the patient: first on this visit, then on the oldest other charge, the rest unapplied. */

import { changesBetween, type FieldChange } from "../core/access/changes.ts";
import { allocatePayment, type OpenPatientCharge } from "../core/billing/allocate-payment.ts";
import { cents, formatUsd, zeroCents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { patientPaymentEntry } from "../core/ledger/entries.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import type { Encounter } from "../core/visits/model.ts";
import { holdBooks } from "../store/books.ts";
import { type ClaimHead, claimHeadsOfEncounters } from "../store/claims.ts";
import { loadEncounter, loadEncounters, newestVisitsOf } from "../store/encounters.ts";
import { loadEntries, postEntries } from "../store/journal.ts";
import { lockPatients } from "../store/patients.ts";
import { insertPayments, type PatientPayment } from "../store/payments.ts";
import { groupRows, present } from "../store/row.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { type Done, hiddenPatients, onRecord, recordActs } from "./audit/record.ts";
import { chargeAccounts } from "./charge-accounts.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

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
  if (given.amount <= 0) return notMore;
  return onRecord(context, { act: "payment.take", object: ["visit", encounterId] }, async (tx, audit) => {
    const encounter = await loadEncounter(tx, encounterId);
    if (encounter === undefined) return notFound("visit");
    const [taken] = await savePayments(context, tx, [{ encounter, given }]);
    if (taken?.ok === true) audit.note(changesOf(given));
    return taken ?? notFound("visit");
  });
}

/** What came with one day's mail, each on its visit: in the same few statements however many, one lot for each time a patient comes. */
export async function takePayments(
  context: Context,
  payments: readonly { readonly encounterId: EncounterId; readonly given: GivenPayment }[],
): Promise<readonly Outcome<undefined>[]> {
  if (payments.length === 0) return [];
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const encounters = await loadEncounters(tx, [...new Set(payments.map((one) => one.encounterId))]);
    const hidden = await hiddenPatients(context, tx, [...new Set([...encounters.values()].map((one) => one.patientId))]);
    const outcomes = new Map<number, Outcome<undefined>>();
    let waiting = payments.map(({ encounterId, given }, at) => ({ at, encounter: encounters.get(encounterId), given }));
    while (waiting.length > 0) {
      const lot = waiting.filter(
        ({ encounter }, at) => waiting.findIndex((other) => other.encounter?.patientId === encounter?.patientId) === at,
      );
      waiting = waiting.filter((one) => !lot.includes(one));
      const able = lot.flatMap(({ at, encounter, given }) =>
        encounter === undefined || given.amount <= 0 || hidden.has(encounter.patientId) ? [] : [{ at, encounter, given }],
      );
      const taken = await savePayments(context, tx, able);
      for (const { at, encounter } of lot) outcomes.set(at, encounter === undefined ? notFound("visit") : notMore);
      for (const [index, { at }] of able.entries()) outcomes.set(at, taken[index] ?? notFound("visit"));
    }
    const all = payments.map((_, at) => outcomes.get(at) ?? notFound("visit"));
    recordActs(
      context,
      tx,
      payments.flatMap(({ encounterId, given }, at): readonly Done[] => {
        const encounter = encounters.get(encounterId);
        const outcome = all[at];
        if (encounter === undefined || outcome === undefined) return [];
        const { patientId } = encounter;
        return [
          {
            act: "payment.take",
            patients: [patientId],
            object: ["visit", encounterId],
            ...(outcome.ok ? { changes: changesOf(given) } : { outcome: hidden.has(patientId) ? "restricted" : outcome.refusal.problem }),
          },
        ];
      }),
    );
    return all;
  });
}

const notMore = no("amount", "A payment is more than zero.");

function changesOf({ amount, method }: GivenPayment): readonly FieldChange[] {
  return changesBetween({}, { amount: formatUsd(cents(amount)), method });
}

interface ToTake {
  readonly encounter: Encounter;
  readonly given: GivenPayment;
}

/** Of each patient one, since what it pays follows from what is open. In the order of the payments. */
async function savePayments(context: Context, tx: Tx, payments: readonly ToTake[]): Promise<readonly Outcome<undefined>[]> {
  const { today } = await practiceToday(context, tx);
  const late = no("received-on", "A payment cannot be received on a day that has not come yet.");
  const able = payments.filter(({ given }) => (given.receivedOn ?? today) <= today);
  if (able.length === 0) return payments.map(() => late);
  const patientIds = able.map(({ encounter }) => encounter.patientId);
  lockPatients(tx, patientIds);
  const locked = await holdBooks(tx);
  const accountOf = await loadOpen(tx, patientIds);
  const planned = able.map((one) => ({ ...one, ...planOf(one, accountOf(one.encounter.patientId)) }));
  const taken = await insertPayments(
    tx,
    planned.map(({ encounter, given, amount, shares }) => ({
      patientId: encounter.patientId,
      encounterId: encounter.id,
      receivedOn: given.receivedOn ?? today,
      amount,
      method: given.method,
      receivedBy: context.user,
      ...present({ receivedByAccount: context.actor.accountId }),
      idempotencyKey: given.key,
      allocations: shares.map((share) => ({ chargeId: share.chargeId, amount: share.amount })),
      ...(given.reference === "" ? {} : { reference: given.reference }),
    })),
  );
  await postEntries(
    tx,
    planned.flatMap(({ encounter, given, amount, shares }, at) => {
      const one = taken[at];
      if (one === undefined || one.already) return [];
      return patientPaymentEntry({
        on: firstOpenDay(given.receivedOn ?? today, locked),
        sourceKey: `payment ${one.payment.id}`,
        patientId: encounter.patientId,
        amount,
        shares,
        method: given.method,
      });
    }),
  );
  const outcomes = new Map(able.map((one, at) => [one, outcomeOf(one, taken[at])]));
  return payments.map((one) => outcomes.get(one) ?? late);
}

/** The same key again is the same payment, if it is the same. */
function outcomeOf({ encounter, given }: ToTake, taken: { readonly already: boolean; readonly payment: PatientPayment } | undefined) {
  if (taken === undefined || !taken.already) return ok(undefined);
  const { amount, patientId, method } = taken.payment;
  return amount === given.amount && patientId === encounter.patientId && method === given.method
    ? ok(undefined)
    : no(
        "payment-key",
        "This payment was taken before with another amount, patient or method.",
        "Load the page again and take the payment once more.",
      );
}

/** First what is open on its visit, then the oldest. */
function planOf({ encounter, given }: ToTake, account: PatientsVisits) {
  const amount = cents(given.amount);
  const open = openCharges(account);
  const mine = new Set(encounter.charges.map((charge) => charge.id));
  const named = open.filter((charge) => mine.has(charge.chargeId)).map(({ chargeId, balance }) => ({ chargeId, amount: balance }));
  return { amount, shares: allocatePayment({ amount, open, named }).shares };
}

function openCharges({ encounters, firstClaims, charges }: PatientsVisits): readonly OpenPatientCharge[] {
  return encounters.flatMap((encounter) => {
    const claim = firstClaims.get(encounter.id);
    return encounter.charges.flatMap((charge): readonly OpenPatientCharge[] => {
      const balance = charges.get(charge.id)?.patientBalance ?? zeroCents;
      if (balance <= zeroCents) return [];
      return [{ chargeId: charge.id, serviceFrom: charge.serviceFrom, balance, ...(claim === undefined ? {} : { claimId: claim.id }) }];
    });
  });
}

interface PatientsVisits {
  /** In the order in which they were entered. */
  readonly encounters: readonly Encounter[];
  /** The newest claim to the payer that is asked first. */
  readonly firstClaims: ReadonlyMap<EncounterId, ClaimHead>;
  readonly charges: ReturnType<typeof chargeAccounts>;
}

const mostVisits = 1000;

/** What the visits of these patients came to, in the same few questions for one or many. */
async function loadOpen(tx: Tx, ids: readonly PatientId[]): Promise<(id: PatientId) => PatientsVisits> {
  const [posted, newest] = await Promise.all([loadEntries(tx, { patientIds: ids }), newestVisitsOf(tx, ids, mostVisits)]);
  const visitIds = newest.map((one) => one.id);
  const [heads, loaded] = await Promise.all([claimHeadsOfEncounters(tx, visitIds), loadEncounters(tx, visitIds)]);
  const encounters = groupRows([...loaded.values()], (one) => one.patientId);
  const firstClaims = new Map(heads.filter((one) => one.rank === 1).map((one) => [one.encounterId, one]));
  // A charge is one patient's: the accounts of all of them in one map do not meet.
  const charges = chargeAccounts(posted);
  return (id) => ({ encounters: encounters.get(id) ?? [], firstClaims, charges });
}
