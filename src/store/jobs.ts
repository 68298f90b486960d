/** Jobs as people see them: what, asked by whom, how far, what came of it. The queue only knows their numbers. */
import { enqueueJob } from "./queue/enqueue.ts";
import type { JobKind } from "./queue/task-names.ts";
import { present } from "./row.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  /** The row that it is about; 0 when it is about the practice. */
  readonly subjectId: number;
  readonly subject: string;
  readonly askedBy: string;
  readonly askedAccountId?: number;
  /** ISO instants, here and below. */
  readonly askedAt: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly nextTryAt?: string;
  readonly progressDone: number;
  readonly progressTotal?: number;
  readonly progressWords?: string;
  readonly lastError?: string;
  readonly outcome?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

const columns: Sql = sql`id, kind, subject_id as "subjectId", subject, asked_by as "askedBy", asked_account_id as "askedAccountId",
  asked_at as "askedAt", state, attempts, next_try_at as "nextTryAt", progress_done as "progressDone", progress_total as "progressTotal",
  progress_words as "progressWords", last_error as "lastError", outcome, started_at as "startedAt", ended_at as "endedAt"`;

/** Makes a job and puts it into the queue. One about the same thing that is still open is answered instead. */
export async function insertJob(
  tx: Tx,
  job: Pick<Job, "kind" | "subjectId" | "subject" | "askedBy"> & { readonly askedAccountId?: number | undefined },
): Promise<Job> {
  for (;;) {
    const row = await tx.maybe<Job>(sql`
      insert into job (practice_id, kind, subject_id, subject, asked_by, asked_account_id)
      values (${tx.practiceId}, ${job.kind}, ${job.subjectId}, ${job.subject}, ${job.askedBy}, ${job.askedAccountId})
      on conflict (practice_id, kind, subject_id) where state in ('waiting', 'running') do nothing returning ${columns}`);
    if (row !== undefined) {
      await enqueueJob(tx, { kind: job.kind, jobId: row.id });
      return jobOf(row);
    }
    const open = await findOpenJob(tx, job);
    // It may have ended between the two.
    if (open !== undefined) return open;
  }
}

export async function findJob(tx: Tx, jobId: number): Promise<Job | undefined> {
  const row = await tx.maybe<Job>(sql`select ${columns} from job where practice_id = ${tx.practiceId} and id = ${jobId}`);
  return row === undefined ? undefined : jobOf(row);
}

/** Until the transaction ends nobody else changes it. */
export async function lockJob(tx: Tx, jobId: number): Promise<Job | undefined> {
  const row = await tx.maybe<Job>(sql`select ${columns} from job where practice_id = ${tx.practiceId} and id = ${jobId} for update`);
  return row === undefined ? undefined : jobOf(row);
}

/** Those that wait or run. */
export async function listOpenJobs(tx: Tx): Promise<readonly Job[]> {
  const rows = await tx.many<Job>(sql`
    select ${columns} from job where practice_id = ${tx.practiceId} and state in ('waiting', 'running') order by id`);
  return rows.map(jobOf);
}

export async function beginJob(tx: Tx, jobId: number): Promise<void> {
  await tx.run(sql`
    update job set state = 'running', attempts = attempts + 1, next_try_at = null, started_at = coalesce(started_at, now())
    where practice_id = ${tx.practiceId} and id = ${jobId}`);
}

/** Only while it runs: what ended is not moved any more. */
export async function saveProgress(
  tx: Tx,
  jobId: number,
  progress: { readonly done: number; readonly total?: number; readonly words?: string },
): Promise<void> {
  await tx.run(sql`
    update job set progress_done = ${progress.done}, progress_total = ${progress.total}, progress_words = ${progress.words}
    where practice_id = ${tx.practiceId} and id = ${jobId} and state = 'running'`);
}

/** Back to waiting: interrupted (which does not count as a try) or to be tried again after a failure. */
export async function putOff(
  tx: Tx,
  job: Pick<Job, "id" | "kind">,
  how: { readonly afterSeconds: number; readonly countsAsTry: boolean; readonly lastError?: string },
): Promise<void> {
  await tx.run(sql`
    update job set state = 'waiting', attempts = attempts - ${how.countsAsTry ? 0 : 1}, last_error = coalesce(${how.lastError}, last_error),
      next_try_at = now() + make_interval(secs => ${how.afterSeconds})
    where practice_id = ${tx.practiceId} and id = ${job.id}`);
  await enqueueJob(tx, { kind: job.kind, jobId: job.id, afterSeconds: how.afterSeconds });
}

export async function endJob(
  tx: Tx,
  jobId: number,
  end: { readonly state: "done"; readonly outcome: string } | { readonly state: "failed"; readonly lastError: string },
): Promise<void> {
  await tx.run(sql`
    update job set state = ${end.state}, ended_at = now(), next_try_at = null,
      outcome = ${end.state === "done" ? end.outcome : null}, last_error = ${end.state === "done" ? null : end.lastError}
    where practice_id = ${tx.practiceId} and id = ${jobId}`);
}

/** The job that waits or runs and is about the same. */
export async function findOpenJob(tx: Tx, { kind, subjectId }: Pick<Job, "kind" | "subjectId">): Promise<Job | undefined> {
  const row = await tx.maybe<Job>(sql`
    select ${columns} from job
    where practice_id = ${tx.practiceId} and kind = ${kind} and subject_id = ${subjectId} and state in ('waiting', 'running')`);
  return row === undefined ? undefined : jobOf(row);
}

/** Out of the queue. Only one that waits: the caller has locked it. */
export async function cancelJob(tx: Tx, job: Pick<Job, "id" | "kind">): Promise<void> {
  await tx.run(sql`
    update job set state = 'cancelled', ended_at = now(), next_try_at = null where practice_id = ${tx.practiceId} and id = ${job.id}`);
  await tx.run(sql`select queue.withdraw(${job.kind}, ${job.id}::bigint)`);
}

/** From the beginning of its tries, at once. The caller has locked it. */
export async function reviveJob(tx: Tx, job: Pick<Job, "id" | "kind">): Promise<void> {
  await tx.run(sql`
    update job set state = 'waiting', attempts = 0, next_try_at = null, ended_at = null
    where practice_id = ${tx.practiceId} and id = ${job.id}`);
  await enqueueJob(tx, { kind: job.kind, jobId: job.id });
}

/** Failed ones, newest first. */
export async function listFailedJobs(tx: Tx, limit: number): Promise<readonly Job[]> {
  const rows = await tx.many<Job>(sql`
    select ${columns} from job where practice_id = ${tx.practiceId} and state = 'failed' order by id desc limit ${limit}`);
  return rows.map(jobOf);
}

/** Done and cancelled ones that ended since `hours` ago, newest first. */
export async function listEndedJobs(tx: Tx, { hours, limit }: { readonly hours: number; readonly limit: number }): Promise<readonly Job[]> {
  const rows = await tx.many<Job>(sql`
    select ${columns} from job
    where practice_id = ${tx.practiceId} and state in ('done', 'cancelled') and ended_at > now() - make_interval(hours => ${hours})
    order by ended_at desc limit ${limit}`);
  return rows.map(jobOf);
}

export interface JobCounts {
  readonly running: number;
  readonly waiting: number;
  readonly failed: number;
}

export async function countJobs(tx: Tx): Promise<JobCounts> {
  const rows = await tx.many<{ state: string; n: number }>(sql`
    select state, count(*) as n from job where practice_id = ${tx.practiceId} and state in ('running', 'waiting', 'failed') group by state`);
  const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0;
  return { running: of("running"), waiting: of("waiting"), failed: of("failed") };
}

function jobOf(row: Job): Job {
  return present(row) as Job;
}
