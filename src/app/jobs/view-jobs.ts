/** The page of jobs: what runs and how far it is, what waits, what failed and why, what ended, and what is done by the minute. */
import { countJobs, type Job, listEndedJobs, listFailedJobs, listOpenJobs } from "../../store/jobs.ts";
import { isDemonstration } from "../../store/practices.ts";
import { recurringKinds } from "../../store/queue/task-names.ts";
import { countWorkers } from "../../store/queue/worker.ts";
import { listRecurring } from "../../store/recurring-jobs.ts";
import { readPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { jobTasks, recurringTasks } from "./tasks.ts";

/** More are not shown at once. */
const most = 200;

export async function viewJobs({ app, practiceId }: Context) {
  return readPractice(app.pool, practiceId, async (tx) => {
    const open = await listOpenJobs(tx);
    const runs = await listRecurring(tx);
    const demonstration = await isDemonstration(tx);
    return {
      workers: await countWorkers(tx),
      running: open.filter((job) => job.state === "running").map(jobView),
      waiting: open
        .filter((job) => job.state === "waiting")
        .slice(0, most)
        .map(jobView),
      failed: (await listFailedJobs(tx, most)).map(jobView),
      ended: (await listEndedJobs(tx, { hours: 24, limit: most })).map(jobView),
      recurring: recurringKinds.map((kind) => {
        const { kind: _, ...run } = runs.find((one) => one.kind === kind) ?? { kind, failures: 0 };
        return { kind, title: recurringTasks[kind].title, inUse: !demonstration || recurringTasks[kind].inDemonstrations, ...run };
      }),
    };
  });
}

export function jobView(job: Job) {
  const { subject, subjectId: _, askedAccountId: __, ...shown } = job;
  return { ...shown, title: jobTasks[job.kind].title(subject) };
}

/** For a glance from every page: how many there are, and the one that has run longest. */
export async function glanceAtJobs({ app, practiceId }: Context) {
  return readPractice(app.pool, practiceId, async (tx) => {
    const counts = await countJobs(tx);
    const first = counts.running === 0 ? undefined : (await listOpenJobs(tx)).find((job) => job.state === "running");
    return { ...counts, ...(first === undefined ? {} : { first: jobView(first) }) };
  });
}
