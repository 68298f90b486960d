/** Which diagnoses stand first: that of the claim, and the first that each line points to. */
import type { ScrubSubject } from "./subject.ts";

/** 0-based positions in the claim's diagnoses, each once, in order. */
export function firstDiagnoses({ diagnoses, lines }: ScrubSubject): readonly number[] {
  if (diagnoses.length === 0) return [];
  const found = [0];
  for (const { line } of lines) {
    const index = (line.pointers[0] ?? 0) - 1;
    if (index > 0 && index < diagnoses.length && !found.includes(index)) found.push(index);
  }
  return found.sort((a, b) => a - b);
}
