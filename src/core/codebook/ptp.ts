/** NCCI procedure-to-procedure edits, kept as typed arrays grouped by column 1, so that two million rows stay small. */
import { assert } from "../kernel/assert.ts";
import { dateOfDayNumber, dayNumber, type IsoDate } from "../kernel/iso-date.ts";
import type { PtpEdit, PtpPair, PtpPartners, Window } from "./model.ts";

export interface PtpTable {
  readonly size: number;
  readonly bytes: number;
  /** The edit of this ordered pair that is in force on the day. */
  ptpEdit(column1: string, column2: string, on: IsoDate): PtpEdit | undefined;
  /** Looks through all pairs: for a page about one code, not for a claim. */
  ptpPartners(code: string, on: IsoDate): PtpPartners;
  /** Every pair of the day that has the code, by the other code; as costly as `ptpPartners`. */
  ptpPairs(code: string, on: IsoDate): readonly PtpPair[];
}

export interface PtpBuilder {
  /** Dates are the first and the last day in force; absent means open. Rows may come in any order. */
  add(column1: string, column2: string, indicator: 0 | 1 | 9, from?: IsoDate, to?: IsoDate): void;
  build(): PtpTable;
  columns(): PtpColumns;
}

/** What a pack holds of the table. */
export interface PtpColumns {
  /** Column 2 is told by the place of its code here. */
  readonly codes: readonly string[];
  /** Where the rows of each code as column 1 begin, and one more. */
  readonly starts: Uint32Array;
  readonly seconds: Uint16Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  readonly kinds: Uint8Array;
}

/** Days are counted from here in 16 bits, which reach to 2169. */
const origin = dayNumber("1990-01-01" as IsoDate);
const open = 65535;

export function createPtpBuilder(): PtpBuilder {
  const ids = new Map<string, number>();
  const codes: string[] = [];
  let size = 0;
  let rows = new Uint32Array(4096 * 2);
  let days = new Uint16Array(4096 * 2);
  let indicators = new Uint8Array(4096);
  const idOf = (code: string): number => {
    const known = ids.get(code);
    if (known !== undefined) return known;
    codes.push(code);
    ids.set(code, codes.length - 1);
    return codes.length - 1;
  };
  return {
    add(column1, column2, indicator, from, to) {
      if (size === indicators.length) {
        rows = grown(rows, new Uint32Array(rows.length * 2));
        days = grown(days, new Uint16Array(days.length * 2));
        indicators = grown(indicators, new Uint8Array(indicators.length * 2));
      }
      rows[size * 2] = idOf(column1);
      rows[size * 2 + 1] = idOf(column2);
      days[size * 2] = from === undefined ? 0 : dayOf(from);
      days[size * 2 + 1] = to === undefined ? open : dayOf(to);
      indicators[size] = indicator;
      size += 1;
    },
    build: () => openPtp(compact({ codes, size, rows, days, indicators })),
    columns: () => compact({ codes, size, rows, days, indicators }),
  };
}

interface Rows {
  readonly codes: readonly string[];
  readonly size: number;
  readonly rows: Uint32Array;
  readonly days: Uint16Array;
  readonly indicators: Uint8Array;
}

function compact({ codes, size, rows, days, indicators }: Rows): PtpColumns {
  assert(codes.length < 65_536, "there are fewer procedure codes than sixteen bits count");
  const starts = new Uint32Array(codes.length + 1);
  for (let row = 0; row < size; row += 1) starts[(rows[row * 2] ?? 0) + 1] = (starts[(rows[row * 2] ?? 0) + 1] ?? 0) + 1;
  for (let id = 0; id < codes.length; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) {
    const id = rows[row * 2] ?? 0;
    order[next[id] ?? 0] = row;
    next[id] = (next[id] ?? 0) + 1;
  }
  for (let id = 0; id < codes.length; id += 1) {
    order.subarray(starts[id], starts[id + 1]).sort((a, b) => (rows[a * 2 + 1] ?? 0) - (rows[b * 2 + 1] ?? 0));
  }
  const seconds = new Uint16Array(size);
  const from = new Uint16Array(size);
  const to = new Uint16Array(size);
  const kinds = new Uint8Array(size);
  order.forEach((row, at) => {
    seconds[at] = rows[row * 2 + 1] ?? 0;
    from[at] = days[row * 2] ?? 0;
    to[at] = days[row * 2 + 1] ?? open;
    kinds[at] = indicators[row] ?? 9;
  });
  return { codes, starts, seconds, from, to, kinds };
}

export function openPtp({ codes, starts, seconds, from, to, kinds }: PtpColumns): PtpTable {
  const ids = new Map(codes.map((code, id) => [code, id]));
  const windowOf = (at: number): Window => {
    const start = from[at] ?? 0;
    const stop = to[at] ?? open;
    return {
      ...(start === 0 ? {} : { from: dateOfDayNumber(start + origin) }),
      ...(stop === open ? {} : { to: dateOfDayNumber(stop + origin) }),
    };
  };
  /** The code of column 1 among whose rows the row lies. */
  const firstOf = (row: number): number => {
    let low = 0;
    let high = codes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle + 1] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const eachPair = (code: string, on: IsoDate, take: (at: number, codeIs: PtpPair["codeIs"]) => void): void => {
    const id = ids.get(code);
    if (id === undefined) return;
    const day = dayOf(on);
    const isInForce = (at: number): boolean => {
      const stop = to[at] ?? open;
      return (from[at] ?? 0) <= day && (stop === open || day <= stop) && kinds[at] !== 9;
    };
    const end = starts[id + 1] ?? 0;
    for (let at = starts[id] ?? 0; at < end; at += 1) if (isInForce(at)) take(at, "column-1");
    for (let at = seconds.indexOf(id); at >= 0; at = seconds.indexOf(id, at + 1)) if (isInForce(at)) take(at, "column-2");
  };
  return {
    size: seconds.length,
    bytes: seconds.byteLength + from.byteLength + to.byteLength + kinds.byteLength + starts.byteLength,
    ptpPartners(code, on) {
      const counts = { paysOver: 0, paidUnder: 0, withModifier: 0 };
      eachPair(code, on, (at, codeIs) => {
        if (codeIs === "column-1") counts.paysOver += 1;
        else counts.paidUnder += 1;
        if (kinds[at] === 1) counts.withModifier += 1;
      });
      return counts;
    },
    ptpPairs(code, on) {
      const pairs: PtpPair[] = [];
      eachPair(code, on, (at, codeIs) => {
        const other = codeIs === "column-1" ? seconds[at] : firstOf(at);
        pairs.push({ other: codes[other ?? 0] ?? "", codeIs, indicator: kinds[at] === 1 ? 1 : 0, ...windowOf(at) });
      });
      return pairs.sort((a, b) => (a.other < b.other ? -1 : a.other > b.other ? 1 : a.codeIs < b.codeIs ? -1 : 1));
    },
    ptpEdit(column1, column2, on) {
      const first = ids.get(column1);
      const second = ids.get(column2);
      if (first === undefined || second === undefined) return undefined;
      const end = starts[first + 1] ?? 0;
      const day = dayOf(on);
      for (let at = lowerBound(seconds, second, starts[first] ?? 0, end); at < end && seconds[at] === second; at += 1) {
        const start = from[at] ?? 0;
        const stop = to[at] ?? open;
        if (start > day || (stop !== open && day > stop)) continue;
        return {
          column1,
          column2,
          indicator: kinds[at] === 0 ? 0 : kinds[at] === 1 ? 1 : 9,
          ...windowOf(at),
        };
      }
      return undefined;
    },
  };
}

function lowerBound(values: Uint16Array, wanted: number, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((values[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

function dayOf(date: IsoDate): number {
  return Math.min(Math.max(dayNumber(date) - origin, 1), open - 1);
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array>(old: A, bigger: A): A {
  bigger.set(old);
  return bigger;
}
