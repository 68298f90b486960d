/** The Alphabetic Index and its tables to be walked, term by term. */
import { formatDiagnosis } from "../../core/codebook/code-text.ts";
import type { IndexTable } from "../../core/codebook/icd10cm/index-table.ts";
import type { CodeBook, IndexEntry } from "../../core/codebook/model.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

export const indexBooks = ["index", "external-cause", "neoplasm", "drug"] as const;
export type IndexBookName = (typeof indexBooks)[number];

export interface IndexLine {
  readonly id: number;
  readonly term: string;
  readonly nonessential: readonly string[];
  readonly code?: string;
  /** Characters are missing: the Tabular List is to be asked. */
  readonly incomplete: boolean;
  readonly manifestation?: string;
  readonly see?: Reference;
  readonly seeAlso?: Reference;
  readonly below: number;
  /** Neoplasms: malignant primary, secondary, in situ, benign, uncertain, unspecified. Drugs: accidental, self-harm, assault, undetermined, adverse effect, underdosing. */
  readonly cells?: readonly string[];
}

interface Reference {
  readonly words: string;
  /** Where it leads; absent where the program cannot tell. */
  readonly to?: number;
}

const pageSize = 100;

/** Which books are loaded. The Index of the starter set is asked where no published one is. */
export function loadedBooks({ index }: Pick<CodeBook, "index">): readonly { readonly book: IndexBookName; readonly release: string }[] {
  return indexBooks.flatMap((book) => {
    const head = headOf(index, book);
    return head === undefined ? [] : [{ book, release: head.release }];
  });
}

function headOf(index: IndexTable, book: IndexBookName) {
  return (
    index.books.find((one) => one.book === book) ?? (book === "index" ? index.books.find((one) => one.book === "starter-index") : undefined)
  );
}

const mains = new WeakMap<IndexTable, Map<string, readonly number[]>>();

function mainTermsOf(index: IndexTable, book: IndexBookName): readonly number[] {
  const books = mains.get(index) ?? new Map<string, readonly number[]>();
  mains.set(index, books);
  const head = headOf(index, book);
  const printed = head === undefined ? [] : index.mainTerms(head.book);
  // The Neoplasm Table stands under one main term: its sites are what one looks for.
  const known = books.get(book) ?? sortedMains(index, book === "neoplasm" ? printed.flatMap((id) => [id, ...index.children(id)]) : printed);
  books.set(book, known);
  return known;
}

/** The starter set's Index comes in several files, each in its own order. */
function sortedMains(index: IndexTable, ids: readonly number[]): readonly number[] {
  const terms = new Map(ids.map((id) => [id, index.entry(id).term.toLowerCase()]));
  return ids.toSorted((a, b) =>
    (terms.get(a) ?? "") < (terms.get(b) ?? "") ? -1 : (terms.get(a) ?? "") > (terms.get(b) ?? "") ? 1 : a - b,
  );
}

/** Main terms from the one that begins as asked, a page of them. */
export function mainTerms({ codeBook }: App, asked: { readonly book: IndexBookName; readonly from: string; readonly after: number }) {
  const { index } = codeBook;
  const ids = mainTermsOf(index, asked.book);
  const wanted = asked.from.trim().toLowerCase();
  const begins = ids.findIndex((id) => index.entry(id).term.toLowerCase() >= wanted);
  // Beyond the last term the last is shown.
  const start = asked.after >= 0 ? ids.indexOf(asked.after) + 1 : begins < 0 ? Math.max(0, ids.length - 1) : begins;
  const page = ids.slice(start, start + pageSize);
  return { lines: page.map((id) => lineOf(index, id)), total: ids.length, more: start + pageSize < ids.length };
}

/** A term with what stands above it and directly below it. */
export function indexTerm(
  { codeBook }: App,
  id: number,
): Outcome<{
  readonly line: IndexLine;
  readonly book: string;
  readonly above: readonly IndexLine[];
  readonly lines: readonly IndexLine[];
}> {
  const { index } = codeBook;
  if (id >= index.size) return notFound("term in the loaded Index");
  const above: IndexLine[] = [];
  for (let at = index.entry(id).parent; at !== undefined; at = index.entry(at).parent) above.unshift(lineOf(index, at));
  const book = index.bookOf(id) === "starter-index" ? "index" : index.bookOf(id);
  return ok({ line: lineOf(index, id), book, above, lines: index.children(id).map((child) => lineOf(index, child)) });
}

function lineOf(index: IndexTable, id: number): IndexLine {
  const entry = index.entry(id);
  return {
    id,
    term: entry.term,
    nonessential: entry.nonessential,
    ...(entry.code === undefined ? {} : { code: formatDiagnosis(entry.code) }),
    incomplete: entry.incomplete === true,
    ...(entry.manifestation === undefined ? {} : { manifestation: formatDiagnosis(entry.manifestation) }),
    ...(entry.see === undefined ? {} : { see: referenceOf(index, entry.see) }),
    ...(entry.seeAlso === undefined ? {} : { seeAlso: referenceOf(index, entry.seeAlso) }),
    below: index.children(id).length,
    ...(entry.cells === undefined ? {} : { cells: cellsOf(entry.cells) }),
  };
}

function cellsOf(cells: NonNullable<IndexEntry["cells"]>): readonly string[] {
  return cells.map((cell) => (cell === undefined ? "" : `${formatDiagnosis(cell.code)}${cell.incomplete ? "-" : ""}`));
}

function referenceOf(index: IndexTable, words: string): Reference {
  const to = index.follow(words);
  return { words, ...(to === undefined ? {} : { to }) };
}
