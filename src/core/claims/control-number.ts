import type { PracticeId } from "../kernel/id.ts";

/** CLM01, the same for every version of a claim: at most 20 characters, ours alone, by which every answer leads back. */
export function claimControlNumber(practiceId: PracticeId, number: number): string {
  return `CW${practiceId}-${String(number).padStart(6, "0")}`;
}
