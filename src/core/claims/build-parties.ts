/** Loops 2000B/2010BA (subscriber), 2000C/2010CA (patient who is a dependent) and 2010BB (payer). */
import { isSelf, subscriberOf } from "../parties/coverage.ts";
import { plainMemberId } from "../parties/member-id.ts";
import type { Address, Coverage, Patient, Payer } from "../parties/model.ts";
import type { ClaimDependent, ClaimPayer, ClaimSubscriber } from "../x12/transactions/professional-claim.ts";
import { personName } from "./build-providers.ts";

const rankLetters = { 1: "P", 2: "S", 3: "T" } as const;

/** SBR01. */
export function payerRank(coverage: Pick<Coverage, "rank">): string {
  return rankLetters[coverage.rank];
}

interface SubscriberSource {
  readonly patient: Patient;
  readonly coverage: Coverage;
  readonly payer: Payer;
  readonly medicareSecondaryType?: string;
}

/** SBR02 is 18 or absent. Birth date, sex and address are sent only when the subscriber is the patient (2010BA N3, N4, DMG). */
export function claimSubscriber({ patient, coverage, payer, medicareSecondaryType }: SubscriberSource): ClaimSubscriber {
  const self = isSelf(coverage);
  return {
    payerRank: payerRank(coverage),
    ...(self ? { relationship: "18" } : {}),
    ...groupOf(coverage),
    ...(isSecondaryMedicare(coverage, payer) && medicareSecondaryType !== undefined ? { insuranceType: medicareSecondaryType } : {}),
    filingIndicator: payer.filingIndicator,
    name: personName(subscriberOf(patient, coverage).name),
    memberId: { qualifier: "MI", value: plainMemberId(coverage.memberId) },
    ...(self ? { address: patient.address, birthDate: patient.birthDate, sex: patient.sex } : {}),
    identifiers: [],
  };
}

/** Loop 2320 SBR with 2330A: here the relationship is always sent, and an address is allowed. */
export function otherSubscriber({ patient, coverage, payer, medicareSecondaryType }: SubscriberSource): ClaimSubscriber {
  const subscriber = subscriberOf(patient, coverage);
  return {
    payerRank: payerRank(coverage),
    relationship: coverage.relationship,
    ...groupOf(coverage),
    ...(isSecondaryMedicare(coverage, payer) && medicareSecondaryType !== undefined ? { insuranceType: medicareSecondaryType } : {}),
    filingIndicator: payer.filingIndicator,
    name: personName(subscriber.name),
    memberId: { qualifier: "MI", value: plainMemberId(coverage.memberId) },
    ...addressOf(subscriber.address),
    identifiers: [],
  };
}

export function claimDependent(patient: Patient, coverage: Coverage): ClaimDependent {
  return {
    relationship: coverage.relationship,
    name: personName(patient.name),
    address: patient.address,
    birthDate: patient.birthDate,
    sex: patient.sex,
    identifiers: [],
  };
}

export function claimPayer(payer: Payer): ClaimPayer {
  return {
    name: payer.name,
    id: { qualifier: "PI", value: payer.payerId },
    ...addressOf(payer.address),
    identifiers: [],
  };
}

/** SBR04 is used only when there is no group number (SBR03). */
function groupOf(coverage: Coverage): { readonly groupNumber?: string; readonly groupName?: string } {
  if (coverage.groupNumber !== undefined) return { groupNumber: coverage.groupNumber };
  return coverage.groupName === undefined ? {} : { groupName: coverage.groupName };
}

function isSecondaryMedicare(coverage: Coverage, payer: Payer): boolean {
  return coverage.rank > 1 && (payer.filingIndicator === "MB" || payer.filingIndicator === "MA");
}

function addressOf(address: Address | undefined): { readonly address?: Address } {
  return address === undefined ? {} : { address };
}
