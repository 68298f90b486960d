/** "Who saw this patient?": every look at a record and every act on it, with what somebody should ask about. */
import { type Act, acts } from "../../core/access/acts.ts";
import { formatChange, readChanges } from "../../core/access/changes.ts";
import { isPurpose, purposes } from "../../core/access/purposes.ts";
import { isRole, roleTitles } from "../../core/access/roles.ts";
import { type Unusual, unusualReasons } from "../../core/access/unusual.ts";
import { byteOrderMark, csvLine } from "../../core/kernel/csv.ts";
import { id, type PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import type { Patient } from "../../core/parties/model.ts";
import {
  type AccessRange,
  accessesOfPatient,
  accessesOfPerson,
  auditedPeople,
  cliniciansOfPatient,
  hasActed,
  patientsInHourBefore,
  peopleWithTask,
  type StoredAccess,
} from "../../store/audit/accesses.ts";
import { loadRestriction } from "../../store/audit/restrictions.ts";
import { loadPatient, loadPatients, searchPatients } from "../../store/patients.ts";
import { loadPractice } from "../../store/practices.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";
import { hiddenPatients, onRecord, recordAct } from "./record.ts";

/** More rows than a person reads; a narrower range shows the rest. */
const mostRows = 2000;
const mostExported = 100_000;

export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface AccessRow {
  readonly id: number;
  readonly at: string;
  readonly localTime: string;
  readonly actorKind: StoredAccess["actorKind"];
  readonly person: string;
  readonly role: string;
  readonly purpose: string;
  readonly kind: (typeof acts)[Act]["kind"];
  readonly words: string;
  readonly outcome: string;
  /** How many patients the row speaks of: more than one for a list. */
  readonly patients: number;
  readonly object: string;
  readonly changes: string[];
  readonly unusual: Unusual[];
}

export async function findPatients(context: Context, text: string) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const like = await searchPatients(tx, { text, limit: 25 });
    const hidden = await hiddenPatients(
      context,
      tx,
      like.map((one) => one.id),
    );
    const found = like.filter((one) => !hidden.has(one.id));
    await recordAct(context, tx, { act: "patient.find", patients: found.map((one) => one.id) });
    return { patients: found.map(patientLine) };
  });
}

function patientLine(patient: Patient) {
  return { id: patient.id, name: formatListName(patient.name), accountNumber: patient.accountNumber, birthDate: patient.birthDate };
}

export async function whoSaw(context: Context, patientId: PatientId, days: Days) {
  return onRecord(context, { act: "audit.patient", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const patient = await loadPatient(tx, patientId);
    if (patient === undefined) return notFound("patient");
    const restriction = await loadRestriction(tx, patientId);
    const stored = await accessesOfPatient(tx, patientId, await rangeOf(tx, days, mostRows + 1));
    return ok({
      patient: { ...patientLine(patient), name: formatFullName(patient.name), ...(restriction === undefined ? {} : { restriction }) },
      rows: await rowsOf(tx, patient, stored.slice(0, mostRows)),
      more: stored.length > mostRows,
    });
  });
}

/** For the patient: who, when, why and what, without what the practice asks about its own people. */
export async function exportWhoSaw(context: Context, patientId: PatientId, days: Days): Promise<Outcome<AsyncIterable<string>>> {
  return onRecord(context, { act: "audit.export", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const patient = await loadPatient(tx, patientId);
    if (patient === undefined) return notFound("patient");
    const stored = await accessesOfPatient(tx, patientId, await rangeOf(tx, days, mostExported));
    return ok(accessLines(stored));
  });
}

async function* accessLines(stored: readonly StoredAccess[]) {
  yield byteOrderMark + csvLine(["Date", "Time", "Who", "Role", "Purpose", "What", "Outcome"]);
  for (let from = 0; from < stored.length; from += 500) {
    yield stored
      .slice(from, from + 500)
      .map((one) => {
        const [date, time] = one.localTime.split(" ");
        return csvLine([date, time, one.actor, roleOf(one), purposeOf(one), wordsOf(one), one.outcome]);
      })
      .join("");
  }
}

export async function listPeople(context: Context) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => ({
    people: (await auditedPeople(tx)).map((one) => ({ ...one, role: isRole(one.role) ? roleTitles[one.role] : one.role })),
  }));
}

export interface PersonActs {
  readonly rows: (AccessRow & { readonly patient?: ReturnType<typeof patientLine> })[];
  readonly more: boolean;
}

/** What one person did on these days, the newest first. */
export async function whatPersonDid(context: Context, accountId: number, days: Days): Promise<Outcome<PersonActs>> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    if (!(await hasActed(tx, id<"account">(accountId)))) return notFound("person");
    const stored = await accessesOfPerson(tx, id<"account">(accountId), await rangeOf(tx, days, mostRows + 1));
    const rows = stored.slice(0, mostRows);
    const ids = [...new Set(rows.flatMap((row) => row.patientId ?? []))];
    const patients = await loadPatients(tx, ids);
    const hidden = await hiddenPatients(context, tx, ids);
    await recordAct(context, tx, { act: "audit.person", patients: ids, object: ["account", accountId] });
    return ok({
      rows: rows.map((one) => {
        const patient = one.patientId === undefined || hidden.has(one.patientId) ? undefined : patients.get(one.patientId);
        return { ...rowOf(one, []), ...(patient === undefined ? {} : { patient: patientLine(patient) }) };
      }),
      more: stored.length > mostRows,
    });
  });
}

async function rangeOf(tx: Tx, { from, to }: Days, limit: number): Promise<AccessRange> {
  const practice = await loadPractice(tx);
  return { from, to, limit, timeZone: practice?.timeZone ?? "UTC" };
}

async function rowsOf(tx: Tx, patient: Patient, stored: readonly StoredAccess[]): Promise<AccessRow[]> {
  const tasks = await peopleWithTask(tx, patient.id, taskActs);
  const clinicians = await cliniciansOfPatient(tx, patient.id);
  const inHour = await patientsInHourBefore(
    tx,
    stored.filter((one) => one.patients === 1).map((one) => one.id),
  );
  return stored.map((one) => {
    const { act, role } = one;
    if (!isKnown(act)) return rowOf(one, []);
    const seen = {
      ...one,
      act,
      person: one.actor,
      hadTask: (one.accountId !== undefined && tasks.has(one.accountId)) || clinicians.has(one.actor.toLowerCase()),
      patientsInHour: inHour.get(one.id) ?? 0,
    };
    const { role: _text, ...rest } = seen;
    return rowOf(one, unusualReasons({ ...rest, ...(role !== undefined && isRole(role) ? { role } : {}) }, patient.name));
  });
}

/** Acts that are work on a record: who has done one had a reason to be there. */
const taskActs = (Object.keys(acts) as Act[]).filter(
  (act) => /^(note|coding|claim|coverage|denial|payment|money|statement)\./.test(act) && acts[act].kind === "write",
);

function rowOf(one: StoredAccess, unusual: readonly Unusual[]): AccessRow {
  return {
    id: one.id,
    at: one.at,
    localTime: one.localTime,
    actorKind: one.actorKind,
    person: one.actor,
    role: roleOf(one),
    purpose: purposeOf(one),
    kind: isKnown(one.act) ? acts[one.act].kind : "read",
    words: wordsOf(one),
    outcome: one.outcome,
    patients: one.patients,
    object: one.objectKind === undefined ? "" : `${one.objectKind} ${one.objectId ?? ""}`.trim(),
    changes: readChanges(one.changes).map(formatChange),
    unusual: [...unusual],
  };
}

function isKnown(act: string): act is Act {
  return Object.hasOwn(acts, act);
}

function wordsOf({ act, patients }: StoredAccess): string {
  if (!isKnown(act)) return act;
  const { kind, words } = acts[act];
  return kind === "list" || kind === "export" || patients <= 1 ? words : `${words}, with ${patients - 1} other patients'`;
}

function roleOf({ role, actorKind }: StoredAccess): string {
  if (role !== undefined) return isRole(role) ? roleTitles[role] : role;
  if (actorKind === "patient") return "the patient, by a link";
  return actorKind === "machine" ? "Claimwright itself" : "API key";
}

function purposeOf({ purpose }: StoredAccess): string {
  return isPurpose(purpose) ? purposes[purpose] : purpose;
}
