/** From the publishers' files, as text, to what a pack is made of. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { undatedSource } from "../codebook-findings.ts";
import type { EditKind, EditSource } from "../ncci/edits-pack.ts";
import { quarterByName, quarterName, readAddOnFile, readMue, readPtp } from "../ncci/read-ncci.ts";
import { applyAddenda, type CodeChange, type CodeLine, readAddenda, readCodesFile, readOrderFile } from "../read/code-lines.ts";
import { type IndexRelease, readIndexXml } from "../read/index-xml.ts";
import { effectiveByCount, effectiveByName, releaseName, type SourceKind } from "../read/source-kind.ts";
import { readTabularXml, type TabularRelease } from "../read/tabular-xml.ts";
import type { CodeRelease, Icd10cmSources, IndexBook, IndexList, TabularList } from "./sources.ts";

export interface SourceText {
  readonly kind: SourceKind;
  /** As it was given, with the names of archives and folders around it. */
  readonly name: string;
  readonly text: string;
  /** When somebody said it. */
  readonly effective?: IsoDate;
}

export type ReadSource = { readonly kind: SourceKind; readonly name: string; readonly effective: IsoDate; readonly rows: number } & (
  | { readonly holds: "codes"; readonly lines: readonly CodeLine[]; readonly hasHeadings: boolean }
  | { readonly holds: "changes"; readonly changes: readonly CodeChange[] }
  | { readonly holds: "tabular"; readonly tabular: TabularRelease }
  | { readonly holds: "index"; readonly book: IndexBook; readonly index: IndexRelease }
  | { readonly holds: "edits"; readonly edits: EditSource }
);

const books: Partial<Readonly<Record<SourceKind, IndexBook>>> = {
  "icd10cm-index": "index",
  "icd10cm-external-cause": "external-cause",
  "icd10cm-neoplasm": "neoplasm",
  "icd10cm-drug": "drug",
};

/** `value` is there when the file was read whole and its release is known; the findings say what is wrong otherwise. */
export function readSource(source: SourceText): { readonly value?: ReadSource; readonly findings: readonly Finding[] } {
  const { kind, name, text } = source;
  if (kind === "ncci-ptp" || kind === "ncci-mue" || kind === "ncci-add-ons") return readEdits({ ...source, kind });
  const book = books[kind];
  if (kind === "icd10cm-tabular") {
    const { value, findings } = readTabularXml(name, text);
    const rows = value.places.filter((place) => place.kind === "code").length;
    return dated(source, { findings, hint: fiscalYear(value.version) }, (effective) => ({
      kind,
      name,
      effective,
      rows,
      holds: "tabular",
      tabular: value,
    }));
  }
  if (book !== undefined) {
    const { value, findings } = readIndexXml(name, text);
    const rows = value.terms.length;
    return dated(source, { findings, hint: fiscalYear(value.version) }, (effective) => ({
      kind,
      name,
      effective,
      rows,
      holds: "index",
      book,
      index: value,
    }));
  }
  if (kind === "icd10cm-order-addenda" || kind === "icd10cm-codes-addenda") {
    const { value, findings } = readAddenda(name, text);
    return dated(source, { findings }, (effective) => ({ kind, name, effective, rows: value.length, holds: "changes", changes: value }));
  }
  const hasHeadings = kind === "icd10cm-order";
  const { value, findings } = hasHeadings ? readOrderFile(name, text) : readCodesFile(name, text);
  const billable = value.filter((line) => line.billable).length;
  return dated(source, { findings, hint: effectiveByCount(billable) }, (effective) => ({
    kind,
    name,
    effective,
    rows: billable,
    holds: "codes",
    lines: value,
    hasHeadings,
  }));
}

/** Read whole once, so that a damaged file is refused; the pack is made from the text. */
function readEdits({ kind, name, text, effective: said }: SourceText & { readonly kind: EditKind }): {
  readonly value?: ReadSource;
  readonly findings: readonly Finding[];
} {
  const { rows, findings } =
    kind === "ncci-ptp" ? readPtp(name, text, () => {}) : kind === "ncci-mue" ? readMue(name, text) : readAddOnFile(name, text);
  if (findings.some((one) => one.severity === "error")) return { findings };
  const effective = said ?? quarterByName(name);
  if (effective === undefined) return { findings: [...findings, finding(undatedSource, {}, { file: name })] };
  return { value: { kind, name, effective, rows, holds: "edits", edits: { kind, name, text, effective, rows } }, findings };
}

/** How a release is called: by the fiscal year, the edits by the quarter. */
export function nameOfRelease(kind: SourceKind, effective: IsoDate): string {
  return kind.startsWith("ncci-") ? quarterName(effective) : releaseName(effective);
}

function dated(
  { name, effective: said }: SourceText,
  { findings, hint }: { readonly findings: readonly Finding[]; readonly hint?: IsoDate | undefined },
  make: (effective: IsoDate) => ReadSource,
): { readonly value?: ReadSource; readonly findings: readonly Finding[] } {
  if (findings.some((one) => one.severity === "error")) return { findings };
  const effective = said ?? effectiveByName(name) ?? hint;
  if (effective === undefined) return { findings: [...findings, finding(undatedSource, {}, { file: name })] };
  return { value: make(effective), findings };
}

function fiscalYear(version: string): IsoDate | undefined {
  return /^20\d\d$/.test(version) ? parseIsoDate(`${Number(version) - 1}-10-01`) : undefined;
}

/** Files of one kind and day stand for each other; the last one counts. A release that has its addenda only is made from the one before. */
export function assembleSources(read: readonly ReadSource[]): {
  readonly value: Pick<Icd10cmSources, "codeReleases" | "tabulars" | "indexes">;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const codeReleases: CodeRelease[] = [];
  const days = [...new Set(read.filter((one) => one.holds === "codes" || one.holds === "changes").map((one) => one.effective))].sort();
  for (const effective of days) {
    const ofDay = read.filter((one) => one.effective === effective);
    const name = releaseName(effective);
    const whole = ofDay.findLast((one) => one.kind === "icd10cm-order") ?? ofDay.findLast((one) => one.kind === "icd10cm-codes");
    const before = codeReleases.at(-1);
    if (whole?.holds === "codes") codeReleases.push({ name, effective, lines: whole.lines, hasHeadings: whole.hasHeadings });
    else {
      const addenda =
        ofDay.findLast((one) => one.kind === "icd10cm-order-addenda") ?? ofDay.findLast((one) => one.kind === "icd10cm-codes-addenda");
      if (addenda?.holds !== "changes" || before === undefined) continue;
      const made = applyAddenda(before.lines, addenda.changes, addenda.name);
      findings.push(...made.findings);
      codeReleases.push({ name, effective, lines: made.value, hasHeadings: true });
    }
  }
  const tabulars = latest(read, (one) => (one.holds === "tabular" ? `${one.effective} ${chaptersOf(one.tabular)}` : undefined)).flatMap(
    (one): TabularList[] =>
      one.holds === "tabular" ? [{ release: releaseName(one.effective), effective: one.effective, places: one.tabular.places }] : [],
  );
  const newest = latest(
    read.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0)),
    (one) => (one.holds === "index" ? one.book : undefined),
  );
  const indexes = newest.flatMap((one): IndexList[] =>
    one.holds === "index"
      ? [{ book: one.book, release: releaseName(one.effective), effective: one.effective, terms: one.index.terms }]
      : [],
  );
  return { value: { codeReleases, tabulars, indexes: indexes.toSorted((a, b) => (a.book < b.book ? -1 : 1)) }, findings };
}

function chaptersOf({ places }: TabularRelease): string {
  return places.flatMap((place) => (place.kind === "chapter" ? [place.at] : [])).join(" ");
}

function latest(read: readonly ReadSource[], key: (one: ReadSource) => string | undefined): readonly ReadSource[] {
  const byKey = new Map<string, ReadSource>();
  for (const one of read) {
    const name = key(one);
    if (name !== undefined) byKey.set(name, one);
  }
  return [...byKey.values()];
}
