/** The tables, the Index and the definitions of ICD-10-PCS as CMS publishes them. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceXml } from "../codebook-findings.ts";
import { readXml } from "../read/xml.ts";

export interface PcsLabel {
  readonly value: string;
  readonly label: string;
}

export interface PcsAxis {
  /** "Body Part", "Approach" … */
  readonly title: string;
  readonly labels: readonly PcsLabel[];
}

/** The four axes of one row: every choice of one label of each is a code. */
export interface PcsRow {
  readonly axes: readonly PcsAxis[];
  /** How many codes the file says it makes. */
  readonly codes: number | undefined;
}

export interface PcsTable {
  /** Section, body system and operation, with their titles in this order. */
  readonly at: string;
  readonly head: readonly (PcsLabel & { readonly title: string })[];
  readonly definition: string;
  readonly rows: readonly PcsRow[];
}

interface Outcome<Value> {
  readonly version: string;
  readonly value: readonly Value[];
  readonly findings: readonly Finding[];
}

/** Leaves of a document with the path to them, which is all that these files need. */
function walk(
  text: string,
  take: {
    open(path: readonly string[], attribute: (name: string) => string | undefined): void;
    /** `words` is the element's own text; `path` ends with the element. */
    close(path: readonly string[], words: string): void;
  },
): ReturnType<typeof readXml> {
  const path: string[] = [];
  const words: string[] = [];
  return readXml(text, {
    open(name, attribute) {
      path.push(name);
      words.push("");
      take.open(path, attribute);
    },
    text(piece) {
      words[words.length - 1] = (words.at(-1) ?? "") + piece;
    },
    close() {
      take.close(path, (words.pop() ?? "").replace(/\s+/g, " ").trim());
      path.pop();
    },
  });
}

function outcome<Value>(
  name: string,
  { problem, version, value, none }: { problem: ReturnType<typeof readXml>; version: string; value: readonly Value[]; none: string },
  more: readonly Finding[] = [],
): Outcome<Value> {
  if (problem !== undefined)
    return { version, value, findings: [finding(badSourceXml, {}, { file: name, line: problem.line, text: problem.reason })] };
  if (value.length === 0) return { version, value, findings: [finding(badSourceXml, {}, { file: name, line: 1, text: none })] };
  return { version, value, findings: more };
}

export function readPcsTables(name: string, text: string): Outcome<PcsTable> {
  const tables: PcsTable[] = [];
  const findings: Finding[] = [];
  let version = "";
  let head: (PcsLabel & { title: string })[] = [];
  let definition = "";
  let rows: PcsRow[] = [];
  let axes: { title: string; labels: PcsLabel[] }[] = [];
  let codes: number | undefined;
  let axis = { title: "", labels: [] as PcsLabel[] };
  let value = "";
  const wrong = (said: string): void => {
    if (findings.length < 20) findings.push(finding(badSourceXml, {}, { file: name, line: 0, text: said }));
  };
  const problem = walk(text, {
    open(path, attribute) {
      const element = path.at(-1);
      if (element === "pcsTable") {
        head = [];
        rows = [];
        definition = "";
      } else if (element === "pcsRow") {
        axes = [];
        codes = attribute("codes") === undefined ? undefined : Number(attribute("codes"));
      } else if (element === "axis") axis = { title: "", labels: [] };
      else if (element === "label") value = attribute("code") ?? "";
    },
    close(path, words) {
      const element = path.at(-1);
      const inside = path.at(-2);
      if (element === "version") version = words;
      else if (inside === "axis" && element === "title") axis.title = words;
      else if (inside === "axis" && element === "label") axis.labels.push({ value, label: words });
      else if (inside === "axis" && element === "definition") definition = words;
      else if (element === "axis" && inside === "pcsTable")
        head.push({ title: axis.title, ...(axis.labels[0] ?? { value: "", label: "" }) });
      else if (element === "axis" && inside === "pcsRow") axes.push(axis);
      else if (element === "pcsRow") {
        const row = { axes, codes };
        rows.push(row);
        const at = head.map((one) => one.value).join("");
        const isWhole = axes.length === 4 && axes.every((one) => one.labels.every((label) => /^[0-9A-HJ-NP-Z]$/.test(label.value)));
        if (!isWhole) wrong(`a row of table ${at} has no four axes of single characters`);
        else if (codes !== undefined && codes !== countOf(row)) wrong(`a row of table ${at} says ${codes} codes and has ${countOf(row)}`);
      } else if (element === "pcsTable") {
        const at = head.map((one) => one.value).join("");
        if (!/^[0-9A-HJ-NP-Z]{3}$/.test(at)) wrong(`table ${at || "without name"} has no three characters`);
        tables.push({ at, head, definition, rows });
      }
    },
  });
  return outcome(name, { problem, version, value: tables, none: "there is no table in it" }, findings);
}

function countOf({ axes }: PcsRow): number {
  return axes.reduce((product, axis) => product * axis.labels.length, 1);
}

/** Every code that the tables make, each once. */
export function codesOfTables(tables: readonly PcsTable[]): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const table of tables)
    for (const { axes } of table.rows) {
      let made = [table.at];
      for (const axis of axes) made = made.flatMap((code) => axis.labels.map(({ value }) => code + value));
      for (const code of made) codes.add(code);
    }
  return codes;
}

export interface PcsIndexTerm {
  readonly level: number;
  readonly term: string;
  /** The characters that are settled: a table, more, or a whole code; "" when the line only refers. */
  readonly code: string;
  readonly see: string;
  /** The value of a table's axis that this word stands for. */
  readonly use: string;
}

export function readPcsIndex(name: string, text: string): Outcome<PcsIndexTerm> {
  const terms: { level: number; term: string; code: string; see: string; use: string }[] = [];
  const open: (typeof terms)[number][] = [];
  let version = "";
  const problem = walk(text, {
    open(path) {
      const element = path.at(-1);
      if (element !== "mainTerm" && element !== "term") return;
      const term = { level: open.length, term: "", code: "", see: "", use: "" };
      open.push(term);
      terms.push(term);
    },
    close(path, words) {
      const element = path.at(-1);
      const term = open.at(-1);
      if (element === "version") version = words;
      if (element === "mainTerm" || element === "term") open.pop();
      else if (term === undefined) return;
      else if (element === "title") term.term = words;
      else if (element === "code" || element === "codes" || element === "tab") term.code ||= words.toUpperCase();
      else if (element === "see") term.see = term.see === "" ? words : `${term.see}; ${words}`;
      else if (element === "use") term.use = term.use === "" ? words : `${term.use}; ${words}`;
    },
  });
  return outcome(name, { problem, version, value: terms, none: "there is no term in it" });
}

/** What a value of an axis means in a section. */
export interface PcsDefinition {
  readonly section: string;
  /** 3 operation, 4 body part, 5 approach, 6 device … */
  readonly axis: number;
  readonly term: string;
  readonly definition: string;
  readonly explanation: string;
  readonly includes: readonly string[];
}

export function readPcsDefinitions(name: string, text: string): Outcome<PcsDefinition> {
  const value: PcsDefinition[] = [];
  let version = "";
  let section = "";
  let axis = 0;
  let term = { term: "", definition: "", explanation: "", includes: [] as string[] };
  const problem = walk(text, {
    open(path, attribute) {
      const element = path.at(-1);
      if (element === "section") section = attribute("code") ?? "";
      else if (element === "axis") axis = Number(attribute("pos") ?? 0);
      else if (element === "terms") term = { term: "", definition: "", explanation: "", includes: [] };
    },
    close(path, words) {
      const element = path.at(-1);
      if (element === "version") version = words;
      else if (element === "terms") value.push({ section, axis, ...term });
      else if (path.at(-2) !== "terms" || words === "") return;
      else if (element === "title") term.term = words;
      else if (element === "definition") term.definition = words;
      else if (element === "explanation") term.explanation = words;
      else if (element === "includes") term.includes.push(words);
    },
  });
  return outcome(name, { problem, version, value, none: "there is no definition in it" });
}
