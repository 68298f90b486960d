/** The Alphabetic Index and its tables out of a pack: a tree to walk, references to follow, paths to show. */
import { formatDiagnosis } from "../code-text.ts";
import type { IndexEntry } from "../model.ts";
import { codeOfKey } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import { codeOf, type Icd10cmMeta, type IndexHead, modifierMark } from "./compile-pack.ts";
import type { IndexBook } from "./sources.ts";

export interface IndexTable {
  readonly size: number;
  readonly books: readonly IndexHead[];
  entry(id: number): IndexEntry;
  /** What stands directly below a term. */
  children(id: number): readonly number[];
  /** Main terms, of one book or of all. */
  mainTerms(book?: IndexBook): readonly number[];
  bookOf(id: number): IndexBook;
  /** "Diabetes, diabetic › with › neuropathy". */
  path(id: number): string;
  pathsTo(ids: readonly number[]): readonly string[];
  /** Where "Disease, lung" or "Neoplasm, breast" leads; undefined for "condition" and what cannot be found. */
  follow(reference: string, book?: IndexBook): number | undefined;
}

export function openIndex(pack: Pack, { indexes }: Icd10cmMeta): IndexTable {
  const levels = pack.u8("ix_level");
  const terms = pack.u32("ix_term");
  const nonessential = pack.u32("ix_nonessential");
  const codes = pack.f64("ix_code");
  const dashes = pack.u8("ix_dashes");
  const manifestations = pack.f64("ix_manifestation");
  const sees = pack.u32("ix_see");
  const alsos = pack.u32("ix_also");
  const parents = pack.i32("ix_parent");
  const cells = pack.u32("ix_cells");
  const cellRows = pack.i32("ix_cellRow");
  const { texts } = pack;
  const bookOf = (id: number): IndexBook => indexes.find((head) => id < head.to)?.book ?? "index";
  const entry = (id: number): IndexEntry => {
    const modifiers = texts.text(nonessential[id] ?? 0);
    const code = codes[id] ?? 0;
    const manifestation = manifestations[id] ?? 0;
    const see = texts.text(sees[id] ?? 0);
    const seeAlso = texts.text(alsos[id] ?? 0);
    const parent = parents[id] ?? -1;
    const row = cellRows[id] ?? -1;
    return {
      id,
      level: levels[id] ?? 0,
      term: texts.text(terms[id] ?? 0),
      nonessential: modifiers === "" ? [] : modifiers.split(modifierMark),
      ...(code === 0 ? {} : { code: codeOfKey(code) }),
      ...((dashes[id] ?? 0) > 0 ? { incomplete: true } : {}),
      ...(manifestation === 0 ? {} : { manifestation: codeOfKey(manifestation) }),
      ...(see === "" ? {} : { see }),
      ...(seeAlso === "" ? {} : { seeAlso }),
      ...(parent < 0 ? {} : { parent }),
      ...(row < 0 ? {} : { cells: Array.from({ length: 6 }, (_, column) => cellOf(texts.text(cells[row + column] ?? 0))) }),
    };
  };
  const path = (id: number): string => {
    const words: string[] = [];
    for (let at = id; at >= 0; at = parents[at] ?? -1) words.unshift(texts.text(terms[at] ?? 0));
    return words.join(" › ");
  };
  const children = (id: number): readonly number[] => {
    const level = levels[id] ?? 0;
    const end = indexes.find((head) => id < head.to)?.to ?? 0;
    const found: number[] = [];
    for (let at = id + 1; at < end && (levels[at] ?? 0) > level; at += 1) if (levels[at] === level + 1) found.push(at);
    return found;
  };
  const mainTerms = (book?: IndexBook): readonly number[] =>
    indexes
      .filter((head) => book === undefined || head.book === book)
      .flatMap((head) => Array.from({ length: head.to - head.from }, (_, offset) => head.from + offset).filter((id) => levels[id] === 0));
  let byWord: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    size: levels.length,
    books: indexes,
    entry,
    children,
    mainTerms,
    bookOf,
    path,
    pathsTo: (ids) =>
      ids.map((id) => {
        const manifestation = manifestations[id] ?? 0;
        return `${path(id)}${manifestation === 0 ? "" : ` [${formatDiagnosis(codeOfKey(manifestation))}]`}`;
      }),
    follow(reference, book) {
      byWord ??= mainTermsByWord(mainTerms(), (id) => texts.text(terms[id] ?? 0));
      return follow(reference, { byWord, children, book, bookOf, term: (id) => texts.text(terms[id] ?? 0) });
    },
  };
}

/** "C79.8-" as code and whether characters are missing; undefined for "--". */
function cellOf(printed: string): { readonly code: string; readonly incomplete: boolean } | undefined {
  const { code, dashes } = codeOf(printed);
  return code === "" ? undefined : { code, incomplete: dashes > 0 };
}

function mainTermsByWord(ids: readonly number[], term: (id: number) => string): ReadonlyMap<string, readonly number[]> {
  const byWord = new Map<string, number[]>();
  for (const id of ids) {
    for (const word of formsOf(term(id))) {
      const list = byWord.get(word);
      if (list === undefined) byWord.set(word, [id]);
      else list.push(id);
    }
  }
  return byWord;
}

interface Walk {
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly children: (id: number) => readonly number[];
  readonly book: IndexBook | undefined;
  readonly bookOf: (id: number) => IndexBook;
  readonly term: (id: number) => string;
}

function follow(reference: string, walk: Walk): number | undefined {
  const steps = reference
    .replace(/;.*$/, "")
    .split(",")
    .map(plain)
    .filter((step) => step !== "");
  const [first, ...rest] = steps;
  if (first === undefined || first === "condition") return undefined;
  const mains = (walk.byWord.get(first) ?? []).filter((id) => walk.book === undefined || walk.bookOf(id) === walk.book);
  let best: { readonly id: number; readonly steps: number } | undefined;
  for (const main of mains) {
    const reached = descend(main, rest, walk);
    if (best === undefined || reached.steps > best.steps) best = reached;
  }
  return best?.id;
}

function descend(main: number, steps: readonly string[], walk: Walk): { readonly id: number; readonly steps: number } {
  let id = main;
  let taken = 0;
  for (const step of steps) {
    const next = walk.children(id).find((child) => formsOf(walk.term(child)).includes(step));
    if (next === undefined) break;
    id = next;
    taken += 1;
  }
  return { id, steps: taken };
}

/** "Diabetes, diabetic" is found under either word, and as the whole. */
function formsOf(term: string): readonly string[] {
  const whole = plain(term);
  const parts = term.split(",").map(plain);
  return [...new Set([whole, ...parts])].filter((part) => part !== "");
}

function plain(term: string): string {
  return term
    .replace(/\([^)]*\)/g, "")
    .replace(/\bNEC\b|\bNOS\b/g, "")
    .replace(/[,\s]+/g, " ")
    .trim()
    .toLowerCase();
}
