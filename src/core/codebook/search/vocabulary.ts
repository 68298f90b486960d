/** What people write and what the classification says instead: short forms, everyday wordings, words of like meaning. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { normalizeCode } from "../code-text.ts";
import { badCodeLine } from "../codebook-findings.ts";
import type { Source } from "../model.ts";
import { collectHistoryCodes, type HistoryCodes } from "./history-codes.ts";
import { foldWord, isSkipped, searchWords, splitWords, withLetters } from "./words.ts";

export interface Meaning {
  readonly words: readonly string[];
  /** As written, for who asks why. */
  readonly said: string;
  /** Words beside it in the query that speak for this meaning. Empty: the usual one. */
  readonly context: readonly string[];
  /** The words beside it are said by the meaning too, and no longer looked for. */
  readonly eats: boolean;
}

export interface SearchVocabulary {
  /** The longest phrase that has meanings, in words. */
  readonly longest: number;
  meanings(phrase: string): readonly Meaning[];
  /** What the phrase means where a query has no other word but a side. */
  meaningsAlone(phrase: string): readonly Meaning[];
  /** Words that may stand for the word. */
  like(word: string): readonly string[];
  /** Codes that may be meant where the words lead to this one, by the longest beginning of it that has some. */
  linked(code: string): readonly Linked[];
  /** What a condition is once it is over, or in the family. */
  readonly histories: HistoryCodes;
}

export interface Linked {
  readonly code: string;
  readonly why: string;
}

/**
 * `short = meaning | meaning @ words that speak for it | meaning @@ words that it takes the place of`, `word ~ word ~ word`, `code > code code : why` and the lines of history-codes.ts; # begins a comment.
 * `alone: short = meaning`: only where the query has no other word but a side.
 * Phrases of several words stand to the left as to the right.
 */
export function readVocabulary(sources: readonly Source[]): { readonly value: SearchVocabulary; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const meanings = new Map<string, readonly Meaning[]>();
  const meaningsAlone = new Map<string, readonly Meaning[]>();
  const like = new Map<string, Set<string>>();
  const links = new Map<string, readonly Linked[]>();
  const histories = collectHistoryCodes();
  let longest = 1;
  for (const source of sources) {
    source.text.split("\n").forEach((raw, index) => {
      const line = raw.replace(/#.*$/, "").trim();
      if (line === "" || histories.take(line)) return;
      const alike = line.split("~").map((part) => foldWord(part.trim().toLowerCase()));
      const [left, right, ...more] = line.replace(alone, "").split("=");
      const link = /^([A-Z]\d\S*) > ([^:]+) : (.+)$/.exec(line);
      if (link !== null) {
        const [, from = "", to = "", why = ""] = link;
        const key = normalizeCode(from);
        links.set(key, [...(links.get(key) ?? []), ...to.split(" ").map((code) => ({ code: normalizeCode(code), why }))]);
      } else if (alike.length > 1) {
        for (const word of alike) like.set(word, new Set([...(like.get(word) ?? []), ...alike.filter((one) => one !== word)]));
      } else if (left !== undefined && right !== undefined && more.length === 0 && alone.test(line)) {
        meaningsAlone.set(phraseKey(splitWords(left)), right.split("|").map(meaningOf));
      } else if (left !== undefined && right !== undefined && more.length === 0) {
        const split = splitWords(withLetters(left));
        const telling = split.filter((word) => !isSkipped(word));
        // "On insulin" is another phrase than "insulin".
        const isWhole = telling.length === 0 || (split[0] === "on" && telling.length === 1);
        const phrase = phraseKey(isWhole ? split : telling);
        // With room for an "on" that the query says in the middle.
        longest = Math.max(longest, isWhole ? split.length : telling.length + Number(split.includes("on")));
        meanings.set(phrase, right.split("|").map(meaningOf));
      } else findings.push(finding(badCodeLine, {}, { file: source.name, line: index + 1, text: line.slice(0, 80) }));
    });
  }
  const none: readonly never[] = [];
  const likeLists = new Map([...like].map(([word, words]) => [word, [...words]]));
  const linked = (code: string): readonly Linked[] => {
    for (let length = code.length; length >= 3; length -= 1) {
      const known = links.get(code.slice(0, length));
      if (known !== undefined) return known;
    }
    return none;
  };
  return {
    value: {
      longest,
      meanings: (phrase) => meanings.get(phrase) ?? none,
      meaningsAlone: (phrase) => meaningsAlone.get(phrase) ?? none,
      like: (word) => likeLists.get(word) ?? none,
      linked,
      histories: histories.codes,
    },
    findings,
  };
}

const alone = /^alone: /;

/** As phrases are kept and asked for: folded, so that plurals and British spellings meet, and in any order. */
export function phraseKey(words: readonly string[]): string {
  return words.map(foldWord).sort().join(" ");
}

function meaningOf(text: string): Meaning {
  const [words = "", context = ""] = text.split(/@@?/);
  return { words: searchWords(words), said: words.trim(), context: searchWords(context), eats: text.includes("@@") };
}
