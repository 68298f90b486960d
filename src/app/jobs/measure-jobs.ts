/** For `bench`: jobs that find nothing to do, and how long each took from being asked for to its end. */
import { sql } from "../../store/sql.ts";
import { inPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { startJob } from "./start-jobs.ts";
import { filesJob } from "./tasks.ts";

/** Each in a transaction of its own, as people ask. `first`: a number that no such job of the practice has had. */
export async function askForIdleJobs(
  context: Context,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<void> {
  for (let n = first; n < first + count; n += 1)
    await inPractice(context.app.pool, context.practiceId, (tx) => startJob(context, tx, { ...filesJob, subjectId: n }));
}

/** Milliseconds of each job that is done. */
export async function timesOfDoneJobs({ app, practiceId }: Context): Promise<readonly number[]> {
  const rows = await inPractice(app.pool, practiceId, (tx) =>
    tx.many<{ ms: number }>(sql`
      select (extract(epoch from ended_at - asked_at) * 1000)::float8 as ms from job
      where practice_id = ${practiceId} and state = 'done' order by id`),
  );
  return rows.map((row) => row.ms);
}
