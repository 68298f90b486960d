/** Why somebody reads a patient's record (45 CFR 164.506: treatment, payment, operations; 164.524 and 164.512 for the rest). */
import type { Role } from "./roles.ts";

export const purposes = {
  treatment: "treatment",
  payment: "payment",
  operations: "health care operations",
  "patient-request": "at the patient's request",
  emergency: "break-glass: needed at once, with a reason",
  teaching: "teaching, on invented people",
} as const;

export type Purpose = keyof typeof purposes;

export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(purposes, text);
}

/** The purpose that a role's work has when the person names none. */
export function usualPurpose(role: Role): Purpose {
  if (role === "clinician") return "treatment";
  if (role === "auditor" || role === "manager" || role === "owner") return "operations";
  if (role === "instructor" || role === "student") return "teaching";
  return "payment";
}
