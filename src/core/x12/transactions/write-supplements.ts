/** Writing what some claims and lines say beyond services and diagnoses. */
import type { SegmentValue } from "../syntax/writer.ts";
import type { Ambulance, AmbulanceStop, ClaimContract, ClaimForm, ConditionIndicator, Equipment } from "./claim-supplements.ts";
import { addressSegments, amountText, dateText, optionalAmountText, procedureElement, quantityText } from "./write-envelope.ts";

export function contractSegments(contract: ClaimContract | undefined): readonly SegmentValue[] {
  if (contract === undefined) return [];
  const { kind, amount, percent, code, discountPercent, version } = contract;
  return [["CN1", kind, optionalAmountText(amount), quantityText(percent), code, quantityText(discountPercent), version]];
}

/** K3. */
export function fileInformationSegments(texts: readonly string[] | undefined): readonly SegmentValue[] {
  return (texts ?? []).map((text): SegmentValue => ["K3", text]);
}

/** CR1. */
export function* transportSegments(ambulance: Ambulance | undefined): Generator<SegmentValue> {
  if (ambulance?.transport === undefined) return;
  const { patientWeight, reason, distance, roundTripPurpose, stretcherPurpose } = ambulance.transport;
  yield [
    "CR1",
    patientWeight === undefined ? undefined : "LB",
    quantityText(patientWeight),
    undefined,
    reason,
    "DH",
    quantityText(distance),
    undefined,
    undefined,
    roundTripPurpose,
    stretcherPurpose,
  ];
}

/** NM1*PW, then NM1*45, each with its address. */
export function* stopSegments(ambulance: Ambulance | undefined): Generator<SegmentValue> {
  if (ambulance === undefined) return;
  yield* stop("PW", ambulance.pickUp);
  yield* stop("45", ambulance.dropOff);
}

function* stop(role: string, place: AmbulanceStop | undefined): Generator<SegmentValue> {
  if (place === undefined) return;
  yield ["NM1", role, "2", place.name];
  yield* addressSegments(place.address);
}

export function conditionSegments(indicators: readonly ConditionIndicator[] | undefined): readonly SegmentValue[] {
  return (indicators ?? []).map(({ category, applies, conditions }) => ["CRC", category, applies ? "Y" : "N", ...conditions.slice(0, 5)]);
}

export function equipmentServiceSegments(equipment: Equipment | undefined): readonly SegmentValue[] {
  if (equipment?.service === undefined) return [];
  const { procedure, days, rentalPrice, purchasePrice, rentalFrequency } = equipment.service;
  return [
    ["SV5", procedureElement(procedure), "DA", quantityText(days), amountText(rentalPrice), amountText(purchasePrice), rentalFrequency],
  ];
}

export function equipmentCertificationSegments(equipment: Equipment | undefined): readonly SegmentValue[] {
  if (equipment?.certification === undefined) return [];
  const { kind, months } = equipment.certification;
  return [["CR3", kind, "MO", quantityText(months)]];
}

export function* formSegments(forms: readonly ClaimForm[] | undefined): Generator<SegmentValue> {
  for (const { list, form, answers } of forms ?? []) {
    yield ["LQ", list, form];
    for (const { question, indicator, text, date, percent } of answers) {
      yield ["FRM", question, indicator, text, dateText(date), quantityText(percent)];
    }
  }
}
