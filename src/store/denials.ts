/** Refused lines that wait for a correction, an appeal or a decision to give up. */
import type { DecidedCase, DenialStatus, MovedSince } from "../core/denials/case.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, DenialId, PatientId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { DenialToOpen } from "../core/remit/model.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { allOf, arrayText, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredDenial extends Omit<DenialToOpen, "remittanceKey"> {
  readonly id: DenialId;
  readonly status: DenialStatus;
  /** Last day for the next step. */
  readonly deadline?: IsoDate;
  readonly nextAction?: string;
  /** What was worked out for it when it opened. */
  readonly detail: unknown;
  readonly correctBy?: IsoDate;
  /** Absent without a right of appeal. */
  readonly appealBy?: IsoDate;
  /** The payer's answer to what was asked last is due. */
  readonly answerBy?: IsoDate;
  /** Somebody wants to look again. */
  readonly nextOn?: IsoDate;
  /** Levels of appeal that were used. */
  readonly appealLevel: number;
  /** How the payer's next decision settled it. */
  readonly settled?: Omit<DecidedCase, "status">;
  readonly closedOn?: IsoDate;
}

/** A denial with what `core/denials` worked out for it. */
export interface NewDenial extends DenialToOpen {
  readonly deadline?: IsoDate;
  readonly nextAction?: string;
  readonly detail?: unknown;
  readonly cause: string;
  readonly preventable: string;
  readonly liable: string;
  readonly correctBy?: IsoDate;
  readonly appealBy?: IsoDate;
}

/** Opens them, each once: the same denial of the same payment is not opened again. Returns how many are new. */
export async function openDenials(tx: Tx, denials: readonly NewDenial[]): Promise<number> {
  if (denials.length === 0) return 0;
  for (const { claimId } of denials) tx.touched.claims.add(claimId);
  const keys = denials.map((one) => [one.remittanceKey, one.payerControlNumber, one.chargeId, one.group, one.reason].join("|"));
  return tx.run(sql`
    insert into denial (practice_id, claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on,
      group_code, carc, remarks, category, kind, amount, adjustments, deadline, next_action, detail, cause, preventable, liable, correct_by,
      appeal_by, procedure)
    select ${tx.practiceId}::int, claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on,
      group_code, carc, remarks::text[], category, kind, amount, adjustments, deadline, next_action, detail, cause, preventable, liable,
      correct_by, appeal_by, (select procedure from charge where practice_id = ${tx.practiceId} and id = charge_id)
    from unnest(${denials.map((one) => one.claimId)}::bigint[], ${denials.map((one) => one.patientId)}::bigint[],
      ${denials.map((one) => one.payerId)}::bigint[], ${denials.map((one) => one.chargeId)}::bigint[],
      ${denials.map((one) => one.remittanceId)}::bigint[], ${keys}::text[], ${denials.map((one) => one.payerControlNumber)}::text[],
      ${denials.map((one) => one.decidedOn)}::date[], ${denials.map((one) => one.group)}::text[], ${denials.map((one) => one.reason)}::text[],
      ${denials.map((one) => arrayText(one.remarks))}::text[], ${denials.map((one) => one.category)}::text[],
      ${denials.map((one) => one.kind)}::text[], ${denials.map((one) => one.amount)}::bigint[],
      ${denials.map((one) => toJson(one.adjustments))}::jsonb[], ${denials.map((one) => one.deadline ?? null)}::date[],
      ${denials.map((one) => one.nextAction ?? null)}::text[], ${denials.map((one) => toJson(one.detail ?? {}))}::jsonb[],
      ${denials.map((one) => one.cause)}::text[], ${denials.map((one) => one.preventable)}::text[],
      ${denials.map((one) => one.liable)}::text[], ${denials.map((one) => one.correctBy ?? null)}::date[],
      ${denials.map((one) => one.appealBy ?? null)}::date[])
      as given (claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on, group_code, carc,
        remarks, category, kind, amount, adjustments, deadline, next_action, detail, cause, preventable, liable, correct_by, appeal_by)
    on conflict (practice_id, source_key) do nothing`);
}

/** A reversal took the decision back: its cases wait for the corrected one. Returns which. */
export async function denialsTakenBack(tx: Tx, claimId: ClaimId, payerControlNumber: string): Promise<readonly DenialId[]> {
  tx.touched.claims.add(claimId);
  const rows = await tx.many<{ id: DenialId }>(sql`
    update denial set status = 'corrected' where practice_id = ${tx.practiceId} and claim_id = ${claimId}
      and payer_control_number = ${payerControlNumber} and status in ('open', 'working', 'corrected', 'appealed') returning id`);
  return rows.map((row) => row.id);
}

export interface DenialChange {
  readonly status?: DenialStatus;
  readonly deadline?: IsoDate;
  readonly nextAction?: string;
  readonly detail?: unknown;
  /** Null takes the day away. */
  readonly answerBy?: IsoDate | null;
  readonly nextOn?: IsoDate | null;
  readonly appealLevel?: number;
  readonly closedOn?: IsoDate;
}

export async function updateDenial(tx: Tx, id: DenialId, change: DenialChange): Promise<boolean> {
  const { status, deadline, nextAction, detail, answerBy, nextOn, appealLevel, closedOn } = change;
  const changed = await tx.many<{ claim_id: ClaimId }>(sql`
    update denial set status = coalesce(${status}, status), deadline = coalesce(${deadline}::date, deadline),
      next_action = coalesce(${nextAction}, next_action),
      detail = coalesce(${detail === undefined ? null : toJson(detail)}::jsonb, detail),
      answer_by = ${answerBy === undefined ? sql`answer_by` : sql`${answerBy}::date`},
      next_on = ${nextOn === undefined ? sql`next_on` : sql`${nextOn}::date`},
      appeal_level = coalesce(${appealLevel}::int, appeal_level), closed_on = coalesce(${closedOn}::date, closed_on)
    where practice_id = ${tx.practiceId} and id = ${id} returning claim_id`);
  for (const row of changed) tx.touched.claims.add(row.claim_id);
  return changed.length > 0;
}

/** The payer has decided anew: what became of the amount, to the cent. */
export async function settleDenial(
  tx: Tx,
  id: DenialId,
  { decided, on }: { readonly decided: DecidedCase; readonly on: IsoDate },
): Promise<void> {
  const changed = await tx.many<{ claim_id: ClaimId }>(sql`
    update denial set status = ${decided.status}, recovered = ${decided.recovered}, patient_share = ${decided.patientShare},
      contractual = ${decided.contractual}, still_refused = ${decided.stillRefused}, closed_on = ${on}, answer_by = null, next_on = null
    where practice_id = ${tx.practiceId} and id = ${id} returning claim_id`);
  for (const row of changed) tx.touched.claims.add(row.claim_id);
}

/** What later payments of the same payer moved on the charge of each denial; undefined when the charge was taken off the visit. */
export async function movedSince(tx: Tx, ids: readonly DenialId[]): Promise<ReadonlyMap<DenialId, MovedSince | undefined>> {
  const rows = await tx.many<{ id: DenialId; removed: boolean } & MovedSince>(sql`
    select d.id, c.removed, coalesce(sum(l.amount) filter (where l.account in ('cash', 'unapplied')), 0)::bigint as paid,
      coalesce(sum(l.amount) filter (where l.account = 'patient-receivable' or (l.account = 'insurance-receivable' and l.payer_id <> d.payer_id)),
        0)::bigint as "patientShare",
      coalesce(sum(l.amount) filter (where l.account in ('contractual', 'payer-reductions')), 0)::bigint as contractual
    from denial d join charge c on c.practice_id = d.practice_id and c.id = d.charge_id
      left join (journal_line l join remittance r on r.practice_id = l.practice_id and r.id = l.remittance_id)
        on l.practice_id = d.practice_id and l.charge_id = d.charge_id and l.remittance_id > d.remittance_id
          and coalesce(r.payer_id, d.payer_id) = d.payer_id
    where d.practice_id = ${tx.practiceId} and d.id = any(${ids}::bigint[]) group by d.id, c.removed`);
  return new Map(rows.map(({ id, removed, ...moved }) => [id, removed ? undefined : moved]));
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
  readonly correct_by: IsoDate | null;
  readonly appeal_by: IsoDate | null;
  readonly answer_by: IsoDate | null;
  readonly next_on: IsoDate | null;
  readonly appeal_level: number;
  readonly recovered: Cents | null;
  readonly patient_share: Cents | null;
  readonly contractual: Cents | null;
  readonly still_refused: Cents | null;
  readonly closed_on: IsoDate | null;
}

function denialOf(row: DenialRow): StoredDenial {
  const { recovered, patient_share: patientShare, contractual, still_refused: stillRefused } = row;
  const settled =
    recovered === null || patientShare === null || contractual === null || stillRefused === null
      ? {}
      : { settled: { recovered, patientShare, contractual, stillRefused } };
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
    appealLevel: row.appeal_level,
    ...settled,
    ...present({
      deadline: row.deadline,
      nextAction: row.next_action,
      correctBy: row.correct_by,
      appealBy: row.appeal_by,
      answerBy: row.answer_by,
      nextOn: row.next_on,
      closedOn: row.closed_on,
    }),
  };
}
