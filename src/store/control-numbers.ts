/** Numbers that a practice gives out, each once: control numbers of interchanges, claims, statements, accounts. */

import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type CounterKind = "interchange" | "group" | "set" | "batch" | "claim" | "statement" | "patient";

/**
 * Takes `count` numbers and returns the first of them; they follow each other. The counter stays locked until the
 * transaction ends, so a number is never given twice, and one that is rolled back is given again.
 */
export async function takeNumbers(tx: Tx, kind: CounterKind, count = 1): Promise<number> {
  const row = await tx.one<{ first: number }>(sql`
    insert into counter (practice_id, kind, next) values (${tx.practiceId}, ${kind}, 1 + ${count}::bigint)
    on conflict (practice_id, kind) do update set next = counter.next + ${count}::bigint
    returning next - ${count}::bigint as first`);
  return row.first;
}
