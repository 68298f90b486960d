/** Payments as payers reported them, and what each of their claims did in our books. */
import { type Cents, cents } from "../core/kernel/cents.ts";
import type { ClaimId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { JournalLine } from "../core/ledger/model.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceHead } from "../core/x12/transactions/remittance.ts";
import { loadEntriesByKey } from "./journal.ts";
import { toJson } from "./json.ts";
import { groupRows, present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type RemittanceStatus = "read" | "posted" | "duplicate" | "exception";

export interface StoredRemittance {
  readonly id: RemittanceId;
  readonly inboundFileId: number;
  /** 1-based place of the ST … SE in its file. */
  readonly position: number;
  readonly trace: string;
  readonly payerId?: PayerId;
  readonly payerName: string;
  readonly amount: Cents;
  readonly method: string;
  readonly paidOn?: IsoDate;
  readonly paymentKey: string;
  readonly status: RemittanceStatus;
  /** How the amounts add up, or do not. */
  readonly proof: unknown;
  readonly head: RemittanceHead & { readonly providerAdjustments: readonly ProviderAdjustment[] };
}

export type RemittanceClaimState = "read" | "posted" | "reversed" | "held";

export interface StoredRemittanceClaim {
  readonly remittanceId: RemittanceId;
  /** 0-based, as in `Remittance.claims`. */
  readonly index: number;
  readonly claimId?: ClaimId;
  readonly state: RemittanceClaimState;
  readonly sourceKey?: string;
  readonly undone: boolean;
  readonly content: RemittanceClaim;
}

/** Stores a remittance with its claims. */
export async function insertRemittance(
  tx: Tx,
  from: {
    readonly inboundFileId: number;
    readonly position: number;
    readonly remittance: Remittance;
    readonly payerId?: PayerId;
    readonly paymentKey: string;
    readonly proof: unknown;
  },
): Promise<RemittanceId> {
  const id = await insertRemittanceHead(tx, from);
  await insertRemittanceClaims(tx, id, from.remittance.claims, []);
  return id;
}

/** A remittance whose claims follow in the same transaction, with what posting made of them. */
export async function insertRemittanceHead(tx: Tx, from: Parameters<typeof insertRemittance>[1]): Promise<RemittanceId> {
  const { claims: _claims, ...head } = from.remittance;
  const { payment } = head;
  const row = await tx.one<{ id: RemittanceId }>(sql`
    insert into remittance (practice_id, inbound_file_id, position, trace, originator, payer_id, payer_name, amount, method, paid_on,
      payment_key, proof, content)
    values (${tx.practiceId}, ${from.inboundFileId}, ${from.position}, ${payment.trace}, ${payment.originator}, ${from.payerId},
      ${head.payer.name}, ${payment.amount}, ${payment.method}, ${payment.paidOn}, ${from.paymentKey}, ${toJson(from.proof)}, ${toJson(head)})
    returning id`);
  return row.id;
}

interface PostedClaim {
  /** 0-based, as in `Remittance.claims`. */
  readonly remittanceClaimIndex: number;
  readonly sourceKey: string;
  readonly outcome: "posted" | "reversed" | "held";
  readonly claimId?: ClaimId;
  readonly reversedSourceKey?: string;
}

/** The claims of a remittance, each with what posting made of it: "read" when nothing. Postings that are undone are marked. */
export async function insertRemittanceClaims(
  tx: Tx,
  id: RemittanceId,
  claims: readonly RemittanceClaim[],
  postings: readonly PostedClaim[],
): Promise<void> {
  const posted = new Map(postings.map((one) => [one.remittanceClaimIndex, one]));
  tx.post(sql`
    insert into remittance_claim (practice_id, remittance_id, position, control_number, payer_control_number, status, charge, paid,
      patient_responsibility, content, state, claim_id, source_key)
    select ${tx.practiceId}::int, ${id}::bigint, given.* from unnest(${claims.map((_, index) => index + 1)}::int[],
      ${claims.map((one) => one.patientControlNumber)}::text[], ${claims.map((one) => one.payerControlNumber)}::text[],
      ${claims.map((one) => one.status)}::text[], ${claims.map((one) => one.charge)}::bigint[], ${claims.map((one) => one.paid)}::bigint[],
      ${claims.map((one) => one.patientResponsibility ?? null)}::bigint[], ${claims.map((one) => toJson(one))}::jsonb[],
      ${claims.map((_, index) => posted.get(index)?.outcome ?? "read")}::text[],
      ${claims.map((_, index) => posted.get(index)?.claimId ?? null)}::bigint[],
      ${claims.map((_, index) => posted.get(index)?.sourceKey ?? null)}::text[]) as given`);
  await markUndone(tx, postings);
}

export async function setRemittanceStatus(tx: Tx, id: RemittanceId, status: RemittanceStatus, proof?: unknown): Promise<void> {
  tx.post(sql`
    update remittance set status = ${status}, proof = coalesce(${proof === undefined ? null : toJson(proof)}::jsonb, proof)
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** What posting made of each claim. A posting that one of them undoes is marked, so that it is not undone twice. */
export async function saveClaimPostings(tx: Tx, id: RemittanceId, postings: readonly PostedClaim[]): Promise<void> {
  tx.post(sql`
    update remittance_claim set state = given.state, claim_id = given.claim_id, source_key = given.source_key
    from unnest(${postings.map((one) => one.remittanceClaimIndex + 1)}::int[], ${postings.map((one) => one.outcome)}::text[],
      ${postings.map((one) => one.claimId ?? null)}::bigint[], ${postings.map((one) => one.sourceKey)}::text[])
      as given (position, state, claim_id, source_key)
    where remittance_claim.practice_id = ${tx.practiceId} and remittance_id = ${id} and remittance_claim.position = given.position`);
  await markUndone(tx, postings);
}

/** A posting of it was taken off again: its money waits under the key of the entry that held it. */
export async function holdAgain(
  tx: Tx,
  id: RemittanceId,
  { index, sourceKey }: { readonly index: number; readonly sourceKey: string },
): Promise<void> {
  await tx.run(sql`
    update remittance_claim set state = 'held', claim_id = null, source_key = ${sourceKey}
    where practice_id = ${tx.practiceId} and remittance_id = ${id} and position = ${index + 1}`);
}

async function markUndone(tx: Tx, postings: readonly PostedClaim[]): Promise<void> {
  const undone = postings.map((one) => one.reversedSourceKey).filter((key) => key !== undefined);
  if (undone.length === 0) return;
  tx.post(sql`
    update remittance_claim set undone = true where practice_id = ${tx.practiceId} and source_key = any(${undone}::text[]) and state = 'posted'`);
}

export async function loadRemittance(tx: Tx, id: RemittanceId): Promise<StoredRemittance | undefined> {
  const row = await tx.maybe<RemittanceRow>(sql`select * from remittance where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : remittanceOf(row);
}

/** True when this ST … SE of the file was stored before: the work on the file was cut off behind it. */
export async function hasRemittance(
  tx: Tx,
  { inboundFileId, position }: { readonly inboundFileId: number; readonly position: number },
): Promise<boolean> {
  const row = await tx.maybe(sql`
    select 1 from remittance where practice_id = ${tx.practiceId} and inbound_file_id = ${inboundFileId} and position = ${position}`);
  return row !== undefined;
}

/** An earlier one of the same payment that has been posted, whatever file brought it. */
export async function findPostedRemittance(tx: Tx, paymentKey: string): Promise<StoredRemittance | undefined> {
  const row = await tx.maybe<RemittanceRow>(sql`
    select * from remittance where practice_id = ${tx.practiceId} and payment_key = ${paymentKey} and status = 'posted' order by id limit 1`);
  return row === undefined ? undefined : remittanceOf(row);
}

/** Newest first. */
export async function listRemittances(
  tx: Tx,
  { status, limit, offset = 0 }: { readonly status?: RemittanceStatus; readonly limit: number; readonly offset?: number },
): Promise<readonly StoredRemittance[]> {
  const rows = await tx.many<RemittanceRow>(sql`
    select * from remittance where practice_id = ${tx.practiceId} and ${status === undefined ? sql`true` : sql`status = ${status}`}
    order by id desc limit ${limit} offset ${offset}`);
  return rows.map(remittanceOf);
}

export async function claimsOfRemittance(tx: Tx, id: RemittanceId): Promise<readonly StoredRemittanceClaim[]> {
  const rows = await tx.many<RemittanceClaimRow>(sql`
    select * from remittance_claim where practice_id = ${tx.practiceId} and remittance_id = ${id} order by position`);
  return rows.map(remittanceClaimOf);
}

/** Every answer of a payer to one of our claims, oldest first. */
export async function remittanceClaimsOfClaim(tx: Tx, id: ClaimId): Promise<readonly StoredRemittanceClaim[]> {
  return remittanceClaimsOfClaims(tx, [id]);
}

/** Of many claims at once. */
export async function remittanceClaimsOfClaims(tx: Tx, ids: readonly ClaimId[]): Promise<readonly StoredRemittanceClaim[]> {
  const rows = await tx.many<RemittanceClaimRow>(sql`
    select * from remittance_claim where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[]) order by remittance_id, position`);
  return rows.map(remittanceClaimOf);
}

/** An earlier posting that has not been undone (core's `PriorPosting`). */
export interface StandingPosting {
  readonly sourceKey: string;
  readonly payerControlNumber: string;
  readonly paid: Cents;
  readonly lines: readonly JournalLine[];
}

/** The standing postings of each claim, oldest first. */
export async function standingPostings(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, readonly StandingPosting[]>> {
  const rows = await tx.many<{ claim_id: ClaimId; source_key: string; payer_control_number: string; paid: number }>(sql`
    select claim_id, source_key, payer_control_number, paid from remittance_claim
    where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[]) and state = 'posted' and not undone and source_key is not null
    order by remittance_id, position`);
  const entries = await loadEntriesByKey(
    tx,
    "remittance-claim",
    rows.map((row) => row.source_key),
  );
  const linesByKey = new Map(entries.map((entry) => [entry.sourceKey, entry.lines]));
  return new Map(
    [...groupRows(rows, (row) => row.claim_id)].map(([id, of]) => [
      id,
      of.map((row) => ({
        sourceKey: row.source_key,
        payerControlNumber: row.payer_control_number,
        paid: cents(row.paid),
        lines: linesByKey.get(row.source_key) ?? [],
      })),
    ]),
  );
}

interface RemittanceRow {
  readonly id: RemittanceId;
  readonly inbound_file_id: number;
  readonly position: number;
  readonly trace: string;
  readonly payer_id: PayerId | null;
  readonly payer_name: string;
  readonly amount: number;
  readonly method: string;
  readonly paid_on: IsoDate | null;
  readonly payment_key: string;
  readonly status: RemittanceStatus;
  readonly proof: unknown;
  readonly content: StoredRemittance["head"];
}

interface RemittanceClaimRow {
  readonly remittance_id: RemittanceId;
  readonly position: number;
  readonly claim_id: ClaimId | null;
  readonly state: RemittanceClaimState;
  readonly source_key: string | null;
  readonly undone: boolean;
  readonly content: RemittanceClaim;
}

function remittanceOf(row: RemittanceRow): StoredRemittance {
  return {
    id: row.id,
    inboundFileId: row.inbound_file_id,
    position: row.position,
    trace: row.trace,
    payerName: row.payer_name,
    amount: cents(row.amount),
    method: row.method,
    paymentKey: row.payment_key,
    status: row.status,
    proof: row.proof,
    head: row.content,
    ...present({ payerId: row.payer_id, paidOn: row.paid_on }),
  };
}

function remittanceClaimOf(row: RemittanceClaimRow): StoredRemittanceClaim {
  return {
    remittanceId: row.remittance_id,
    index: row.position - 1,
    state: row.state,
    undone: row.undone,
    content: row.content,
    ...present({ claimId: row.claim_id, sourceKey: row.source_key }),
  };
}
