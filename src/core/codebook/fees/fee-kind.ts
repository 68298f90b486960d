/** What the kinds of fee files have in common: each has its own file beside this one, and its line in `fee-kinds.ts`. */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";

export interface FeeRow {
  /** The code with its modifier, the locality, the ZIP or the NDC as a number that sorts as it does. */
  readonly key: number;
  /** What tells two rows of one key apart; mostly "". */
  readonly part?: string;
  /** In the order of the release's columns; `noNumber` where the table says nothing. */
  readonly numbers: readonly number[];
  /** Indicators and words, with tabs between. */
  readonly text: string;
}

/** One edition of one table. */
export interface FeeRelease {
  readonly effective: IsoDate;
  /** The last day that the publisher or the law gives it; a newer edition ends it before. */
  readonly until?: IsoDate;
  /** What `numbers` are. */
  readonly columns: readonly string[];
  /** What holds for every row, for example the conversion factor. */
  readonly constants: Readonly<Record<string, string>>;
  readonly rows: readonly FeeRow[];
}

export interface FeeFile {
  /** Most files are one edition; undefined `effective` means that neither the file nor its name tells the day. */
  readonly releases: readonly (Omit<FeeRelease, "effective"> & { readonly effective?: IsoDate })[];
  readonly rows: number;
  readonly findings: readonly Finding[];
}

export type FeeSourceKind =
  | "mpfs-relative-values"
  | "mpfs-participants"
  | "mpfs-gpci"
  | "mpfs-counties"
  | "mpfs-anesthesia"
  | "mpfs-imaging-cap"
  | "zip-localities"
  | "opps-addendum-b"
  | "clinical-lab"
  | "dmepos"
  | "dmepos-zips"
  | "drug-limits"
  | "drug-packages";

export interface FeeKind {
  readonly kind: FeeSourceKind;
  /** What `codes list` calls it. */
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  /** By the first lines; the name decides only between files of one shape. */
  is(head: string, name: string): boolean;
  /** Everything in the file; words of the AMA and the ADA are dropped here and nowhere kept. */
  read(name: string, text: string): FeeFile;
}

export const noNumber = -2_147_483_648;

/** "GXXX1" is the place of a code that was not given yet. */
const procedureCode = /^(?=.*\d)[0-9A-Z]{5}$/;

/** A code as a table prints it: without spaces, dots and stray bytes around it. Undefined when it is none. */
export function codeOf(cell: string | undefined): string | undefined {
  const code = cell?.replace(/[^\x21-\x7e]/g, "").toUpperCase();
  return code !== undefined && procedureCode.test(code) ? code : undefined;
}

export function modifierOf(cell: string | undefined): string | undefined {
  const modifier = cell?.trim().toUpperCase() ?? "";
  return modifier === "" || /^[0-9A-Z]{2}$/.test(modifier) ? modifier : undefined;
}

export function endOfYear(day: IsoDate | undefined): { readonly until?: IsoDate } {
  const until = day === undefined ? undefined : parseIsoDate(`${day.slice(0, 4)}-12-31`);
  return until === undefined ? {} : { until };
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

/** The first day that a heading or a name tells: "July 2026", "2026-07", "2026 Q3", "rvu26c", "26clabq3" or only "2026". */
export function dayIn(text: string): IsoDate | undefined {
  const monthFirst = new RegExp(`${month}[-_ .,]*(?:0?1[-_ ,]+)?(20\\d\\d)`, "i").exec(text);
  if (monthFirst !== null) return dayOf(monthFirst[2], months.indexOf((monthFirst[1] ?? "").toLowerCase()) + 1);
  const yearFirst = new RegExp(`(20\\d\\d)[-_ ]*${month}`, "i").exec(text);
  if (yearFirst !== null) return dayOf(yearFirst[1], months.indexOf((yearFirst[2] ?? "").toLowerCase()) + 1);
  const quarter = /(20\d\d)[-_ ]?q([1-4])(?!\d)/i.exec(text) ?? /(?:^|\D)(\d\d)[a-z]+q([1-4])(?!\d)/i.exec(text);
  if (quarter !== null) return dayOf(quarter[1], Number(quarter[2]) * 3 - 2);
  const rvu = /rvu(\d\d)([a-d])/i.exec(text);
  if (rvu !== null) return dayOf(rvu[1], "abcd".indexOf((rvu[2] ?? "a").toLowerCase()) * 3 + 1);
  const digits = /(?:^|\D)(20\d\d)[-_ ](0[1-9]|1[0-2])(?!\d)/.exec(text);
  if (digits !== null) return dayOf(digits[1], Number(digits[2]));
  const year = /(?:^|\D)(20\d\d)(?!\d)/.exec(text);
  return year === null ? undefined : dayOf(year[1], 1);
}

/** Names of the file, its archive and its folders, the innermost first. */
export function dayByName(path: string): IsoDate | undefined {
  for (const part of path.split(/[\\/]/).toReversed()) {
    const day = dayIn(part);
    if (day !== undefined) return day;
  }
  return undefined;
}

function dayOf(year: string | undefined, monthNumber: number): IsoDate | undefined {
  const whole = year?.length === 2 ? `20${year}` : year;
  return parseIsoDate(`${whole}-${String(monthNumber).padStart(2, "0")}-01`);
}
