/** How many rows each table of a practice has. */
import pg from "pg";
import { eraseOrder } from "../erase-practice.ts";
import type { Tx } from "../transaction.ts";

/** By reading whole rows, not an index: what cannot be read fails. */
export async function rowCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of eraseOrder) {
    const name = pg.escapeIdentifier(table);
    const text = `select coalesce(count(r.*), 0)::bigint as n from (select * from ${name} where practice_id = $1 offset 0) r`;
    counts.set(table, (await tx.one<{ n: number }>({ text, values: [tx.practiceId] })).n);
  }
  return counts;
}
