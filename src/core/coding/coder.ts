/** The coder put together once from a book and a vocabulary; afterwards it codes any number of notes. */
import type { CodingBook } from "./book.ts";
import { type Completer, makeCompleter } from "./complete-code.ts";
import { findLines, type Match } from "./find-lines.ts";
import { buildLexicon, type Lexicon } from "./lexicon.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

export interface Coder {
  readonly book: CodingBook;
  readonly lexicon: Lexicon;
  readonly completer: Completer;
  readonly vocabulary: Vocabulary;
  /** Lines of the code book for words, best first. */
  find(words: readonly Word[]): readonly Match[];
}

export function makeCoder(book: CodingBook, vocabularyText: string): Coder {
  const vocabulary = readVocabulary(vocabularyText);
  const lexicon = buildLexicon(book, vocabulary.coded);
  return { book, vocabulary, lexicon, completer: makeCompleter(book.reportable), find: (words) => findLines(lexicon, words, 12) };
}
