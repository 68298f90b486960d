/** Puts source files together into one immutable code book. */
import { assert } from "../kernel/assert.ts";
import { type Finding, finding } from "../kernel/finding.ts";
import { parseIsoDate } from "../kernel/iso-date.ts";
import { makeCodeBook, type Tables } from "./code-book.ts";
import { formatDiagnosis } from "./code-text.ts";
import { badCodeLine, duplicateCode, tooLargeFile, unknownTable } from "./codebook-findings.ts";
import { factSources, openFacts } from "./facts/fact-book.ts";
import { openFees } from "./fees/fee-book.ts";
import { openHcpcs } from "./hcpcs/hcpcs-book.ts";
import { compileIcd10cm, type Icd10cmMeta } from "./icd10cm/compile-pack.ts";
import { openDiagnoses } from "./icd10cm/diagnoses.ts";
import { readFlagRules } from "./icd10cm/flag-rules.ts";
import type { FlagRule, Icd10cmSources } from "./icd10cm/sources.ts";
import { openPcs } from "./icd10pcs/pcs-book.ts";
import { openCpt } from "./lists/cpt.ts";
import { openLists } from "./lists/list-book.ts";
import type { Compiled, IndexEntry, Release, Source } from "./model.ts";
import { createMueBuilder } from "./mue.ts";
import { openAddOns } from "./ncci/add-ons.ts";
import { type EditRelease, openEdits } from "./ncci/edits-pack.ts";
import { openPack, type Pack } from "./pack/pack-file.ts";
import { parseIndex } from "./parse-index.ts";
import { parseTable, type Row, type Table, tableName } from "./parse-table.ts";
import { firstDay, parseTabular, type Tabular } from "./parse-tabular.ts";
import { createPtpBuilder } from "./ptp.ts";
import type { IndexTerm } from "./read/index-xml.ts";
import type { MadePack } from "./read/source-kinds.ts";
import { readConversionFactors, readFees, readGpcis, readRelativeValues } from "./read-fees.ts";
import { readAddOns, readCarcs, readRarcs, readStatusCategories, readTitled } from "./read-lists.ts";
import { readModifiers, readPlaces, readProcedures } from "./read-procedures.ts";
import { compileSearch } from "./search/compile-search.ts";
import { searchDocuments } from "./search/documents.ts";
import { readVocabulary } from "./search/vocabulary.ts";

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

/** Packs that were made from the publishers' releases. */
export type Packs = Readonly<Partial<Record<"icd10cm" | "search" | MadePack, Pack>>>;

/** Never throws on a bad file: what cannot be read becomes a finding, and the rest of the book stands. */
export function compileCodeBook(sources: readonly Source[], packs: Packs = {}): Compiled {
  const findings: Finding[] = [];
  const tables: Table[] = [];
  const releases: Release[] = [];
  const vocabularies: Source[] = [];
  for (const source of sources) {
    const kind = kindOf(source);
    if (source.text.length > sizeLimit) findings.push(finding(tooLargeFile, {}, { file: source.name, limit: sizeLimit }));
    else if (kind === "vocabulary") vocabularies.push(source);
    else if (kind === undefined) findings.push(finding(unknownTable, {}, { file: source.name }));
    else if (knownTables.includes(kind)) {
      const { value, findings: found } = parseTable(source);
      tables.push(value);
      findings.push(...found);
      const { table, release, source: origin, licence, effective } = value;
      releases.push({ table, name: release, source: origin, licence, ...(effective ? { effective } : {}), rows: value.rows.length });
    }
  }
  const starter = readStarter(sources);
  findings.push(...starter.findings);
  const pack = packs.icd10cm ?? openPack(compileIcd10cm({ codeReleases: [], tabulars: [], ...starter.value }));
  assert(!("wrong" in pack), "what was just written can be read");
  const diagnoses = openDiagnoses(pack);
  releases.push(...icdReleases(diagnoses.meta, starter.value.starter));
  const vocabulary = readVocabulary(vocabularies);
  findings.push(...vocabulary.findings);
  const read = readTables(tables);
  findings.push(...read.findings);
  const edits = packs.edits === undefined ? undefined : openEdits(packs.edits);
  const hospital = packs["edits-hospital"] === undefined ? undefined : openEdits(packs["edits-hospital"]);
  const supplier = packs["edits-supplier"] === undefined ? undefined : openEdits(packs["edits-supplier"]);
  for (const one of edits?.releases ?? []) releases.push(editRelease(one));
  for (const one of hospital?.releases ?? []) releases.push(editRelease(one, "-hospital"));
  for (const one of supplier?.releases ?? []) releases.push(editRelease(one, "-supplier"));
  const fees = packs.fees === undefined ? undefined : openFees(packs.fees);
  releases.push(...(fees?.releases ?? []));
  const lists = packs.lists === undefined ? undefined : openLists(packs.lists);
  releases.push(...(lists?.releases ?? []));
  const cpt = packs.cpt === undefined ? undefined : openCpt(packs.cpt);
  releases.push(...(cpt?.releases ?? []));
  const pcs = packs.icd10pcs === undefined ? undefined : openPcs(packs.icd10pcs);
  for (const one of pcs?.releases ?? []) releases.push(publishedRelease(one, "ICD-10-PCS, CMS"));
  const facts = packs.facts === undefined ? undefined : openFacts(packs.facts);
  for (const { fact, ...one } of facts?.releases ?? []) releases.push(publishedRelease({ ...one, table: fact }, factSources[fact]));
  const hcpcs = packs.hcpcs === undefined ? undefined : openHcpcs(packs.hcpcs);
  for (const { name, effective, codes, modifiers } of hcpcs?.releases ?? [])
    releases.push(publishedRelease({ table: "hcpcs", name: `HCPCS ${name}`, effective, rows: codes + modifiers }, "HCPCS Level II, CMS"));
  const searchPack = packs.search === undefined ? {} : { searchPack: packs.search };
  // What CMS publishes is the whole table: beside it the selection that ships says nothing more.
  const { ptp = read.tables.ptp, mue = read.tables.mue, addOns = read.tables.addOns } = edits ?? {};
  const all: Tables = {
    ...read.tables,
    ptp,
    mue,
    addOns,
    diagnoses,
    releases,
    vocabulary: vocabulary.value,
    ...searchPack,
    ...(fees ? { feeBook: fees } : {}),
    ...(hospital ? { hospital } : {}),
    ...(supplier ? { supplier } : {}),
    ...(lists ? { lists } : {}),
    ...(cpt ? { cpt } : {}),
    ...(pcs === undefined ? {} : { pcs }),
    ...(hcpcs === undefined ? {} : { hcpcs }),
    ...(facts === undefined ? {} : { facts }),
  };
  return { codeBook: makeCodeBook(all), searchLines: () => compileSearch(searchDocuments(all), all.diagnoses), findings };
}

/** The ICD-10-CM files of the starter set: alone they make its pack, and beside the official releases they add to them. */
export function readStarter(sources: readonly Source[]): {
  readonly value: Pick<Icd10cmSources, "starter" | "rules" | "indexes">;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const starter: Tabular[] = [];
  const entries: IndexEntry[] = [];
  const rules: FlagRule[] = [];
  let release = "";
  for (const source of sources) {
    const kind = source.text.length > sizeLimit ? undefined : kindOf(source);
    if (kind === "tabular") {
      const read = parseTabular(source);
      starter.push(read.value);
      findings.push(...read.findings);
    } else if (kind === "index") {
      const read = parseIndex(source, entries.length);
      entries.push(...read.value.entries);
      release = read.value.release || release;
      findings.push(...read.findings);
    } else if (kind === "rules") {
      const read = readFlagRules(source);
      rules.push(...read.value);
      findings.push(...read.findings);
    }
  }
  const effective = starter.find((one) => one.effective !== undefined)?.effective ?? firstDay;
  const terms = entries.map(termOf);
  const index = { book: "starter-index" as const, release: release.replace("-", " "), effective, terms };
  return { value: { starter, rules, indexes: terms.length === 0 ? [] : [index] }, findings };
}

function termOf({ level, term, nonessential, code, incomplete, manifestation, see, seeAlso }: IndexEntry): IndexTerm {
  return {
    level,
    term,
    nonessential,
    code: code === undefined ? "" : `${formatDiagnosis(code)}${incomplete === true ? "-" : ""}`,
    manifestation: manifestation ?? "",
    see: see ?? "",
    seeAlso: seeAlso ?? "",
    cells: [],
  };
}

function kindOf(source: Source): string | undefined {
  const name = tableName(source.text);
  if (name !== undefined) return knownTables.includes(name) ? name : undefined;
  if (/^(?:chapter \S|[-+] [A-Z]\d)/m.test(source.text)) return "tabular";
  if (/^search\/[^/]*\.txt$/.test(source.name)) return "vocabulary";
  if (/(^|\/)rules[^/]*\.txt$/.test(source.name)) return "rules";
  return /(^|\/)index[^/]*\.txt$/.test(source.name) ? "index" : undefined;
}

function icdReleases(meta: Icd10cmMeta, starter: readonly Tabular[]): readonly Release[] {
  const licence = "public domain";
  const source = "ICD-10-CM, CDC/NCHS";
  const dated = (effective: string) => {
    const date = parseIsoDate(effective);
    return date === undefined ? {} : { effective: date };
  };
  return [
    ...starter.map((one) => ({
      table: "icd10cm",
      name: one.release.replace("-", " "),
      source: `${source}, public domain; a selection written out for Claimwright`,
      licence,
      ...(one.effective === undefined ? {} : { effective: one.effective }),
      rows: one.codes.length,
    })),
    ...meta.releases.map((one) => ({ table: "icd10cm", name: one.name, source, licence, ...dated(one.effective), rows: one.billable })),
    ...meta.tabulars.slice(meta.starterTabular ? 1 : 0).map((one) => ({
      table: "icd10cm-tabular",
      name: one.release,
      source,
      licence,
      ...dated(one.effective),
      rows: one.rows,
    })),
    ...meta.indexes
      .filter((one) => one.book !== "starter-index")
      .map((one) => ({
        table: `icd10cm-${one.book}`,
        name: one.release,
        source,
        licence,
        ...dated(one.effective),
        rows: one.to - one.from,
      })),
  ];
}

/** What every pack tells of the releases in it. */
function publishedRelease(
  { table, name, effective, rows }: { readonly table: string; readonly name: string; readonly effective: string; readonly rows: number },
  source: string,
): Release {
  const day = parseIsoDate(effective);
  return { table, name, source, licence: "public domain", ...(day === undefined ? {} : { effective: day }), rows };
}

const editTables = { "ncci-ptp": "ptp-edits", "ncci-mue": "mue", "ncci-add-ons": "add-ons" } as const;

function editRelease({ kind, name, effective, rows }: EditRelease, biller: "" | "-hospital" | "-supplier" = ""): Release {
  return {
    table: `${editTables[kind]}${biller}`,
    name: `NCCI ${name}`,
    source: "National Correct Coding Initiative, CMS",
    licence: "public domain",
    effective,
    rows,
  };
}

function readTables(all: readonly Table[]): {
  readonly tables: Omit<
    Tables,
    "diagnoses" | "releases" | "vocabulary" | "searchPack" | "feeBook" | "hospital" | "supplier" | "lists" | "cpt"
  >;
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
    addOns: openAddOns(gather("add-ons", readAddOns)),
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
