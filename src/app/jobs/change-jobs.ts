/** What a person may do about a job: take one back that waits, and try one again that failed. */
import { ok } from "../../core/kernel/result.ts";
import { listExceptions, resolveException } from "../../store/exceptions.ts";
import { cancelJob, findJob, findOpenJob, type Job, lockJob, reviveJob } from "../../store/jobs.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { jobView } from "./view-jobs.ts";

type View = ReturnType<typeof jobView>;

/** Refuses when it runs already or has ended. */
export async function cancelWaiting({ app, practiceId }: Context, jobId: number): Promise<Outcome<View>> {
  return inPractice(app.pool, practiceId, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job === undefined) return notFound("job");
    if (job.state === "running") return no("job-runs", "This job runs already.", "Let it end; nothing is lost when the server is stopped.");
    if (job.state !== "waiting") return no("job-ended", "This job has ended.");
    await cancelJob(tx, job);
    return after(tx, jobId);
  });
}

/** A failed or cancelled job begins anew; one that waits for its next try need not wait. Its exceptions are settled by name. */
export async function tryAgain(context: Context, jobId: number): Promise<Outcome<View>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job === undefined) return notFound("job");
    if (job.state === "running") return no("job-runs", "This job runs already.");
    if (job.state === "done") return no("job-done", "This job is done: there is nothing to try again.");
    if (job.state !== "waiting" && (await findOpenJob(tx, job)) !== undefined)
      return no("job-open", "The same work was asked for again and is still open.", "Look for it among the jobs that run or wait.");
    await reviveJob(tx, job);
    await settleExceptions(context, tx, job);
    return after(tx, jobId);
  });
}

async function settleExceptions(context: Context, tx: Tx, job: Job): Promise<void> {
  const { today } = await practiceToday(context, tx);
  for (const one of await listExceptions(tx, { status: "open", source: "job", limit: 100 })) {
    if (one.sourceKey.startsWith(`${job.id}/`))
      await resolveException(tx, one.id, { on: today, ...whoActs(context), resolution: "The job was tried again." });
  }
}

async function after(tx: Tx, jobId: number): Promise<Outcome<View>> {
  const job = await findJob(tx, jobId);
  return job === undefined ? notFound("job") : ok(jobView(job));
}
