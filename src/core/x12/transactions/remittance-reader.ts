/**
 * The remittance (835, 005010X221A1) as a push machine: it is shown one segment after the other and gives each claim as
 * soon as it is complete, then each provider adjustment and the end of the payment. One claim is kept at a time. It never
 * throws.
 */
import { zeroCents } from "../../kernel/cents.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { elementFieldsAt } from "./element-fields.ts";
import type { X12Address, X12Contact, X12Identifier } from "./professional-claim.ts";
import { misplacedSegment, missingValue } from "./reading-findings.ts";
import type { ProviderAdjustment, RemittanceClaim, RemittanceDelivery, RemittanceHead, RemittancePayment } from "./remittance.ts";
import { type ClaimPaymentBuilder, claimPaymentSegment, type LinePaymentBuilder, openClaimPayment } from "./remittance-loops.ts";
import { type ClaimBlock, inpatientSummaryFields, providerSummaryFields } from "./remittance-summaries.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  amountAt,
  contactOf,
  dateAt,
  fillCity,
  identifierAt,
  integerAt,
  type Mutable,
  optionalAmountAt,
  type ReadingContext,
  referenceAt,
  report,
  streetOf,
  textAt,
  trimmed,
} from "./segment-values.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface RemittanceHandlers {
  /** A complete claim. The head is the same object for all claims of a payment. */
  readonly onClaim: (claim: RemittanceClaim, head: RemittanceHead, envelope: TransactionEnvelope) => void;
  /** One pair of a PLB; these come after the claims. */
  readonly onProviderAdjustment?: (adjustment: ProviderAdjustment, head: RemittanceHead, envelope: TransactionEnvelope) => void;
  /** The end of a payment (SE, or the end of a file that is cut off), also of one without claims. */
  readonly onRemittance?: (head: RemittanceHead, envelope: TransactionEnvelope, claims: number) => void;
}

/** N1 of the payer or payee, still open. */
interface Entity {
  name: string;
  id?: X12Identifier;
  address?: X12Address;
  identifiers: X12Identifier[];
  /** Only a payer has contacts in this guide. */
  contacts?: (X12Contact & { readonly kind: string })[];
}

export interface RemittanceReading {
  readonly context: ReadingContext;
  readonly handlers: RemittanceHandlers;
  envelope: TransactionEnvelope | undefined;
  head: Mutable<RemittanceHead>;
  /** LX of the payment, the open one last. */
  blocks: Mutable<ClaimBlock>[];
  payment: Mutable<RemittancePayment>;
  entity: Entity | undefined;
  claim: ClaimPaymentBuilder | undefined;
  line: LinePaymentBuilder | undefined;
  claims: number;
}

export function newRemittanceReader(context: ReadingContext, handlers: RemittanceHandlers): SegmentSink {
  const tracker = newEnvelopeTracker();
  const reading = newReading(context, handlers);
  return {
    segment(view) {
      const { tag } = view;
      if (tracker.segment(view, tag)) {
        closeRemittance(reading);
        if (tag === "ST") openRemittance(reading, tracker.current());
        return;
      }
      if (reading.envelope !== undefined) takeSegment(reading, view, tag);
    },
    end: () => closeRemittance(reading),
  };
}

function newReading(context: ReadingContext, handlers: RemittanceHandlers): RemittanceReading {
  const payment: RemittancePayment = {
    handling: "",
    amount: zeroCents,
    creditOrDebit: "",
    method: "",
    trace: "",
    originator: "",
  };
  return {
    context,
    handlers,
    envelope: undefined,
    head: {
      control: "",
      payment,
      payer: { name: "", identifiers: [], contacts: [] },
      payee: { name: "", id: { qualifier: "", value: "" }, identifiers: [] },
    },
    payment,
    entity: undefined,
    blocks: [],
    claim: undefined,
    line: undefined,
    claims: 0,
  };
}

function openRemittance(reading: RemittanceReading, envelope: TransactionEnvelope): void {
  if (envelope.set.id !== "835") return;
  Object.assign(reading, { ...newReading(reading.context, reading.handlers), envelope });
  reading.head.control = envelope.set.control;
  reading.head.segment = envelope.set.segment;
  reading.context.loop = "";
}

function closeRemittance(reading: RemittanceReading): void {
  const { envelope } = reading;
  if (envelope === undefined) return;
  closeClaimPayment(reading);
  closeBlocks(reading);
  reading.handlers.onRemittance?.(reading.head, envelope, reading.claims);
  reading.envelope = undefined;
}

/** Blocks are told when they say more than one LX with the number 1 does. */
function closeBlocks({ blocks, head }: RemittanceReading): void {
  const [first] = blocks;
  const isPlain = blocks.length <= 1 && (first?.number ?? 1) === 1 && first?.provider === undefined && first?.inpatient === undefined;
  if (!isPlain) head.blocks = blocks;
}

function closeClaimPayment(reading: RemittanceReading): void {
  const { claim, envelope } = reading;
  if (claim === undefined || envelope === undefined) return;
  reading.claim = undefined;
  reading.line = undefined;
  reading.claims += 1;
  const block = reading.blocks.at(-1);
  if (block !== undefined) block.claims += 1;
  reading.handlers.onClaim(claim, reading.head, envelope);
}

function takeSegment(reading: RemittanceReading, view: SegmentView, tag: string): void {
  switch (tag) {
    case "CLP":
      closeClaimPayment(reading);
      reading.entity = undefined;
      openClaimPayment(reading, view);
      return;
    case "LX":
      closeClaimPayment(reading);
      reading.entity = undefined;
      reading.blocks.push({ number: integerAt(reading.context, view, 1) ?? reading.blocks.length + 1, claims: 0 });
      return;
    case "TS2":
    case "TS3":
      blockSums(reading, view, tag);
      return;
    case "PLB":
      closeClaimPayment(reading);
      reading.entity = undefined;
      providerAdjustments(reading, view);
      return;
    case "SVC":
      if (reading.claim === undefined) report(reading.context, misplacedSegment, view, 0, { why: "no claim is open" });
      else claimPaymentSegment(reading, reading.claim, view, tag);
      return;
    default:
      if (reading.claim !== undefined) claimPaymentSegment(reading, reading.claim, view, tag);
      else headSegment(reading, view);
  }
}

function blockSums({ context, blocks }: RemittanceReading, view: SegmentView, tag: "TS2" | "TS3"): void {
  const block = blocks.at(-1);
  if (block === undefined) report(context, misplacedSegment, view, 0, { why: "no block of claims is open" });
  else if (tag === "TS3") block.provider = elementFieldsAt(context, view, providerSummaryFields);
  else block.inpatient = elementFieldsAt(context, view, inpatientSummaryFields);
}

function headSegment(reading: RemittanceReading, view: SegmentView): void {
  const { context, head, payment, entity } = reading;
  switch (view.tag) {
    case "BPR":
      financial(reading, view);
      return;
    case "TRN":
      payment.trace = textAt(view, 2);
      payment.originator = textAt(view, 3);
      if (textAt(view, 4) !== "") payment.division = textAt(view, 4);
      if (payment.payerBank !== undefined && payment.transferOriginator === payment.originator) delete payment.transferOriginator;
      if (payment.trace === "") report(context, missingValue, view, 2, { used: "an empty trace number" });
      return;
    case "DTM": {
      const producedOn = textAt(view, 1) === "405" ? dateAt(context, view, 2) : undefined;
      if (producedOn !== undefined) head.producedOn = producedOn;
      return;
    }
    case "N1":
      reading.entity = openEntity(reading, view);
      return;
    case "CUR":
      if (textAt(view, 2) !== "") head.currency = textAt(view, 2);
      return;
    case "RDM":
      if (entity === head.payee) Object.assign(entity, { delivery: deliveryOf(view) });
      return;
    case "REF": {
      const identifier = referenceAt(view);
      if (entity !== undefined) entitySegment(entity, view);
      else if (identifier !== undefined) head.identifiers = [...(head.identifiers ?? []), identifier];
      return;
    }
    default:
      if (entity !== undefined) entitySegment(entity, view);
  }
}

/** RDM: 01 method, 02 name, 03 number or address. */
function deliveryOf(view: SegmentView): RemittanceDelivery {
  const delivery: Mutable<RemittanceDelivery> = { method: textAt(view, 1) };
  const name = textAt(view, 2);
  if (name !== "") delivery.name = name;
  const number = textAt(view, 3);
  if (number !== "") delivery.number = number;
  return delivery;
}

/** BPR: 01 handling, 02 amount, 03 credit or debit, 04 method, 05 format, 06–09 payer's bank, 10 and 11 who pays, 12–15 payee's bank, 16 date. */
function financial({ context, payment }: RemittanceReading, view: SegmentView): void {
  payment.handling = textAt(view, 1);
  payment.amount = amountAt(context, view, 2);
  payment.creditOrDebit = textAt(view, 3);
  payment.method = textAt(view, 4);
  const format = textAt(view, 5);
  if (format !== "") payment.format = format;
  const payerBank = identifierAt(view, 6);
  if (payerBank !== undefined) payment.payerBank = payerBank;
  const payerAccount = identifierAt(view, 8);
  if (payerAccount !== undefined) payment.payerAccount = payerAccount;
  const transferOriginator = textAt(view, 10);
  if (transferOriginator !== "") payment.transferOriginator = transferOriginator;
  const transferDivision = textAt(view, 11);
  if (transferDivision !== "") payment.transferDivision = transferDivision;
  const payeeBank = identifierAt(view, 12);
  if (payeeBank !== undefined) payment.payeeBank = payeeBank;
  const payeeAccount = identifierAt(view, 14);
  if (payeeAccount !== undefined) payment.payeeAccount = payeeAccount;
  const paidOn = dateAt(context, view, 16);
  if (paidOn !== undefined) payment.paidOn = paidOn;
}

function openEntity(reading: RemittanceReading, view: SegmentView): Entity {
  const entity: Entity = { name: textAt(view, 2), identifiers: [] };
  const identifier = identifierAt(view, 3);
  if (identifier !== undefined) entity.id = identifier;
  const role = textAt(view, 1);
  if (role === "PR") reading.head.payer = Object.assign(entity, { contacts: [] });
  else if (role === "PE") reading.head.payee = Object.assign(entity, { id: entity.id ?? { qualifier: "", value: "" } });
  reading.context.loop = role === "PR" ? "1000A" : "1000B";
  return entity;
}

function entitySegment(entity: Entity, view: SegmentView): void {
  switch (view.tag) {
    case "N3":
      entity.address = streetOf(view);
      return;
    case "N4": {
      const address: Mutable<X12Address> = entity.address ?? { line1: "", city: "" };
      fillCity(address, view);
      entity.address = address;
      return;
    }
    case "REF": {
      const identifier = referenceAt(view);
      if (identifier !== undefined) entity.identifiers.push(identifier);
      return;
    }
    case "PER":
      entity.contacts?.push({ kind: textAt(view, 1), ...contactOf(view) });
      return;
    default:
  }
}

/** PLB: 01 provider, 02 end of the fiscal period, then up to six pairs of (reason, reference) and amount. */
function providerAdjustments(reading: RemittanceReading, view: SegmentView): void {
  const { context, envelope, head, handlers } = reading;
  context.loop = "PLB";
  const fiscalPeriodEnd = dateAt(context, view, 2);
  for (let at = 3; at <= 13 && at <= view.elementCount; at += 2) {
    const reason = trimmed(view.component(at, 1));
    const amount = reason === "" ? optionalAmountAt(context, view, at + 1) : amountAt(context, view, at + 1);
    if (amount === undefined || envelope === undefined) continue;
    const adjustment: Mutable<ProviderAdjustment> = { providerId: textAt(view, 1), reason, amount, segment: view.index };
    if (fiscalPeriodEnd !== undefined) adjustment.fiscalPeriodEnd = fiscalPeriodEnd;
    const reference = trimmed(view.component(at, 2));
    if (reference !== "") adjustment.reference = reference;
    handlers.onProviderAdjustment?.(adjustment, head, envelope);
  }
}
