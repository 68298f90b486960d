/** What payers were asked about patients and claims, and what they answered. */
import type { ClaimId, CoverageId, Id, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { StatusAnswer } from "../core/x12/transactions/claim-status.ts";
import type { EligibilityAnswer } from "../core/x12/transactions/eligibility.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type InquiryId = Id<"inquiry">;

interface InquiryBase {
  readonly id: InquiryId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  readonly coverageId: CoverageId;
  readonly aboutDay: IsoDate;
  readonly trace: string;
  readonly outboundFileId: number;
  readonly askedOn: IsoDate;
  readonly askedBy: string;
  /** Refused: the payer took the file in which it was asked for unreadable, and will not answer. */
  readonly state: "asked" | "answered" | "refused";
  readonly inboundFileId?: number;
  readonly answeredOn?: IsoDate;
  readonly refusedOn?: IsoDate;
  /** The payer's reason, in words. */
  readonly refusal?: string;
}

export interface EligibilityInquiryRow extends InquiryBase {
  readonly kind: "eligibility";
  readonly answer?: EligibilityAnswer;
}

export interface StatusInquiryRow extends InquiryBase {
  readonly kind: "claim-status";
  readonly claimId: ClaimId;
  readonly answer?: StatusAnswer;
}

export type InquiryRow = EligibilityInquiryRow | StatusInquiryRow;

export interface NewInquiry {
  readonly id: InquiryId;
  readonly kind: InquiryRow["kind"];
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  readonly coverageId: CoverageId;
  readonly claimId?: ClaimId;
  readonly aboutDay: IsoDate;
  readonly trace: string;
}

/** Numbers for questions before their file is written: each stands in it as the question's trace. */
export async function takeInquiryIds(tx: Tx, count: number): Promise<readonly InquiryId[]> {
  return takeRowIds<InquiryId>(tx, "inquiry", count);
}

export async function insertInquiries(
  tx: Tx,
  some: readonly NewInquiry[],
  asked: { readonly on: IsoDate; readonly by: string; readonly outboundFileId: number },
): Promise<void> {
  await tx.run(sql`
    insert into inquiry (practice_id, asked_on, asked_by, outbound_file_id, id, kind, patient_id, payer_id, coverage_id, claim_id, about_day, trace)
    select ${tx.practiceId}::int, ${asked.on}::date, ${asked.by}::text, ${asked.outboundFileId}::bigint, given.* from unnest(
      ${some.map((one) => one.id)}::bigint[], ${some.map((one) => one.kind)}::text[], ${some.map((one) => one.patientId)}::bigint[],
      ${some.map((one) => one.payerId)}::bigint[], ${some.map((one) => one.coverageId)}::bigint[],
      ${some.map((one) => one.claimId ?? null)}::bigint[], ${some.map((one) => one.aboutDay)}::date[],
      ${some.map((one) => one.trace)}::text[]) as given`);
}

/** By their traces, or all of one file that wait; held until the transaction ends. */
export async function lockInquiries(
  tx: Tx,
  by: { readonly traces: readonly string[] } | { readonly outboundFileIds: readonly number[] },
): Promise<readonly InquiryRow[]> {
  const which = "traces" in by ? sql`trace = any(${by.traces}::text[])` : sql`outbound_file_id = any(${by.outboundFileIds}::bigint[])`;
  const rows = await tx.many<Row>(
    sql`select * from inquiry where practice_id = ${tx.practiceId} and ${which} order by id for no key update`,
  );
  return rows.map(inquiryOf);
}

export async function saveAnswer(
  tx: Tx,
  id: InquiryId,
  answer: { readonly value: EligibilityAnswer | StatusAnswer; readonly on: IsoDate; readonly inboundFileId: number },
): Promise<void> {
  await tx.run(sql`
    update inquiry set state = 'answered', answer = ${toJson(answer.value)}::jsonb, answered_on = ${answer.on},
      inbound_file_id = ${answer.inboundFileId}, refusal = null, refused_on = null
    where practice_id = ${tx.practiceId} and id = ${id} and state <> 'answered'`);
}

/** The questions of these interchanges that still wait: none of them will be answered. Returns whose they were. */
export async function refuseInquiries(
  tx: Tx,
  refused: readonly { readonly interchangeControl: string; readonly words: string }[],
  by: { readonly on: IsoDate; readonly inboundFileId: number },
): Promise<readonly PatientId[]> {
  if (refused.length === 0) return [];
  const rows = await tx.many<{ patient: PatientId }>(sql`
    update inquiry q set state = 'refused', refusal = given.words, refused_on = ${by.on}, inbound_file_id = ${by.inboundFileId}
    from outbound_file f, unnest(${refused.map((one) => one.interchangeControl)}::text[], ${refused.map((one) => one.words)}::text[])
      as given (interchange, words)
    where q.practice_id = ${tx.practiceId} and q.state = 'asked' and f.practice_id = q.practice_id and f.id = q.outbound_file_id
      and f.interchange = given.interchange
    returning q.patient_id as patient`);
  return rows.map((row) => row.patient);
}

/** The newest question about each of these insurances for a day near this one: its month. */
export async function newestEligibility(
  tx: Tx,
  ids: readonly CoverageId[],
  days: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<ReadonlyMap<CoverageId, EligibilityInquiryRow>> {
  const rows = await tx.many<Row>(sql`
    select distinct on (coverage_id) * from inquiry
    where practice_id = ${tx.practiceId} and coverage_id = any(${ids}::bigint[]) and kind = 'eligibility'
      and about_day between ${days.from}::date and ${days.to}::date
    order by coverage_id, id desc`);
  return new Map(rows.map((row) => [row.coverage_id, inquiryOf(row) as EligibilityInquiryRow]));
}

/** Newest first. */
export async function inquiriesOf(
  tx: Tx,
  of: { readonly patientId: PatientId } | { readonly claimId: ClaimId },
  { limit }: { readonly limit: number },
): Promise<readonly InquiryRow[]> {
  const which = "claimId" in of ? sql`claim_id = ${of.claimId}` : sql`patient_id = ${of.patientId} and kind = 'eligibility'`;
  const rows = await tx.many<Row>(
    sql`select * from inquiry where practice_id = ${tx.practiceId} and ${which} order by id desc limit ${limit}`,
  );
  return rows.map(inquiryOf);
}

interface Row {
  readonly id: InquiryId;
  readonly kind: InquiryRow["kind"];
  readonly patient_id: PatientId;
  readonly payer_id: PayerId;
  readonly coverage_id: CoverageId;
  readonly claim_id: ClaimId | null;
  readonly about_day: IsoDate;
  readonly trace: string;
  readonly outbound_file_id: number;
  readonly asked_on: IsoDate;
  readonly asked_by: string;
  readonly state: InquiryRow["state"];
  readonly inbound_file_id: number | null;
  readonly answered_on: IsoDate | null;
  readonly answer: unknown;
  readonly refused_on: IsoDate | null;
  readonly refusal: string | null;
}

function inquiryOf(row: Row): InquiryRow {
  return {
    id: row.id,
    kind: row.kind,
    patientId: row.patient_id,
    payerId: row.payer_id,
    coverageId: row.coverage_id,
    aboutDay: row.about_day,
    trace: row.trace,
    outboundFileId: row.outbound_file_id,
    askedOn: row.asked_on,
    askedBy: row.asked_by,
    state: row.state,
    ...present({
      claimId: row.claim_id,
      inboundFileId: row.inbound_file_id,
      answeredOn: row.answered_on,
      answer: row.answer,
      refusedOn: row.refused_on,
      refusal: row.refusal,
    }),
  } as InquiryRow;
}
