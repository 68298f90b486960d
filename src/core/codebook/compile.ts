/** Puts source files together into one immutable code book. */
import { type Finding, finding } from "../kernel/finding.ts";
import { parseIsoDate } from "../kernel/iso-date.ts";
import { makeCodeBook, type Tables } from "./code-book.ts";
import { badCodeLine, duplicateCode, tooLargeFile, unknownTable } from "./codebook-findings.ts";
import { joinTabulars } from "./diagnoses.ts";
import type { Compiled, IndexEntry, Release, Source } from "./model.ts";
import { createMueBuilder } from "./mue.ts";
import { parseIndex } from "./parse-index.ts";
import { parseTable, type Row, type Table, tableName } from "./parse-table.ts";
import { parseTabular, type Tabular } from "./parse-tabular.ts";
import { createPtpBuilder } from "./ptp.ts";
import { readConversionFactors, readFees, readGpcis, readRelativeValues } from "./read-fees.ts";
import { readAddOns, readCarcs, readRarcs, readStatusCategories, readTitled } from "./read-lists.ts";
import { readModifiers, readPlaces, readProcedures } from "./read-procedures.ts";

/** Characters of one file; the full Tabular List as text is about 12 million. */
const sizeLimit = 64_000_000;

const knownTables = [
  "procedures",
  "modifiers",
  "places-of-service",
  "relative-values",
  "conversion-factors",
  "gpci",
  "fees",
  "ptp-edits",
  "mue",
  "add-ons",
  "carc",
  "rarc",
  "claim-status",
  "claim-status-categories",
  "states",
];

/** Never throws on a bad file: what cannot be read becomes a finding, and the rest of the book stands. */
export function compileCodeBook(sources: readonly Source[]): Compiled {
  const findings: Finding[] = [];
  const tabulars: Tabular[] = [];
  const entries: IndexEntry[] = [];
  const tables: Table[] = [];
  const releases: Release[] = [];
  for (const source of sources) {
    const kind = kindOf(source);
    if (source.text.length > sizeLimit) findings.push(finding(tooLargeFile, {}, { file: source.name, limit: sizeLimit }));
    else if (kind === "tabular") {
      const { value, findings: found } = parseTabular(source);
      tabulars.push(value);
      findings.push(...found);
      releases.push({ ...icdRelease(value.release), ...(value.effective ? { effective: value.effective } : {}), rows: value.codes.length });
    } else if (kind === "index") {
      const { value, findings: found } = parseIndex(source, entries.length);
      entries.push(...value.entries);
      findings.push(...found);
    } else if (kind === undefined) findings.push(finding(unknownTable, {}, { file: source.name }));
    else {
      const { value, findings: found } = parseTable(source);
      tables.push(value);
      findings.push(...found);
      const { table, release, source: origin, licence, effective } = value;
      releases.push({ table, name: release, source: origin, licence, ...(effective ? { effective } : {}), rows: value.rows.length });
    }
  }
  const read = readTables(tables);
  findings.push(...read.findings);
  const diagnoses = joinTabulars(tabulars, entries);
  return { codeBook: makeCodeBook({ ...read.tables, diagnoses, entries, releases }), findings };
}

function kindOf(source: Source): string | undefined {
  const name = tableName(source.text);
  if (name !== undefined) return knownTables.includes(name) ? name : undefined;
  if (/^(?:chapter \S|[-+] [A-Z]\d)/m.test(source.text)) return "tabular";
  return /(^|\/)index[^/]*\.txt$/.test(source.name) ? "index" : undefined;
}

function icdRelease(name: string): Omit<Release, "rows" | "effective"> {
  return {
    table: "icd10cm",
    name: name.replace("-", " "),
    source: "ICD-10-CM, CDC/NCHS, public domain; a selection written out for Claimwright",
    licence: "public domain",
  };
}

function readTables(all: readonly Table[]): {
  readonly tables: Omit<Tables, "diagnoses" | "entries" | "releases">;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const gather = <Value>(name: string, read: (table: Table) => readonly Value[]): readonly Value[] =>
    all.filter((one) => one.table === name).flatMap(read);
  const numbers = <Value>(
    name: string,
    read: (table: Table) => { readonly values: readonly Value[]; readonly bad: readonly Row[] },
  ): readonly Value[] =>
    gather(name, (table) => {
      const { values, bad } = read(table);
      for (const row of bad) findings.push(finding(badCodeLine, {}, { file: table.file, line: row.line, text: row.cell("code") }));
      return values;
    });
  const ptp = createPtpBuilder();
  const mue = createMueBuilder();
  for (const table of all) {
    if (table.table === "ptp-edits") addPtp(table, ptp);
    if (table.table === "mue") addMue(table, mue);
    if (["procedures", "modifiers", "carc", "rarc", "places-of-service"].includes(table.table)) findings.push(...repeated(table));
  }
  const tables = {
    procedures: gather("procedures", readProcedures),
    modifiers: gather("modifiers", readModifiers),
    places: gather("places-of-service", readPlaces),
    relativeValues: numbers("relative-values", readRelativeValues),
    conversionFactors: numbers("conversion-factors", readConversionFactors),
    gpcis: numbers("gpci", readGpcis),
    fees: numbers("fees", readFees),
    addOns: gather("add-ons", readAddOns),
    carcs: gather("carc", readCarcs),
    rarcs: gather("rarc", readRarcs),
    statuses: gather("claim-status", readTitled),
    statusCategories: gather("claim-status-categories", readStatusCategories),
    states: gather("states", readTitled),
    ptp: ptp.build(),
    mue: mue.build(),
  };
  return { tables, findings };
}

function addPtp(table: Table, builder: ReturnType<typeof createPtpBuilder>): void {
  for (const row of table.rows) {
    const indicator = row.cell("indicator");
    const kind = indicator === "0" ? 0 : indicator === "1" ? 1 : 9;
    for (const second of row.cell("column2").split(" ")) {
      if (second !== "") builder.add(row.cell("column1"), second, kind, parseIsoDate(row.cell("from")), parseIsoDate(row.cell("to")));
    }
  }
}

function addMue(table: Table, builder: ReturnType<typeof createMueBuilder>): void {
  for (const row of table.rows) {
    const mai = row.cell("mai");
    for (const code of row.cell("codes").split(" ")) {
      if (code !== "") builder.add(code, Number(row.cell("units")), mai === "1" ? 1 : mai === "2" ? 2 : 3);
    }
  }
}

function repeated(table: Table): readonly Finding[] {
  const seen = new Set<string>();
  return table.rows.flatMap((row) => {
    const key = `${row.cell("code")} ${row.cell("from")}`;
    if (seen.has(key)) return [finding(duplicateCode, {}, { file: table.file, line: row.line, code: row.cell("code") })];
    seen.add(key);
    return [];
  });
}
