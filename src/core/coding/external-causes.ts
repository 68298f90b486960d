/**
 * What brought an injury about, by the External Cause Index (I.C.20). No payer's rule is known here, so these are offered and never
 * preselected, stand last, and are coded once, at the visit of active treatment.
 */
import { assertionsIn } from "./assertion.ts";
import type { Coder } from "./coder.ts";
import { findLines, type Match } from "./find-lines.ts";
import type { AppliedRule, Draft } from "./model.ts";
import type { ReadNote } from "./read-note.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { isFunctionWord, type Word, wordsOf } from "./words.ts";

const rule: AppliedRule = {
  rule: "External cause: beside the injury, never first; how it happened, where and during what once",
  authority: "ICD-10-CM Official Guidelines, I.C.20.a, I.C.20.b and I.C.20.c",
};

interface Happened {
  readonly match: Match;
  readonly words: readonly Word[];
  readonly sentence: Sentence;
}

const injury = /^(?:S|T(?:[01]|2[0-8]|3[0-4]))/;

export function externalCauses(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  const hurt = kept.filter((one) => injury.test(one.code));
  if (!hurt.some((one) => one.code.length === 7 && !/[DS]$/.test(one.code) && !/subsequent|sequela$/i.test(one.title))) return [];
  const happened = read.sections
    .filter((one) => ["complaint", "history", "assessment", "plan"].includes(one.kind))
    .flatMap((one) => sentencesOf(one.lines))
    .flatMap((sentence) => readSentence(coder, sentence));
  // How it happened, then where, then during what: each once (I.C.20.b, I.C.20.c).
  return [/^(?:[VWX]|Y[0-8])/, /^Y92/, /^Y93/].flatMap((kind) => {
    const [best] = happened.filter(({ match }) => kind.test(match.line.code)).sort((a, b) => b.match.score - a.match.score);
    return best === undefined ? [] : draftOf(coder, best);
  });
}

/** "Fell" alone is told by half of all notes; a story has a mechanism, and only then are its place and activity read. */
function readSentence(coder: Coder, sentence: Sentence): readonly Happened[] {
  const { lexicon, vocabulary } = coder.causes();
  const words = vocabulary.rewrite(wordsOf(sentence.text)).filter((one) => !isFunctionWord(one.text));
  const assertion = assertionsIn(sentence.text);
  const told = words.map((word) => ({ ...word, barred: !["present", "historical"].includes(assertion(word.start)) }));
  const found = findLines(lexicon, told, 4).map((match) => ({
    match,
    words: match.positions.flatMap((at) => words[at] ?? []),
    sentence,
  }));
  return found.some(({ match }) => /^(?:[VWX]|Y[0-8])/.test(match.line.code)) ? found.filter(isPlaced) : [];
}

/** A place is "at", "in" or "on"; an activity is "while" or "during": the words alone may be a name. */
function isPlaced({ match, words, sentence }: Happened): boolean {
  const lead = match.line.code.startsWith("Y92") ? placeLead : match.line.code.startsWith("Y93") ? activityLead : undefined;
  if (lead === undefined) return true;
  return lead.test(sentence.text.slice(0, Math.min(...words.map((one) => one.start))));
}

const placeLead = /\b(?:at|in|on|from|inside)\s+(?:\w+\s+){0,2}$/i;
const activityLead = /\b(?:while|when|during|playing|doing)\s+(?:\w+\s+){0,2}$/i;

function draftOf(coder: Coder, { match, words, sentence }: Happened): readonly Draft[] {
  const found = coder.completer.complete(match.line.code, {
    words: new Map(words.map((one) => [one.text, 1])),
    episode: "initial",
  });
  if (found === undefined) return [];
  const start = Math.min(...words.map((one) => one.start));
  const end = Math.max(...words.map((one) => one.end));
  return [
    {
      ...found,
      evidence: [{ start: sentence.start + start, end: sentence.start + end, text: sentence.text.slice(start, end) }],
      path: match.line.path,
      rules: [rule],
      alternatives: [],
      problem: -1,
      kind: match.line.kind,
      words: [],
      score: match.score,
      doubts: ["external cause: reported where the payer or the state asks for it"],
      offered: true,
    },
  ];
}
