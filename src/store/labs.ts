/** Students' private copies of a practice: whose, which visit is which case, and the grades as they were given. */
import type { EncounterId, PracticeId } from "../core/kernel/id.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredLab {
  /** Absent: of whoever sits at the machine of an open demonstration. */
  readonly accountId?: number;
  readonly homePracticeId: PracticeId;
  /** False until the last day of its story was lived. */
  readonly whole: boolean;
}

export async function insertLab(tx: Tx, lab: Omit<StoredLab, "whole">): Promise<void> {
  await tx.run(sql`
    insert into lab (practice_id, account_id, home_practice_id)
    values (${tx.practiceId}, ${lab.accountId ?? null}, ${lab.homePracticeId})`);
}

export async function markLabWhole(tx: Tx): Promise<void> {
  await tx.run(sql`update lab set whole = true where practice_id = ${tx.practiceId}`);
}

/** Undefined for a practice that is nobody's copy. */
export async function loadLab(tx: Tx): Promise<StoredLab | undefined> {
  const row = await tx.maybe<{ accountId: number | null; homePracticeId: PracticeId; whole: boolean }>(sql`
    select account_id as "accountId", home_practice_id as "homePracticeId", whole from lab where practice_id = ${tx.practiceId}`);
  if (row === undefined) return undefined;
  return { homePracticeId: row.homePracticeId, whole: row.whole, ...present({ accountId: row.accountId }) };
}

export async function insertLabCase(tx: Tx, caseKey: string, encounterId: EncounterId): Promise<void> {
  await tx.run(sql`insert into lab_case (practice_id, case_key, encounter_id) values (${tx.practiceId}, ${caseKey}, ${encounterId})`);
}

export async function visitsOfCases(tx: Tx): Promise<ReadonlyMap<string, EncounterId>> {
  const rows = await tx.many<{ key: string; visit: EncounterId }>(
    sql`select case_key as key, encounter_id as visit from lab_case where practice_id = ${tx.practiceId}`,
  );
  return new Map(rows.map((row) => [row.key, row.visit]));
}

/** As it was given: a later program does not change it. */
export interface StoredGrade {
  readonly caseKey: string;
  readonly number: number;
  /** ISO 8601. */
  readonly gradedAt: string;
  readonly earned: number;
  readonly points: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly report: unknown;
}

/** In the order in which they were given. */
export async function listGrades(tx: Tx): Promise<readonly StoredGrade[]> {
  return tx.many<StoredGrade>(sql`
    select case_key as "caseKey", number, to_char(graded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "gradedAt", earned, points,
      answers, report
    from lab_grade where practice_id = ${tx.practiceId} order by case_key, number`);
}

export async function insertGrade(tx: Tx, grade: Omit<StoredGrade, "number" | "gradedAt">): Promise<void> {
  // The case's row keeps two who ask at once apart.
  await tx.run(sql`select 1 from lab_case where practice_id = ${tx.practiceId} and case_key = ${grade.caseKey} for no key update`);
  await tx.run(sql`
    insert into lab_grade (practice_id, case_key, number, earned, points, answers, report)
    select ${tx.practiceId}::int, ${grade.caseKey}::text, coalesce(max(number), 0) + 1, ${grade.earned}::int, ${grade.points}::int,
      ${toJson(grade.answers)}::jsonb, ${toJson(grade.report)}::jsonb
    from lab_grade where practice_id = ${tx.practiceId} and case_key = ${grade.caseKey}`);
}
