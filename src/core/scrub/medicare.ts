import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";

/** SBR09 of claims that Medicare's own rules decide: Part A, Part B, and the plans of Part C (16). */
const medicareFilings: ReadonlySet<string | undefined> = new Set(["MA", "MB", "16"]);

/**
 * A unit limit of zero says that Medicare covers none of the service (NCCI Policy Manual, chapter I, section V). It is no
 * clinical limit, and other payers cover what Medicare does not, well visits above all.
 */
export function isLimitOfPayer(units: number, { subscriber }: Pick<ProfessionalClaim, "subscriber">): boolean {
  return units > 0 || medicareFilings.has(subscriber.filingIndicator);
}
