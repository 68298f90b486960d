/** The log of calls and letters with patients and payers, and what is due from it. */
import { maskedName } from "../../core/access/glass.ts";
import { isVerified } from "../../core/billing/telephone.ts";
import type { ClaimId, EncounterId, PatientId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatListName } from "../../core/parties/format.ts";
import { loadClaim } from "../../store/claims.ts";
import { contactsOfPatient, dueContacts, insertContact, loadContact, type NewContact, type StoredContact } from "../../store/contacts.ts";
import { loadEncounter, loadEncounters, lockEncounter } from "../../store/encounters.ts";
import { loadEntries } from "../../store/journal.ts";
import { loadPatients } from "../../store/patients.ts";
import { runningPlans } from "../../store/payment-plans.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { keptPlace } from "../../store/visit-places.ts";
import { addWork } from "../../store/visit-work.ts";
import { hiddenPatients, onRecord, recordAct } from "../audit/record.ts";
import { chargeAccounts } from "../charge-accounts.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { wrongFollowUp } from "../worklist/work-on-visit.ts";
import { standingOfPlan } from "./load-account.ts";

const mostShown = 500;
const mostPlans = 1000;

export type LoggedContact = Omit<NewContact, "patientId" | "on" | "by" | "account">;

/** Refuses: a visit, claim or earlier contact of somebody else, a next date that is past. With a visit it comes back to the desk on that day. */
export async function logContact(
  context: Context,
  patientId: PatientId,
  given: LoggedContact,
): Promise<Outcome<{ readonly contactId: number }>> {
  return onRecord(context, { act: "contact.log", object: ["patient", patientId] }, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const { nextOn } = given;
    const wrong = (nextOn === undefined ? undefined : wrongFollowUp(nextOn, today)) ?? (await wrongSubject(tx, patientId, given));
    if (wrong !== undefined) return wrong;
    const contactId = await insertContact(tx, { ...given, patientId, on: today, ...whoActs(context) });
    const encounterId = given.encounterId ?? (given.claimId === undefined ? undefined : (await loadClaim(tx, given.claimId))?.encounterId);
    if (nextOn !== undefined && encounterId !== undefined) await bringBack(context, tx, { encounterId, nextOn, today, given });
    return ok({ contactId });
  });
}

async function wrongSubject(tx: Tx, patientId: PatientId, { encounterId, claimId, closesId }: LoggedContact) {
  if (encounterId !== undefined && (await loadEncounter(tx, encounterId))?.patientId !== patientId) return notFound("visit");
  if (claimId !== undefined && (await loadClaim(tx, claimId))?.patientId !== patientId) return notFound("claim");
  if (closesId === undefined) return undefined;
  const earlier = await loadContact(tx, closesId);
  if (earlier?.patientId !== patientId) return notFound("contact");
  return earlier.closedBy === undefined ? undefined : no("settled-already", "This was settled already.");
}

/** In the worklist at that date: the visit sleeps until then. One that is closed has nothing to come back for. */
async function bringBack(
  context: Context,
  tx: Tx,
  {
    encounterId,
    nextOn,
    today,
    given,
  }: { readonly encounterId: EncounterId; readonly nextOn: IsoDate; readonly today: IsoDate; readonly given: LoggedContact },
): Promise<void> {
  await lockEncounter(tx, encounterId);
  const place = await keptPlace(tx, encounterId);
  if (place === undefined || place.queue === "closed") return;
  const words = (given.promised ?? given.words).slice(0, 300);
  await addWork(tx, [{ kind: "follow-up", followUp: nextOn, queue: place.queue, words, encounterId, on: today, by: context.user }]);
}

export async function viewContacts(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "contact.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const contacts = await contactsOfPatient(tx, patientId, mostShown);
    return ok({ today: (await practiceToday(context, tx)).today as string, contacts: await views(tx, contacts) });
  });
}

async function views(tx: Tx, contacts: readonly StoredContact[]) {
  const visits = await loadEncounters(
    tx,
    contacts.flatMap((one) => one.encounterId ?? []),
  );
  return contacts.map(({ patientId: _patient, encounterId, claimId, verified, ...one }) => {
    const visit = encounterId === undefined ? undefined : visits.get(encounterId);
    return {
      ...one,
      verified: isVerified(verified),
      ...(claimId === undefined ? {} : { claimId: claimId as ClaimId }),
      ...(visit === undefined ? {} : { visit: { id: visit.id, date: visit.date } }),
    };
  });
}

/** What is due today or before: next dates nobody has settled, instalments that were missed, and those due within a week. */
export async function viewFollowUps(context: Context) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const contacts = await dueContacts(tx, today, mostShown);
    const plans = await plansToWatch(tx, today);
    const ids = [...new Set([...contacts.map((one) => one.patientId), ...plans.map((one) => one.patientId)])];
    const hidden = await hiddenPatients(context, tx, ids);
    await recordAct(context, tx, { act: "contact.list", patients: ids.filter((id) => !hidden.has(id)) });
    const patients = await loadPatients(tx, ids);
    const named = (id: PatientId) => {
      const patient = hidden.has(id) ? undefined : patients.get(id);
      return { id, name: patient === undefined ? maskedName : formatListName(patient.name) };
    };
    const shown = contacts.filter((one) => !hidden.has(one.patientId));
    const told = await views(tx, shown);
    return {
      today: today as string,
      contacts: told.map((one, at) => ({ ...one, patient: named((shown[at] as StoredContact).patientId) })),
      plans: plans.map(({ patientId, ...plan }) => ({ ...plan, patient: named(patientId) })),
    };
  });
}

async function plansToWatch(tx: Tx, today: IsoDate) {
  const watched = [];
  for (const plan of await runningPlans(tx, mostPlans)) {
    const { state, missed, behind, next } = standingOfPlan(
      plan,
      chargeAccounts(await loadEntries(tx, { chargeIds: plan.chargeIds })),
      today,
    );
    const soon = next !== undefined && next.due <= addDays(today, 7);
    if (state === "done" || (missed === 0 && !soon) || next === undefined) continue;
    watched.push({ patientId: plan.patientId, planId: plan.id, state, missed, behind, nextDue: next.due, nextAmount: next.amount });
  }
  return watched;
}
