/** What the words of a note are called in the practice's own lexicon: one key for the same words in any order. */
import type { Word } from "./words.ts";
import { isFunctionWord } from "./words.ts";

export interface LocalPhrase {
  /** Each word once, in the order of the alphabet. */
  readonly key: string;
  /** As they stood. */
  readonly shown: string;
}

/** Longer text is a passage of one note, and no phrase that another note would have. */
const mostWords = 8;
const mostLetters = 200;

/** Undefined where there is nothing to know the words by, or too much. */
export function phraseOf(words: readonly Pick<Word, "text">[]): LocalPhrase | undefined {
  const told = [...new Set(words.map((one) => one.text).filter((one) => !isFunctionWord(one)))];
  if (told.length === 0 || told.length > mostWords || !told.some((one) => /[a-z]{3}/.test(one))) return undefined;
  const shown = told.join(" ");
  return shown.length > mostLetters ? undefined : { key: [...told].sort().join(" "), shown };
}
