/** The registration of one patient, with its visits to come, what it was before, and records that are the same person's. */
import { maskedName } from "../../core/access/glass.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import type { Coverage, Patient } from "../../core/parties/model.ts";
import { checkRegistration } from "../../core/parties/registration.ts";
import { type Appointment, appointmentsOfPatient } from "../../store/appointments.ts";
import { listCoverages } from "../../store/coverages.ts";
import { listLocations, listPayers, listPlans, listProviders } from "../../store/parties.ts";
import { mergedRecords } from "../../store/patient-merges.ts";
import { loadPatient, loadPatients, searchPatients } from "../../store/patients.ts";
import { decideSame, decisionsOn, versionsOfPatient } from "../../store/registrations.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, onRecord, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { findingView } from "../finding-views.ts";
import { mergeLines } from "../patients/merge.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

const most = { appointments: 20, versions: 50, found: 12 } as const;

/** Of a record that was merged: the registration of the one that stands for it. */
export async function viewRegistration(context: Context, wanted: PatientId) {
  return onRecord(
    context,
    { act: "patient.open", object: ["patient", wanted], snapshot: true, followsMerge: true },
    async (tx, { patientId }) => {
      const patient = await loadPatient(tx, patientId);
      if (patient === undefined) return notFound("patient");
      const { today } = await practiceToday(context, tx);
      const coverages = await listCoverages(tx, patientId);
      const payers = await listPayers(tx);
      const versions = await versionsOfPatient(tx, patientId, { limit: most.versions });
      return ok({
        patient,
        coverages,
        findings: checkRegistration({ ...patient, coverages }, { payers, plans: await listPlans(tx), today }).map(findingView),
        appointments: (await appointmentsOfPatient(tx, patientId, { limit: most.appointments })).map(appointmentLine),
        earlier: versions.map(({ content, coverageId, changedOn, changedBy }) => ({
          what: coverageId === undefined ? ("patient" as const) : ("insurance" as const),
          words: coverageId === undefined ? patientWords(content as Patient) : coverageWords(content as Coverage, payers),
          changedOn,
          changedBy,
        })),
        same: await sameRecords(context, tx, patientId),
        merges: await mergeLines(tx, patientId),
      });
    },
  );
}

function appointmentLine({ id, on, at, reason, state, encounterId }: Appointment) {
  return { id, on, reason, state, ...(at === undefined ? {} : { at }), ...(encounterId === undefined ? {} : { visitId: encounterId }) };
}

/** What it was, whole and in one line: people compare it with what they see above. */
function patientWords({ name, birthDate, sex, address, phone, guarantor }: Patient): string {
  const payer =
    guarantor.relationship === "self" ? "pays for themselves" : `${formatFullName(guarantor.name)} pays (${guarantor.relationship})`;
  return [
    formatFullName(name),
    `born ${birthDate}`,
    sex,
    `${address.line1}, ${address.city} ${address.state} ${address.zip}`,
    phone ?? "no telephone",
    payer,
  ].join("; ");
}

const places = { 1: "primary", 2: "secondary", 3: "third" } as const;

function coverageWords(
  { rank, payerId, memberId, from, to }: Coverage,
  payers: readonly { readonly id: number; readonly name: string }[],
): string {
  const name = payers.find((one) => one.id === payerId)?.name ?? "another payer";
  return `${places[rank]}: ${name}, member ${memberId}, ${from === undefined ? "from the start" : `from ${from}`}${to === undefined ? "" : ` to ${to}`}`;
}

async function sameRecords(context: Context, tx: Tx, patientId: PatientId) {
  const merged = await mergedRecords(tx);
  const decisions = (await decisionsOn(tx, patientId)).filter((one) => !merged.has(one.otherId));
  const ids = decisions.map((one) => one.otherId);
  const hidden = await hiddenPatients(context, tx, ids);
  const patients = await loadPatients(tx, ids);
  return decisions.map(({ otherId, same, reason, on, by }) => {
    const other = patients.get(otherId);
    const name = other === undefined || hidden.has(otherId) ? maskedName : formatListName(other.name);
    return { patientId: otherId, name, accountNumber: hidden.has(otherId) ? "" : (other?.accountNumber ?? ""), same, reason, on, by };
  });
}

/** Two records of one person are marked, and each leads to the other. Bringing them together is `mergeRecords`. */
export async function markSame(
  context: Context,
  patientId: PatientId,
  { otherId, same, reason }: { readonly otherId: PatientId; readonly same: boolean; readonly reason: string },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "patient.same", object: ["patient", patientId] }, async (tx, audit) => {
    if (otherId === patientId) return no("same-record", "This is one record, not two.");
    const other = await loadPatient(tx, otherId);
    if (other === undefined || (await hiddenPatients(context, tx, [otherId])).has(otherId)) return notFound("patient");
    const { today } = await practiceToday(context, tx);
    await decideSame(tx, patientId, { otherId, same, reason, on: today, by: context.user });
    audit.note([{ field: same ? "same person as" : "another person than", to: other.accountNumber }]);
    await recordAct(context, tx, { act: "patient.same", patients: [otherId], object: ["patient", otherId] });
    return ok(undefined);
  });
}

export async function findPatients(context: Context, text: string) {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = text.trim().length < 2 ? [] : await searchPatients(tx, { text, limit: most.found });
    const hidden = await hiddenPatients(
      context,
      tx,
      found.map((one) => one.id),
    );
    const open = found.filter((one) => !hidden.has(one.id));
    await recordAct(context, tx, { act: "patient.find", patients: open.map((one) => one.id) });
    return {
      patients: open.map((one) => ({
        id: one.id,
        name: formatListName(one.name),
        accountNumber: one.accountNumber,
        birthDate: one.birthDate as string,
        address: `${one.address.line1}, ${one.address.city}`,
      })),
    };
  });
}

/** What the desk chooses from. */
export async function listChoices(context: Context) {
  return inPractice(context.app.pool, context.practiceId, async (tx) => ({
    providers: (await listProviders(tx))
      .filter(inUse)
      .map((one) => ({ id: one.id, name: `${formatFullName(one.name)}, ${one.credential}` })),
    locations: (await listLocations(tx)).filter(inUse).map((one) => ({ id: one.id, name: one.name })),
    payers: (await listPayers(tx)).filter(inUse).map((one) => ({ id: one.id, name: one.name })),
    plans: (await listPlans(tx)).map((one) => ({ id: one.id, payerId: one.payerId, name: one.name })),
    today: (await practiceToday(context, tx)).today as IsoDate,
  }));
}

/** Who has left and what is no more takes no new visit and no new insurance. */
function inUse({ inactive }: { readonly inactive?: boolean }): boolean {
  return inactive !== true;
}
