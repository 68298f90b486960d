/** Who a claim is about, as the payer keys it: ids and names in their plain form. */

import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim, X12Name } from "../x12/transactions/professional-claim.ts";
import { plainText } from "../x12/transactions/write-envelope.ts";

export function memberIdOf(claim: ProfessionalClaim): string {
  return plainId(claim.subscriber.memberId?.value ?? "");
}

/** Capitals without spaces and hyphens. */
export function plainId(id: string): string {
  return id.toUpperCase().replace(/[\s-]/g, "");
}

/** The key of accumulators and history. Dependents share the subscriber's id, so their name and birth date go into it. */
export function patientKeyOf(claim: ProfessionalClaim): string {
  const memberId = memberIdOf(claim);
  if (claim.dependent === undefined) return memberId;
  return dependentKey(memberId, claim.dependent.name, claim.dependent.birthDate);
}

export function dependentKey(memberId: string, name: X12Name, birthDate: IsoDate | undefined): string {
  return `${memberId}/${plainName(name)}/${birthDate ?? ""}`;
}

/** The key under which the accumulators of a whole family are kept. */
export function familyKeyOf(memberId: string): string {
  return `${memberId}/*`;
}

export function patientOf(claim: ProfessionalClaim): { readonly name: X12Name; readonly birthDate?: IsoDate } {
  return claim.dependent ?? claim.subscriber;
}

/** Names are compared as X12 can carry them, by letters only: case, spaces, punctuation and accents differ from card to card. */
export function sameName(a: string, b: string): boolean {
  return lettersOf(a) === lettersOf(b);
}

function plainName(name: X12Name): string {
  return `${lettersOf(name.first ?? "")} ${lettersOf(name.last)}`;
}

function lettersOf(text: string): string {
  return plainText(text)
    .toUpperCase()
    .replace(/[^A-Z]/g, "");
}
