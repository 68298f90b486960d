/** What people set on a patient's account that forbids asking for money. A lifted one stays. */
import type { HoldKind } from "../core/billing/holds.ts";
import type { EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { groupRows, present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredHold {
  readonly id: number;
  readonly patientId: PatientId;
  readonly encounterId?: EncounterId;
  readonly kind: HoldKind;
  readonly setOn: IsoDate;
  readonly setBy: string;
  readonly reason: string;
  readonly liftedOn?: IsoDate;
  readonly liftedBy?: string;
  readonly liftReason?: string;
}

/** Undefined when it is set already. */
export async function insertHold(
  tx: Tx,
  hold: Pick<StoredHold, "patientId" | "encounterId" | "kind" | "setOn" | "setBy" | "reason">,
): Promise<number | undefined> {
  const row = await tx.maybe<{ id: number }>(sql`
    insert into billing_hold (practice_id, patient_id, encounter_id, kind, set_on, set_by, reason)
    values (${tx.practiceId}, ${hold.patientId}, ${hold.encounterId}, ${hold.kind}, ${hold.setOn}, ${hold.setBy}, ${hold.reason})
    on conflict (practice_id, patient_id, kind, coalesce(encounter_id, 0)) where lifted_on is null do nothing returning id`);
  return row?.id;
}

/** False when it is lifted already. */
export async function liftHold(
  tx: Tx,
  id: number,
  lifted: { readonly on: IsoDate; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update billing_hold set lifted_on = ${lifted.on}, lifted_by = ${lifted.by}, lift_reason = ${lifted.reason}
    where practice_id = ${tx.practiceId} and id = ${id} and lifted_on is null`);
  return changed > 0;
}

export async function loadHold(tx: Tx, id: number): Promise<StoredHold | undefined> {
  const row = await tx.maybe<HoldRow>(sql`select * from billing_hold where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : holdOf(row);
}

/** All there were, the newest first. */
export async function holdsOfPatient(tx: Tx, patientId: PatientId): Promise<readonly StoredHold[]> {
  const rows = await tx.many<HoldRow>(
    sql`select * from billing_hold where practice_id = ${tx.practiceId} and patient_id = ${patientId} order by id desc`,
  );
  return rows.map(holdOf);
}

/** Those that stand, by patient. */
export async function standingHolds(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, readonly StoredHold[]>> {
  const rows = await tx.many<HoldRow>(sql`
    select * from billing_hold where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) and lifted_on is null order by id`);
  return groupRows(rows.map(holdOf), (hold) => hold.patientId);
}

interface HoldRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly encounter_id: EncounterId | null;
  readonly kind: HoldKind;
  readonly set_on: IsoDate;
  readonly set_by: string;
  readonly reason: string;
  readonly lifted_on: IsoDate | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}

function holdOf(row: HoldRow): StoredHold {
  return {
    id: row.id,
    patientId: row.patient_id,
    kind: row.kind,
    setOn: row.set_on,
    setBy: row.set_by,
    reason: row.reason,
    ...present({ encounterId: row.encounter_id, liftedOn: row.lifted_on, liftedBy: row.lifted_by, liftReason: row.lift_reason }),
  };
}
