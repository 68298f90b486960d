/** The shape of a member id, as far as its payer fixes one. */
import { isMbi } from "../kernel/check-digits.ts";
import type { Payer } from "./model.ts";

export type MemberIdKind = "mbi" | "any";

/** Medicare Part A and B take only the Medicare Beneficiary Identifier; other payers publish no common shape. */
export function memberIdKind(payer: Pick<Payer, "filingIndicator">): MemberIdKind {
  return payer.filingIndicator === "MA" || payer.filingIndicator === "MB" ? "mbi" : "any";
}

/** Capitals without spaces and hyphens, as it goes on a claim. */
export function plainMemberId(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "");
}

export function isMemberId(text: string, kind: MemberIdKind): boolean {
  return kind === "mbi" ? isMbi(text) : /^[0-9A-Z]{2,80}$/.test(text);
}
