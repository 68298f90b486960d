/**
 * Professional claims to text: 837P, 005010X222A1. Every field of the model is written; counts, hierarchy and order come
 * out right by construction. The writer does not judge: what is missing or wrong in the claim is the checker's to say.
 */
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import { adjudicationInformation } from "./adjudication-information.ts";
import type { SpinalManipulation } from "./claim-supplements.ts";
import { otherPayerProviders } from "./other-payer-providers.ts";
import { patientFactElements } from "./patient-facts.ts";
import type {
  ClaimDependent,
  ClaimDiagnosis,
  ClaimPayer,
  ClaimProvider,
  ClaimSubscriber,
  OtherPayer,
  ProfessionalClaim,
  ProfessionalClaimBatch,
  ProfessionalClaimBatchHead,
} from "./professional-claim.ts";
import { repricingSegments } from "./repricing.ts";
import {
  addressSegments,
  adjustmentSegments,
  amountText,
  attachmentSegments,
  causesElement,
  contactSegments,
  coverageSegments,
  dateSegment,
  dateText,
  fileSegments,
  nameSegment,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { lineSegments } from "./write-professional-lines.ts";
import { npiOf, providerSegments } from "./write-providers.ts";
import { conditionSegments, contractSegments, stopSegments, transportSegments } from "./write-supplements.ts";

export const professionalGuide = "005010X222A1";

/** Where a claim stands in the written file: bytes [from, to), from its subscriber's HL to its last segment. */
export interface WrittenClaim {
  readonly claim: ProfessionalClaim;
  /** ST02 of its batch. */
  readonly batch: string;
  readonly byteFrom: number;
  readonly byteTo: number;
}

export interface WrittenFile {
  /** ASCII only: text offsets are byte offsets. */
  readonly text: string;
  /** In the order of the file. */
  readonly claims: readonly WrittenClaim[];
}

/**
 * Writes batches as one interchange. Claims of one billing provider stand together (the first provider first); within a
 * provider they keep their order, each under a subscriber level of its own, so that its bytes are complete.
 */
export function writeProfessionalClaims(batches: readonly ProfessionalClaimBatch[], envelope: X12Envelope): WrittenFile {
  const pieces: string[] = [];
  const claims: WrittenClaim[] = [];
  let size = 0;
  for (const piece of professionalClaimSegments(batches, envelope)) {
    const last = claims[claims.length - 1];
    const from = size;
    size += piece.text.length;
    pieces.push(piece.text);
    if (piece.claim === undefined) continue;
    if (last !== undefined && last.claim === piece.claim && last.byteTo === from && !piece.opens) {
      claims[claims.length - 1] = { ...last, byteTo: size };
    } else claims.push({ claim: piece.claim, batch: piece.batch, byteFrom: from, byteTo: size });
  }
  return { text: pieces.join(""), claims };
}

export interface WrittenSegment {
  readonly text: string;
  /** The claim that the segment belongs to; absent on envelope, header and billing provider. */
  readonly claim?: ProfessionalClaim;
  /** True on the first segment of its claim. */
  readonly opens: boolean;
  readonly batch: string;
}

/** The same, one segment at a time, for files that are not kept in memory. Batches may come one after the other. */
export function* professionalClaimSegments(batches: Iterable<ProfessionalClaimBatch>, envelope: X12Envelope): Generator<WrittenSegment> {
  const at: Cursor = { claim: undefined, opens: false, batch: "" };
  const transactions = mapped(batches, (batch) => batchText(batch, at));
  for (const text of fileSegments(envelope, { code: "HC", version: professionalGuide, transactions })) {
    yield { text, opens: at.opens, batch: at.batch, ...(at.claim === undefined ? {} : { claim: at.claim }) };
    at.opens = false;
  }
}

/** What the segment that is pulled now belongs to. */
interface Cursor {
  claim: ProfessionalClaim | undefined;
  opens: boolean;
  batch: string;
}

function* mapped<From, To>(values: Iterable<From>, change: (value: From) => To): Generator<To> {
  for (const value of values) yield change(value);
}

function batchText(batch: ProfessionalClaimBatch, at: Cursor): TransactionText {
  return { set: "837", control: batch.control, guide: professionalGuide, segments: batchSegments(batch, at) };
}

function* batchSegments(batch: ProfessionalClaimBatch, at: Cursor): Generator<SegmentValue> {
  at.batch = batch.control;
  yield* headSegments(batch);
  let level = 0;
  for (const claims of byBillingProvider(batch.claims)) {
    const [first] = claims;
    if (first === undefined) continue;
    level += 1;
    const billingLevel = level;
    yield* billingSegments(first, billingLevel);
    for (const claim of claims) {
      at.claim = claim;
      at.opens = true;
      level += 1;
      yield* subscriberSegments(claim, level, billingLevel);
      if (claim.dependent !== undefined) {
        level += 1;
        yield* dependentSegments(claim.dependent, level);
      }
      yield* claimSegments(claim);
      at.claim = undefined;
    }
  }
}

/** Groups in the order of each provider's first claim. Claims that share the provider's object need no comparison. */
function byBillingProvider(claims: readonly ProfessionalClaim[]): readonly (readonly ProfessionalClaim[])[] {
  const groups = new Map<string, ProfessionalClaim[]>();
  const keys = new Map<ClaimProvider, string>();
  for (const claim of claims) {
    const known = keys.get(claim.billing) ?? providerKey(claim.billing);
    keys.set(claim.billing, known);
    const { payTo, payToPlan, currency } = claim;
    const isPlain = payTo === undefined && payToPlan === undefined && currency === undefined;
    const key = isPlain ? known : `${known} ${JSON.stringify([payTo, payToPlan, currency])}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()];
}

function providerKey({ name, npi, taxonomy, address, identifiers, contacts }: ClaimProvider): string {
  return JSON.stringify([name.kind, name.last, name.first, name.middle, name.suffix, npi, taxonomy, address, identifiers, contacts]);
}

function* headSegments(head: ProfessionalClaimBatchHead): Generator<SegmentValue> {
  yield ["BHT", "0019", head.purpose, head.reference, dateText(head.createdOn), head.createdAt, head.kind];
  yield nameSegment("41", head.submitter.name, { qualifier: "46", value: head.submitter.id });
  for (const contact of head.submitter.contacts) yield* contactSegments("IC", contact);
  yield nameSegment("40", { kind: "organisation", last: head.receiver.name }, { qualifier: "46", value: head.receiver.id });
}

function* billingSegments({ billing, currency, payTo, payToPlan }: ProfessionalClaim, level: number): Generator<SegmentValue> {
  yield ["HL", String(level), undefined, "20", "1"];
  if (billing.taxonomy !== undefined) yield ["PRV", "BI", "PXC", billing.taxonomy];
  if (currency !== undefined) yield ["CUR", "85", currency];
  yield nameSegment("85", billing.name, npiOf(billing));
  yield* addressSegments(billing.address);
  yield* referenceSegments(billing.identifiers);
  for (const contact of billing.contacts) yield* contactSegments("IC", contact);
  if (payTo !== undefined) {
    yield ["NM1", "87", (payTo.kind ?? billing.name.kind) === "person" ? "1" : "2"];
    yield* addressSegments(payTo.address);
  }
  if (payToPlan !== undefined) yield* payerSegments("PE", payToPlan);
}

function* subscriberSegments(claim: ProfessionalClaim, level: number, parent: number): Generator<SegmentValue> {
  const { subscriber, payer } = claim;
  yield ["HL", String(level), String(parent), "22", claim.dependent === undefined ? "0" : "1"];
  yield subscriberSegment(subscriber);
  if (subscriber.patientFacts !== undefined) yield ["PAT", undefined, ...patientFactElements(subscriber.patientFacts)];
  yield nameSegment("IL", subscriber.name, subscriber.memberId);
  yield* personSegments(subscriber);
  yield* payerSegments("PR", payer);
}

function* payerSegments(role: string, payer: ClaimPayer): Generator<SegmentValue> {
  yield nameSegment(role, { kind: "organisation", last: payer.name }, payer.id);
  yield* addressSegments(payer.address);
  yield* referenceSegments(payer.identifiers);
}

function subscriberSegment(subscriber: ClaimSubscriber): SegmentValue {
  const { payerRank, relationship, groupNumber, groupName, insuranceType, filingIndicator } = subscriber;
  return ["SBR", payerRank, relationship, groupNumber, groupName, insuranceType, undefined, undefined, undefined, filingIndicator];
}

function* dependentSegments(dependent: ClaimDependent, level: number): Generator<SegmentValue> {
  yield ["HL", String(level), String(level - 1), "23", "0"];
  yield ["PAT", dependent.relationship, ...patientFactElements(dependent.patientFacts)];
  yield nameSegment("QC", dependent.name);
  yield* personSegments(dependent);
}

function* personSegments(person: ClaimSubscriber | ClaimDependent): Generator<SegmentValue> {
  yield* addressSegments(person.address);
  if (person.birthDate !== undefined || person.sex !== undefined) yield ["DMG", "D8", dateText(person.birthDate), person.sex];
  yield* referenceSegments(person.identifiers);
  if (person.contact !== undefined) yield* contactSegments("IC", person.contact);
}

function* claimSegments(claim: ProfessionalClaim): Generator<SegmentValue> {
  yield claimSegment(claim);
  for (const date of claim.dates) yield dateSegment(date.qualifier, date.from, date.to);
  yield* attachmentSegments(claim.attachments ?? []);
  yield* contractSegments(claim.contract);
  if (claim.patientPaid !== undefined) yield ["AMT", "F5", amountText(claim.patientPaid)];
  yield* referenceSegments(claim.identifiers);
  for (const text of claim.fileInformation ?? []) yield ["K3", text];
  for (const note of claim.notes) yield ["NTE", note.kind, note.text];
  yield* transportSegments(claim.ambulance);
  if (claim.spinalManipulation !== undefined) yield spinalSegment(claim.spinalManipulation);
  yield* conditionSegments(claim.conditionIndicators);
  yield* codeSegments(12, claim.diagnoses);
  yield* codeSegments(2, claim.anesthesiaSurgeries ?? []);
  yield* codeSegments(
    12,
    (claim.conditions ?? []).map((code) => ({ qualifier: "BG", code })),
  );
  yield* repricingSegments(claim.repricing);
  yield* providerSegments("DN", claim.referring);
  yield* providerSegments("P3", claim.primaryCare);
  yield* providerSegments("82", claim.rendering);
  yield* providerSegments("77", claim.facility);
  yield* providerSegments("DQ", claim.supervising);
  yield* stopSegments(claim.ambulance);
  for (const other of claim.otherPayers) yield* otherPayerSegments(other);
  for (const line of claim.lines) yield* lineSegments(line);
}

/** HI: what one segment may hold, then the next. */
function* codeSegments(most: number, codes: readonly ClaimDiagnosis[]): Generator<SegmentValue> {
  for (let at = 0; at < codes.length; at += most)
    yield ["HI", ...codes.slice(at, at + most).map(({ qualifier, code }) => [qualifier, code])];
}

function spinalSegment({ condition, descriptions }: SpinalManipulation): SegmentValue {
  return ["CR2", ...Array<undefined>(7).fill(undefined), condition, undefined, ...descriptions.slice(0, 2)];
}

function claimSegment(claim: ProfessionalClaim): SegmentValue {
  const elements: SegmentValue = [
    "CLM",
    claim.controlNumber,
    amountText(claim.charge),
    undefined,
    undefined,
    [claim.placeOfService, "B", claim.frequency],
    claim.providerSignature ? "Y" : "N",
    claim.assignment,
    claim.benefitsAssigned,
    claim.releaseOfInformation,
    claim.patientSignature,
    causesElement(claim.relatedCauses),
    claim.specialProgram,
  ];
  return claim.delayReason === undefined ? elements : [...elements, ...Array<undefined>(7).fill(undefined), claim.delayReason];
}

/** Loops 2320, 2330A and 2330B. The 5010 guide has no birth date or sex there, so they are not sent. */
function* otherPayerSegments(other: OtherPayer): Generator<SegmentValue> {
  yield subscriberSegment(other.subscriber);
  yield* adjustmentSegments(other.adjustments);
  if (other.paid !== undefined) yield ["AMT", "D", amountText(other.paid)];
  if (other.nonCovered !== undefined) yield ["AMT", "A8", amountText(other.nonCovered)];
  if (other.remainingPatientLiability !== undefined) yield ["AMT", "EAF", amountText(other.remainingPatientLiability)];
  yield* coverageSegments(other);
  yield* adjudicationInformation(other);
  yield nameSegment("IL", other.subscriber.name, other.subscriber.memberId);
  yield* addressSegments(other.subscriber.address);
  yield* referenceSegments(other.subscriber.identifiers);
  yield nameSegment("PR", { kind: "organisation", last: other.payer.name }, other.payer.id);
  yield* addressSegments(other.payer.address);
  if (other.paidOn !== undefined) yield dateSegment("573", other.paidOn, undefined);
  yield* referenceSegments(other.payer.identifiers);
  yield* otherPayerProviders(other.providers);
}
