/** Reads 276 and 277 (005010X212) segment by segment into flat questions and answers, one a claim. Nothing here throws. */
import type { SegmentView } from "../syntax/segment.ts";
import type { ClaimStatus } from "./acknowledgements.ts";
import type {
  StatusAnswer,
  StatusAnswerLine,
  StatusDetail,
  StatusInquiry,
  StatusPerson,
  StatusQuestion,
  StatusQuestionLine,
  StatusResponse,
} from "./claim-status.ts";
import type { InquiryParty } from "./eligibility.ts";
import type { X12Contact, X12Identifier } from "./professional-claim.ts";
import { unknownCode } from "./reading-findings.ts";
import {
  contactOf,
  dateAt,
  datesOf,
  decimalAt,
  identifierAt,
  type Mutable,
  nameOf,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";

type LineBuilder = Mutable<Omit<StatusAnswerLine, "statuses">> & { statuses: StatusDetail[] };

/** One claim of a question or answer, or a level above that was refused. */
interface Gathered {
  readonly payer: InquiryParty;
  readonly contacts: readonly X12Contact[];
  readonly receiver: InquiryParty;
  readonly providers: readonly InquiryParty[];
  readonly subscriber?: Mutable<StatusPerson>;
  readonly dependent?: Mutable<StatusPerson>;
  readonly trace: string;
  readonly statuses: StatusDetail[];
  readonly identifiers: X12Identifier[];
  readonly lines: LineBuilder[];
  charge?: NonNullable<StatusQuestion["charge"]>;
  serviceFrom?: NonNullable<StatusQuestion["serviceFrom"]>;
  serviceTo?: NonNullable<StatusQuestion["serviceTo"]>;
}

interface Reading {
  readonly context: ReadingContext;
  readonly head: Mutable<Omit<StatusInquiry, "questions">>;
  readonly gathered: Gathered[];
  level: "payer" | "receiver" | "provider" | "subscriber" | "dependent";
  payer: InquiryParty;
  contacts: X12Contact[];
  receiver: InquiryParty;
  providers: InquiryParty[];
  subscriber: Mutable<StatusPerson> | undefined;
  dependent: Mutable<StatusPerson> | undefined;
  claim: Gathered | undefined;
}

export interface ClaimStatusReader {
  /** Begins a transaction. */
  open(control: string): void;
  segment(view: SegmentView): void;
  takeInquiry(): StatusInquiry;
  takeResponse(): StatusResponse;
}

const nobody: InquiryParty = { role: "", name: { kind: "organisation", last: "" } };

export function newClaimStatusReader(context: ReadingContext): ClaimStatusReader {
  let reading = newReading(context, "");
  return {
    open(control) {
      reading = newReading(context, control);
    },
    segment: (view) => takeSegment(reading, view),
    takeInquiry: () => ({ ...reading.head, questions: reading.gathered.flatMap(questionOf) }),
    takeResponse: () => ({ ...reading.head, answers: reading.gathered.map(answerOf) }),
  };
}

function newReading(context: ReadingContext, control: string): Reading {
  return {
    context,
    head: { control, reference: "" },
    gathered: [],
    level: "payer",
    payer: nobody,
    contacts: [],
    receiver: nobody,
    providers: [],
    subscriber: undefined,
    dependent: undefined,
    claim: undefined,
  };
}

function questionOf({ contacts: _contacts, statuses: _statuses, subscriber, lines, ...rest }: Gathered): readonly StatusQuestion[] {
  if (subscriber === undefined) return [];
  return [{ ...rest, subscriber, lines: lines.map(({ statuses: _none, paid: _paid, ...line }): StatusQuestionLine => line) }];
}

function answerOf({ charge: _charge, trace, ...rest }: Gathered): StatusAnswer {
  return { ...rest, ...(trace === "" ? {} : { trace }) };
}

function takeSegment(reading: Reading, view: SegmentView): void {
  const { context, claim } = reading;
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
    case "PER":
      if (reading.level === "payer") reading.contacts.push(contactOf(view));
      return;
    case "DMG":
      demographics(reading, view);
      return;
    case "TRN":
      openClaim(reading, textAt(view, 2));
      return;
    case "STC":
      (claim?.lines.at(-1)?.statuses ?? claim?.statuses)?.push(statusOf(context, view));
      return;
    case "REF":
      reference(reading, view);
      return;
    case "AMT": {
      const charge = optionalAmountAt(context, view, 2);
      if (claim !== undefined && textAt(view, 1) === "T3" && charge !== undefined) claim.charge = charge;
      return;
    }
    case "DTP":
      date(reading, view);
      return;
    case "SVC":
      claim?.lines.push(lineOf(context, view));
      return;
    default:
  }
}

function beginning({ context, head }: Reading, view: SegmentView): void {
  head.reference = textAt(view, 3);
  const createdOn = dateAt(context, view, 4);
  if (createdOn !== undefined) head.createdOn = createdOn;
  if (textAt(view, 5) !== "") head.createdAt = textAt(view, 5);
}

function openLevel(reading: Reading, view: SegmentView): void {
  reading.claim = undefined;
  const code = textAt(view, 3);
  reading.subscriber = code === "23" ? reading.subscriber : undefined;
  reading.dependent = undefined;
  switch (code) {
    case "20":
      reading.level = "payer";
      reading.contacts = [];
      return;
    case "21":
      reading.level = "receiver";
      reading.providers = [];
      return;
    case "19":
      reading.level = "provider";
      reading.providers = [];
      return;
    case "22":
      reading.level = "subscriber";
      reading.subscriber = { name: nobody.name };
      return;
    case "23":
      reading.level = "dependent";
      reading.dependent = { name: nobody.name };
      return;
    default:
      report(reading.context, unknownCode, view, 3, { value: code, used: "no level" });
  }
}

function name(reading: Reading, view: SegmentView): void {
  const id = identifierAt(view, 8);
  const party: InquiryParty = { role: textAt(view, 1), name: nameOf(view), ...(id === undefined ? {} : { id }) };
  const person = reading.dependent ?? reading.subscriber;
  if (reading.level === "payer") reading.payer = party;
  else if (reading.level === "receiver") reading.receiver = party;
  else if (reading.level === "provider") reading.providers = [...reading.providers, party];
  else if (person !== undefined) {
    person.name = party.name;
    if (id !== undefined) person.memberId = id;
  }
}

function demographics(reading: Reading, view: SegmentView): void {
  const person = reading.dependent ?? reading.subscriber;
  const birthDate = dateAt(reading.context, view, 2);
  if (person === undefined) return;
  if (birthDate !== undefined) person.birthDate = birthDate;
  if (textAt(view, 3) !== "") person.sex = textAt(view, 3);
}

function openClaim(reading: Reading, trace: string): void {
  const { payer, contacts, receiver, providers, subscriber, dependent } = reading;
  reading.claim = {
    payer,
    contacts,
    receiver,
    providers,
    ...(subscriber === undefined ? {} : { subscriber }),
    ...(dependent === undefined ? {} : { dependent }),
    trace,
    statuses: [],
    identifiers: [],
    lines: [],
  };
  reading.gathered.push(reading.claim);
}

/** STC: 01, 10 and 11 statuses, 02 date, 04 charge, 05 paid, 06 and 08 dates, 09 check. */
function statusOf(context: ReadingContext, view: SegmentView): StatusDetail {
  const on = dateAt(context, view, 2);
  const charge = optionalAmountAt(context, view, 4);
  const paid = optionalAmountAt(context, view, 5);
  const decidedOn = dateAt(context, view, 6);
  const paidOn = dateAt(context, view, 8);
  const trace = textAt(view, 9);
  return {
    statuses: [1, 10, 11].flatMap((n) => statusAt(view, n)),
    ...(on === undefined ? {} : { on }),
    ...(charge === undefined ? {} : { charge }),
    ...(paid === undefined ? {} : { paid }),
    ...(decidedOn === undefined ? {} : { decidedOn }),
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(trace === "" ? {} : { trace }),
  };
}

function statusAt(view: SegmentView, n: number): readonly ClaimStatus[] {
  const [category = "", status = "", entity = "", list = ""] = [1, 2, 3, 4].map((component) => trimmed(view.component(n, component)));
  if (category === "" && status === "") return [];
  return [{ category, status, ...(entity === "" ? {} : { entity }), ...(list === "" ? {} : { list }) }];
}

function reference({ claim }: Reading, view: SegmentView): void {
  const one = { qualifier: textAt(view, 1), value: textAt(view, 2) };
  if (claim === undefined || one.value === "") return;
  const line = claim.lines.at(-1);
  if (line === undefined) claim.identifiers.push(one);
  else if (one.qualifier === "FJ") line.controlNumber = one.value;
}

function date({ context, claim }: Reading, view: SegmentView): void {
  const dates = datesOf(context, view);
  const owner = claim?.lines.at(-1) ?? claim;
  if (dates === undefined || owner === undefined) return;
  owner.serviceFrom = dates.from;
  owner.serviceTo = dates.to ?? dates.from;
}

function lineOf(context: ReadingContext, view: SegmentView): LineBuilder {
  const charge = optionalAmountAt(context, view, 2);
  const paid = optionalAmountAt(context, view, 3);
  const revenueCode = textAt(view, 4);
  const units = decimalAt(context, view, 7);
  return {
    procedure: procedureAt(view, 1),
    ...(charge === undefined ? {} : { charge }),
    ...(paid === undefined ? {} : { paid }),
    ...(revenueCode === "" ? {} : { revenueCode }),
    ...(units === undefined ? {} : { units }),
    statuses: [],
  };
}
