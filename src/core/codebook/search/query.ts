/** What a query may mean: its words as typed, and with short forms and everyday wordings put into the classification's words. */
import { phraseKey, type SearchVocabulary } from "./vocabulary.ts";
import { foldWord, searchWords, splitWords } from "./words.ts";

export interface Reading {
  readonly words: readonly string[];
  /** "htn = hypertension": shown beside what it found. */
  readonly because: readonly string[];
}

const mostReadings = 4;
const mostWords = 16;

export function readingsOf(text: string, vocabulary: SearchVocabulary): readonly Reading[] {
  const raw = splitWords(text).slice(0, mostWords * 2);
  const typed: Reading = { words: searchWords(text).slice(0, mostWords), because: [] };
  const readings: Reading[] = [typed];
  const first = rewritten(raw, vocabulary, 0);
  if (first !== undefined) readings.push(first);
  for (let choice = 1; readings.length < mostReadings && first !== undefined && first.choices > choice; choice += 1) {
    const other = rewritten(raw, vocabulary, choice);
    if (other !== undefined) readings.push(other);
  }
  return readings;
}

/** `choice`: which meaning of the first ambiguous phrase is taken, counted from the best. */
function rewritten(
  raw: readonly string[],
  vocabulary: SearchVocabulary,
  choice: number,
): (Reading & { readonly choices: number }) | undefined {
  const words: string[] = [];
  const because: string[] = [];
  let choices = 1;
  for (let at = 0; at < raw.length; ) {
    const found = longestPhrase(raw, at, vocabulary);
    if (found === undefined) {
      words.push(...searchWords(raw[at] ?? ""));
      at += 1;
      continue;
    }
    const ranked = rank(found.meanings, raw);
    const meaning = ranked[choices === 1 ? Math.min(choice, ranked.length - 1) : 0];
    if (ranked.length > 1 && choices === 1) choices = ranked.length;
    words.push(...(meaning?.words ?? []));
    because.push(`${raw.slice(at, at + found.length).join(" ")} = ${meaning?.words.join(" ") ?? ""}`);
    at += found.length;
  }
  return because.length === 0 ? undefined : { words: [...new Set(words)].slice(0, mostWords), because, choices };
}

function longestPhrase(raw: readonly string[], at: number, vocabulary: SearchVocabulary) {
  for (let length = Math.min(vocabulary.longest, raw.length - at); length > 0; length -= 1) {
    const meanings = vocabulary.meanings(phraseKey(raw.slice(at, at + length)));
    if (meanings.length > 0) return { length, meanings };
  }
  return undefined;
}

function rank<M extends { readonly context: readonly string[] }>(meanings: readonly M[], raw: readonly string[]): readonly M[] {
  const around = raw.map(foldWord);
  const spoken = (meaning: M): number => meaning.context.filter((word) => around.includes(word)).length;
  return meanings.toSorted((a, b) => spoken(b) - spoken(a));
}
