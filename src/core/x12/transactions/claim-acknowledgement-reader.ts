/** The claim acknowledgement (277CA, 005010X214): source → receiver → billing provider → patient, with statuses at each level. */
import type { SegmentView } from "../syntax/segment.ts";
import type {
  AcknowledgedClaim,
  AcknowledgedProviderName,
  AcknowledgementTotals,
  ClaimAcknowledgement,
  ClaimStatus,
  SourceReceipt,
  StatusInformation,
} from "./acknowledgements.ts";
import type { X12Identifier, X12Name } from "./professional-claim.ts";
import { unknownCode } from "./reading-findings.ts";
import {
  dateAt,
  datesOf,
  decimalAt,
  identifierAt,
  integerAt,
  type Mutable,
  nameOf,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";

const unnamed: X12Name = { kind: "organisation", last: "" };

type Receiver = ClaimAcknowledgement["receivers"][number];
type Provider = Receiver["providers"][number];
type Line = AcknowledgedClaim["lines"][number];

type LineBuilder = Mutable<Omit<Line, "statuses">> & { statuses: StatusInformation[] };
type ClaimBuilder = Mutable<Omit<AcknowledgedClaim, "statuses" | "lines">> & { statuses: StatusInformation[]; lines: LineBuilder[] };
type ProviderBuilder = Mutable<Omit<Provider, "statuses" | "claims" | "totals" | "identifiers" | "furtherNames">> & {
  identifiers?: X12Identifier[];
  furtherNames?: AcknowledgedProviderName[];
  statuses: StatusInformation[];
  claims: ClaimBuilder[];
  totals?: Mutable<AcknowledgementTotals>;
};
type ReceiverBuilder = Mutable<Omit<Receiver, "statuses" | "providers" | "totals">> & {
  statuses: StatusInformation[];
  providers: ProviderBuilder[];
  totals?: Mutable<AcknowledgementTotals>;
};
type AcknowledgementBuilder = Mutable<Omit<ClaimAcknowledgement, "receivers" | "source">> & {
  source: Mutable<Omit<ClaimAcknowledgement["source"], "furtherReceipts">> & { furtherReceipts?: Mutable<SourceReceipt>[] };
  receivers: ReceiverBuilder[];
};

export interface ClaimAcknowledgementReader {
  /** Begins a transaction. */
  open(control: string): void;
  segment(view: SegmentView): void;
  /** What was read since `open`. */
  take(): ClaimAcknowledgement;
}

interface Reading {
  readonly context: ReadingContext;
  read: AcknowledgementBuilder;
  level: "source" | "receiver" | "provider" | "patient";
  receiver: ReceiverBuilder | undefined;
  provider: ProviderBuilder | undefined;
  patient: AcknowledgedClaim["patient"];
  claim: ClaimBuilder | undefined;
  line: LineBuilder | undefined;
}

export function newClaimAcknowledgementReader(context: ReadingContext): ClaimAcknowledgementReader {
  let reading = newReading(context, "");
  return {
    open(control) {
      reading = newReading(context, control);
    },
    segment: (view) => takeSegment(reading, view),
    take: () => reading.read,
  };
}

function newReading(context: ReadingContext, control: string): Reading {
  return {
    context,
    read: { control, reference: "", source: { name: "" }, receivers: [] },
    level: "source",
    receiver: undefined,
    provider: undefined,
    patient: undefined,
    claim: undefined,
    line: undefined,
  };
}

function takeSegment(reading: Reading, view: SegmentView): void {
  switch (view.tag) {
    case "BHT":
      beginning(reading, view);
      return;
    case "HL":
      openLevel(reading, view);
      return;
    case "NM1":
      name(reading, view);
      return;
    case "TRN":
      trace(reading, view);
      return;
    case "STC":
      status(reading, view);
      return;
    case "QTY":
    case "AMT":
      total(reading, view);
      return;
    case "REF":
      reference(reading, view);
      return;
    case "DTP":
      date(reading, view);
      return;
    case "SVC":
      openLine(reading, view);
      return;
    default:
  }
}

function beginning({ context, read }: Reading, view: SegmentView): void {
  read.reference = textAt(view, 3);
  const createdOn = dateAt(context, view, 4);
  if (createdOn !== undefined) read.createdOn = createdOn;
  const createdAt = textAt(view, 5);
  if (createdAt !== "") read.createdAt = createdAt;
}

function openLevel(reading: Reading, view: SegmentView): void {
  reading.claim = undefined;
  reading.line = undefined;
  reading.patient = undefined;
  const code = textAt(view, 3);
  switch (code) {
    case "20":
      reading.level = "source";
      return;
    case "21":
      reading.level = "receiver";
      reading.receiver = { name: unnamed, statuses: [], providers: [] };
      reading.provider = undefined;
      reading.read.receivers.push(reading.receiver);
      return;
    case "19":
      reading.level = "provider";
      openProvider(reading);
      return;
    case "PT":
    case "22":
    case "23":
      reading.level = "patient";
      return;
    default:
      report(reading.context, unknownCode, view, 3, { value: code, used: "no level" });
  }
}

/** A level without its parent gets one without a name, so that no claim is lost. */
function openProvider(reading: Reading): ProviderBuilder {
  const provider: ProviderBuilder = { name: unnamed, statuses: [], claims: [] };
  if (reading.receiver === undefined) {
    reading.receiver = { name: unnamed, statuses: [], providers: [] };
    reading.read.receivers.push(reading.receiver);
  }
  reading.receiver.providers.push(provider);
  reading.provider = provider;
  return provider;
}

function name(reading: Reading, view: SegmentView): void {
  const { level, read, receiver, provider } = reading;
  const identifier = textAt(view, 9);
  if (level === "source") {
    read.source.name = textAt(view, 3);
    read.source.role = textAt(view, 1);
    if (identifier !== "") Object.assign(read.source, { id: identifier, idQualifier: textAt(view, 8) });
  } else if (level === "receiver" && receiver !== undefined) {
    receiver.name = nameOf(view);
    if (identifier !== "") receiver.id = identifier;
  } else if (level === "provider" && provider !== undefined) {
    if (provider.name === unnamed) Object.assign(provider, providerName(view));
    else {
      provider.furtherNames ??= [];
      provider.furtherNames.push(providerName(view));
    }
  } else if (level === "patient") {
    const memberId = identifierAt(view, 8);
    reading.patient = { name: nameOf(view), ...(memberId === undefined ? {} : { memberId }) };
  }
}

function providerName(view: SegmentView): AcknowledgedProviderName {
  const id = identifierAt(view, 8);
  const named = { name: nameOf(view) };
  if (id === undefined) return named;
  return id.qualifier === "XX" ? { ...named, npi: id.value } : { ...named, id };
}

function trace(reading: Reading, view: SegmentView): void {
  const value = textAt(view, 2);
  if (reading.level === "source") receipt(reading.read, value);
  else if (reading.level === "provider") {
    // A provider of whom only totals are told has no number of its own there: 0.
    if (reading.provider !== undefined && value !== "0") reading.provider.trace = value;
  } else if (reading.level === "receiver") {
    if (reading.receiver !== undefined) reading.receiver.batchReference = value;
  } else if (reading.level === "patient") {
    const claim: ClaimBuilder = { controlNumber: value, statuses: [], lines: [] };
    if (reading.patient !== undefined) claim.patient = reading.patient;
    (reading.provider ?? openProvider(reading)).claims.push(claim);
    reading.claim = claim;
    reading.line = undefined;
  }
}

/** The first TRN of the source, or a further one. */
function receipt({ source }: AcknowledgementBuilder, trace: string): void {
  if (source.trace === undefined) {
    source.trace = trace;
    return;
  }
  source.furtherReceipts ??= [];
  source.furtherReceipts.push({ trace });
}

/** STC: 01, 10 and 11 statuses, 02 date, 03 action, 04 amount, 12 text. */
function status(reading: Reading, view: SegmentView): void {
  const { context, level } = reading;
  const statuses = [1, 10, 11].map((n) => statusAt(view, n)).filter((one) => one !== undefined);
  const information: Mutable<StatusInformation> = { statuses };
  const on = dateAt(context, view, 2);
  if (on !== undefined) information.on = on;
  const action = textAt(view, 3);
  if (action !== "") information.action = action;
  const amount = optionalAmountAt(context, view, 4);
  if (amount !== undefined) information.amount = amount;
  const text = textAt(view, 12);
  if (text !== "") information.text = text;
  if (level === "patient") (reading.line ?? reading.claim)?.statuses.push(information);
  else if (level === "provider") reading.provider?.statuses.push(information);
  else if (level === "receiver") reading.receiver?.statuses.push(information);
}

function statusAt(view: SegmentView, n: number): ClaimStatus | undefined {
  const category = trimmed(view.component(n, 1));
  const code = trimmed(view.component(n, 2));
  if (category === "" && code === "") return undefined;
  const entity = trimmed(view.component(n, 3));
  return entity === "" ? { category, status: code } : { category, status: code, entity };
}

/** QTY 90 and QA accepted, AA and QC rejected; AMT YU accepted, YY rejected. */
function total(reading: Reading, view: SegmentView): void {
  const owner = reading.level === "provider" ? reading.provider : reading.level === "receiver" ? reading.receiver : undefined;
  if (owner === undefined) return;
  const totals: Mutable<AcknowledgementTotals> = owner.totals ?? {};
  owner.totals = totals;
  const qualifier = textAt(view, 1);
  if (view.tag === "QTY") {
    const count = integerAt(reading.context, view, 2);
    if (count === undefined) return;
    if (qualifier === "90" || qualifier === "QA") totals.accepted = count;
    else if (qualifier === "AA" || qualifier === "QC") totals.rejected = count;
    return;
  }
  const amount = optionalAmountAt(reading.context, view, 2);
  if (amount === undefined) return;
  if (qualifier === "YU") totals.acceptedAmount = amount;
  else if (qualifier === "YY") totals.rejectedAmount = amount;
}

function reference({ claim, line, level, provider }: Reading, view: SegmentView): void {
  const qualifier = textAt(view, 1);
  const value = textAt(view, 2);
  if (level === "provider" && provider !== undefined && value !== "") {
    provider.identifiers ??= [];
    provider.identifiers.push({ qualifier, value });
    return;
  }
  if (claim === undefined || value === "") return;
  if (line !== undefined) {
    if (qualifier === "FJ") line.controlNumber = value;
    else if (qualifier === "XZ") line.prescription = value;
  } else if (qualifier === "1K") claim.payerControlNumber = value;
  else if (qualifier === "D9") claim.clearinghouseNumber = value;
  else if (qualifier === "BLT") claim.billType = value;
}

function date({ context, read, level, claim, line }: Reading, view: SegmentView): void {
  const dates = datesOf(context, view);
  if (dates === undefined) return;
  if (level === "source") {
    const of = read.source.furtherReceipts?.at(-1) ?? read.source;
    if (dates.qualifier === "050") of.receivedOn = dates.from;
    else if (dates.qualifier === "009") of.processedOn = dates.from;
  } else if (claim !== undefined && dates.qualifier === "472") {
    const of = line ?? claim;
    of.serviceFrom = dates.from;
    of.serviceTo = dates.to ?? dates.from;
  }
}

function openLine(reading: Reading, view: SegmentView): void {
  if (reading.claim === undefined) return;
  const line: LineBuilder = { procedure: procedureAt(view, 1), statuses: [] };
  const charge = optionalAmountAt(reading.context, view, 2);
  if (charge !== undefined) line.charge = charge;
  const revenueCode = textAt(view, 4);
  if (revenueCode !== "") line.revenueCode = revenueCode;
  const units = decimalAt(reading.context, view, 7);
  if (units !== undefined) line.units = units;
  reading.claim.lines.push(line);
  reading.line = line;
}
