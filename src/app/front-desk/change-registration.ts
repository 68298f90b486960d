/** A registration that is changed: what it was is kept, and claims that have not left are made anew from what it is now. */
import { changesBetween, type FieldChange } from "../../core/access/changes.ts";
import { hasErrors } from "../../core/kernel/finding.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName } from "../../core/parties/format.ts";
import type { Address, Coverage, Patient } from "../../core/parties/model.ts";
import { checkRegistration, type Registration, tidyRegistration } from "../../core/parties/registration.ts";
import { unsentEncountersOfCoverage } from "../../store/claims.ts";
import { insertCoverages, listCoverages, updateCoverage } from "../../store/coverages.ts";
import { lockEncounter } from "../../store/encounters.ts";
import { listPayers, listPlans } from "../../store/parties.ts";
import { loadPatient, lockPatient, updatePatient } from "../../store/patients.ts";
import { keepVersion } from "../../store/registrations.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { redraftUnsent } from "../prepare-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { coverageOf } from "./register.ts";

/** No insurance is removed: one that has ended gets its last day. Refuses: an error in a field, an insurance that was left out or is not the patient's. */
export async function changeRegistration(context: Context, patientId: PatientId, given: Registration): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "patient.change", object: ["patient", patientId] }, async (tx, audit) => {
    const unsent = await lockUnsent(tx, patientId);
    await lockPatient(tx, patientId);
    const patient = await loadPatient(tx, patientId);
    if (patient === undefined) return notFound("patient");
    const { today } = await practiceToday(context, tx);
    const { coverages, ...person } = tidyRegistration(given);
    const findings = checkRegistration({ ...person, coverages }, { payers: await listPayers(tx), plans: await listPlans(tx), today });
    if (hasErrors(findings))
      return no("registration", "The change is not saved: something in it cannot be right.", "Mend what is marked in red.");
    const held = await listCoverages(tx, patientId);
    const named = new Set(coverages.map((one) => one.id));
    if (held.some((one) => !named.has(one.id)) || coverages.some((one) => one.id !== undefined && !held.some(({ id }) => id === one.id)))
      return no(
        "coverages",
        "The patient's insurances have changed meanwhile.",
        "Load the page again; an insurance that has ended gets its last day.",
      );
    const kept = { changedOn: today, changedBy: context.user };
    const { accountNumber } = patient;
    const next: Patient = { ...person, id: patientId, accountNumber };
    const changes = [...personChanges(patient, next)];
    if (changes.length > 0) {
      await keepVersion(tx, patientId, { ...kept, content: patient });
      await updatePatient(tx, next);
    }
    for (const { id, ...rest } of coverages) {
      const before = held.find((one) => one.id === id);
      if (id === undefined || before === undefined) continue;
      const after: Coverage = { ...coverageOf(rest, patientId), id };
      const own = coverageChanges(before, after);
      if (own.length === 0) continue;
      changes.push(...own);
      await keepVersion(tx, patientId, { ...kept, coverageId: id, content: before });
      await updateCoverage(tx, after);
    }
    const fresh = coverages.filter((one) => one.id === undefined).map((one) => coverageOf(one, patientId));
    await insertCoverages(tx, fresh);
    changes.push(...fresh.map((one): FieldChange => ({ field: `insurance ${one.rank}`, to: one.memberId })));
    audit.note(changes);
    if (changes.length > 0) for (const encounterId of unsent) await redraftUnsent(context, tx, encounterId);
    return ok(undefined);
  });
}

/** Visits whose claims have not left carry the registration; locked in the order of their numbers, before the patient. */
async function lockUnsent(tx: Tx, patientId: PatientId): Promise<readonly EncounterId[]> {
  const found = new Set<EncounterId>();
  for (const { id } of await listCoverages(tx, patientId)) for (const visit of await unsentEncountersOfCoverage(tx, id)) found.add(visit);
  const sorted = [...found].sort((a, b) => a - b);
  for (const visit of sorted) await lockEncounter(tx, visit);
  return sorted;
}

function personChanges(before: Patient, after: Patient): readonly FieldChange[] {
  return changesBetween(personFields(before), personFields(after));
}

function personFields({ name, birthDate, deathDate, sex, address, phone, guarantor }: Patient) {
  return {
    name: formatFullName(name),
    birthDate,
    deathDate,
    sex,
    address: oneLine(address),
    phone,
    "who pays": `${formatFullName(guarantor.name)} (${guarantor.relationship})`,
    "who pays, address": oneLine(guarantor.address),
    "who pays, phone": guarantor.phone,
  };
}

function coverageChanges(before: Coverage, after: Coverage): readonly FieldChange[] {
  return changesBetween(coverageFields(before), coverageFields(after)).map((one) => ({
    ...one,
    field: `insurance ${before.id}: ${one.field}`,
  }));
}

function coverageFields({ payerId, planId, rank, memberId, groupNumber, groupName, relationship, subscriber, from, to, copay }: Coverage) {
  return {
    payer: payerId,
    plan: planId,
    place: rank,
    memberId,
    groupNumber,
    groupName,
    relationship,
    subscriber: subscriber === undefined ? undefined : formatFullName(subscriber.name),
    "subscriber born": subscriber?.birthDate,
    "subscriber sex": subscriber?.sex,
    "subscriber address": subscriber?.address === undefined ? undefined : oneLine(subscriber.address),
    from,
    to,
    copay,
  };
}

function oneLine({ line1, line2, city, state, zip }: Address): string {
  return [line1, line2, city, `${state} ${zip}`].filter((part) => part !== undefined && part !== "").join(", ");
}
