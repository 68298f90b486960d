/** The coder put together once from a book and a vocabulary; afterwards it codes any number of notes. */
import type { CodingBook } from "./book.ts";
import { type Completer, makeCompleter } from "./complete-code.ts";
import { buildLexicon, type Lexicon } from "./lexicon.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

export interface Coder {
  readonly book: CodingBook;
  readonly lexicon: Lexicon;
  readonly completer: Completer;
  readonly vocabulary: Vocabulary;
}

export function makeCoder(book: CodingBook, vocabularyText: string): Coder {
  const vocabulary = readVocabulary(vocabularyText);
  return { book, vocabulary, lexicon: buildLexicon(book, vocabulary.coded), completer: makeCompleter(book.reportable) };
}
