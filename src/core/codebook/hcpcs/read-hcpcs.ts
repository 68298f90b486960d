/** HCPCS Level II as CMS publishes it each quarter: the fixed-width "ANWEB" file, the same as a spreadsheet, and lists of codes only. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { badSourceLine } from "../codebook-findings.ts";
import { readLines } from "../read/code-lines.ts";
import { columnsOf, tableRows } from "../read/table-rows.ts";

/** A letter and four digits; CPT and CDT are not CMS's and not in these files. */
const codeShape = /^[A-Z]\d{4}$/;
const modifierShape = /^[A-Z0-9]{2}$/;

/** What CMS says of a code beside its titles and days, in the order of the record. */
export const minorFields = [
  "pricing",
  "multiplePricing",
  "coverageIssues",
  "carrierManual",
  "statute",
  "labCertifications",
  "crossReferences",
  "coverage",
  "ascGroup",
  "processingNote",
  "betos",
  "typesOfService",
  "anesthesiaUnits",
  "action",
] as const;
export type MinorField = (typeof minorFields)[number];

export interface HcpcsRow extends Readonly<Record<MinorField, string>> {
  readonly code: string;
  readonly isModifier: boolean;
  readonly long: string;
  readonly short: string;
  readonly added?: IsoDate;
  readonly effective?: IsoDate;
  readonly terminated?: IsoDate;
}

interface Read {
  readonly value: readonly HcpcsRow[];
  readonly findings: readonly Finding[];
}

interface Line {
  readonly number: number;
  readonly code: string;
  readonly record: string;
  readonly long: string;
  readonly short: string;
  readonly added: string;
  readonly effective: string;
  readonly terminated: string;
  readonly minor: Readonly<Record<MinorField, string>>;
}

/** A record: code, sequence, then 3 or 7 (code or modifier) or 4 or 8 (more of the long title). */
const recordStart = /^(?: {3}[A-Z0-9]{2}|[A-Z]\d{4})\d{5}[3478]/;

/** Lines before the first record are the publisher's remarks. */
export function readAnweb(name: string, text: string): Read {
  const lines: Line[] = [];
  const read = readLines(name, text, (raw, number) => {
    const line = raw.padEnd(293);
    if (!recordStart.test(line)) return lines.length === 0 ? true : undefined;
    const at = (from: number, to: number): string => line.slice(from - 1, to).trim();
    const several = (from: number, to: number, width: number): string => {
      const found: string[] = [];
      for (let start = from; start < to; start += width) found.push(at(start, start + width - 1));
      return found.filter((one) => one !== "").join(" ");
    };
    const minor = {
      pricing: several(120, 127, 2),
      multiplePricing: at(128, 128),
      coverageIssues: several(129, 146, 6),
      carrierManual: several(147, 170, 8),
      statute: at(171, 180),
      labCertifications: several(181, 204, 3),
      crossReferences: several(205, 229, 5),
      coverage: at(230, 230),
      ascGroup: at(231, 232),
      processingNote: at(253, 256),
      betos: at(257, 259),
      typesOfService: several(261, 265, 1),
      anesthesiaUnits: at(266, 268),
      action: at(293, 293),
    };
    lines.push({
      number,
      code: at(1, 5),
      record: line[10] ?? "",
      long: at(12, 91),
      short: at(92, 119),
      added: at(269, 276),
      effective: at(277, 284),
      terminated: at(285, 292),
      minor,
    });
    return true;
  });
  return together(name, lines, read.findings);
}

/** With commas or tabs; the heading is the first row that names the columns HCPC, SEQNUM and RECID. */
export function readHcpcsSheet(name: string, text: string, mark: "," | "\t"): Read {
  const lines: Line[] = [];
  let columns: ReadonlyMap<string, number> | undefined;
  for (const { line, cells } of tableRows(text, mark)) {
    if (columns === undefined) {
      const named = columnsOf(cells);
      if (named.has("HCPC") && named.has("RECID")) columns = named;
      continue;
    }
    const known = columns;
    const cell = (column: string): string => cells[known.get(column) ?? -1] ?? "";
    const several = (column: string, count: number): string =>
      Array.from({ length: count }, (_, at) => cell(`${column}${at + 1}`))
        .filter((one) => one !== "")
        .join(" ");
    lines.push({
      number: line,
      code: cell("HCPC").trim(),
      record: cell("RECID"),
      long: cell("LONGDESCRIPTION"),
      short: cell("SHORTDESCRIPTION"),
      added: cell("ADDDT"),
      effective: cell("ACTEFFDT"),
      terminated: cell("TERMDT"),
      minor: {
        pricing: several("PRICE", 4),
        multiplePricing: cell("MULTPI"),
        coverageIssues: several("CIM", 3),
        carrierManual: several("MCM", 3),
        statute: cell("STATUTE"),
        labCertifications: several("LABCERT", 8),
        crossReferences: several("XREF", 5),
        coverage: cell("COV"),
        ascGroup: cell("ASCGRP"),
        processingNote: cell("PROCNOTE"),
        betos: cell("BETOS"),
        typesOfService: several("TOS", 5),
        anesthesiaUnits: cell("ANESTBU"),
        action: cell("ACTIONCD"),
      },
    });
  }
  return together(name, lines, []);
}

/** A code a line, nothing else: which codes there are, not what they mean. */
export function readCodeList(name: string, text: string): { readonly value: readonly string[]; readonly findings: readonly Finding[] } {
  return readLines(name, text, (line) => (codeShape.test(line) ? line : undefined));
}

/** Text that goes on is added to its code. */
function together(name: string, lines: readonly Line[], before: readonly Finding[]): Read {
  const findings = [...before];
  const wrong = (line: Line, said: string): void => {
    if (findings.length < 20)
      findings.push(finding(badSourceLine, {}, { file: name, line: line.number, text: `${line.code || "?"}: ${said}` }));
  };
  const rows: (Omit<HcpcsRow, "long"> & { long: string })[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const last = rows.at(-1);
    if (line.record === "4" || line.record === "8") {
      if (last?.code === line.code) last.long = `${last.long} ${line.long}`.trim();
      else wrong(line, "its text goes on before it began");
      continue;
    }
    const isModifier = line.record === "7";
    if (line.record !== "3" && !isModifier) wrong(line, `no kind of record is "${line.record.slice(0, 10)}"`);
    else if (!(isModifier ? modifierShape : codeShape).test(line.code)) wrong(line, "this is no code and no modifier");
    else if (seen.has(line.code)) wrong(line, "it stands twice in the file");
    else {
      const days = { added: dayOf(line.added), effective: dayOf(line.effective), terminated: dayOf(line.terminated) };
      const bad = Object.entries(days).find(([, day]) => day === "bad");
      if (bad !== undefined) wrong(line, `the day it was ${bad[0]} cannot be read`);
      else if (line.long === "" && line.short === "") wrong(line, "it has no title");
      else {
        seen.add(line.code);
        const known = Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined)) as Pick<
          HcpcsRow,
          "added" | "effective" | "terminated"
        >;
        rows.push({ code: line.code, isModifier, long: line.long, short: line.short, ...known, ...line.minor });
      }
    }
  }
  if (rows.length === 0 && findings.length === 0)
    findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "no record that can be read" }));
  return { value: rows, findings };
}

/** 20260701, or 7/1/2026 as spreadsheets write it. */
function dayOf(text: string): IsoDate | undefined | "bad" {
  const plain = text.trim();
  if (plain === "" || /^0+$/.test(plain)) return undefined;
  if (/^\d{8}$/.test(plain)) return parseIsoDate(`${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`) ?? "bad";
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(plain);
  if (parts !== null) return parseIsoDate(`${parts[3]}-${parts[1]?.padStart(2, "0")}-${parts[2]?.padStart(2, "0")}`) ?? "bad";
  return parseIsoDate(plain.slice(0, 10)) ?? "bad";
}
