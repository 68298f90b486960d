/** Which days' rows are asked for. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Days } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";

/** All of the days, or of them only some. */
export interface DaysAsked extends Days {
  readonly only?: readonly IsoDate[];
}

export function within(column: Sql, { from, to, only }: DaysAsked): Sql {
  return only === undefined ? sql`${column} between ${from}::date and ${to}::date` : sql`${column} = any(${only}::date[])`;
}
