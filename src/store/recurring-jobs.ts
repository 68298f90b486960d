/** What is done again and again for a practice: when it last ran, and what came of it. */
import type { RecurringKind } from "./queue/task-names.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface RecurringRun {
  readonly kind: RecurringKind;
  /** ISO instants. */
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly outcome?: string;
  readonly failures: number;
  readonly lastError?: string;
}

export async function listRecurring(tx: Tx): Promise<readonly RecurringRun[]> {
  const rows = await tx.many<RecurringRun>(sql`
    select kind, started_at as "startedAt", ended_at as "endedAt", outcome, failures, last_error as "lastError"
    from recurring_job where practice_id = ${tx.practiceId} order by kind`);
  return rows.map((row) => present(row) as RecurringRun);
}

export async function beginRecurring(tx: Tx, kind: RecurringKind): Promise<void> {
  await tx.run(sql`
    insert into recurring_job (practice_id, kind, started_at) values (${tx.practiceId}, ${kind}, now())
    on conflict (practice_id, kind) do update set started_at = now(), ended_at = null`);
}

/** Without `lastError` it succeeded. Returns how often in a row it has failed now. */
export async function endRecurring(
  tx: Tx,
  kind: RecurringKind,
  end: { readonly outcome: string } | { readonly lastError: string },
): Promise<number> {
  const { failures } =
    "outcome" in end
      ? await tx.one<{ failures: number }>(sql`
          update recurring_job set ended_at = now(), outcome = ${end.outcome}, failures = 0, last_error = null, failed_at = null
          where practice_id = ${tx.practiceId} and kind = ${kind} returning failures`)
      : await tx.one<{ failures: number }>(sql`
          update recurring_job set ended_at = now(), failures = failures + 1, last_error = ${end.lastError}, failed_at = now()
          where practice_id = ${tx.practiceId} and kind = ${kind} returning failures`);
  return failures;
}
