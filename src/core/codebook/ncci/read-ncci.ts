/**
 * The quarterly files of the National Correct Coding Initiative as CMS publishes them: procedure-to-procedure edits and add-on
 * codes as text with tabs, medically unlikely edits with commas. Each begins with lines of its own before the first row.
 */
import { type Finding, finding } from "../../kernel/finding.ts";
import { addDays, type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { badSourceLine } from "../codebook-findings.ts";
import type { AddOnRow } from "./add-ons.ts";

const code = /^[0-9A-Z]\d{3}[0-9A-Z]$/;
const mostFindings = 20;

export interface PtpRow {
  readonly column1: string;
  readonly column2: string;
  readonly indicator: 0 | 1 | 9;
  readonly from?: IsoDate;
  /** The last day of service that the edit is for. */
  readonly to?: IsoDate;
}

export interface MueRow {
  readonly code: string;
  readonly units: number;
  readonly mai: 1 | 2 | 3;
}

/**
 * Column 1, column 2, "in existence before 1996", effective date, deletion date ("*": none), modifier indicator, rationale. Copies
 * that leave dates out name their columns in the first line. The rows go to `take`, because two million of them are not kept.
 */
export function readPtp(
  name: string,
  text: string,
  take: (row: PtpRow) => void,
): { readonly rows: number; readonly findings: readonly Finding[] } {
  const named = /^column_1\tcolumn_2\tdeletion_date\tmodifier_indicator/i.test(text);
  const at = named ? { from: -1, to: 2, indicator: 3 } : { from: 3, to: 4, indicator: 5 };
  return readRows(name, text, (line) => {
    const cells = line.split("\t");
    const [column1 = "", column2 = ""] = cells;
    const indicator = indicatorOf(cells[at.indicator]);
    const from = dayOf(cells[at.from]);
    const to = dayOf(cells[at.to]);
    if (!code.test(column1) || !code.test(column2) || indicator === undefined || from === "bad" || to === "bad") return false;
    take({ column1, column2, indicator, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
    return true;
  });
}

/** Code, most units, adjudication indicator ("2 Date of Service Edit: Policy"), rationale. */
export function readMue(
  name: string,
  text: string,
): { readonly rows: number; readonly value: readonly MueRow[]; readonly findings: readonly Finding[] } {
  const value: MueRow[] = [];
  const read = readRows(name, text, (line) => {
    const [given = "", units = "", mai = ""] = cellsOf(line);
    const kind = mai.trim()[0];
    if (!code.test(given) || !/^\d{1,7}$/.test(units.trim()) || (kind !== "1" && kind !== "2" && kind !== "3")) return false;
    value.push({ code: given, units: Number(units), mai: kind === "1" ? 1 : kind === "2" ? 2 : 3 });
    return true;
  });
  return { ...read, value };
}

/** Type, add-on code, its deletion, primary code ("CCCCC": the contractor's), its deletion, effective and deletion date of the edit, notes. */
export function readAddOnFile(
  name: string,
  text: string,
): { readonly rows: number; readonly value: readonly AddOnRow[]; readonly findings: readonly Finding[] } {
  const value: AddOnRow[] = [];
  const read = readRows(name, text, (line) => {
    const [type = "", addOn = "", addOnEnd, primary = "", primaryEnd, start, end] = line.split("\t").map((cell) => cell.trim());
    const days = [addOnEnd, primaryEnd, start, end].map(dayOf);
    const kind = type === "1" ? 1 : type === "2" ? 2 : type === "3" ? 3 : undefined;
    if (kind === undefined || !code.test(addOn) || (primary !== "CCCCC" && !code.test(primary)) || days.includes("bad")) return false;
    const [gone, primaryGone, from, gone2] = days as readonly (IsoDate | undefined)[];
    const [to] = [gone, primaryGone, gone2].filter((day) => day !== undefined).sort();
    value.push({
      code: addOn,
      type: kind,
      ...(primary === "CCCCC" ? {} : { primary }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    return true;
  });
  return { ...read, value };
}

/** Everything before the first row that can be read is heading. */
function readRows(
  name: string,
  text: string,
  read: (line: string) => boolean,
): { readonly rows: number; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let rows = 0;
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 ? text.length : end;
    const line = text.slice(at, text[stop - 1] === "\r" ? stop - 1 : stop);
    at = stop + 1;
    number += 1;
    if (line.trim() === "") continue;
    if (read(line)) rows += 1;
    else if (rows > 0 && findings.length < mostFindings)
      findings.push(finding(badSourceLine, {}, { file: name, line: number, text: line.slice(0, 60) }));
  }
  if (rows === 0) findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "no row that can be read" }));
  return { rows, findings };
}

function indicatorOf(text: string | undefined): 0 | 1 | 9 | undefined {
  const plain = text?.trim();
  return plain === "0" ? 0 : plain === "1" ? 1 : plain === "9" ? 9 : undefined;
}

/** 20240701, or the day of the year as 2024183; "" and "*" are no day. */
function dayOf(text: string | undefined): IsoDate | undefined | "bad" {
  const plain = text?.trim() ?? "";
  if (plain === "" || plain === "*") return undefined;
  if (/^\d{8}$/.test(plain)) return parseIsoDate(`${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`) ?? "bad";
  if (!/^\d{7}$/.test(plain)) return "bad";
  const first = parseIsoDate(`${plain.slice(0, 4)}-01-01`);
  const day = Number(plain.slice(4));
  return first === undefined || day < 1 || day > 366 ? "bad" : addDays(first, day - 1);
}

/** Cells between commas, some in quotes. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

/** "ptp_practitioner_2024q3", "AOC_V2026Q2", "ccipra-v302r0-f1", "Eff_07-01-2024": the first day of the quarter, the innermost name first. */
export function quarterByName(path: string): IsoDate | undefined {
  for (const name of path.split(/[\\/]/).toReversed()) {
    const quarter = /(20\d\d)[-_ ]?q([1-4])(?!\d)/i.exec(name);
    if (quarter !== null) return firstOf(Number(quarter[1]), Number(quarter[2]));
    const day = /(?:^|\D)(0[1-9]|1[0-2])[-_](\d\d)[-_](20\d\d)(?!\d)/.exec(name);
    if (day !== null) return parseIsoDate(`${day[3]}-${day[1]}-${day[2]}`);
    // Version 30.0 was the first quarter of 2024.
    const version = /v(\d\d)([0-3])r\d/i.exec(name);
    if (version !== null) return firstOf(1994 + Number(version[1]), Number(version[2]) + 1);
  }
  return undefined;
}

function firstOf(year: number, quarter: number): IsoDate | undefined {
  return parseIsoDate(`${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`);
}

export function quarterName(effective: IsoDate): string {
  return `${effective.slice(0, 4)} Q${Math.ceil(Number(effective.slice(5, 7)) / 3)}`;
}
