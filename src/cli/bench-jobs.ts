/** The measures of `bench` for jobs that find nothing to do: what the queue and the job's own record cost. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { askForIdleJobs, timesOfDoneJobs } from "../app/jobs/measure-jobs.ts";
import { openWorker } from "../app/jobs/open-worker.ts";
import { openWorkplace, type Workplace } from "../app/open-workplace.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const practices = 8;
const jobsEach = 100;
const askedOneByOne = 100;
const atOnce = 4;

interface Bench {
  readonly folder: string;
  readonly workplace: Workplace;
  readonly contexts: readonly Context[];
  readonly askSeconds: number;
  readonly workSeconds: number;
}

let opened: Promise<Bench> | undefined;
const bench = (): Promise<Bench> => (opened ??= open());

export const jobMeasures: readonly Measure[] = [
  {
    name: "jobs-asked-for",
    unit: "jobs/s",
    target: null,
    run: async () => ({ value: (practices * jobsEach) / (await bench()).askSeconds, n: practices * jobsEach }),
  },
  {
    name: "jobs-worked",
    unit: "jobs/s",
    target: null,
    run: async () => ({ value: (practices * jobsEach) / (await bench()).workSeconds, n: practices * jobsEach }),
  },
  { name: "jobs-latency-p50", unit: "ms", target: null, run: () => latency(0.5) },
  { name: "jobs-latency-p95", unit: "ms", target: null, run: () => latency(0.95) },
];

export async function closeJobBench(): Promise<void> {
  if (opened === undefined) return;
  const { workplace, folder } = await opened;
  await workplace.close();
  await rm(folder, { recursive: true, force: true });
}

/** The jobs of several practices stand in the queue before a worker comes. */
async function open(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-jobs-"));
  const workplace = await openWorkplace(folder);
  const contexts: Context[] = [];
  for (let n = 0; n < practices; n += 1) contexts.push(machineContext(workplace.app, await createEmptyPractice(workplace.app), "bench"));
  const askSeconds = await secondsOf(async () => {
    for (const context of contexts) await askForIdleJobs(context, { first: 1, count: jobsEach });
  });
  const workSeconds = await secondsOf(() => working(workplace, () => allDone(contexts, jobsEach)));
  return { folder, workplace, contexts, askSeconds, workSeconds };
}

async function working(workplace: Workplace, work: () => Promise<void>): Promise<void> {
  if (workplace.workerConfig === undefined) throw new Error("the built-in database has a worker's role");
  const worker = await openWorker(workplace.app, workplace.workerConfig, { atOnce });
  await work();
  await worker.stop();
}

async function allDone(contexts: readonly Context[], count: number): Promise<void> {
  for (const context of contexts) while ((await timesOfDoneJobs(context)).length < count) await sleep(20);
}

let latencies: Promise<readonly number[]> | undefined;

/** From the transaction that asks to the one that ends it, asked for one by one of a worker that waits. */
async function latency(part: number): Promise<Measured> {
  latencies ??= (async () => {
    const { workplace, contexts } = await bench();
    const context = contexts[0];
    if (context === undefined) throw new Error("the bench has practices");
    await working(workplace, async () => {
      for (let n = 0; n < askedOneByOne; n += 1) {
        await askForIdleJobs(context, { first: jobsEach + 1 + n, count: 1 });
        await allDone([context], jobsEach + 1 + n);
      }
    });
    return (await timesOfDoneJobs(context)).slice(-askedOneByOne);
  })();
  const values = await latencies;
  return { value: percentile(values, part), n: values.length };
}
