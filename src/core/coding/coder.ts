/** The coder: put together once from a code book and our own words as a pack, and opened from it; it then codes any number of notes. */
import { keyOf } from "../codebook/pack/code-key.ts";
import { createPackWriter, type Pack } from "../codebook/pack/pack-file.ts";
import type { CodeRules, CodingBook } from "./book.ts";
import { type Completer, makeCompleter } from "./complete-code.ts";
import { type DrugTable, openDrugTable, readDrugStems } from "./drug-table.ts";
import { findLines, type Match } from "./find-lines.ts";
import { buildCauseLexicon, buildLexicon } from "./lexicon.ts";
import { addLexicon, type Lexicon, openLexicon } from "./lexicon-table.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** Our own words, one text each: conditions, what brings injuries about, drugs by class. */
export interface CoderTexts {
  readonly phrases: string;
  readonly causes: string;
  readonly drugs: string;
}

export interface Coder {
  readonly book: CodeRules;
  readonly lexicon: Lexicon;
  readonly completer: Completer;
  readonly vocabulary: Vocabulary;
  /** How an injury came about: opened when the first injury is read. */
  readonly causes: () => { readonly lexicon: Lexicon; readonly vocabulary: Vocabulary };
  readonly drugs: DrugTable;
  /** Lines of the code book for words, best first. */
  find(words: readonly Word[]): readonly Match[];
}

export const coderPackKind = "coder";

/** The same book and words give the same bytes. Takes seconds for all official releases, and half a gigabyte meanwhile. */
export function compileCoder(book: CodingBook, texts: CoderTexts): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  addLexicon(writer, "conditions", buildLexicon(book, readVocabulary(texts.phrases).coded));
  // The Index's own words are told as notes tell them: "Falling" and "fell" are both "fall".
  const causes = readVocabulary(texts.causes);
  const told = book.external.map((one) => ({ ...one, term: causes.retell(one.term) }));
  addLexicon(writer, "causes", buildCauseLexicon(told, causes.coded));
  const titles = book.reportable.map(({ code, title }) => ({ key: keyOf(code), title })).sort((a, b) => a.key - b.key);
  writer.add(
    "title_key",
    Float64Array.from(titles, (one) => one.key),
  );
  writer.addTexts(
    "title",
    titles.map((one) => writer.intern(one.title)),
  );
  const stems = [...readDrugStems(book.drugs, texts.drugs)];
  writer.addTexts(
    "drug",
    stems.map(([name]) => writer.intern(name)),
  );
  writer.addTexts(
    "drug_stem",
    stems.map(([, stem]) => writer.intern(stem)),
  );
  return writer.finish({ kind: coderPackKind, meta: null });
}

export function openCoder(pack: Pack, book: CodeRules, texts: CoderTexts): Coder {
  const lexicon = openLexicon(pack, "conditions");
  const title = pack.u32("title");
  const drug = pack.u32("drug");
  const stem = pack.u32("drug_stem");
  let causes: ReturnType<Coder["causes"]> | undefined;
  return {
    book,
    vocabulary: readVocabulary(texts.phrases),
    lexicon,
    completer: makeCompleter({ keys: pack.f64("title_key"), titleAt: (place) => pack.texts.text(title[place] ?? 0) }),
    causes: () => {
      causes ??= { vocabulary: readVocabulary(texts.causes), lexicon: openLexicon(pack, "causes") };
      return causes;
    },
    drugs: openDrugTable(new Map(Array.from(drug, (name, at) => [pack.texts.text(name), pack.texts.text(stem[at] ?? 0)]))),
    find: (words) => findLines(lexicon, words, 12),
  };
}
