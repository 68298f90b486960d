/** Invented claims and remittances for property tests: every field of the models, in any combination. */
import fc from "fast-check";
import { cents } from "../../src/core/kernel/cents.ts";
import { dateOfDayNumber } from "../../src/core/kernel/iso-date.ts";
import type {
  Adjustment,
  ClaimDate,
  ClaimDependent,
  ClaimLine,
  ClaimNote,
  ClaimPayer,
  ClaimProvider,
  ClaimSubscriber,
  LineAdjudication,
  OtherPayer,
  ProfessionalClaim,
  ProfessionalClaimBatch,
  X12Contact,
  X12Identifier,
} from "../../src/core/x12/transactions/professional-claim.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../../src/core/x12/transactions/remittance.ts";
import type { X12Envelope } from "../../src/core/x12/transactions/write-envelope.ts";
import {
  ambulance,
  attachments,
  blocks,
  conditionIndicators,
  contract,
  equipment,
  fileInformation,
  forms,
  inpatient,
  otherPayerProviders,
  outpatient,
  patientFacts,
  product,
  purchasedService,
  quantities,
  repricing,
  spinalManipulation,
  testResults,
} from "./x12-supplement-arbitraries.ts";
import {
  address,
  amount,
  date,
  identifiers,
  memberId,
  merged,
  name,
  optional,
  procedure,
  quantity,
  signedAmount,
  text,
  word,
} from "./x12-value-arbitraries.ts";

const contact: fc.Arbitrary<X12Contact> = merged<X12Contact>(
  fc.record({
    numbers: fc.array(fc.record({ qualifier: fc.constantFrom("TE", "EM", "FX", "EX"), value: word }), { minLength: 1, maxLength: 3 }),
  }),
  optional<X12Contact & Record<string, unknown>, "name">("name", text),
);

function provider(): fc.Arbitrary<ClaimProvider> {
  return merged<ClaimProvider>(
    fc.record({ name, identifiers, contacts: fc.array(contact, { maxLength: 2 }) }),
    optional<ClaimProvider & Record<string, unknown>, "npi">("npi", fc.constantFrom("1234567893", "1999999984")),
    optional<ClaimProvider & Record<string, unknown>, "taxonomy">("taxonomy", fc.constantFrom("207Q00000X", "363L00000X")),
    optional<ClaimProvider & Record<string, unknown>, "address">("address", address),
  );
}

const subscriber: fc.Arbitrary<ClaimSubscriber> = merged<ClaimSubscriber>(
  fc.record({ payerRank: fc.constantFrom("P", "S", "T"), name, identifiers }),
  optional<ClaimSubscriber & Record<string, unknown>, "relationship">("relationship", fc.constantFrom("18", "01")),
  optional<ClaimSubscriber & Record<string, unknown>, "groupNumber">("groupNumber", text),
  optional<ClaimSubscriber & Record<string, unknown>, "groupName">("groupName", text),
  optional<ClaimSubscriber & Record<string, unknown>, "insuranceType">("insuranceType", fc.constantFrom("12", "47")),
  optional<ClaimSubscriber & Record<string, unknown>, "filingIndicator">("filingIndicator", fc.constantFrom("CI", "MB", "12")),
  optional<ClaimSubscriber & Record<string, unknown>, "memberId">("memberId", memberId),
  optional<ClaimSubscriber & Record<string, unknown>, "address">("address", address),
);

const demographics = [
  optional<ClaimSubscriber & Record<string, unknown>, "birthDate">("birthDate", date),
  optional<ClaimSubscriber & Record<string, unknown>, "sex">("sex", fc.constantFrom("F" as const, "M" as const, "U" as const)),
  optional<ClaimSubscriber & Record<string, unknown>, "contact">("contact", contact),
  optional<ClaimSubscriber & Record<string, unknown>, "patientFacts">("patientFacts", patientFacts),
];

const dependent: fc.Arbitrary<ClaimDependent> = merged<ClaimDependent>(
  fc.record({ relationship: fc.constantFrom("01", "19", "G8"), name, identifiers }),
  optional<ClaimDependent & Record<string, unknown>, "address">("address", address),
  ...demographics,
);

const payer: fc.Arbitrary<ClaimPayer> = merged<ClaimPayer>(
  fc.record({ name: text, identifiers }),
  optional<ClaimPayer & Record<string, unknown>, "id">("id", fc.record({ qualifier: fc.constantFrom("PI", "XV"), value: word })),
  optional<ClaimPayer & Record<string, unknown>, "address">("address", address),
);

const adjustment: fc.Arbitrary<Adjustment> = merged<Adjustment>(
  fc.record({
    group: fc.constantFrom("CO" as const, "PR" as const, "OA" as const, "PI" as const),
    reason: fc.constantFrom("1", "45", "97", "253"),
    amount: signedAmount,
  }),
  optional<Adjustment & Record<string, unknown>, "quantity">("quantity", quantity),
);
const adjustments = fc.array(adjustment, { maxLength: 9 });

const claimDate: fc.Arbitrary<ClaimDate> = merged<ClaimDate>(
  fc.record({ qualifier: fc.constantFrom("431", "439", "454", "435"), from: date }),
  optional<ClaimDate & Record<string, unknown>, "to">("to", date),
);
const note: fc.Arbitrary<ClaimNote> = fc.record({ kind: fc.constantFrom("ADD", "DCP"), text });

const otherPayer: fc.Arbitrary<OtherPayer> = merged<OtherPayer>(
  fc.record({ subscriber, payer, adjustments, remarks: fc.array(fc.constantFrom("MA01", "N130"), { maxLength: 5 }) }),
  optional<OtherPayer & Record<string, unknown>, "paid">("paid", amount),
  optional<OtherPayer & Record<string, unknown>, "remainingPatientLiability">("remainingPatientLiability", amount),
  optional<OtherPayer & Record<string, unknown>, "nonCovered">("nonCovered", amount),
  optional<OtherPayer & Record<string, unknown>, "benefitsAssigned">("benefitsAssigned", fc.constantFrom("Y", "N")),
  optional<OtherPayer & Record<string, unknown>, "releaseOfInformation">("releaseOfInformation", fc.constantFrom("Y", "I")),
  optional<OtherPayer & Record<string, unknown>, "inpatient">("inpatient", inpatient),
  optional<OtherPayer & Record<string, unknown>, "outpatient">("outpatient", outpatient),
  optional<OtherPayer & Record<string, unknown>, "paidOn">("paidOn", date),
  optional<OtherPayer & Record<string, unknown>, "patientSignature">("patientSignature", fc.constant("P")),
  optional<OtherPayer & Record<string, unknown>, "providers">("providers", otherPayerProviders),
);

const adjudication: fc.Arbitrary<LineAdjudication> = merged<LineAdjudication>(
  fc.record({ payerId: word, paid: amount, procedure, units: quantity, adjustments }),
  optional<LineAdjudication & Record<string, unknown>, "bundledInto">("bundledInto", fc.integer({ min: 1, max: 50 })),
  optional<LineAdjudication & Record<string, unknown>, "paidOn">("paidOn", date),
  optional<LineAdjudication & Record<string, unknown>, "remainingPatientLiability">("remainingPatientLiability", amount),
);

const drug = merged<NonNullable<ClaimLine["drug"]>>(
  fc.record({ ndc: fc.constantFrom("00003029305", "63323025510") }),
  optional<Record<string, unknown>, "quantity">("quantity", quantity),
  optional<Record<string, unknown>, "unit">("unit", fc.constantFrom("ML", "UN")),
  optional<Record<string, unknown>, "prescription">("prescription", fc.record({ qualifier: fc.constantFrom("XZ", "VY"), value: word })),
);

type AnyLine = ClaimLine & Record<string, unknown>;
const line: fc.Arbitrary<ClaimLine> = merged<ClaimLine>(
  fc.record({
    number: fc.integer({ min: 1, max: 999 }),
    procedure,
    charge: amount,
    unitKind: fc.constantFrom("UN", "MJ"),
    units: quantity,
    pointers: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
    emergency: fc.boolean(),
    identifiers,
    dates: fc.array(claimDate, { maxLength: 2 }),
    notes: fc.array(note, { maxLength: 1 }),
    adjudications: fc.array(adjudication, { maxLength: 2 }),
  }),
  fc
    .option(fc.tuple(date, date), { nil: undefined })
    .map((days) => (days === undefined ? {} : { serviceFrom: days[0], serviceTo: days[1] })),
  optional<AnyLine, "placeOfService">("placeOfService", fc.constantFrom("11", "22")),
  optional<AnyLine, "controlNumber">("controlNumber", word),
  optional<AnyLine, "attachments">("attachments", attachments),
  optional<AnyLine, "fileInformation">("fileInformation", fileInformation),
  optional<AnyLine, "ambulance">("ambulance", ambulance),
  optional<AnyLine, "equipment">("equipment", equipment),
  optional<AnyLine, "conditionIndicators">("conditionIndicators", conditionIndicators),
  optional<AnyLine, "contract">("contract", contract),
  optional<AnyLine, "quantities">("quantities", quantities),
  optional<AnyLine, "testResults">("testResults", testResults),
  optional<AnyLine, "salesTax">("salesTax", amount),
  optional<AnyLine, "postage">("postage", amount),
  optional<AnyLine, "purchasedService">("purchasedService", purchasedService),
  optional<AnyLine, "purchasedFrom">("purchasedFrom", provider()),
  optional<AnyLine, "forms">("forms", forms),
  fc
    .option(
      fc.oneof(
        drug.map((one) => ({ drug: one })),
        product.map((one) => ({ product: one })),
      ),
      { nil: undefined },
    )
    .map((one) => one ?? {}),
  optional<AnyLine, "epsdt">("epsdt", fc.constant(true)),
  optional<AnyLine, "familyPlanning">("familyPlanning", fc.constant(true)),
  optional<AnyLine, "copayStatus">("copayStatus", fc.constant("0")),
  optional<AnyLine, "repricing">("repricing", repricing),
  optional<AnyLine, "primaryCare">("primaryCare", provider()),
  optional<AnyLine, "rendering">("rendering", provider()),
  optional<AnyLine, "ordering">("ordering", provider()),
  optional<AnyLine, "referring">("referring", provider()),
  optional<AnyLine, "supervising">("supervising", provider()),
  optional<AnyLine, "facility">("facility", provider()),
);

type AnyClaim = ProfessionalClaim & Record<string, unknown>;
export const professionalClaim: fc.Arbitrary<ProfessionalClaim> = merged<ProfessionalClaim>(
  fc.record({
    controlNumber: word,
    charge: amount,
    placeOfService: fc.constantFrom("11", "22", "02"),
    frequency: fc.constantFrom("1", "7", "8"),
    providerSignature: fc.boolean(),
    assignment: fc.constantFrom("A", "C"),
    benefitsAssigned: fc.constantFrom("Y", "N", "W"),
    releaseOfInformation: fc.constantFrom("Y", "I"),
    diagnoses: fc.array(fc.record({ qualifier: fc.constantFrom("ABK", "ABF"), code: fc.constantFrom("E119", "I10", "J020") }), {
      maxLength: 12,
    }),
    dates: fc.array(claimDate, { maxLength: 2 }),
    identifiers,
    notes: fc.array(note, { maxLength: 2 }),
    billing: provider(),
    subscriber: merged<ClaimSubscriber>(subscriber, ...demographics),
    payer,
    otherPayers: fc.array(otherPayer, { maxLength: 2 }),
    lines: fc.array(line, { maxLength: 3 }),
  }),
  optional<AnyClaim, "relatedCauses">(
    "relatedCauses",
    fc.constantFrom({ causes: ["AA", "EM"], autoState: "OH" }, { causes: ["AA"], country: "CA" }, { causes: ["OA"] }),
  ),
  optional<AnyClaim, "patientSignature">("patientSignature", fc.constant("P")),
  optional<AnyClaim, "specialProgram">("specialProgram", fc.constantFrom("02", "09")),
  optional<AnyClaim, "repricing">("repricing", repricing),
  optional<AnyClaim, "primaryCare">("primaryCare", provider()),
  optional<AnyClaim, "currency">("currency", fc.constant("CAD")),
  optional<AnyClaim, "payToPlan">("payToPlan", payer),
  optional<AnyClaim, "attachments">("attachments", attachments),
  optional<AnyClaim, "fileInformation">("fileInformation", fileInformation),
  optional<AnyClaim, "contract">("contract", contract),
  optional<AnyClaim, "ambulance">("ambulance", ambulance),
  optional<AnyClaim, "spinalManipulation">("spinalManipulation", spinalManipulation),
  optional<AnyClaim, "conditionIndicators">("conditionIndicators", conditionIndicators),
  optional<AnyClaim, "anesthesiaSurgeries">(
    "anesthesiaSurgeries",
    fc.constantFrom<NonNullable<ProfessionalClaim["anesthesiaSurgeries"]>[]>(
      [{ qualifier: "BP", code: "33414" }],
      [
        { qualifier: "BP", code: "33414" },
        { qualifier: "BO", code: "33415" },
      ],
    ),
  ),
  optional<AnyClaim, "conditions">("conditions", fc.array(fc.constantFrom("17", "A1", "AK"), { minLength: 1, maxLength: 14 })),
  optional<AnyClaim, "delayReason">("delayReason", fc.constantFrom("1", "11")),
  optional<AnyClaim, "patientPaid">("patientPaid", amount),
  optional<AnyClaim, "payTo">("payTo", fc.record({ address })),
  optional<AnyClaim, "dependent">("dependent", dependent),
  optional<AnyClaim, "rendering">("rendering", provider()),
  optional<AnyClaim, "referring">("referring", provider()),
  optional<AnyClaim, "supervising">("supervising", provider()),
  optional<AnyClaim, "facility">("facility", provider()),
);

const control = fc.integer({ min: 1, max: 999_999_999 }).map((value) => String(value).padStart(4, "0"));

export const professionalClaimBatch: fc.Arbitrary<ProfessionalClaimBatch> = fc.record({
  control,
  reference: word,
  purpose: fc.constantFrom("00", "18"),
  createdOn: date,
  createdAt: fc.constantFrom("0000", "2359"),
  kind: fc.constantFrom("CH", "RP"),
  submitter: fc.record({ name, id: word, contacts: fc.array(contact, { maxLength: 2 }) }),
  receiver: fc.record({ name: text, id: word }),
  claims: fc.array(professionalClaim, { maxLength: 3 }),
});

type AnyRemittanceLine = RemittanceLine & Record<string, unknown>;
const remittanceLine: fc.Arbitrary<RemittanceLine> = merged<RemittanceLine>(
  fc.record({
    procedure,
    charge: signedAmount,
    paid: signedAmount,
    adjustments,
    identifiers,
    remarks: fc.array(fc.constantFrom("N130", "M15"), { maxLength: 2 }),
  }),
  fc
    .option(signedAmount, { nil: undefined })
    .map((allowed) =>
      allowed === undefined
        ? { amounts: [{ qualifier: "KH", amount: cents(150) }] }
        : { allowed, amounts: [{ qualifier: "B6", amount: allowed }] },
    ),
  fc
    .option(fc.tuple(date, date), { nil: undefined })
    .map((days) => (days === undefined ? {} : { serviceFrom: days[0], serviceTo: days[1] })),
  optional<AnyRemittanceLine, "revenueCode">("revenueCode", fc.constantFrom("0300")),
  optional<AnyRemittanceLine, "units">("units", quantity),
  optional<AnyRemittanceLine, "submittedProcedure">("submittedProcedure", procedure),
  optional<AnyRemittanceLine, "submittedUnits">("submittedUnits", quantity),
  optional<AnyRemittanceLine, "controlNumber">("controlNumber", word),
  optional<AnyRemittanceLine, "quantities">("quantities", quantities),
  optional<AnyRemittanceLine, "rejectCodes">("rejectCodes", fc.array(word, { minLength: 1, maxLength: 2 })),
);

const named = merged<RemittanceClaim["patient"]>(fc.record({ name }), optional<Record<string, unknown>, "id">("id", memberId));

type AnyRemittanceClaim = RemittanceClaim & Record<string, unknown>;
export const remittanceClaim: fc.Arbitrary<RemittanceClaim> = merged<RemittanceClaim>(
  fc.record({
    patientControlNumber: word,
    status: fc.constantFrom("1", "2", "4", "22"),
    charge: signedAmount,
    paid: signedAmount,
    filingIndicator: fc.constantFrom("12", "MB"),
    payerControlNumber: word,
    patient: named,
    adjustments,
    remarks: fc.array(fc.constantFrom("MA01", "MA18"), { maxLength: 5 }),
    identifiers,
    amounts: fc.array(fc.record({ qualifier: fc.constantFrom("AU", "I"), amount: signedAmount }), { maxLength: 2 }),
    lines: fc.array(remittanceLine, { maxLength: 3 }),
  }),
  optional<AnyRemittanceClaim, "patientResponsibility">("patientResponsibility", amount),
  optional<AnyRemittanceClaim, "facilityType">("facilityType", fc.constantFrom("11")),
  optional<AnyRemittanceClaim, "frequency">("frequency", fc.constantFrom("1", "7")),
  optional<AnyRemittanceClaim, "insured">("insured", named),
  optional<AnyRemittanceClaim, "corrected">("corrected", named),
  optional<AnyRemittanceClaim, "rendering">("rendering", named),
  optional<AnyRemittanceClaim, "crossover">("crossover", fc.record({ name: text, id: memberId })),
  optional<AnyRemittanceClaim, "statementFrom">("statementFrom", date),
  optional<AnyRemittanceClaim, "statementTo">("statementTo", date),
  optional<AnyRemittanceClaim, "receivedOn">("receivedOn", date),
  optional<AnyRemittanceClaim, "coverageExpiredOn">("coverageExpiredOn", date),
  optional<AnyRemittanceClaim, "drg">("drg", word),
  optional<AnyRemittanceClaim, "drgWeight">("drgWeight", quantity),
  optional<AnyRemittanceClaim, "dischargeFraction">("dischargeFraction", quantity),
  optional<AnyRemittanceClaim, "correctedPriorityPayer">("correctedPriorityPayer", fc.record({ name: text, id: memberId })),
  optional<AnyRemittanceClaim, "otherSubscriber">("otherSubscriber", named),
  optional<AnyRemittanceClaim, "inpatient">("inpatient", inpatient),
  optional<AnyRemittanceClaim, "outpatient">("outpatient", outpatient),
  optional<AnyRemittanceClaim, "contacts">("contacts", fc.array(contact, { minLength: 1, maxLength: 2 })),
  optional<AnyRemittanceClaim, "quantities">("quantities", quantities),
);

const delivery = merged<NonNullable<Remittance["payee"]["delivery"]>>(
  fc.record({ method: fc.constantFrom("BM", "EM", "OL") }),
  optional<Record<string, unknown>, "name">("name", text),
  optional<Record<string, unknown>, "number">("number", word),
);
const payerContact = fc.tuple(fc.constantFrom("BL", "CX"), contact).map(([kind, one]) => ({ kind, ...one }));
const bank: fc.Arbitrary<X12Identifier> = fc.record({ qualifier: fc.constantFrom("01"), value: fc.constantFrom("021000021") });

const remittanceInOneBlock: fc.Arbitrary<Remittance> = merged<Remittance>(
  fc.record({
    control,
    payment: merged<Remittance["payment"]>(
      fc.record({
        handling: fc.constantFrom("I", "H"),
        amount,
        creditOrDebit: fc.constantFrom("C"),
        method: fc.constantFrom("ACH", "CHK", "NON"),
        trace: word,
        originator: fc.constantFrom("1123456789"),
      }),
      optional<Record<string, unknown>, "paidOn">("paidOn", date),
      optional<Record<string, unknown>, "division">("division", word),
      optional<Record<string, unknown>, "format">("format", fc.constantFrom("CCP")),
      optional<Record<string, unknown>, "payerBank">("payerBank", bank),
      optional<Record<string, unknown>, "payeeAccount">("payeeAccount", fc.record({ qualifier: fc.constantFrom("DA"), value: word })),
    ),
    payer: merged<Remittance["payer"]>(
      fc.record({ name: text, identifiers, contacts: fc.array(payerContact, { maxLength: 2 }) }),
      optional<Record<string, unknown>, "id">("id", memberId),
      optional<Record<string, unknown>, "address">("address", address),
    ),
    payee: merged<Remittance["payee"]>(
      fc.record({ name: text, id: memberId, identifiers }),
      optional<Record<string, unknown>, "address">("address", address),
      optional<Record<string, unknown>, "delivery">("delivery", delivery),
    ),
    claims: fc.array(remittanceClaim, { maxLength: 3 }),
    providerAdjustments: fc.array(
      merged<Remittance["providerAdjustments"][number]>(
        fc.record({
          providerId: fc.constantFrom("1234567893", "1999999984"),
          reason: fc.constantFrom("WO", "FB", "L6"),
          amount: signedAmount,
        }),
        optional<Record<string, unknown>, "fiscalPeriodEnd">("fiscalPeriodEnd", date),
        optional<Record<string, unknown>, "reference">("reference", word),
      ),
      { maxLength: 9 },
    ),
  }),
  optional<Record<string, unknown>, "producedOn">("producedOn", date),
  optional<Record<string, unknown>, "currency">("currency", fc.constantFrom("USD", "CAD")),
  optional<Record<string, unknown>, "identifiers">(
    "identifiers",
    identifiers.filter((some) => some.length > 0),
  ),
);

/** Each block has one claim, the last has those that are left. */
export const remittance: fc.Arbitrary<Remittance> = fc
  .tuple(remittanceInOneBlock, fc.option(blocks, { nil: undefined }))
  .map(([one, some]) => {
    if (some === undefined) return one;
    const last = some.length - 1;
    const left = Math.max(0, one.claims.length - last);
    return { ...one, blocks: some.map((block, at) => ({ ...block, claims: at === last ? left : at < one.claims.length ? 1 : 0 })) };
  });

/** An envelope whose values do not matter to the test. */
export const anyEnvelope: X12Envelope = {
  sender: { qualifier: "ZZ", id: "SENDER" },
  receiver: { qualifier: "ZZ", id: "RECEIVER" },
  groupSender: "SENDER",
  groupReceiver: "RECEIVER",
  date: dateOfDayNumber(20_780),
  time: "1201",
  interchangeControl: 7,
  groupControl: 7,
  usage: "T",
};
