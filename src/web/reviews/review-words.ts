/** How reviews are spoken of. */
import type { ReviewState, VerdictView } from "../../http/contract/reviews.ts";

export const stateWords: Readonly<Record<ReviewState, { readonly words: string; readonly color: string }>> = {
  open: { words: "to review", color: "blue" },
  "own-codes": { words: "own codes given", color: "indigo" },
  reviewed: { words: "with the coder", color: "orange" },
  agreed: { words: "agreed", color: "teal" },
  disputed: { words: "disputed", color: "red" },
  closed: { words: "closed", color: "gray" },
};

export const historyWords: Readonly<Record<ReviewState, string>> = {
  open: "",
  "own-codes": "gave their own codes",
  reviewed: "gave a verdict on each code",
  agreed: "agrees",
  disputed: "does not agree",
  closed: "closed the review",
};

type Verdict = VerdictView["verdict"];

/** With the key that gives it; a missing code is added, not chosen. */
export const verdictChoices: readonly { readonly verdict: Exclude<Verdict, "missing">; readonly words: string; readonly key: string }[] = [
  { verdict: "right", words: "right", key: "r" },
  { verdict: "wrong", words: "wrong", key: "w" },
  { verdict: "unsupported", words: "unsupported", key: "x" },
  { verdict: "wrong-sequence", words: "wrong sequence", key: "s" },
  { verdict: "wrong-modifier", words: "wrong modifier", key: "m" },
];

export function fits(verdict: Verdict, kind: VerdictView["kind"]): boolean {
  if (verdict === "wrong-sequence") return kind === "diagnosis";
  return verdict !== "wrong-modifier" || kind === "procedure";
}

export function verdictWords(verdict: Verdict): string {
  return verdictChoices.find((one) => one.verdict === verdict)?.words ?? "missed";
}
