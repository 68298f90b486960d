/**
 * A coder's question to the clinician. It shows what the note says, asks openly, and neither names an answer that is wanted nor
 * speaks of money (AHIMA/ACDIS, Guidelines for Achieving a Compliant Query Practice, 2022).
 */
export const questionKinds = {
  specificity: {
    words: "More detail",
    text: "Please say more exactly, in your clinical judgment, what is meant here, or that it cannot be said more exactly.",
  },
  conflict: {
    words: "Two places differ",
    text: "These parts of the note do not say the same. Please say which holds, in your clinical judgment.",
  },
  "without-diagnosis": {
    words: "Finding or treatment without a diagnosis",
    text: "The note has the finding or treatment below without saying what it is for. Please name the condition, if any, that it belongs to, or that none can be named.",
  },
  relation: {
    words: "Cause or relation",
    text: "Please say whether, in your clinical judgment, these conditions have to do with each other, and how, or that it cannot be said.",
  },
  service: {
    words: "What was done",
    text: "Please say what was done, as you remember it from your own records, or that it was not done.",
  },
  other: { words: "Something else", text: "Please make the following clear, in your clinical judgment." },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly text: string }>>;

export type QuestionKind = keyof typeof questionKinds;
export const questionKindNames = Object.keys(questionKinds) as readonly QuestionKind[];

/** The whole question as the clinician reads it. */
export function questionText(kind: QuestionKind, ownWords: string): string {
  return `${questionKinds[kind].text}\n${ownWords.trim()}`;
}

const money =
  /\b(reimburse\w*|payment|payer|paid|pays?|insurance|revenue|bill(?:ed|ing|able)?|denial|denied|rvu|drg|hcc|risk adjust\w*|upcod\w*)\b/i;
const code = /\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b/;
const wanted = /\b(please (?:document|add|write|change (?:it )?to)|do you agree|would you agree|don't you|isn't it|should be)\b/i;

/** Why the coder's own words lead to an answer. Undefined when they do not, as far as words show. */
export function whyLeading(ownWords: string): string | undefined {
  const spoken = money.exec(ownWords)?.[0];
  if (spoken !== undefined) return `A question to the clinician does not speak of money or payers ("${spoken}").`;
  const named = code.exec(ownWords)?.[0];
  if (named !== undefined) return `A question to the clinician names no code ("${named}"): ask about what was seen.`;
  const asked = wanted.exec(ownWords)?.[0];
  return asked === undefined ? undefined : `"${asked}" tells the clinician what to answer: ask openly.`;
}
