/** Reads the project's tab-separated tables: comments with the release, one line of column names, rows. */
import { type Finding, finding } from "../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../kernel/iso-date.ts";
import { badCodeLine } from "./codebook-findings.ts";
import type { Source, Window } from "./model.ts";

export interface Table {
  readonly table: string;
  readonly file: string;
  readonly release: string;
  readonly source: string;
  readonly licence: string;
  readonly effective?: IsoDate;
  readonly until?: IsoDate;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly line: number;
  /** The cell of a column, trimmed; "" when the row is shorter or there is no such column. */
  cell(column: string): string;
}

/** The name of the table by its `# table:` comment, or undefined. */
export function tableName(text: string): string | undefined {
  return /^#\s*table:\s*(\S+)/m.exec(text.slice(0, 2000))?.[1];
}

export function parseTable(source: Source): { readonly value: Table; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const rows: Row[] = [];
  let columns: ReadonlyMap<string, number> | undefined;
  source.text.split("\n").forEach((raw, index) => {
    const line = raw.trimEnd();
    if (line === "" || line.startsWith("#")) return;
    const cells = line.split("\t");
    if (columns === undefined) {
      columns = new Map(cells.map((name, position) => [name.trim(), position]));
      return;
    }
    if (cells.length > columns.size || (cells[0] ?? "").trim() === "") {
      findings.push(finding(badCodeLine, {}, { file: source.name, line: index + 1, text: line.slice(0, 80) }));
      return;
    }
    const known = columns;
    rows.push({ line: index + 1, cell: (column) => (cells[known.get(column) ?? -1] ?? "").trim() });
  });
  const effective = parseIsoDate(comment(source.text, "effective"));
  const until = parseIsoDate(comment(source.text, "until"));
  return {
    value: {
      table: tableName(source.text) ?? "",
      file: source.name,
      release: comment(source.text, "release"),
      source: comment(source.text, "source"),
      licence: comment(source.text, "licence"),
      ...(effective === undefined ? {} : { effective }),
      ...(until === undefined ? {} : { until }),
      rows,
    },
    findings,
  };
}

/** The dates of the row's `from` and `to` columns; where a cell is empty, those of `otherwise`. */
export function windowOf(row: Row, otherwise: Window = {}): Window {
  const from = parseIsoDate(row.cell("from")) ?? otherwise.from;
  const to = parseIsoDate(row.cell("to")) ?? otherwise.to;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The window of the release, for tables of amounts that hold for one period only. */
export function releaseWindow(table: Table): Window {
  return {
    ...(table.effective === undefined ? {} : { from: table.effective }),
    ...(table.until === undefined ? {} : { to: table.until }),
  };
}

/** True when the day lies in the window. */
export function isInForce(window: Window, on: IsoDate): boolean {
  return (window.from === undefined || window.from <= on) && (window.to === undefined || on <= window.to);
}

function comment(text: string, key: string): string {
  return new RegExp(`^#\\s*${key}:\\s*(.+)$`, "m").exec(text.slice(0, 4000))?.[1]?.trim() ?? "";
}
