/** HCPCS Level II in a pack: every release beside the others, each code with its days, and what CMS says of it. */
import type { Validity } from "../../kernel/code-lookup.ts";
import type { Finding } from "../../kernel/finding.ts";
import { addDays, addMonths, dateOfDayNumber, dayNumber, type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import type { CodeChangeEvent } from "../code-changes.ts";
import { quarterName } from "../ncci/read-ncci.ts";
import { codeOfKey, keyOf, positionOf } from "../pack/code-key.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import type { HeldText, PackMaker } from "../read/kind-of-source.ts";
import { markOf } from "./kinds.ts";
import { type HcpcsRow, type MinorField, minorFields, readAnweb, readCodeList, readHcpcsSheet } from "./read-hcpcs.ts";

export interface HcpcsRelease {
  readonly name: string;
  readonly effective: string;
  readonly codes: number;
  readonly modifiers: number;
  /** False for a list of codes only. */
  readonly hasTitles: boolean;
}

export interface HcpcsDetail extends Readonly<Record<MinorField, string>> {
  readonly code: string;
  readonly isModifier: boolean;
  /** "" where only a list of codes has it. */
  readonly long: string;
  readonly short: string;
  readonly added?: IsoDate;
  /** From when what stands here holds. */
  readonly effective?: IsoDate;
  /** The last day. */
  readonly terminated?: IsoDate;
  /** The release that says so; at times older than the day asked about. */
  readonly release: string;
  readonly changes: readonly CodeChangeEvent[];
}

export interface HcpcsBook {
  readonly releases: readonly HcpcsRelease[];
  /** Codes and modifiers of any release. */
  codes(): readonly string[];
  validity(code: string, on: IsoDate): Validity;
  title(code: string, on: IsoDate): string | undefined;
  detail(code: string, on: IsoDate): HcpcsDetail | undefined;
  releaseOn(on: IsoDate): string | undefined;
}

interface Meta {
  readonly releases: readonly HcpcsRelease[];
}

export const hcpcsPack: PackMaker<"hcpcs"> = { name: "hcpcs", searched: true, compile: compileHcpcs };

const separator = "\u0001";
const noDay = -2_147_483_648;

interface Release {
  readonly effective: IsoDate;
  readonly hasTitles: boolean;
  readonly rows: ReadonlyMap<string, HcpcsRow>;
}

function compileHcpcs(files: readonly HeldText[]): { readonly bytes: Uint8Array<ArrayBuffer>; readonly findings: readonly Finding[] } {
  const releases = releasesOf(files);
  const codes = [...new Set(releases.flatMap((one) => [...one.rows.keys()]))].sort((a, b) => keyOf(a) - keyOf(b));
  const writer = createPackWriter();
  const starts = new Uint32Array(codes.length + 1);
  const columns = { from: [] as number[], to: [] as number[], long: [] as number[], short: [] as number[], minor: [] as number[] };
  const days = { added: [] as number[], effective: [] as number[], terminated: [] as number[] };
  const modifiers: number[] = [];
  codes.forEach((code, at) => {
    let before: string | undefined;
    releases.forEach((release, number) => {
      const row = release.rows.get(code);
      if (row === undefined) {
        before = undefined;
        return;
      }
      const said = JSON.stringify(row);
      if (said === before) {
        columns.to[columns.to.length - 1] = number;
        return;
      }
      before = said;
      columns.from.push(number);
      columns.to.push(number);
      columns.long.push(writer.intern(row.long));
      columns.short.push(writer.intern(row.short));
      columns.minor.push(writer.intern(minorFields.map((field) => row[field]).join(separator)));
      for (const day of ["added", "effective", "terminated"] as const) days[day].push(row[day] === undefined ? noDay : dayNumber(row[day]));
    });
    starts[at + 1] = columns.from.length;
    modifiers.push(code.length === 2 ? 1 : 0);
  });
  writer.add("code_key", Float64Array.from(codes, keyOf));
  writer.add("code_modifier", Uint8Array.from(modifiers));
  writer.add("row_start", starts);
  writer.add("row_from", Uint8Array.from(columns.from));
  writer.add("row_to", Uint8Array.from(columns.to));
  for (const column of ["long", "short", "minor"] as const) writer.addTexts(`row_${column}`, columns[column]);
  for (const day of ["added", "effective", "terminated"] as const) writer.add(`row_${day}`, Int32Array.from(days[day]));
  const meta: Meta = {
    releases: releases.map(({ effective, hasTitles, rows }) => {
      const count = [...rows.values()].filter((row) => row.isModifier).length;
      return { name: quarterName(effective), effective, codes: rows.size - count, modifiers: count, hasTitles };
    }),
  };
  return { bytes: writer.finish({ kind: "hcpcs", meta }), findings: [] };
}

/** The fixed file and the spreadsheet of a quarter say the same; a list of codes only says which codes there are. */
function releasesOf(files: readonly HeldText[]): readonly Release[] {
  const releases: Release[] = [];
  for (const effective of [...new Set(files.map((one) => one.effective))].sort()) {
    const of = (kind: string): HeldText | undefined => files.findLast((one) => one.effective === effective && one.kind === kind);
    const anweb = of("hcpcs-anweb");
    const sheet = of("hcpcs-sheet");
    const list = of("hcpcs-codes");
    if (anweb !== undefined) releases.push(whole(effective, readAnweb(anweb.name, anweb.text).value));
    else if (sheet !== undefined) releases.push(whole(effective, readHcpcsSheet(sheet.name, sheet.text, markOf(sheet.text)).value));
    else if (list !== undefined) releases.push(listed(effective, readCodeList(list.name, list.text).value, releases.at(-1)));
  }
  return releases;
}

function whole(effective: IsoDate, rows: readonly HcpcsRow[]): Release {
  return { effective, hasTitles: true, rows: new Map(rows.map((row) => [row.code, row])) };
}

/** What the release before says of a code goes on; modifiers are in no such list. */
function listed(effective: IsoDate, codes: readonly string[], before: Release | undefined): Release {
  const none = Object.fromEntries(minorFields.map((field) => [field, ""])) as Record<MinorField, string>;
  const rows = new Map<string, HcpcsRow>();
  for (const row of before?.rows.values() ?? []) if (row.isModifier) rows.set(row.code, row);
  for (const code of codes) rows.set(code, before?.rows.get(code) ?? { code, isModifier: false, long: "", short: "", ...none });
  return { effective, hasTitles: false, rows };
}

export function openHcpcs(pack: Pack): HcpcsBook {
  const { releases } = pack.meta as Meta;
  const keys = pack.f64("code_key");
  const starts = pack.u32("row_start");
  const from = pack.u8("row_from");
  const to = pack.u8("row_to");
  const texts = { long: pack.u32("row_long"), short: pack.u32("row_short"), minor: pack.u32("row_minor") };
  const days = { added: pack.i32("row_added"), effective: pack.i32("row_effective"), terminated: pack.i32("row_terminated") };
  const text = (column: keyof typeof texts, row: number): string => pack.texts.text(texts[column][row] ?? 0);
  const day = (column: keyof typeof days, row: number): IsoDate | undefined => {
    const number = days[column][row] ?? noDay;
    return number === noDay ? undefined : dateOfDayNumber(number);
  };
  const rowsOf = (code: string): readonly number[] => {
    const at = positionOf(keys, keyOf(code));
    return at < 0 ? [] : Array.from({ length: (starts[at + 1] ?? 0) - (starts[at] ?? 0) }, (_, offset) => (starts[at] ?? 0) + offset);
  };
  const releaseAt = (on: IsoDate): number => releases.findLastIndex((one) => one.effective <= on);
  const rowIn = (rows: readonly number[], release: number): number | undefined =>
    rows.find((row) => (from[row] ?? 0) <= release && release <= (to[row] ?? 0));
  const begins = (row: number): IsoDate | undefined => day("added", row) ?? day("effective", row);
  const holds = (row: number, on: IsoDate): boolean => (begins(row) ?? on) <= on && on <= (day("terminated", row) ?? on);
  /** What the release of the day says; what the next one says of that day, when it knows better; else the last that was said. */
  const rowOn = (rows: readonly number[], on: IsoDate): { readonly row: number; readonly isInForce: boolean } | undefined => {
    const at = releaseAt(on);
    const own = rowIn(rows, at);
    const next = rowIn(rows, at + 1);
    if (own !== undefined && next !== undefined && begins(next) === begins(own) && !holds(next, on)) return { row: own, isInForce: false };
    if (own !== undefined && holds(own, on)) return { row: own, isInForce: true };
    // A later release that names the day when the code began tells of the time between the two as well.
    if (next !== undefined && begins(next) !== undefined && holds(next, on)) return { row: next, isInForce: true };
    const last = own ?? rows.findLast((row) => (from[row] ?? 0) <= at) ?? rows[0];
    return last === undefined ? undefined : { row: last, isInForce: false };
  };
  const isListed = (rows: readonly number[], on: IsoDate): boolean => rowIn(rows, releaseAt(on)) !== undefined;
  const isComplete = (on: IsoDate): boolean => {
    const release = releases[releaseAt(on)];
    const effective = parseIsoDate(release?.effective ?? "");
    return effective !== undefined && on < addMonths(effective, 3);
  };
  let listedCodes: readonly string[] | undefined;
  return {
    releases,
    codes: () => {
      listedCodes ??= Array.from(keys, codeOfKey);
      return listedCodes;
    },
    releaseOn: (on) => releases[releaseAt(on)]?.name,
    title: (code, on) => {
      const found = rowOn(rowsOf(code), on);
      const said = found === undefined ? "" : text("long", found.row);
      return said === "" ? undefined : said;
    },
    validity: (code, on) => {
      const rows = rowsOf(code);
      const found = rowOn(rows, on);
      if (found?.isInForce === true) return "valid";
      if (found !== undefined) {
        const start = begins(found.row);
        const end = day("terminated", found.row);
        if ((start !== undefined && on < start) || (end !== undefined && on > end) || isListed(rows, on)) return "invalid";
      }
      // Dental codes are the dental association's and in none of these files, and CPT has modifiers of its own.
      if (code.length === 2 || code.startsWith("D")) return "unknown";
      return isComplete(on) ? "invalid" : "unknown";
    },
    detail: (code, on) => {
      const rows = rowsOf(code);
      const found = rowOn(rows, on);
      if (found === undefined) return undefined;
      const { row } = found;
      const minor = text("minor", row).split(separator);
      const dates = { added: day("added", row), effective: day("effective", row), terminated: day("terminated", row) };
      return {
        code,
        isModifier: code.length === 2,
        long: text("long", row),
        short: text("short", row),
        ...(Object.fromEntries(Object.entries(dates).filter(([, one]) => one !== undefined)) as Pick<
          HcpcsDetail,
          "added" | "effective" | "terminated"
        >),
        ...(Object.fromEntries(minorFields.map((field, at) => [field, minor[at] ?? ""])) as Record<MinorField, string>),
        release: titledRelease(row),
        changes: changesOf(rows),
      };
    },
  };

  /** A list of codes carries on what the release before said: that one is named. */
  function titledRelease(row: number): string {
    const last = to[row] ?? 0;
    const within = releases.slice(from[row] ?? 0, last + 1);
    return within.findLast((one) => one.hasTitles)?.name ?? releases[last]?.name ?? "";
  }

  /** By the days in the file where it names them, else by the releases that do and do not have the code. */
  function changesOf(rows: readonly number[]): readonly CodeChangeEvent[] {
    const events = new Map<string, CodeChangeEvent>();
    const put = (on: IsoDate, change: CodeChangeEvent["change"], row: number, release: HcpcsRelease | undefined): void => {
      const event = { on, change, title: text("long", row), ...(release === undefined ? {} : { release: release.name }) };
      events.set(`${on} ${change}`, event);
    };
    rows.forEach((row, at) => {
      const release = releases[from[row] ?? 0];
      const before = rows[at - 1];
      const added = day("added", row);
      const end = day("terminated", row);
      if (added !== undefined) put(added, "added", row, release);
      else if (before === undefined && release !== undefined)
        put(release.effective as IsoDate, from[row] === 0 ? "listed" : "added", row, release);
      if (before !== undefined && (text("long", before) !== text("long", row) || text("minor", before) !== text("minor", row)))
        put(day("effective", row) ?? ((release?.effective ?? "") as IsoDate), "revised", row, release);
      if (end !== undefined) put(addDays(end, 1), "deleted", row, release);
    });
    return [...events.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  }
}

/** Coverage by Medicare, in words (CMS, record layout of the alphanumeric file). */
export const coverageWords: Readonly<Record<string, string>> = {
  C: "the Medicare contractor decides",
  D: "special coverage instructions apply",
  I: "not payable by Medicare: another code or no code is used",
  M: "not covered by Medicare",
  S: "not covered by Medicare by law",
};
