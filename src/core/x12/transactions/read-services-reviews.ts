/** Reviews of services (278): loops to values. */
import type { Finding } from "../../kernel/finding.ts";
import { type LoopView, loopIn, loopsIn, newLoopReader, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { addressOf, identifiersOf, optional, present, textOf } from "./loop-values.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import {
  contactOf,
  dateAt,
  datesOf,
  decimalAt,
  identifierAt,
  nameOf,
  newReadingContext,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  textAt,
  trimmed,
} from "./segment-values.ts";
import type {
  ReviewDecision,
  ReviewDelivery,
  ReviewedEvent,
  ReviewedService,
  ReviewKind,
  ReviewParty,
  ReviewPerson,
  ReviewRefusal,
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
  return {
    name: nm1 === undefined ? { kind: "person", last: "" } : nameOf(nm1),
    ...optional("memberId", nm1 === undefined ? undefined : identifierAt(nm1, 8)),
    ...optional("address", addressOf(view)),
    identifiers: identifiersOf(view),
    ...optional("birthDate", dmg === undefined ? undefined : dateAt(context, dmg, 2)),
    ...present({ sex: textOf(dmg, 3), relationship: textOf(segmentIn(view, "INS"), 2) }),
    refusals: refusalsOf(view),
  };
}

function eventOf(context: ReadingContext, view: LoopView): ReviewedEvent {
  return {
    ...reviewedOf(context, view, "2010EA"),
    diagnoses: segmentsIn(view, "HI").flatMap(diagnosesOf),
    services: loopsIn(view, "2000F").map((one) => serviceOf(context, one)),
  };
}

function diagnosesOf(hi: SegmentView): ReviewedEvent["diagnoses"] {
  return Array.from({ length: Math.min(12, hi.elementCount) }, (_, index) => ({
    qualifier: trimmed(hi.component(index + 1, 1)),
    code: trimmed(hi.component(index + 1, 2)),
  })).filter(({ code }) => code !== "");
}

function serviceOf(context: ReadingContext, view: LoopView): ReviewedService {
  const sv1 = segmentIn(view, "SV1");
  const sv2 = segmentIn(view, "SV2");
  const sv3 = segmentIn(view, "SV3");
  const service = sv1 ?? sv2 ?? sv3;
  if (service === undefined) return reviewedOf(context, view, "2010F");
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
    ...optional("delivery", hsd === undefined ? undefined : deliveryOf(context, hsd)),
    ...present({ message: textOf(segmentIn(view, "MSG"), 1) }),
    providers: loopsIn(view, providers).map(partyOf),
  };
}

function kindOf(um: SegmentView): ReviewKind {
  const place = { value: trimmed(um.component(4, 1)), qualifier: trimmed(um.component(4, 2)) };
  return {
    ...present({ category: textAt(um, 1), certification: textAt(um, 2), serviceType: textAt(um, 3) }),
    ...optional("place", place.value === "" ? undefined : place),
    ...present({ urgency: textAt(um, 6) }),
  };
}

function decisionOf(hcr: SegmentView): ReviewDecision {
  return { action: textAt(hcr, 1), ...present({ number: textAt(hcr, 2), reason: textAt(hcr, 3) }) };
}

function deliveryOf(context: ReadingContext, hsd: SegmentView): ReviewDelivery {
  return {
    ...present({ quantityKind: textAt(hsd, 1) }),
    ...optional("quantity", decimalAt(context, hsd, 2)),
    ...present({ unit: textAt(hsd, 3) }),
    ...optional("perUnit", decimalAt(context, hsd, 4)),
    ...present({ periodKind: textAt(hsd, 5) }),
    ...optional("periods", decimalAt(context, hsd, 6)),
  };
}
