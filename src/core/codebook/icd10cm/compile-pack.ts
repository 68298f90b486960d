/** Puts everything known of ICD-10-CM into one pack. The same sources give the same bytes. */
import { hasIcd10Shape, isInRange, normalizeCode } from "../code-text.ts";
import type { DiagnosisFlag, NoteKind } from "../model.ts";
import { keyOf } from "../pack/code-key.ts";
import { createPackWriter, type PackWriter } from "../pack/pack-file.ts";
import type { Tabular } from "../parse-tabular.ts";
import type { TabularPlace } from "../read/tabular-xml.ts";
import type { FlagRule, Icd10cmSources, IndexList, TabularList } from "./sources.ts";
import { type History, historiesOf } from "./spans.ts";

export const flagNames: readonly DiagnosisFlag[] = [
  "manifestation",
  "first-only",
  "never-first",
  "female",
  "male",
  "newborn",
  "pediatric",
  "maternity",
  "adult",
];

export const noteKindNames: readonly NoteKind[] = [
  "includes",
  "inclusion",
  "excludes1",
  "excludes2",
  "code-first",
  "use-additional",
  "code-also",
  "note",
  "seventh-character",
];

/** Chapters and blocks are few: they stand in the pack's head as they are. */
export interface PlaceHead {
  readonly at: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly notes: readonly { readonly kind: NoteKind; readonly text: string }[];
  readonly sevenths: readonly { readonly character: string; readonly text: string }[];
  readonly flags: readonly DiagnosisFlag[];
}

export interface TabularHead {
  readonly release: string;
  readonly effective: string;
  /** Codes in it. */
  readonly rows: number;
  readonly chapters: readonly PlaceHead[];
  readonly blocks: readonly PlaceHead[];
}

export interface IndexHead {
  readonly book: IndexList["book"];
  readonly release: string;
  readonly effective: string;
  /** Rows from … to before. */
  readonly from: number;
  readonly to: number;
}

export interface Icd10cmMeta {
  readonly releases: readonly { readonly name: string; readonly effective: string; readonly billable: number; readonly rows: number }[];
  /** Oldest first; the starter set's own list, if any, is the first. */
  readonly tabulars: readonly TabularHead[];
  readonly starterTabular: boolean;
  readonly indexes: readonly IndexHead[];
  readonly rules: readonly FlagRule[];
}

export function compileIcd10cm(sources: Icd10cmSources): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  const histories = historiesOf(sources);
  const keys = addCodes(writer, histories, sources.starter);
  const starter = starterList(sources.starter);
  const lists = [...(starter === undefined ? [] : [starter]), ...sources.tabulars.toSorted((a, b) => (a.effective < b.effective ? -1 : 1))];
  const tabulars = lists.map((list, at) => addTabular(writer, list, { at, starter: at === 0 ? sources.starter : [] }));
  const indexes = addIndexes(writer, sources.indexes, keys);
  const meta: Icd10cmMeta = {
    releases: sources.codeReleases.map(({ name, effective, lines }) => ({
      name,
      effective,
      billable: lines.filter((line) => line.billable).length,
      rows: lines.length,
    })),
    tabulars,
    starterTabular: starter !== undefined,
    indexes,
    rules: sources.rules,
  };
  return writer.finish({ kind: "icd10cm", meta });
}

function addCodes(writer: PackWriter, histories: ReadonlyMap<string, History>, starter: readonly Tabular[]): Float64Array {
  const rows = [...histories].map(([code, history]) => ({ code, key: keyOf(code), history })).sort((a, b) => a.key - b.key);
  const count = rows.length;
  const keys = Float64Array.from(rows, (row) => row.key);
  const parents = new Int32Array(count).fill(-1);
  const open: { readonly code: string; readonly at: number }[] = [];
  const starts = new Uint32Array(count + 1);
  const from: number[] = [];
  const to: number[] = [];
  const titles: number[] = [];
  const bits: number[] = [];
  const releases: number[] = [];
  rows.forEach(({ code, history }, at) => {
    while (open.length > 0 && !code.startsWith(open.at(-1)?.code ?? "")) open.pop();
    parents[at] = open.at(-1)?.at ?? -1;
    open.push({ code, at });
    for (const span of history.spans) {
      from.push(span.from);
      to.push(span.to);
      titles.push(writer.intern(span.title));
      bits.push((span.billable ? 1 : 0) | (span.starter ? 2 : 0));
      releases.push(span.release + 1);
    }
    starts[at + 1] = from.length;
  });
  const own = new Map(starter.flatMap((tabular) => tabular.codes.map((code) => [code.code, code.flags] as const)));
  writer.add("code_key", keys);
  writer.add("code_parent", parents);
  writer.add(
    "code_order",
    Uint32Array.from(rows, (row) => row.history.order),
  );
  writer.add(
    "code_flags",
    Uint16Array.from(rows, ({ code, history }) => flagBits(own.get(code) ?? []) | titleFlags(history)),
  );
  writer.add(
    "code_common",
    Uint8Array.from(rows, ({ code }) => (own.has(code) ? 1 : 0)),
  );
  writer.add("span_start", starts);
  writer.add("span_from", Uint16Array.from(from));
  writer.add("span_to", Uint16Array.from(to));
  writer.addTexts("span_title", titles);
  writer.add("span_bits", Uint8Array.from(bits));
  writer.add("span_release", Uint8Array.from(releases));
  return keys;
}

export function flagBits(flags: readonly DiagnosisFlag[]): number {
  return flags.reduce((bits, flag) => bits | (1 << flagNames.indexOf(flag)), 0);
}

/** The convention's own mark: codes with this title are never first and never alone (Official Guidelines I.A.13). */
function titleFlags({ spans }: History): number {
  return /in diseases classified elsewhere/i.test(spans.at(-1)?.title ?? "") ? flagBits(["manifestation", "never-first"]) : 0;
}

function starterList(starter: readonly Tabular[]): TabularList | undefined {
  const first = starter.find((tabular) => tabular.effective !== undefined) ?? starter[0];
  if (first === undefined) return undefined;
  const none = { sevenths: [], placeholder: false };
  const places: TabularPlace[] = starter.flatMap((tabular) => [
    ...tabular.chapters.map((one) => ({
      ...none,
      kind: "chapter" as const,
      at: `chapter ${one.number}`,
      title: one.title,
      range: one.range,
      notes: one.notes,
    })),
    ...tabular.blocks.map((one) => ({
      ...none,
      kind: "block" as const,
      at: `${one.range.from}-${one.range.to}`,
      title: one.title,
      range: one.range,
      notes: one.notes,
    })),
    ...tabular.codes.map((one) => ({
      ...none,
      kind: "code" as const,
      at: one.code,
      title: one.title,
      range: { from: one.code, to: one.code },
      notes: one.notes,
    })),
  ]);
  return { release: first.release.replace("-", " "), effective: first.effective ?? ("2015-10-01" as TabularList["effective"]), places };
}

function addTabular(
  writer: PackWriter,
  list: TabularList,
  { at, starter }: { readonly at: number; readonly starter: readonly Tabular[] },
): TabularHead {
  const codes = list.places.filter((place) => place.kind === "code").map((place) => ({ place, key: keyOf(place.at) }));
  codes.sort((a, b) => a.key - b.key);
  const noteStarts = new Uint32Array(codes.length + 1);
  const seventhStarts = new Uint32Array(codes.length + 1);
  const kinds: number[] = [];
  const texts: number[] = [];
  const characters: number[] = [];
  const meanings: number[] = [];
  codes.forEach(({ place }, row) => {
    for (const note of place.notes) {
      kinds.push(noteKindNames.indexOf(note.kind));
      texts.push(writer.intern(note.text));
    }
    for (const { character, text } of place.sevenths) {
      characters.push(character.charCodeAt(0));
      meanings.push(writer.intern(text));
    }
    noteStarts[row + 1] = kinds.length;
    seventhStarts[row + 1] = characters.length;
  });
  writer.add(
    `tab${at}_key`,
    Float64Array.from(codes, (one) => one.key),
  );
  writer.add(`tab${at}_notes`, noteStarts);
  writer.add(`tab${at}_kind`, Uint8Array.from(kinds));
  writer.addTexts(`tab${at}_text`, texts);
  writer.add(`tab${at}_sevenths`, seventhStarts);
  writer.add(`tab${at}_character`, Uint8Array.from(characters));
  writer.addTexts(`tab${at}_meaning`, meanings);
  const flagsAt = new Map(
    starter.flatMap((one): readonly (readonly [string, readonly DiagnosisFlag[]])[] => [
      ...one.chapters.map((chapter) => [`chapter ${chapter.number}`, chapter.flags] as const),
      ...one.blocks.map((block) => [`${block.range.from}-${block.range.to}`, block.flags] as const),
    ]),
  );
  const head = (kind: TabularPlace["kind"]): readonly PlaceHead[] =>
    list.places
      .filter((place) => place.kind === kind)
      .map(({ at: name, title, range, notes, sevenths }) => ({
        at: name,
        title,
        from: range.from,
        to: range.to,
        notes: notes.map(({ kind: noteKind, text }) => ({ kind: noteKind, text })),
        sevenths,
        flags: flagsAt.get(name) ?? [],
      }));
  return { release: list.release, effective: list.effective, rows: codes.length, chapters: head("chapter"), blocks: head("block") };
}

interface IndexRows {
  readonly levels: number[];
  readonly terms: number[];
  readonly nonessential: number[];
  readonly codes: number[];
  readonly dashes: number[];
  readonly manifestations: number[];
  readonly sees: number[];
  readonly seeAlsos: number[];
  readonly parents: number[];
  readonly cells: number[];
  readonly cellRows: number[];
}

/** Between two nonessential modifiers; it stands in no term. */
export const modifierMark = "\u0001";

function addIndexes(writer: PackWriter, lists: readonly IndexList[], keys: Float64Array): readonly IndexHead[] {
  const rows: IndexRows = {
    levels: [],
    terms: [],
    nonessential: [],
    codes: [],
    dashes: [],
    manifestations: [],
    sees: [],
    seeAlsos: [],
    parents: [],
    cells: [],
    cellRows: [],
  };
  const heads = lists.map((list): IndexHead => {
    const from = rows.levels.length;
    addTerms(writer, list, rows);
    return { book: list.book, release: list.release, effective: list.effective, from, to: rows.levels.length };
  });
  writer.add("ix_level", Uint8Array.from(rows.levels));
  writer.addTexts("ix_term", rows.terms);
  writer.addTexts("ix_nonessential", rows.nonessential);
  writer.add("ix_code", Float64Array.from(rows.codes));
  writer.add("ix_dashes", Uint8Array.from(rows.dashes));
  writer.add("ix_manifestation", Float64Array.from(rows.manifestations));
  writer.addTexts("ix_see", rows.sees);
  writer.addTexts("ix_also", rows.seeAlsos);
  writer.add("ix_parent", Int32Array.from(rows.parents));
  writer.addTexts("ix_cells", rows.cells);
  writer.add("ix_cellRow", Int32Array.from(rows.cellRows));
  addEntriesByCode(writer, rows.codes, keys);
  return heads;
}

function addTerms(writer: PackWriter, list: IndexList, rows: IndexRows): void {
  const open: number[] = [];
  for (const term of list.terms) {
    const id = rows.levels.length;
    const { code, dashes } = codeOf(term.code);
    rows.levels.push(term.level);
    rows.terms.push(writer.intern(term.term));
    rows.nonessential.push(writer.intern(term.nonessential.join(modifierMark)));
    rows.codes.push(keyOf(code));
    rows.dashes.push(dashes);
    rows.manifestations.push(keyOf(codeOf(term.manifestation).code));
    rows.sees.push(writer.intern(term.see));
    rows.seeAlsos.push(writer.intern(term.seeAlso));
    rows.parents.push(term.level === 0 ? -1 : (open[term.level - 1] ?? -1));
    rows.cellRows.push(term.cells.length === 0 ? -1 : rows.cells.length);
    if (term.cells.length > 0) for (let column = 0; column < 6; column += 1) rows.cells.push(writer.intern(term.cells[column] ?? ""));
    open.length = term.level;
    open[term.level] = id;
  }
}

/** "M25.51-" says that characters are missing. */
export function codeOf(printed: string): { readonly code: string; readonly dashes: number } {
  const dashes = /-*$/.exec(printed.trim())?.[0].length ?? 0;
  const code = normalizeCode(printed.trim().replace(/-+$/, ""));
  return hasIcd10Shape(code) ? { code, dashes } : { code: "", dashes: 0 };
}

function addEntriesByCode(writer: PackWriter, codes: readonly number[], keys: Float64Array): void {
  const positions = new Map<number, number>();
  keys.forEach((key, at) => void positions.set(key, at));
  const starts = new Uint32Array(keys.length + 1);
  const at = codes.map((key) => (key === 0 ? -1 : (positions.get(key) ?? -1)));
  for (const position of at) if (position >= 0) starts[position + 1] = (starts[position + 1] ?? 0) + 1;
  for (let row = 0; row < keys.length; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const next = starts.slice();
  const entries = new Uint32Array(starts[keys.length] ?? 0);
  at.forEach((position, entry) => {
    if (position < 0) return;
    entries[next[position] ?? 0] = entry;
    next[position] = (next[position] ?? 0) + 1;
  });
  writer.add("entry_start", starts);
  writer.add("entry_of", entries);
}

export function flagsByRules(code: string, rules: readonly FlagRule[]): number {
  let bits = 0;
  for (const rule of rules) {
    const named = rule.ranges.some((range) => isInRange(code, range)) && !rule.except.some((range) => isInRange(code, range));
    if (named) bits |= flagBits([rule.flag]);
  }
  return bits;
}
