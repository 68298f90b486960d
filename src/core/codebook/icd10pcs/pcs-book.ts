/** ICD-10-PCS out of its pack: codes by day, each character in words, and a code built step by step. */
import type { Validity } from "../../kernel/code-lookup.ts";
import { dateOfDayNumber, type IsoDate } from "../../kernel/iso-date.ts";
import { codeChanges } from "../code-changes.ts";
import { dateOf, dayOf, openDay } from "../icd10cm/spans.ts";
import type { CodeSpan } from "../model.ts";
import { codeOfKey, endOfPrefix, firstAtLeast, keyOf, positionOf } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import { changeKinds, type PcsMeta } from "./compile-pcs.ts";
import type { PcsBook, PcsChoice, PcsConversionEvent, PcsPlace, PcsStep } from "./model.ts";
import { openPcsIndex } from "./pcs-index.ts";
import { openPcsTables } from "./pcs-tables.ts";
import { pcsShape } from "./read-lines.ts";
import { openPcsSearch } from "./search-pcs.ts";

/** The first day on which inpatient procedures were reported in ICD-10-PCS (45 CFR 162.1002). */
const firstPcsDay = "2015-10-01" as IsoDate;

export function openPcs(pack: Pack): PcsBook {
  const meta = pack.meta as PcsMeta;
  const keys = pack.f64("code_key");
  const shorts = pack.u32("code_short");
  const starts = pack.u32("span_start");
  const from = pack.u16("span_from");
  const to = pack.u16("span_to");
  const titles = pack.u32("span_title");
  const bits = pack.u8("span_bits");
  const said = pack.u8("span_release");
  const tables = openPcsTables(pack, meta);
  const index = openPcsIndex(pack, meta);
  const conversions = openConversions(pack);
  const spanOn = (at: number, day: number): number => {
    for (let span = starts[at] ?? 0; span < (starts[at + 1] ?? 0); span += 1)
      if ((from[span] ?? 0) <= day && day <= (to[span] ?? 0)) return span;
    return -1;
  };
  /** The release after still has the code, under whatever title. */
  const goesOn = (at: number, span: number): boolean =>
    to[span] === openDay || (span + 1 < (starts[at + 1] ?? 0) && from[span + 1] === (to[span] ?? 0) + 1);
  const isBillable = (span: number): boolean => span >= 0 && (bits[span] ?? 0) === 1;
  const isCodeOn = (at: number, day: number): boolean => isBillable(spanOn(at, day));
  /** The span of the day, else the last before it, else the first. */
  const nearest = (at: number, day: number): number => {
    const found = spanOn(at, day);
    if (found >= 0) return found;
    let best = starts[at] ?? 0;
    for (let span = best; span < (starts[at + 1] ?? 0); span += 1) if ((to[span] ?? 0) < day) best = span;
    return best;
  };
  const title = (at: number, day: number): string => pack.texts.text(titles[nearest(at, day)] ?? 0);
  const history = (code: string): readonly CodeSpan[] => {
    const at = positionOf(keys, keyOf(code));
    if (at < 0) return [];
    return Array.from({ length: (starts[at + 1] ?? 0) - (starts[at] ?? 0) }, (_, offset): CodeSpan => {
      const span = (starts[at] ?? 0) + offset;
      const last = to[span] ?? openDay;
      const release = meta.codeReleases[said[span] ?? 0]?.name;
      return {
        from: dateOf(from[span] ?? 0),
        ...(last === openDay ? {} : { to: dateOf(last) }),
        title: pack.texts.text(titles[span] ?? 0),
        billable: isBillable(span),
        ...(release === undefined ? {} : { release }),
      };
    });
  };
  const placesOf = (code: string, on: IsoDate): readonly PcsPlace[] =>
    Array.from(code, (value, at) => tables.place(code.slice(0, at), value, on));
  const complete = (given: string, on: IsoDate): PcsStep => {
    const prefix = given.toUpperCase();
    const day = dayOf(on);
    const counts = new Map<string, number>();
    let codes = 0;
    let shared: string | undefined;
    const end = prefix === "" ? keys.length : endOfPrefix(keys, prefix);
    for (let at = prefix === "" ? 0 : firstAtLeast(keys, keyOf(prefix)); at < end; at += 1) {
      if (!isCodeOn(at, day)) continue;
      const code = codeOfKey(keys[at] ?? 0);
      const value = code[prefix.length];
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      codes += 1;
      shared = shared === undefined ? code : sharedBeginning(shared, code);
    }
    const tablesFrom = tables.releaseOf(prefix, on);
    return {
      settled: placesOf(prefix, on),
      codes,
      only: (shared ?? prefix).slice(prefix.length),
      ...(tablesFrom === undefined ? {} : { tablesFrom }),
      choices: [...counts].map(([value, count]): PcsChoice => {
        const place = tables.place(prefix, value, on);
        const code = prefix + value;
        return code.length === 7
          ? { ...place, codes: count, code, title: title(positionOf(keys, keyOf(code)), day) }
          : { ...place, codes: count };
      }),
    };
  };
  const codesFrom = (given: string, on: IsoDate): readonly { readonly code: string; readonly title: string }[] => {
    const prefix = given.toUpperCase();
    const day = dayOf(on);
    const found: { readonly code: string; readonly title: string }[] = [];
    if (prefix === "") return found;
    const end = endOfPrefix(keys, prefix);
    for (let at = firstAtLeast(keys, keyOf(prefix)); at < end; at += 1)
      if (isCodeOn(at, day)) found.push({ code: codeOfKey(keys[at] ?? 0), title: title(at, day) });
    return found;
  };
  let listed: readonly string[] | undefined;
  const search = openPcsSearch(pack, index, { codeAt: (at) => codeOfKey(keys[at] ?? 0), isCodeOn, title, keys });
  return {
    releases: meta.releases,
    index,
    history,
    complete,
    table: (prefix, on) => tables.table(prefix.toUpperCase(), on),
    codesFrom,
    search,
    codes: () => {
      listed ??= Array.from(keys, codeOfKey);
      return listed;
    },
    title: (code, on) => {
      const at = positionOf(keys, keyOf(code));
      return at < 0 ? undefined : title(at, dayOf(on));
    },
    releaseOn: (on) => meta.codeReleases.findLast((one) => one.effective <= on)?.name,
    validity: (code, on): Validity => {
      if (on < firstPcsDay) return "unknown";
      if (!pcsShape.test(code)) return "invalid";
      const at = positionOf(keys, keyOf(code));
      const span = at < 0 ? -1 : spanOn(at, dayOf(on));
      const isCovered = isComplete(meta, on);
      // It ended somewhere between two releases that are loaded: on days that neither covers nobody can say.
      if (span >= 0 && (isCovered || goesOn(at, span))) return isBillable(span) ? "valid" : "invalid";
      if (isCovered) return "invalid";
      if (conversions.to(code).some((one) => one.kind === "new" && one.from > on)) return "invalid";
      // What ended before is wrong; what is in no release of the day may be between two stretches of its life.
      return at >= 0 && (to[(starts[at + 1] ?? 1) - 1] ?? openDay) < dayOf(on) ? "invalid" : "unknown";
    },
    detail: (code, on) => {
      const at = positionOf(keys, keyOf(code));
      if (at < 0) return undefined;
      const span = nearest(at, dayOf(on));
      const last = to[span] ?? openDay;
      const tablesFrom = tables.releaseOf(code, on);
      return {
        code,
        title: pack.texts.text(titles[span] ?? 0),
        short: pack.texts.text(shorts[at] ?? 0),
        billable: isBillable(span),
        from: dateOf(from[span] ?? 0),
        ...(last === openDay ? {} : { to: dateOf(last) }),
        places: placesOf(code, on),
        ...(tablesFrom === undefined ? {} : { tablesFrom }),
        changes: codeChanges(history(code), meta.codeReleases),
        replaces: conversions.to(code),
        replacedBy: conversions.from(code),
        indexPaths: search.pathsTo(code),
      };
    },
  };
}

function sharedBeginning(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** A release tells the whole truth from its first day to the next, and to the end of its fiscal year. */
function isComplete({ codeReleases }: PcsMeta, on: IsoDate): boolean {
  const release = codeReleases.findLast((one) => one.effective <= on);
  if (release === undefined) return false;
  const year = Number(release.effective.slice(0, 4)) + (release.effective.slice(5) >= "10-01" ? 1 : 0);
  return on < `${year}-10-01`;
}

function openConversions(pack: Pack): {
  to(code: string): readonly PcsConversionEvent[];
  from(code: string): readonly PcsConversionEvent[];
} {
  const codes = pack.f64("cv_code");
  const previous = pack.f64("cv_previous");
  const kinds = pack.u8("cv_kind");
  const days = pack.i32("cv_from");
  const events = (column: Float64Array, code: string): readonly PcsConversionEvent[] => {
    const wanted = keyOf(code);
    const found: PcsConversionEvent[] = [];
    if (wanted === 0) return found;
    for (let row = 0; row < column.length; row += 1)
      if (column[row] === wanted)
        found.push({
          from: dateOfDayNumber(days[row] ?? 0),
          kind: changeKinds[kinds[row] ?? 0] ?? "new",
          code: codeOfKey(codes[row] ?? 0),
          previous: codeOfKey(previous[row] ?? 0),
        });
    return found;
  };
  return { to: (code) => events(codes, code), from: (code) => events(previous, code) };
}
