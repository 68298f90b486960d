/** A coder that also knows the practice's own phrases, without making the lexicon of the whole code book anew. */
import type { Coder } from "./coder.ts";
import type { Completer } from "./complete-code.ts";
import { findLines } from "./find-lines.ts";
import { type Lexicon, type Line, plainTitle } from "./lexicon.ts";

export interface OwnPhrase {
  /** The key of the words: each once, with one space between. */
  readonly phrase: string;
  readonly code: string;
  /** In how many visits the practice's coders gave the code for the words. */
  readonly visits: number;
}

export function withPhrases(coder: Coder, phrases: readonly OwnPhrase[]): Coder {
  if (phrases.length === 0) return coder;
  const lexicon = extended(
    coder.lexicon,
    phrases.map((one) => ({ ...one, code: withoutSide(coder.completer, one.code) })),
  );
  return { ...coder, lexicon, find: (words) => findLines(lexicon, words, 12) };
}

/** The lists are copied, which is quick; a word that the book does not know gets the weight of a rare one. */
function extended(base: Lexicon, phrases: readonly OwnPhrase[]): Lexicon {
  const numbers = new Map(base.numbers);
  const lines: Line[] = [...base.lines];
  const byRarest = new Map(base.byRarest);
  const rare = 1 + Math.log(1 + base.lines.length) / 4;
  const weights = [...base.weights];
  for (const { phrase, code, visits } of phrases) {
    const needed = phrase.split(" ").map((word) => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, numbers.size);
      weights.push(rare);
      return numbers.size - 1;
    });
    const heaviest = needed.reduce((best, one) => ((weights[one] ?? 0) > (weights[best] ?? 0) ? one : best), needed[0] ?? 0);
    byRarest.set(heaviest, [...(byRarest.get(heaviest) ?? []), lines.length]);
    lines.push({ kind: "practice", code, needed, welcome: [], path: `this practice's coders, in ${visits} visits` });
  }
  return { lines, numbers, byRarest, weights: Float64Array.from(weights) };
}

/** The code as far as it says neither side nor episode: those are each note's own. */
function withoutSide({ title, below }: Completer, code: string): string {
  const own = title(code);
  if (own === undefined) return code;
  let stem = code;
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const near = below(code.slice(0, length));
    if (!near.every((one) => sideless(one.title) === sideless(own))) break;
    stem = code.slice(0, length);
  }
  return stem;
}

function sideless(title: string): string {
  return plainTitle(title)
    .toLowerCase()
    .replace(/\b(?:right|left|bilateral|unspecified)\b/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
