/** Reading the audit: who touched a patient's record, what a person did. */
import type { PatientId } from "../../core/kernel/id.ts";
import type { AccountId } from "../access/accounts.ts";
import { recordsOf } from "../patient-merges.ts";
import { present } from "../row.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface StoredAccess {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  /** At the practice's place. */
  readonly localTime: string;
  readonly hour: number;
  readonly weekday: number;
  readonly actorKind: "person" | "key" | "machine" | "patient";
  readonly actor: string;
  readonly accountId?: AccountId;
  readonly role?: string;
  readonly purpose: string;
  readonly act: string;
  readonly outcome: string;
  readonly patientId?: PatientId;
  readonly patients: number;
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly changes?: string;
  readonly session?: string;
}

export interface AccessRange {
  /** Days at the practice's place, both included. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly limit: number;
}

/** The newest first: rows of this patient, and rows of lists that had the patient. */
export async function accessesOfPatient(tx: Tx, patientId: PatientId, range: AccessRange): Promise<readonly StoredAccess[]> {
  const records = await recordsOf(tx, patientId);
  const hashes = await tx.many<{ hash: string }>(
    sql`select hash from audit_group where practice_id = ${tx.practiceId} and ${records}::bigint[] && patient_ids`,
  );
  const alone = await selectAccesses(tx, range, sql`e.patient_id = any(${records}::bigint[])`);
  const listed = await selectAccesses(tx, range, sql`e.patient_group = any(${hashes.map((row) => row.hash)}::text[])`);
  return [...alone, ...listed].sort((a, b) => b.id - a.id).slice(0, range.limit);
}

export function accessesOfPerson(tx: Tx, accountId: AccountId, range: AccessRange): Promise<readonly StoredAccess[]> {
  return selectAccesses(tx, range, sql`e.account_id = ${accountId}`);
}

async function selectAccesses(tx: Tx, { from, to, timeZone, limit }: AccessRange, whose: Sql): Promise<readonly StoredAccess[]> {
  const rows = await tx.many<Record<keyof StoredAccess, never>>(sql`
    select e.id, e.happened_at as at, to_char(e.happened_at at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS') as "localTime",
      extract(hour from e.happened_at at time zone ${timeZone})::int as hour, extract(dow from e.happened_at at time zone ${timeZone})::int as weekday,
      e.actor_kind as "actorKind", e.actor, e.account_id as "accountId", e.role, e.purpose, e.act, e.outcome, e.patient_id as "patientId",
      e.patients, e.object_kind as "objectKind", e.object_id as "objectId", e.changes, e.session
    from audit_entry e
    where e.practice_id = ${tx.practiceId} and ${whose}
      and e.happened_at >= ${from}::timestamp at time zone ${timeZone} and e.happened_at < (${to}::date + 1)::timestamp at time zone ${timeZone}
    order by e.happened_at desc, e.id desc limit ${limit}`);
  return rows.map((row) => present(row) as unknown as StoredAccess);
}

/** How many different patients' records the person of each row had opened in the hour up to it. */
export async function patientsInHourBefore(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.many<{ id: number; n: number }>(sql`
    select e.id, (
      select count(distinct p.patient_id) from audit_entry p
      where p.practice_id = e.practice_id and p.account_id = e.account_id and p.patient_id is not null
        and p.happened_at > e.happened_at - interval '1 hour' and p.happened_at <= e.happened_at) as n
    from audit_entry e where e.practice_id = ${tx.practiceId} and e.id = any(${ids}::bigint[]) and e.account_id is not null`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** People who have done one of the acts on the patient's record. */
export async function peopleWithTask(tx: Tx, patientId: PatientId, acts: readonly string[]): Promise<ReadonlySet<AccountId>> {
  const rows = await tx.many<{ id: AccountId }>(sql`
    select distinct account_id as id from audit_entry
    where practice_id = ${tx.practiceId} and patient_id = ${patientId} and account_id is not null and outcome = 'done'
      and act = any(${acts}::text[])`);
  return new Set(rows.map((row) => row.id));
}

/** "First Last" of the clinicians whose visits the patient had. */
export async function cliniciansOfPatient(tx: Tx, patientId: PatientId): Promise<ReadonlySet<string>> {
  const rows = await tx.many<{ name: string }>(sql`
    select distinct p.first_name || ' ' || p.last_name as name from encounter e
      join provider p on p.practice_id = e.practice_id and p.id = e.rendering_id
    where e.practice_id = ${tx.practiceId} and e.patient_id = ${patientId}`);
  return new Set(rows.map((row) => row.name.toLowerCase()));
}

export async function hasActed(tx: Tx, accountId: AccountId): Promise<boolean> {
  const row = await tx.maybe(sql`select 1 from audit_entry where practice_id = ${tx.practiceId} and account_id = ${accountId} limit 1`);
  return row !== undefined;
}

export interface AuditedPerson {
  readonly accountId: AccountId;
  readonly name: string;
  readonly role: string;
  /** ISO 8601: when they last did something. */
  readonly lastAt: string;
}

/** Everybody who ever did something here, also who has left. Steps from person to person through the index. */
export async function auditedPeople(tx: Tx): Promise<readonly AuditedPerson[]> {
  return tx.many<AuditedPerson>(sql`
    with recursive people as (
      (select account_id from audit_entry where practice_id = ${tx.practiceId} and account_id is not null order by account_id limit 1)
      union all
      select (select account_id from audit_entry where practice_id = ${tx.practiceId} and account_id > people.account_id order by account_id limit 1)
      from people where people.account_id is not null
    )
    select people.account_id as "accountId", newest.actor as name, coalesce(newest.role, '') as role, newest.happened_at as "lastAt"
    from people join lateral (
      select actor, role, happened_at from audit_entry where practice_id = ${tx.practiceId} and account_id = people.account_id
      order by happened_at desc limit 1) newest on true
    order by newest.actor, people.account_id`);
}
