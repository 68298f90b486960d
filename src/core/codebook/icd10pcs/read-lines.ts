/** Order file, codes file, their addenda and the conversion table of ICD-10-PCS: one code a line. */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { beforeSums, readLines } from "../read/code-lines.ts";
import { splitRow } from "../read/split-row.ts";

/** Seven characters, digits and letters without I and O (ICD-10-PCS Official Guidelines, A1 and A2). */
export const pcsShape = /^[0-9A-HJ-NP-Z]{7}$/;
const tableShape = /^[0-9A-HJ-NP-Z]{3}$/;

export interface PcsLine {
  readonly code: string;
  /** False for a table: three characters that stand for the codes below. */
  readonly billable: boolean;
  readonly title: string;
  /** In up to sixty characters; "" in a codes file. */
  readonly short: string;
}

export interface PcsChange extends PcsLine {
  readonly action: "add" | "delete" | "revise";
}

interface Lines<Value> {
  readonly value: readonly Value[];
  readonly findings: readonly Finding[];
}

/** 1-5 order number, 7-13 code, 15 table (0) or code (1), 17-76 short title, 78- title. */
export function readPcsOrder(name: string, text: string): Lines<PcsLine> {
  return readLines(name, text, (line) => {
    const code = line.slice(6, 13).trimEnd();
    const flag = line[14];
    const short = line.slice(16, 76).trim();
    const title = line.slice(77).trim();
    const isRight = flag === "1" ? pcsShape.test(code) : flag === "0" && tableShape.test(code);
    return isRight && title !== "" && /^\d{5}$/.test(line.slice(0, 5)) ? { code, billable: flag === "1", title, short } : undefined;
  });
}

/** 1-7 code, 9- title. */
export function readPcsCodes(name: string, text: string): Lines<PcsLine> {
  return readLines(name, text, (line) => {
    const code = line.slice(0, 7);
    const title = line.slice(8).trim();
    return pcsShape.test(code) && line[7] === " " && title !== "" ? { code, billable: true, title, short: "" } : undefined;
  });
}

const change = /^(Add|Delete|Revise from|Revise to): +([0-9A-HJ-NP-Z]{3}(?:[0-9A-HJ-NP-Z]{4})?) +(\S.*)$/;

/** Order addenda have the short title in sixty columns before the long one; "Revise from" only says what was. */
export function readPcsAddenda(name: string, text: string, { isOrder }: { readonly isOrder: boolean }): Lines<PcsChange> {
  const { value, findings } = readLines(name, beforeSums(text), (line): PcsChange | "from" | undefined => {
    const [, action, code = "", rest = ""] = change.exec(line) ?? [];
    if (action === undefined) return undefined;
    if (action === "Revise from") return "from";
    const short = isOrder ? rest.slice(0, 60).trim() : "";
    const title = isOrder ? rest.slice(61).trim() : rest.trim();
    if (title === "") return undefined;
    return {
      action: action === "Add" ? "add" : action === "Delete" ? "delete" : "revise",
      code,
      billable: code.length === 7,
      title,
      short,
    };
  });
  return { value: value.flatMap((one) => (one === "from" ? [] : [one])), findings };
}

export interface PcsConversion {
  readonly code: string;
  readonly title: string;
  readonly previous: string;
  readonly previousTitle: string;
  readonly kind: "new" | "revised" | "deleted";
  readonly from: IsoDate;
}

const kinds: Readonly<Record<string, PcsConversion["kind"]>> = { New: "new", Revised: "revised", Deleted: "deleted" };

/** Current code, title, year, previous code, its title, kind of change, comment, "10.01"; the first line names the columns. */
export function readPcsConversions(name: string, text: string): Lines<PcsConversion> {
  const { value, findings } = readLines(name, text, (line, number): PcsConversion | "head" | undefined => {
    if (number === 1) return "head";
    const [code = "", title = "", said = "", previous = "", previousTitle = "", kind = "", ...rest] = splitRow(line, "\t");
    // A spreadsheet keeps the year as a number with decimals.
    const year = said.replace(/\.0+$/, "");
    const change = kinds[kind];
    const from = dayOf(year, rest.findLast((cell) => /^\d\d?\.\d\d?$/.test(cell)) ?? "");
    const codes = [code, previous].filter((one) => pcsShape.test(one));
    return change === undefined || from === undefined || codes.length === 0
      ? undefined
      : { code: plain(code), title, previous: plain(previous), previousTitle, kind: change, from };
  });
  return { value: value.flatMap((one) => (one === "head" ? [] : [one])), findings };
}

function plain(code: string): string {
  return pcsShape.test(code) ? code : "";
}

/** The year is the calendar's: "2025" and "10.01" is the first day of fiscal year 2026. */
function dayOf(year: string, day: string): IsoDate | undefined {
  const [month = "", of = ""] = day.split(".");
  return /^20\d\d$/.test(year) ? parseIsoDate(`${year}-${month.padStart(2, "0")}-${of.padStart(2, "0")}`) : undefined;
}
