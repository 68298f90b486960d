/** Refused lines that wait for a correction, an appeal or a decision to give up. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, DenialId, PatientId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { DenialToOpen } from "../core/remit/model.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { allOf, arrayText, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type DenialStatus =
  | "open"
  | "working"
  | "corrected"
  | "appealed"
  | "overturned"
  | "upheld"
  | "written-off"
  | "to-patient"
  | "void"
  | "closed";

export interface StoredDenial extends Omit<DenialToOpen, "remittanceKey"> {
  readonly id: DenialId;
  readonly status: DenialStatus;
  /** Last day for the next step. */
  readonly deadline?: IsoDate;
  readonly nextAction?: string;
  /** What was worked out for it: cause, letters, notes. */
  readonly detail: unknown;
}

/** A denial with what `core/denials` worked out for it. */
export interface NewDenial extends DenialToOpen {
  readonly deadline?: IsoDate;
  readonly nextAction?: string;
  readonly detail?: unknown;
}

/** Opens them, each once: the same denial of the same payment is not opened again. Returns how many are new. */
export async function openDenials(tx: Tx, denials: readonly NewDenial[]): Promise<number> {
  if (denials.length === 0) return 0;
  for (const { claimId } of denials) tx.touched.claims.add(claimId);
  const keys = denials.map((one) => [one.remittanceKey, one.payerControlNumber, one.chargeId, one.group, one.reason].join("|"));
  return tx.run(sql`
    insert into denial (practice_id, claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on,
      group_code, carc, remarks, category, kind, amount, adjustments, deadline, next_action, detail)
    select ${tx.practiceId}::int, claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on,
      group_code, carc, remarks::text[], category, kind, amount, adjustments, deadline, next_action, detail
    from unnest(${denials.map((one) => one.claimId)}::bigint[], ${denials.map((one) => one.patientId)}::bigint[],
      ${denials.map((one) => one.payerId)}::bigint[], ${denials.map((one) => one.chargeId)}::bigint[],
      ${denials.map((one) => one.remittanceId)}::bigint[], ${keys}::text[], ${denials.map((one) => one.payerControlNumber)}::text[],
      ${denials.map((one) => one.decidedOn)}::date[], ${denials.map((one) => one.group)}::text[], ${denials.map((one) => one.reason)}::text[],
      ${denials.map((one) => arrayText(one.remarks))}::text[], ${denials.map((one) => one.category)}::text[],
      ${denials.map((one) => one.kind)}::text[], ${denials.map((one) => one.amount)}::bigint[],
      ${denials.map((one) => toJson(one.adjustments))}::jsonb[], ${denials.map((one) => one.deadline ?? null)}::date[],
      ${denials.map((one) => one.nextAction ?? null)}::text[], ${denials.map((one) => toJson(one.detail ?? {}))}::jsonb[])
      as given (claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on, group_code, carc,
        remarks, category, kind, amount, adjustments, deadline, next_action, detail)
    on conflict (practice_id, source_key) do nothing`);
}

/** A reversal took the decision back: what it left open is void. */
export async function voidDenials(tx: Tx, claimId: ClaimId, payerControlNumber: string): Promise<number> {
  tx.touched.claims.add(claimId);
  return tx.run(sql`
    update denial set status = 'void' where practice_id = ${tx.practiceId} and claim_id = ${claimId}
      and payer_control_number = ${payerControlNumber} and status in ('open', 'working', 'corrected', 'appealed')`);
}

export async function updateDenial(
  tx: Tx,
  id: DenialId,
  change: { readonly status: DenialStatus; readonly deadline?: IsoDate; readonly nextAction?: string; readonly detail?: unknown },
): Promise<boolean> {
  const changed = await tx.many<{ claim_id: ClaimId }>(sql`
    update denial set status = ${change.status}, deadline = coalesce(${change.deadline}::date, deadline),
      next_action = coalesce(${change.nextAction}, next_action),
      detail = coalesce(${change.detail === undefined ? null : toJson(change.detail)}::jsonb, detail)
    where practice_id = ${tx.practiceId} and id = ${id} returning claim_id`);
  for (const row of changed) tx.touched.claims.add(row.claim_id);
  return changed.length > 0;
}

export async function loadDenial(tx: Tx, id: DenialId): Promise<StoredDenial | undefined> {
  const row = await tx.maybe<DenialRow>(sql`select * from denial where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : denialOf(row);
}

/** Of many claims at once. */
export async function denialsOfClaims(
  tx: Tx,
  ids: readonly ClaimId[],
  statuses: readonly DenialStatus[],
): Promise<readonly StoredDenial[]> {
  const rows = await tx.many<DenialRow>(sql`
    select * from denial where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[]) and status = any(${statuses}::text[]) order by id`);
  return rows.map(denialOf);
}

/** Nearest deadline first, then the larger amount. */
export async function listDenials(
  tx: Tx,
  {
    statuses,
    claimId,
    limit,
    offset = 0,
  }: { readonly statuses?: readonly DenialStatus[]; readonly claimId?: ClaimId; readonly limit: number; readonly offset?: number },
): Promise<readonly StoredDenial[]> {
  const condition = allOf([
    statuses === undefined ? undefined : sql`status = any(${statuses}::text[])`,
    claimId === undefined ? undefined : sql`claim_id = ${claimId}`,
  ]);
  const rows = await tx.many<DenialRow>(sql`
    select * from denial where practice_id = ${tx.practiceId} and ${condition}
    order by deadline nulls last, amount desc, id limit ${limit} offset ${offset}`);
  return rows.map(denialOf);
}

interface DenialRow {
  readonly id: DenialId;
  readonly claim_id: ClaimId;
  readonly patient_id: PatientId;
  readonly payer_id: PayerId;
  readonly charge_id: ChargeId;
  readonly remittance_id: RemittanceId;
  readonly payer_control_number: string;
  readonly denied_on: IsoDate;
  readonly group_code: StoredDenial["group"];
  readonly carc: string;
  readonly remarks: readonly string[];
  readonly category: StoredDenial["category"];
  readonly kind: StoredDenial["kind"];
  readonly amount: Cents;
  readonly adjustments: StoredDenial["adjustments"];
  readonly status: DenialStatus;
  readonly deadline: IsoDate | null;
  readonly next_action: string | null;
  readonly detail: unknown;
}

function denialOf(row: DenialRow): StoredDenial {
  return {
    id: row.id,
    claimId: row.claim_id,
    patientId: row.patient_id,
    payerId: row.payer_id,
    chargeId: row.charge_id,
    remittanceId: row.remittance_id,
    payerControlNumber: row.payer_control_number,
    decidedOn: row.denied_on,
    group: row.group_code,
    reason: row.carc,
    remarks: row.remarks,
    category: row.category,
    kind: row.kind,
    amount: row.amount,
    adjustments: row.adjustments,
    status: row.status,
    detail: row.detail,
    ...present({ deadline: row.deadline, nextAction: row.next_action }),
  };
}
