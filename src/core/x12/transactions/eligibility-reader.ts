/** Reads 270 and 271 (005010X279A1) segment by segment into flat questions and answers, one a person. Nothing here throws. */
import type { SegmentView } from "../syntax/segment.ts";
import { deliveryFields, placeFields } from "./benefit-details.ts";
import { elementFieldsAt } from "./element-fields.ts";
import type {
  Benefit,
  BenefitDelivery,
  BenefitPlace,
  EligibilityAnswer,
  EligibilityInquiry,
  EligibilityQuestion,
  EligibilityRejection,
  EligibilityResponse,
  InquiryParty,
  RelatedParty,
  ServiceQuestion,
} from "./eligibility.ts";
import {
  type Builder,
  isNamed,
  type PersonBuilder,
  personDetail,
  provider,
  type ReceiverBuilder,
  receiverSpecialty,
} from "./eligibility-people.ts";
import type { ClaimDate, ClaimProcedure, X12Address, X12Contact, X12Identifier } from "./professional-claim.ts";
import { unknownCode } from "./reading-findings.ts";
import {
  contactOf,
  dateAt,
  datesOf,
  decimalAt,
  fillCity,
  identifierAt,
  type Mutable,
  nameOf,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  readInteger,
  referenceAt,
  report,
  streetOf,
  textAt,
  trimmed,
} from "./segment-values.ts";

type ServiceBuilder = Builder<Omit<ServiceQuestion, "amounts" | "places">, "identifiers" | "dates"> & {
  amounts?: NonNullable<ServiceQuestion["amounts"]>[number][];
  places?: BenefitPlace[];
};
type RelatedBuilder = Mutable<Omit<RelatedParty, "contacts">> & { address?: Mutable<X12Address>; contacts?: X12Contact[] };
type BenefitBuilder = Builder<Omit<Benefit, "parties" | "deliveries" | "places">, "identifiers" | "dates" | "rejections" | "messages"> & {
  parties: RelatedBuilder[];
  deliveries?: BenefitDelivery[];
  places?: BenefitPlace[];
};

/** What a person's level has gathered, of a question or of an answer. */
interface Gathered {
  readonly level: "subscriber" | "dependent";
  readonly payer: InquiryParty;
  readonly contacts: readonly X12Contact[];
  readonly receiver: ReceiverBuilder | undefined;
  readonly subscriber: PersonBuilder;
  readonly dependent?: PersonBuilder;
  readonly traces: EligibilityQuestion["traces"][number][];
  readonly dates: ClaimDate[];
  readonly rejections: EligibilityRejection[];
  readonly services: ServiceBuilder[];
  readonly benefits: BenefitBuilder[];
}

interface Reading {
  readonly context: ReadingContext;
  readonly head: Mutable<Omit<EligibilityResponse, "answers">>;
  readonly gathered: Gathered[];
  level: "source" | "receiver" | "subscriber" | "dependent";
  payer: Mutable<InquiryParty>;
  contacts: X12Contact[];
  /** AAA before the payer's NM1 is of its level, after it of its name. */
  sawPayer: boolean;
  receiver: ReceiverBuilder | undefined;
  /** Refusals of the levels above a person. */
  rejections: EligibilityRejection[];
  person: Gathered | undefined;
  /** Within LS … LE. */
  related: boolean;
}

export interface EligibilityReader {
  /** Begins a transaction. */
  open(control: string): void;
  segment(view: SegmentView): void;
  takeInquiry(): EligibilityInquiry;
  takeResponse(): EligibilityResponse;
}

export function newEligibilityReader(context: ReadingContext): EligibilityReader {
  let reading = newReading(context, "");
  return {
    open(control) {
      reading = newReading(context, control);
    },
    segment: (view) => takeSegment(reading, view),
    takeInquiry: () => ({ ...reading.head, questions: people(reading).flatMap(questionOf) }),
    takeResponse: () => {
      closeSource(reading);
      return { ...reading.head, answers: people(reading).map(answerOf) };
    },
  };
}

const noParty: InquiryParty = { role: "", name: { kind: "organisation", last: "" } };

function newReading(context: ReadingContext, control: string): Reading {
  return {
    context,
    head: { control, purpose: "" },
    gathered: [],
    level: "source",
    payer: { ...noParty },
    contacts: [],
    sawPayer: false,
    receiver: undefined,
    rejections: [],
    person: undefined,
    related: false,
  };
}

/** A subscriber who only stands above dependents asks and answers nothing. */
function people({ gathered }: Reading): readonly Gathered[] {
  return gathered.filter((one, index) => {
    const leads =
      one.level === "subscriber" && gathered[index + 1]?.level === "dependent" && gathered[index + 1]?.subscriber === one.subscriber;
    return !leads || !asksNothing(one);
  });
}

function asksNothing({ services, benefits, traces }: Gathered): boolean {
  return services.length === 0 && benefits.length === 0 && traces.length === 0;
}

function questionOf({ payer, receiver, traces, subscriber, dependent, dates, services }: Gathered): readonly EligibilityQuestion[] {
  if (receiver === undefined) return [];
  return [{ payer, receiver, traces, subscriber, ...(dependent === undefined ? {} : { dependent }), dates, services }];
}

function answerOf(one: Gathered): EligibilityAnswer {
  const { payer, contacts, receiver, traces, subscriber, dependent, dates, rejections, benefits } = one;
  return {
    payer,
    contacts,
    ...(receiver === undefined ? {} : { receiver }),
    traces,
    ...(subscriber === nobody ? {} : { subscriber }),
    ...(dependent === undefined ? {} : { dependent }),
    dates,
    rejections,
    benefits,
  };
}

const nobody: PersonBuilder = { identifiers: [] };

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
      reading.person?.traces.push({
        kind: textAt(view, 1),
        number: textAt(view, 2),
        originator: textAt(view, 3),
        ...(textAt(view, 4) === "" ? {} : { division: textAt(view, 4) }),
      });
      return;
    case "EQ":
      reading.person?.services.push(serviceOf(view));
      return;
    case "EB":
      reading.person?.benefits.push(benefitOf(reading.context, view));
      return;
    case "AAA":
      rejection(reading, view);
      return;
    case "MSG":
      reading.person?.benefits.at(-1)?.messages.push(textAt(view, 1));
      return;
    case "LS":
    case "LE":
      reading.related = view.tag === "LS";
      return;
    default:
      detail(reading, view);
  }
}

function detail(reading: Reading, view: SegmentView): void {
  const { context, level, related } = reading;
  if (related) {
    relatedDetail(reading.person?.benefits.at(-1)?.parties.at(-1), view);
    return;
  }
  const person = reading.person === undefined ? undefined : (reading.person.dependent ?? reading.person.subscriber);
  const owner = level === "receiver" ? reading.receiver : person;
  switch (view.tag) {
    case "REF":
      reference(reading, owner, view);
      return;
    case "N3":
      if (owner !== undefined) owner.address = streetOf(view);
      return;
    case "N4":
      if (owner === undefined) return;
      owner.address ??= { line1: "", city: "" };
      fillCity(owner.address, view);
      return;
    case "PRV":
      if (level !== "receiver") provider(person, view);
      else if (reading.receiver !== undefined) receiverSpecialty(reading.receiver, view);
      return;
    case "PER":
      if (level === "source") reading.contacts.push(contactOf(view));
      return;
    case "DMG":
    case "INS":
    case "HI":
    case "MPI":
      if (person !== undefined) personDetail(context, person, view);
      return;
    case "DTP":
      date(reading, view);
      return;
    case "HSD": {
      const benefit = reading.person?.benefits.at(-1);
      if (benefit === undefined) return;
      benefit.deliveries ??= [];
      benefit.deliveries.push(elementFieldsAt(context, view, deliveryFields));
      return;
    }
    case "III": {
      const of = reading.person?.benefits.at(-1) ?? reading.person?.services.at(-1);
      if (of === undefined) return;
      of.places ??= [];
      of.places.push(elementFieldsAt(context, view, placeFields));
      return;
    }
    case "AMT": {
      const service = reading.person?.services.at(-1);
      const amount = optionalAmountAt(context, view, 2);
      if (service === undefined || amount === undefined) return;
      service.amounts ??= [];
      service.amounts.push({ qualifier: textAt(view, 1), amount });
      return;
    }
    default:
  }
}

/** Loop 2120 after its NM1. */
function relatedDetail(party: RelatedBuilder | undefined, view: SegmentView): void {
  if (party === undefined) return;
  switch (view.tag) {
    case "N3":
      party.address = streetOf(view);
      return;
    case "N4":
      party.address ??= { line1: "", city: "" };
      fillCity(party.address, view);
      return;
    case "PER":
      party.contacts ??= [];
      party.contacts.push(contactOf(view));
      return;
    case "PRV":
      provider(party, view);
      return;
    default:
  }
}

function beginning({ context, head }: Reading, view: SegmentView): void {
  head.purpose = textAt(view, 2);
  if (textAt(view, 3) !== "") head.reference = textAt(view, 3);
  const createdOn = dateAt(context, view, 4);
  if (createdOn !== undefined) head.createdOn = createdOn;
  if (textAt(view, 5) !== "") head.createdAt = textAt(view, 5);
  if (textAt(view, 6) !== "") head.kind = textAt(view, 6);
}

function openLevel(reading: Reading, view: SegmentView): void {
  reading.related = false;
  const code = textAt(view, 3);
  switch (code) {
    case "20":
      closeSource(reading);
      reading.level = "source";
      reading.payer = { ...noParty };
      reading.contacts = [];
      reading.sawPayer = false;
      reading.receiver = undefined;
      reading.rejections = [];
      reading.person = undefined;
      return;
    case "21":
      reading.level = "receiver";
      reading.receiver = { ...noParty, identifiers: [] };
      reading.rejections = reading.rejections.filter((one) => one.at === "source" || one.at === "payer");
      reading.person = undefined;
      return;
    case "22":
      reading.level = "subscriber";
      openPerson(reading, { level: "subscriber", subscriber: { identifiers: [] } });
      return;
    case "23": {
      reading.level = "dependent";
      const subscriber = reading.person?.subscriber ?? { identifiers: [] };
      const above = reading.person?.rejections.filter((one) => one.at === "subscriber") ?? [];
      const { person } = reading;
      if (person?.level === "subscriber" && person.dates.length > 0 && asksNothing(person)) subscriber.dates = person.dates;
      openPerson(reading, { level: "dependent", subscriber, dependent: { identifiers: [] } });
      reading.person?.rejections.push(...above);
      return;
    }
    default:
      report(reading.context, unknownCode, view, 3, { value: code, used: "no level" });
  }
}

function openPerson(reading: Reading, who: Pick<Gathered, "level" | "subscriber" | "dependent">): void {
  const { payer, contacts, receiver } = reading;
  const empty = { traces: [], dates: [], services: [], benefits: [] };
  reading.person = { ...who, payer, contacts, receiver, rejections: [...reading.rejections], ...empty };
  reading.gathered.push(reading.person);
}

/** A payer or asker that is refused has nobody under it: the refusal is an answer of its own. */
function closeSource(reading: Reading): void {
  if (reading.rejections.length === 0 || reading.person !== undefined) return;
  openPerson(reading, { level: "subscriber", subscriber: nobody });
}

function name(reading: Reading, view: SegmentView): void {
  const id = identifierAt(view, 8);
  const party: InquiryParty = { role: textAt(view, 1), name: nameOf(view), ...(id === undefined ? {} : { id }) };
  if (reading.related) {
    const relationship = textAt(view, 10);
    reading.person?.benefits.at(-1)?.parties.push(relationship === "" ? party : { ...party, relationship });
  } else if (reading.level === "source") {
    Object.assign(reading.payer, party);
    reading.sawPayer = true;
  } else if (reading.level === "receiver") {
    if (reading.receiver !== undefined) Object.assign(reading.receiver, party);
  } else {
    const person = reading.person?.dependent ?? reading.person?.subscriber;
    if (person === undefined) return;
    if (isNamed(party.name)) person.name = party.name;
    if (id !== undefined) person.memberId = id;
  }
}

function reference({ person, level }: Reading, owner: { readonly identifiers: X12Identifier[] } | undefined, view: SegmentView): void {
  const one = referenceAt(view);
  if (one === undefined) return;
  const inside = level === "receiver" ? undefined : (person?.benefits.at(-1) ?? person?.services.at(-1));
  (inside ?? owner)?.identifiers.push(one);
}

function date({ context, person }: Reading, view: SegmentView): void {
  const dates = datesOf(context, view);
  if (dates === undefined || person === undefined) return;
  (person.benefits.at(-1) ?? person.services.at(-1) ?? person).dates.push(dates);
}

function rejection(reading: Reading, view: SegmentView): void {
  const { level, person, sawPayer } = reading;
  const at = level === "source" ? (sawPayer ? "payer" : "source") : level;
  const one: EligibilityRejection = { at, valid: textAt(view, 1) === "Y", reason: textAt(view, 3), followUp: textAt(view, 4) };
  const benefit = person?.benefits.at(-1);
  if (benefit !== undefined) benefit.rejections.push(one);
  else (person?.rejections ?? reading.rejections).push(one);
}

function serviceOf(view: SegmentView): ServiceBuilder {
  const procedure = serviceAt(view, 2);
  const coverage = textAt(view, 3);
  return {
    types: typesAt(view, 1),
    ...(procedure === undefined ? {} : { procedure }),
    ...(coverage === "" ? {} : { coverage }),
    ...pointersAt(view, 5),
    identifiers: [],
    dates: [],
  };
}

/** 1-based positions as components of element n; nothing when there are none. */
function pointersAt(view: SegmentView, n: number): { readonly pointers?: readonly number[] } {
  const pointers = [1, 2, 3, 4].flatMap((component) => readInteger(trimmed(view.component(n, component))) ?? []);
  return pointers.length === 0 ? {} : { pointers };
}

function benefitOf(context: ReadingContext, view: SegmentView): BenefitBuilder {
  const text = <Key extends string>(key: Key, n: number) => {
    const value = textAt(view, n);
    return value === "" ? {} : ({ [key]: value } as { readonly [one in Key]: string });
  };
  const amount = optionalAmountAt(context, view, 7);
  const percent = decimalAt(context, view, 8);
  const quantity = decimalAt(context, view, 10);
  const procedure = serviceAt(view, 13);
  return {
    kind: textAt(view, 1),
    ...text("coverage", 2),
    serviceTypes: typesAt(view, 3),
    ...text("insuranceType", 4),
    ...text("plan", 5),
    ...text("period", 6),
    ...(amount === undefined ? {} : { amount }),
    ...(percent === undefined ? {} : { percent }),
    ...text("quantityKind", 9),
    ...(quantity === undefined ? {} : { quantity }),
    ...text("authorization", 11),
    ...text("network", 12),
    ...(procedure === undefined ? {} : { procedure }),
    ...pointersAt(view, 14),
    identifiers: [],
    dates: [],
    rejections: [],
    messages: [],
    parties: [],
  };
}

function typesAt(view: SegmentView, n: number): readonly string[] {
  return view.repetitions(n).filter((one) => one !== "");
}

function serviceAt(view: SegmentView, n: number): ClaimProcedure | undefined {
  const procedure = procedureAt(view, n);
  return procedure.code === "" ? undefined : procedure;
}
