/** Add-on codes with the primary codes that each may stand beside, by day. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { AddOn } from "../model.ts";

export interface AddOnRow {
  readonly code: string;
  readonly type: 1 | 2 | 3;
  /** Absent: the contractor says which. */
  readonly primary?: string;
  /** First and last day; absent means open. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface AddOnTable {
  readonly size: number;
  addOn(code: string, on: IsoDate): AddOn | undefined;
  /** Add-on codes that name the code as one they may stand beside. */
  addOnsOf(primary: string, on: IsoDate): readonly string[];
}

export function openAddOns(rows: readonly AddOnRow[]): AddOnTable {
  const byCode = new Map<string, AddOnRow[]>();
  for (const row of rows) {
    const list = byCode.get(row.code);
    if (list === undefined) byCode.set(row.code, [row]);
    else list.push(row);
  }
  return {
    size: byCode.size,
    addOnsOf: (primary, on) => [
      ...new Set(
        rows
          .filter((row) => row.primary === primary && (row.from === undefined || row.from <= on) && (row.to === undefined || on <= row.to))
          .map((row) => row.code),
      ),
    ],
    addOn(code, on) {
      const inForce = (byCode.get(code) ?? []).filter(
        ({ from, to }) => (from === undefined || from <= on) && (to === undefined || on <= to),
      );
      const type = inForce[0]?.type;
      if (type === undefined) return undefined;
      return { code, type, primaries: inForce.flatMap(({ primary }) => primary ?? []) };
    },
  };
}
