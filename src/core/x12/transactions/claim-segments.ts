/** The segments that claims of every kind have in common: lines, providers, other payers (2320) and what they decided (2430), drugs. */
import type { SegmentView } from "../syntax/segment.ts";
import { readInpatient, readOutpatient } from "./adjudication-information.ts";
import {
  type AdjudicationBuilder,
  namePayer,
  nameSubscriber,
  noPayer,
  type OpenClaim,
  type OpenLine,
  type OtherPayerBuilder,
  providerOf,
  subscriberOf,
  zeroUnits,
} from "./claim-builders.ts";
import type { Reading } from "./claim-reader.ts";
import type { Attachment, ClaimProvider, RelatedCauses } from "./professional-claim.ts";
import { claimTooBig, misplacedSegment, unreadableNumber } from "./reading-findings.ts";
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
  referenceAt,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";

const lineLimit = 5_000;

/** Fields for providers by NM101; a role that is not listed is read and let go. */
export interface ProviderRoles<Claim, Line> {
  readonly claim: Readonly<Record<string, keyof Claim & RoleField>>;
  readonly line: Readonly<Record<string, keyof Line & RoleField>>;
}

type RoleField =
  | "attending"
  | "operating"
  | "otherOperating"
  | "rendering"
  | "referring"
  | "primaryCare"
  | "ordering"
  | "supervising"
  | "assistant"
  | "purchasedFrom"
  | "facility";

type Providers = { [Field in RoleField]?: ClaimProvider };

/** Takes one segment of an open claim that means the same in each kind. Segments whose content the models do not carry are passed over. */
export function commonSegment<Claim extends OpenClaim & Providers, Line extends OpenLine & Providers>(
  reading: Reading<Claim, Line>,
  claim: Claim,
  { view, tag, roles }: { readonly view: SegmentView; readonly tag: string; readonly roles: ProviderRoles<Claim, Line> },
): void {
  const { other, line } = reading;
  switch (tag) {
    case "REF":
      reference(reading, claim, view);
      return;
    case "NM1":
      name(reading, claim, view, roles);
      return;
    case "SBR":
      openOtherPayer(reading, claim, view);
      return;
    case "NTE":
      (line ?? claim).notes?.push({ kind: textAt(view, 1), text: textAt(view, 2) });
      return;
    case "AMT":
      decidedAmount(reading, view);
      return;
    case "CAS":
      adjustments(reading, view);
      return;
    case "SVD":
      openAdjudication(reading, view);
      return;
    case "OI":
      if (other !== undefined) coverage(other, view);
      return;
    case "MOA":
      if (other !== undefined) readOutpatient(reading.context, other, view);
      return;
    case "MIA":
      if (other !== undefined) readInpatient(reading.context, other, view);
      return;
    case "LIN":
      reading.party = undefined;
      if (line !== undefined) productNumber(line, view);
      return;
    case "CTP":
      if (line !== undefined) drugQuantity(reading, line, view);
      return;
    default:
  }
}

/** LX, or a service without one. */
export function openLine<Line extends OpenLine>(
  reading: Reading<OpenClaim, Line>,
  claim: { readonly lines: Line[]; readonly place?: { readonly lineSegments: number[] } },
  view: SegmentView,
  newLine: (number: number) => Line,
): Line {
  const { context } = reading;
  context.loop = "2400";
  const next = claim.lines.length + 1;
  const line = newLine(view.tag === "LX" ? (integerAt(context, view, 1) ?? next) : next);
  reading.party = undefined;
  reading.other = undefined;
  reading.adjudication = undefined;
  reading.line = line;
  reading.lines += 1;
  if (reading.lines <= lineLimit) {
    claim.lines.push(line);
    claim.place?.lineSegments.push(view.index);
  } else if (reading.lines === lineLimit + 1) report(context, claimTooBig, view, 0, { limit: lineLimit });
  return line;
}

/** True when the date is that of another payer's decision, which is taken. */
export function decisionDate({ context, adjudication, other, line }: Reading, view: SegmentView): boolean {
  const decided = adjudication ?? (line === undefined ? other : undefined);
  if (decided === undefined || textAt(view, 1) !== "573") return false;
  const on = datesOf(context, view)?.from;
  if (on !== undefined) decided.paidOn = on;
  return true;
}

/** AMT of the claim itself, not of another payer. */
export function claimAmount(reading: Reading, view: SegmentView, qualifier: string) {
  if (reading.other !== undefined || reading.line !== undefined || textAt(view, 1) !== qualifier) return undefined;
  return optionalAmountAt(reading.context, view, 2);
}

/** CLM11 or UM05: up to three causes, and the state or country of an accident by car. */
export function relatedCausesAt(view: SegmentView, n: number): RelatedCauses | undefined {
  if (textAt(view, n) === "") return undefined;
  const causes = [1, 2, 3].map((component) => trimmed(view.component(n, component))).filter((cause) => cause !== "");
  const autoState = trimmed(view.component(n, 4));
  const country = trimmed(view.component(n, 5));
  return { causes, ...(autoState === "" ? {} : { autoState }), ...(country === "" ? {} : { country }) };
}

/** PWK. */
export function attachmentOf(view: SegmentView): Attachment {
  const controlNumber = textAt(view, 6);
  const description = textAt(view, 7);
  return {
    kind: textAt(view, 1),
    sent: textAt(view, 2),
    ...(controlNumber === "" ? {} : { controlNumber }),
    ...(description === "" ? {} : { description }),
  };
}

/** Diagnosis pointers: 1-based positions, as components of element n. */
export function pointersAt(reading: Reading, view: SegmentView, n: number): readonly number[] {
  const positions: number[] = [];
  const text = view.element(n);
  for (const part of text === "" ? [] : view.components(text)) {
    const written = trimmed(part);
    if (written === "") continue;
    const position = readInteger(written);
    if (position === undefined) report(reading.context, unreadableNumber, view, n, { value: written });
    else positions.push(position);
  }
  return positions;
}

function reference(reading: Reading, claim: OpenClaim, view: SegmentView): void {
  const identifier = referenceAt(view);
  if (identifier === undefined) return;
  const { party, line } = reading;
  if (party !== undefined) party.identifiers?.push(identifier);
  else if (line === undefined) claim.identifiers.push(identifier);
  else if (identifier.qualifier === "6R") line.controlNumber = identifier.value;
  else if ((line.drug !== undefined || line.product !== undefined) && (identifier.qualifier === "XZ" || identifier.qualifier === "VY")) {
    if (line.drug !== undefined) line.drug = { ...line.drug, prescription: identifier };
    else if (line.product !== undefined) line.product.prescription = identifier;
  } else line.identifiers.push(identifier);
}

function name<Claim extends OpenClaim & Providers, Line extends OpenLine & Providers>(
  reading: Reading<Claim, Line>,
  claim: Claim,
  view: SegmentView,
  roles: ProviderRoles<Claim, Line>,
): void {
  const { other, line } = reading;
  const role = textAt(view, 1);
  if (line !== undefined) reading.party = provider(line, roles.line[role], view);
  else if (other !== undefined) reading.party = otherPayerName(reading, other, role, view);
  else {
    reading.context.loop = "2310";
    reading.party = provider(claim, roles.claim[role], view);
  }
}

/** Of several in one role the first counts. */
function provider(of: Providers, field: RoleField | undefined, view: SegmentView): Reading["party"] {
  const one = providerOf(view);
  if (field !== undefined) of[field] ??= one;
  return one;
}

function otherPayerName({ context }: Reading, other: OtherPayerBuilder, role: string, view: SegmentView): Reading["party"] {
  if (role === "IL") {
    context.loop = "2330A";
    return nameSubscriber(other.subscriber, view);
  }
  if (role === "PR") {
    context.loop = "2330B";
    return namePayer(other.payer, view);
  }
  context.loop = "2330";
  const one = { role, kind: view.element(2) === "1" ? ("person" as const) : ("organisation" as const), identifiers: [] };
  other.providers ??= [];
  other.providers.push(one);
  return one;
}

function openOtherPayer(reading: Reading, claim: OpenClaim, view: SegmentView): void {
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
  const patientSignature = textAt(view, 4);
  if (patientSignature !== "") other.patientSignature = patientSignature;
  const releaseOfInformation = textAt(view, 6);
  if (releaseOfInformation !== "") other.releaseOfInformation = releaseOfInformation;
}

function decidedAmount({ context, adjudication, line, other }: Reading, view: SegmentView): void {
  const value = optionalAmountAt(context, view, 2);
  if (value === undefined) return;
  const qualifier = textAt(view, 1);
  if (adjudication !== undefined) {
    if (qualifier === "EAF") adjudication.remainingPatientLiability = value;
  } else if (line === undefined && other !== undefined) {
    if (qualifier === "D") other.paid = value;
    else if (qualifier === "EAF") other.remainingPatientLiability = value;
    else if (qualifier === "A8") other.nonCovered = value;
  }
}

function adjustments({ adjudication, other, context }: Reading, view: SegmentView): void {
  const into = adjudication?.adjustments ?? other?.adjustments;
  if (into === undefined) report(context, misplacedSegment, view, 0, { why: "no other payer's decision is open" });
  else adjustmentsInto(context, view, into);
}

/** SVD: 01 payer, 02 paid, 03 procedure paid, 04 revenue code of an institutional line, 05 units, 06 the line it was bundled into. */
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
  const revenueCode = textAt(view, 4);
  if (revenueCode !== "") adjudication.revenueCode = revenueCode;
  const bundledInto = integerAt(context, view, 6);
  if (bundledInto !== undefined) adjudication.bundledInto = bundledInto;
  line.adjudications.push(adjudication);
  reading.adjudication = adjudication;
  reading.party = undefined;
}

/** LIN: an NDC, or a number of another kind. */
function productNumber(line: OpenLine, view: SegmentView): void {
  const id = identifierAt(view, 2);
  if (id?.qualifier === "N4") line.drug = { ndc: id.value };
  else if (id !== undefined) line.product = { id };
}

/** CTP: 04 quantity, 05-1 unit. */
function drugQuantity(reading: Reading, line: OpenLine, view: SegmentView): void {
  const quantity = decimalAt(reading.context, view, 4);
  const unit = trimmed(view.component(5, 1));
  if (line.drug === undefined) {
    if (line.product !== undefined && quantity !== undefined) line.product.quantity = quantity;
    if (line.product !== undefined && unit !== "") line.product.unit = unit;
    return;
  }
  line.drug = { ...line.drug, ...(quantity === undefined ? {} : { quantity }), ...(unit === "" ? {} : { unit }) };
}
