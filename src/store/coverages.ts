/** Coverages of patients. */
import { assert } from "../core/kernel/assert.ts";
import { cents } from "../core/kernel/cents.ts";
import type { CoverageId, PatientId, PayerId, PlanId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Coverage } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import { refreshPatientWords } from "./patients.ts";
import { groupRows, present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function insertCoverage(tx: Tx, coverage: Omit<Coverage, "id">): Promise<CoverageId> {
  const [id] = await insertCoverages(tx, [coverage]);
  assert(id !== undefined, "a coverage that was made has an id");
  return id;
}

/** Their ids in the order of the coverages. */
export async function insertCoverages(tx: Tx, coverages: readonly Omit<Coverage, "id">[]): Promise<readonly CoverageId[]> {
  const ids = await takeRowIds<CoverageId>(tx, "coverage", coverages.length);
  if (coverages.length === 0) return ids;
  for (const { patientId } of coverages) tx.touched.patients.add(patientId);
  tx.post(sql`
    insert into coverage (practice_id, id, patient_id, payer_id, plan_id, rank, member_id, group_number, group_name, relationship, subscriber,
      valid_from, valid_to, copay)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${coverages.map((one) => one.patientId)}::bigint[],
      ${coverages.map((one) => one.payerId)}::bigint[], ${coverages.map((one) => one.planId ?? null)}::bigint[],
      ${coverages.map((one) => one.rank)}::int[], ${coverages.map((one) => one.memberId)}::text[],
      ${coverages.map((one) => one.groupNumber ?? null)}::text[], ${coverages.map((one) => one.groupName ?? null)}::text[],
      ${coverages.map((one) => one.relationship)}::text[], ${coverages.map(subscriberJson)}::jsonb[],
      ${coverages.map((one) => one.from ?? null)}::date[], ${coverages.map((one) => one.to ?? null)}::date[],
      ${coverages.map((one) => one.copay ?? null)}::bigint[]) as given`);
  await refreshPatientWords(tx, [...new Set(coverages.map((one) => one.patientId))]);
  return ids;
}

/** Writes all fields of a coverage that exists; its patient stays. False when there is none of that id. */
export async function updateCoverage(tx: Tx, coverage: Coverage): Promise<boolean> {
  const changed = await tx.run(sql`
    update coverage set payer_id = ${coverage.payerId}, plan_id = ${coverage.planId}, rank = ${coverage.rank}, member_id = ${coverage.memberId},
      group_number = ${coverage.groupNumber}, group_name = ${coverage.groupName}, relationship = ${coverage.relationship},
      subscriber = ${subscriberJson(coverage)}, valid_from = ${coverage.from}, valid_to = ${coverage.to}, copay = ${coverage.copay}
    where practice_id = ${tx.practiceId} and id = ${coverage.id} and patient_id = ${coverage.patientId}`);
  tx.touched.patients.add(coverage.patientId);
  if (changed > 0) await refreshPatientWords(tx, [coverage.patientId]);
  return changed > 0;
}

export async function loadCoverage(tx: Tx, id: CoverageId): Promise<Coverage | undefined> {
  const row = await tx.maybe<CoverageRow>(sql`select * from coverage where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : coverageOf(row);
}

/** Which plan each of these is under; those without one are not there. */
export async function plansOfCoverages(tx: Tx, ids: readonly CoverageId[]): Promise<ReadonlyMap<CoverageId, PlanId>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.many<{ id: CoverageId; plan: PlanId }>(sql`
    select id, plan_id as plan from coverage where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) and plan_id is not null`);
  return new Map(rows.map((row) => [row.id, row.plan]));
}

/** In order of rank; also those that have ended. */
export async function listCoverages(tx: Tx, patientId: PatientId): Promise<readonly Coverage[]> {
  const rows = await tx.many<CoverageRow>(
    sql`select * from coverage where practice_id = ${tx.practiceId} and patient_id = ${patientId} order by rank, id`,
  );
  return rows.map(coverageOf);
}

function subscriberJson(coverage: Omit<Coverage, "id">): string | null {
  return coverage.subscriber === undefined ? null : toJson(coverage.subscriber);
}

interface CoverageRow {
  readonly id: CoverageId;
  readonly patient_id: PatientId;
  readonly payer_id: PayerId;
  readonly plan_id: PlanId | null;
  readonly rank: 1 | 2 | 3;
  readonly member_id: string;
  readonly group_number: string | null;
  readonly group_name: string | null;
  readonly relationship: string;
  readonly subscriber: Coverage["subscriber"] | null;
  readonly valid_from: IsoDate | null;
  readonly valid_to: IsoDate | null;
  readonly copay: number | null;
}

function coverageOf(row: CoverageRow): Coverage {
  return {
    id: row.id,
    patientId: row.patient_id,
    payerId: row.payer_id,
    rank: row.rank,
    memberId: row.member_id,
    relationship: row.relationship,
    ...present({
      planId: row.plan_id,
      groupNumber: row.group_number,
      groupName: row.group_name,
      subscriber: row.subscriber ?? null,
      from: row.valid_from,
      to: row.valid_to,
      copay: row.copay === null ? null : cents(row.copay),
    }),
  };
}

/** Of many patients at once, each patient's in order of rank. */
export async function coveragesOfPatients(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, readonly Coverage[]>> {
  const rows = await tx.many<CoverageRow>(
    sql`select * from coverage where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) order by patient_id, rank, id`,
  );
  const groups = groupRows(rows, (row) => row.patient_id);
  return new Map([...groups].map(([id, of]) => [id, of.map(coverageOf)]));
}
