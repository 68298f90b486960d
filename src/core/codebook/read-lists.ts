/** Rows of reason, remark and status codes and of add-on pairs. */

import type { Carc, ClaimStatusCategory, Rarc, TitledCode } from "./model.ts";
import type { AddOnRow } from "./ncci/add-ons.ts";
import { type Table, windowOf } from "./parse-table.ts";

export function readCarcs(table: Table): readonly Carc[] {
  return table.rows.map((row) => ({
    code: row.cell("code"),
    title: row.cell("wording"),
    category: row.cell("category"),
    usualGroup: row.cell("group"),
    preventable: row.cell("preventable"),
    action: row.cell("action"),
    appeal: row.cell("appeal"),
    frequent: row.cell("frequent") === "Y",
    ...windowOf(row),
  }));
}

export function readRarcs(table: Table): readonly Rarc[] {
  return table.rows.map((row) => ({
    code: row.cell("code"),
    title: row.cell("wording"),
    category: row.cell("category"),
    action: row.cell("action"),
    alert: row.cell("alert") === "Y",
  }));
}

export function readStatusCategories(table: Table): readonly ClaimStatusCategory[] {
  return table.rows.map((row) => ({ code: row.cell("code"), title: row.cell("wording"), state: row.cell("state") }));
}

export function readTitled(table: Table): readonly TitledCode[] {
  return table.rows.map((row) => ({ code: row.cell("code"), title: row.cell("wording") }));
}

/** One row a code; primaries separated by spaces, "*" when the contractor says which. */
/** A row for each pair; one without primary code for what the contractor decides. */
export function readAddOns(table: Table): readonly AddOnRow[] {
  return table.rows.flatMap((row) => {
    const type = row.cell("type");
    const primaries = row
      .cell("primaries")
      .split(/\s+/)
      .filter((code) => code !== "" && code !== "*");
    const addOn = { code: row.cell("code"), type: type === "1" ? 1 : type === "2" ? 2 : 3 } as const;
    return primaries.length === 0 ? [addOn] : primaries.map((primary) => ({ ...addOn, primary }));
  });
}
