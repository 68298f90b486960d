/** Reviews of services to text: 278, 005010X217, request or answer by its purpose (BHT02). The writer does not judge. */
import { assert } from "../../kernel/assert.ts";
import { type LoopValue, loopSegments } from "../by-guide/loop-segments.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import type { ReviewedEvent, ReviewedService, ReviewParty, ReviewPerson, ReviewRefusal, ServicesReview } from "./services-review.ts";
import {
  addressSegments,
  contactSegments,
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
    segments: [["BHT", "0007", review.purpose, review.reference, dateText(review.createdOn), review.createdAt]],
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
  if (person.relationship !== undefined) segments.push(["INS", isSubscriber ? "Y" : "N", person.relationship]);
  return { id, segments, loops: [] };
}

function eventLoop(event: ReviewedEvent): LoopValue {
  const diagnoses: readonly SegmentValue[] =
    event.diagnoses.length === 0 ? [] : [["HI", ...event.diagnoses.map((one) => [one.qualifier, one.code])]];
  return {
    id: "2000E",
    segments: [...reviewedSegments(event), ...diagnoses],
    loops: [...event.providers.map((one) => partyLoop("2010EA", one)), ...event.services.map(serviceLoop)],
  };
}

function serviceLoop(service: ReviewedService): LoopValue {
  return {
    id: "2000F",
    segments: [...reviewedSegments(service), ...serviceSegments(service)],
    loops: service.providers.map((one) => partyLoop("2010F", one)),
  };
}

function serviceSegments(service: ReviewedService): readonly SegmentValue[] {
  const procedure = service.procedure === undefined ? undefined : procedureElement(service.procedure);
  const charge = optionalAmountText(service.charge);
  const units = quantityText(service.units);
  switch (service.of) {
    case "professional":
      return [["SV1", procedure, charge, service.unitKind, units]];
    case "institutional":
      return [["SV2", service.revenueCode, procedure, charge, service.unitKind, units]];
    case "dental":
      return [["SV3", procedure, charge, undefined, undefined, undefined, units]];
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
    const place = kind.place === undefined ? undefined : [kind.place.value, kind.place.qualifier];
    segments.push(["UM", kind.category, kind.certification, kind.serviceType, place, undefined, kind.urgency]);
  }
  if (decision !== undefined) segments.push(["HCR", decision.action, decision.number, decision.reason]);
  segments.push(...referenceSegments(one.identifiers), ...one.dates.map((date) => dateSegment(date.qualifier, date.from, date.to)));
  if (delivery !== undefined)
    segments.push([
      "HSD",
      delivery.quantityKind,
      quantityText(delivery.quantity),
      delivery.unit,
      quantityText(delivery.perUnit),
      delivery.periodKind,
      quantityText(delivery.periods),
    ]);
  if (one.message !== undefined) segments.push(["MSG", one.message]);
  return segments;
}
