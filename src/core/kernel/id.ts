/** Identifiers of rows, branded by what they name, so that a claim's id never stands where a patient's is meant. */
declare const idBrand: unique symbol;
export type Id<Kind extends string> = number & { readonly [idBrand]: Kind };

export function id<Kind extends string>(value: number): Id<Kind> {
  return value as Id<Kind>;
}

export type PracticeId = Id<"practice">;
export type ProviderId = Id<"provider">;
export type LocationId = Id<"location">;
export type PayerId = Id<"payer">;
export type PlanId = Id<"plan">;
export type PatientId = Id<"patient">;
export type CoverageId = Id<"coverage">;
export type EncounterId = Id<"encounter">;
export type ChargeId = Id<"charge">;
export type ClaimId = Id<"claim">;
export type RemittanceId = Id<"remittance">;
export type DenialId = Id<"denial">;
