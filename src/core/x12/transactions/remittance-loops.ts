/** The segments of a claim payment: loops 2100 and 2110 of the 835. */
import type { Cents } from "../../kernel/cents.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { readInpatient, readOutpatient } from "./adjudication-information.ts";
import type { QualifiedQuantity } from "./claim-supplements.ts";
import type { Adjustment, X12Contact, X12Identifier } from "./professional-claim.ts";
import { claimTooBig, missingValue } from "./reading-findings.ts";
import type { RemittanceClaim, RemittanceLine } from "./remittance.ts";
import type { RemittanceReading } from "./remittance-reader.ts";
import {
  adjustmentsInto,
  amountAt,
  contactOf,
  dateAt,
  decimalAt,
  identifierAt,
  type Mutable,
  nameOf,
  optionalAmountAt,
  procedureAt,
  referenceAt,
  report,
  textAt,
} from "./segment-values.ts";

interface QualifiedAmount {
  readonly qualifier: string;
  readonly amount: Cents;
}

type LineLists = "adjustments" | "identifiers" | "amounts" | "remarks" | "quantities" | "rejectCodes";
export type LinePaymentBuilder = Mutable<Omit<RemittanceLine, LineLists>> & {
  adjustments: Adjustment[];
  identifiers: X12Identifier[];
  amounts: QualifiedAmount[];
  remarks: string[];
  quantities?: QualifiedQuantity[];
  rejectCodes?: string[];
};

type ClaimLists = "adjustments" | "remarks" | "identifiers" | "amounts" | "lines" | "quantities" | "contacts";
export type ClaimPaymentBuilder = Mutable<Omit<RemittanceClaim, ClaimLists>> & {
  adjustments: Adjustment[];
  remarks: readonly string[];
  quantities?: QualifiedQuantity[];
  contacts?: X12Contact[];
  identifiers: X12Identifier[];
  amounts: QualifiedAmount[];
  lines: LinePaymentBuilder[];
};

const lineLimit = 5_000;

/** CLP: 01 our number, 02 status, 03 charge, 04 paid, 05 patient's share, 06 plan type, 07 payer's number, 08 place, 09 frequency. */
export function openClaimPayment(reading: RemittanceReading, view: SegmentView): void {
  const { context } = reading;
  context.loop = "2100";
  const claim: ClaimPaymentBuilder = {
    patientControlNumber: textAt(view, 1),
    status: textAt(view, 2),
    charge: amountAt(context, view, 3),
    paid: amountAt(context, view, 4),
    filingIndicator: textAt(view, 6),
    payerControlNumber: textAt(view, 7),
    patient: { name: { kind: "person", last: "" } },
    adjustments: [],
    remarks: [],
    identifiers: [],
    amounts: [],
    lines: [],
    segment: view.index,
  };
  if (claim.patientControlNumber === "") report(context, missingValue, view, 1, { used: "an empty number" });
  const patientResponsibility = optionalAmountAt(context, view, 5);
  if (patientResponsibility !== undefined) claim.patientResponsibility = patientResponsibility;
  const facilityType = textAt(view, 8);
  if (facilityType !== "") claim.facilityType = facilityType;
  const frequency = textAt(view, 9);
  if (frequency !== "") claim.frequency = frequency;
  if (view.elementCount > 10) relatedGroup(reading, claim, view);
  reading.claim = claim;
}

/** CLP: 11 diagnosis related group, 12 its weight, 13 discharge fraction. */
function relatedGroup({ context }: RemittanceReading, claim: ClaimPaymentBuilder, view: SegmentView): void {
  const drg = textAt(view, 11);
  if (drg !== "") claim.drg = drg;
  const drgWeight = decimalAt(context, view, 12);
  if (drgWeight !== undefined) claim.drgWeight = drgWeight;
  const dischargeFraction = decimalAt(context, view, 13);
  if (dischargeFraction !== undefined) claim.dischargeFraction = dischargeFraction;
}

/** Takes one segment of an open claim payment. Segments whose content the model does not carry are passed over. */
export function claimPaymentSegment(reading: RemittanceReading, claim: ClaimPaymentBuilder, view: SegmentView, tag: string): void {
  const { context, line } = reading;
  switch (tag) {
    case "SVC":
      openLinePayment(reading, claim, view);
      return;
    case "CAS":
      adjustmentsInto(context, view, (line ?? claim).adjustments);
      return;
    case "DTM":
      if (line === undefined) claimDate(reading, claim, view);
      else lineDate(reading, line, view);
      return;
    case "REF":
      reference(claim, line, view);
      return;
    case "AMT":
      amount(reading, claim, view);
      return;
    case "LQ":
      if (line !== undefined && textAt(view, 2) !== "") lineCode(line, view);
      return;
    case "QTY": {
      const quantity = decimalAt(context, view, 2);
      if (quantity === undefined) return;
      const of = line ?? claim;
      of.quantities ??= [];
      of.quantities.push({ qualifier: textAt(view, 1), quantity });
      return;
    }
    case "PER":
      claim.contacts ??= [];
      claim.contacts.push(contactOf(view));
      return;
    case "NM1":
      name(claim, view);
      return;
    case "MOA":
      readOutpatient(context, claim, view);
      return;
    case "MIA":
      readInpatient(context, claim, view);
      return;
    default:
  }
}

/** SVC: 01 procedure, 02 charge, 03 paid, 04 revenue code, 05 units paid, 06 procedure as submitted, 07 units as submitted. */
function openLinePayment(reading: RemittanceReading, claim: ClaimPaymentBuilder, view: SegmentView): void {
  const { context } = reading;
  context.loop = "2110";
  const line: LinePaymentBuilder = {
    procedure: procedureAt(view, 1),
    charge: amountAt(context, view, 2),
    paid: amountAt(context, view, 3),
    adjustments: [],
    identifiers: [],
    amounts: [],
    remarks: [],
    segment: view.index,
  };
  const revenueCode = textAt(view, 4);
  if (revenueCode !== "") line.revenueCode = revenueCode;
  const units = decimalAt(context, view, 5);
  if (units !== undefined) line.units = units;
  if (view.element(6) !== "") line.submittedProcedure = procedureAt(view, 6);
  const submittedUnits = decimalAt(context, view, 7);
  if (submittedUnits !== undefined) line.submittedUnits = submittedUnits;
  reading.line = line;
  if (claim.lines.length < lineLimit) claim.lines.push(line);
  else report(context, claimTooBig, view, 0, { limit: lineLimit });
}

function claimDate({ context }: RemittanceReading, claim: ClaimPaymentBuilder, view: SegmentView): void {
  const on = dateAt(context, view, 2);
  if (on === undefined) return;
  const qualifier = textAt(view, 1);
  if (qualifier === "232") claim.statementFrom = on;
  else if (qualifier === "233") claim.statementTo = on;
  else if (qualifier === "050") claim.receivedOn = on;
  else if (qualifier === "036") claim.coverageExpiredOn = on;
}

/** LQ: HE a remark, RX a reject code of pharmacies. */
function lineCode(line: LinePaymentBuilder, view: SegmentView): void {
  const list = textAt(view, 1);
  if (list === "HE") line.remarks.push(textAt(view, 2));
  else if (list === "RX") {
    line.rejectCodes ??= [];
    line.rejectCodes.push(textAt(view, 2));
  }
}

/** 472 names one day; 150 and 151 begin and end a range. */
function lineDate({ context }: RemittanceReading, line: LinePaymentBuilder, view: SegmentView): void {
  const on = dateAt(context, view, 2);
  if (on === undefined) return;
  const qualifier = textAt(view, 1);
  if (qualifier === "472") {
    line.serviceFrom = on;
    line.serviceTo = on;
  } else if (qualifier === "150") line.serviceFrom = on;
  else if (qualifier === "151") line.serviceTo = on;
}

function reference(claim: ClaimPaymentBuilder, line: LinePaymentBuilder | undefined, view: SegmentView): void {
  const identifier = referenceAt(view);
  if (identifier === undefined) return;
  if (line === undefined) claim.identifiers.push(identifier);
  else if (identifier.qualifier === "6R") line.controlNumber = identifier.value;
  else line.identifiers.push(identifier);
}

function amount({ context, line }: RemittanceReading, claim: ClaimPaymentBuilder, view: SegmentView): void {
  const value = optionalAmountAt(context, view, 2);
  if (value === undefined) return;
  const qualifier = textAt(view, 1);
  (line ?? claim).amounts.push({ qualifier, amount: value });
  if (line !== undefined && qualifier === "B6") line.allowed = value;
}

function name(claim: ClaimPaymentBuilder, view: SegmentView): void {
  const identifier = identifierAt(view, 8);
  const named = { name: nameOf(view), ...(identifier === undefined ? {} : { id: identifier }) };
  switch (textAt(view, 1)) {
    case "QC":
      claim.patient = named;
      return;
    case "IL":
      claim.insured = named;
      return;
    case "74":
      claim.corrected = named;
      return;
    case "82":
      claim.rendering = named;
      return;
    case "TT":
      claim.crossover = { name: named.name.last, ...(identifier === undefined ? {} : { id: identifier }) };
      return;
    case "PR":
      claim.correctedPriorityPayer = { name: named.name.last, ...(identifier === undefined ? {} : { id: identifier }) };
      return;
    case "GB":
      claim.otherSubscriber = named;
      return;
    default:
  }
}
