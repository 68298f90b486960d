/** ICD-10-CM out of a pack: codes with their history, notes of their own and inherited, validity by date. */
import type { Validity } from "../../kernel/code-lookup.ts";
import { addDays, addYears, type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { hasIcd10Shape } from "../code-text.ts";
import type { CodeSpan, Diagnosis, DiagnosisDetail, DiagnosisFlag, SeventhCharacter } from "../model.ts";
import { codeOfKey, endOfPrefix, firstAtLeast, keyOf, positionOf } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import { firstDay } from "../parse-tabular.ts";
import { flagBits, flagNames, flagsByRules, type Icd10cmMeta } from "./compile-pack.ts";
import { type IndexTable, openIndex } from "./index-table.ts";
import { dateOf, dayOf, openDay } from "./spans.ts";
import { openTabulars, type TabularPage } from "./tabulars.ts";

export interface Diagnoses {
  readonly size: number;
  readonly meta: Icd10cmMeta;
  readonly index: IndexTable;
  codes(): readonly string[];
  codeAt(position: number): string;
  position(code: string): number;
  /** Positions of the codes directly below. */
  below(position: number): readonly number[];
  /** The same one by one, without a list: the first of them, and the next under the same heading; -1 when there is none. */
  firstBelow(position: number): number;
  nextBeside(position: number): number;
  /** Positions of the codes that begin so: from … to before. */
  beginningWith(prefix: string): { readonly from: number; readonly to: number };
  /** Written for the starter set, so a code that practices use often. */
  isCommon(position: number): boolean;
  /** Title and billable on the day; a code that is not in force then as it was last, or will be first. */
  get(code: string, on: IsoDate): Diagnosis | undefined;
  detail(code: string, on: IsoDate): DiagnosisDetail | undefined;
  title(code: string, on: IsoDate): string | undefined;
  validity(code: string, on: IsoDate): Validity;
  history(code: string): readonly CodeSpan[];
  sevenths(code: string, on: IsoDate): readonly SeventhCharacter[];
  inclusions(code: string): readonly string[];
  /** Where the spans of a code begin; those of the next code begin where they end. */
  firstSpan(position: number): number;
  /** Position of the span that holds on the day, or -1. */
  spanOn(position: number, day: number): number;
  isBillable(span: number): boolean;
  titleOf(span: number): string;
  releaseOn(on: IsoDate): string | undefined;
}

const keptDetails = 20_000;

export function openDiagnoses(pack: Pack): Diagnoses {
  const meta = pack.meta as Icd10cmMeta;
  const keys = pack.f64("code_key");
  const parents = pack.i32("code_parent");
  const order = pack.u32("code_order");
  const ownFlags = pack.u16("code_flags");
  const common = pack.u8("code_common");
  const starts = pack.u32("span_start");
  const from = pack.u16("span_from");
  const to = pack.u16("span_to");
  const titles = pack.u32("span_title");
  const bits = pack.u8("span_bits");
  const releases = pack.u8("span_release");
  const tabulars = openTabulars(pack, meta);
  const index = openIndex(pack, meta);
  const position = (code: string): number => positionOf(keys, keyOf(code));

  const spanOn = (at: number, day: number): number => {
    const end = starts[at + 1] ?? 0;
    for (let span = starts[at] ?? 0; span < end; span += 1) if ((from[span] ?? 0) <= day && day <= (to[span] ?? 0)) return span;
    return -1;
  };
  /** The span of the day, else the last one before it, else the first. */
  const nearest = (at: number, day: number): number => {
    const found = spanOn(at, day);
    if (found >= 0) return found;
    const first = starts[at] ?? 0;
    let best = first;
    for (let span = first; span < (starts[at + 1] ?? 0); span += 1) if ((to[span] ?? 0) < day) best = span;
    return best;
  };
  const { first, next } = childLists(parents);
  const below = (at: number): readonly number[] => {
    const found: number[] = [];
    for (let one = first[at] ?? -1; one >= 0; one = next[one] ?? -1) found.push(one);
    return found;
  };
  const parentOf = (at: number, day: number): number => {
    let above = parents[at] ?? -1;
    while (above >= 0 && spanOn(above, day) < 0 && (parents[above] ?? -1) >= 0) above = parents[above] ?? -1;
    return above;
  };
  const belowOn = (at: number, day: number): readonly number[] => {
    const found: number[] = [];
    const end = endOfPrefix(keys, codeOfKey(keys[at] ?? 0));
    for (let next = at + 1; next < end; next += 1) if (spanOn(next, day) >= 0 && parentOf(next, day) === at) found.push(next);
    return found;
  };
  /** Of a code that does not hold on the day those of whatever day. */
  const childrenOf = (at: number, day: number): readonly string[] => {
    return (spanOn(at, day) < 0 ? below(at) : belowOn(at, day))
      .toSorted((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b)
      .map((one) => codeOfKey(keys[one] ?? 0));
  };
  const pageAt = (code: string, on: IsoDate): TabularPage => tabulars.page(code, on);
  const flagsOf = (at: number, code: string): number => (ownFlags[at] ?? 0) | flagsByRules(code, meta.rules);

  const make = (code: string, on: IsoDate): DiagnosisDetail | undefined => {
    const at = position(code);
    if (at < 0) return undefined;
    const day = dayOf(on);
    const span = nearest(at, day);
    const page = pageAt(code, on);
    const ancestors: string[] = [];
    let inherited = flagsOf(at, code) | page.flags;
    for (let above = parentOf(at, day); above >= 0; above = parentOf(above, day)) {
      ancestors.unshift(codeOfKey(keys[above] ?? 0));
      inherited |= ownFlags[above] ?? 0;
    }
    const last = to[span] ?? openDay;
    const parent = ancestors.at(-1);
    return {
      code,
      title: pack.texts.text(titles[span] ?? 0),
      billable: ((bits[span] ?? 0) & 1) === 1,
      from: dateOf(from[span] ?? 0),
      ...(last === openDay ? {} : { to: dateOf(last) }),
      notes: page.own,
      flags: namesOf(flagsOf(at, code)),
      children: childrenOf(at, day),
      ...(parent === undefined ? {} : { parent }),
      ...(page.block === undefined ? {} : { block: page.block }),
      ...(page.chapter === undefined ? {} : { chapter: page.chapter }),
      allNotes: page.all,
      allFlags: namesOf(inherited),
      ancestors,
      indexPaths: index.pathsTo(entriesOf(pack, at)),
      ...(page.release === undefined ? {} : { notesFrom: page.release }),
      sevenths: page.sevenths,
    };
  };
  const kept = new Map<string, DiagnosisDetail | undefined>();
  const detail = (code: string, on: IsoDate): DiagnosisDetail | undefined => {
    const key = `${code} ${on}`;
    if (kept.has(key)) return kept.get(key);
    if (kept.size >= keptDetails) kept.clear();
    const made = make(code, on);
    kept.set(key, made);
    return made;
  };

  let listed: readonly string[] | undefined;
  return {
    size: keys.length,
    meta,
    index,
    codes: () => {
      listed ??= Array.from(keys, codeOfKey);
      return listed;
    },
    codeAt: (at) => codeOfKey(keys[at] ?? 0),
    position,
    below,
    firstBelow: (at) => first[at] ?? -1,
    nextBeside: (at) => next[at] ?? -1,
    beginningWith: (prefix) => ({ from: firstAtLeast(keys, keyOf(prefix)), to: endOfPrefix(keys, prefix) }),
    isCommon: (at) => common[at] === 1,
    get: detail,
    detail,
    title: (code, on) => {
      const at = position(code);
      return at < 0 ? undefined : pack.texts.text(titles[nearest(at, dayOf(on))] ?? 0);
    },
    inclusions: tabulars.inclusions,
    sevenths: (code, on) => pageAt(code, on).sevenths,
    firstSpan: (at) => starts[at] ?? 0,
    spanOn,
    isBillable: (span) => ((bits[span] ?? 0) & 1) === 1,
    titleOf: (span) => pack.texts.text(titles[span] ?? 0),
    history: (code) => {
      const at = position(code);
      if (at < 0) return [];
      return Array.from({ length: (starts[at + 1] ?? 0) - (starts[at] ?? 0) }, (_, offset): CodeSpan => {
        const span = (starts[at] ?? 0) + offset;
        const last = to[span] ?? openDay;
        const release = meta.releases[(releases[span] ?? 0) - 1]?.name ?? meta.tabulars[0]?.release;
        return {
          from: dateOf(from[span] ?? 0),
          ...(last === openDay ? {} : { to: dateOf(last) }),
          title: pack.texts.text(titles[span] ?? 0),
          billable: ((bits[span] ?? 0) & 1) === 1,
          ...(release === undefined ? {} : { release }),
        };
      });
    },
    releaseOn: (on) =>
      meta.releases.findLast((one) => one.effective <= on)?.name ?? (meta.starterTabular ? meta.tabulars[0]?.release : undefined),
    validity: (code, on) => {
      if (on < firstDay) return "unknown";
      if (!hasIcd10Shape(code)) return "invalid";
      const at = position(code);
      const day = dayOf(on);
      if (at >= 0 && spanOn(at, day) >= 0) return ((bits[spanOn(at, day)] ?? 0) & 1) === 1 ? "valid" : "invalid";
      if (isComplete(meta, on)) return "invalid";
      // What a release lists that came into force later may have been valid long before.
      if (at >= 0 && (from[starts[at] ?? 0] ?? 0) > day) return isStarter(starts[at] ?? 0) ? "invalid" : "unknown";
      if (at >= 0 && hasEnded(at, day)) return "invalid";
      return provesWrong(code, day) ? "invalid" : "unknown";
    },
  };

  function isStarter(span: number): boolean {
    return ((bits[span] ?? 0) & 2) === 2;
  }

  function hasEnded(at: number, day: number): boolean {
    return (to[(starts[at + 1] ?? 1) - 1] ?? openDay) < day;
  }

  /** A partial list proves two things wrong: a code with longer ones below it, and one longer than a billable code, both in force. */
  function provesWrong(code: string, day: number): boolean {
    const end = endOfPrefix(keys, code);
    for (let longer = firstLonger(code); longer < end; longer += 1) if (spanOn(longer, day) >= 0) return true;
    for (let length = 3; length < code.length; length += 1) {
      const shorter = position(code.slice(0, length));
      if (shorter < 0) continue;
      const span = spanOn(shorter, day);
      if (span >= 0 && ((bits[span] ?? 0) & 1) === 1 && to[span] === openDay) return true;
    }
    return false;
  }

  function firstLonger(code: string): number {
    const at = position(code);
    return at >= 0 ? at + 1 : firstAtLeast(keys, keyOf(code));
  }
}

/** For each code the first below it and the next beside it: walked at every keystroke, so neither searched for nor listed then. */
function childLists(parents: Int32Array): { readonly first: Int32Array; readonly next: Int32Array } {
  const first = new Int32Array(parents.length).fill(-1);
  const next = new Int32Array(parents.length).fill(-1);
  for (let at = parents.length - 1; at >= 0; at -= 1) {
    const above = parents[at] ?? -1;
    if (above < 0) continue;
    next[at] = first[above] ?? -1;
    first[above] = at;
  }
  return { first, next };
}

/** A release tells the whole truth from its first day to the next release, and to the end of its fiscal year. */
function isComplete(meta: Icd10cmMeta, on: IsoDate): boolean {
  const release = meta.releases.findLast((one) => one.effective <= on);
  const effective = parseIsoDate(release?.effective ?? "");
  if (effective === undefined) return false;
  const year = Number(effective.slice(0, 4)) + (effective.slice(5) >= "10-01" ? 1 : 0);
  return on < `${year}-10-01` || addDays(addYears(effective, 1), -1) >= on;
}

function entriesOf(pack: Pack, at: number): readonly number[] {
  const starts = pack.u32("entry_start");
  return Array.from(pack.u32("entry_of").subarray(starts[at] ?? 0, starts[at + 1] ?? 0));
}

function namesOf(bits: number): readonly DiagnosisFlag[] {
  return flagNames.filter((flag) => (bits & flagBits([flag])) !== 0);
}
