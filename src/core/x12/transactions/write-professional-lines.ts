/** Service lines of a professional claim: loops 2400, 2410, 2420 and 2430. */
import type { SegmentValue } from "../syntax/writer.ts";
import type { ClaimLine, ClaimProduct, LineAdjudication } from "./professional-claim.ts";
import { repricingSegments } from "./repricing.ts";
import {
  adjustmentSegments,
  amountText,
  attachmentSegments,
  dateSegment,
  procedureElement,
  quantityText,
  referenceSegments,
} from "./write-envelope.ts";
import { providerSegments } from "./write-providers.ts";
import {
  conditionSegments,
  contractSegments,
  equipmentCertificationSegments,
  equipmentServiceSegments,
  formSegments,
  stopSegments,
  transportSegments,
} from "./write-supplements.ts";

export function* lineSegments(line: ClaimLine): Generator<SegmentValue> {
  yield ["LX", String(line.number)];
  yield serviceSegment(line);
  yield* equipmentServiceSegments(line.equipment);
  yield* attachmentSegments(line.attachments ?? []);
  yield* transportSegments(line.ambulance);
  yield* equipmentCertificationSegments(line.equipment);
  yield* conditionSegments(line.conditionIndicators);
  if (line.serviceFrom !== undefined) {
    yield dateSegment("472", line.serviceFrom, line.serviceTo === line.serviceFrom ? undefined : line.serviceTo);
  }
  for (const date of line.dates) yield dateSegment(date.qualifier, date.from, date.to);
  for (const { qualifier, quantity } of line.quantities ?? []) yield ["QTY", qualifier, quantityText(quantity)];
  for (const { kind, measure, value } of line.testResults ?? []) yield ["MEA", kind, measure, quantityText(value)];
  yield* contractSegments(line.contract);
  if (line.controlNumber !== undefined) yield ["REF", "6R", line.controlNumber];
  yield* referenceSegments(line.identifiers);
  if (line.salesTax !== undefined) yield ["AMT", "T", amountText(line.salesTax)];
  if (line.postage !== undefined) yield ["AMT", "F4", amountText(line.postage)];
  for (const text of line.fileInformation ?? []) yield ["K3", text];
  for (const note of line.notes) yield ["NTE", note.kind, note.text];
  if (line.purchasedService !== undefined) yield ["PS1", line.purchasedService.provider, amountText(line.purchasedService.charge)];
  yield* repricingSegments(line.repricing);
  if (line.drug !== undefined) yield* productSegments({ ...line.drug, id: { qualifier: "N4", value: line.drug.ndc } });
  if (line.product !== undefined) yield* productSegments(line.product);
  yield* providerSegments("82", line.rendering);
  yield* providerSegments("QB", line.purchasedFrom);
  yield* providerSegments("77", line.facility);
  yield* providerSegments("DQ", line.supervising);
  yield* providerSegments("DK", line.ordering);
  yield* providerSegments("DN", line.referring);
  yield* providerSegments("P3", line.primaryCare);
  yield* stopSegments(line.ambulance);
  for (const adjudication of line.adjudications) yield* adjudicationSegments(adjudication);
  yield* formSegments(line.forms);
}

function serviceSegment(line: ClaimLine): SegmentValue {
  return [
    "SV1",
    procedureElement(line.procedure),
    amountText(line.charge),
    line.unitKind,
    quantityText(line.units),
    line.placeOfService,
    undefined,
    line.pointers.map((pointer) => String(pointer)),
    undefined,
    line.emergency ? "Y" : undefined,
    undefined,
    line.epsdt === true ? "Y" : undefined,
    line.familyPlanning === true ? "Y" : undefined,
    undefined,
    undefined,
    line.copayStatus,
  ];
}

/** Loop 2410: LIN, CTP when there is a quantity, REF for the prescription. */
function* productSegments(drug: ClaimProduct): Generator<SegmentValue> {
  yield ["LIN", undefined, drug.id.qualifier, drug.id.value];
  if (drug.quantity !== undefined || drug.unit !== undefined) {
    yield ["CTP", undefined, undefined, undefined, quantityText(drug.quantity), [drug.unit]];
  }
  if (drug.prescription !== undefined) yield ["REF", drug.prescription.qualifier, drug.prescription.value];
}

function* adjudicationSegments(adjudication: LineAdjudication): Generator<SegmentValue> {
  yield [
    "SVD",
    adjudication.payerId,
    amountText(adjudication.paid),
    procedureElement(adjudication.procedure),
    undefined,
    quantityText(adjudication.units),
    adjudication.bundledInto === undefined ? undefined : String(adjudication.bundledInto),
  ];
  yield* adjustmentSegments(adjudication.adjustments);
  if (adjudication.paidOn !== undefined) yield dateSegment("573", adjudication.paidOn, undefined);
  if (adjudication.remainingPatientLiability !== undefined) yield ["AMT", "EAF", amountText(adjudication.remainingPatientLiability)];
}
