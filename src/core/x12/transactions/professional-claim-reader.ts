/** The professional claim (837P, 005010X222A1): its own segments among those that all claims share. */
import { zeroCents } from "../../kernel/cents.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { type AdjudicationBuilder, type OtherPayerBuilder, type PlaceBuilder, zeroUnits } from "./claim-builders.ts";
import { type ClaimHandlers, type ClaimKind, newClaimReader, type Reading } from "./claim-reader.ts";
import {
  attachmentOf,
  claimAmount,
  commonSegment,
  decisionDate,
  openLine,
  type ProviderRoles,
  pointersAt,
  relatedCausesOf,
} from "./claim-segments.ts";
import type { ClaimDate, ClaimDiagnosis, ClaimLine, ClaimNote, ProfessionalClaim, X12Identifier } from "./professional-claim.ts";
import { missingValue } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import { amountAt, datesOf, decimalAt, type Mutable, procedureAt, type ReadingContext, report, textAt, trimmed } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

type LineLists = "identifiers" | "dates" | "notes" | "adjudications";
type LineBuilder = Mutable<Omit<ClaimLine, LineLists>> & {
  identifiers: X12Identifier[];
  dates: ClaimDate[];
  notes: ClaimNote[];
  adjudications: AdjudicationBuilder[];
};

type ClaimLists = "diagnoses" | "dates" | "identifiers" | "notes" | "otherPayers" | "lines" | "place";
type ClaimBuilder = Mutable<Omit<ProfessionalClaim, ClaimLists>> & {
  diagnoses: ClaimDiagnosis[];
  dates: ClaimDate[];
  identifiers: X12Identifier[];
  notes: ClaimNote[];
  otherPayers: OtherPayerBuilder[];
  lines: LineBuilder[];
  place: PlaceBuilder;
};

export type ProfessionalClaimHandlers = ClaimHandlers<ProfessionalClaim>;

export function newProfessionalClaimReader(context: ReadingContext, handlers: ProfessionalClaimHandlers): SegmentSink {
  return newClaimReader(professionalClaims, context, handlers);
}

/** True for the guide of the professional claim, and for an 837 that names no guide at all. */
export function isProfessionalGuide({ set }: TransactionEnvelope): boolean {
  return set.id === "837" && (set.guide.includes("X222") || !set.guide.includes("X22"));
}

const professionalClaims: ClaimKind<ClaimBuilder, LineBuilder> = {
  isOurs: isProfessionalGuide,
  openClaim(reading, parties, view) {
    const { context, levelSegment, levelByte, envelope, head } = reading;
    const claim: ClaimBuilder = {
      controlNumber: textAt(view, 1),
      charge: amountAt(context, view, 2),
      placeOfService: view.component(5, 1),
      frequency: view.component(5, 3),
      providerSignature: textAt(view, 6) === "Y",
      assignment: textAt(view, 7),
      benefitsAssigned: textAt(view, 8),
      releaseOfInformation: textAt(view, 9),
      diagnoses: [],
      dates: [],
      identifiers: [],
      notes: [],
      billing: parties.billing,
      subscriber: parties.subscriber,
      payer: parties.payer,
      otherPayers: [],
      lines: [],
      place: {
        firstSegment: levelSegment === 0 ? view.index : levelSegment,
        lastSegment: view.index,
        transactionControl: head.control,
        lineSegments: [],
        transactionSegment: envelope?.set.segment ?? 0,
        byteFrom: levelSegment === 0 ? view.offset : levelByte,
      },
    };
    if (parties.payTo !== undefined) claim.payTo = parties.payTo;
    if (parties.dependent !== undefined) claim.dependent = parties.dependent;
    const relatedCauses = relatedCausesOf(view);
    if (relatedCauses !== undefined) claim.relatedCauses = relatedCauses;
    const delayReason = textAt(view, 20);
    if (delayReason !== "") claim.delayReason = delayReason;
    return claim;
  },
  segment(reading, claim, view, tag) {
    switch (tag) {
      case "LX":
        openLine(reading, claim, view, newLine);
        return;
      case "SV1":
        service(reading, reading.line ?? openLine(reading, claim, view, newLine), view);
        return;
      case "DTP":
        date(reading, claim, view);
        return;
      case "HI":
        diagnoses(claim, view);
        return;
      case "PWK":
        if (reading.line === undefined) claim.attachments = [...(claim.attachments ?? []), attachmentOf(view)];
        return;
      case "K3":
        if (reading.line === undefined) claim.fileInformation = [...(claim.fileInformation ?? []), textAt(view, 1)];
        return;
      case "AMT": {
        const patientPaid = claimAmount(reading, view, "F5");
        if (patientPaid !== undefined) claim.patientPaid = patientPaid;
        else commonSegment(reading, claim, { view, tag, roles });
        return;
      }
      default:
        commonSegment(reading, claim, { view, tag, roles });
    }
  },
};

const roles: ProviderRoles<ClaimBuilder, LineBuilder> = {
  claim: { "82": "rendering", "77": "facility", DQ: "supervising", DN: "referring", P3: "referring" },
  line: { "82": "rendering", "77": "facility", DQ: "supervising", DK: "ordering", DN: "referring", P3: "referring" },
};

function newLine(number: number): LineBuilder {
  return {
    number,
    procedure: { qualifier: "", code: "", modifiers: [] },
    charge: zeroCents,
    unitKind: "",
    units: zeroUnits,
    pointers: [],
    emergency: false,
    identifiers: [],
    dates: [],
    notes: [],
    adjudications: [],
  };
}

/** SV1: 01 procedure, 02 charge, 03 unit kind, 04 units, 05 place of service, 07 diagnosis pointers, 09 emergency. */
function service(reading: Reading, line: LineBuilder, view: SegmentView): void {
  const { context } = reading;
  line.procedure = procedureAt(view, 1);
  if (line.procedure.code === "") report(context, missingValue, view, 1, { used: "an empty code" });
  line.charge = amountAt(context, view, 2);
  line.unitKind = textAt(view, 3);
  line.units = decimalAt(context, view, 4) ?? zeroUnits;
  if (textAt(view, 4) === "") report(context, missingValue, view, 4, { used: "0" });
  const placeOfService = textAt(view, 5);
  if (placeOfService !== "") line.placeOfService = placeOfService;
  line.pointers = pointersAt(reading, view, 7);
  line.emergency = textAt(view, 9) === "Y";
}

function date(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  if (decisionDate(reading, view)) return;
  const dates = datesOf(reading.context, view);
  if (dates === undefined) return;
  const { line, other } = reading;
  if (line !== undefined && dates.qualifier === "472") {
    line.serviceFrom = dates.from;
    line.serviceTo = dates.to ?? dates.from;
  } else if (line !== undefined) line.dates.push(dates);
  else if (other === undefined) claim.dates.push(dates);
}

/** HI holds diagnoses when its qualifiers say so; anesthesia procedures (BP, BO) and conditions (BG) are other things. */
function diagnoses(claim: ClaimBuilder, view: SegmentView): void {
  for (let n = 1; n <= view.elementCount && n <= 12; n += 1) {
    const qualifier = view.component(n, 1);
    const code = trimmed(view.component(n, 2));
    if (code !== "" && (qualifier === "ABK" || qualifier === "ABF" || qualifier === "BK" || qualifier === "BF"))
      claim.diagnoses.push({ qualifier, code });
  }
}
