/**
 * Takes work from the queue and hands it to the tasks. Tasks do not throw: what failed and when to try again is kept with the
 * job itself, under the practice's wall. Each worker holds a lock for as long as it lives; what a worker without one has
 * taken is given back to the queue.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type CronItem, Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { assert } from "../../core/kernel/assert.ts";
import { type ConnectionConfig, openClient, openQueuePool, type Pool } from "../pool.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";

/** The numbers of a task, as the database put them into the queue. */
export interface Payload {
  readonly practiceId: number;
  readonly jobId?: number;
}

export interface WorkerOptions {
  readonly config: ConnectionConfig;
  readonly tasks: Readonly<Record<string, (payload: Payload) => Promise<void>>>;
  /** When the worker starts, and then once a minute in one of all workers. */
  readonly everyMinute: (queue: QueueView) => Promise<void>;
  /** How many jobs at once. */
  readonly atOnce: number;
}

/** What the worker's role sees of the queue. */
export interface QueueView {
  /** Gives back what workers that are gone had taken. */
  readonly freeLost: () => Promise<void>;
  /** Those of the keys that the queue does not hold. */
  readonly missing: (keys: readonly string[]) => Promise<readonly string[]>;
}

export interface Worker {
  /** Takes nothing more, and waits for what it has. */
  readonly stop: () => Promise<void>;
}

/** First key of the advisory locks by which workers are known to live; the second is the hash of the worker's name. */
const presenceClass = 726_384_191;
const minuteTask = "every-minute";

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const pool = openQueuePool(options.config, 2);
  const view = viewOf(pool);
  let stopping = false;
  let current = await openShift(options, view);
  const watch = (async () => {
    for (;;) {
      await current.ended;
      await current.close();
      if (stopping) return;
      console.error("jobs: the worker lost the database and begins again");
      current = await reopen(options, view, () => stopping);
      // Told to stop while it began again: whoever stops it had the shift before in hand.
      if (stopping) await current.close();
    }
  })();
  await quietly("the first round", options.everyMinute(view));
  return {
    stop: async () => {
      stopping = true;
      await current.close();
      await watch;
      await within(shortWait, pool.end());
    },
  };
}

/** A runner with its lock, until one of them is lost. */
interface Shift {
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}

async function openShift({ tasks, everyMinute, atOnce, config }: WorkerOptions, view: QueueView): Promise<Shift> {
  // Each shift has connections of its own: what the library keeps of lost ones does not starve the next.
  const pool = openQueuePool(config, atOnce + 3);
  const presence = await openClient(config);
  const lost = new Promise<void>((resolve) => presence.once("end", resolve));
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => quietly(`task ${name}`, task(payloadOf(payload)))]),
  );
  const items: CronItem[] = [
    { task: minuteTask, match: "* * * * *", identifier: minuteTask, options: { maxAttempts: 1, jobKey: minuteTask } },
  ];
  let runner: Runner;
  try {
    // A machine that goes without a word is noticed within a minute; on a socket these mean nothing.
    await presence.query("set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3");
    runner = await run({
      pgPool: pool,
      concurrency: atOnce,
      noHandleSignals: true,
      pollInterval: 1000,
      logger,
      taskList: { ...taskList, [minuteTask]: () => quietly("the minute's round", everyMinute(view)) },
      parsedCronItems: parseCronItems(items),
      preset: { plugins: [presencePlugin(async (name) => void (await presence.query(lockText, [presenceClass, name])))] },
    });
  } catch (error) {
    await within(shortWait, Promise.all([presence.end().catch(() => {}), pool.end()]));
    throw error;
  }
  const finished = runner.promise.catch(() => {});
  let closing: Promise<void> | undefined;
  let tell = (): void => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    ended: Promise.race([lost, finished, told]),
    close: () => {
      tell();
      closing ??= (async () => {
        await within(
          longestEnd,
          (async () => {
            await runner.stop().catch(() => {});
            await finished;
          })(),
        );
        await within(shortWait, Promise.all([presence.end().catch(() => {}), pool.end()]));
      })();
      return closing;
    },
  };
}

/** Milliseconds. A running job comes to its next safe point well before. */
const longestEnd = 15_000;
/** The queue's library may keep a connection for itself that it lost; nothing of ours hangs on it. */
const shortWait = 2_000;

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, sleep(milliseconds, undefined, { signal: enough.signal }).catch(() => {})]);
  enough.abort();
}

const lockText = "select pg_advisory_lock($1::int, hashtext($2))";

/** Before its first look into the queue a pool of workers locks its name, once for all of them. */
function presencePlugin(announce: (name: string) => Promise<void>): GraphileConfig.Plugin {
  let announced: Promise<void> | undefined;
  return {
    name: "claimwright-presence",
    version: "1.0.0",
    worker: { hooks: { startWorker: (_ctx, { worker }) => (announced ??= announce(worker.workerPool.id)) } },
  };
}

async function reopen(options: WorkerOptions, view: QueueView, given: () => boolean): Promise<Shift> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 15_000)) {
    if (given()) return { ended: Promise.resolve(), close: async () => {} };
    try {
      const shift = await openShift(options, view);
      await quietly("the first round", options.everyMinute(view));
      return shift;
    } catch {
      await sleep(wait);
    }
  }
}

function viewOf(pool: Pool): QueueView {
  return {
    freeLost: async () => {
      await pool.query(
        `with alive as (
            select objid::bigint as name from pg_locks
            where locktype = 'advisory' and classid = $1 and objsubid = 2 and granted
              and database = (select oid from pg_database where datname = current_database())),
          taken as (
            select locked_by from graphile_worker._private_jobs where locked_by is not null
            union select locked_by from graphile_worker._private_job_queues where locked_by is not null)
        select graphile_worker.force_unlock_workers(array_agg(locked_by)) from taken
        where (hashtext(locked_by)::bigint & 4294967295) not in (select name from alive) having count(*) > 0`,
        [presenceClass],
      );
    },
    missing: async (keys) => {
      const { rows } = await pool.query<{ key: string }>(
        "select wanted.key from unnest($1::text[]) as wanted(key) where not exists (select from graphile_worker._private_jobs j where j.key = wanted.key)",
        [keys],
      );
      return rows.map((row) => row.key);
    },
  };
}

/** How many workers live, on whatever machine. Any role may ask. */
export async function countWorkers(queries: Queries): Promise<number> {
  const { workers } = await queries.one<{ workers: number }>(sql`
    select count(*) as workers from pg_locks
    where locktype = 'advisory' and classid = ${presenceClass} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`);
  return workers;
}

function payloadOf(payload: unknown): Payload {
  assert(typeof payload === "object" && payload !== null && "practiceId" in payload, "a task of the queue names its practice");
  return payload as Payload;
}

/** What goes wrong here is told without the words of the database, which may hold what is in a row. */
async function quietly(what: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    console.error(`jobs: ${what} failed: ${error instanceof Error ? error.name : "failure"}`);
  }
}

const logger = new Logger(() => (level) => {
  if (level === "error") console.error("jobs: the queue has trouble with the database");
});
