/** What a record was before, and which records are one person's. */
import type { CoverageId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { toJson } from "./json.ts";
import { recordsOf } from "./patient-merges.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface RecordVersion {
  readonly coverageId?: CoverageId;
  /** The patient, or the insurance, as it was until that day. */
  readonly content: unknown;
  readonly changedOn: IsoDate;
  readonly changedBy: string;
}

export async function keepVersion(tx: Tx, patientId: PatientId, version: RecordVersion): Promise<void> {
  await tx.run(sql`
    insert into record_version (practice_id, patient_id, coverage_id, content, changed_on, changed_by)
    values (${tx.practiceId}, ${patientId}, ${version.coverageId}, ${toJson(version.content)}, ${version.changedOn}, ${version.changedBy})`);
}

/** Newest first. */
export async function versionsOfPatient(tx: Tx, id: PatientId, { limit }: { readonly limit: number }): Promise<readonly RecordVersion[]> {
  const rows = await tx.many<{ coverage: CoverageId | null; content: unknown; on: IsoDate; by: string }>(sql`
    select coverage_id as coverage, content, changed_on as "on", changed_by as "by" from record_version
    where practice_id = ${tx.practiceId} and patient_id = any(${await recordsOf(tx, id)}::bigint[]) order by id desc limit ${limit}`);
  return rows.map((row) => ({ content: row.content, changedOn: row.on, changedBy: row.by, ...present({ coverageId: row.coverage }) }));
}

export interface SamePerson {
  readonly otherId: PatientId;
  readonly same: boolean;
  readonly reason: string;
  readonly on: IsoDate;
  readonly by: string;
}

export async function decideSame(tx: Tx, patientId: PatientId, decision: SamePerson): Promise<void> {
  const [first, second] = patientId < decision.otherId ? [patientId, decision.otherId] : [decision.otherId, patientId];
  await tx.run(sql`
    insert into same_person (practice_id, patient_id, other_id, same, reason, decided_on, decided_by)
    values (${tx.practiceId}, ${first}, ${second}, ${decision.same}, ${decision.reason}, ${decision.on}, ${decision.by})`);
}

/** What holds now of each pair with this patient. */
export async function decisionsOn(tx: Tx, id: PatientId): Promise<readonly SamePerson[]> {
  return tx.many<SamePerson>(sql`
    select distinct on (other) other as "otherId", same, reason, decided_on as "on", decided_by as "by" from (
      select other_id as other, * from same_person where practice_id = ${tx.practiceId} and patient_id = ${id}
      union all
      select patient_id as other, * from same_person where practice_id = ${tx.practiceId} and other_id = ${id}) pair
    order by other, pair.id desc`);
}
