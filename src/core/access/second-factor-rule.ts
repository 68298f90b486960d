/** Who must have a second factor (45 CFR 164.312(d); NIST SP 800-63B: more than a password where others' rights are given). */
import type { Role } from "./roles.ts";

export const secondFactorRules = ["owners", "everyone", "nobody"] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

/** Whoever comes by an identity provider is asked for it there: that is the provider's own rule. */
export function lacksSecondFactor(
  rule: SecondFactorRule,
  person: { readonly role: Role | undefined; readonly byProvider: boolean; readonly hasSecondFactor: boolean },
): boolean {
  if (person.hasSecondFactor || person.byProvider) return false;
  switch (rule) {
    case "nobody":
      return false;
    case "everyone":
      return true;
    case "owners":
      return person.role === "owner";
  }
}
