/** Restricted records, and who opened one in an emergency. */
import type { PatientId } from "../../core/kernel/id.ts";
import type { AccountId } from "../access/accounts.ts";
import { present } from "../row.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface Restriction {
  readonly patientId: PatientId;
  readonly reason: string;
  readonly restrictedBy: string;
  /** ISO 8601. */
  readonly since: string;
}

export async function loadRestriction(tx: Tx, patientId: PatientId): Promise<Restriction | undefined> {
  return tx.maybe<Restriction>(sql`
    select patient_id as "patientId", reason, restricted_by as "restrictedBy", since from restricted_patient
    where practice_id = ${tx.practiceId} and patient_id = ${patientId}`);
}

/** Those of the patients that are restricted and that this person has not opened in an emergency just now. */
export async function barredPatients(
  tx: Tx,
  patientIds: readonly PatientId[],
  accountId: AccountId | undefined,
): Promise<ReadonlySet<PatientId>> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select r.patient_id as id from restricted_patient r
    where r.practice_id = ${tx.practiceId} and r.patient_id = any(${patientIds}::bigint[]) and not exists (
      select 1 from glass_break g where g.practice_id = r.practice_id and g.account_id = ${accountId ?? null}::bigint
        and g.patient_id = r.patient_id and g.ends_at > now())`);
  return new Set(rows.map((row) => row.id));
}

/** All whose records are kept from this account now. */
export async function allBarred(tx: Tx, accountId: AccountId | undefined): Promise<readonly PatientId[]> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select r.patient_id as id from restricted_patient r
    where r.practice_id = ${tx.practiceId} and not exists (
      select 1 from glass_break g where g.practice_id = r.practice_id and g.account_id = ${accountId ?? null}::bigint
        and g.patient_id = r.patient_id and g.ends_at > now())`);
  return rows.map((row) => row.id);
}

export async function restrictPatient(
  tx: Tx,
  { patientId, reason, by }: { patientId: PatientId; reason: string; by: string },
): Promise<void> {
  await tx.run(sql`
    insert into restricted_patient (practice_id, patient_id, reason, restricted_by) values (${tx.practiceId}, ${patientId}, ${reason}, ${by})
    on conflict (practice_id, patient_id) do update set reason = excluded.reason`);
}

export async function liftRestriction(tx: Tx, patientId: PatientId): Promise<boolean> {
  return (await tx.run(sql`delete from restricted_patient where practice_id = ${tx.practiceId} and patient_id = ${patientId}`)) > 0;
}

export interface GlassBreak {
  readonly id: number;
  readonly patientId: PatientId;
  readonly accountId: AccountId;
  readonly person: string;
  readonly role: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly endsAt: string;
  readonly reviewedAt?: string;
  readonly reviewedBy?: string;
  readonly review?: "justified" | "not-justified";
  readonly reviewWords?: string;
}

export async function breakGlass(
  tx: Tx,
  one: {
    readonly patientId: PatientId;
    readonly accountId: AccountId;
    readonly person: string;
    readonly role: string;
    readonly reason: string;
    readonly minutes: number;
  },
): Promise<GlassBreak> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into glass_break (practice_id, patient_id, account_id, person, role, reason, ends_at)
    values (${tx.practiceId}, ${one.patientId}, ${one.accountId}, ${one.person}, ${one.role}, ${one.reason},
      now() + make_interval(mins => ${one.minutes}))
    returning id`);
  const made = await loadGlassBreak(tx, id);
  if (made === undefined) throw new Error("an emergency opening was just recorded");
  return made;
}

/** The person's emergency opening of this record that still holds. */
export async function openGlass(tx: Tx, patientId: PatientId, accountId: AccountId): Promise<GlassBreak | undefined> {
  const row = await tx.maybe<GlassRow>(sql`
    select ${columns} from glass_break where practice_id = ${tx.practiceId} and account_id = ${accountId} and patient_id = ${patientId}
      and ends_at > now() order by ends_at desc limit 1`);
  return row === undefined ? undefined : glassOf(row);
}

export async function loadGlassBreak(tx: Tx, id: number): Promise<GlassBreak | undefined> {
  const row = await tx.maybe<GlassRow>(sql`select ${columns} from glass_break where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : glassOf(row);
}

/** The newest first. */
export async function listGlassBreaks(tx: Tx, { limit }: { readonly limit: number }): Promise<readonly GlassBreak[]> {
  const rows = await tx.many<GlassRow>(
    sql`select ${columns} from glass_break where practice_id = ${tx.practiceId} order by started_at desc, id desc limit ${limit}`,
  );
  return rows.map(glassOf);
}

export async function countGlassToReview(tx: Tx): Promise<number> {
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*) as n from glass_break where practice_id = ${tx.practiceId} and reviewed_at is null`,
  );
  return n;
}

/** False when it was reviewed before. */
export async function reviewGlassBreak(
  tx: Tx,
  id: number,
  { review, words, by }: { readonly review: "justified" | "not-justified"; readonly words: string; readonly by: string },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update glass_break set reviewed_at = now(), reviewed_by = ${by}, review = ${review}, review_words = ${words}
    where practice_id = ${tx.practiceId} and id = ${id} and reviewed_at is null`);
  return changed > 0;
}

type Nullable<Row> = { readonly [Key in keyof Row]-?: undefined extends Row[Key] ? NonNullable<Row[Key]> | null : Row[Key] };
type GlassRow = Nullable<GlassBreak>;

const columns = sql`
  id, patient_id as "patientId", account_id as "accountId", person, role, reason, started_at as "startedAt", ends_at as "endsAt",
  reviewed_at as "reviewedAt", reviewed_by as "reviewedBy", review, review_words as "reviewWords"`;

function glassOf(row: GlassRow): GlassBreak {
  const { reviewedAt, reviewedBy, review, reviewWords, ...rest } = row;
  return { ...rest, ...present({ reviewedAt, reviewedBy, review, reviewWords }) };
}
