/** A new patient: every field checked, who is registered already looked for, and only then saved. */
import { maskedName } from "../../core/access/glass.ts";
import { hasErrors } from "../../core/kernel/finding.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { type Candidate, type Likeness, likenessesOf } from "../../core/parties/duplicates.ts";
import { formatListName } from "../../core/parties/format.ts";
import type { Coverage } from "../../core/parties/model.ts";
import { checkRegistration, type RegisteredCoverage, type Registration, tidyRegistration } from "../../core/parties/registration.ts";
import { takeNumbers } from "../../store/control-numbers.ts";
import { coveragesOfPatients, insertCoverages } from "../../store/coverages.ts";
import { listPayers, listPlans } from "../../store/parties.ts";
import { insertPatient, patientsBornOn, patientsByAccounts, searchPatients } from "../../store/patients.ts";
import { sql } from "../../store/sql.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { type FindingView, findingView } from "../finding-views.ts";
import { no, type Outcome } from "../refusal.ts";

/** Somebody who may be the same person, as the desk may see it. */
export interface LikePatient {
  readonly id: PatientId;
  readonly name: string;
  readonly accountNumber: string;
  readonly birthDate: string;
  readonly address: string;
  readonly score: number;
  readonly certainty: Likeness<Candidate>["certainty"];
  readonly reasons: readonly string[];
}

export interface CheckedRegistration {
  readonly findings: readonly FindingView[];
  readonly like: readonly LikePatient[];
}

/** What saving would say, without saving. `exceptId`: the patient whose record is changed. */
export async function checkNewPatient(context: Context, given: Registration, exceptId?: PatientId): Promise<CheckedRegistration> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const tidy = tidyRegistration(given);
    const findings = checkRegistration(tidy, { payers: await listPayers(tx), plans: await listPlans(tx), today });
    const like = await likePatients(tx, tidy, exceptId);
    await recordAct(context, tx, { act: "patient.check", patients: like.map((one) => one.candidate.patient.id) });
    return { findings: findings.map(findingView), like: await shown(context, tx, like) };
  });
}

/** `notThese`: whom somebody looked at and found to be another person. Refuses: a finding that is an error, somebody alike whom nobody looked at. */
export async function registerPatient(
  context: Context,
  given: Registration,
  { notThese }: { readonly notThese: readonly number[] },
): Promise<Outcome<{ readonly patientId: PatientId }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    // Of two desks that register one person at once, the second finds the first's.
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`registering ${tx.practiceId}`}, 0))`);
    const { today } = await practiceToday(context, tx);
    const tidy = tidyRegistration(given);
    const findings = checkRegistration(tidy, { payers: await listPayers(tx), plans: await listPlans(tx), today });
    const like = await likePatients(tx, tidy);
    const unseen = like.filter((one) => !notThese.includes(one.candidate.patient.id));
    const refusal = hasErrors(findings)
      ? no("registration", "The registration is not saved: something in it cannot be right.", "Mend what is marked in red.")
      : unseen.length > 0
        ? no(
            "registered-already",
            "Somebody alike is registered already.",
            "Look at the records below; take the one that is the same person, or say that none is.",
          )
        : undefined;
    if (refusal !== undefined) {
      await recordAct(context, tx, {
        act: "patient.register",
        patients: unseen.map((one) => one.candidate.patient.id),
        outcome: refusal.refusal.problem,
      });
      return refusal;
    }
    const { coverages, ...person } = tidy;
    const patientId = await insertPatient(tx, { ...person, accountNumber: await nextAccountNumber(tx) });
    await insertCoverages(
      tx,
      coverages.map((one) => coverageOf(one, patientId)),
    );
    await recordAct(context, tx, { act: "patient.register", patients: [patientId], object: ["patient", patientId] });
    return ok({ patientId });
  });
}

/** Saved only after the check, which demands a payer. */
export function coverageOf(one: RegisteredCoverage, patientId: PatientId): Omit<Coverage, "id"> {
  const { id: _id, payerId, ...rest } = one;
  if (payerId === undefined) throw new Error("a coverage that passed the check has a payer");
  return { ...rest, payerId, patientId };
}

/** Those born on that day or whose birth day and name are close, and those with the same card. */
async function likePatients(tx: Tx, one: Registration, exceptId?: PatientId): Promise<readonly Likeness<Candidate>[]> {
  const memberIds = one.coverages.map((coverage) => coverage.memberId).filter((id) => id.length >= 5);
  const found = [
    ...(await patientsBornOn(tx, [one.birthDate])),
    ...(await searchPatients(tx, { text: `${one.name.last} ${one.name.first.slice(0, 2)}`, limit: 100 })),
    ...(await Promise.all(memberIds.map((id) => searchPatients(tx, { text: id, limit: 20 })))).flat(),
  ];
  const patients = [...new Map(found.filter(({ id }) => id !== exceptId).map((patient) => [patient.id, patient])).values()];
  const coverages = await coveragesOfPatients(
    tx,
    patients.map(({ id }) => id),
  );
  const candidates = patients.map((patient) => ({ patient, memberIds: (coverages.get(patient.id) ?? []).map((card) => card.memberId) }));
  return likenessesOf({ ...one, memberIds }, candidates).slice(0, 8);
}

async function shown(context: Context, tx: Tx, like: readonly Likeness<Candidate>[]): Promise<readonly LikePatient[]> {
  const hidden = await hiddenPatients(
    context,
    tx,
    like.map((one) => one.candidate.patient.id),
  );
  return like.map(({ candidate: { patient }, score, certainty, reasons }) => {
    const masked = hidden.has(patient.id);
    return {
      id: patient.id,
      name: masked ? maskedName : formatListName(patient.name),
      accountNumber: masked ? "" : patient.accountNumber,
      birthDate: masked ? "" : patient.birthDate,
      address: masked ? "" : `${patient.address.line1}, ${patient.address.city}`,
      score,
      certainty,
      reasons: masked ? [] : reasons,
    };
  });
}

/** Imported patients bring numbers of their own, so that one may be taken already. */
async function nextAccountNumber(tx: Tx): Promise<string> {
  for (;;) {
    const number = `P${String(await takeNumbers(tx, "patient")).padStart(6, "0")}`;
    if ((await patientsByAccounts(tx, [number])).length === 0) return number;
  }
}
