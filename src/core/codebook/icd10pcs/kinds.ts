/** The files of ICD-10-PCS. */
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { beforeSums } from "../read/code-lines.ts";
import { allLines, type GivenFile, heldText, type KindOfSource, type ReadOutcome } from "../read/kind-of-source.ts";
import { effectiveByName, fiscalYear, releaseName } from "../read/release-day.ts";
import { statedCodes } from "../read/release-parts.ts";
import { readPcsDefinitionsAddenda } from "./read-definitions-addenda.ts";
import { readPcsIndexAddenda } from "./read-index-addenda.ts";
import { readPcsAddenda, readPcsCodes, readPcsConversions, readPcsOrder } from "./read-lines.ts";
import { readPcsTablesAddenda } from "./read-tables-addenda.ts";
import { readPcsDefinitions, readPcsIndex, readPcsTables } from "./read-xml.ts";

const common = { pack: "icd10pcs", set: "icd10pcs", releaseName } as const;

export const pcsOrder: KindOfSource<"icd10pcs-order"> = {
  ...common,
  kind: "icd10pcs-order",
  is: (head) => allLines(head, /^\d{5} (?:[0-9A-HJ-NP-Z]{3} {4} 0|[0-9A-HJ-NP-Z]{7} 1) .{60} .+/),
  read: (file) => readCodes(file, readPcsOrder(file.name, file.text)),
};

export const pcsCodes: KindOfSource<"icd10pcs-codes"> = {
  ...common,
  kind: "icd10pcs-codes",
  is: (head) => allLines(head, /^[0-9A-HJ-NP-Z]{7} \S.+/) && /^[0-9]/m.test(head),
  read: (file) => readCodes(file, readPcsCodes(file.name, file.text)),
};

export const pcsOrderAddenda: KindOfSource<"icd10pcs-order-addenda"> = {
  ...common,
  kind: "icd10pcs-order-addenda",
  is: (head) => isAddenda(head) && allLines(beforeSums(head), /^\w[\w ]+: +\S+ +.{60} \S/),
  read: (file) => readChanges(file, { isOrder: true }),
};

export const pcsCodesAddenda: KindOfSource<"icd10pcs-codes-addenda"> = {
  ...common,
  kind: "icd10pcs-codes-addenda",
  is: isAddenda,
  read: (file) => readChanges(file, { isOrder: false }),
};

export const pcsTables: KindOfSource<"icd10pcs-tables"> = {
  ...common,
  kind: "icd10pcs-tables",
  is: (head) => /<ICD10PCS\.tabular/.test(head),
  read: (file) => readXmlFile(file, readPcsTables(file.name, file.text)),
};

export const pcsTablesAddenda: KindOfSource<"icd10pcs-tables-addenda"> = {
  ...common,
  kind: "icd10pcs-tables-addenda",
  is: (head) =>
    /^ {2}First character \(Section\) is value [0-9A-HJ-NP-Z]: /m.test(head) && /panel of table [0-9A-HJ-NP-Z] [0-9A-HJ-NP-Z] /.test(head),
  read(file) {
    const { value, findings } = readPcsTablesAddenda(file.name, file.text);
    return heldText(file, { rows: value.length, findings }, { hint: effectiveByName(file.name) });
  },
};

export const pcsIndex: KindOfSource<"icd10pcs-index"> = {
  ...common,
  kind: "icd10pcs-index",
  is: (head) => /<ICD10PCS\.index/.test(head),
  read: (file) => readXmlFile(file, readPcsIndex(file.name, file.text)),
};

export const pcsDefinitions: KindOfSource<"icd10pcs-definitions"> = {
  ...common,
  kind: "icd10pcs-definitions",
  is: (head) => /<ICD10PCS\.definitions/.test(head),
  read: (file) => readXmlFile(file, readPcsDefinitions(file.name, file.text)),
};

export const pcsDefinitionsAddenda: KindOfSource<"icd10pcs-definitions-addenda"> = {
  ...common,
  kind: "icd10pcs-definitions-addenda",
  is: (head) => /^Section [0-9A-HJ-NP-Z] {15}\S/m.test(head) && /^Axis [1-7] +\S/m.test(head) && /^Term {8}/m.test(head),
  read(file) {
    const { value, findings } = readPcsDefinitionsAddenda(file.name, file.text);
    return heldText(file, { rows: value.length, findings }, { hint: effectiveByName(file.name) });
  },
};

export const pcsIndexAddenda: KindOfSource<"icd10pcs-index-addenda"> = {
  ...common,
  kind: "icd10pcs-index-addenda",
  is: (head) => /^Lttr {13}[A-Z0-9]\s*$/m.test(head) && /^Main(?: Add| Delete)? +\S/m.test(head),
  read(file) {
    const { value, findings } = readPcsIndexAddenda(file.name, file.text);
    return heldText(file, { rows: value.length, findings }, { hint: effectiveByName(file.name) });
  },
};

export const pcsConversions: KindOfSource<"icd10pcs-conversions"> = {
  ...common,
  kind: "icd10pcs-conversions",
  is: (head) =>
    /^"?Current code\(s\) assignment"?\t[^\n]*Effective year[^\n]*Effective month\/day/i.test(head) && /^[0-9A-HJ-NP-Z]{7}\t/m.test(head),
  read(file) {
    const { value, findings } = readPcsConversions(file.name, file.text);
    // Each row has its own day; the table is as new as the newest of them.
    const hint = value.reduce<IsoDate | undefined>(
      (newest, { from }) => (newest === undefined || from > newest ? from : newest),
      undefined,
    );
    return heldText(file, { rows: value.length, findings }, { hint });
  },
};

/** How many codes a release has, as CMS counts them: names of files do not tell an update in April from the year's own. */
const publishedCounts: ReadonlyMap<number, string> = new Map([
  [78_948, "2024-10-01"],
  [79_115, "2025-10-01"],
  [79_193, "2026-04-01"],
]);

function readCodes(file: GivenFile, { value, findings }: ReturnType<typeof readPcsOrder>): ReadOutcome {
  const rows = value.filter((line) => line.billable).length;
  return heldText(file, { rows, findings }, { hint: byCount(rows) ?? effectiveByName(file.name) });
}

function readChanges(file: GivenFile, options: { readonly isOrder: boolean }): ReadOutcome {
  const { value, findings } = readPcsAddenda(file.name, file.text, options);
  const codes = statedCodes(file.text);
  const hint = byCount(codes?.after ?? 0) ?? effectiveByName(file.name);
  return heldText(file, { rows: value.length, findings }, { hint, codes });
}

function readXmlFile(
  file: GivenFile,
  {
    version,
    value,
    findings,
  }: { readonly version: string; readonly value: readonly unknown[]; readonly findings: ReadOutcome["findings"] },
): ReadOutcome {
  return heldText(file, { rows: value.length, findings }, { hint: effectiveByName(file.name) ?? fiscalYear(version) });
}

function byCount(codes: number): IsoDate | undefined {
  return parseIsoDate(publishedCounts.get(codes) ?? "");
}

function isAddenda(head: string): boolean {
  return (
    allLines(beforeSums(head), /^(?:Add|Delete|Revise from|Revise to): +(?:[0-9A-HJ-NP-Z]{3} {4}|[0-9A-HJ-NP-Z]{7}) \S/) &&
    // Codes of section X alone look like those of ICD-10-CM: then the sums below tell.
    (/^\w[\w ]+: +[0-9]/m.test(head) || /codes in icd10pcs/i.test(head))
  );
}
