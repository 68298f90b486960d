/** Medically unlikely edits: the most units of a code, and how the limit is counted. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Mue } from "./model.ts";

export interface MueTable {
  readonly size: number;
  /** The limit of the newest table that was in force on the day. */
  mue(code: string, on: IsoDate): Mue | undefined;
}

/** What a pack holds: sorted by code, then by the day from which the row holds. */
export interface MueColumns {
  readonly codes: readonly string[];
  readonly from: readonly IsoDate[];
  readonly units: Uint32Array;
  readonly mais: Uint8Array;
}

export interface MueBuilder {
  /** `from`: the first day of the table's quarter; absent: each day. A later row for the same code and day replaces the earlier one. */
  add(code: string, units: number, mai: 1 | 2 | 3, from?: IsoDate): void;
  build(): MueTable;
  columns(): MueColumns;
}

const always = "0001-01-01" as IsoDate;

export function createMueBuilder(): MueBuilder {
  const rows = new Map<string, { readonly code: string; readonly from: IsoDate; readonly units: number; readonly mai: 1 | 2 | 3 }>();
  const columns = (): MueColumns => {
    const sorted = [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    return {
      codes: sorted.map((row) => row.code),
      from: sorted.map((row) => row.from),
      units: Uint32Array.from(sorted, (row) => row.units),
      mais: Uint8Array.from(sorted, (row) => row.mai),
    };
  };
  return {
    add(code, units, mai, from = always) {
      rows.set(`${code} ${from}`, { code, from, units, mai });
    },
    columns,
    build: () => openMue(columns()),
  };
}

export function openMue({ codes, from, units, mais }: MueColumns): MueTable {
  /** The last row of each code. */
  const last = new Map(codes.map((code, at) => [code, at]));
  return {
    size: codes.length,
    mue(code, on) {
      for (let at = last.get(code) ?? -1; at >= 0 && codes[at] === code; at -= 1) {
        if ((from[at] ?? on) > on) continue;
        const mai = mais[at];
        return { code, units: units[at] ?? 0, mai: mai === 1 ? 1 : mai === 2 ? 2 : 3 };
      }
      return undefined;
    },
  };
}
