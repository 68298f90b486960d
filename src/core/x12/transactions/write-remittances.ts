/**
 * Remittances to text: 835, 005010X221A1, several payments (ST … SE) in one file. Every field of the model is written.
 * The writer does not balance: what the amounts say is the payer's business and the checker's to judge.
 */
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import type { X12Identifier, X12Name } from "./professional-claim.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceLine, RemittancePayment } from "./remittance.ts";
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
  yield ["TRN", "1", payment.trace, payment.originator];
  if (remittance.producedOn !== undefined) yield ["DTM", "405", dateText(remittance.producedOn)];
  yield ["N1", "PR", payer.name, payer.id?.qualifier, payer.id?.value];
  yield* addressSegments(payer.address);
  yield* referenceSegments(payer.identifiers);
  for (const contact of payer.contacts) yield* contactSegments(contact.kind, contact);
  yield ["N1", "PE", payee.name, payee.id.qualifier, payee.id.value];
  yield* addressSegments(payee.address);
  yield* referenceSegments(payee.identifiers);
  if (remittance.claims.length > 0) yield ["LX", "1"];
  for (const claim of remittance.claims) yield* claimSegments(claim);
  yield* providerAdjustmentSegments(remittance.providerAdjustments);
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
    payerBank === undefined ? undefined : payment.originator,
    undefined,
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
  ];
  yield* adjustmentSegments(claim.adjustments);
  yield* personSegments("QC", claim.patient);
  yield* personSegments("IL", claim.insured);
  yield* personSegments("74", claim.corrected);
  yield* personSegments("82", claim.rendering);
  if (claim.crossover !== undefined) yield nameSegment("TT", { kind: "organisation", last: claim.crossover.name }, claim.crossover.id);
  for (let at = 0; at < claim.remarks.length; at += 5) yield ["MOA", undefined, undefined, ...claim.remarks.slice(at, at + 5)];
  yield* referenceSegments(claim.identifiers);
  if (claim.statementFrom !== undefined) yield ["DTM", "232", dateText(claim.statementFrom)];
  if (claim.statementTo !== undefined) yield ["DTM", "233", dateText(claim.statementTo)];
  if (claim.receivedOn !== undefined) yield ["DTM", "050", dateText(claim.receivedOn)];
  for (const { qualifier, amount } of claim.amounts) yield ["AMT", qualifier, amountText(amount)];
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
  for (const remark of line.remarks) yield ["LQ", "HE", remark];
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
