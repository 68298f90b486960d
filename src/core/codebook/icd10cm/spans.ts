/** From releases side by side to one history for each code: from when to when it had which title, and whether it was billable. */
import { dateOfDayNumber, dayNumber, type IsoDate, isoDate } from "../../kernel/iso-date.ts";
import { formatDiagnosis } from "../code-text.ts";
import type { TabularCode } from "../parse-tabular.ts";
import type { CodeRelease, Icd10cmSources } from "./sources.ts";

/** Days are counted from here in 16 bits, which reach to 2169. */
const origin = dayNumber(isoDate("1990-01-01"));
export const openDay = 65535;

export function dayOf(date: IsoDate): number {
  return Math.min(Math.max(dayNumber(date) - origin, 0), openDay - 1);
}

export function dateOf(day: number): IsoDate {
  return dateOfDayNumber(day + origin);
}

export interface Span {
  readonly from: number;
  /** The last day, or `openDay`. */
  to: number;
  readonly title: string;
  readonly billable: boolean;
  /** From the starter set: written from knowledge and compared with the releases, but a selection. */
  readonly starter: boolean;
  /** Position of the newest release that says so; -1 for the starter set. */
  release: number;
}

export interface History {
  readonly spans: Span[];
  order: number;
}

/** The starter set answers only for days before the first release that is loaded. */
export function historiesOf({ codeReleases, starter }: Pick<Icd10cmSources, "codeReleases" | "starter">): Map<string, History> {
  const histories = new Map<string, History>();
  const first = codeReleases[0]?.effective;
  for (const tabular of starter) for (const code of tabular.codes) addStarter(histories, code, first);
  let before: CodeRelease | undefined;
  codeReleases.forEach((release, position) => {
    const lines = release.hasHeadings ? release.lines : [...release.lines, ...headingsOf(release, before)];
    addRelease(histories, { ...release, lines }, position);
    before = { ...release, lines };
  });
  return histories;
}

function addStarter(histories: Map<string, History>, code: TabularCode, firstRelease: IsoDate | undefined): void {
  if (firstRelease !== undefined && code.from >= firstRelease) return;
  const last = firstRelease === undefined ? openDay : dayOf(firstRelease) - 1;
  const to = Math.min(code.to === undefined ? openDay : dayOf(code.to), last);
  const span = { from: dayOf(code.from), to, title: code.title, billable: code.billable, starter: true, release: -1 };
  const known = histories.get(code.code);
  if (known === undefined) histories.set(code.code, { spans: [span], order: 0 });
}

function addRelease(histories: Map<string, History>, release: CodeRelease, position: number): void {
  const from = dayOf(release.effective);
  for (const { code, title, billable, order } of release.lines) {
    const known = histories.get(code);
    const fresh = { from, to: openDay, title, billable, starter: false, release: position };
    if (known === undefined) {
      histories.set(code, { spans: [fresh], order });
      continue;
    }
    if (order > 0 && release.hasHeadings) known.order = order;
    const last = known.spans.at(-1);
    const goesOn = last !== undefined && last.to === openDay && last.title === title && last.billable === billable;
    if (goesOn) last.release = position;
    else known.spans.push(fresh);
  }
  // What the release does not list any more, or lists otherwise, has ended.
  for (const { spans } of histories.values()) {
    for (const span of spans) if (span.to === openDay && span.release !== position) span.to = from - 1;
  }
}

/** A codes file has no headings: those of the release before that still have codes below, and those its new codes need. */
function headingsOf(release: CodeRelease, before: CodeRelease | undefined): CodeRelease["lines"] {
  const listed = new Set(release.lines.map((line) => line.code));
  const below = new Map<string, { shared: string; readonly first: string; last: string }>();
  for (const { code, title } of release.lines) {
    for (let length = 3; length < code.length; length += 1) {
      const prefix = code.slice(0, length);
      const known = below.get(prefix);
      if (known === undefined) below.set(prefix, { shared: title, first: code, last: code });
      else {
        known.shared = sharedBeginning(known.shared, title);
        known.last = code;
      }
    }
  }
  const kept = (before?.lines ?? [])
    .filter((line) => !listed.has(line.code) && below.has(line.code))
    .map((line) => ({ ...line, billable: false }));
  const keptCodes = new Set(kept.map((line) => line.code));
  const fresh = [...below].flatMap(([code, codes]) => {
    if (listed.has(code) || keptCodes.has(code)) return [];
    // Placeholders between a category and its seventh character are no headings of their own.
    if (code.length > 3 && code.endsWith("X")) return [];
    return [{ code, title: headingTitle(codes), billable: false, order: 0 }];
  });
  return [...kept, ...fresh];
}

/** The whole words that the titles below begin with; where they share none, which codes it stands for, in place of a title. */
function headingTitle({ shared, first, last }: { readonly shared: string; readonly first: string; readonly last: string }): string {
  if (first === last) return shared;
  const words = shared.replace(/[\s,;(]*\S*$/, "").trim();
  return words === "" ? `Codes ${formatDiagnosis(first)} to ${formatDiagnosis(last)} (the release has no title for them)` : words;
}

function sharedBeginning(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
