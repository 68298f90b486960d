/** Our reading under the names that the independent converter of the samples gives its values, so that both can be compared leaf by leaf. */
import { formatCents } from "../../src/core/kernel/cents.ts";
import { formatDecimal } from "../../src/core/kernel/decimal.ts";
import type {
  Adjustment,
  ClaimLine,
  ClaimPayer,
  ClaimProcedure,
  ClaimProvider,
  ClaimSubscriber,
  ProfessionalClaim,
  ProfessionalClaimBatch,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "../../src/core/x12/transactions/professional-claim.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../../src/core/x12/transactions/remittance.ts";

export type Leaves = Map<string, string>;

export const ranks: Readonly<Record<string, string>> = { P: "PRIMARY", S: "SECONDARY", T: "TERTIARY" };
const sexes: Readonly<Record<string, string>> = { M: "MALE", F: "FEMALE", U: "UNKNOWN" };
const groups: Readonly<Record<string, string>> = { CO: "CONTRACTUAL", PR: "PATIENT_RESPONSIBILITY", OA: "OTHER", PI: "PAYOR_INITIATED" };
const providerRoles = [
  ["RENDERING", "rendering"],
  ["SERVICE_FACILITY", "facility"],
  ["REFERRING", "referring"],
  ["SUPERVISING", "supervising"],
] as const;
const claimDates: Readonly<Record<string, string>> = {
  "439": "accidentDate",
  "453": "acuteManifestationDate",
  "431": "onsetOfCurrentIllnessOrInjuryDate",
  "454": "initialTreatmentDate",
  "455": "lastXRayDate",
};
const lineDates: Readonly<Record<string, string>> = {
  "463": "beginTherapyDate",
  "607": "certificationRevisionDate",
  "461": "lastCertificationDate",
  "471": "prescriptionDate",
};

/** Numbers as the shortest text, so that 100, 100.0 and 100.00 are one value. */
export function plainNumber(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function put(leaves: Leaves, path: string, value: string | undefined): void {
  if (value !== undefined && value !== "") leaves.set(path, plainNumber(value));
}

function putAddress(leaves: Leaves, path: string, address: X12Address | undefined): void {
  put(leaves, `${path}.address.line`, address?.line1);
  put(leaves, `${path}.address.line2`, address?.line2);
  put(leaves, `${path}.address.city`, address?.city);
  put(leaves, `${path}.address.stateCode`, address?.state);
  put(leaves, `${path}.address.zipCode`, address?.zip);
}

function putName(leaves: Leaves, path: string, name: X12Name): void {
  put(leaves, `${path}.entityType`, name.kind === "person" ? "INDIVIDUAL" : "BUSINESS");
  put(leaves, `${path}.lastNameOrOrgName`, name.last);
  put(leaves, `${path}.firstName`, name.first);
  put(leaves, `${path}.middleName`, name.middle);
}

function putContacts(leaves: Leaves, path: string, contacts: readonly X12Contact[]): void {
  contacts.forEach((contact, index) => {
    put(leaves, `${path}[${index}].name`, contact.name);
    contact.numbers.forEach((number, at) => {
      put(leaves, `${path}[${index}].contactNumbers[${at}].number`, number.value);
    });
  });
}

function putIdentifiers(leaves: Leaves, path: string, identifiers: readonly X12Identifier[]): void {
  identifiers.forEach((identifier, index) => {
    put(leaves, `${path}[${index}].qualifierCode`, identifier.qualifier);
    put(leaves, `${path}[${index}].identification`, identifier.value);
  });
}

const isTaxNumber = ({ qualifier }: X12Identifier): boolean => qualifier === "EI" || qualifier === "SY" || qualifier === "TJ";

function putProvider(leaves: Leaves, path: string, provider: ClaimProvider): void {
  putName(leaves, path, provider.name);
  put(leaves, `${path}.identifier`, provider.npi);
  put(leaves, `${path}.taxId`, provider.identifiers.find(isTaxNumber)?.value);
  putIdentifiers(
    leaves,
    `${path}.additionalIds`,
    provider.identifiers.filter((one) => !isTaxNumber(one)),
  );
  put(leaves, `${path}.providerTaxonomy.code`, provider.taxonomy);
  putAddress(leaves, path, provider.address);
  putContacts(leaves, `${path}.contacts`, provider.contacts);
}

function putPayer(leaves: Leaves, path: string, payer: ClaimPayer): void {
  put(leaves, `${path}.lastNameOrOrgName`, payer.name);
  put(leaves, `${path}.identifier`, payer.id?.value);
  putIdentifiers(leaves, `${path}.additionalIds`, payer.identifiers);
  putAddress(leaves, path, payer.address);
}

type Person = Pick<ClaimSubscriber, "name" | "address" | "birthDate" | "sex">;

function putPerson(leaves: Leaves, path: string, person: Person, memberId?: X12Identifier): void {
  putName(leaves, path, person.name);
  put(leaves, `${path}.identifier`, memberId?.value);
  put(leaves, `${path}.birthDate`, person.birthDate);
  put(leaves, `${path}.gender`, sexes[person.sex ?? ""]);
  putAddress(leaves, path, person.address);
}

function putSubscriber(leaves: Leaves, path: string, subscriber: ClaimSubscriber, payer: ClaimPayer): void {
  put(leaves, `${path}.payerResponsibilitySequence`, ranks[subscriber.payerRank]);
  put(leaves, `${path}.groupOrPolicyNumber`, subscriber.groupNumber);
  put(leaves, `${path}.groupName`, subscriber.groupName);
  put(leaves, `${path}.claimFilingIndicatorCode`, subscriber.filingIndicator);
  putPerson(leaves, `${path}.person`, subscriber, subscriber.memberId);
  putPayer(leaves, `${path}.payer`, payer);
}

function putAdjustments(leaves: Leaves, path: string, adjustments: readonly Adjustment[]): void {
  adjustments.forEach((adjustment, index) => {
    put(leaves, `${path}[${index}].group`, groups[adjustment.group]);
    put(leaves, `${path}[${index}].reasonCode`, adjustment.reason);
    put(leaves, `${path}[${index}].amount`, formatCents(adjustment.amount));
    if (adjustment.quantity !== undefined) put(leaves, `${path}[${index}].quantity`, formatDecimal(adjustment.quantity));
  });
}

function putProcedure(leaves: Leaves, path: string, procedure: ClaimProcedure): void {
  put(leaves, `${path}.code`, procedure.code);
  procedure.modifiers.forEach((modifier, index) => {
    put(leaves, `${path}.modifiers[${index}].code`, modifier);
  });
}

function putServiceDays(leaves: Leaves, lines: readonly { readonly serviceFrom?: string; readonly serviceTo?: string }[]): void {
  const days = lines
    .flatMap((line) => [line.serviceFrom ?? "", line.serviceTo ?? ""])
    .filter((day) => day !== "")
    .sort();
  put(leaves, "serviceDateFrom", days[0]);
  put(leaves, "serviceDateTo", days[days.length - 1]);
}

export function claimLeaves(claim: ProfessionalClaim, batch: ProfessionalClaimBatch): Leaves {
  const leaves: Leaves = new Map();
  put(leaves, "patientControlNumber", claim.controlNumber);
  put(leaves, "chargeAmount", formatCents(claim.charge));
  put(leaves, "facilityCode.code", claim.placeOfService);
  put(leaves, "frequencyCode.code", claim.frequency);
  put(leaves, "providerSignatureIndicator", claim.providerSignature ? "Y" : "N");
  put(leaves, "assignmentParticipationCode", claim.assignment);
  put(leaves, "assignmentCertificationIndicator", claim.benefitsAssigned);
  put(leaves, "releaseOfInformationCode", claim.releaseOfInformation);
  put(leaves, "clearinghouseTraceNumber", claim.identifiers.find(({ qualifier }) => qualifier === "D9")?.value);
  put(leaves, "relatedCause.relatedCauseCode", claim.relatedCauses?.causes[0]);
  put(leaves, "relatedCause.relatedCauseCode2", claim.relatedCauses?.causes[1]);
  put(leaves, "relatedCause.stateCode", claim.relatedCauses?.autoState);
  for (const date of claim.dates) put(leaves, claimDates[date.qualifier] ?? `date ${date.qualifier}`, date.from);
  putServiceDays(leaves, claim.lines);
  putSubscriber(leaves, "subscriber", claim.subscriber, claim.payer);
  claim.otherPayers.forEach((other, index) => {
    const at = `otherSubscribers[${index}]`;
    putSubscriber(leaves, at, other.subscriber, other.payer);
    putAdjustments(leaves, `${at}.adjustments`, other.adjustments);
    if (other.paid !== undefined) put(leaves, `${at}.payerPaidAmount`, formatCents(other.paid));
    if (other.nonCovered !== undefined) put(leaves, `${at}.nonCoveredAmount`, formatCents(other.nonCovered));
    if (other.remainingPatientLiability !== undefined) {
      put(leaves, `${at}.remainingPatientLiabilityAmount`, formatCents(other.remainingPatientLiability));
    }
    put(leaves, `${at}.assignmentCertificationIndicator`, other.benefitsAssigned);
    put(leaves, `${at}.releaseOfInformationCode`, other.releaseOfInformation);
  });
  putAddress(leaves, "payToAddress", claim.payTo?.address);
  if (claim.dependent !== undefined) putPerson(leaves, "patient.person", claim.dependent);
  putProvider(leaves, "billingProvider", claim.billing);
  for (const [role, key] of providerRoles) {
    const provider = claim[key];
    if (provider !== undefined) putProvider(leaves, `providers[${role}]`, provider);
  }
  claim.diagnoses.forEach((diagnosis, index) => {
    put(leaves, `diags[${index}].code`, diagnosis.code);
  });
  claim.lines.forEach((line, index) => {
    putLine(leaves, `serviceLines[${index}]`, line, claim);
  });
  putBatch(leaves, batch);
  return leaves;
}

function putBatch(leaves: Leaves, batch: ProfessionalClaimBatch): void {
  put(leaves, "transaction.controlNumber", batch.control);
  put(leaves, "transaction.purposeCode", batch.purpose);
  put(leaves, "transaction.originatorApplicationTransactionId", batch.reference);
  put(leaves, "transaction.creationDate", batch.createdOn);
  putName(leaves, "transaction.sender", batch.submitter.name);
  put(leaves, "transaction.sender.identifier", batch.submitter.id);
  putContacts(leaves, "transaction.sender.contacts", batch.submitter.contacts);
  put(leaves, "transaction.receiver.lastNameOrOrgName", batch.receiver.name);
  put(leaves, "transaction.receiver.identifier", batch.receiver.id);
}

function putLine(leaves: Leaves, path: string, line: ClaimLine, claim: ProfessionalClaim): void {
  put(leaves, `${path}.chargeAmount`, formatCents(line.charge));
  put(leaves, `${path}.unitType`, line.unitKind === "MJ" ? "MINUTES" : "UNIT");
  put(leaves, `${path}.unitCount`, formatDecimal(line.units));
  put(leaves, `${path}.placeOfServiceCode`, line.placeOfService);
  put(leaves, `${path}.emergencyIndicator`, line.emergency ? "Y" : undefined);
  put(leaves, `${path}.serviceDateFrom`, line.serviceFrom);
  put(leaves, `${path}.serviceDateTo`, line.serviceTo);
  put(leaves, `${path}.sourceLineId`, line.controlNumber);
  put(leaves, `${path}.drug.code`, line.drug?.ndc);
  if (line.drug?.quantity !== undefined) put(leaves, `${path}.drugQuantity`, formatDecimal(line.drug.quantity));
  put(leaves, `${path}.prescriptionNumber`, line.drug?.prescription?.value);
  for (const date of line.dates) put(leaves, `${path}.${lineDates[date.qualifier] ?? `date ${date.qualifier}`}`, date.from);
  line.notes.forEach((note, index) => {
    put(leaves, `${path}.notes[${index}].text`, note.text);
  });
  putProcedure(leaves, `${path}.procedure`, line.procedure);
  line.pointers.forEach((pointer, index) => {
    put(leaves, `${path}.diagPointers[${index}]`, String(pointer));
    put(leaves, `${path}.diags[${index}].code`, claim.diagnoses[pointer - 1]?.code);
  });
  if (line.ordering !== undefined) putProvider(leaves, `${path}.providers[ORDERING]`, line.ordering);
  for (const [role, key] of providerRoles) {
    const provider = line[key];
    if (provider !== undefined) putProvider(leaves, `${path}.providers[${role}]`, provider);
  }
  line.adjudications.forEach((adjudication, index) => {
    const at = `${path}.adjudications[${index}]`;
    put(leaves, `${at}.payerIdentifier`, adjudication.payerId);
    put(leaves, `${at}.paidAmount`, formatCents(adjudication.paid));
    put(leaves, `${at}.unitCount`, formatDecimal(adjudication.units));
    put(leaves, `${at}.adjudicationOrPaymentDate`, adjudication.paidOn);
    if (adjudication.remainingPatientLiability !== undefined) {
      put(leaves, `${at}.remainingPatientLiabilityAmount`, formatCents(adjudication.remainingPatientLiability));
    }
    putProcedure(leaves, `${at}.procedure`, adjudication.procedure);
    putAdjustments(leaves, `${at}.adjustments`, adjudication.adjustments);
  });
}

export function paymentLeaves(claim: RemittanceClaim, remittance: Remittance): Leaves {
  const leaves: Leaves = new Map();
  put(leaves, "patientControlNumber", claim.patientControlNumber);
  put(leaves, "chargeAmount", formatCents(claim.charge));
  put(leaves, "paymentAmount", formatCents(claim.paid));
  if (claim.patientResponsibility !== undefined) put(leaves, "patientResponsibilityAmount", formatCents(claim.patientResponsibility));
  put(leaves, "facilityCode.code", claim.facilityType);
  put(leaves, "frequencyCode.code", claim.frequency);
  put(leaves, "claimStatusCode", claim.status);
  put(leaves, "claimFilingIndicatorCode", claim.filingIndicator);
  put(leaves, "payerControlNumber", claim.payerControlNumber);
  putServiceDays(leaves, claim.lines);
  put(leaves, "statementDateFrom", claim.statementFrom);
  put(leaves, "statementDateTo", claim.statementTo);
  put(leaves, "claimReceivedDate", claim.receivedOn);
  putName(leaves, "patient.person", claim.patient.name);
  put(leaves, "patient.person.identifier", claim.patient.id?.value);
  putAdjustments(leaves, "adjustments", claim.adjustments);
  putIdentifiers(leaves, "otherClaimRelatedIds", claim.identifiers);
  putAmounts(leaves, "supplementalAmounts", claim.amounts);
  claim.lines.forEach((line, index) => {
    putPaidLine(leaves, `serviceLines[${index}]`, line);
  });
  putRemittance(leaves, remittance);
  return leaves;
}

function putAmounts(leaves: Leaves, path: string, amounts: RemittanceClaim["amounts"]): void {
  amounts.forEach((one, index) => {
    put(leaves, `${path}[${index}].qualifierCode`, one.qualifier);
    put(leaves, `${path}[${index}].amount`, formatCents(one.amount));
  });
}

function putPaidLine(leaves: Leaves, path: string, line: RemittanceLine): void {
  put(leaves, `${path}.chargeAmount`, formatCents(line.charge));
  put(leaves, `${path}.paidAmount`, formatCents(line.paid));
  put(leaves, `${path}.unitCount`, line.units === undefined ? "1" : formatDecimal(line.units));
  put(leaves, `${path}.serviceDateFrom`, line.serviceFrom);
  put(leaves, `${path}.sourceLineId`, line.controlNumber);
  putProcedure(leaves, `${path}.procedure`, line.procedure);
  putAdjustments(leaves, `${path}.adjustments`, line.adjustments);
  putAmounts(leaves, `${path}.supplementalAmounts`, line.amounts);
  line.remarks.forEach((remark, index) => {
    put(leaves, `${path}.remarkCodes[${index}]`, remark);
  });
  putIdentifiers(leaves, `${path}.renderingProviderIds`, line.identifiers);
}

function putRemittance(leaves: Leaves, { control, payment, producedOn, payer, payee }: Remittance): void {
  put(leaves, "transaction.controlNumber", control);
  put(leaves, "transaction.productionDate", producedOn);
  put(leaves, "transaction.totalPaymentAmount", formatCents(payment.amount));
  put(leaves, "transaction.creditOrDebitFlagCode", payment.creditOrDebit);
  put(leaves, "transaction.paymentDate", payment.paidOn);
  put(leaves, "transaction.paymentFormatCode", payment.format);
  put(leaves, "transaction.checkOrEftTraceNumber", payment.trace);
  put(leaves, "transaction.payerIdentifier", payment.originator);
  put(leaves, "transaction.senderBankRoutingNumber", payment.payerBank?.value);
  put(leaves, "transaction.senderAccountNumber", payment.payerAccount?.value);
  put(leaves, "transaction.receiverBankRoutingNumber", payment.payeeBank?.value);
  put(leaves, "transaction.receiverAccountNumber", payment.payeeAccount?.value);
  put(leaves, "payer.lastNameOrOrgName", payer.name);
  put(leaves, "payer.identifier", payer.id?.value ?? payment.originator);
  putAddress(leaves, "payer", payer.address);
  putContacts(leaves, "payer.contacts", payer.contacts);
  put(leaves, "payee.lastNameOrOrgName", payee.name);
  put(leaves, "payee.identifier", payee.id.value);
  put(leaves, "payee.taxId", payee.identifiers.find(isTaxNumber)?.value);
  putAddress(leaves, "payee", payee.address);
}
