/** A coder that also knows the practice's own phrases, without making the lexicon of the whole code book anew. */
import { assert } from "../kernel/assert.ts";
import type { Coder } from "./coder.ts";
import type { Completer } from "./complete-code.ts";
import { findLines } from "./find-lines.ts";
import { type Line, plainTitle } from "./lexicon.ts";
import { type Lexicon, type LineTable, rarity } from "./lexicon-table.ts";

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

/** A second table behind the code book's; a word that the book does not know gets the weight of a rare one. */
function extended(base: Lexicon, phrases: readonly OwnPhrase[]): Lexicon {
  const further = new Map<string, number>();
  const rare = rarity(base.lines, 0);
  const numberOf = (word: string): number | undefined => base.numberOf(word) ?? further.get(word);
  const weightOf = (word: number): number => (word < base.words ? base.weightOf(word) : rare);
  const lines: Line[] = [];
  const byRarest = new Map<number, number[]>();
  for (const { phrase, code, visits } of phrases) {
    const needed = phrase.split(" ").map((word) => {
      const known = numberOf(word);
      if (known !== undefined) return known;
      further.set(word, base.words + further.size);
      return base.words + further.size - 1;
    });
    const heaviest = needed.reduce((best, one) => (weightOf(one) > weightOf(best) ? one : best), needed[0] ?? 0);
    byRarest.set(heaviest, [...(byRarest.get(heaviest) ?? []), lines.length]);
    lines.push({ kind: "practice", code, needed, welcome: [], path: `this practice's coders, in ${visits} visits` });
  }
  return {
    numberOf,
    weightOf,
    words: base.words + further.size,
    lines: base.lines + lines.length,
    tables: [...base.tables, tableOf(lines, byRarest)],
  };
}

function tableOf(lines: readonly Line[], byRarest: ReadonlyMap<number, readonly number[]>): LineTable {
  const neededFrom = new Uint32Array(lines.length + 1);
  lines.forEach((line, at) => {
    neededFrom[at + 1] = (neededFrom[at] ?? 0) + line.needed.length;
  });
  return {
    linesOf: (word) => byRarest.get(word) ?? [],
    kindOf: (at) => lines[at]?.kind ?? "practice",
    neededFrom,
    needed: Uint32Array.from(lines.flatMap((line) => line.needed)),
    welcomeFrom: new Uint32Array(lines.length + 1),
    welcome: new Uint32Array(0),
    line: (at) => {
      const line = lines[at];
      assert(line !== undefined, "a line of this table");
      return line;
    },
  };
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
