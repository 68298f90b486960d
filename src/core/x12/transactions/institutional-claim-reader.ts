/** The institutional claim (837I, 005010X223A2): its own segments among those that all claims share. */
import { zeroCents } from "../../kernel/cents.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { type AdjudicationBuilder, type OtherPayerBuilder, zeroUnits } from "./claim-builders.ts";
import { type ClaimHandlers, type ClaimKind, inherit, newClaimReader, type Reading } from "./claim-reader.ts";
import { attachmentOf, claimAmount, commonSegment, decisionDate, openLine, type ProviderRoles } from "./claim-segments.ts";
import type {
  InstitutionalClaim,
  InstitutionalDiagnosis,
  InstitutionalLine,
  InstitutionalProcedure,
  Occurrence,
  ValueCode,
} from "./institutional-claim.ts";
import type { Attachment, ClaimNote, X12Identifier } from "./professional-claim.ts";
import { missingValue, unreadableDate, unreadableNumber } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  amountAt,
  datesOf,
  decimalAt,
  type Mutable,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  readDecimal,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";
import { type Supplemented, supplement } from "./supplement-segments.ts";

type LineLists = "identifiers" | "notes" | "attachments" | "adjudications";
type LineBuilder = Mutable<Omit<InstitutionalLine, LineLists>> & {
  identifiers: X12Identifier[];
  notes: ClaimNote[];
  attachments: Attachment[];
  adjudications: AdjudicationBuilder[];
};

type CodeLists =
  | "visitReasons"
  | "externalCauses"
  | "otherDiagnoses"
  | "procedures"
  | "occurrences"
  | "occurrenceSpans"
  | "values"
  | "conditions"
  | "treatments";
type ClaimSupplements = "contract" | "conditionIndicators" | "fileInformation" | "repricing";
type ClaimLists = CodeLists | ClaimSupplements | "attachments" | "identifiers" | "notes" | "otherPayers" | "lines";
type ClaimBuilder = Mutable<Omit<InstitutionalClaim, ClaimLists>> &
  Pick<Supplemented, ClaimSupplements> & {
    attachments: Attachment[];
    identifiers: X12Identifier[];
    notes: ClaimNote[];
    visitReasons: InstitutionalDiagnosis[];
    externalCauses: InstitutionalDiagnosis[];
    otherDiagnoses: InstitutionalDiagnosis[];
    procedures: InstitutionalProcedure[];
    occurrences: Occurrence[];
    occurrenceSpans: Occurrence[];
    values: ValueCode[];
    conditions: string[];
    treatments: string[];
    otherPayers: OtherPayerBuilder[];
    lines: LineBuilder[];
  };

export function newInstitutionalClaimReader(context: ReadingContext, handlers: ClaimHandlers<InstitutionalClaim>): SegmentSink {
  return newClaimReader(institutionalClaims, context, handlers);
}

const institutionalClaims: ClaimKind<ClaimBuilder, LineBuilder> = {
  guideName: "837I",
  isOurs: ({ set }) => guideOf(set.id, set.guide)?.name === "837I",
  openClaim({ context }, parties, view) {
    const claim: ClaimBuilder = {
      controlNumber: textAt(view, 1),
      charge: amountAt(context, view, 2),
      facilityType: view.component(5, 1),
      frequency: view.component(5, 3),
      assignment: textAt(view, 7),
      benefitsAssigned: textAt(view, 8),
      releaseOfInformation: textAt(view, 9),
      patientStatus: "",
      attachments: [],
      identifiers: [],
      notes: [],
      visitReasons: [],
      externalCauses: [],
      otherDiagnoses: [],
      procedures: [],
      occurrences: [],
      occurrenceSpans: [],
      values: [],
      conditions: [],
      treatments: [],
      billing: parties.billing,
      subscriber: parties.subscriber,
      payer: parties.payer,
      otherPayers: [],
      lines: [],
    };
    inherit(claim, parties);
    const delayReason = textAt(view, 20);
    if (delayReason !== "") claim.delayReason = delayReason;
    return claim;
  },
  segment(reading, claim, view, tag) {
    const { line } = reading;
    switch (tag) {
      case "LX":
        openLine(reading, claim, view, newLine);
        return;
      case "SV2":
        service(reading, line ?? openLine(reading, claim, view, newLine), view);
        return;
      case "DTP":
        date(reading, claim, view);
        return;
      case "CL1":
        admission(claim, view);
        return;
      case "HI":
        for (let n = 1; n <= view.elementCount && n <= 12; n += 1) healthCode(reading.context, claim, view, n);
        return;
      case "PWK":
        (line ?? claim).attachments.push(attachmentOf(view));
        return;
      case "AMT":
        amount(reading, claim, view);
        return;
      case "CN1":
      case "CRC":
      case "K3":
        if (line === undefined) supplement(reading.context, claim, view, tag);
        return;
      case "HCP":
        supplement(reading.context, line ?? claim, view, tag);
        return;
      default:
        commonSegment(reading, claim, { view, tag, roles });
    }
  },
};

const roles: ProviderRoles<ClaimBuilder, LineBuilder> = {
  claim: { "71": "attending", "72": "operating", ZZ: "otherOperating", "82": "rendering", "77": "facility", DN: "referring" },
  line: { "72": "operating", ZZ: "otherOperating", "82": "rendering", DN: "referring" },
};

function newLine(number: number): LineBuilder {
  return {
    number,
    revenueCode: "",
    charge: zeroCents,
    unitKind: "",
    units: zeroUnits,
    identifiers: [],
    notes: [],
    attachments: [],
    adjudications: [],
  };
}

/** SV2: 01 revenue code, 02 procedure, 03 charge, 04 unit kind, 05 units, 07 what is not covered. */
function service({ context }: Reading, line: LineBuilder, view: SegmentView): void {
  line.revenueCode = textAt(view, 1);
  if (textAt(view, 2) !== "") line.procedure = procedureAt(view, 2);
  line.charge = amountAt(context, view, 3);
  line.unitKind = textAt(view, 4);
  line.units = decimalAt(context, view, 5) ?? zeroUnits;
  if (textAt(view, 5) === "") report(context, missingValue, view, 5, { used: "0" });
  const nonCovered = optionalAmountAt(context, view, 7);
  if (nonCovered !== undefined) line.nonCovered = nonCovered;
}

/** AMT: F3 of a claim, GT and N8 of a line; what stands below another payer is that payer's. */
function amount(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  const { context, line, adjudication } = reading;
  const qualifier = textAt(view, 1);
  if (line !== undefined && adjudication === undefined) {
    const tax = qualifier === "GT" || qualifier === "N8" ? optionalAmountAt(context, view, 2) : undefined;
    if (tax === undefined) return;
    if (qualifier === "GT") line.serviceTax = tax;
    else line.facilityTax = tax;
    return;
  }
  const patientDue = claimAmount(reading, view, "F3");
  if (patientDue !== undefined) claim.patientDue = patientDue;
  else commonSegment(reading, claim, { view, tag: "AMT", roles });
}

/** CL1: 01 type, 02 point of origin, 03 the patient's status. */
function admission(claim: ClaimBuilder, view: SegmentView): void {
  const type = textAt(view, 1);
  if (type !== "") claim.admissionType = type;
  const source = textAt(view, 2);
  if (source !== "") claim.admissionSource = source;
  claim.patientStatus = textAt(view, 3);
}

/** 434 statement, 435 admission with its hour, 096 hour of discharge, 050 received; 472 service of a line. */
function date(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  const { context, line, other } = reading;
  if (decisionDate(reading, view)) return;
  const qualifier = textAt(view, 1);
  if (line !== undefined) {
    const days = qualifier === "472" ? datesOf(context, view) : undefined;
    if (days === undefined) return;
    line.serviceFrom = days.from;
    line.serviceTo = days.to ?? days.from;
  } else if (other !== undefined) return;
  else if (qualifier === "434") {
    const days = datesOf(context, view);
    if (days === undefined) return;
    claim.statementFrom = days.from;
    claim.statementTo = days.to ?? days.from;
  } else if (qualifier === "435") {
    const days = datesOf(context, view);
    if (days !== undefined) claim.admittedOn = days.from;
    const hour = textAt(view, 3).slice(8);
    if (hour !== "") claim.admittedAt = hour;
  } else if (qualifier === "050") {
    const on = datesOf(context, view)?.from;
    if (on !== undefined) claim.receivedOn = on;
  } else if (qualifier === "096" && textAt(view, 3) !== "") claim.dischargedAt = textAt(view, 3);
}

/** One composite of HI: its qualifier says what the code is. */
function healthCode(context: ReadingContext, claim: ClaimBuilder, view: SegmentView, n: number): void {
  const code = trimmed(view.component(n, 2));
  if (code === "") return;
  const qualifier = trimmed(view.component(n, 1));
  switch (qualifier) {
    case "ABK":
    case "BK":
      claim.principalDiagnosis ??= diagnosisAt(view, n, { qualifier, code });
      return;
    case "ABJ":
    case "BJ":
      claim.admittingDiagnosis ??= diagnosisAt(view, n, { qualifier, code });
      return;
    case "APR":
    case "PR":
      claim.visitReasons.push(diagnosisAt(view, n, { qualifier, code }));
      return;
    case "ABN":
    case "BN":
      claim.externalCauses.push(diagnosisAt(view, n, { qualifier, code }));
      return;
    case "ABF":
    case "BF":
      claim.otherDiagnoses.push(diagnosisAt(view, n, { qualifier, code }));
      return;
    case "DR":
      claim.relatedGroup ??= code;
      return;
    case "BBR":
    case "BR":
    case "CAH":
    case "BBQ":
    case "BQ": {
      const on = daysAt(context, view, n)?.from;
      claim.procedures.push(on === undefined ? { qualifier, code } : { qualifier, code, on });
      return;
    }
    case "BH":
      claim.occurrences.push({ code, ...daysAt(context, view, n) });
      return;
    case "BI":
      claim.occurrenceSpans.push({ code, ...daysAt(context, view, n) });
      return;
    case "BE":
      claim.values.push(valueCodeAt(context, view, n, code));
      return;
    case "BG":
      claim.conditions.push(code);
      return;
    case "TC":
      claim.treatments.push(code);
      return;
    default:
  }
}

function diagnosisAt(view: SegmentView, n: number, coded: InstitutionalDiagnosis): InstitutionalDiagnosis {
  const presentOnAdmission = trimmed(view.component(n, 9));
  return presentOnAdmission === "" ? coded : { ...coded, presentOnAdmission };
}

/** Components 3 and 4: the form of a day or of a span, and its value. */
function daysAt(context: ReadingContext, view: SegmentView, n: number): { readonly from: IsoDate; readonly to?: IsoDate } | undefined {
  const value = trimmed(view.component(n, 4));
  if (value === "") return undefined;
  const [first = "", last] = value.split("-");
  const from = parseCompactDate(first);
  const to = last === undefined ? undefined : parseCompactDate(last);
  if (from === undefined || (last !== undefined && to === undefined)) report(context, unreadableDate, view, n, { value });
  if (from === undefined) return undefined;
  return to === undefined ? { from } : { from, to };
}

function valueCodeAt(context: ReadingContext, view: SegmentView, n: number, code: string): ValueCode {
  const text = trimmed(view.component(n, 5));
  const value = readDecimal(text);
  if (value === undefined) report(context, unreadableNumber, view, n, { value: text });
  return { code, value: value ?? zeroUnits };
}
