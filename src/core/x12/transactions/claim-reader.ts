/**
 * Claims of any kind (837P, 837I, 837D) as a push machine: it is shown one segment after the other and gives each claim as
 * soon as it is complete, with what it inherits from the levels above it (billing provider, subscriber, dependent). What
 * stands in a claim is its kind's to read. It keeps one claim at a time, so a file of any size needs little memory. It
 * never throws.
 */
import { assertNever } from "../../kernel/assert.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import { guideOf } from "../guides/guides.ts";
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import type { SegmentView } from "../syntax/segment.ts";
import {
  type AdjudicationBuilder,
  type DependentBuilder,
  namePayer,
  nameSubscriber,
  noPayer,
  noProvider,
  noSubscriber,
  type OpenClaim,
  type OpenLine,
  type OtherPayerBuilder,
  type Party,
  type PayerBuilder,
  type ProviderBuilder,
  providerOf,
  type SubscriberBuilder,
  subscriberOf,
} from "./claim-builders.ts";
import { patientFactsOf } from "./patient-facts.ts";
import type { ClaimParties, ProfessionalClaimBatchHead, X12Contact } from "./professional-claim.ts";
import { misplacedSegment, missingValue, unknownCode, unreadableDate } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  contactOf,
  dateAt,
  fillCity,
  type Mutable,
  nameOf,
  type ReadingContext,
  referenceAt,
  report,
  streetOf,
  textAt,
} from "./segment-values.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface ClaimHandlers<Claim> {
  /** A complete claim. The head is the same object for all claims of a batch. */
  readonly onClaim: (claim: Claim, head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope) => void;
  /** The end of a batch (SE, or the end of a file that is cut off), also of one without claims. */
  readonly onBatch?: (head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope, claims: number) => void;
}

/** What is different from one kind of claim to the other. */
export interface ClaimKind<Claim extends OpenClaim, Line extends OpenLine> {
  /** The name of the guide, where segments are told whose tag it does not have. */
  readonly guideName?: string;
  readonly isOurs: (envelope: TransactionEnvelope) => boolean;
  /** CLM. */
  readonly openClaim: (reading: Reading<Claim, Line>, parties: ClaimParties, view: SegmentView) => Claim;
  /** A segment inside a claim. */
  readonly segment: (reading: Reading<Claim, Line>, claim: Claim, view: SegmentView, tag: string) => void;
}

/** What not every claim has above it. */
export function inherit(claim: Mutable<ClaimParties>, { currency, payTo, payToPlan, dependent }: ClaimParties): void {
  if (currency !== undefined) claim.currency = currency;
  if (payTo !== undefined) claim.payTo = payTo;
  if (payToPlan !== undefined) claim.payToPlan = payToPlan;
  if (dependent !== undefined) claim.dependent = dependent;
}

/** Everything the reader stands in at this moment. */
export interface Reading<Claim extends OpenClaim = OpenClaim, Line extends OpenLine = OpenLine> {
  readonly context: ReadingContext;
  envelope: TransactionEnvelope | undefined;
  head: Mutable<ProfessionalClaimBatchHead>;
  level: "header" | "billing" | "subscriber" | "dependent";
  billing: ProviderBuilder | undefined;
  billingTaxonomy: string;
  currency: string;
  payTo: (Party & { kind: "person" | "organisation" }) | undefined;
  payToPlan: PayerBuilder | undefined;
  subscriber: SubscriberBuilder | undefined;
  payer: PayerBuilder | undefined;
  dependent: DependentBuilder | undefined;
  party: Party | undefined;
  claim: Claim | undefined;
  other: OtherPayerBuilder | undefined;
  line: Line | undefined;
  lines: number;
  adjudication: AdjudicationBuilder | undefined;
  /** HL of the subscriber or dependent while no claim has used it; 0 when one has. */
  levelSegment: number;
  levelByte: number;
  lastSegment: number;
  claims: number;
}

export function newClaimReader<Claim extends OpenClaim, Line extends OpenLine>(
  kind: ClaimKind<Claim, Line>,
  context: ReadingContext,
  handlers: ClaimHandlers<Claim>,
): SegmentSink {
  const tracker = newEnvelopeTracker();
  const reading = newReading<Claim, Line>(context);
  let tags: ReadonlySet<string> | undefined;

  function closeBatch(view: SegmentView | undefined): void {
    const { envelope } = reading;
    if (envelope === undefined) return;
    closeClaim(view);
    handlers.onBatch?.(reading.head, envelope, reading.claims);
    reading.envelope = undefined;
  }

  /** Gives the claim that is open. `view` is the segment after it, undefined at the end of a file that is cut off. */
  function closeClaim(view: SegmentView | undefined): void {
    const { claim, envelope } = reading;
    if (claim === undefined || envelope === undefined) return;
    const { place } = claim;
    if (place !== undefined) {
      place.lastSegment = reading.lastSegment;
      if (view !== undefined) place.byteTo = view.offset;
    }
    reading.claim = undefined;
    reading.other = undefined;
    reading.line = undefined;
    reading.adjudication = undefined;
    reading.party = undefined;
    reading.claims += 1;
    handlers.onClaim(claim, reading.head, envelope);
  }

  function takeSegment(view: SegmentView, tag: string): void {
    switch (tag) {
      case "HL":
        closeClaim(view);
        openLevel(reading, view);
        return;
      case "CLM":
        closeClaim(view);
        openClaim(view);
        return;
      case "N3":
      case "N4":
      case "PER":
      case "PRV":
      case "DMG":
        partySegment(reading, view, tag);
        return;
      default:
        if (tags !== undefined && !tags.has(tag)) {
          report(context, misplacedSegment, view, 0, { why: `${kind.guideName} has no place for it` });
        } else if (reading.claim !== undefined) kind.segment(reading, reading.claim, view, tag);
        else levelSegment(reading, view, tag);
    }
  }

  function openClaim(view: SegmentView): void {
    const parties = partiesOf(reading, view);
    context.loop = "2300";
    if (textAt(view, 1) === "") report(context, missingValue, view, 1, { used: "an empty number" });
    reading.claim = kind.openClaim(reading, parties, view);
    reading.levelSegment = 0;
    reading.lines = 0;
    reading.party = undefined;
  }

  return {
    segment(view) {
      const { tag } = view;
      if (tracker.segment(view, tag)) {
        closeBatch(view);
        if (tag !== "ST" || !kind.isOurs(tracker.current())) return;
        openBatch(reading, tracker.current());
        if (kind.guideName !== undefined) tags ??= tagsOf(tracker.current());
        return;
      }
      if (reading.envelope === undefined) return;
      takeSegment(view, tag);
      reading.lastSegment = view.index;
    },
    end: () => closeBatch(undefined),
  };
}

function newReading<Claim extends OpenClaim, Line extends OpenLine>(context: ReadingContext): Reading<Claim, Line> {
  return {
    context,
    envelope: undefined,
    head: emptyHead(),
    level: "header",
    billing: undefined,
    billingTaxonomy: "",
    currency: "",
    payTo: undefined,
    payToPlan: undefined,
    subscriber: undefined,
    payer: undefined,
    dependent: undefined,
    party: undefined,
    claim: undefined,
    other: undefined,
    line: undefined,
    lines: 0,
    adjudication: undefined,
    levelSegment: 0,
    levelByte: 0,
    lastSegment: 0,
    claims: 0,
  };
}

function tagsOf({ set }: TransactionEnvelope): ReadonlySet<string> | undefined {
  const guide = guideOf(set.id, set.guide);
  return guide === undefined ? undefined : new Set(tagsIn(guide.children));
}

function tagsIn(children: readonly (SegmentRule | LoopRule)[]): readonly string[] {
  return children.flatMap((child) => (child.kind === "segment" ? [child.tag] : tagsIn(child.children)));
}

function emptyHead(): Mutable<ProfessionalClaimBatchHead> {
  return {
    control: "",
    reference: "",
    purpose: "",
    createdOn: "1900-01-01" as IsoDate,
    createdAt: "",
    kind: "",
    submitter: { name: { kind: "organisation", last: "" }, id: "", contacts: [] },
    receiver: { name: "", id: "" },
  };
}

function openBatch(reading: Reading, envelope: TransactionEnvelope): void {
  Object.assign(reading, { ...newReading(reading.context), envelope });
  reading.head.control = envelope.set.control;
  reading.head.createdOn = envelopeDate(envelope) ?? reading.head.createdOn;
  reading.context.loop = "";
}

/** The day of the group, else of the interchange: what stands in when BHT04 cannot be read. */
function envelopeDate(envelope: TransactionEnvelope): IsoDate | undefined {
  return parseCompactDate(envelope.group.date) ?? parseCompactDate(`20${envelope.interchange.date}`);
}

function openLevel(reading: Reading, view: SegmentView): void {
  reading.party = undefined;
  switch (textAt(view, 3)) {
    case "20":
      Object.assign(reading, { level: "billing", billing: undefined, billingTaxonomy: "", currency: "" });
      Object.assign(reading, {
        payTo: undefined,
        payToPlan: undefined,
        subscriber: undefined,
        payer: undefined,
        dependent: undefined,
        levelSegment: 0,
      });
      reading.context.loop = "2000A";
      return;
    case "22":
      Object.assign(reading, { level: "subscriber", subscriber: undefined, payer: undefined, dependent: undefined });
      reading.levelSegment = view.index;
      reading.levelByte = view.offset;
      reading.context.loop = "2000B";
      return;
    case "23":
      reading.level = "dependent";
      reading.dependent = undefined;
      if (reading.levelSegment === 0) {
        reading.levelSegment = view.index;
        reading.levelByte = view.offset;
      }
      reading.context.loop = "2000C";
      return;
    default:
      report(reading.context, unknownCode, view, 3, { value: textAt(view, 3), used: "no level" });
  }
}

/** Segments of the header and of the levels above a claim. */
function levelSegment(reading: Reading, view: SegmentView, tag: string): void {
  switch (tag) {
    case "BHT":
      beginning(reading, view);
      return;
    case "NM1":
      levelName(reading, view);
      return;
    case "SBR":
      reading.subscriber = subscriberOf(view);
      return;
    case "PAT":
      patient(reading, view);
      return;
    case "CUR":
      if (reading.level === "billing") reading.currency = textAt(view, 2);
      return;
    case "REF": {
      const identifier = referenceAt(view);
      if (identifier !== undefined) reading.party?.identifiers?.push(identifier);
      return;
    }
    case "SV1":
    case "SV2":
    case "SV3":
    case "LX":
    case "HI":
      report(reading.context, misplacedSegment, view, 0, { why: "no claim is open" });
      return;
    default:
  }
}

/** PAT of a dependent, or of a subscriber who is the patient. */
function patient(reading: Reading, view: SegmentView): void {
  if (reading.level === "dependent")
    reading.dependent = { relationship: textAt(view, 1), name: { kind: "person", last: "" }, identifiers: [] };
  const of = reading.level === "dependent" ? reading.dependent : reading.subscriber;
  const facts = patientFactsOf(reading.context, view);
  if (of !== undefined && facts !== undefined) of.patientFacts = facts;
}

function beginning(reading: Reading, view: SegmentView): void {
  const { head, context } = reading;
  head.purpose = textAt(view, 2);
  head.reference = textAt(view, 3);
  const createdOn = dateAt(context, view, 4);
  if (createdOn !== undefined) head.createdOn = createdOn;
  else if (textAt(view, 4) === "") report(context, missingValue, view, 4, { used: `the envelope's date ${head.createdOn}` });
  head.createdAt = textAt(view, 5);
  head.kind = textAt(view, 6);
}

function levelName(reading: Reading, view: SegmentView): void {
  const role = textAt(view, 1);
  reading.party = { identifiers: [] };
  switch (reading.level) {
    case "header":
      headerName(reading, role, view);
      return;
    case "billing":
      billingName(reading, role, view);
      return;
    case "subscriber":
      if (role === "IL") {
        reading.subscriber = nameSubscriber(reading.subscriber ?? noSubscriber(), view);
        reading.party = reading.subscriber;
      } else if (role === "PR") {
        reading.payer = namePayer(noPayer(), view);
        reading.party = reading.payer;
      }
      return;
    case "dependent":
      if (role !== "QC") return;
      reading.dependent = { ...(reading.dependent ?? { relationship: "", identifiers: [] }), name: nameOf(view) };
      reading.party = reading.dependent;
      return;
    default:
      assertNever(reading.level);
  }
}

function headerName(reading: Reading, role: string, view: SegmentView): void {
  if (role === "41") {
    const contacts: X12Contact[] = [];
    reading.head.submitter = { name: nameOf(view), id: textAt(view, 9), contacts };
    reading.party = { identifiers: [], contacts };
  } else if (role === "40") reading.head.receiver = { name: textAt(view, 3), id: textAt(view, 9) };
}

function billingName(reading: Reading, role: string, view: SegmentView): void {
  if (role === "85") {
    reading.billing = providerOf(view);
    if (reading.billingTaxonomy !== "") reading.billing.taxonomy = reading.billingTaxonomy;
    reading.party = reading.billing;
  } else if (role === "87") {
    reading.payTo = { kind: textAt(view, 2) === "1" ? "person" : "organisation", identifiers: [] };
    reading.party = reading.payTo;
  } else if (role === "PE") {
    reading.payToPlan = namePayer(noPayer(), view);
    reading.party = reading.payToPlan;
  }
}

function partiesOf(
  { context, billing, currency, payTo, payToPlan, subscriber, payer, dependent }: Reading,
  view: SegmentView,
): ClaimParties {
  if (billing === undefined) report(context, misplacedSegment, view, 0, { why: "no billing provider stands above the claim" });
  if (subscriber === undefined) report(context, misplacedSegment, view, 0, { why: "no subscriber stands above the claim" });
  const parties: Mutable<ClaimParties> = {
    billing: billing ?? noProvider(),
    subscriber: subscriber ?? noSubscriber(),
    payer: payer ?? noPayer(),
  };
  if (currency !== "") parties.currency = currency;
  if (payTo?.address !== undefined) {
    const { address, kind } = payTo;
    parties.payTo = kind === parties.billing.name.kind ? { address } : { address, kind };
  }
  if (payToPlan !== undefined) parties.payToPlan = payToPlan;
  if (dependent !== undefined) parties.dependent = dependent;
  return parties;
}

function partySegment(reading: Reading, view: SegmentView, tag: string): void {
  const party = reading.party;
  if (tag === "PRV") {
    const taxonomy = textAt(view, 3);
    if (party !== undefined && taxonomy !== "") party.taxonomy = taxonomy;
    else if (reading.level === "billing") reading.billingTaxonomy = taxonomy;
    return;
  }
  if (party === undefined) return;
  switch (tag) {
    case "N3":
      party.address = streetOf(view);
      return;
    case "N4": {
      const address: Mutable<NonNullable<Party["address"]>> = party.address ?? { line1: "", city: "" };
      fillCity(address, view);
      party.address = address;
      return;
    }
    case "PER":
      if (party.contacts !== undefined) party.contacts.push(contactOf(view));
      else if (party === reading.subscriber || party === reading.dependent) party.contact = contactOf(view);
      return;
    default:
      demographics(reading.context, party, view);
  }
}

function demographics(context: ReadingContext, party: Party, view: SegmentView): void {
  const birth = textAt(view, 2);
  if (birth !== "") {
    const birthDate = parseCompactDate(birth.slice(0, 8));
    if (birthDate === undefined) report(context, unreadableDate, view, 2, { value: birth });
    else party.birthDate = birthDate;
  }
  const sex = textAt(view, 3);
  if (sex === "F" || sex === "M" || sex === "U") party.sex = sex;
  else if (sex !== "") report(context, unknownCode, view, 3, { value: sex, used: "absent" });
}
