/** Lists that say one thing of many codes: rows of a code and what holds for it, as their publishers give them. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { addDays, type IsoDate, isoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { hasIcd10Shape, normalizeCode } from "../code-text.ts";
import { badSourceLine } from "../codebook-findings.ts";
import { readLines } from "../read/code-lines.ts";
import { columnsOf, tableRows } from "../read/table-rows.ts";

export type Fact =
  | "poa-exempt"
  | "code-editor"
  | "icd9-of"
  | "icd10-of"
  | "hcc"
  | "hcc-label"
  | "hcc-above"
  | "ccsr"
  | "rbcs"
  | "conversion";

export interface FactRow {
  readonly key: string;
  /** One text, its parts apart by `mark`. */
  readonly value: string;
}

export interface FactList {
  readonly fact: Fact;
  /** Where the rows themselves say from when they hold. */
  readonly effective?: IsoDate;
  readonly rows: readonly FactRow[];
}

export interface FactsRead {
  readonly lists: readonly FactList[];
  readonly rows: number;
  readonly findings: readonly Finding[];
}

export const mark = "\u0001";

type Cell = (column: string) => string;

/** `read` gives undefined for a row that is wrong; nothing at all (an empty list) for one that has nothing to say. */
function readTable<Value>(
  name: string,
  text: string,
  {
    separator,
    columns,
    read,
  }: { readonly separator: "," | "\t"; readonly columns: readonly string[]; read(cell: Cell): readonly Value[] | undefined },
): { readonly value: readonly Value[]; readonly findings: readonly Finding[] } {
  const value: Value[] = [];
  const findings: Finding[] = [];
  let known: ReadonlyMap<string, number> | undefined;
  const wrong = (line: number, said: string): void => {
    if (findings.length < 20) findings.push(finding(badSourceLine, {}, { file: name, line, text: said.slice(0, 80) }));
  };
  for (const { line, cells } of tableRows(text, separator)) {
    if (known === undefined) {
      const named = columnsOf(cells);
      if (columns.every((column) => named.has(column))) known = named;
      continue;
    }
    const places = known;
    const rows = read((column) => cells[places.get(column) ?? -1] ?? "");
    if (rows !== undefined) value.push(...rows);
    // Remarks at the end stand in the first column alone.
    else if (cells.slice(1).some((cell) => cell !== "")) wrong(line, cells.join(" "));
    else if (cells.length === 1 && hasIcd10Shape(normalizeCode(cells[0] ?? ""))) wrong(line, cells.join(" "));
  }
  if (value.length === 0 && findings.length === 0) wrong(1, "no row that can be read");
  return { value, findings };
}

function oneList(fact: Fact, read: { readonly value: readonly FactRow[]; readonly findings: readonly Finding[] }): FactsRead {
  return { lists: [{ fact, rows: read.value }], rows: read.value.length, findings: read.findings };
}

function diagnosisOf(text: string): string | undefined {
  const code = normalizeCode(text);
  return hasIcd10Shape(code) ? code : undefined;
}

/** Diagnoses for which no "present on admission" is reported (45 CFR 412.2; ICD-10-CM Official Guidelines, appendix I). */
export function readPoaExempt(name: string, text: string): FactsRead {
  return oneList(
    "poa-exempt",
    readTable(name, text, {
      separator: "\t",
      columns: ["POAEXEMPTCODE", "DESCRIPTION"],
      read(cell) {
        const key = diagnosisOf(cell("POAEXEMPTCODE"));
        return key === undefined || cell("DESCRIPTION") === "" ? undefined : [{ key, value: "" }];
      },
    }),
  );
}

const edits: readonly (readonly [RegExp, string])[] = [
  [/newborn/i, "newborn"],
  [/pediatric/i, "pediatric"],
  [/maternity/i, "maternity"],
  [/adult/i, "adult"],
  [/female/i, "female"],
  [/\bmale/i, "male"],
  [/manifestation/i, "manifestation"],
  [/unacceptable/i, "unacceptable-principal"],
  [/questionable/i, "questionable-admission"],
  [/non-?covered/i, "non-covered"],
  [/unspecified/i, "unspecified"],
];

/** The Medicare Code Editor's lists: code, title, group of the conflict, rule. */
export function readCodeEditor(name: string, text: string): FactsRead {
  return oneList(
    "code-editor",
    readTable(name, text, {
      separator: ",",
      columns: ["ICDCODE", "ICDCONFLICTRULE"],
      read(cell) {
        const key = diagnosisOf(cell("ICDCODE"));
        const rule = cell("ICDCONFLICTRULE");
        const edit = edits.find(([words]) => words.test(rule))?.[1];
        return key === undefined || edit === undefined ? undefined : [{ key, value: `${edit}${mark}${rule}` }];
      },
    }),
  );
}

/** General equivalence mappings: source, target, five flags (approximate, no map, combination, scenario, choice list). */
export function readEquivalence(name: string, text: string, { fromIcd9 }: { readonly fromIcd9: boolean }): FactsRead {
  const read = readLines(name, text, (line): FactRow | undefined => {
    const [key = "", target = "", flags = "", more] = line.trim().toUpperCase().split(/\s+/);
    const source = fromIcd9 ? /^[0-9EV]\d{2,4}$/.test(key) : hasIcd10Shape(key);
    const known = target === "NODX" || (fromIcd9 ? hasIcd10Shape(target) : /^[0-9EV]\d{2,4}$/.test(target));
    return source && known && /^[01]{3}\d\d$/.test(flags) && more === undefined
      ? { key, value: `${target === "NODX" ? "" : target}${mark}${flags}` }
      : undefined;
  });
  return oneList(fromIcd9 ? "icd10-of" : "icd9-of", read);
}

/** "CMS-HCC Model V28" is V28, "CMS-HCC ESRD Model V24" ESRD V24, "RxHCC Model V08" RxHCC V08. */
function modelOf(text: string): string | undefined {
  const version = /\b[VR]\d\d\b/.exec(text)?.[0].replace("R", "V");
  if (version === undefined) return undefined;
  return /RxHCC/i.test(text) ? `RxHCC ${version}` : /ESRD/i.test(text) ? `ESRD ${version}` : version;
}

/** Code, category, model: the mapping of one payment year. */
export function readHccMapping(name: string, text: string): FactsRead {
  return oneList(
    "hcc",
    readTable(name, text, {
      separator: ",",
      columns: ["DIAGNOSISCODE", "CC", "MODELNAME"],
      read(cell) {
        const key = diagnosisOf(cell("DIAGNOSISCODE"));
        const model = modelOf(cell("MODELNAME"));
        return key === undefined || model === undefined || !/^\d{1,3}$/.test(cell("CC"))
          ? undefined
          : [{ key, value: `${model}${mark}${cell("CC")}` }];
      },
    }),
  );
}

/** The mapping of several payment years: only what counts for payment. */
export function readHccYears(name: string, text: string): FactsRead {
  const read = readTable(name, text, {
    separator: ",",
    columns: ["PAYMENTYEAR", "DIAGNOSISCODE", "CMSHCCV24", "CMSHCCV28"],
    read(cell): readonly (FactRow & { readonly year: string })[] | undefined {
      const key = diagnosisOf(cell("DIAGNOSISCODE"));
      const year = cell("PAYMENTYEAR");
      if (key === undefined || !/^20\d\d$/.test(year)) return undefined;
      return ["V24", "V28"].flatMap((model) => {
        const category = cell(`CMSHCC${model}`);
        const counts = /^yes$/i.test(cell(`CMSHCC${model}FLAG`)) && /^\d{1,3}$/.test(category);
        return counts ? [{ key, year, value: `${model}${mark}${category}` }] : [];
      });
    },
  });
  const years = [...new Set(read.value.map((row) => row.year))].sort();
  const lists = years.map((year): FactList => {
    const effective = serviceYear(Number(year));
    const rows = read.value.filter((row) => row.year === year).map(({ key, value }) => ({ key, value }));
    return { fact: "hcc", ...(effective === undefined ? {} : { effective }), rows };
  });
  return { lists, rows: read.value.length, findings: read.findings };
}

/** Payment of a year is by the diagnoses of the year before (42 CFR 422.310). */
export function serviceYear(payment: number): IsoDate | undefined {
  return parseIsoDate(`${payment - 1}-01-01`);
}

/** CMS's own sheet: a column for each model, and whether it counts in the payment year that the headings name. */
export function readHccSheet(name: string, text: string): FactsRead {
  const models: { readonly category: number; readonly counts: number; readonly model: string }[] = [];
  const rows: FactRow[] = [];
  const findings: Finding[] = [];
  for (const { line, cells } of tableRows(text, ",")) {
    if (models.length === 0) {
      if (!/^diagnosis\s+code$/i.test(cells[0] ?? "")) continue;
      cells.forEach((cell, counts) => {
        const model = modelOf(cell);
        if (model === undefined || !/payment\s+year/i.test(cell)) return;
        const category = cells.findIndex((one) => modelOf(one) === model && !/payment\s+year/i.test(one));
        if (category >= 0) models.push({ category, counts, model });
      });
      if (models.length === 0) break;
      continue;
    }
    const key = diagnosisOf(cells[0] ?? "");
    if (key === undefined) {
      if (cells.slice(1).some((cell) => cell !== "") && findings.length < 20)
        findings.push(finding(badSourceLine, {}, { file: name, line, text: cells.join(" ").slice(0, 80) }));
      continue;
    }
    for (const { category, counts, model } of models) {
      const number = cells[category] ?? "";
      if (/^yes$/i.test(cells[counts] ?? "") && /^\d{1,3}$/.test(number)) rows.push({ key, value: `${model}${mark}${number}` });
    }
  }
  if (rows.length === 0 && findings.length === 0)
    findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "no row that can be read" }));
  return { lists: [{ fact: "hcc", rows }], rows: rows.length, findings };
}

/** The payment year in the headings. */
export function paymentYearIn(text: string): number | undefined {
  const year = /for (20\d\d)\s+Payment/i.exec(text.slice(0, 8_000))?.[1];
  return year === undefined ? undefined : Number(year);
}

export function readHccLabels(name: string, text: string): FactsRead {
  return oneList(
    "hcc-label",
    readTable(name, text, {
      separator: ",",
      columns: ["CC", "LABEL", "MODELDOMAIN", "MODELVERSION"],
      read(cell) {
        const model = modelOf(`${cell("MODELDOMAIN")} ${cell("MODELVERSION")}`);
        const key = cell("CC").replace(/^\D+/, "");
        return model === undefined || !/^\d{1,3}$/.test(key) || cell("LABEL") === ""
          ? undefined
          : [{ key, value: `${model}${mark}${cell("LABEL")}` }];
      },
    }),
  );
}

/** Of two categories of one person the one above counts, and the one below does not. */
export function readHccHierarchy(name: string, text: string): FactsRead {
  return oneList(
    "hcc-above",
    readTable(name, text, {
      separator: ",",
      columns: ["CCPARENT", "CCCHILD", "MODELDOMAIN", "MODELVERSION"],
      read(cell) {
        const model = modelOf(`${cell("MODELDOMAIN")} ${cell("MODELVERSION")}`);
        const parent = cell("CCPARENT").replace(/^\D+/, "");
        const key = cell("CCCHILD").replace(/^\D+/, "");
        const isRight = model !== undefined && /^\d{1,3}$/.test(parent) && /^\d{1,3}$/.test(key);
        return isRight ? [{ key, value: `${model}${mark}${parent}` }] : undefined;
      },
    }),
  );
}

/** The first category of each code, or AHRQ's own file with up to six. */
export function readCcsr(name: string, text: string): FactsRead {
  const plain = text.replaceAll("'", "");
  const isOwn = /CCSR CATEGORY 1/i.test(text.slice(0, 4_000));
  return oneList(
    "ccsr",
    readTable(name, isOwn ? plain : text, {
      separator: isOwn ? "," : "\t",
      columns: isOwn ? ["ICD10CMCODE", "CCSRCATEGORY1"] : ["ICD10CM", "CCSR"],
      read(cell) {
        const key = diagnosisOf(cell(isOwn ? "ICD10CMCODE" : "ICD10CM"));
        const columns = isOwn ? [1, 2, 3, 4, 5, 6].map((at) => `CCSRCATEGORY${at}`) : ["CCSR"];
        const categories = columns.flatMap((column) => {
          const category = cell(column).trim();
          return category === "" ? [] : [{ category, words: cell(`${column}DESCRIPTION`) }];
        });
        if (key === undefined || categories.length === 0 || categories.some((one) => !/^[A-Z]{3}\d{3}$/.test(one.category)))
          return undefined;
        return categories.map(({ category, words }) => ({ key, value: `${category}${mark}${words}` }));
      },
    }),
  );
}

/** Restructured BETOS: category, subcategory and family of a service, from and to when. */
export function readRbcs(name: string, text: string): FactsRead {
  return oneList(
    "rbcs",
    readTable(name, text, {
      separator: ",",
      columns: ["HCPCSCODE", "RBCSCATEGORY", "RBCSSUBCATEGORY", "RBCSFAMILY"],
      read(cell) {
        const key = cell("HCPCSCODE");
        if (!/^[0-9A-Z]{5}$/.test(key) || cell("RBCSCATEGORY") === "") return undefined;
        const parts = ["RBCSCATEGORY", "RBCSSUBCATEGORY", "RBCSFAMILY", "RBCSPROCEDURE", "RBCSDATEEFFECTIVE", "HCPCSDATEENDED"];
        return [{ key, value: parts.map(cell).join(mark) }];
      },
    }),
  );
}

/** New codes and what was reported before them. A year alone is the first of October; spreadsheets count other days from 1900. */
export function readConversions(name: string, text: string): FactsRead {
  return oneList(
    "conversion",
    readTable(name, text, {
      separator: "\t",
      columns: ["CURRENTCODEASSIGNMENT", "EFFECTIVE"],
      read(cell) {
        const key = diagnosisOf(cell("CURRENTCODEASSIGNMENT"));
        const from = conversionDay(cell("EFFECTIVE"));
        const before = cell("PREVIOUSCODESASSIGNMENT");
        if (key === undefined || from === undefined) return undefined;
        // "None": the condition had no code of its own.
        return [{ key, value: `${from}${mark}${before.replace(/\s+/g, " ").trim()}` }];
      },
    }),
  );
}

function conversionDay(text: string): IsoDate | undefined {
  if (/^20\d\d$/.test(text)) return parseIsoDate(`${text}-10-01`);
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  return serial > 40_000 && serial < 60_000 ? addDays(isoDate("1899-12-30"), serial) : parseIsoDate(text);
}
