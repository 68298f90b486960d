/** From SQL's null to the model's absence, and names of people between columns and values. */
import type { PersonName } from "../core/parties/model.ts";

type WithoutNull<Row> = { readonly [Key in keyof Row]?: NonNullable<Row[Key]> };

/** The same object without the keys that are null. */
export function present<Row extends object>(row: Row): WithoutNull<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as WithoutNull<Row>;
}

export interface NameColumns {
  readonly last_name: string;
  readonly first_name: string;
  readonly middle_name: string | null;
  readonly suffix: string | null;
}

export function nameOf(row: NameColumns): PersonName {
  return { last: row.last_name, first: row.first_name, ...present({ middle: row.middle_name, suffix: row.suffix }) };
}

/** Rows by a key, in their order. */
export function groupRows<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
