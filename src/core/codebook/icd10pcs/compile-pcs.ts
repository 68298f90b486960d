/** Puts ICD-10-PCS into one pack. The same files give the same bytes. */
import type { Finding } from "../../kernel/finding.ts";
import { dayNumber, type IsoDate } from "../../kernel/iso-date.ts";
import type { CodeRelease } from "../icd10cm/sources.ts";
import { historiesOf } from "../icd10cm/spans.ts";
import { keyOf } from "../pack/code-key.ts";
import { createPackWriter, type PackWriter } from "../pack/pack-file.ts";
import type { HeldText, PackMaker } from "../read/kind-of-source.ts";
import { releaseName } from "../read/release-day.ts";
import type { PcsRelease } from "./model.ts";
import { readPcsDefinitionsAddenda, withDefinitionChanges } from "./read-definitions-addenda.ts";
import { readPcsIndexAddenda, withIndexChanges } from "./read-index-addenda.ts";
import { type PcsLine, readPcsAddenda, readPcsCodes, readPcsConversions, readPcsOrder } from "./read-lines.ts";
import { readPcsTablesAddenda } from "./read-tables-addenda.ts";
import { type PcsDefinition, type PcsIndexTerm, type PcsTable, readPcsDefinitions, readPcsIndex, readPcsTables } from "./read-xml.ts";
import { wordsOf } from "./words.ts";

export interface PcsMeta {
  /** Oldest first. */
  readonly codeReleases: readonly { readonly name: string; readonly effective: IsoDate; readonly codes: number }[];
  readonly tableLists: readonly { readonly name: string; readonly effective: IsoDate; readonly tables: number }[];
  readonly index?: string;
  readonly releases: readonly PcsRelease[];
}

export const pcsPack: PackMaker<"icd10pcs"> = { name: "icd10pcs", searched: false, compile: compilePcs };

export const changeKinds = ["new", "revised", "deleted"] as const;

function compilePcs(files: readonly HeldText[]): { readonly bytes: Uint8Array<ArrayBuffer>; readonly findings: readonly Finding[] } {
  const sorted = files.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0));
  const writer = createPackWriter();
  const { releases: codeReleases, shorts } = releasesOf(sorted);
  addCodes(writer, codeReleases, shorts);
  const tables = tableLists(sorted);
  tables.forEach((list, at) => void addTables(writer, list.tables, at));
  const newest = (kind: string): HeldText | undefined => sorted.findLast((one) => one.kind === kind);
  const index = newest("icd10pcs-index");
  addIndex(writer, indexOf(sorted));
  addDefinitions(writer, definitionsOf(sorted));
  addConversions(writer, newest("icd10pcs-conversions"));
  const meta: PcsMeta = {
    codeReleases: codeReleases.map(({ name, effective, lines }) => ({
      name,
      effective,
      codes: lines.filter((line) => line.billable).length,
    })),
    tableLists: tables.map(({ effective, tables: all }) => ({ name: releaseName(effective), effective, tables: all.length })),
    ...(index === undefined ? {} : { index: releaseName(index.effective) }),
    releases: [
      ...codeReleases.map(({ name, effective, lines }) => ({
        table: "icd10pcs",
        name,
        effective,
        rows: lines.filter((line) => line.billable).length,
      })),
      ...["tables", "tables-addenda", "index", "index-addenda", "definitions", "definitions-addenda", "conversions"].flatMap((what) => {
        const found = sorted.filter((one) => one.kind === `icd10pcs-${what}`);
        const counted = what.startsWith("tables") || what.endsWith("addenda") ? found : found.slice(-1);
        return counted.map(({ effective, rows }) => ({ table: `icd10pcs-${what}`, name: releaseName(effective), effective, rows }));
      }),
    ],
  };
  return { bytes: writer.finish({ kind: "icd10pcs", meta }), findings: [] };
}

/** An order file says more than a codes file, and either more than what changed since the release before. */
function releasesOf(files: readonly HeldText[]): {
  readonly releases: readonly CodeRelease[];
  readonly shorts: ReadonlyMap<string, string>;
} {
  const releases: CodeRelease[] = [];
  const shorts = new Map<string, string>();
  for (const effective of new Set(files.map((one) => one.effective))) {
    const of = (kind: string): HeldText | undefined => files.findLast((one) => one.effective === effective && one.kind === kind);
    const before = releases.at(-1)?.lines ?? [];
    const lines =
      linesOf({ order: of("icd10pcs-order"), codes: of("icd10pcs-codes") }, before) ??
      changed(before, of("icd10pcs-order-addenda") ?? of("icd10pcs-codes-addenda"));
    if (lines === undefined) continue;
    for (const { code, short } of lines) if (short !== "") shorts.set(code, short);
    releases.push({
      name: releaseName(effective),
      effective,
      lines: lines.map(({ code, title, billable }) => ({ code, title, billable, order: 0 })),
      hasHeadings: true,
    });
  }
  return { releases, shorts };
}

function linesOf(
  { order, codes }: { readonly order: HeldText | undefined; readonly codes: HeldText | undefined },
  before: CodeRelease["lines"],
): readonly PcsLine[] | undefined {
  if (order !== undefined) return readPcsOrder(order.name, order.text).value;
  if (codes === undefined) return undefined;
  const { value } = readPcsCodes(codes.name, codes.text);
  // A codes file has no tables: those of the release before that still have codes.
  const used = new Set(value.map((line) => line.code.slice(0, 3)));
  return [...before.filter((line) => used.has(line.code)).map((line) => ({ ...line, short: "" })), ...value];
}

function changed(before: CodeRelease["lines"], addenda: HeldText | undefined): readonly PcsLine[] | undefined {
  if (addenda === undefined || before.length === 0) return undefined;
  const rows = new Map<string, PcsLine>(before.map((line) => [line.code, { ...line, short: "" }]));
  const isOrder = addenda.kind === "icd10pcs-order-addenda";
  for (const { action, ...line } of readPcsAddenda(addenda.name, addenda.text, { isOrder }).value) {
    if (action === "delete") rows.delete(line.code);
    else rows.set(line.code, line);
  }
  return [...rows.values()];
}

function addCodes(writer: PackWriter, releases: readonly CodeRelease[], shorts: ReadonlyMap<string, string>): void {
  const histories = historiesOf({ codeReleases: releases, starter: [] });
  const rows = [...histories].map(([code, { spans }]) => ({ code, key: keyOf(code), spans })).sort((a, b) => a.key - b.key);
  const starts = new Uint32Array(rows.length + 1);
  const from: number[] = [];
  const to: number[] = [];
  const titles: number[] = [];
  const bits: number[] = [];
  const said: number[] = [];
  const postings = new Map<string, number[]>();
  rows.forEach(({ code, spans }, at) => {
    for (const span of spans) {
      from.push(span.from);
      to.push(span.to);
      titles.push(writer.intern(span.title));
      bits.push(span.billable ? 1 : 0);
      said.push(span.release);
    }
    starts[at + 1] = from.length;
    const last = spans.at(-1);
    if (code.length !== 7 || last === undefined) return;
    for (const word of new Set(wordsOf(last.title))) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [at]);
      else list.push(at);
    }
  });
  writer.add(
    "code_key",
    Float64Array.from(rows, (row) => row.key),
  );
  writer.addTexts(
    "code_short",
    rows.map(({ code }) => writer.intern(shorts.get(code) ?? "")),
  );
  writer.add("span_start", starts);
  writer.add("span_from", Uint16Array.from(from));
  writer.add("span_to", Uint16Array.from(to));
  writer.addTexts("span_title", titles);
  writer.add("span_bits", Uint8Array.from(bits));
  writer.add("span_release", Uint8Array.from(said));
  const words = [...postings.keys()].sort();
  const wordStarts = new Uint32Array(words.length + 1);
  const lists = words.map((word) => postings.get(word) ?? []);
  lists.forEach((list, at) => {
    wordStarts[at + 1] = (wordStarts[at] ?? 0) + list.length;
  });
  writer.addTexts(
    "word",
    words.map((word) => writer.intern(word)),
  );
  writer.add("word_start", wordStarts);
  writer.add("word_codes", Uint32Array.from(lists.flat()));
}

interface ReleasedTable extends PcsTable {
  readonly release: string;
}

/** The tables of a release, and after addenda those of the release before with the changed ones in their place. */
function tableLists(files: readonly HeldText[]): readonly { readonly effective: IsoDate; readonly tables: readonly ReleasedTable[] }[] {
  const lists: { effective: IsoDate; tables: readonly ReleasedTable[] }[] = [];
  for (const effective of new Set(files.map((one) => one.effective))) {
    const of = (kind: string): HeldText | undefined => files.findLast((one) => one.effective === effective && one.kind === kind);
    const whole = of("icd10pcs-tables");
    const addenda = of("icd10pcs-tables-addenda");
    const release = releaseName(effective);
    if (whole !== undefined)
      lists.push({ effective, tables: readPcsTables(whole.name, whole.text).value.map((one) => ({ ...one, release })) });
    else if (addenda !== undefined) {
      const changed = readPcsTablesAddenda(addenda.name, addenda.text).value;
      const tables = new Map((lists.at(-1)?.tables ?? []).map((table) => [table.at, table]));
      for (const table of changed) tables.set(table.at, { ...table, release });
      lists.push({ effective, tables: [...tables.values()] });
    }
  }
  return lists;
}

function addTables(writer: PackWriter, list: readonly ReleasedTable[], at: number): void {
  const tables = list.toSorted((a, b) => keyOf(a.at) - keyOf(b.at));
  const heads: number[] = [];
  const definitions: number[] = [];
  const rowStarts = [0];
  const axisTitles: number[] = [];
  const labelStarts = [0];
  const values: number[] = [];
  const labels: number[] = [];
  for (const table of tables) {
    for (const one of table.head) heads.push(writer.intern(one.title), writer.intern(one.label));
    definitions.push(writer.intern(table.definition));
    for (const { axes } of table.rows)
      for (const axis of axes) {
        axisTitles.push(writer.intern(axis.title));
        for (const one of axis.labels) {
          values.push(one.value.charCodeAt(0));
          labels.push(writer.intern(one.label));
        }
        labelStarts.push(values.length);
      }
    rowStarts.push(axisTitles.length / 4);
  }
  writer.add(
    `t${at}_key`,
    Float64Array.from(tables, (table) => keyOf(table.at)),
  );
  writer.addTexts(
    `t${at}_release`,
    tables.map((table) => writer.intern(table.release)),
  );
  writer.addTexts(`t${at}_head`, heads);
  writer.addTexts(`t${at}_definition`, definitions);
  writer.add(`t${at}_rows`, Uint32Array.from(rowStarts));
  writer.addTexts(`t${at}_axis`, axisTitles);
  writer.add(`t${at}_labels`, Uint32Array.from(labelStarts));
  writer.add(`t${at}_value`, Uint8Array.from(values));
  writer.addTexts(`t${at}_label`, labels);
}

/** The newest that is whole, and what addenda changed since. */
function indexOf(files: readonly HeldText[]): readonly PcsIndexTerm[] {
  const whole = files.findLast((one) => one.kind === "icd10pcs-index");
  if (whole === undefined) return [];
  return files
    .filter((one) => one.kind === "icd10pcs-index-addenda" && one.effective > whole.effective)
    .reduce(
      (terms: readonly PcsIndexTerm[], { name, text }) => withIndexChanges(terms, readPcsIndexAddenda(name, text).value).terms,
      readPcsIndex(whole.name, whole.text).value,
    );
}

function addIndex(writer: PackWriter, terms: readonly PcsIndexTerm[]): void {
  writer.add(
    "ix_level",
    Uint8Array.from(terms, (one) => one.level),
  );
  for (const column of ["term", "code", "see", "use"] as const)
    writer.addTexts(
      `ix_${column}`,
      terms.map((one) => writer.intern(one[column])),
    );
}

/** The newest that are whole, and what addenda changed since. */
function definitionsOf(files: readonly HeldText[]): readonly PcsDefinition[] {
  const at = files.findLastIndex((one) => one.kind === "icd10pcs-definitions");
  const whole = files[at];
  if (whole === undefined) return [];
  return files
    .filter((one) => one.kind === "icd10pcs-definitions-addenda" && one.effective > whole.effective)
    .reduce(
      (rows: readonly PcsDefinition[], { name, text }) => withDefinitionChanges(rows, readPcsDefinitionsAddenda(name, text).value),
      readPcsDefinitions(whole.name, whole.text).value,
    );
}

function addDefinitions(writer: PackWriter, rows: readonly PcsDefinition[]): void {
  writer.add(
    "df_at",
    Uint16Array.from(rows, (one) => one.section.charCodeAt(0) * 8 + one.axis),
  );
  for (const column of ["term", "definition", "explanation"] as const)
    writer.addTexts(
      `df_${column}`,
      rows.map((one) => writer.intern(one[column])),
    );
  writer.addTexts(
    "df_includes",
    rows.map((one) => writer.intern(one.includes.join("\n"))),
  );
}

function addConversions(writer: PackWriter, file: HeldText | undefined): void {
  const rows = file === undefined ? [] : readPcsConversions(file.name, file.text).value;
  writer.add(
    "cv_code",
    Float64Array.from(rows, (one) => keyOf(one.code)),
  );
  writer.add(
    "cv_previous",
    Float64Array.from(rows, (one) => keyOf(one.previous)),
  );
  writer.add(
    "cv_kind",
    Uint8Array.from(rows, (one) => changeKinds.indexOf(one.kind)),
  );
  writer.add(
    "cv_from",
    Int32Array.from(rows, (one) => dayNumber(one.from)),
  );
}
