/**
 * Comma-separated values (RFC 4180) that a spreadsheet may open without running anything, and their exact inverse.
 *
 * A spreadsheet takes a cell that begins with = + - @, a tab or a line break for a formula, quoted or not, also after blanks
 * and in the wide forms of East Asian keyboards. Such a text gets one apostrophe in front, which spreadsheets do not run and a
 * reader takes off again; a text that would be mistaken for one so marked gets one too, so that nothing is lost. Numbers are
 * given as numbers and stay as they are.
 */
import { assert } from "./assert.ts";
import { type Cents, formatCents } from "./cents.ts";

/** A text, a whole number, an amount (`money`), or nothing. */
export type CsvCell = string | number | { readonly money: Cents } | undefined;

/** Before the first line, so that a spreadsheet takes the file for UTF-8. */
export const byteOrderMark = "\uFEFF";

const formula = /^'*(?:[\t\r\n]|[\p{C}\p{Z}]*[=+\-@＝＋－＠−])/u;
const markedFormula = /^'+(?:[\t\r\n]|[\p{C}\p{Z}]*[=+\-@＝＋－＠−])/u;

/** One record with its line end (CR LF). */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return quoted(harmless(cell));
  if (typeof cell === "object") return formatCents(cell.money);
  assert(Number.isSafeInteger(cell), "a number of a CSV file is whole; an amount is given as money");
  return String(cell);
}

function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The records of a file that `csvLine` wrote, or another writer: CR LF or LF, quoted or not. A quote inside of an unquoted cell
 * is that character; a quoted cell that does not end takes the rest. Never throws.
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const from = text.startsWith(byteOrderMark) ? 1 : 0;
  for (let at = from; at < text.length; ) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    record.push(markedFormula.test(cell.value) ? cell.value.slice(1) : cell.value);
    at = cell.end;
    if (text[at] === ",") {
      at += 1;
      if (at < text.length) continue;
      record.push("");
    } else if (text[at] === "\r") at += text[at + 1] === "\n" ? 2 : 1;
    else at += 1;
    records.push(record);
    record = [];
  }
  return records;
}

interface ReadCell {
  readonly value: string;
  /** Where the comma, the line end or the end of the text stands. */
  readonly end: number;
}

function plainCell(text: string, from: number): ReadCell {
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\r" && text[end] !== "\n") end += 1;
  return { value: text.slice(from, end), end };
}

function quotedCell(text: string, from: number): ReadCell {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: parts.join("") + text.slice(at), end: text.length };
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') {
      const rest = plainCell(text, quote + 1);
      return { value: parts.join("") + rest.value, end: rest.end };
    }
    parts.push('"');
    at = quote + 2;
  }
}
