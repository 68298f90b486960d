/** One try of one job: begun, watched, and ended in whatever way. Nothing is thrown but what a dead database throws. */
import { assert } from "../../core/kernel/assert.ts";
import { id } from "../../core/kernel/id.ts";
import { raiseException } from "../../store/exceptions.ts";
import { beginJob, endJob, type Job, lockJob, putOff, saveProgress } from "../../store/jobs.ts";
import type { Payload } from "../../store/queue/worker.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { machineActor } from "../access/actor.ts";
import { type App, type Context, practiceToday } from "../context.ts";
import { failureWords } from "./failure-words.ts";
import { Interrupted, type JobTask, type Watch } from "./task.ts";

/** Seconds until it is tried again after the first, second … failure; after the last a person has to look. */
const delays = [10, 60, 5 * 60, 30 * 60, 2 * 3600] as const;
const mostTries = delays.length + 1;

export async function runJob(app: App, task: JobTask, payload: Payload, ending: AbortSignal): Promise<void> {
  const practiceId = id<"practice">(payload.practiceId);
  const jobId = payload.jobId;
  assert(jobId !== undefined, "a job has its number");
  const job = await inPractice(app.pool, practiceId, (tx) => begin(tx, app, jobId));
  if (job === undefined) return;
  const context: Context = {
    app,
    practiceId,
    user: job.askedBy,
    actor: { ...machineActor(job.askedBy), ...(job.askedAccountId === undefined ? {} : { accountId: id<"account">(job.askedAccountId) }) },
  };
  try {
    const outcome = await task.run(context, job, watchOf(context, jobId, ending));
    await inPractice(app.pool, practiceId, (tx) => endJob(tx, jobId, { state: "done", outcome }));
  } catch (error) {
    await inPractice(app.pool, practiceId, async (tx) => {
      const now = await lockJob(tx, jobId);
      if (now === undefined || now.state !== "running") return;
      if (error instanceof Interrupted) return putOff(tx, now, { afterSeconds: 0, countsAsTry: false });
      console.error(`jobs: ${job.kind} ${jobId} failed: ${error instanceof Error ? error.name : "failure"}`);
      await afterFailure(tx, app, now, failureWords(error));
    });
  }
}

/** Undefined when there is nothing to do any more: it was cancelled or has ended. */
async function begin(tx: Tx, app: App, jobId: number): Promise<Job | undefined> {
  const job = await lockJob(tx, jobId);
  if (job === undefined || (job.state !== "waiting" && job.state !== "running")) return undefined;
  // One that still runs was in the hands of a worker that is gone.
  if (job.state === "running" && job.attempts >= mostTries) {
    await afterFailure(tx, app, job, "The program ended each time while it worked on this.");
    return undefined;
  }
  await beginJob(tx, jobId);
  return { ...job, state: "running", attempts: job.attempts + 1 };
}

async function afterFailure(tx: Tx, app: App, job: Job, words: string): Promise<void> {
  const afterSeconds = delays[job.attempts - 1];
  if (afterSeconds !== undefined) return putOff(tx, job, { afterSeconds, countsAsTry: true, lastError: words });
  await endJob(tx, job.id, { state: "failed", lastError: words });
  const { today } = await practiceToday({ app }, tx);
  await raiseException(tx, {
    source: "job",
    sourceKey: `${job.id}/${job.attempts}`,
    reason: `${job.subject}: this work was tried ${job.attempts} times and did not succeed. ${words} Look at it under Jobs, and try it again there.`,
    detail: { jobId: job.id, kind: job.kind },
    raisedOn: today,
  });
}

/** Progress is written now and then, not at each step. */
const between = 400;

function watchOf({ app, practiceId }: Context, jobId: number, ending: AbortSignal): Watch {
  let written = 0;
  return {
    at: async (progress) => {
      if (ending.aborted) {
        await inPractice(app.pool, practiceId, (tx) => saveProgress(tx, jobId, progress));
        throw new Interrupted("the program is about to end");
      }
      const now = performance.now();
      if (written !== 0 && now - written < between && progress.done !== progress.total) return;
      written = now;
      await inPractice(app.pool, practiceId, (tx) => saveProgress(tx, jobId, progress));
    },
  };
}
