/** The editions of one table side by side: a row that stays the same from one edition to the next is kept once. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { endOfPrefix, firstAtLeast, keyOf } from "../pack/code-key.ts";
import type { Pack, PackWriter } from "../pack/pack-file.ts";
import { type FeeRelease, noNumber } from "./fee-kind.ts";

export interface Edition {
  readonly effective: IsoDate;
  readonly until?: IsoDate;
  readonly columns: readonly string[];
  readonly constants: Readonly<Record<string, string>>;
  readonly rows: number;
}

export interface ScheduleRow {
  readonly edition: Edition;
  readonly key: number;
  readonly text: string;
  /** Equal for equal texts of one pack. */
  readonly textId: number;
  /** By the place of the column; undefined where the table says nothing. */
  number(column: number): number | undefined;
}

export interface ScheduleTable {
  readonly editions: readonly Edition[];
  /** The newest edition that has begun on the day, unless it has ended. */
  edition(on: IsoDate): Edition | undefined;
  /** The place of the first row of the key in the edition of the day, or -1: for those who keep what they made of it. */
  place(key: number, on: IsoDate): number;
  /** Rows of the key in the edition of the day; several only where the table tells them apart by something else. */
  rows(key: number, on: IsoDate): readonly ScheduleRow[];
  /** Rows of every key that begins with the code. */
  beginning(code: string, on: IsoDate): readonly ScheduleRow[];
  /** Every row of the edition, in the order of the keys. */
  every(on: IsoDate): Iterable<ScheduleRow>;
}

/** What is kept in the pack's head for one table. */
export interface ScheduleMeta {
  readonly editions: readonly (Omit<Edition, "columns"> & { readonly columns: number })[];
  readonly columns: readonly (readonly string[])[];
}

interface Span {
  readonly key: number;
  readonly part: string;
  readonly numbers: readonly number[];
  readonly text: string;
  readonly first: number;
  last: number;
}

/** Of two editions with the same first day the later one in the list counts. */
export function writeSchedule(writer: PackWriter, name: string, releases: readonly FeeRelease[]): ScheduleMeta {
  const byDay = new Map(releases.map((one) => [one.effective, one]));
  const sorted = [...byDay.values()].sort((a, b) => (a.effective < b.effective ? -1 : 1));
  const columns: (readonly string[])[] = [];
  const columnPlace = (wanted: readonly string[]): number => {
    const at = columns.findIndex((one) => one.join("\n") === wanted.join("\n"));
    return at >= 0 ? at : columns.push(wanted) - 1;
  };
  const places = sorted.map((one) => columnPlace(one.columns));
  const spans = spansOf(sorted, places);
  const starts = new Uint32Array(spans.length + 1);
  spans.forEach((span, at) => {
    starts[at + 1] = (starts[at] ?? 0) + span.numbers.length;
  });
  const numbers = spans.flatMap((span) => span.numbers);
  const isWide = numbers.some((one) => one > 2_147_483_647 || one < noNumber);
  writer.add(
    `${name}.keys`,
    Float64Array.from(spans, (span) => span.key),
  );
  writer.add(
    `${name}.first`,
    Uint16Array.from(spans, (span) => span.first),
  );
  writer.add(
    `${name}.last`,
    Uint16Array.from(spans, (span) => span.last),
  );
  writer.add(`${name}.starts`, starts);
  writer.add(`${name}.${isWide ? "wide" : "numbers"}`, isWide ? Float64Array.from(numbers) : Int32Array.from(numbers));
  writer.addTexts(
    `${name}.texts`,
    spans.map((span) => writer.intern(span.text)),
  );
  return {
    editions: sorted.map(({ effective, until, constants, rows }, at) => ({
      effective,
      ...(until === undefined ? {} : { until }),
      constants,
      rows: rows.length,
      columns: places[at] ?? 0,
    })),
    columns,
  };
}

function spansOf(sorted: readonly FeeRelease[], places: readonly number[]): readonly Span[] {
  const open = new Map<string, Span>();
  const spans: Span[] = [];
  sorted.forEach(({ rows }, edition) => {
    // The same row twice in one edition: the later one counts.
    const own = new Map(rows.map((row) => [`${row.key} ${row.part ?? ""}`, row]));
    for (const [name, { key, part = "", numbers, text }] of own) {
      const before = open.get(name);
      const goesOn = before !== undefined && before.last === edition - 1 && places[before.first] === places[edition];
      if (goesOn && before.text === text && before.numbers.every((one, at) => one === numbers[at])) before.last = edition;
      else {
        const span = { key, part, numbers, text, first: edition, last: edition };
        open.set(name, span);
        spans.push(span);
      }
    }
  });
  return spans.sort((a, b) => a.key - b.key || a.first - b.first || (a.part < b.part ? -1 : a.part > b.part ? 1 : 0));
}

export function openSchedule(pack: Pack, name: string, meta: ScheduleMeta): ScheduleTable {
  const keys = pack.f64(`${name}.keys`);
  const first = pack.u16(`${name}.first`);
  const last = pack.u16(`${name}.last`);
  const starts = pack.u32(`${name}.starts`);
  const narrow = pack.i32(`${name}.numbers`);
  const numbers = narrow.length > 0 ? narrow : pack.f64(`${name}.wide`);
  const texts = pack.u32(`${name}.texts`);
  const editions = meta.editions.map((one): Edition => ({ ...one, columns: meta.columns[one.columns] ?? [] }));
  const begins = editions.map((one) => one.effective);
  const placeOn = (on: IsoDate): number => {
    for (let at = begins.length - 1; at >= 0; at -= 1) {
      if ((begins[at] ?? on) > on) continue;
      const until = editions[at]?.until;
      return until !== undefined && until < on ? -1 : at;
    }
    return -1;
  };
  const rowAt = (at: number, edition: Edition): ScheduleRow => {
    const from = starts[at] ?? 0;
    return {
      edition,
      key: keys[at] ?? 0,
      textId: texts[at] ?? 0,
      get text() {
        return pack.texts.text(texts[at] ?? 0);
      },
      number: (column) => {
        const value = column < 0 || from + column >= (starts[at + 1] ?? 0) ? noNumber : (numbers[from + column] ?? noNumber);
        return value === noNumber ? undefined : value;
      },
    };
  };
  const holds = (at: number, place: number): boolean => (first[at] ?? 0) <= place && place <= (last[at] ?? 0);
  return {
    editions,
    edition: (on) => editions[placeOn(on)],
    place(key, on) {
      const place = placeOn(on);
      if (place < 0) return -1;
      for (let at = firstAtLeast(keys, key); keys[at] === key; at += 1) if (holds(at, place)) return at;
      return -1;
    },
    rows(key, on) {
      const place = placeOn(on);
      const edition = editions[place];
      if (edition === undefined) return [];
      const found: ScheduleRow[] = [];
      for (let at = firstAtLeast(keys, key); keys[at] === key; at += 1) if (holds(at, place)) found.push(rowAt(at, edition));
      return found;
    },
    beginning(code, on) {
      const place = placeOn(on);
      const edition = editions[place];
      if (edition === undefined || keyOf(code) === 0) return [];
      const found: ScheduleRow[] = [];
      const end = endOfPrefix(keys, code);
      for (let at = firstAtLeast(keys, keyOf(code)); at < end; at += 1) if (holds(at, place)) found.push(rowAt(at, edition));
      return found;
    },
    *every(on) {
      const place = placeOn(on);
      const edition = editions[place];
      if (edition === undefined) return;
      for (let at = 0; at < keys.length; at += 1) if (holds(at, place)) yield rowAt(at, edition);
    },
  };
}
