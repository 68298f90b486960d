/** The professional claim (837P, 005010X222A1): its own segments among those that all claims share. */
import { zeroCents } from "../../kernel/cents.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { type AdjudicationBuilder, type OtherPayerBuilder, type PlaceBuilder, zeroUnits } from "./claim-builders.ts";
import { type ClaimHandlers, type ClaimKind, inherit, newClaimReader, type Reading } from "./claim-reader.ts";
import {
  attachmentOf,
  claimAmount,
  commonSegment,
  decisionDate,
  openLine,
  type ProviderRoles,
  pointersAt,
  relatedCausesAt,
} from "./claim-segments.ts";
import type {
  Attachment,
  ClaimDate,
  ClaimDiagnosis,
  ClaimLine,
  ClaimNote,
  ProfessionalClaim,
  X12Identifier,
} from "./professional-claim.ts";
import { missingValue } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  amountAt,
  datesOf,
  decimalAt,
  type Mutable,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";
import {
  ambulanceStop,
  type LineSupplements,
  lineSupplement,
  type Supplemented,
  type SupplementedLine,
  spinalManipulationOf,
  supplement,
} from "./supplement-segments.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

type LineLists = "identifiers" | "dates" | "notes" | "adjudications" | "attachments" | LineSupplements;
type LineBuilder = Mutable<Omit<ClaimLine, LineLists>> &
  SupplementedLine & {
    attachments?: Attachment[];
    identifiers: X12Identifier[];
    dates: ClaimDate[];
    notes: ClaimNote[];
    adjudications: AdjudicationBuilder[];
  };

type ClaimLists =
  | keyof Supplemented
  | "attachments"
  | "anesthesiaSurgeries"
  | "conditions"
  | "diagnoses"
  | "dates"
  | "identifiers"
  | "notes"
  | "otherPayers"
  | "lines"
  | "place";
type ClaimBuilder = Mutable<Omit<ProfessionalClaim, ClaimLists>> &
  Supplemented & {
    attachments?: Attachment[];
    anesthesiaSurgeries?: ClaimDiagnosis[];
    conditions?: string[];
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
    inherit(claim, parties);
    const relatedCauses = relatedCausesAt(view, 11);
    if (relatedCauses !== undefined) claim.relatedCauses = relatedCauses;
    const patientSignature = textAt(view, 10);
    if (patientSignature !== "") claim.patientSignature = patientSignature;
    const specialProgram = textAt(view, 12);
    if (specialProgram !== "") claim.specialProgram = specialProgram;
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
        healthCodes(claim, view);
        return;
      case "PWK": {
        const of = reading.line ?? claim;
        of.attachments ??= [];
        of.attachments.push(attachmentOf(view));
        return;
      }
      case "AMT":
        amount(reading, claim, view);
        return;
      case "NM1": {
        const role = textAt(view, 1);
        const isStop = (role === "PW" || role === "45") && (reading.line !== undefined || reading.other === undefined);
        if (isStop) reading.party = ambulanceStop(reading.line ?? claim, view);
        else commonSegment(reading, claim, { view, tag, roles });
        return;
      }
      case "CR2":
        claim.spinalManipulation = spinalManipulationOf(view);
        return;
      case "CR1":
      case "CR3":
      case "CRC":
      case "CN1":
      case "K3":
      case "HCP":
      case "SV5":
      case "QTY":
      case "MEA":
      case "PS1":
      case "LQ":
      case "FRM":
        if (reading.line === undefined) supplement(reading.context, claim, view, tag);
        else lineSupplement(reading.context, reading.line, view, tag);
        return;
      default:
        commonSegment(reading, claim, { view, tag, roles });
    }
  },
};

const roles: ProviderRoles<ClaimBuilder, LineBuilder> = {
  claim: { "82": "rendering", "77": "facility", DQ: "supervising", DN: "referring", P3: "primaryCare" },
  line: { "82": "rendering", "77": "facility", DQ: "supervising", DK: "ordering", DN: "referring", P3: "primaryCare", QB: "purchasedFrom" },
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

/** SV1: 01 procedure, 02 charge, 03 unit kind, 04 units, 05 place of service, 07 diagnosis pointers, 09 emergency, 11, 12 and 15 marks that few have. */
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
  if (view.elementCount < 11) return;
  if (textAt(view, 11) === "Y") line.epsdt = true;
  if (textAt(view, 12) === "Y") line.familyPlanning = true;
  const copayStatus = textAt(view, 15);
  if (copayStatus !== "") line.copayStatus = copayStatus;
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

/** AMT: F5 of a claim, T and F4 of a line; what stands below another payer is that payer's. */
function amount(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  const { context, line, adjudication } = reading;
  const qualifier = textAt(view, 1);
  if (line !== undefined && adjudication === undefined) {
    const value = qualifier === "T" || qualifier === "F4" ? optionalAmountAt(context, view, 2) : undefined;
    if (value === undefined) return;
    if (qualifier === "T") line.salesTax = value;
    else line.postage = value;
    return;
  }
  const patientPaid = claimAmount(reading, view, "F5");
  if (patientPaid !== undefined) claim.patientPaid = patientPaid;
  else commonSegment(reading, claim, { view, tag: "AMT", roles });
}

/** HI: diagnoses, or the surgery under anesthesia (BP, BO), or condition codes (BG), by the qualifier of each code. */
function healthCodes(claim: ClaimBuilder, view: SegmentView): void {
  for (let n = 1; n <= view.elementCount && n <= 12; n += 1) {
    const qualifier = view.component(n, 1);
    const code = trimmed(view.component(n, 2));
    if (code === "") continue;
    switch (qualifier) {
      case "ABK":
      case "ABF":
      case "BK":
      case "BF":
        claim.diagnoses.push({ qualifier, code });
        break;
      case "BP":
      case "BO":
        claim.anesthesiaSurgeries ??= [];
        claim.anesthesiaSurgeries.push({ qualifier, code });
        break;
      case "BG":
        claim.conditions ??= [];
        claim.conditions.push(code);
        break;
      default:
    }
  }
}
