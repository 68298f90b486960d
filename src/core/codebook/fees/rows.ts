/** Rows of a table as the publishers write it: lines of their own before it, cells between commas (some in quotes) or tabs. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceLine } from "../codebook-findings.ts";

const mostFindings = 20;

export interface RowsRead {
  readonly rows: number;
  readonly findings: readonly Finding[];
}

export interface RowReader {
  /** True when the row was taken, false when it cannot be read. "aside": a heading or a remark, which is no row. */
  row(cells: readonly string[], line: number): boolean | "aside";
}

/** After the first row that was taken, each line must be one: what cannot be read becomes a finding, and so does a file without a row. */
export function readRows(name: string, text: string, reader: RowReader): RowsRead {
  const findings: Finding[] = [];
  const tab = isTabbed(text);
  let rows = 0;
  let width = 0;
  eachRow(text, tab, (cells, line) => {
    const taken = reader.row(cells, line);
    // A workbook leaves out empty cells at the end of a row; between commas a shorter row was cut off.
    const isShort = !tab && taken === true && cells.length < width;
    if (taken === true && rows === 0) width = cells.length;
    if (taken === true) rows += 1;
    if (isShort || (taken === false && rows > 0 && !isRemark(cells)))
      if (findings.length < mostFindings)
        findings.push(finding(badSourceLine, {}, { file: name, line, text: cells.join(" ").trim().slice(0, 60) }));
  });
  if (rows === 0) findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "no row that can be read" }));
  return { rows, findings };
}

/** One cell with a sentence and nothing beside it stands below a table, not in it. A row that was cut off has no such sentence. */
function isRemark(cells: readonly string[]): boolean {
  // Older programs end a file with the byte 1A.
  const filled = cells.filter((cell) => cell.replaceAll("\u001a", "").trim() !== "");
  return (
    filled.length === 0 ||
    filled[0]?.startsWith("*") === true ||
    (filled.length === 1 && cells.length > 1 && /[a-z*]{2,} /i.test(filled[0] ?? ""))
  );
}

/** Cells in quotes may hold line ends. Line numbers are those of the file. */
export function eachRow(text: string, tab: boolean, take: (cells: readonly string[], line: number) => void): void {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 ? text.length : end;
    const plain = text.slice(at, text[stop - 1] === "\r" ? stop - 1 : stop);
    if (tab || !plain.includes('"')) {
      if (plain.trim() !== "") take(plain.split(tab ? "\t" : ","), line);
      at = stop + 1;
      line += 1;
    } else {
      const quoted = quotedRow(text, at);
      take(quoted.cells, line);
      for (let next = at; next < quoted.next; next += 1) if (text.charCodeAt(next) === 10) line += 1;
      at = quoted.next;
    }
  }
}

/** True when one line is a heading with all of this in it, between commas or tabs: prose about a table has the words elsewhere. */
export function hasHeading(head: string, ...words: readonly RegExp[]): boolean {
  return head.split("\n").some((line) => /[,\t]/.test(line) && !/^\s*\|/.test(line) && words.every((one) => one.test(line)));
}

export function isTabbed(text: string): boolean {
  return text.slice(0, 16_384).split("\t").length > 8;
}

function quotedRow(text: string, from: number): { readonly cells: readonly string[]; readonly next: number } {
  const cells: string[] = [];
  let cell = "";
  let within = false;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at];
    if (within) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else within = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      within = true;
    } else if (character === ",") {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      at += 1;
      break;
    } else if (character !== "\r") cell += character;
  }
  cells.push(cell);
  return { cells, next: at };
}

/** Where each wanted column stands in a heading; undefined unless all of them do. */
export function columnsOf<Name extends string>(
  cells: readonly string[],
  wanted: Readonly<Record<Name, RegExp>>,
): Readonly<Record<Name, number>> | undefined {
  const found: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    const at = cells.findIndex((cell) => wanted[name].test(cell.trim()));
    if (at < 0) return undefined;
    found[name] = at;
  }
  return found as Readonly<Record<Name, number>>;
}
