import { hasIcd10Shape } from "../codebook/code-text.ts";

/**
 * True when a diagnosis is of a code set that is no longer in force. HI01-1 BK and BF are ICD-9-CM; senders also put ICD-9
 * codes under the qualifiers of ICD-10, which their shape tells.
 */
export function hasOutdatedCodes(diagnoses: readonly { readonly qualifier: string; readonly code: string }[]): boolean {
  return diagnoses.some((one) => /^B[KF]$/.test(one.qualifier) || !hasIcd10Shape(one.code));
}
