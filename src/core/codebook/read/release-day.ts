/** Which release a file belongs to, and how that is called. */
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";

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

/** "HCPC2025_OCT", "Jan-2021": the month that one of the names tells, the innermost first. */
export function monthByName(path: string): IsoDate | undefined {
  for (const part of path.split(/[\\/]/).toReversed()) {
    const name = part.replace(/\.\w+$/, "");
    const month = /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]*(?:0?1[-_ ])?[-_ ]*(20\d\d)/i.exec(name);
    if (month !== null) return dateOf(Number(month[2]), months.indexOf((month[1] ?? "").toLowerCase()) + 1);
    const turned = /(20\d\d)[-_ ]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.exec(name);
    if (turned !== null) return dateOf(Number(turned[1]), months.indexOf((turned[2] ?? "").toLowerCase()) + 1);
  }
  return undefined;
}

/**
 * The first day of the release that a name tells ("April-1-2026", "Jan-2021", "FY26", "2027"); names of archives and folders
 * around it are asked when it says nothing. A fiscal year begins on the first of October before it.
 */
export function effectiveByName(path: string): IsoDate | undefined {
  for (const part of path.split(/[\\/]/).toReversed()) {
    const name = part.replace(/\.\w+$/, "");
    const month = monthByName(part);
    if (month !== undefined) return month;
    const year = /(?:^|[^0-9])(20\d\d)(?:[^0-9]|$)/.exec(name)?.[1] ?? /FY[-_ ]?(\d\d)(?:[^0-9]|$)/i.exec(name)?.[1];
    if (year !== undefined) return dateOf((year.length === 2 ? 2000 + Number(year) : Number(year)) - 1, 10);
  }
  return undefined;
}

function dateOf(year: number, month: number): IsoDate | undefined {
  return parseIsoDate(`${year}-${String(month).padStart(2, "0")}-01`);
}

/** The version that a publisher's XML names: "2021" is in force from the October before. */
export function fiscalYear(version: string): IsoDate | undefined {
  return /^20\d\d$/.test(version) ? dateOf(Number(version) - 1, 10) : undefined;
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
