/** Rows of a table as text, with commas or tabs between the cells; a cell in quotes may go over several lines. */
import { splitRow } from "./split-row.ts";

export interface TableRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell longer than this was never closed. */
const longestRow = 20_000;

/** Empty lines are left out. With tabs, as workbooks are read, a quote is a character like others. */
export function* tableRows(text: string, mark: "," | "\t"): Generator<TableRow> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const first = line + 1;
    let end = endOf(text, at);
    line += 1;
    if (mark === ",") {
      while (isOpen(text, at, end) && end < text.length && end - at < longestRow) {
        end = endOf(text, end + 1);
        line += 1;
      }
    }
    const row = text.slice(at, text[end - 1] === "\r" ? end - 1 : end);
    at = end + 1;
    if (row.trim() !== "") yield { line: first, cells: (mark === "\t" ? row.split(mark) : splitRow(row, mark)).map((cell) => cell.trim()) };
  }
}

function endOf(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function isOpen(text: string, from: number, to: number): boolean {
  // The row alone: looking for a quote in all that follows would read a file without any once for every row.
  const row = text.slice(from, to);
  let open = false;
  for (let at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) open = !open;
  return open;
}

/** Columns by their names, as far as letters and digits go: "ADD DT" is ADDDT. */
export function columnsOf(cells: readonly string[]): ReadonlyMap<string, number> {
  return new Map(cells.map((cell, at) => [plainName(cell), at] as const).toReversed());
}

function plainName(cell: string): string {
  return cell.toUpperCase().replace(/[^A-Z0-9]/g, "");
}
