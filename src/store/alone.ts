/** One at a time, over all processes: whoever comes second waits until the first is done, or dies. */
import type { PracticeId } from "../core/kernel/id.ts";
import type { Pool } from "./pool.ts";
import { isOneTransaction } from "./transaction.ts";

/** Waits as long as a connection waits for locks. The lock goes with its connection, so a killed process holds none. */
export async function alone<Value>(
  pool: Pool,
  { practiceId, what }: { readonly practiceId: PracticeId; readonly what: string },
  work: () => Promise<Value>,
): Promise<Value> {
  // Nobody else works while a history is made.
  if (isOneTransaction(pool)) return work();
  const client = await pool.connect();
  const name = `alone ${practiceId} ${what}`;
  let broken: Error | undefined;
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]).catch((lost: Error) => {
      broken = lost;
    });
    client.release(broken);
  }
}
