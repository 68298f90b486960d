/** The JSON shape of professional claims, remittances and of the envelope. */
import { inpatientFields, outpatientFields } from "./adjudication-information.ts";
import { elementShape } from "./element-fields.ts";
import { address, adjustment, attachment, contact, date, identifier, name, note, procedure } from "./json-parts.ts";
import { exact, list, money, plain, plains, repeated, shape } from "./json-shapes.ts";
import {
  ambulance,
  conditionIndicator,
  contract,
  equipment,
  form,
  purchasedService,
  quantity,
  spinalManipulation,
  testResult,
} from "./json-supplements.ts";
import type { OtherPayerProvider } from "./other-payer-providers.ts";
import type { PatientFacts } from "./patient-facts.ts";
import type {
  ClaimDependent,
  ClaimDiagnosis,
  ClaimDrug,
  ClaimLine,
  ClaimPayer,
  ClaimPlace,
  ClaimProduct,
  ClaimProvider,
  ClaimSubscriber,
  LineAdjudication,
  OtherPayer,
  PayTo,
  ProfessionalClaim,
  ProfessionalClaimBatch,
  RelatedCauses,
} from "./professional-claim.ts";
import type {
  ProviderAdjustment,
  Remittance,
  RemittanceClaim,
  RemittanceDelivery,
  RemittanceLine,
  RemittancePayment,
} from "./remittance.ts";
import { type ClaimBlock, inpatientSummaryFields, providerSummaryFields } from "./remittance-summaries.ts";
import { repricingFields } from "./repricing.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export const provider = shape<ClaimProvider>({
  name,
  npi: plain,
  taxonomy: plain,
  address,
  identifiers: list(identifier),
  contacts: list(contact),
});

const patientFacts = shape<PatientFacts>({ diedOn: plain, weight: exact, isPregnant: plain });

export const subscriber = shape<ClaimSubscriber>({
  payerRank: plain,
  relationship: plain,
  groupNumber: plain,
  groupName: plain,
  insuranceType: plain,
  filingIndicator: plain,
  name,
  memberId: identifier,
  address,
  birthDate: plain,
  sex: plain,
  identifiers: list(identifier),
  contact,
  patientFacts,
});

export const dependent = shape<ClaimDependent>({
  relationship: plain,
  name,
  address,
  birthDate: plain,
  sex: plain,
  identifiers: list(identifier),
  contact,
  patientFacts,
});

export const payer = shape<ClaimPayer>({ name: plain, id: identifier, address, identifiers: list(identifier) });

const inpatient = elementShape(inpatientFields);
const outpatient = elementShape(outpatientFields);

export const otherPayer = shape<OtherPayer>({
  subscriber,
  payer,
  adjustments: list(adjustment),
  paid: money,
  remainingPatientLiability: money,
  nonCovered: money,
  benefitsAssigned: plain,
  patientSignature: plain,
  releaseOfInformation: plain,
  inpatient,
  outpatient,
  remarks: plains,
  paidOn: plain,
  providers: list(shape<OtherPayerProvider>({ role: plain, kind: plain, identifiers: list(identifier) })),
});

export const adjudication = shape<LineAdjudication>({
  payerId: plain,
  paid: money,
  procedure,
  units: exact,
  bundledInto: plain,
  adjustments: list(adjustment),
  paidOn: plain,
  remainingPatientLiability: money,
});

export const drug = shape<ClaimDrug>({ ndc: plain, quantity: exact, unit: plain, prescription: identifier });
export const diagnosis = shape<ClaimDiagnosis>({ qualifier: plain, code: plain });
export const relatedCauses = shape<RelatedCauses>({ causes: plains, autoState: plain, country: plain });
export const payTo = shape<PayTo>({ address, kind: plain });
const product = shape<ClaimProduct>({ id: identifier, quantity: exact, unit: plain, prescription: identifier });
export const repricing = elementShape(repricingFields);

const line = shape<ClaimLine>({
  number: plain,
  procedure,
  charge: money,
  unitKind: plain,
  units: exact,
  placeOfService: plain,
  pointers: plains,
  emergency: plain,
  epsdt: plain,
  familyPlanning: plain,
  copayStatus: plain,
  serviceFrom: plain,
  serviceTo: plain,
  controlNumber: plain,
  identifiers: list(identifier),
  dates: list(date),
  notes: list(note),
  attachments: list(attachment),
  fileInformation: plains,
  ambulance,
  equipment,
  conditionIndicators: list(conditionIndicator),
  contract,
  quantities: list(quantity),
  testResults: list(testResult),
  salesTax: money,
  postage: money,
  purchasedService,
  repricing,
  drug,
  product,
  rendering: provider,
  ordering: provider,
  referring: provider,
  primaryCare: provider,
  supervising: provider,
  facility: provider,
  purchasedFrom: provider,
  forms: list(form),
  adjudications: list(adjudication),
});

export const professionalClaimJson = shape<ProfessionalClaim>({
  controlNumber: plain,
  charge: money,
  placeOfService: plain,
  frequency: plain,
  providerSignature: plain,
  assignment: plain,
  benefitsAssigned: plain,
  releaseOfInformation: plain,
  patientSignature: plain,
  relatedCauses,
  specialProgram: plain,
  delayReason: plain,
  attachments: list(attachment),
  fileInformation: plains,
  patientPaid: money,
  contract,
  repricing,
  ambulance,
  spinalManipulation,
  conditionIndicators: list(conditionIndicator),
  diagnoses: list(diagnosis),
  anesthesiaSurgeries: list(diagnosis),
  conditions: plains,
  dates: list(date),
  identifiers: list(identifier),
  notes: list(note),
  billing: repeated(provider),
  currency: plain,
  payTo,
  payToPlan: payer,
  subscriber,
  payer,
  dependent,
  rendering: provider,
  referring: provider,
  primaryCare: provider,
  supervising: provider,
  facility: provider,
  otherPayers: list(otherPayer),
  lines: list(line),
  place: shape<ClaimPlace>({
    firstSegment: plain,
    lastSegment: plain,
    transactionControl: plain,
    lineSegments: plains,
    transactionSegment: plain,
    byteFrom: plain,
    byteTo: plain,
  }),
});

/** The fields of a batch of any kind of claim, but for its claims. */
export const batchHead = {
  control: plain,
  reference: plain,
  purpose: plain,
  createdOn: plain,
  createdAt: plain,
  kind: plain,
  submitter: shape<ProfessionalClaimBatch["submitter"]>({ name, id: plain, contacts: list(contact) }),
  receiver: shape<ProfessionalClaimBatch["receiver"]>({ name: plain, id: plain }),
};

export const professionalClaimBatchJson = shape<ProfessionalClaimBatch>({ ...batchHead, claims: list(professionalClaimJson) });

const amount = shape<RemittanceLine["amounts"][number]>({ qualifier: plain, amount: money });

const remittanceLine = shape<RemittanceLine>({
  procedure,
  charge: money,
  paid: money,
  revenueCode: plain,
  units: exact,
  submittedProcedure: procedure,
  submittedUnits: exact,
  serviceFrom: plain,
  serviceTo: plain,
  adjustments: list(adjustment),
  controlNumber: plain,
  identifiers: list(identifier),
  allowed: money,
  amounts: list(amount),
  quantities: list(quantity),
  remarks: plains,
  rejectCodes: plains,
  segment: plain,
});

const named = shape<RemittanceClaim["patient"]>({ name, id: identifier });

export const remittanceClaimJson = shape<RemittanceClaim>({
  patientControlNumber: plain,
  status: plain,
  charge: money,
  paid: money,
  patientResponsibility: money,
  filingIndicator: plain,
  payerControlNumber: plain,
  facilityType: plain,
  frequency: plain,
  drg: plain,
  drgWeight: exact,
  dischargeFraction: exact,
  patient: named,
  insured: named,
  corrected: named,
  rendering: named,
  crossover: shape<NonNullable<RemittanceClaim["crossover"]>>({ name: plain, id: identifier }),
  correctedPriorityPayer: shape<NonNullable<RemittanceClaim["correctedPriorityPayer"]>>({ name: plain, id: identifier }),
  otherSubscriber: named,
  adjustments: list(adjustment),
  inpatient,
  outpatient,
  remarks: plains,
  identifiers: list(identifier),
  statementFrom: plain,
  statementTo: plain,
  receivedOn: plain,
  coverageExpiredOn: plain,
  contacts: list(contact),
  quantities: list(quantity),
  amounts: list(amount),
  lines: list(remittanceLine),
  segment: plain,
});

const payment = shape<RemittancePayment>({
  handling: plain,
  amount: money,
  creditOrDebit: plain,
  method: plain,
  paidOn: plain,
  trace: plain,
  originator: plain,
  division: plain,
  transferOriginator: plain,
  transferDivision: plain,
  format: plain,
  payerBank: identifier,
  payerAccount: identifier,
  payeeBank: identifier,
  payeeAccount: identifier,
});

export const remittanceJson = shape<Remittance>({
  control: plain,
  payment,
  producedOn: plain,
  currency: plain,
  identifiers: list(identifier),
  payer: shape<Remittance["payer"]>({
    name: plain,
    id: identifier,
    address,
    identifiers: list(identifier),
    contacts: list(shape<Remittance["payer"]["contacts"][number]>({ kind: plain, name: plain, numbers: list(identifier) })),
  }),
  payee: shape<Remittance["payee"]>({
    name: plain,
    id: identifier,
    address,
    identifiers: list(identifier),
    delivery: shape<RemittanceDelivery>({ method: plain, name: plain, number: plain }),
  }),
  claims: list(remittanceClaimJson),
  blocks: list(
    shape<ClaimBlock>({
      number: plain,
      claims: plain,
      provider: elementShape(providerSummaryFields),
      inpatient: elementShape(inpatientSummaryFields),
    }),
  ),
  providerAdjustments: list(
    shape<ProviderAdjustment>({
      providerId: plain,
      fiscalPeriodEnd: plain,
      reason: plain,
      reference: plain,
      amount: money,
      segment: plain,
    }),
  ),
  segment: plain,
});

export const envelopeJson = shape<TransactionEnvelope>({
  interchange: shape<TransactionEnvelope["interchange"]>({
    senderQualifier: plain,
    senderId: plain,
    receiverQualifier: plain,
    receiverId: plain,
    date: plain,
    time: plain,
    control: plain,
    acknowledgementRequested: plain,
    test: plain,
  }),
  group: shape<TransactionEnvelope["group"]>({
    code: plain,
    sender: plain,
    receiver: plain,
    date: plain,
    time: plain,
    control: plain,
    version: plain,
  }),
  set: shape<TransactionEnvelope["set"]>({ id: plain, control: plain, guide: plain, segment: plain }),
});
