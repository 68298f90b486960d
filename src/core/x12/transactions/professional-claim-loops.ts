/** The segments inside a claim: loop 2300 and what hangs under it (2310 providers, 2320 other payers, 2400 lines, 2430). */
import type { SegmentView } from "../syntax/segment.ts";
import {
  type AdjudicationBuilder,
  type ClaimBuilder,
  type LineBuilder,
  namePayer,
  nameSubscriber,
  newLine,
  noPayer,
  type OtherPayerBuilder,
  type ProviderBuilder,
  providerOf,
  subscriberOf,
  zeroUnits,
} from "./professional-claim-builders.ts";
import type { Reading } from "./professional-claim-reader.ts";
import { claimTooBig, misplacedSegment, missingValue, unreadableNumber } from "./reading-findings.ts";
import {
  adjustmentsInto,
  amountAt,
  datesOf,
  decimalAt,
  identifierAt,
  integerAt,
  optionalAmountAt,
  procedureAt,
  readInteger,
  report,
  textAt,
  textsBetween,
  trimmed,
} from "./segment-values.ts";

const lineLimit = 5_000;

/** Takes one segment of an open claim. Segments whose content the model does not carry are passed over. */
export function claimSegment(reading: Reading, claim: ClaimBuilder, view: SegmentView, tag: string): void {
  switch (tag) {
    case "LX":
      openLine(reading, claim, view);
      return;
    case "SV1":
      service(reading, reading.line ?? openLine(reading, claim, view), view);
      return;
    case "DTP":
      date(reading, claim, view);
      return;
    case "REF":
      reference(reading, claim, view);
      return;
    case "NM1":
      name(reading, claim, view);
      return;
    case "HI":
      diagnoses(claim, view);
      return;
    case "SBR":
      openOtherPayer(reading, claim, view);
      return;
    case "NTE":
      (reading.line ?? claim).notes.push({ kind: textAt(view, 1), text: textAt(view, 2) });
      return;
    case "AMT":
      amount(reading, claim, view);
      return;
    case "CAS":
      adjustments(reading, view);
      return;
    case "SVD":
      openAdjudication(reading, view);
      return;
    default:
      rareSegment(reading, view);
  }
}

function rareSegment(reading: Reading, view: SegmentView): void {
  const { other, line } = reading;
  switch (view.tag) {
    case "OI":
      if (other !== undefined) coverage(other, view);
      return;
    case "MOA":
      if (other !== undefined) other.remarks = textsBetween(view, 3, 7);
      return;
    case "LIN":
      reading.party = undefined;
      if (line !== undefined && textAt(view, 2) === "N4") line.drug = { ndc: textAt(view, 3) };
      return;
    case "CTP":
      if (line?.drug !== undefined) drugQuantity(reading, line, view);
      return;
    default:
  }
}

function openLine(reading: Reading, claim: ClaimBuilder, view: SegmentView): LineBuilder {
  const { context } = reading;
  context.loop = "2400";
  const line = newLine(view.tag === "LX" ? (integerAt(context, view, 1) ?? claim.lines.length + 1) : claim.lines.length + 1);
  reading.party = undefined;
  reading.other = undefined;
  reading.adjudication = undefined;
  reading.line = line;
  if (claim.lines.length < lineLimit) {
    claim.lines.push(line);
    claim.place.lineSegments.push(view.index);
  } else if (claim.lines.length === lineLimit && claim.place.lineSegments.length === lineLimit) {
    claim.place.lineSegments.push(view.index);
    report(context, claimTooBig, view, 0, { limit: lineLimit });
  }
  return line;
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
  const pointersText = view.element(7);
  if (pointersText !== "") line.pointers = pointers(reading, view, pointersText);
  line.emergency = textAt(view, 9) === "Y";
}

function pointers(reading: Reading, view: SegmentView, text: string): readonly number[] {
  const positions: number[] = [];
  for (const part of view.components(text)) {
    const written = trimmed(part);
    if (written === "") continue;
    const position = readInteger(written);
    if (position === undefined) report(reading.context, unreadableNumber, view, 7, { value: written });
    else positions.push(position);
  }
  return positions;
}

function date(reading: Reading, claim: ClaimBuilder, view: SegmentView): void {
  const dates = datesOf(reading.context, view);
  if (dates === undefined) return;
  const { line, other, adjudication } = reading;
  if (adjudication !== undefined && dates.qualifier === "573") adjudication.paidOn = dates.from;
  else if (line !== undefined && dates.qualifier === "472") {
    line.serviceFrom = dates.from;
    line.serviceTo = dates.to ?? dates.from;
  } else if (line !== undefined) line.dates.push(dates);
  else if (other !== undefined) {
    if (dates.qualifier === "573") other.paidOn = dates.from;
  } else claim.dates.push(dates);
}

function reference(reading: Reading, claim: ClaimBuilder, view: SegmentView): void {
  const identifier = identifierAt(view, 1);
  if (identifier === undefined) return;
  const { party, line } = reading;
  if (party !== undefined) party.identifiers.push(identifier);
  else if (line === undefined) claim.identifiers.push(identifier);
  else if (identifier.qualifier === "6R") line.controlNumber = identifier.value;
  else if (line.drug !== undefined && (identifier.qualifier === "XZ" || identifier.qualifier === "VY")) {
    line.drug = { ...line.drug, prescription: identifier };
  } else line.identifiers.push(identifier);
}

function name(reading: Reading, claim: ClaimBuilder, view: SegmentView): void {
  const { other, line } = reading;
  const role = textAt(view, 1);
  if (line !== undefined) reading.party = lineProvider(line, role, view);
  else if (other !== undefined) reading.party = otherPayerName(reading, other, role, view);
  else {
    reading.context.loop = "2310";
    reading.party = claimProvider(claim, role, view);
  }
}

function claimProvider(claim: ClaimBuilder, role: string, view: SegmentView): ProviderBuilder {
  const provider = providerOf(view);
  if (role === "82") claim.rendering = provider;
  else if (role === "77") claim.facility = provider;
  else if (role === "DQ") claim.supervising = provider;
  else if (role === "DN" || (role === "P3" && claim.referring === undefined)) claim.referring = provider;
  return provider;
}

function lineProvider(line: LineBuilder, role: string, view: SegmentView): ProviderBuilder {
  const provider = providerOf(view);
  if (role === "82") line.rendering = provider;
  else if (role === "77") line.facility = provider;
  else if (role === "DQ") line.supervising = provider;
  else if (role === "DK") line.ordering = provider;
  else if (role === "DN" || (role === "P3" && line.referring === undefined)) line.referring = provider;
  return provider;
}

function otherPayerName(reading: Reading, other: OtherPayerBuilder, role: string, view: SegmentView): Reading["party"] {
  if (role === "IL") {
    reading.context.loop = "2330A";
    return nameSubscriber(other.subscriber, view);
  }
  if (role === "PR") {
    reading.context.loop = "2330B";
    return namePayer(other.payer, view);
  }
  return { identifiers: [] };
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

function openOtherPayer(reading: Reading, claim: ClaimBuilder, view: SegmentView): void {
  if (reading.line !== undefined) {
    report(reading.context, misplacedSegment, view, 0, { why: "another payer belongs before the service lines" });
    return;
  }
  reading.context.loop = "2320";
  const other: OtherPayerBuilder = { subscriber: subscriberOf(view), payer: noPayer(), adjustments: [], remarks: [] };
  claim.otherPayers.push(other);
  reading.other = other;
  reading.party = undefined;
}

function coverage(other: OtherPayerBuilder, view: SegmentView): void {
  const benefitsAssigned = textAt(view, 3);
  if (benefitsAssigned !== "") other.benefitsAssigned = benefitsAssigned;
  const releaseOfInformation = textAt(view, 6);
  if (releaseOfInformation !== "") other.releaseOfInformation = releaseOfInformation;
}

function amount(reading: Reading, claim: ClaimBuilder, view: SegmentView): void {
  const value = optionalAmountAt(reading.context, view, 2);
  if (value === undefined) return;
  const qualifier = textAt(view, 1);
  const { adjudication, line, other } = reading;
  if (adjudication !== undefined) {
    if (qualifier === "EAF") adjudication.remainingPatientLiability = value;
  } else if (line === undefined && other !== undefined) {
    if (qualifier === "D") other.paid = value;
    else if (qualifier === "EAF") other.remainingPatientLiability = value;
    else if (qualifier === "A8") other.nonCovered = value;
  } else if (line === undefined && qualifier === "F5") claim.patientPaid = value;
}

function adjustments(reading: Reading, view: SegmentView): void {
  const { adjudication, other, context } = reading;
  const into = adjudication?.adjustments ?? other?.adjustments;
  if (into === undefined) report(context, misplacedSegment, view, 0, { why: "no other payer's decision is open" });
  else adjustmentsInto(context, view, into);
}

/** SVD: 01 payer, 02 paid, 03 procedure paid, 05 units, 06 the line it was bundled into. */
function openAdjudication(reading: Reading, view: SegmentView): void {
  const { context, line } = reading;
  if (line === undefined) {
    report(context, misplacedSegment, view, 0, { why: "no service line is open" });
    return;
  }
  context.loop = "2430";
  const adjudication: AdjudicationBuilder = {
    payerId: textAt(view, 1),
    paid: amountAt(context, view, 2),
    procedure: procedureAt(view, 3),
    units: decimalAt(context, view, 5) ?? zeroUnits,
    adjustments: [],
  };
  const bundledInto = integerAt(context, view, 6);
  if (bundledInto !== undefined) adjudication.bundledInto = bundledInto;
  line.adjudications.push(adjudication);
  reading.adjudication = adjudication;
  reading.party = undefined;
}

/** CTP: 04 quantity, 05-1 unit. */
function drugQuantity(reading: Reading, line: LineBuilder, view: SegmentView): void {
  if (line.drug === undefined) return;
  const quantity = decimalAt(reading.context, view, 4);
  const unit = trimmed(view.component(5, 1));
  line.drug = { ...line.drug, ...(quantity === undefined ? {} : { quantity }), ...(unit === "" ? {} : { unit }) };
}
