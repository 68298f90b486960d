/** Dental claims to text: 837D, 005010X224A2. The writer does not judge: what is missing is the checker's to say. */
import { assert } from "../../kernel/assert.ts";
import type { LoopValue } from "../by-guide/loop-segments.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import type { DentalClaim, DentalClaimBatch, DentalLine } from "./dental-claim.ts";
import { repricingSegments } from "./repricing.ts";
import { writeClaimFile } from "./write-claim-file.ts";
import { adjudicationLoop, otherPayerLoop, providerLoop } from "./write-claim-loops.ts";
import {
  amountText,
  attachmentSegments,
  causesElement,
  dateSegment,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { contractSegments, fileInformationSegments } from "./write-supplements.ts";

export function writeDentalClaims(batches: readonly DentalClaimBatch[], envelope: X12Envelope): string {
  const guide = guideOf("837", "005010X224A2");
  assert(guide !== undefined, "the guide of the dental claim is there");
  return writeClaimFile(batches, envelope, { guide, claimLoop });
}

const otherPayerLoops = { DN: "2330C", P3: "2330C", "82": "2330D", DQ: "2330E", "85": "2330F", "77": "2330G", DD: "2330H" };

function claimLoop(claim: DentalClaim): LoopValue {
  const segments: SegmentValue[] = [claimSegment(claim), ...claim.dates.map((one) => dateSegment(one.qualifier, one.from, one.to))];
  if (claim.servedFrom !== undefined)
    segments.push(dateSegment("472", claim.servedFrom, claim.servedTo === claim.servedFrom ? undefined : claim.servedTo));
  const { orthodontics } = claim;
  if (orthodontics !== undefined)
    segments.push(["DN1", quantityText(orthodontics.months), quantityText(orthodontics.monthsLeft), undefined, orthodontics.text]);
  segments.push(...claim.toothStatus.map((one): SegmentValue => ["DN2", one.tooth, one.status, undefined, undefined, undefined, "JP"]));
  segments.push(...attachmentSegments(claim.attachments), ...contractSegments(claim.contract));
  if (claim.patientPaid !== undefined) segments.push(["AMT", "F5", amountText(claim.patientPaid)]);
  segments.push(...referenceSegments(claim.identifiers), ...claim.notes.map((note): SegmentValue => ["NTE", note.kind, note.text]));
  if (claim.diagnoses.length > 0) segments.push(["HI", ...claim.diagnoses.map((one) => [one.qualifier, one.code])]);
  segments.push(...fileInformationSegments(claim.fileInformation), ...repricingSegments(claim.repricing));
  return {
    id: "2300",
    segments,
    loops: [
      ...providerLoop("2310A", "DN", claim.referring, "RF"),
      ...providerLoop("2310A", "P3", claim.primaryCare, "RF"),
      ...providerLoop("2310B", "82", claim.rendering),
      ...providerLoop("2310C", "77", claim.facility),
      ...providerLoop("2310D", "DD", claim.assistant, "AS"),
      ...providerLoop("2310E", "DQ", claim.supervising),
      ...claim.otherPayers.map((other) => otherPayerLoop(other, otherPayerLoops)),
      ...claim.lines.map(lineLoop),
    ],
  };
}

function claimSegment(claim: DentalClaim): SegmentValue {
  return [
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
    undefined,
    causesElement(claim.relatedCauses),
    claim.specialProgram,
    ...Array<undefined>(6).fill(undefined),
    claim.isPredetermination ? "PB" : undefined,
    claim.delayReason,
  ];
}

function lineLoop(line: DentalLine): LoopValue {
  const segments: SegmentValue[] = [
    ["LX", String(line.number)],
    [
      "SV3",
      procedureElement(line.procedure),
      amountText(line.charge),
      line.placeOfService,
      line.areas.length === 0 ? undefined : line.areas,
      line.prosthesis,
      quantityText(line.count),
      ...Array<undefined>(4).fill(undefined),
      line.pointers.length === 0 ? undefined : line.pointers.map(String),
    ],
    ...line.teeth.map((one): SegmentValue => ["TOO", "JP", one.tooth, one.surfaces.length === 0 ? undefined : one.surfaces]),
  ];
  if (line.servedOn !== undefined) segments.push(dateSegment("472", line.servedOn, undefined));
  segments.push(...line.dates.map((one) => dateSegment(one.qualifier, one.from, one.to)));
  if (line.controlNumber !== undefined) segments.push(["REF", "6R", line.controlNumber]);
  segments.push(...referenceSegments(line.identifiers), ...contractSegments(line.contract));
  if (line.salesTax !== undefined) segments.push(["AMT", "T", amountText(line.salesTax)]);
  segments.push(...fileInformationSegments(line.fileInformation), ...repricingSegments(line.repricing));
  return {
    id: "2400",
    segments,
    loops: [
      ...providerLoop("2420A", "82", line.rendering),
      ...providerLoop("2420B", "DD", line.assistant, "AS"),
      ...providerLoop("2420C", "DQ", line.supervising),
      ...providerLoop("2420D", "77", line.facility),
      ...line.adjudications.map(adjudicationLoop),
    ],
  };
}
