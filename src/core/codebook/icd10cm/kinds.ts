/** The files of ICD-10-CM: codes, their changes, the Tabular List, the Index and its tables. */
import { beforeSums, readAddenda, readCodesFile, readOrderFile } from "../read/code-lines.ts";
import { readIndexXml } from "../read/index-xml.ts";
import { allLines, dated, type GivenFile, type KindOfSource, type ReadOutcome } from "../read/kind-of-source.ts";
import { effectiveByCount, effectiveByName, fiscalYear, releaseName } from "../read/release-day.ts";
import { statedCodes } from "../read/release-parts.ts";
import { readTabularXml } from "../read/tabular-xml.ts";
import type { IndexBook } from "./sources.ts";

const common = { pack: "icd10cm", set: "icd10cm", releaseName } as const;

export const orderFile: KindOfSource<"icd10cm-order"> = {
  ...common,
  kind: "icd10cm-order",
  is: (head) => allLines(head, /^\d{5} [A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z]{0,4} *[01] .{60} .+/),
  read: (file) => readCodes(file, { hasHeadings: true }),
};

export const codesFile: KindOfSource<"icd10cm-codes"> = {
  ...common,
  kind: "icd10cm-codes",
  // A general equivalence mapping has another code and five flags where a title would stand.
  is: (head) => allLines(head, /^[A-Z]\d[0-9A-Z][0-9A-Z ]{4} (?!\S+ +[01]{4}\d$)\S.+/),
  read: (file) => readCodes(file, { hasHeadings: false }),
};

export const orderAddenda: KindOfSource<"icd10cm-order-addenda"> = {
  ...common,
  kind: "icd10cm-order-addenda",
  is: (head) => allLines(beforeSums(head), /^(?:Add|Delete|Revise from|Revise to): +[01] [A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z]{0,4} +\S/),
  read: readChanges,
};

export const codesAddenda: KindOfSource<"icd10cm-codes-addenda"> = {
  ...common,
  kind: "icd10cm-codes-addenda",
  is: (head) => allLines(beforeSums(head), /^(?:Add|Delete|Revise from|Revise to): +[A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z]{0,4} +\S/),
  read: readChanges,
};

/** Chapters of the Tabular List; chapter 22 (U00-U85) came in 2020. */
const wholeList = 21;

export const tabular: KindOfSource<"icd10cm-tabular"> = {
  ...common,
  kind: "icd10cm-tabular",
  is: (head) => /<ICD10CM\.tabular/.test(head),
  read(file) {
    const { value, findings } = readTabularXml(file.name, file.text);
    const rows = value.places.filter((place) => place.kind === "code").length;
    const hint = effectiveByName(file.name) ?? fiscalYear(value.version);
    const chapters = value.places.flatMap((place) => (place.kind === "chapter" ? [place.at.replace("chapter ", "")] : []));
    const part = chapters.length < wholeList ? { part: chapters.join(" ") } : {};
    return dated(file, { findings, hint }, (effective) => ({ effective, rows, ...part, holds: "tabular", tabular: value }));
  },
};

export const alphabeticIndex: KindOfSource<"icd10cm-index"> = {
  ...common,
  kind: "icd10cm-index",
  is: (head) => isIndex(head) && !isNeoplasms(head) && !isDrugs(head) && !isExternalCauses(head),
  read: (file) => readIndex(file, "index"),
};

export const externalCauses: KindOfSource<"icd10cm-external-cause"> = {
  ...common,
  kind: "icd10cm-external-cause",
  is: (head) => isIndex(head) && isExternalCauses(head),
  read: (file) => readIndex(file, "external-cause"),
};

export const neoplasms: KindOfSource<"icd10cm-neoplasm"> = {
  ...common,
  kind: "icd10cm-neoplasm",
  is: (head) => isIndex(head) && isNeoplasms(head),
  read: (file) => readIndex(file, "neoplasm"),
};

export const drugs: KindOfSource<"icd10cm-drug"> = {
  ...common,
  kind: "icd10cm-drug",
  is: (head) => isIndex(head) && isDrugs(head),
  read: (file) => readIndex(file, "drug"),
};

function readCodes(file: GivenFile, { hasHeadings }: { readonly hasHeadings: boolean }): ReadOutcome {
  const { value, findings } = hasHeadings ? readOrderFile(file.name, file.text) : readCodesFile(file.name, file.text);
  const rows = value.filter((line) => line.billable).length;
  const hint = effectiveByName(file.name) ?? effectiveByCount(rows);
  return dated(file, { findings, hint }, (effective) => ({ effective, rows, holds: "codes", lines: value, hasHeadings }));
}

function readChanges(file: GivenFile): ReadOutcome {
  const { value, findings } = readAddenda(file.name, file.text);
  const hint = effectiveByName(file.name);
  const stated = statedCodes(file.text);
  const codes = stated === undefined ? {} : { codes: stated };
  return dated(file, { findings, hint }, (effective) => ({ effective, rows: value.length, ...codes, holds: "changes", changes: value }));
}

function readIndex(file: GivenFile, book: IndexBook): ReadOutcome {
  const { value, findings } = readIndexXml(file.name, file.text);
  const hint = effectiveByName(file.name) ?? fiscalYear(value.version);
  return dated(file, { findings, hint }, (effective) => ({ effective, rows: value.terms.length, holds: "index", book, index: value }));
}

function isIndex(head: string): boolean {
  return /<ICD10CM\.index/.test(head);
}

function isNeoplasms(head: string): boolean {
  return /<head[^>]*>\s*Neoplasm/i.test(head);
}

function isDrugs(head: string): boolean {
  return /<head[^>]*>\s*Substance/i.test(head);
}

function isExternalCauses(head: string): boolean {
  return /<title>[^<]*external cause/i.test(head);
}
