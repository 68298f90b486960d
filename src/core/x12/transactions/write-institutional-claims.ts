/** Institutional claims to text: 837I, 005010X223A2. The writer does not judge: what is missing is the checker's to say. */

import { assert } from "../../kernel/assert.ts";
import { formatCompactDate } from "../../kernel/iso-date.ts";
import type { LoopValue } from "../by-guide/loop-segments.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import type {
  InstitutionalClaim,
  InstitutionalClaimBatch,
  InstitutionalDiagnosis,
  InstitutionalLine,
  Occurrence,
} from "./institutional-claim.ts";
import type { ClaimDrug } from "./professional-claim.ts";
import { repricingSegments } from "./repricing.ts";
import { writeClaimFile } from "./write-claim-file.ts";
import { adjudicationLoop, otherPayerLoop, providerLoop } from "./write-claim-loops.ts";
import {
  amountText,
  attachmentSegments,
  dateSegment,
  optionalAmountText,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { conditionSegments, contractSegments } from "./write-supplements.ts";

export function writeInstitutionalClaims(batches: readonly InstitutionalClaimBatch[], envelope: X12Envelope): string {
  const guide = guideOf("837", "005010X223A2");
  assert(guide !== undefined, "the guide of the institutional claim is there");
  return writeClaimFile(batches, envelope, { guide, claimLoop });
}

const otherPayerLoops = { "71": "2330C", "72": "2330D", ZZ: "2330E", "77": "2330F", "82": "2330G", DN: "2330H", "85": "2330I" };

function claimLoop(claim: InstitutionalClaim): LoopValue {
  const segments: SegmentValue[] = [
    claimSegment(claim),
    ...periodSegments(claim),
    ["CL1", claim.admissionType, claim.admissionSource, claim.patientStatus],
  ];
  segments.push(...attachmentSegments(claim.attachments), ...contractSegments(claim.contract));
  if (claim.patientDue !== undefined) segments.push(["AMT", "F3", amountText(claim.patientDue)]);
  segments.push(...referenceSegments(claim.identifiers), ...(claim.fileInformation ?? []).map((text): SegmentValue => ["K3", text]));
  segments.push(...claim.notes.map((note): SegmentValue => ["NTE", note.kind, note.text]), ...conditionSegments(claim.conditionIndicators));
  segments.push(...codeSegments(claim), ...repricingSegments(claim.repricing));
  return {
    id: "2300",
    segments,
    loops: [
      ...providerLoop("2310A", "71", claim.attending, "AT"),
      ...providerLoop("2310B", "72", claim.operating),
      ...providerLoop("2310C", "ZZ", claim.otherOperating),
      ...providerLoop("2310D", "82", claim.rendering),
      ...providerLoop("2310E", "77", claim.facility),
      ...providerLoop("2310F", "DN", claim.referring),
      ...claim.otherPayers.map((other) => otherPayerLoop(other, otherPayerLoops)),
      ...claim.lines.map(lineLoop),
    ],
  };
}

function claimSegment(claim: InstitutionalClaim): SegmentValue {
  const elements: SegmentValue = [
    "CLM",
    claim.controlNumber,
    amountText(claim.charge),
    undefined,
    undefined,
    [claim.facilityType, "A", claim.frequency],
    undefined,
    claim.assignment,
    claim.benefitsAssigned,
    claim.releaseOfInformation,
  ];
  return claim.delayReason === undefined ? elements : [...elements, ...Array<undefined>(10).fill(undefined), claim.delayReason];
}

function periodSegments(claim: InstitutionalClaim): readonly SegmentValue[] {
  const { dischargedAt, statementFrom, statementTo, admittedOn, admittedAt, receivedOn } = claim;
  const segments: SegmentValue[] = [];
  if (dischargedAt !== undefined) segments.push(["DTP", "096", "TM", dischargedAt]);
  if (statementFrom !== undefined) segments.push(dateSegment("434", statementFrom, statementTo ?? statementFrom));
  if (admittedOn !== undefined)
    segments.push(
      admittedAt === undefined
        ? dateSegment("435", admittedOn, undefined)
        : ["DTP", "435", "DT", formatCompactDate(admittedOn) + admittedAt],
    );
  if (receivedOn !== undefined) segments.push(dateSegment("050", receivedOn, undefined));
  return segments;
}

const otherProcedures = new Set(["BBQ", "BQ"]);

type Composite = readonly (string | undefined)[];

/** HI: what one segment may hold of its kind, then the next. */
function codeSegments(claim: InstitutionalClaim): readonly SegmentValue[] {
  const of = (most: number, composites: readonly Composite[]): readonly SegmentValue[] => {
    const segments: SegmentValue[] = [];
    for (let at = 0; at < composites.length; at += most) segments.push(["HI", ...composites.slice(at, at + most)]);
    return segments;
  };
  const { principal, others } = byPlace(claim.procedures);
  const procedure = (one: InstitutionalClaim["procedures"][number]): Composite => [
    one.qualifier,
    one.code,
    one.on === undefined ? undefined : "D8",
    one.on === undefined ? undefined : formatCompactDate(one.on),
  ];
  return [
    ...of(1, list(claim.principalDiagnosis).map(diagnosis)),
    ...of(1, list(claim.admittingDiagnosis).map(diagnosis)),
    ...of(3, claim.visitReasons.map(diagnosis)),
    ...of(12, claim.externalCauses.map(diagnosis)),
    ...of(
      1,
      list(claim.relatedGroup).map((code) => ["DR", code]),
    ),
    ...of(12, claim.otherDiagnoses.map(diagnosis)),
    ...of(1, list(principal).map(procedure)),
    ...of(12, others.map(procedure)),
    ...of(
      12,
      claim.occurrenceSpans.map((one) => occurrence("BI", one)),
    ),
    ...of(
      12,
      claim.occurrences.map((one) => occurrence("BH", one)),
    ),
    ...of(
      12,
      claim.values.map(({ code, value }) => ["BE", code, undefined, undefined, quantityText(value)]),
    ),
    ...of(
      12,
      claim.conditions.map((code) => ["BG", code]),
    ),
    ...of(
      12,
      claim.treatments.map((code) => ["TC", code]),
    ),
  ];
}

/** The principal procedure has a segment of its own, and comes first unless the first is named as another one. */
function byPlace(procedures: InstitutionalClaim["procedures"]) {
  const [first, ...rest] = procedures;
  if (first === undefined || otherProcedures.has(first.qualifier)) return { principal: undefined, others: procedures };
  return { principal: first, others: rest };
}

function list<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function diagnosis({ qualifier, code, presentOnAdmission }: InstitutionalDiagnosis): Composite {
  return [qualifier, code, undefined, undefined, undefined, undefined, undefined, undefined, presentOnAdmission];
}

function occurrence(qualifier: string, { code, from, to }: Occurrence): Composite {
  if (from === undefined) return [qualifier, code];
  if (to === undefined) return [qualifier, code, "D8", formatCompactDate(from)];
  return [qualifier, code, "RD8", `${formatCompactDate(from)}-${formatCompactDate(to)}`];
}

function lineLoop(line: InstitutionalLine): LoopValue {
  const segments: SegmentValue[] = [
    ["LX", String(line.number)],
    [
      "SV2",
      line.revenueCode,
      line.procedure === undefined ? undefined : procedureElement(line.procedure),
      amountText(line.charge),
      line.unitKind,
      quantityText(line.units),
      undefined,
      optionalAmountText(line.nonCovered),
    ],
    ...attachmentSegments(line.attachments),
  ];
  if (line.serviceFrom !== undefined)
    segments.push(dateSegment("472", line.serviceFrom, line.serviceTo === line.serviceFrom ? undefined : line.serviceTo));
  if (line.controlNumber !== undefined) segments.push(["REF", "6R", line.controlNumber]);
  segments.push(...referenceSegments(line.identifiers));
  if (line.serviceTax !== undefined) segments.push(["AMT", "GT", amountText(line.serviceTax)]);
  if (line.facilityTax !== undefined) segments.push(["AMT", "N8", amountText(line.facilityTax)]);
  segments.push(...line.notes.map((note): SegmentValue => ["NTE", note.kind, note.text]), ...repricingSegments(line.repricing));
  return {
    id: "2400",
    segments,
    loops: [
      ...(line.drug === undefined ? [] : [drugLoop(line.drug)]),
      ...providerLoop("2420A", "72", line.operating),
      ...providerLoop("2420B", "ZZ", line.otherOperating),
      ...providerLoop("2420C", "82", line.rendering),
      ...providerLoop("2420D", "DN", line.referring),
      ...line.adjudications.map(adjudicationLoop),
    ],
  };
}

function drugLoop({ ndc, quantity, unit, prescription }: ClaimDrug): LoopValue {
  const segments: SegmentValue[] = [["LIN", undefined, "N4", ndc]];
  if (quantity !== undefined || unit !== undefined) segments.push(["CTP", undefined, undefined, undefined, quantityText(quantity), [unit]]);
  if (prescription !== undefined) segments.push(["REF", prescription.qualifier, prescription.value]);
  return { id: "2410", segments, loops: [] };
}
