/** Any X12 file as plain JSON: typed where we know the transaction (837P, 837I, 837D, 835, 999, TA1, 277CA, 270, 271, 276, 277, 278), else its segments. */
import type { Finding } from "../../kernel/finding.ts";
import { guideOf } from "../guides/guides.ts";
import { forEachSegment } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { dentalClaimBatchJson, institutionalClaimBatchJson } from "./json-facility-claims.ts";
import { eligibilityInquiryJson, eligibilityResponseJson, statusInquiryJson, statusResponseJson } from "./json-inquiries.ts";
import { servicesReviewJson } from "./json-services-reviews.ts";
import type { Json } from "./json-shapes.ts";
import {
  claimAcknowledgementJson,
  envelopeJson,
  implementationAcknowledgementJson,
  interchangeAcknowledgementJson,
  professionalClaimBatchJson,
  remittanceJson,
} from "./json-values.ts";
import { isProfessionalGuide } from "./professional-claim-reader.ts";
import { type Acknowledgement, readAcknowledgementFile } from "./read-acknowledgements.ts";
import { readDentalClaimFile } from "./read-dental-claims.ts";
import { type Inquiry, inquiryKindOf, readInquiryFile } from "./read-inquiries.ts";
import { readInstitutionalClaimFile } from "./read-institutional-claims.ts";
import { readProfessionalClaimFile } from "./read-professional-claims.ts";
import { readRemittanceFile } from "./read-remittances.ts";
import { readServicesReviewFile } from "./read-services-reviews.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface X12JsonTransaction {
  /** 837P, 837I, 837D, 835, 999, TA1, 277CA, 270, 271, 276, 277, 278, or ST01 of a set that is shown as segments. */
  readonly type: string;
  readonly envelope: Json;
  /** The typed value, or { segments: [{ tag, elements }] }. */
  readonly content: Json;
}

export interface X12Json {
  /** In the order of the file. */
  readonly transactions: readonly X12JsonTransaction[];
  readonly findings: readonly Finding[];
}

export interface Placed extends X12JsonTransaction {
  readonly segment: number;
}

/** A whole file. Keys stand in a fixed order; money is text with two decimals, units are exact text, dates are ISO. */
export function x12Json(bytes: Uint8Array): X12Json {
  const { generic, found, findings } = genericPass(bytes);
  const placed: Placed[] = generic;
  const all: Finding[] = [...findings];
  if (found.professional) {
    const read = readProfessionalClaimFile(bytes);
    for (const { envelope, batch } of read.batches) placed.push(typed("837P", envelope, professionalClaimBatchJson(batch)));
    all.push(...read.findings);
  }
  facilityPasses(bytes, found, { placed, all });
  if (found.remittance) {
    const read = readRemittanceFile(bytes);
    for (const { envelope, remittance } of read.remittances) placed.push(typed("835", envelope, remittanceJson(remittance)));
    all.push(...read.findings);
  }
  answerPasses(bytes, found, { placed, all });
  placed.sort((a, b) => a.segment - b.segment);
  return { transactions: placed.map(({ type, envelope, content }) => ({ type, envelope, content })), findings: withoutRepeats(all) };
}

interface Into {
  readonly placed: Placed[];
  readonly all: Finding[];
}

/** Claims of hospitals and dentists. */
export function facilityPasses(bytes: Uint8Array, found: Found, { placed, all }: Into): void {
  if (found.institutional) {
    const read = readInstitutionalClaimFile(bytes);
    for (const { envelope, batch } of read.batches) placed.push(typed("837I", envelope, institutionalClaimBatchJson(batch)));
    all.push(...read.findings);
  }
  if (found.dental) {
    const read = readDentalClaimFile(bytes);
    for (const { envelope, batch } of read.batches) placed.push(typed("837D", envelope, dentalClaimBatchJson(batch)));
    all.push(...read.findings);
  }
}

/** Acknowledgements, questions and their answers. */
export function answerPasses(bytes: Uint8Array, found: Found, { placed, all }: Into): void {
  if (found.acknowledgement) {
    const read = readAcknowledgementFile(bytes);
    for (const one of read.acknowledgements) placed.push(acknowledgement(one));
    all.push(...read.findings);
  }
  if (found.inquiry) {
    const read = readInquiryFile(bytes);
    for (const one of read.inquiries) placed.push(typed(one.kind, one.envelope, inquiryJson(one)));
    all.push(...read.findings);
  }
  if (found.review) {
    const read = readServicesReviewFile(bytes);
    for (const { envelope, review } of read.reviews) placed.push(typed("278", envelope, servicesReviewJson(review)));
    all.push(...read.findings);
  }
}

function typed(type: string, envelope: TransactionEnvelope, content: Json): Placed {
  return { type, envelope: envelopeJson(envelope), content, segment: envelope.set.segment };
}

function acknowledgement(one: Acknowledgement): Placed {
  const content =
    one.kind === "TA1"
      ? interchangeAcknowledgementJson(one.value)
      : one.kind === "999"
        ? implementationAcknowledgementJson(one.value)
        : claimAcknowledgementJson(one.value);
  return { type: one.kind, envelope: envelopeJson(one.envelope), content, segment: one.segment };
}

function inquiryJson(one: Inquiry): Json {
  if (one.kind === "270") return eligibilityInquiryJson(one.value);
  if (one.kind === "271") return eligibilityResponseJson(one.value);
  return one.kind === "276" ? statusInquiryJson(one.value) : statusResponseJson(one.value);
}

/** Each pass reports the tokens' findings again; one of each is enough. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...seen.values()];
}

interface Found {
  professional: boolean;
  institutional: boolean;
  dental: boolean;
  remittance: boolean;
  acknowledgement: boolean;
  inquiry: boolean;
  review: boolean;
}

/** Tells which typed readers are needed, and takes the transactions that have none as segments. */
export function genericPass(bytes: Uint8Array): {
  readonly generic: Placed[];
  readonly found: Found;
  readonly findings: readonly Finding[];
} {
  const tracker = newEnvelopeTracker();
  const found: Found = {
    professional: false,
    institutional: false,
    dental: false,
    remittance: false,
    acknowledgement: false,
    inquiry: false,
    review: false,
  };
  const generic: Placed[] = [];
  let segments: Json[] | undefined;
  const findings = forEachSegment(bytes, (view) => {
    const { tag } = view;
    if (tracker.segment(view, tag)) {
      segments = undefined;
      if (tag !== "ST") return;
      const envelope = tracker.current();
      if (isTyped(envelope, found)) return;
      segments = [];
      generic.push(typed(envelope.set.id, envelope, { segments }));
    } else if (tag === "TA1") found.acknowledgement = true;
    else segments?.push(segmentJson(view));
  });
  return { generic, found, findings };
}

function isTyped(envelope: TransactionEnvelope, found: Found): boolean {
  const { id, guide } = envelope.set;
  const name = guideOf(id, guide)?.name;
  if (isProfessionalGuide(envelope)) found.professional = true;
  else if (name === "837I") found.institutional = true;
  else if (name === "837D") found.dental = true;
  else if (name === "278") found.review = true;
  else if (id === "835") found.remittance = true;
  else if (id === "999" || id === "997" || (id === "277" && guide.includes("X214"))) found.acknowledgement = true;
  else if (inquiryKindOf(envelope) !== undefined) found.inquiry = true;
  else return false;
  return true;
}

/** Elements as text; a composite as its components, a repeated element as { repetitions }. */
function segmentJson(view: SegmentView): Json {
  const elements: Json[] = [];
  for (let n = 1; n <= view.elementCount; n += 1) {
    const repetitions = view.repetitions(n).map((one): Json => {
      const components = view.components(one);
      return components.length > 1 ? components : one;
    });
    const [first] = repetitions;
    elements.push(repetitions.length > 1 ? { repetitions } : (first ?? ""));
  }
  return { tag: view.tag, elements };
}
