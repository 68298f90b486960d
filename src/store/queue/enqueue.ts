/** Puts work into the queue, in the caller's transaction and for its practice: rolled back with it, and seen with it. */
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import type { JobKind, RecurringKind } from "./task-names.ts";

/** The same job again only moves it to the new time. */
export async function enqueueJob(
  tx: Tx,
  { kind, jobId, afterSeconds = 0 }: { readonly kind: JobKind; readonly jobId: number; readonly afterSeconds?: number },
): Promise<void> {
  await tx.run(sql`select queue.enqueue(${kind}, ${jobId}::bigint, make_interval(secs => ${afterSeconds}))`);
}

/** Once for this practice, however often it is asked for before it runs. */
export async function enqueueRecurring(tx: Tx, kind: RecurringKind): Promise<void> {
  await tx.run(sql`select queue.enqueue(${kind}, null)`);
}
