/** Invented ambulance transports, equipment, certifications, contracts and forms. */
import fc from "fast-check";
import {
  type InpatientAdjudication,
  inpatientFields,
  type OutpatientAdjudication,
  outpatientFields,
} from "../../src/core/x12/transactions/adjudication-information.ts";
import type {
  Ambulance,
  AmbulanceStop,
  AmbulanceTransport,
  ClaimContract,
  ClaimForm,
  ConditionIndicator,
  Equipment,
  EquipmentService,
  FormAnswer,
  PurchasedService,
  QualifiedQuantity,
  SpinalManipulation,
  TestResult,
} from "../../src/core/x12/transactions/claim-supplements.ts";
import type { ElementFields } from "../../src/core/x12/transactions/element-fields.ts";
import type { OtherPayerProvider } from "../../src/core/x12/transactions/other-payer-providers.ts";
import type { PatientFacts } from "../../src/core/x12/transactions/patient-facts.ts";
import type { Attachment, ClaimProduct } from "../../src/core/x12/transactions/professional-claim.ts";
import { type ClaimBlock, inpatientSummaryFields, providerSummaryFields } from "../../src/core/x12/transactions/remittance-summaries.ts";
import { type Repricing, repricingFields } from "../../src/core/x12/transactions/repricing.ts";
import {
  address,
  amount,
  date,
  identifiers,
  merged,
  optional,
  procedure,
  quantity,
  signedAmount,
  text,
  word,
} from "./x12-value-arbitraries.ts";

type Fields = Record<string, unknown>;

const stop: fc.Arbitrary<AmbulanceStop> = merged<AmbulanceStop>(
  optional<Fields, "name">("name", text),
  optional<Fields, "address">("address", address),
);

const transport: fc.Arbitrary<AmbulanceTransport> = merged<AmbulanceTransport>(
  fc.record({ reason: fc.constantFrom("A", "E"), distance: quantity }),
  optional<Fields, "patientWeight">("patientWeight", quantity),
  optional<Fields, "roundTripPurpose">("roundTripPurpose", text),
  optional<Fields, "stretcherPurpose">("stretcherPurpose", text),
);

/** Of what may hang on a claim or a line nothing is there without a part of it. */
function some<Value extends object>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return value.filter((one) => Object.keys(one).length > 0);
}

export const ambulance: fc.Arbitrary<Ambulance> = some(
  merged<Ambulance>(
    optional<Fields, "transport">("transport", transport),
    optional<Fields, "pickUp">("pickUp", stop),
    optional<Fields, "dropOff">("dropOff", stop),
  ),
);

export const spinalManipulation: fc.Arbitrary<SpinalManipulation> = fc.record({
  condition: fc.constantFrom("A", "M"),
  descriptions: fc.array(text, { maxLength: 2 }),
});

export const conditionIndicators: fc.Arbitrary<readonly ConditionIndicator[]> = fc.array(
  fc.record({
    category: fc.constantFrom("07", "09", "70", "75", "E1", "ZZ"),
    applies: fc.boolean(),
    conditions: fc.array(fc.constantFrom("01", "12", "38", "AV", "S2"), { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 3 },
);

export const contract: fc.Arbitrary<ClaimContract> = merged<ClaimContract>(
  fc.record({ kind: fc.constantFrom("02", "09") }),
  optional<Fields, "amount">("amount", amount),
  optional<Fields, "percent">("percent", quantity),
  optional<Fields, "code">("code", word),
  optional<Fields, "discountPercent">("discountPercent", quantity),
  optional<Fields, "version">("version", word),
);

const equipmentService: fc.Arbitrary<EquipmentService> = fc.record({
  procedure,
  days: quantity,
  rentalPrice: amount,
  purchasePrice: amount,
  rentalFrequency: fc.constantFrom("1", "4", "6"),
});

export const equipment: fc.Arbitrary<Equipment> = some(
  merged<Equipment>(
    optional<Fields, "service">("service", equipmentService),
    optional<Fields, "certification">("certification", fc.record({ kind: fc.constantFrom("I", "R", "S"), months: quantity })),
  ),
);

const answer: fc.Arbitrary<FormAnswer> = merged<FormAnswer>(
  fc.record({ question: word }),
  optional<Fields, "indicator">("indicator", fc.constantFrom("Y", "N", "W")),
  optional<Fields, "text">("text", text),
  optional<Fields, "date">("date", date),
  optional<Fields, "percent">("percent", quantity),
);

export const forms: fc.Arbitrary<readonly ClaimForm[]> = fc.array(
  fc.record({ list: fc.constantFrom("AS", "UT"), form: word, answers: fc.array(answer, { maxLength: 3 }) }),
  { minLength: 1, maxLength: 2 },
);

export const purchasedService: fc.Arbitrary<PurchasedService> = fc.record({ provider: word, charge: amount });

export const testResults: fc.Arbitrary<readonly TestResult[]> = fc.array(
  fc.record({ kind: fc.constantFrom("OG", "TR"), measure: fc.constantFrom("HT", "R2"), value: quantity }),
  { minLength: 1, maxLength: 2 },
);

export const quantities: fc.Arbitrary<readonly QualifiedQuantity[]> = fc.array(
  fc.record({ qualifier: fc.constantFrom("PT", "FL"), quantity }),
  { minLength: 1, maxLength: 2 },
);

/** Any of the fields of a segment of amounts and counts, one at least. */
function ofFields<Value extends object>(fields: ElementFields<Value>): fc.Arbitrary<Value> {
  const kinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = { money: signedAmount, number: quantity, date, text: word };
  const parts = (Object.entries(fields) as [string, readonly [number, string]][]).map(([name, [, kind]]) =>
    optional<Fields, string>(name, kinds[kind] ?? word),
  );
  return some(merged<Value>(...parts));
}

export const inpatient: fc.Arbitrary<InpatientAdjudication> = ofFields(inpatientFields);
export const outpatient: fc.Arbitrary<OutpatientAdjudication> = ofFields(outpatientFields);

export const repricing: fc.Arbitrary<Repricing> = ofFields(repricingFields);

export const patientFacts: fc.Arbitrary<PatientFacts> = some(
  merged<PatientFacts>(
    optional<Fields, "diedOn">("diedOn", date),
    optional<Fields, "weight">("weight", quantity),
    optional<Fields, "isPregnant">("isPregnant", fc.constant(true)),
  ),
);

/** In the order of the professional claim's loops. */
export const otherPayerProviders: fc.Arbitrary<readonly OtherPayerProvider[]> = fc
  .tuple(
    fc.subarray(["DN", "P3", "82", "77", "DQ", "85"], { minLength: 1 }),
    fc.constantFrom("person" as const, "organisation" as const),
    identifiers,
  )
  .map(([roles, kind, numbers]) => roles.map((role) => ({ role, kind, identifiers: numbers })));

export const product: fc.Arbitrary<ClaimProduct> = merged<ClaimProduct>(
  fc.record({ id: fc.record({ qualifier: fc.constantFrom("EN", "HI", "UP"), value: word }) }),
  optional<Fields, "quantity">("quantity", quantity),
  optional<Fields, "unit">("unit", fc.constantFrom("ML", "UN")),
  optional<Fields, "prescription">("prescription", fc.record({ qualifier: fc.constantFrom("XZ", "VY"), value: word })),
);

/** Blocks of a payment but for how many claims each has. */
export const blocks: fc.Arbitrary<readonly Omit<ClaimBlock, "claims">[]> = fc.array(
  merged<Omit<ClaimBlock, "claims">>(
    fc.record({ number: fc.integer({ min: 2, max: 999 }) }),
    optional<Fields, "provider">("provider", ofFields(providerSummaryFields)),
    optional<Fields, "inpatient">("inpatient", ofFields(inpatientSummaryFields)),
  ),
  { minLength: 1, maxLength: 3 },
);

export const attachments: fc.Arbitrary<readonly Attachment[]> = fc.constantFrom<(readonly Attachment[])[]>(
  [{ kind: "OZ", sent: "EL", controlNumber: "ATT-1" }],
  [
    { kind: "B4", sent: "AA" },
    { kind: "RR", sent: "FX", controlNumber: "2" },
  ],
);

export const fileInformation: fc.Arbitrary<readonly string[]> = fc.constantFrom<(readonly string[])[]>(["STATE DATA 1"], ["ONE", "TWO"]);
