/** Claim acknowledgements to text (277CA, 005010X214), and the acknowledgement that follows from what was decided on each claim. */
import { type Cents, sumCents } from "../../kernel/cents.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import type { AcknowledgedClaim, AcknowledgementTotals, ClaimAcknowledgement, ClaimStatus, StatusInformation } from "./acknowledgements.ts";
import type { ProfessionalClaim, X12Name } from "./professional-claim.ts";
import {
  amountText,
  dateSegment,
  dateText,
  fileSegments,
  nameSegment,
  optionalAmountText,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";

export const claimAcknowledgementGuide = "005010X214";

type Receiver = ClaimAcknowledgement["receivers"][number];
type Provider = Receiver["providers"][number];

/** Writes acknowledgements as one interchange, one ST … SE each. ASCII only. */
export function writeClaimAcknowledgements(acknowledgements: readonly ClaimAcknowledgement[], envelope: X12Envelope): string {
  const transactions = acknowledgements.map(
    (one): TransactionText => ({ set: "277", control: one.control, guide: claimAcknowledgementGuide, segments: segmentsOf(one) }),
  );
  return [...fileSegments(envelope, { code: "HN", version: claimAcknowledgementGuide, transactions })].join("");
}

/** What was decided on one claim of a batch before adjudication. */
export interface ClaimResult {
  readonly claim: ProfessionalClaim;
  readonly accepted: boolean;
  /** Up to three statuses that say one thing together, for example A7 with 562 of entity 82. */
  readonly statuses: readonly ClaimStatus[];
  readonly text?: string;
  /** REF*1K: the payer's number, on an accepted claim. */
  readonly payerControlNumber?: string;
}

export interface BatchResult {
  /** ST02 and BHT03 of the answer. */
  readonly control: string;
  readonly reference: string;
  readonly on: IsoDate;
  /** HHMM. */
  readonly at: string;
  readonly source: ClaimAcknowledgement["source"];
  readonly submitter: { readonly name: X12Name; readonly id: string };
  /** BHT03 of the 837. */
  readonly batchReference: string;
  readonly results: readonly ClaimResult[];
}

/** The acknowledgement of one batch: claims by billing provider, with the totals of the batch and of each provider. */
export function acknowledgementOf(batch: BatchResult): ClaimAcknowledgement {
  const byProvider = new Map<string, ClaimResult[]>();
  for (const result of batch.results) {
    const { name, npi } = result.claim.billing;
    const key = JSON.stringify([npi, name.last, name.first]);
    const results = byProvider.get(key);
    if (results === undefined) byProvider.set(key, [result]);
    else results.push(result);
  }
  const receipt: StatusInformation = {
    statuses: [{ category: "A1", status: "19", entity: "PR" }],
    on: batch.on,
    action: "WQ",
    amount: chargesOf(batch.results),
  };
  return {
    control: batch.control,
    reference: batch.reference,
    createdOn: batch.on,
    createdAt: batch.at,
    source: batch.source,
    receivers: [
      {
        name: batch.submitter.name,
        id: batch.submitter.id,
        batchReference: batch.batchReference,
        totals: totalsOf(batch.results),
        statuses: [receipt],
        providers: [...byProvider.values()].map((results) => providerOf(results, batch.on)),
      },
    ],
  };
}

function providerOf(results: readonly ClaimResult[], on: IsoDate): Provider {
  const billing = results[0]?.claim.billing;
  return {
    name: billing?.name ?? { kind: "organisation", last: "" },
    ...(billing?.npi === undefined ? {} : { npi: billing.npi }),
    totals: totalsOf(results),
    statuses: [],
    claims: results.map((result) => acknowledgedClaim(result, on)),
  };
}

function acknowledgedClaim({ claim, accepted, statuses, text, payerControlNumber }: ClaimResult, on: IsoDate): AcknowledgedClaim {
  const patient = claim.dependent ?? claim.subscriber;
  const days = claim.lines
    .flatMap((line) => (line.serviceFrom === undefined ? [] : [line.serviceFrom, line.serviceTo ?? line.serviceFrom]))
    .sort();
  const [from] = days;
  const to = days[days.length - 1];
  return {
    patient: { name: patient.name, ...(claim.subscriber.memberId === undefined ? {} : { memberId: claim.subscriber.memberId }) },
    controlNumber: claim.controlNumber,
    statuses: [{ statuses, on, action: accepted ? "WQ" : "U", amount: claim.charge, ...(text === undefined ? {} : { text }) }],
    ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
    ...(from === undefined || to === undefined ? {} : { serviceFrom: from, serviceTo: to }),
    lines: [],
  };
}

function chargesOf(results: readonly ClaimResult[]): Cents {
  return sumCents(results.map((result) => result.claim.charge));
}

function totalsOf(results: readonly ClaimResult[]): AcknowledgementTotals {
  const accepted = results.filter((result) => result.accepted);
  const rejected = results.filter((result) => !result.accepted);
  return {
    ...(accepted.length === 0 ? {} : { accepted: accepted.length, acceptedAmount: chargesOf(accepted) }),
    ...(rejected.length === 0 ? {} : { rejected: rejected.length, rejectedAmount: chargesOf(rejected) }),
  };
}

function* segmentsOf(acknowledgement: ClaimAcknowledgement): Generator<SegmentValue> {
  const { source } = acknowledgement;
  yield ["BHT", "0085", "08", acknowledgement.reference, dateText(acknowledgement.createdOn), acknowledgement.createdAt, "TH"];
  yield ["HL", "1", undefined, "20", "1"];
  const identifier = source.id === undefined ? undefined : { qualifier: source.idQualifier ?? "PI", value: source.id };
  yield nameSegment(source.role ?? "PR", { kind: "organisation", last: source.name }, identifier);
  for (const { trace, receivedOn, processedOn } of [source, ...(source.furtherReceipts ?? [])]) {
    if (trace !== undefined) yield ["TRN", "1", trace];
    if (receivedOn !== undefined) yield dateSegment("050", receivedOn, undefined);
    if (processedOn !== undefined) yield dateSegment("009", processedOn, undefined);
  }
  const levels = { last: 1 };
  for (const receiver of acknowledgement.receivers) yield* receiverSegments(receiver, levels);
}

/** Counts HL01 through the whole transaction. */
interface Levels {
  last: number;
}

function* receiverSegments(receiver: Receiver, levels: Levels): Generator<SegmentValue> {
  levels.last += 1;
  const level = levels.last;
  yield ["HL", String(level), "1", "21", receiver.providers.length > 0 ? "1" : "0"];
  const identifier = receiver.id === undefined ? undefined : { qualifier: "46", value: receiver.id };
  yield nameSegment("41", receiver.name, identifier);
  if (receiver.batchReference !== undefined) yield ["TRN", "2", receiver.batchReference];
  yield* statusSegments(receiver.statuses);
  yield* totalSegments(receiver.totals, { accepted: "90", rejected: "AA" });
  for (const provider of receiver.providers) yield* providerSegments(provider, level, levels);
}

function* providerSegments(provider: Provider, parent: number, levels: Levels): Generator<SegmentValue> {
  levels.last += 1;
  const level = levels.last;
  yield ["HL", String(level), String(parent), "19", provider.claims.length > 0 ? "1" : "0"];
  for (const { name, npi, id } of [provider, ...(provider.furtherNames ?? [])])
    yield nameSegment("85", name, npi === undefined ? id : { qualifier: "XX", value: npi });
  const { trace, statuses, totals, identifiers } = provider;
  const isTold = trace !== undefined || statuses.length > 0 || totals !== undefined || identifiers !== undefined;
  if (isTold) yield ["TRN", "1", trace ?? "0"];
  yield* statusSegments(statuses);
  yield* referenceSegments(identifiers ?? []);
  yield* totalSegments(provider.totals, { accepted: "QA", rejected: "QC" });
  let patient: AcknowledgedClaim["patient"];
  for (const claim of provider.claims) {
    // Claims that share the patient's object stand under one level.
    if (claim.patient === undefined || claim.patient !== patient) {
      levels.last += 1;
      yield ["HL", String(levels.last), String(level), "PT"];
      if (claim.patient !== undefined) yield nameSegment("QC", claim.patient.name, claim.patient.memberId);
    }
    patient = claim.patient;
    yield* claimSegments(claim);
  }
}

function* claimSegments(claim: AcknowledgedClaim): Generator<SegmentValue> {
  yield ["TRN", "2", claim.controlNumber];
  yield* statusSegments(claim.statuses);
  if (claim.payerControlNumber !== undefined) yield ["REF", "1K", claim.payerControlNumber];
  if (claim.clearinghouseNumber !== undefined) yield ["REF", "D9", claim.clearinghouseNumber];
  if (claim.billType !== undefined) yield ["REF", "BLT", claim.billType];
  if (claim.serviceFrom !== undefined) {
    yield dateSegment("472", claim.serviceFrom, claim.serviceTo === claim.serviceFrom ? undefined : claim.serviceTo);
  }
  for (const line of claim.lines) {
    const { procedure, charge, revenueCode, units } = line;
    yield [
      "SVC",
      procedureElement(procedure),
      optionalAmountText(charge),
      undefined,
      revenueCode,
      undefined,
      undefined,
      quantityText(units),
    ];
    yield* statusSegments(line.statuses);
    if (line.controlNumber !== undefined) yield ["REF", "FJ", line.controlNumber];
    if (line.prescription !== undefined) yield ["REF", "XZ", line.prescription];
    if (line.serviceFrom !== undefined)
      yield dateSegment("472", line.serviceFrom, line.serviceTo === line.serviceFrom ? undefined : line.serviceTo);
  }
}

function* statusSegments(statuses: readonly StatusInformation[]): Generator<SegmentValue> {
  for (const { statuses: all, on, action, amount, text } of statuses) {
    const [first, second, third] = all.map((one) => [one.category, one.status, one.entity]);
    const gap = Array<undefined>(5).fill(undefined);
    yield ["STC", first, dateText(on), action, optionalAmountText(amount), ...gap, second, third, text];
  }
}

function* totalSegments(
  totals: AcknowledgementTotals | undefined,
  codes: { readonly accepted: string; readonly rejected: string },
): Generator<SegmentValue> {
  if (totals?.accepted !== undefined) yield ["QTY", codes.accepted, String(totals.accepted)];
  if (totals?.rejected !== undefined) yield ["QTY", codes.rejected, String(totals.rejected)];
  if (totals?.acceptedAmount !== undefined) yield ["AMT", "YU", amountText(totals.acceptedAmount)];
  if (totals?.rejectedAmount !== undefined) yield ["AMT", "YY", amountText(totals.rejectedAmount)];
}
