/** One-time links of patients, and the short session that follows. The link has the token, the database its SHA-256. */
import type { PatientId } from "../core/kernel/id.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface PatientLink {
  readonly id: number;
  readonly patientId: PatientId;
  /** Instants, ISO 8601. */
  readonly madeAt: string;
  readonly madeBy: string;
  readonly endsAt: string;
  readonly tries: number;
  readonly usedAt?: string;
  readonly revokedAt?: string;
  /** It has not ended yet, whatever else. */
  readonly inTime: boolean;
}

export async function insertLink(
  tx: Tx,
  link: { readonly patientId: PatientId; readonly tokenHash: string; readonly by: string; readonly hours: number },
): Promise<number> {
  const row = await tx.one<{ id: number }>(sql`
    insert into patient_link (practice_id, patient_id, token_hash, made_by, ends_at)
    values (${tx.practiceId}, ${link.patientId}, ${link.tokenHash}, ${link.by}, now() + make_interval(hours => ${link.hours})) returning id`);
  return row.id;
}

/** Held until the transaction ends, so that it is used once. */
export async function lockLink(tx: Tx, tokenHash: string): Promise<PatientLink | undefined> {
  const row = await tx.maybe<LinkRow>(sql`
    select ${columns} from patient_link where practice_id = ${tx.practiceId} and token_hash = ${tokenHash} for no key update`);
  return row === undefined ? undefined : linkOf(row);
}

/** The newest first. */
export async function linksOfPatient(tx: Tx, patientId: PatientId, limit: number): Promise<readonly PatientLink[]> {
  const rows = await tx.many<LinkRow>(sql`
    select ${columns} from patient_link where practice_id = ${tx.practiceId} and patient_id = ${patientId} order by id desc limit ${limit}`);
  return rows.map(linkOf);
}

export async function countTry(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`update patient_link set tries = tries + 1 where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** Spent, and a session of so many minutes begins. */
export async function spendLink(
  tx: Tx,
  id: number,
  { sessionHash, minutes }: { readonly sessionHash: string; readonly minutes: number },
): Promise<void> {
  await tx.run(sql`
    update patient_link set used_at = now(), session_hash = ${sessionHash}, session_ends_at = now() + make_interval(mins => ${minutes})
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** The session ends with it. */
export async function revokeLink(tx: Tx, id: number, by: string): Promise<boolean> {
  const changed = await tx.run(sql`
    update patient_link set revoked_at = now(), revoked_by = ${by}, session_hash = null, session_ends_at = null
    where practice_id = ${tx.practiceId} and id = ${id} and revoked_at is null`);
  return changed > 0;
}

/** All that could still be used, when a new one is made. */
export async function revokeLinksOf(tx: Tx, patientId: PatientId, by: string): Promise<void> {
  await tx.run(sql`
    update patient_link set revoked_at = now(), revoked_by = ${by}, session_hash = null, session_ends_at = null
    where practice_id = ${tx.practiceId} and patient_id = ${patientId} and revoked_at is null and used_at is null`);
}

/** Whose account a live session shows. */
export async function linkOfSession(tx: Tx, sessionHash: string): Promise<Pick<PatientLink, "id" | "patientId"> | undefined> {
  return tx.maybe(sql`
    select id, patient_id as "patientId" from patient_link
    where practice_id = ${tx.practiceId} and session_hash = ${sessionHash} and session_ends_at > now() and revoked_at is null`);
}

export async function endLinkSession(tx: Tx, sessionHash: string): Promise<void> {
  await tx.run(sql`
    update patient_link set session_hash = null, session_ends_at = null where practice_id = ${tx.practiceId} and session_hash = ${sessionHash}`);
}

const columns = sql`id, patient_id, tries, made_by, ends_at > now() as in_time,
  to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made_at,
  to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ends_at,
  to_char(used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as used_at,
  to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as revoked_at`;

interface LinkRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly tries: number;
  readonly made_by: string;
  readonly in_time: boolean;
  readonly made_at: string;
  readonly ends_at: string;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
}

function linkOf(row: LinkRow): PatientLink {
  return {
    id: row.id,
    patientId: row.patient_id,
    madeAt: row.made_at,
    madeBy: row.made_by,
    endsAt: row.ends_at,
    tries: row.tries,
    inTime: row.in_time,
    ...present({ usedAt: row.used_at, revokedAt: row.revoked_at }),
  };
}
