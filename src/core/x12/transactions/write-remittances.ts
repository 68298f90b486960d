/**
 * Remittances to text: 835, 005010X221A1, several payments (ST … SE) in one file. Every field of the model is written.
 * The writer does not balance: what the amounts say is the payer's business and the checker's to judge.
 */
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import { adjudicationInformation } from "./adjudication-information.ts";
import type { QualifiedQuantity } from "./claim-supplements.ts";
import { elementTexts } from "./element-fields.ts";
import type { X12Identifier, X12Name } from "./professional-claim.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceLine, RemittancePayment } from "./remittance.ts";
import { type ClaimBlock, inpatientSummaryFields, providerSummaryFields } from "./remittance-summaries.ts";
import {
  addressSegments,
  adjustmentSegments,
  amountText,
  contactSegments,
  dateText,
  fileSegments,
  nameSegment,
  optionalAmountText,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";

export const remittanceGuide = "005010X221A1";

/** Writes payments as one interchange, in their order. ASCII only. */
export function writeRemittances(remittances: readonly Remittance[], envelope: X12Envelope): string {
  return [...remittanceFileSegments(remittances, envelope)].join("");
}

/** The same, one segment at a time, for files that are not kept in memory. */
export function remittanceFileSegments(remittances: Iterable<Remittance>, envelope: X12Envelope): Generator<string> {
  return fileSegments(envelope, { code: "HP", version: remittanceGuide, transactions: transactionsOf(remittances) });
}

function* transactionsOf(remittances: Iterable<Remittance>): Generator<TransactionText> {
  for (const remittance of remittances) {
    yield { set: "835", control: remittance.control, guide: remittanceGuide, segments: remittanceSegments(remittance) };
  }
}

function* remittanceSegments(remittance: Remittance): Generator<SegmentValue> {
  const { payment, payer, payee } = remittance;
  yield paymentSegment(payment);
  yield ["TRN", "1", payment.trace, payment.originator, payment.division];
  if (remittance.currency !== undefined) yield ["CUR", "PR", remittance.currency];
  yield* referenceSegments(remittance.identifiers ?? []);
  if (remittance.producedOn !== undefined) yield ["DTM", "405", dateText(remittance.producedOn)];
  yield ["N1", "PR", payer.name, payer.id?.qualifier, payer.id?.value];
  yield* addressSegments(payer.address);
  yield* referenceSegments(payer.identifiers);
  for (const contact of payer.contacts) yield* contactSegments(contact.kind, contact);
  yield ["N1", "PE", payee.name, payee.id.qualifier, payee.id.value];
  yield* addressSegments(payee.address);
  yield* referenceSegments(payee.identifiers);
  if (payee.delivery !== undefined) yield ["RDM", payee.delivery.method, payee.delivery.name, payee.delivery.number];
  yield* blockSegments(remittance);
  yield* providerAdjustmentSegments(remittance.providerAdjustments);
}

/** Claims under their LX; those that no block counts stand under the last. */
function* blockSegments({ claims, blocks }: Remittance): Generator<SegmentValue> {
  const all: readonly ClaimBlock[] = blocks ?? (claims.length === 0 ? [] : [{ number: 1, claims: claims.length }]);
  let at = 0;
  for (const [index, block] of all.entries()) {
    yield ["LX", String(block.number)];
    if (block.provider !== undefined) yield ["TS3", ...elementTexts(block.provider, providerSummaryFields)];
    if (block.inpatient !== undefined) yield ["TS2", ...elementTexts(block.inpatient, inpatientSummaryFields)];
    const to = index === all.length - 1 ? claims.length : at + block.claims;
    for (const claim of claims.slice(at, to)) yield* claimSegments(claim);
    at = to;
  }
}

/** BPR. BPR10 (the payer's number) goes with a bank transfer only. */
function paymentSegment(payment: RemittancePayment): SegmentValue {
  const { payerBank, payerAccount, payeeBank, payeeAccount } = payment;
  return [
    "BPR",
    payment.handling,
    amountText(payment.amount),
    payment.creditOrDebit,
    payment.method,
    payment.format,
    payerBank?.qualifier,
    payerBank?.value,
    payerAccount?.qualifier,
    payerAccount?.value,
    payment.transferOriginator ?? (payerBank === undefined ? undefined : payment.originator),
    payment.transferDivision,
    payeeBank?.qualifier,
    payeeBank?.value,
    payeeAccount?.qualifier,
    payeeAccount?.value,
    dateText(payment.paidOn),
  ];
}

function* claimSegments(claim: RemittanceClaim): Generator<SegmentValue> {
  yield [
    "CLP",
    claim.patientControlNumber,
    claim.status,
    amountText(claim.charge),
    amountText(claim.paid),
    optionalAmountText(claim.patientResponsibility),
    claim.filingIndicator,
    claim.payerControlNumber,
    claim.facilityType,
    claim.frequency,
    undefined,
    claim.drg,
    quantityText(claim.drgWeight),
    quantityText(claim.dischargeFraction),
  ];
  yield* adjustmentSegments(claim.adjustments);
  yield* personSegments("QC", claim.patient);
  yield* personSegments("IL", claim.insured);
  yield* personSegments("74", claim.corrected);
  yield* personSegments("82", claim.rendering);
  if (claim.crossover !== undefined) yield nameSegment("TT", { kind: "organisation", last: claim.crossover.name }, claim.crossover.id);
  if (claim.correctedPriorityPayer !== undefined) {
    const { name, id } = claim.correctedPriorityPayer;
    yield nameSegment("PR", { kind: "organisation", last: name }, id);
  }
  yield* personSegments("GB", claim.otherSubscriber);
  yield* adjudicationInformation(claim);
  yield* referenceSegments(claim.identifiers);
  if (claim.statementFrom !== undefined) yield ["DTM", "232", dateText(claim.statementFrom)];
  if (claim.statementTo !== undefined) yield ["DTM", "233", dateText(claim.statementTo)];
  if (claim.coverageExpiredOn !== undefined) yield ["DTM", "036", dateText(claim.coverageExpiredOn)];
  if (claim.receivedOn !== undefined) yield ["DTM", "050", dateText(claim.receivedOn)];
  for (const contact of claim.contacts ?? []) yield* contactSegments("CX", contact);
  for (const { qualifier, amount } of claim.amounts) yield ["AMT", qualifier, amountText(amount)];
  yield* quantitySegments(claim.quantities);
  for (const line of claim.lines) yield* lineSegments(line);
}

function* personSegments(
  role: string,
  person: { readonly name: X12Name; readonly id?: X12Identifier } | undefined,
): Generator<SegmentValue> {
  if (person !== undefined) yield nameSegment(role, person.name, person.id);
}

function* lineSegments(line: RemittanceLine): Generator<SegmentValue> {
  yield [
    "SVC",
    procedureElement(line.procedure),
    amountText(line.charge),
    amountText(line.paid),
    line.revenueCode,
    quantityText(line.units),
    line.submittedProcedure === undefined ? undefined : procedureElement(line.submittedProcedure),
    quantityText(line.submittedUnits),
  ];
  yield* serviceDates(line);
  yield* adjustmentSegments(line.adjustments);
  if (line.controlNumber !== undefined) yield ["REF", "6R", line.controlNumber];
  yield* referenceSegments(line.identifiers);
  if (line.allowed !== undefined && !line.amounts.some((one) => one.qualifier === "B6")) yield ["AMT", "B6", amountText(line.allowed)];
  for (const { qualifier, amount } of line.amounts) yield ["AMT", qualifier, amountText(amount)];
  yield* quantitySegments(line.quantities);
  for (const remark of line.remarks) yield ["LQ", "HE", remark];
  for (const code of line.rejectCodes ?? []) yield ["LQ", "RX", code];
}

function* quantitySegments(quantities: readonly QualifiedQuantity[] = []): Generator<SegmentValue> {
  for (const { qualifier, quantity } of quantities) yield ["QTY", qualifier, quantityText(quantity)];
}

function* serviceDates({ serviceFrom, serviceTo }: RemittanceLine): Generator<SegmentValue> {
  if (serviceFrom !== undefined && serviceFrom === serviceTo) {
    yield ["DTM", "472", dateText(serviceFrom)];
    return;
  }
  if (serviceFrom !== undefined) yield ["DTM", "150", dateText(serviceFrom)];
  if (serviceTo !== undefined) yield ["DTM", "151", dateText(serviceTo)];
}

/** PLB: pairs of one provider and period that follow each other share a segment, six at most. */
function* providerAdjustmentSegments(adjustments: readonly ProviderAdjustment[]): Generator<SegmentValue> {
  let at = 0;
  while (at < adjustments.length) {
    const first = adjustments[at];
    if (first === undefined) return;
    let to = at;
    while (to < at + 6 && adjustments[to]?.providerId === first.providerId && adjustments[to]?.fiscalPeriodEnd === first.fiscalPeriodEnd)
      to += 1;
    const pairs = adjustments.slice(at, to).flatMap((one) => [[one.reason, one.reference], amountText(one.amount)]);
    yield ["PLB", first.providerId, dateText(first.fiscalPeriodEnd), ...pairs];
    at = to;
  }
}
