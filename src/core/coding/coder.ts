/** The coder put together once from a book and a vocabulary; afterwards it codes any number of notes. */
import type { CodingBook } from "./book.ts";
import { type Completer, makeCompleter } from "./complete-code.ts";
import { type DrugTable, readDrugTable } from "./drug-table.ts";
import { findLines, type Match } from "./find-lines.ts";
import { buildCauseLexicon, buildLexicon, type Lexicon } from "./lexicon.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** Our own words, one text each: conditions, what brings injuries about, drugs by class. */
export interface CoderTexts {
  readonly phrases: string;
  readonly causes: string;
  readonly drugs: string;
}

export interface Coder {
  readonly book: CodingBook;
  readonly lexicon: Lexicon;
  readonly completer: Completer;
  readonly vocabulary: Vocabulary;
  /** How an injury came about: made when the first injury is read. */
  readonly causes: () => { readonly lexicon: Lexicon; readonly vocabulary: Vocabulary };
  readonly drugs: DrugTable;
  /** Lines of the code book for words, best first. */
  find(words: readonly Word[]): readonly Match[];
}

export function makeCoder(book: CodingBook, texts: CoderTexts): Coder {
  const vocabulary = readVocabulary(texts.phrases);
  const lexicon = buildLexicon(book, vocabulary.coded);
  let causes: ReturnType<Coder["causes"]> | undefined;
  return {
    book,
    vocabulary,
    lexicon,
    completer: makeCompleter(book.reportable),
    causes: () => {
      causes ??= makeCauses(book, texts.causes);
      return causes;
    },
    drugs: readDrugTable(book.drugs, texts.drugs),
    find: (words) => findLines(lexicon, words, 12),
  };
}

/** The Index's own words are told as notes tell them: "Falling" and "fell" are both "fall". */
function makeCauses(book: CodingBook, text: string): ReturnType<Coder["causes"]> {
  const vocabulary = readVocabulary(text);
  const told = book.external.map((one) => ({ ...one, term: vocabulary.retell(one.term) }));
  return { vocabulary, lexicon: buildCauseLexicon(told, vocabulary.coded) };
}
