/** Who is insured: by the payer's own list, and else by the shape of the id. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim, X12Name } from "../x12/transactions/professional-claim.ts";
import { type BenefitPlan, issuesMemberId } from "./plans.ts";

/** A listed member: what the payer has on file, which a claim may contradict. */
export interface Member {
  readonly planId: string;
  readonly memberId: string;
  readonly last: string;
  readonly first: string;
  readonly birthDate?: IsoDate;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Another payer comes first; a claim that names this payer as primary is denied with CARC 22. */
  readonly otherCoverageFirst?: boolean;
}

export type Membership =
  | { readonly kind: "unknown" }
  | { readonly kind: "listed"; readonly member: Member }
  | { readonly kind: "by-pattern"; readonly from: IsoDate };

export function findMembership(plan: BenefitPlan, members: readonly Member[], memberId: string): Membership {
  const member = members.find((one) => one.planId === plan.id && one.memberId === memberId);
  if (member !== undefined) return { kind: "listed", member };
  return issuesMemberId(plan, memberId) ? { kind: "by-pattern", from: plan.coverageFrom } : { kind: "unknown" };
}

/** Capitals without spaces and hyphens. */
export function memberIdOf(claim: ProfessionalClaim): string {
  return (claim.subscriber.memberId?.value ?? "").toUpperCase().replace(/[\s-]/g, "");
}

/** The key of accumulators and history. Dependents share the subscriber's id, so their name and birth date go into it. */
export function patientKeyOf(claim: ProfessionalClaim): string {
  const memberId = memberIdOf(claim);
  if (claim.dependent === undefined) return memberId;
  return `${memberId}/${plainName(claim.dependent.name)}/${claim.dependent.birthDate ?? ""}`;
}

export function patientOf(claim: ProfessionalClaim): { readonly name: X12Name; readonly birthDate?: IsoDate } {
  return claim.dependent ?? claim.subscriber;
}

/** Names are compared by letters only: case, spaces and punctuation differ from card to card. */
export function sameLastName(a: string, b: string): boolean {
  return lettersOf(a) === lettersOf(b);
}

function plainName(name: X12Name): string {
  return `${lettersOf(name.first ?? "")} ${lettersOf(name.last)}`;
}

function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}]/gu, "");
}
