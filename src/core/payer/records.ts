/** What a payer has on file beside its plans: members, practitioners, authorisations. Whoever is not listed goes by the shape of the id. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { BenefitPlan } from "./plan.ts";
import { issuesMemberId } from "./plan.ts";

/** A listed member: what the payer has on file, which a claim may contradict. */
export interface Member {
  readonly planId: string;
  readonly memberId: string;
  readonly last: string;
  readonly first: string;
  readonly birthDate?: IsoDate;
  readonly sex?: "F" | "M" | "U";
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly diedOn?: IsoDate;
  /** Another payer comes first; a claim that names this payer as primary is denied with CARC 22. */
  readonly otherCoverageFirst?: boolean;
  /** Who is insured through the member. Absent: whoever the claim names. */
  readonly dependents?: readonly Dependent[];
  /** NPI of the practice that is paid ahead for this member. */
  readonly capitatedTo?: string;
}

export interface Dependent {
  readonly last: string;
  readonly first: string;
  readonly birthDate: IsoDate;
}

/** A practitioner or practice. One that is not listed is in the network and enrolled. */
export interface ProviderRecord {
  readonly planId: string;
  readonly npi: string;
  readonly inNetwork: boolean;
  /** Days of enrolment. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** An authorisation or referral that was given, with its bounds. A number that is not listed has none. */
export interface AuthorizationRecord {
  readonly planId: string;
  readonly number: string;
  readonly memberId: string;
  /** For these; without: whatever needs one. */
  readonly procedures?: readonly string[];
  /** To this practitioner or practice. */
  readonly npi?: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Units of an authorisation, visits of a referral. */
  readonly units?: number;
}

/** A practice that is paid by capitation, and where its files go. */
export interface PracticeAccount {
  readonly planId: string;
  readonly npi: string;
  readonly name: string;
  readonly taxId: string;
  readonly receiver: { readonly qualifier: string; readonly id: string; readonly groupId: string; readonly test: boolean };
}

export interface PayerRecords {
  readonly members: readonly Member[];
  readonly providers: readonly ProviderRecord[];
  readonly authorizations: readonly AuthorizationRecord[];
  readonly accounts: readonly PracticeAccount[];
}

export const noRecords: PayerRecords = { members: [], providers: [], authorizations: [], accounts: [] };

export type Membership =
  | { readonly kind: "unknown" }
  | { readonly kind: "listed"; readonly member: Member }
  | { readonly kind: "by-pattern"; readonly from: IsoDate };

/** The records by their keys. */
export interface Directory {
  readonly membership: (plan: BenefitPlan, memberId: string) => Membership;
  readonly membersOf: (planId: string) => readonly Member[];
  readonly provider: (planId: string, npi: string) => ProviderRecord | undefined;
  readonly authorization: (planId: string, number: string) => AuthorizationRecord | undefined;
}

export function directoryOf({ members, providers, authorizations }: Omit<PayerRecords, "accounts">): Directory {
  const memberByKey = new Map(members.map((one) => [keyOf(one.planId, one.memberId), one]));
  const providerByKey = new Map(providers.map((one) => [keyOf(one.planId, one.npi), one]));
  const authorizationByKey = new Map(authorizations.map((one) => [keyOf(one.planId, one.number), one]));
  return {
    membership: (plan, memberId) => {
      const member = memberByKey.get(keyOf(plan.id, memberId));
      if (member !== undefined) return { kind: "listed", member };
      return issuesMemberId(plan, memberId) ? { kind: "by-pattern", from: plan.coverageFrom } : { kind: "unknown" };
    },
    membersOf: (planId) => members.filter((one) => one.planId === planId),
    provider: (planId, npi) => providerByKey.get(keyOf(planId, npi)),
    authorization: (planId, number) => authorizationByKey.get(keyOf(planId, number)),
  };
}

function keyOf(planId: string, id: string): string {
  return `${planId}|${id}`;
}
