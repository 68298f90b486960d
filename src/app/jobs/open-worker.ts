/** The worker of this process: which tasks it takes, and what is looked after by the minute. */
import { findJob, listOpenJobs } from "../../store/jobs.ts";
import type { ConnectionConfig } from "../../store/pool.ts";
import { listTenants, type Tenant } from "../../store/practices.ts";
import { enqueueJob, enqueueRecurring } from "../../store/queue/enqueue.ts";
import { jobKinds, recurringKinds } from "../../store/queue/task-names.ts";
import { type Payload, type QueueView, startWorker, type Worker } from "../../store/queue/worker.ts";
import { inPractice } from "../../store/transaction.ts";
import { sweepEndedSessions } from "../access/sweep.ts";
import type { App } from "../context.ts";
import { runJob } from "./run-job.ts";
import { runRecurring } from "./run-recurring.ts";
import { adoptImports } from "./start-jobs.ts";
import { jobTasks, recurringTasks } from "./tasks.ts";

/** Stopping lets a running job come to its next safe point, and puts the rest of it back into the queue. */
export async function openWorker(app: App, config: ConnectionConfig, { atOnce }: { readonly atOnce: number }): Promise<Worker> {
  const ending = new AbortController();
  let first = true;
  const worker = await startWorker({
    config,
    atOnce,
    tasks: { ...jobsOf(app, ending.signal), ...recurringOf(app) },
    everyMinute: async (queue) => {
      await queue.freeLost();
      for (const tenant of await listTenants(app.pool)) await lookAfter(app, queue, tenant, first);
      first = false;
      await sweepEndedSessions(app);
    },
  });
  return {
    stop: async () => {
      ending.abort();
      await worker.stop();
    },
  };
}

type Tasks = Parameters<typeof startWorker>[0]["tasks"];

function jobsOf(app: App, ending: AbortSignal): Tasks {
  return Object.fromEntries(jobKinds.map((kind) => [kind, (payload: Payload) => runJob(app, jobTasks[kind], payload, ending)]));
}

function recurringOf(app: App): Tasks {
  return Object.fromEntries(
    recurringKinds.map((kind) => [kind, (payload: Payload) => runRecurring(app, kind, recurringTasks[kind], payload)]),
  );
}

/** Whoever starts also takes over what an earlier process left behind. */
async function lookAfter(app: App, queue: QueueView, { practiceId, demonstration }: Tenant, first: boolean): Promise<void> {
  if (first) await adoptImports(app, practiceId);
  await inPractice(app.pool, practiceId, async (tx) => {
    for (const kind of recurringKinds)
      if (first || !demonstration || recurringTasks[kind].inDemonstrations) await enqueueRecurring(tx, kind);
  });
  const open = await inPractice(app.pool, practiceId, listOpenJobs);
  if (open.length === 0) return;
  const keys = new Map(open.map((job) => [`${job.kind}/${practiceId}/${job.id}`, job]));
  // A queue that was lost (a restored backup has none) is filled again from the jobs that are still open.
  for (const key of await queue.missing([...keys.keys()])) {
    const { id: jobId } = keys.get(key) ?? { id: 0 };
    await inPractice(app.pool, practiceId, async (tx) => {
      const job = await findJob(tx, jobId);
      if (job?.state === "waiting" || job?.state === "running") await enqueueJob(tx, { kind: job.kind, jobId });
    });
  }
}
