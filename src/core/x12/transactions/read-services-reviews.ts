/** Reviews of services (278): loops to values. */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import { type LoopView, loopIn, loopsIn, newLoopReader, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { deliveryFields } from "./benefit-details.ts";
import { attachmentOf, relatedCausesAt } from "./claim-segments.ts";
import { componentsAt, toothOf } from "./dental-claim-reader.ts";
import { elementFieldsAt } from "./element-fields.ts";
import { addressOf, identifiersOf, optional, present, textOf } from "./loop-values.ts";
import { unreadableDate } from "./reading-findings.ts";
import { admissionFields, homeHealthOf, manipulationFields, oxygenFields, transportFields } from "./review-details.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import {
  contactOf,
  dateAt,
  datesOf,
  decimalAt,
  identifierAt,
  integerAt,
  nameOf,
  newReadingContext,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  readInteger,
  report,
  textAt,
  textsBetween,
  trimmed,
} from "./segment-values.ts";
import type {
  EarlierReviewer,
  ReviewDecision,
  ReviewDiagnosis,
  ReviewedEvent,
  ReviewedService,
  ReviewKind,
  ReviewParty,
  ReviewPerson,
  ReviewRefusal,
  ReviewTransportStop,
  ServicesReview,
} from "./services-review.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ReadServicesReviewFile {
  readonly reviews: readonly { readonly envelope: TransactionEnvelope; readonly review: ServicesReview }[];
  readonly findings: readonly Finding[];
}

export interface ReviewHandlers {
  readonly onReview: (review: ServicesReview, envelope: TransactionEnvelope) => void;
  /** Of segments that have no place in the guide; findings of values go to the context. */
  readonly onFinding: (one: Finding) => void;
}

/** Gives each request and answer as soon as it is whole; other transactions are passed over. */
export function newServicesReviewReader(context: ReadingContext, { onReview, onFinding }: ReviewHandlers): SegmentSink {
  return newLoopReader({
    wants: (guide) => guide.set === "278",
    onTransaction: (root, { envelope }) => onReview(reviewOf(context, root, envelope), envelope),
    onFinding,
  });
}

/** Reads every request and answer of a file; other transactions are passed over. */
export function readServicesReviewFile(bytes: Uint8Array): ReadServicesReviewFile {
  const values: Finding[] = [];
  const misplaced: Finding[] = [];
  const reviews: { readonly envelope: TransactionEnvelope; readonly review: ServicesReview }[] = [];
  const reader = newServicesReviewReader(
    newReadingContext((one) => values.push(one)),
    { onReview: (review, envelope) => reviews.push({ envelope, review }), onFinding: (one) => misplaced.push(one) },
  );
  const syntax = readSegments(bytes, reader);
  return { reviews, findings: [...syntax, ...misplaced, ...values] };
}

function reviewOf(context: ReadingContext, root: LoopView, envelope: TransactionEnvelope): ServicesReview {
  const bht = segmentIn(root, "BHT");
  const payerLevel = loopIn(root, "2000A");
  const requesterLevel = loopIn(payerLevel, "2000B");
  const subscriberLevel = loopIn(requesterLevel, "2000C");
  const dependentLevel = loopIn(subscriberLevel, "2000D");
  return {
    control: envelope.set.control,
    purpose: textOf(bht, 2),
    reference: textOf(bht, 3),
    ...optional("createdOn", bht === undefined ? undefined : dateAt(context, bht, 4)),
    createdAt: textOf(bht, 5),
    ...present({ transactionKind: textOf(bht, 6) }),
    payer: { ...partyOf(loopIn(payerLevel, "2010A")), levelRefusals: refusalsOf(payerLevel) },
    ...optional("requester", requesterLevel === undefined ? undefined : partyOf(loopIn(requesterLevel, "2010B"))),
    ...optional("subscriber", subscriberLevel === undefined ? undefined : personOf(context, loopIn(subscriberLevel, "2010C"))),
    ...optional("dependent", dependentLevel === undefined ? undefined : personOf(context, loopIn(dependentLevel, "2010D"))),
    events: loopsIn(dependentLevel ?? subscriberLevel, "2000E").map((one) => eventOf(context, one)),
  };
}

function refusalsOf(view: LoopView | undefined): readonly ReviewRefusal[] {
  return segmentsIn(view, "AAA").map((one) => ({
    valid: textAt(one, 1) === "Y",
    ...present({ reason: textAt(one, 3), followUp: textAt(one, 4) }),
  }));
}

function partyOf(view: LoopView | undefined): ReviewParty {
  const nm1 = segmentIn(view, "NM1");
  const prv = segmentIn(view, "PRV");
  return {
    role: textOf(nm1, 1),
    name: nm1 === undefined ? { kind: "organisation", last: "" } : nameOf(nm1),
    ...optional("id", nm1 === undefined ? undefined : identifierAt(nm1, 8)),
    ...optional("specialty", prv === undefined ? undefined : { qualifier: textAt(prv, 1), value: textAt(prv, 3) }),
    ...optional("address", addressOf(view)),
    identifiers: identifiersOf(view),
    contacts: segmentsIn(view, "PER").map(contactOf),
    refusals: refusalsOf(view),
  };
}

function personOf(context: ReadingContext, view: LoopView | undefined): ReviewPerson {
  const nm1 = segmentIn(view, "NM1");
  const dmg = segmentIn(view, "DMG");
  const ins = segmentIn(view, "INS");
  return {
    name: nm1 === undefined ? { kind: "person", last: "" } : nameOf(nm1),
    ...optional("memberId", nm1 === undefined ? undefined : identifierAt(nm1, 8)),
    ...optional("address", addressOf(view)),
    identifiers: identifiersOf(view),
    ...optional("birthDate", dmg === undefined ? undefined : dateAt(context, dmg, 2)),
    ...present({ sex: textOf(dmg, 3), relationship: textOf(ins, 2), employment: textOf(ins, 8) }),
    ...optional("birthOrder", ins === undefined ? undefined : integerAt(context, ins, 17)),
    refusals: refusalsOf(view),
  };
}

function eventOf(context: ReadingContext, view: LoopView): ReviewedEvent {
  return {
    ...reviewedOf(context, view, "2010EA"),
    diagnoses: segmentsIn(view, "HI").flatMap((hi) => diagnosesOf(context, hi)),
    ...eventDetails(context, view),
    services: loopsIn(view, "2000F").map((one) => serviceOf(context, one)),
  };
}

/** What few events say. */
function eventDetails(context: ReadingContext, view: LoopView) {
  const one = <Value>(tag: string, read: (segment: SegmentView) => Value): Value | undefined => {
    const segment = segmentIn(view, tag);
    return segment === undefined ? undefined : read(segment);
  };
  const conditions = segmentsIn(view, "CRC").map((crc) => ({
    category: textAt(crc, 1),
    applies: textAt(crc, 2) === "Y",
    conditions: textsBetween(crc, 3, 7),
  }));
  return {
    ...optional("conditionIndicators", some(conditions)),
    ...optional(
      "admission",
      one("CL1", (cl1) => elementFieldsAt(context, cl1, admissionFields)),
    ),
    ...optional(
      "transport",
      one("CR1", (cr1) => elementFieldsAt(context, cr1, transportFields)),
    ),
    ...optional(
      "manipulation",
      one("CR2", (cr2) => elementFieldsAt(context, cr2, manipulationFields)),
    ),
    ...optional(
      "oxygen",
      one("CR5", (cr5) => elementFieldsAt(context, cr5, oxygenFields)),
    ),
    ...optional(
      "homeHealth",
      one("CR6", (cr6) => homeHealthOf(context, cr6)),
    ),
    ...optional("stops", some(loopsIn(view, "2010EB").map(stopOf))),
    ...optional("earlierReviewers", some(loopsIn(view, "2010EC").map((loop) => earlierReviewerOf(context, loop)))),
  };
}

/** A list that has something. */
function some<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}

function stopOf(view: LoopView): ReviewTransportStop {
  const nm1 = segmentIn(view, "NM1");
  return { role: textOf(nm1, 1), ...present({ name: textOf(nm1, 3) }), ...optional("address", addressOf(view)) };
}

function earlierReviewerOf(context: ReadingContext, view: LoopView): EarlierReviewer {
  const dtp = segmentIn(view, "DTP");
  return {
    name: textOf(segmentIn(view, "NM1"), 3),
    ...optional("refusal", identifiersOf(view)[0]),
    ...optional("refusedOn", dtp === undefined ? undefined : datesOf(context, dtp)?.from),
  };
}

function diagnosesOf(context: ReadingContext, hi: SegmentView): readonly ReviewDiagnosis[] {
  return Array.from({ length: Math.min(12, hi.elementCount) }, (_, index) => ({
    qualifier: trimmed(hi.component(index + 1, 1)),
    code: trimmed(hi.component(index + 1, 2)),
    ...optional("on", dayOf(context, hi, index + 1)),
  })).filter(({ code }) => code !== "");
}

/** Component 4 of element n. */
function dayOf(context: ReadingContext, hi: SegmentView, n: number): IsoDate | undefined {
  const value = trimmed(hi.component(n, 4));
  const day = value === "" ? undefined : parseCompactDate(value);
  if (value !== "" && day === undefined) report(context, unreadableDate, hi, n, { value });
  return day;
}

function serviceOf(context: ReadingContext, view: LoopView): ReviewedService {
  const sv1 = segmentIn(view, "SV1");
  const sv2 = segmentIn(view, "SV2");
  const sv3 = segmentIn(view, "SV3");
  const service = sv1 ?? sv2 ?? sv3;
  const teeth = some(segmentsIn(view, "TOO").map(toothOf));
  if (service === undefined) return { ...reviewedOf(context, view, "2010F"), ...optional("teeth", teeth) };
  // SV1: procedure, charge, unit, units; SV2 has the revenue code before them; SV3 has its count in 06.
  const first = sv1 === undefined && sv2 !== undefined ? 2 : 1;
  return {
    ...reviewedOf(context, view, "2010F"),
    of: sv1 !== undefined ? "professional" : sv2 !== undefined ? "institutional" : "dental",
    ...optional("procedure", textAt(service, first) === "" ? undefined : procedureAt(service, first)),
    ...present({ revenueCode: first === 2 ? textAt(service, 1) : "" }),
    ...optional("charge", optionalAmountAt(context, service, first + 1)),
    ...(service === sv3
      ? optional("units", decimalAt(context, service, 6))
      : { ...present({ unitKind: textAt(service, first + 2) }), ...optional("units", decimalAt(context, service, first + 3)) }),
    ...optional("teeth", teeth),
    ...serviceDetails(context, { sv1, sv2, sv3 }),
  };
}

/** What few services say. */
function serviceDetails(
  context: ReadingContext,
  { sv1, sv2, sv3 }: { readonly [Tag in "sv1" | "sv2" | "sv3"]: SegmentView | undefined },
): Partial<ReviewedService> {
  if (sv1 !== undefined) {
    const pointers = [1, 2, 3, 4].flatMap((component) => readInteger(trimmed(sv1.component(7, component))) ?? []);
    return { ...optional("pointers", some(pointers)), ...present({ epsdt: textAt(sv1, 11), levelOfCare: textAt(sv1, 20) }) };
  }
  if (sv2 !== undefined) {
    return { ...optional("unitRate", decimalAt(context, sv2, 6)), ...present({ levelOfCare: textAt(sv2, 9), residence: textAt(sv2, 10) }) };
  }
  if (sv3 === undefined) return {};
  return {
    ...optional("areas", some(componentsAt(sv3, 4))),
    ...present({ prosthesis: textAt(sv3, 5), description: textAt(sv3, 7) }),
  };
}

function reviewedOf(context: ReadingContext, view: LoopView, providers: string) {
  const um = segmentIn(view, "UM");
  const hcr = segmentIn(view, "HCR");
  const hsd = segmentIn(view, "HSD");
  return {
    traces: segmentsIn(view, "TRN").map((one) => ({
      kind: textAt(one, 1),
      number: textAt(one, 2),
      originator: textAt(one, 3),
      ...present({ division: textAt(one, 4) }),
    })),
    refusals: refusalsOf(view),
    ...optional("kind", um === undefined ? undefined : kindOf(um)),
    ...optional("decision", hcr === undefined ? undefined : decisionOf(hcr)),
    identifiers: identifiersOf(view),
    dates: segmentsIn(view, "DTP").flatMap((one) => datesOf(context, one) ?? []),
    ...optional("delivery", hsd === undefined ? undefined : elementFieldsAt(context, hsd, deliveryFields)),
    ...optional("attachments", some(segmentsIn(view, "PWK").map(attachmentOf))),
    ...present({ message: textOf(segmentIn(view, "MSG"), 1) }),
    providers: loopsIn(view, providers).map(partyOf),
  };
}

function kindOf(um: SegmentView): ReviewKind {
  const place = { value: trimmed(um.component(4, 1)), qualifier: trimmed(um.component(4, 2)) };
  return {
    ...present({ category: textAt(um, 1), certification: textAt(um, 2), serviceType: textAt(um, 3) }),
    ...optional("place", place.value === "" ? undefined : place),
    ...present({ placeFrequency: trimmed(um.component(4, 3)) }),
    ...optional("relatedCauses", relatedCausesAt(um, 5)),
    ...present({ urgency: textAt(um, 6), condition: textAt(um, 7), prognosis: textAt(um, 8) }),
    ...present({ releaseOfInformation: textAt(um, 9), delayReason: textAt(um, 10) }),
  };
}

function decisionOf(hcr: SegmentView): ReviewDecision {
  return { action: textAt(hcr, 1), ...present({ number: textAt(hcr, 2), reason: textAt(hcr, 3), secondOpinion: textAt(hcr, 4) }) };
}
