/** Present on admission (Appendix I of the guidelines), proposed from what an inpatient note says of when a condition began. */
import type { Draft, PresentOnAdmission } from "./model.ts";
import { type ReadNote, textOf } from "./read-note.ts";
import { wordsOf } from "./words.ts";

export interface Proposed {
  readonly indicator: PresentOnAdmission;
  readonly why: string;
}

/** Categories of Appendix I's list that need no indicator: what is past, a status, a circumstance, or says nothing of when. */
const exempt =
  /^(?:B9[0-4]|E64|I252|I69|O09|O80|O94|Q(?!9[5-9]$)|[ST]\w{5}[DGKPS]|[V-Y]|Z(?:0[0-9]|1[1-3579]|2[0-389]|3[0-9]|4[0-9]|5[1-9]|6[0-8]|7[0-9]|8[0-9]|9[0-9]|3A))/;

/** Conditions that do not begin within a stay. */
const longStanding =
  /^(?:C|D0|E0[0-7]|E1[013]|E66|E78|F0[1-3]|F1[0-9]2|F2|F3|F41|F84|F90|G[2-4]0|G30|G35|G43|G47|I1[0-3]|I25|I42|I48[12]|I50[2-4]2|J4[1-5]|J47|K21|K7[04]|L40|M0[5-9]|M1[05-9]|M81|N18|N40)/;

const later =
  /\b(?:hospital day|hospital-acquired|developed (?:during|on|while|a|an)|post-?op(?:erative)? day|during (?:the|this|her|his) (?:stay|hospitali[sz]ation|admission)|after admission|nosocomial|not present on admission|catheter-associated|ventilator-associated)\b/i;
const before =
  /\b(?:present on admission|poa|on admission|admitted (?:with|for)|on arrival|presented (?:to|with)|in the (?:ed|er|emergency)|prior to admission|before admission|chronic|known|home medication)\b/i;
const undetermined = /\b(?:clinically undetermined|cannot be determined whether (?:it|this) was present)\b/i;

/** `isExempt`: what the loaded list of exempt codes says; undefined where none is, and the categories below stand for it. */
export function presentOnAdmission(read: ReadNote, draft: Draft, isExempt: boolean | undefined): Proposed {
  if (isExempt ?? exempt.test(draft.code)) return { indicator: "exempt", why: "On the list of codes that need no indicator." };
  const own = sentencesAbout(read.note.text, draft);
  if (own.some((one) => undetermined.test(one))) return { indicator: "W", why: quoted(own, undetermined) };
  if (own.some((one) => later.test(one))) return { indicator: "N", why: quoted(own, later) };
  if (own.some((one) => before.test(one))) return { indicator: "Y", why: quoted(own, before) };
  if (longStanding.test(draft.code)) return { indicator: "Y", why: "A condition of long standing." };
  const earlier = textOf(read, ["complaint", "history", "past"]);
  const words = wordsToLookFor(draft);
  if (words.length > 0 && sentencesOf(earlier).some((one) => holds(one, words))) {
    return { indicator: "Y", why: "Told in the history or as the reason for the visit." };
  }
  return { indicator: "U", why: "The note does not say when it began." };
}

function wordsToLookFor(draft: Draft): readonly string[] {
  return draft.words.length > 0 ? draft.words : wordsOf(draft.evidence[0]?.text ?? "").map((one) => one.text);
}

function sentencesAbout(text: string, draft: Draft): readonly string[] {
  const words = wordsToLookFor(draft);
  return words.length === 0 ? [] : sentencesOf(text).filter((one) => holds(one, words));
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.;])\s+|\n/);
}

function holds(sentence: string, words: readonly string[]): boolean {
  const said = new Set(wordsOf(sentence).map((one) => one.text));
  return words.every((one) => said.has(one));
}

function quoted(sentences: readonly string[], pattern: RegExp): string {
  const words = sentences.map((one) => pattern.exec(one)?.[0]).find((one) => one !== undefined) ?? "";
  return `The note says “${words}”.`;
}
