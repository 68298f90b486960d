/** The queue and its wall: what the app may ask for, what it may not, and what happens to work whose worker is gone. */
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { insertJob, type Job, lockJob } from "../../src/store/jobs.ts";
import { openClient } from "../../src/store/pool.ts";
import { createPractice } from "../../src/store/practices.ts";
import { enqueueJob, enqueueRecurring } from "../../src/store/queue/enqueue.ts";
import { countWorkers, type Payload, startWorker, type Worker } from "../../src/store/queue/worker.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, outsidePractices, type Tx } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { examplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let owner: pg.Client;
let mine: Tx["practiceId"];
let other: Tx["practiceId"];
const workers: Worker[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  owner = await openClient(db.ownerConfig);
  mine = await createPractice(db.pool, examplePractice);
  other = await createPractice(db.pool, { ...examplePractice, name: "Quarry Lane Clinic" });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await owner.query("delete from graphile_worker._private_jobs");
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

const asMine = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => inPractice(db.pool, mine, work);
let subjects = 0;

function newJob(tx: Tx): Promise<Job> {
  subjects += 1;
  return insertJob(tx, { kind: "import-claims", subjectId: subjects, subject: "others.x12", askedBy: "Test" });
}

async function queued(): Promise<readonly { readonly key: string; readonly payload: unknown; readonly locked_by: string | null }[]> {
  return (await owner.query("select key, payload, locked_by from graphile_worker._private_jobs order by id")).rows;
}

async function work(tasks: Record<string, (payload: Payload) => Promise<void>>): Promise<Worker> {
  const worker = await startWorker({ config: db.workerConfig, tasks, everyMinute: (queue) => queue.freeLost(), atOnce: 2 });
  workers.push(worker);
  return worker;
}

describe("what the app may put into the queue", () => {
  it("is the number of the practice and of the job, once, with the transaction that asks", async () => {
    const rolledBack = asMine(async (tx) => {
      await newJob(tx);
      throw new Error("thought better of it");
    });
    await expect(rolledBack).rejects.toThrow("thought better");
    expect(await queued()).toEqual([]);
    const job = await asMine(newJob);
    await asMine((tx) => enqueueJob(tx, { kind: "import-claims", jobId: job.id }));
    await asMine((tx) => enqueueRecurring(tx, "take-in"));
    await asMine((tx) => enqueueRecurring(tx, "take-in"));
    expect(await queued()).toEqual([
      { key: `import-claims/${mine}/${job.id}`, payload: { practiceId: mine, jobId: job.id }, locked_by: null },
      { key: `take-in/${mine}`, payload: { practiceId: mine }, locked_by: null },
    ]);
  });

  it("is answered with the open job when the same is asked for again, by two at once too", async () => {
    const ask = () => asMine((tx) => insertJob(tx, { kind: "import-claims", subjectId: 900, subject: "same", askedBy: "Test" }));
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one.id).toBe(two.id);
    expect(await queued()).toHaveLength(1);
  });

  it.each([
    ["a task off the list", "select queue.enqueue('drop-everything', null)", /not a task/],
    ["a task of the queue's own", "select queue.enqueue('every-minute', null)", /not a task/],
    ["a job that is not there", "select queue.enqueue('import-claims', 4711)", /no such open job/],
    ["a recurring task with a job", "select queue.enqueue('take-in', 1)", /recurring/],
    ["a job without its number", "select queue.enqueue('import-claims', null)", /recurring/],
  ])("is not %s", async (_, text, words) => {
    await expect(asMine((tx) => tx.run({ text, values: [] }))).rejects.toThrow(words);
    expect(await queued()).toEqual([]);
  });

  it("is not another practice's job, nor anything without a practice", async () => {
    const theirs = await inPractice(db.pool, other, newJob);
    await owner.query("delete from graphile_worker._private_jobs");
    await expect(asMine((tx) => enqueueJob(tx, { kind: "import-claims", jobId: theirs.id }))).rejects.toThrow(/no such open job/);
    const nowhere = outsidePractices(db.pool, (queries) => queries.run(sql`select queue.enqueue('take-in', null)`));
    await expect(nowhere).rejects.toThrow(/no practice is set/);
    expect(await queued()).toEqual([]);
  });
});

describe("the queue's tables", () => {
  it.each([
    "select * from graphile_worker._private_jobs",
    "insert into graphile_worker._private_jobs (task_id) values (1)",
    "select graphile_worker.add_job('take-in', '{\"practiceId\": 1}')",
    "select * from queue.task",
    "insert into queue.task values ('mine', true)",
    "create function queue.mine() returns int language sql as 'select 1'",
  ])("are closed to the app: %s", async (text) => {
    await expect(db.pool.query(text)).rejects.toThrow(/permission denied/);
  });

  it.each(["select * from public.job", "select * from public.patient", "select * from access.account", "select * from simulator.counter"])(
    "are all that the worker sees: %s",
    async (text) => {
      const worker = await openClient(db.workerConfig);
      await expect(worker.query(text)).rejects.toThrow(/permission denied/);
      await expect(worker.query("create table graphile_worker.mine (a int)")).rejects.toThrow(/permission denied/);
      await worker.end();
    },
  );
});

describe("a worker", () => {
  it("does what was asked for, with the numbers and nothing else", async () => {
    const done: Payload[] = [];
    await work({ "import-claims": async (payload) => void done.push(payload) });
    const job = await asMine(newJob);
    await vi.waitFor(() => expect(done).toEqual([{ practiceId: mine, jobId: job.id }]), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await queued()).toEqual([]), { timeout: 10_000 });
  });

  it("does the jobs of one kind and practice one after another, those of two practices side by side", async () => {
    let running = 0;
    let most = 0;
    let ended = 0;
    const task = (enough: () => boolean) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      for (let waited = 0; waited < 400 && !enough(); waited += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      running -= 1;
      ended += 1;
    };
    let rounds = 0;
    await asMine(async (tx) => {
      for (let n = 0; n < 3; n += 1) await newJob(tx);
    });
    const worker = await work({
      "import-claims": task(() => {
        rounds += 1;
        return rounds % 4 === 0;
      }),
    });
    await vi.waitFor(() => expect(ended).toBe(3), { timeout: 30_000 });
    expect(most).toBe(1);
    await worker.stop();
    workers.splice(0);
    await asMine(newJob);
    await inPractice(db.pool, other, newJob);
    // Each ends only when both have begun.
    await work({ "import-claims": task(() => most === 2) });
    await vi.waitFor(() => expect(ended).toBe(5), { timeout: 30_000 });
    expect(most).toBe(2);
  });

  it("is known to live while it does, and what one that is gone had taken is done by the next", async () => {
    const job = await asMine(newJob);
    await owner.query(
      "update graphile_worker._private_jobs set locked_by = 'pool-gone', locked_at = now(), attempts = 1; update graphile_worker._private_job_queues set locked_by = 'pool-gone', locked_at = now()",
    );
    const living = await openClient(db.workerConfig);
    await living.query("select pg_advisory_lock(726384191, hashtext('pool-gone'))");
    expect(await outsidePractices(db.pool, countWorkers)).toBe(1);
    const done: Payload[] = [];
    await work({ "import-claims": async (payload) => void done.push(payload) });
    expect((await queued())[0]?.locked_by).toBe("pool-gone");
    expect(await outsidePractices(db.pool, countWorkers)).toBe(2);
    await living.end();
    await vi.waitFor(async () => expect(await outsidePractices(db.pool, countWorkers)).toBe(1), { timeout: 10_000 });
    await work({ "import-claims": async (payload) => void done.push(payload) });
    await vi.waitFor(() => expect(done).toEqual([{ practiceId: mine, jobId: job.id }]), { timeout: 10_000 });
  });

  it("begins again when it loses its connections", async () => {
    const done: Payload[] = [];
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    await work({ "import-claims": async (payload) => void done.push(payload) });
    const bootstrapLike =
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'claimwright_worker' and datname = current_database()";
    const worker = await openClient(db.workerConfig);
    await worker.query(bootstrapLike).catch(() => {});
    const job = await asMine(newJob);
    await vi.waitFor(() => expect(done).toEqual([{ practiceId: mine, jobId: job.id }]), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await outsidePractices(db.pool, countWorkers)).toBe(1), { timeout: 10_000 });
    await worker.end().catch(() => {});
    quiet.mockRestore();
  });

  it("ends when it is told to at the very moment that it loses them", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    const worker = await work({ "import-claims": async () => {} });
    const other = await openClient(db.workerConfig);
    await other.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'claimwright_worker' and datname = current_database() and pid <> pg_backend_pid()",
    );
    await worker.stop();
    workers.splice(0);
    expect(await outsidePractices(db.pool, countWorkers)).toBe(0);
    await other.end();
    quiet.mockRestore();
  });
});

it("locks a job's row for whoever decides about it", async () => {
  const job = await asMine(newJob);
  expect(await asMine((tx) => lockJob(tx, job.id))).toMatchObject({ state: "waiting", attempts: 0, subject: "others.x12" });
  expect(await inPractice(db.pool, other, (tx) => lockJob(tx, job.id))).toBeUndefined();
});
