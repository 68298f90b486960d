/** Payment plans as they were agreed. Whether one is kept follows from the books (core/billing/payment-plan.ts). */
import type { PlanPace, PlanTerms } from "../core/billing/payment-plan.ts";
import type { Cents } from "../core/kernel/cents.ts";
import { type ChargeId, id, type PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { groupRows, present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredPlan {
  readonly id: number;
  readonly patientId: PatientId;
  readonly madeOn: IsoDate;
  readonly madeBy: string;
  readonly terms: PlanTerms;
  readonly chargeIds: readonly ChargeId[];
  readonly disclosed: boolean;
  /** How it was agreed: "by telephone", "signed at the desk". */
  readonly agreed: string;
  readonly endedOn?: IsoDate;
  readonly endedBy?: string;
  readonly endReason?: string;
}

export async function insertPlan(tx: Tx, plan: Omit<StoredPlan, "id" | "endedOn" | "endedBy" | "endReason">): Promise<number> {
  const { terms } = plan;
  const row = await tx.one<{ id: number }>(sql`
    insert into payment_plan (practice_id, patient_id, made_on, made_by, amount, instalments, first_due, pace, grace_days, misses_to_break,
      charge_ids, disclosed, agreed)
    values (${tx.practiceId}, ${plan.patientId}, ${plan.madeOn}, ${plan.madeBy}, ${terms.amount}, ${terms.count}, ${terms.firstDue},
      ${terms.pace}, ${terms.graceDays}, ${terms.missesToBreak}, ${plan.chargeIds}::bigint[], ${plan.disclosed}, ${plan.agreed})
    returning id`);
  return row.id;
}

export async function endPlan(
  tx: Tx,
  id: number,
  ended: { readonly on: IsoDate; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update payment_plan set ended_on = ${ended.on}, ended_by = ${ended.by}, end_reason = ${ended.reason}
    where practice_id = ${tx.practiceId} and id = ${id} and ended_on is null`);
  return changed > 0;
}

export async function loadPlan(tx: Tx, id: number): Promise<StoredPlan | undefined> {
  const row = await tx.maybe<PlanRow>(sql`select * from payment_plan where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : planOf(row);
}

/** The newest first. */
export async function plansOfPatients(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, readonly StoredPlan[]>> {
  const rows = await tx.many<PlanRow>(sql`
    select * from payment_plan where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) order by id desc`);
  return groupRows(rows.map(planOf), (plan) => plan.patientId);
}

/** Those that nobody has ended, the oldest first. */
export async function runningPlans(tx: Tx, limit: number): Promise<readonly StoredPlan[]> {
  const rows = await tx.many<PlanRow>(sql`
    select * from payment_plan where practice_id = ${tx.practiceId} and ended_on is null order by id limit ${limit}`);
  return rows.map(planOf);
}

interface PlanRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly made_on: IsoDate;
  readonly made_by: string;
  readonly amount: Cents;
  readonly instalments: number;
  readonly first_due: IsoDate;
  readonly pace: PlanPace;
  readonly grace_days: number;
  readonly misses_to_break: number;
  readonly charge_ids: readonly ChargeId[];
  readonly disclosed: boolean;
  readonly agreed: string;
  readonly ended_on: IsoDate | null;
  readonly ended_by: string | null;
  readonly end_reason: string | null;
}

function planOf(row: PlanRow): StoredPlan {
  return {
    id: row.id,
    patientId: row.patient_id,
    madeOn: row.made_on,
    madeBy: row.made_by,
    terms: {
      amount: row.amount,
      count: row.instalments,
      firstDue: row.first_due,
      pace: row.pace,
      graceDays: row.grace_days,
      missesToBreak: row.misses_to_break,
    },
    chargeIds: row.charge_ids.map((one) => id<"charge">(Number(one))),
    disclosed: row.disclosed,
    agreed: row.agreed,
    ...present({ endedOn: row.ended_on, endedBy: row.ended_by, endReason: row.end_reason }),
  };
}
