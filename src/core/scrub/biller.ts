/** Who sends a professional claim: for suppliers of equipment other limits of units hold than for practitioners. */
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";

/** Taxonomy 332 (supplies, equipment, pharmacies as suppliers) and 335 (prosthetics, orthotics). */
export function billerOf({ billing }: ProfessionalClaim): "practitioner" | "supplier" {
  return /^33[25]/.test(billing.taxonomy ?? "") ? "supplier" : "practitioner";
}
