/** Order files, codes files and their addenda of ICD-10-CM: fixed columns, one code a line. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { hasIcd10Shape } from "../code-text.ts";
import { badSourceLine } from "../codebook-findings.ts";

export interface CodeLine {
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
  /** The publisher's order, which within a category is not the order of the characters; 0 where the file has none. */
  readonly order: number;
}

export interface CodeChange {
  readonly action: "add" | "delete" | "revise";
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
}

interface Read<Value> {
  readonly value: readonly Value[];
  readonly findings: readonly Finding[];
}

const mostFindings = 20;

/** 1-5 order number, 7-13 code, 15 header (0) or billable (1), 17-76 short title, 78- title. */
export function readOrderFile(name: string, text: string): Read<CodeLine> {
  return readLines(name, text, (line) => {
    const code = line.slice(6, 13).trimEnd();
    const flag = line[14];
    const title = line.slice(77).trim() || line.slice(16, 76).trim();
    const order = Number(line.slice(0, 5));
    if (!hasIcd10Shape(code) || (flag !== "0" && flag !== "1") || title === "" || !Number.isInteger(order)) return undefined;
    return { code, title, billable: flag === "1", order };
  });
}

/** 1-7 code, 9- title; billable codes only. */
export function readCodesFile(name: string, text: string): Read<CodeLine> {
  return readLines(name, text, (line, number) => {
    const code = line.slice(0, 7).trimEnd();
    const title = line.slice(8).trim();
    return hasIcd10Shape(code) && title !== "" ? { code, title, billable: true, order: number } : undefined;
  });
}

const change = /^(Add|Delete|Revise from|Revise to): +(?:([01]) )?([A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z]{0,4}) +(\S.*)$/;

/** The changes themselves: after the last one the sums are told, under a heading of their own. */
export function beforeSums(text: string): string {
  const at = text.search(/^[ \t]*(?:Codes|Headers|Tables)[ \t]*$/m);
  return at < 0 ? text : text.slice(0, at);
}

/** "Revise from" says only what was; the line after it, "Revise to", is the change. */
export function readAddenda(name: string, text: string): Read<CodeChange> {
  const { value, findings } = readLines(name, beforeSums(text), (line): CodeChange | "from" | undefined => {
    const match = change.exec(line);
    if (match === null) return undefined;
    const [, action, flag, code = "", rest = ""] = match;
    if (action === "Revise from") return "from";
    // Order addenda have the short title in 60 columns, then the long one.
    const title = flag === undefined || rest.length <= 61 ? rest.trim() : rest.slice(61).trim();
    return { action: action === "Add" ? "add" : action === "Delete" ? "delete" : "revise", code, title, billable: flag !== "0" };
  });
  return { value: value.flatMap((one) => (one === "from" ? [] : [one])), findings };
}

/** A release from the one before and what changed. What is to be deleted or revised and is not there becomes a finding. */
export function applyAddenda(
  before: readonly CodeLine[],
  changes: readonly CodeChange[],
  name: string,
): { readonly value: readonly CodeLine[]; readonly findings: readonly Finding[] } {
  const rows = new Map(before.map((row) => [row.code, row]));
  const findings: Finding[] = [];
  const missing = (code: string): void => {
    if (findings.length < mostFindings)
      findings.push(finding(badSourceLine, {}, { file: name, line: 0, text: `${code} is not in the release before` }));
  };
  for (const { action, code, title, billable } of changes) {
    const known = rows.get(code);
    if (action === "delete") {
      if (known === undefined) missing(code);
      else rows.delete(code);
    } else if (action === "revise" && known === undefined) missing(code);
    else rows.set(code, { code, title, billable, order: known?.order ?? 0 });
  }
  // A code that got longer ones below it is now a heading, unless the addenda said so themselves.
  const value = [...rows.values()];
  const sorted = value.map((row) => row.code).sort();
  const deleted = new Set(changes.filter((one) => one.action === "delete").map((one) => one.code));
  const headings = before
    .filter((row) => deleted.has(row.code) && !rows.has(row.code) && hasLonger(sorted, row.code))
    .map((row) => ({ ...row, billable: false }));
  return { value: [...value, ...headings], findings };
}

function hasLonger(sorted: readonly string[], code: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < code) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(code) === true;
}

/** Each line that says something; those that cannot be read become findings, of which the first twenty are enough. */
export function readLines<Value>(
  name: string,
  text: string,
  read: (line: string, number: number) => Value | undefined,
): { readonly value: readonly Value[]; readonly findings: readonly Finding[] } {
  const value: Value[] = [];
  const findings: Finding[] = [];
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).trimEnd();
    at = end < 0 ? text.length : end + 1;
    number += 1;
    if (line === "" || line === "\u001a") continue;
    const row = read(line, number);
    if (row !== undefined) value.push(row);
    else if (findings.length < mostFindings)
      findings.push(finding(badSourceLine, {}, { file: name, line: number, text: line.slice(0, 80) }));
  }
  return { value, findings };
}
