/** What a phrase or sentence names, by the Index, with what is asserted of it. */
import { type Assertion, assertionsIn } from "./assertion.ts";
import type { Coder } from "./coder.ts";
import { findLines, type Match } from "./find-lines.ts";
import { isFunctionWord, type Word, wordsOf } from "./words.ts";

export interface Mention {
  readonly match: Match;
  readonly assertion: Assertion;
  /** Words of the phrase that the line explains. */
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
}

export interface Phrase {
  readonly mentions: readonly Mention[];
  readonly words: readonly Word[];
}

/** Words of one assertion are read together; a present condition never borrows a word from a denied one. */
export function readPhrase(
  coder: Coder,
  { text, start, reach }: { readonly text: string; readonly start: number; readonly reach: number },
): Phrase {
  const assertion = assertionsIn(text);
  const words = coder.vocabulary.rewrite(wordsOf(text)).filter((one) => !isFunctionWord(one.text));
  const said = words.map((one) => assertion(one.start));
  const mentions = [...new Set(said)].flatMap((wanted) =>
    findLines(
      coder.lexicon,
      words.map((word, at) => ({ ...word, barred: said[at] !== wanted })),
      reach,
    ).map((match) => toMention(match, { words, assertion: wanted, start })),
  );
  // Acute before chronic where one word names both (I.B.8).
  const isAcute = (one: Mention): number => (one.words.some((word) => word.text === "acute") ? 0 : 1);
  return { mentions: mentions.sort((a, b) => a.start - b.start || isAcute(a) - isAcute(b)), words };
}

function toMention(
  match: Match,
  { words, assertion, start }: { readonly words: readonly Word[]; readonly assertion: Assertion; readonly start: number },
): Mention {
  const used = match.positions.flatMap((at) => words[at] ?? []);
  return {
    match,
    assertion,
    words: used,
    start: start + Math.min(...used.map((one) => one.start)),
    end: start + Math.max(...used.map((one) => one.end)),
  };
}
