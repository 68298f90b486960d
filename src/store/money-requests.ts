/** Write-offs and refunds as they were asked for, by whom, and who decided; and the limits above which two must agree. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ClaimId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { MoneyKind, MoneyLimit, MoneySubject, RequestState } from "../core/ledger/second-person.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { allOf, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface MoneyRequest {
  readonly id: number;
  readonly kind: MoneyKind;
  readonly amount: Cents;
  readonly subject: MoneySubject;
  readonly reason: string;
  /** In force when it was asked. */
  readonly limit: Cents;
  readonly askedBy: string;
  readonly askedAccount?: number;
  readonly askedOn: IsoDate;
  readonly state: RequestState;
  readonly decidedBy?: string;
  readonly decidedAccount?: number;
  readonly decidedOn?: IsoDate;
  /** What the second person said. */
  readonly decision?: string;
  readonly postedOn?: IsoDate;
  /** A refund: when it left the bank. */
  readonly paidOn?: IsoDate;
  readonly paidReference?: string;
}

export async function insertMoneyRequest(tx: Tx, request: Omit<MoneyRequest, "id"> & { readonly requestKey: string }): Promise<number> {
  const { subject } = request;
  const { id } = await tx.one<{ id: number }>(sql`
    insert into money_request (practice_id, request_key, kind, amount, subject, patient_id, claim_id, charge_id, reason, limit_amount, asked_by,
      asked_account, asked_on, state, posted_on)
    values (${tx.practiceId}, ${request.requestKey}, ${request.kind}, ${request.amount}, ${toJson(subject)}, ${subject.patientId},
      ${"claimId" in subject ? subject.claimId : undefined}, ${"chargeId" in subject ? subject.chargeId : undefined}, ${request.reason},
      ${request.limit}, ${request.askedBy}, ${request.askedAccount}, ${request.askedOn}, ${request.state}, ${request.postedOn})
    returning id`);
  return id;
}

/** The request that was made with this key before. */
export async function moneyRequestByKey(tx: Tx, key: string): Promise<MoneyRequest | undefined> {
  const row = await tx.maybe<MoneyRequestRow>(
    sql`select * from money_request where practice_id = ${tx.practiceId} and request_key = ${key}`,
  );
  return row === undefined ? undefined : requestOf(row);
}

/** Held to the end of the transaction, so that of two who decide one comes first. */
export async function lockMoneyRequest(tx: Tx, id: number): Promise<MoneyRequest | undefined> {
  const row = await tx.maybe<MoneyRequestRow>(
    sql`select * from money_request where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
  );
  return row === undefined ? undefined : requestOf(row);
}

export async function saveDecision(
  tx: Tx,
  id: number,
  decided: Pick<MoneyRequest, "state" | "decidedBy" | "decidedAccount" | "decidedOn" | "decision" | "postedOn">,
): Promise<void> {
  await tx.run(sql`
    update money_request set state = ${decided.state}, decided_by = ${decided.decidedBy}, decided_account = ${decided.decidedAccount},
      decided_on = ${decided.decidedOn}, decision = ${decided.decision}, posted_on = ${decided.postedOn}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export async function saveRefundPaid(tx: Tx, id: number, paid: { readonly on: IsoDate; readonly reference: string }): Promise<void> {
  await tx.run(sql`
    update money_request set paid_on = ${paid.on}, paid_reference = ${paid.reference} where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** What was posted for a patient, or for nobody of ours, on one day without a second person. */
export async function postedWithinLimit(
  tx: Tx,
  { patientId, kind, on }: { readonly patientId: PatientId | undefined; readonly kind: MoneyKind; readonly on: IsoDate },
): Promise<Cents> {
  const { amount } = await tx.one<{ amount: Cents }>(sql`
    select coalesce(sum(amount), 0)::bigint as amount from money_request
    where practice_id = ${tx.practiceId} and patient_id is not distinct from ${patientId ?? null}::bigint and kind = ${kind} and asked_on = ${on} and state = 'posted'`);
  return amount;
}

/** Newest first; those that wait, oldest first. */
export async function listMoneyRequests(
  tx: Tx,
  { state, patientId, limit }: { readonly state?: RequestState; readonly patientId?: PatientId; readonly limit: number },
): Promise<readonly MoneyRequest[]> {
  const wanted = allOf([
    sql`practice_id = ${tx.practiceId}`,
    state === undefined ? undefined : sql`state = ${state}`,
    patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
  ]);
  const order = state === "waiting" ? sql`id` : sql`id desc`;
  const rows = await tx.many<MoneyRequestRow>(sql`select * from money_request where ${wanted} order by ${order} limit ${limit}`);
  return rows.map(requestOf);
}

/** Those about such subjects, newest first; `before`: only those that were asked before this one. */
export async function requestsAbout(
  tx: Tx,
  { what, before, limit }: { readonly what: readonly MoneySubject["what"][]; readonly before?: number | undefined; readonly limit: number },
): Promise<readonly MoneyRequest[]> {
  const wanted = allOf([
    sql`practice_id = ${tx.practiceId}`,
    sql`subject ->> 'what' = any(${what}::text[])`,
    before === undefined ? undefined : sql`id < ${before}`,
  ]);
  const rows = await tx.many<MoneyRequestRow>(sql`select * from money_request where ${wanted} order by id desc limit ${limit}`);
  return rows.map(requestOf);
}

/** All that were ever asked about an exception, oldest first. */
export async function requestsOfException(tx: Tx, exceptionId: number): Promise<readonly MoneyRequest[]> {
  const rows = await tx.many<MoneyRequestRow>(sql`
    select * from money_request
    where practice_id = ${tx.practiceId} and subject ? 'exceptionId' and (subject ->> 'exceptionId')::bigint = ${exceptionId} order by id`);
  return rows.map(requestOf);
}

/** Those of the exceptions that wait for a second person. */
export async function exceptionsThatWait(tx: Tx, exceptionIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx.many<{ id: number }>(sql`
    select (subject ->> 'exceptionId')::bigint as id from money_request
    where practice_id = ${tx.practiceId} and subject ? 'exceptionId' and (subject ->> 'exceptionId')::bigint = any(${exceptionIds}::bigint[])
      and state = 'waiting'`);
  return new Set(rows.map((row) => row.id));
}

export async function requestsOfClaim(tx: Tx, claimId: ClaimId): Promise<readonly MoneyRequest[]> {
  const rows = await tx.many<MoneyRequestRow>(
    sql`select * from money_request where practice_id = ${tx.practiceId} and claim_id = ${claimId} order by id`,
  );
  return rows.map(requestOf);
}

/** In the order in which they were set. */
export async function moneyLimits(tx: Tx): Promise<readonly (MoneyLimit & { readonly by: string })[]> {
  return tx.many(sql`
    select kind, from_day as "from", amount, set_by as "by" from money_limit where practice_id = ${tx.practiceId} order by id`);
}

export async function insertMoneyLimit(tx: Tx, limit: MoneyLimit, set: { readonly by: string; readonly account?: number }): Promise<void> {
  await tx.run(sql`
    insert into money_limit (practice_id, kind, from_day, amount, set_by, set_account)
    values (${tx.practiceId}, ${limit.kind}, ${limit.from}, ${limit.amount}, ${set.by}, ${set.account})`);
}

interface MoneyRequestRow {
  readonly id: number;
  readonly kind: MoneyKind;
  readonly amount: Cents;
  readonly subject: MoneySubject;
  readonly reason: string;
  readonly limit_amount: Cents;
  readonly asked_by: string;
  readonly asked_account: number | null;
  readonly asked_on: IsoDate;
  readonly state: RequestState;
  readonly decided_by: string | null;
  readonly decided_account: number | null;
  readonly decided_on: IsoDate | null;
  readonly decision: string | null;
  readonly posted_on: IsoDate | null;
  readonly paid_on: IsoDate | null;
  readonly paid_reference: string | null;
}

function requestOf(row: MoneyRequestRow): MoneyRequest {
  return {
    id: row.id,
    kind: row.kind,
    amount: row.amount,
    subject: row.subject,
    reason: row.reason,
    limit: row.limit_amount,
    askedBy: row.asked_by,
    askedOn: row.asked_on,
    state: row.state,
    ...present({
      askedAccount: row.asked_account,
      decidedBy: row.decided_by,
      decidedAccount: row.decided_account,
      decidedOn: row.decided_on,
      decision: row.decision,
      postedOn: row.posted_on,
      paidOn: row.paid_on,
      paidReference: row.paid_reference,
    }),
  };
}
