/** Reviews of services to text: 278, 005010X217, request or answer by its purpose (BHT02). The writer does not judge. */
import { assert } from "../../kernel/assert.ts";
import { type LoopValue, loopSegments } from "../by-guide/loop-segments.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { deliveryFields } from "./benefit-details.ts";
import { elementTexts } from "./element-fields.ts";
import { admissionFields, homeHealthSegment, manipulationFields, oxygenFields, transportFields } from "./review-details.ts";
import type {
  EarlierReviewer,
  ReviewedEvent,
  ReviewedService,
  ReviewKind,
  ReviewParty,
  ReviewPerson,
  ReviewRefusal,
  ReviewTransportStop,
  ServicesReview,
} from "./services-review.ts";
import {
  addressSegments,
  attachmentSegments,
  causesElement,
  contactSegments,
  dateSegment,
  dateText,
  fileSegments,
  nameSegment,
  optionalAmountText,
  periodElements,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { conditionSegments } from "./write-supplements.ts";

const guideId = "005010X217";

export function writeServicesReviews(reviews: readonly ServicesReview[], envelope: X12Envelope): string {
  const transactions = reviews.map((review) => {
    const guide = guideOf("278", guideId, review.purpose);
    assert(guide !== undefined, "the guide of the review is there");
    return { set: "278", control: review.control, guide: guideId, segments: loopSegments(guide, reviewLoops(review)) };
  });
  return [...fileSegments(envelope, { code: "HI", version: guideId, transactions })].join("");
}

function reviewLoops(review: ServicesReview): Omit<LoopValue, "id"> {
  const { payer, requester, subscriber, dependent } = review;
  const events = review.events.map(eventLoop);
  const below: readonly LoopValue[] =
    dependent === undefined ? events : [{ id: "2000D", segments: [], loops: [personLoop("2010D", dependent), ...events] }];
  const subscribers: readonly LoopValue[] =
    subscriber === undefined ? [] : [{ id: "2000C", segments: [], loops: [personLoop("2010C", subscriber), ...below] }];
  const requesters: readonly LoopValue[] =
    requester === undefined ? [] : [{ id: "2000B", segments: [], loops: [partyLoop("2010B", requester), ...subscribers] }];
  return {
    segments: [["BHT", "0007", review.purpose, review.reference, dateText(review.createdOn), review.createdAt, review.transactionKind]],
    loops: [{ id: "2000A", segments: refusalSegments(payer.levelRefusals), loops: [partyLoop("2010A", payer), ...requesters] }],
  };
}

function refusalSegments(refusals: readonly ReviewRefusal[]): readonly SegmentValue[] {
  return refusals.map((one): SegmentValue => ["AAA", one.valid ? "Y" : "N", undefined, one.reason, one.followUp]);
}

function partyLoop(id: string, party: ReviewParty): LoopValue {
  const segments: SegmentValue[] = [nameSegment(party.role, party.name, party.id), ...addressSegments(party.address)];
  if (party.specialty !== undefined) segments.push(["PRV", party.specialty.qualifier, "PXC", party.specialty.value]);
  segments.push(...referenceSegments(party.identifiers), ...refusalSegments(party.refusals));
  for (const contact of party.contacts) segments.push(...contactSegments("IC", contact));
  return { id, segments, loops: [] };
}

function personLoop(id: string, person: ReviewPerson): LoopValue {
  const isSubscriber = id === "2010C";
  const segments: SegmentValue[] = [
    nameSegment(isSubscriber ? "IL" : "QC", person.name, person.memberId),
    ...addressSegments(person.address),
    ...referenceSegments(person.identifiers),
    ...refusalSegments(person.refusals),
  ];
  if (person.birthDate !== undefined || person.sex !== undefined) segments.push(["DMG", "D8", dateText(person.birthDate), person.sex]);
  if (person.relationship !== undefined) segments.push(insuredSegment(person, isSubscriber));
  return { id, segments, loops: [] };
}

/** INS: 02 relationship, 08 employment, 17 order of birth. */
function insuredSegment({ relationship, employment, birthOrder }: ReviewPerson, isSubscriber: boolean): SegmentValue {
  const order = birthOrder === undefined ? undefined : String(birthOrder);
  const gap = (count: number): readonly undefined[] => Array<undefined>(count).fill(undefined);
  return ["INS", isSubscriber ? "Y" : "N", relationship, ...gap(5), employment, ...gap(8), order];
}

function eventLoop(event: ReviewedEvent): LoopValue {
  const diagnoses: readonly SegmentValue[] =
    event.diagnoses.length === 0
      ? []
      : [["HI", ...event.diagnoses.map(({ qualifier, code, on }) => [qualifier, code, ...periodElements(on, undefined)])]];
  return {
    id: "2000E",
    segments: [...reviewedSegments(event), ...diagnoses, ...eventDetails(event)],
    loops: [
      ...event.providers.map((one) => partyLoop("2010EA", one)),
      ...(event.stops ?? []).map(stopLoop),
      ...(event.earlierReviewers ?? []).map(earlierReviewerLoop),
      ...event.services.map(serviceLoop),
    ],
  };
}

/** What few events say. */
function eventDetails({
  conditionIndicators,
  admission,
  transport,
  manipulation,
  oxygen,
  homeHealth,
}: ReviewedEvent): readonly SegmentValue[] {
  const segments: SegmentValue[] = [...conditionSegments(conditionIndicators)];
  if (admission !== undefined) segments.push(["CL1", ...elementTexts(admission, admissionFields)]);
  if (transport !== undefined) segments.push(["CR1", ...elementTexts(transport, transportFields)]);
  if (manipulation !== undefined) segments.push(["CR2", ...elementTexts(manipulation, manipulationFields)]);
  if (oxygen !== undefined) segments.push(["CR5", ...elementTexts(oxygen, oxygenFields)]);
  if (homeHealth !== undefined) segments.push(homeHealthSegment(homeHealth));
  return segments;
}

function stopLoop({ role, name, address }: ReviewTransportStop): LoopValue {
  return { id: "2010EB", segments: [["NM1", role, "2", name], ...addressSegments(address)], loops: [] };
}

function earlierReviewerLoop({ name, refusal, refusedOn }: EarlierReviewer): LoopValue {
  const segments: SegmentValue[] = [["NM1", "CA", "2", name], ...referenceSegments(refusal === undefined ? [] : [refusal])];
  if (refusedOn !== undefined) segments.push(dateSegment("598", refusedOn, undefined));
  return { id: "2010EC", segments, loops: [] };
}

function serviceLoop(service: ReviewedService): LoopValue {
  const teeth = (service.teeth ?? []).map(
    ({ tooth, surfaces }): SegmentValue => ["TOO", "JP", tooth, surfaces.length === 0 ? undefined : surfaces],
  );
  return {
    id: "2000F",
    segments: [...reviewedSegments(service), ...serviceSegments(service), ...teeth],
    loops: service.providers.map((one) => partyLoop("2010F", one)),
  };
}

function serviceSegments(service: ReviewedService): readonly SegmentValue[] {
  const procedure = service.procedure === undefined ? undefined : procedureElement(service.procedure);
  const charge = optionalAmountText(service.charge);
  const units = quantityText(service.units);
  const pointers = service.pointers?.map(String);
  const gap = (count: number): readonly undefined[] => Array<undefined>(count).fill(undefined);
  switch (service.of) {
    case "professional":
      return [
        ["SV1", procedure, charge, service.unitKind, units, ...gap(2), pointers, ...gap(3), service.epsdt, ...gap(8), service.levelOfCare],
      ];
    case "institutional": {
      const rate = quantityText(service.unitRate);
      const { revenueCode, unitKind, levelOfCare, residence } = service;
      return [["SV2", revenueCode, procedure, charge, unitKind, units, rate, ...gap(2), levelOfCare, residence]];
    }
    case "dental":
      return [["SV3", procedure, charge, undefined, service.areas, service.prosthesis, units, service.description]];
    default:
      return [];
  }
}

function reviewedSegments(one: Omit<ReviewedEvent, "diagnoses" | "services">): readonly SegmentValue[] {
  const segments: SegmentValue[] = one.traces.map(
    (trace): SegmentValue => ["TRN", trace.kind, trace.number, trace.originator, trace.division],
  );
  segments.push(...refusalSegments(one.refusals));
  const { kind, decision, delivery } = one;
  if (kind !== undefined) {
    segments.push(kindSegment(kind));
  }
  if (decision !== undefined) segments.push(["HCR", decision.action, decision.number, decision.reason, decision.secondOpinion]);
  segments.push(...referenceSegments(one.identifiers), ...one.dates.map((date) => dateSegment(date.qualifier, date.from, date.to)));
  if (delivery !== undefined) segments.push(["HSD", ...elementTexts(delivery, deliveryFields)]);
  segments.push(...attachmentSegments(one.attachments ?? []));
  if (one.message !== undefined) segments.push(["MSG", one.message]);
  return segments;
}

/** UM. */
function kindSegment(kind: ReviewKind): SegmentValue {
  const { place, placeFrequency } = kind;
  const where = place === undefined && placeFrequency === undefined ? undefined : [place?.value, place?.qualifier, placeFrequency];
  return [
    "UM",
    kind.category,
    kind.certification,
    kind.serviceType,
    where,
    causesElement(kind.relatedCauses),
    kind.urgency,
    kind.condition,
    kind.prognosis,
    kind.releaseOfInformation,
    kind.delayReason,
  ];
}
