/** What a publisher's file is, told by what stands in it, and which release it belongs to. */

import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import type { EditKind } from "../ncci/edits-pack.ts";

export type SourceKind =
  | "icd10cm-order"
  | "icd10cm-codes"
  | "icd10cm-order-addenda"
  | "icd10cm-codes-addenda"
  | "icd10cm-tabular"
  | "icd10cm-index"
  | "icd10cm-external-cause"
  | "icd10cm-neoplasm"
  | "icd10cm-drug"
  | EditKind;

/** By the first lines; undefined for what is not known. `head` is the beginning of the file as text, `name` how it is called. */
export function sourceKind(head: string, name = ""): SourceKind | undefined {
  return editKind(head, name) ?? diagnosisKind(head);
}

/** Of three tables for three kinds of biller only the practitioner's is read; two have the same columns and are told by their names. */
function editKind(head: string, name: string): EditKind | undefined {
  // The file and the archive it came in; a folder further out is somebody's own.
  const called = name.split(/[\\/]/).slice(-2).join("/");
  const isOther = /hospital|outpatient|ccioph|dme|supplier/i.test(called);
  if (/^column_1\tcolumn_2\t/im.test(head) || /^"?Column ?1"?\t"?Column ?2"?\t/im.test(head)) return isOther ? undefined : "ncci-ptp";
  if (/^AOC_Edit_Type\tAdd-On_Code\t/im.test(head)) return "ncci-add-ons";
  if (/MUE Values/i.test(head)) return /Practitioner/i.test(head) ? "ncci-mue" : undefined;
  return /^"?hcpcs_code"?,"?mue_units"?,"?mue_mai/i.test(head) && !isOther ? "ncci-mue" : undefined;
}

function diagnosisKind(head: string): Exclude<SourceKind, EditKind> | undefined {
  if (/<ICD10CM\.tabular/.test(head)) return "icd10cm-tabular";
  if (/<ICD10CM\.index/.test(head)) {
    if (/<head[^>]*>\s*Neoplasm/i.test(head)) return "icd10cm-neoplasm";
    if (/<head[^>]*>\s*Substance/i.test(head)) return "icd10cm-drug";
    return /<title>[^<]*external cause/i.test(head) ? "icd10cm-external-cause" : "icd10cm-index";
  }
  const lines = head.split(/\r?\n/).slice(0, 40).slice(0, -1);
  const first = lines.filter((line) => line.trim() !== "");
  if (first.length === 0) return undefined;
  const all = (shape: RegExp): boolean => first.every((line) => shape.test(line));
  if (all(/^\d{5} [A-Z][0-9A-Z]{2,6} *[01] .{60} .+/)) return "icd10cm-order";
  if (all(/^(?:Add|Delete|Revise from|Revise to): +[01] [A-Z][0-9A-Z]{2,6} +\S/)) return "icd10cm-order-addenda";
  if (all(/^(?:Add|Delete|Revise from|Revise to): +[A-Z][0-9A-Z]{2,6} +\S/)) return "icd10cm-codes-addenda";
  // A general equivalence mapping has another code and five flags where a title would stand.
  if (all(/^[A-Z]\d[0-9A-Z][0-9A-Z ]{4} (?!\S+ +[01]{4}\d$)\S.+/)) return "icd10cm-codes";
  return undefined;
}

/** Billable codes of each release, as its publisher counts them: the last resort where a file's name has no year. */
const publishedCounts: ReadonlyMap<number, string> = new Map([
  [71_486, "2016-10-01"],
  [72_621, "2021-01-01"],
  [72_748, "2022-04-01"],
  [73_639, "2022-10-01"],
  [74_044, "2023-10-01"],
  [74_260, "2024-10-01"],
  [74_719, "2025-10-01"],
  [74_879, "2026-10-01"],
]);

export function effectiveByCount(billable: number): IsoDate | undefined {
  return parseIsoDate(publishedCounts.get(billable) ?? "");
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The first day of the release that a name tells ("April-1-2026", "Jan-2021", "FY26", "2027"); names of archives and folders
 * around it are asked when it says nothing. A fiscal year begins on the first of October before it.
 */
export function effectiveByName(path: string): IsoDate | undefined {
  for (const part of path.split(/[\\/]/).toReversed()) {
    const name = part.replace(/\.\w+$/, "");
    const month = /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]*(?:0?1[-_ ])?[-_ ]*(20\d\d)/i.exec(name);
    if (month !== null) return dateOf(Number(month[2]), months.indexOf((month[1] ?? "").toLowerCase()) + 1);
    const turned = /(20\d\d)[-_ ]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.exec(name);
    if (turned !== null) return dateOf(Number(turned[1]), months.indexOf((turned[2] ?? "").toLowerCase()) + 1);
    const year = /(?:^|[^0-9])(20\d\d)(?:[^0-9]|$)/.exec(name)?.[1] ?? /FY[-_ ]?(\d\d)(?:[^0-9]|$)/i.exec(name)?.[1];
    if (year !== undefined) return dateOf((year.length === 2 ? 2000 + Number(year) : Number(year)) - 1, 10);
  }
  return undefined;
}

function dateOf(year: number, month: number): IsoDate | undefined {
  return parseIsoDate(`${year}-${String(month).padStart(2, "0")}-01`);
}

/** "FY2027", or "FY2026 from April 2026" for an update within the year. */
export function releaseName(effective: IsoDate): string {
  const year = Number(effective.slice(0, 4));
  const month = Number(effective.slice(5, 7));
  const fiscal = month >= 10 ? year + 1 : year;
  if (month === 10) return `FY${fiscal}`;
  const name =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "", "November", "December"][month - 1] ?? "";
  return `FY${fiscal} from ${name} ${year}`;
}
