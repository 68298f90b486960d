/**
 * The professional claim (837P, 005010X222A1) as a push machine: it is shown one segment after the other and gives each
 * claim as soon as it is complete, with what it inherits from the levels above it (billing provider, subscriber,
 * dependent). It keeps one claim at a time, so a file of any size needs little memory. It never throws.
 */
import { assertNever } from "../../kernel/assert.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { ProfessionalClaim, ProfessionalClaimBatchHead, X12Contact } from "./professional-claim.ts";
import {
  type AdjudicationBuilder,
  type ClaimBuilder,
  type DependentBuilder,
  type LineBuilder,
  namePayer,
  nameSubscriber,
  noPayer,
  noProvider,
  noSubscriber,
  type OtherPayerBuilder,
  type Party,
  type PayerBuilder,
  type ProviderBuilder,
  providerOf,
  type SubscriberBuilder,
  subscriberOf,
} from "./professional-claim-builders.ts";
import { claimSegment } from "./professional-claim-loops.ts";
import { misplacedSegment, missingValue, unknownCode, unreadableDate } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  amountAt,
  contactOf,
  dateAt,
  fillCity,
  identifierAt,
  type Mutable,
  nameOf,
  type ReadingContext,
  report,
  streetOf,
  textAt,
} from "./segment-values.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface ProfessionalClaimHandlers {
  /** A complete claim. The head is the same object for all claims of a batch. */
  readonly onClaim: (claim: ProfessionalClaim, head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope) => void;
  /** The end of a batch (SE, or the end of a file that is cut off), also of one without claims. */
  readonly onBatch?: (head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope, claims: number) => void;
}

/** Everything the reader stands in at this moment. */
export interface Reading {
  readonly context: ReadingContext;
  readonly handlers: ProfessionalClaimHandlers;
  envelope: TransactionEnvelope | undefined;
  head: Mutable<ProfessionalClaimBatchHead>;
  level: "header" | "billing" | "subscriber" | "dependent";
  billing: ProviderBuilder | undefined;
  billingTaxonomy: string;
  payTo: Party | undefined;
  subscriber: SubscriberBuilder | undefined;
  payer: PayerBuilder | undefined;
  dependent: DependentBuilder | undefined;
  party: Party | undefined;
  claim: ClaimBuilder | undefined;
  other: OtherPayerBuilder | undefined;
  line: LineBuilder | undefined;
  adjudication: AdjudicationBuilder | undefined;
  /** HL of the subscriber or dependent while no claim has used it; 0 when one has. */
  levelSegment: number;
  levelByte: number;
  lastSegment: number;
  claims: number;
}

export function newProfessionalClaimReader(context: ReadingContext, handlers: ProfessionalClaimHandlers): SegmentSink {
  const tracker = newEnvelopeTracker();
  const reading = newReading(context, handlers);
  return {
    segment(view) {
      const { tag } = view;
      if (tracker.segment(view, tag)) {
        closeBatch(reading, view);
        if (tag === "ST") openBatch(reading, tracker.current());
        return;
      }
      if (reading.envelope === undefined) return;
      takeSegment(reading, view, tag);
      reading.lastSegment = view.index;
    },
    end: () => closeBatch(reading, undefined),
  };
}

/** True for the guide of the professional claim, and for an 837 that names no guide at all. */
export function isProfessionalGuide(envelope: TransactionEnvelope): boolean {
  return envelope.set.id === "837" && (envelope.set.guide.includes("X222") || !envelope.set.guide.includes("X22"));
}

function newReading(context: ReadingContext, handlers: ProfessionalClaimHandlers): Reading {
  return {
    context,
    handlers,
    envelope: undefined,
    head: emptyHead(),
    level: "header",
    billing: undefined,
    billingTaxonomy: "",
    payTo: undefined,
    subscriber: undefined,
    payer: undefined,
    dependent: undefined,
    party: undefined,
    claim: undefined,
    other: undefined,
    line: undefined,
    adjudication: undefined,
    levelSegment: 0,
    levelByte: 0,
    lastSegment: 0,
    claims: 0,
  };
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
  if (!isProfessionalGuide(envelope)) return;
  Object.assign(reading, { ...newReading(reading.context, reading.handlers), envelope });
  reading.head.control = envelope.set.control;
  reading.head.createdOn = envelopeDate(envelope) ?? reading.head.createdOn;
  reading.context.loop = "";
}

/** The day of the group, else of the interchange: what stands in when BHT04 cannot be read. */
function envelopeDate(envelope: TransactionEnvelope): IsoDate | undefined {
  return parseCompactDate(envelope.group.date) ?? parseCompactDate(`20${envelope.interchange.date}`);
}

function closeBatch(reading: Reading, view: SegmentView | undefined): void {
  const envelope = reading.envelope;
  if (envelope === undefined) return;
  closeClaim(reading, view);
  reading.handlers.onBatch?.(reading.head, envelope, reading.claims);
  reading.envelope = undefined;
}

/** Gives the claim that is open. `view` is the segment after it, undefined at the end of a file that is cut off. */
export function closeClaim(reading: Reading, view: SegmentView | undefined): void {
  const { claim, envelope } = reading;
  if (claim === undefined || envelope === undefined) return;
  claim.place.lastSegment = reading.lastSegment;
  if (view !== undefined) claim.place.byteTo = view.offset;
  reading.claim = undefined;
  reading.other = undefined;
  reading.line = undefined;
  reading.adjudication = undefined;
  reading.party = undefined;
  reading.claims += 1;
  reading.handlers.onClaim(claim, reading.head, envelope);
}

function takeSegment(reading: Reading, view: SegmentView, tag: string): void {
  switch (tag) {
    case "HL":
      closeClaim(reading, view);
      openLevel(reading, view);
      return;
    case "CLM":
      closeClaim(reading, view);
      openClaim(reading, view);
      return;
    case "N3":
    case "N4":
    case "PER":
    case "PRV":
    case "DMG":
      partySegment(reading, view, tag);
      return;
    default:
      if (reading.claim !== undefined) claimSegment(reading, reading.claim, view, tag);
      else levelSegment(reading, view);
  }
}

function openLevel(reading: Reading, view: SegmentView): void {
  reading.party = undefined;
  switch (textAt(view, 3)) {
    case "20":
      Object.assign(reading, { level: "billing", billing: undefined, billingTaxonomy: "", payTo: undefined });
      Object.assign(reading, { subscriber: undefined, payer: undefined, dependent: undefined, levelSegment: 0 });
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
function levelSegment(reading: Reading, view: SegmentView): void {
  switch (view.tag) {
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
      if (reading.level === "dependent")
        reading.dependent = { relationship: textAt(view, 1), name: { kind: "person", last: "" }, identifiers: [] };
      return;
    case "REF": {
      const identifier = identifierAt(view, 1);
      if (identifier !== undefined) reading.party?.identifiers.push(identifier);
      return;
    }
    case "SV1":
    case "LX":
    case "HI":
      report(reading.context, misplacedSegment, view, 0, { why: "no claim is open" });
      return;
    default:
  }
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
    reading.payTo = { identifiers: [] };
    reading.party = reading.payTo;
  }
}

function openClaim(reading: Reading, view: SegmentView): void {
  const { context, envelope } = reading;
  if (reading.billing === undefined) report(context, misplacedSegment, view, 0, { why: "no billing provider stands above the claim" });
  if (reading.subscriber === undefined) report(context, misplacedSegment, view, 0, { why: "no subscriber stands above the claim" });
  context.loop = "2300";
  const place: ClaimBuilder["place"] = {
    firstSegment: reading.levelSegment === 0 ? view.index : reading.levelSegment,
    lastSegment: view.index,
    transactionControl: reading.head.control,
    lineSegments: [],
    transactionSegment: envelope?.set.segment ?? 0,
    byteFrom: reading.levelSegment === 0 ? view.offset : reading.levelByte,
  };
  reading.levelSegment = 0;
  const controlNumber = textAt(view, 1);
  if (controlNumber === "") report(context, missingValue, view, 1, { used: "an empty number" });
  const claim: ClaimBuilder = {
    controlNumber,
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
    billing: reading.billing ?? noProvider(),
    subscriber: reading.subscriber ?? noSubscriber(),
    payer: reading.payer ?? noPayer(),
    otherPayers: [],
    lines: [],
    place,
  };
  if (reading.payTo?.address !== undefined) claim.payTo = { address: reading.payTo.address };
  if (reading.dependent !== undefined) claim.dependent = reading.dependent;
  claimExtras(claim, view);
  reading.party = undefined;
  reading.claim = claim;
}

/** CLM11 related causes and CLM20 delay reason. */
function claimExtras(claim: ClaimBuilder, view: SegmentView): void {
  const causesText = textAt(view, 11);
  if (causesText !== "") {
    const parts = view.components(causesText);
    const autoState = parts[3] ?? "";
    const causes = parts.slice(0, 3).filter((cause) => cause !== "");
    claim.relatedCauses = autoState === "" ? { causes } : { causes, autoState };
  }
  const delayReason = textAt(view, 20);
  if (delayReason !== "") claim.delayReason = delayReason;
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
      party.contacts?.push(contactOf(view));
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
