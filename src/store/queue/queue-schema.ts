/** The queue's own schema (graphile-worker), the list of tasks, and what the worker's role may do there. Under the owner's role. */
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { type ConnectionConfig, openQueuePool } from "../pool.ts";
import { jobKinds, recurringKinds } from "./task-names.ts";

/** Tables of the queue with row security of their own, which without a rule shows nothing to any role but the owner. */
const guardedTables = ["_private_jobs", "_private_job_queues", "_private_tasks", "_private_known_crontabs"] as const;

/** Brings the queue's schema to the version that this program works with. Doing it again changes nothing. */
export async function migrateQueue(owner: ConnectionConfig): Promise<void> {
  const pool = openQueuePool(owner, 1);
  try {
    await runMigrations({ pgPool: pool, logger: silent });
  } finally {
    await pool.end();
  }
}

/** Given anew at every start. The app reaches the queue only through the functions of schema `queue`. */
export async function grantQueueRights(
  client: pg.ClientBase,
  { appRole, workerRole }: { readonly appRole: string; readonly workerRole: string | undefined },
): Promise<void> {
  const app = pg.escapeIdentifier(appRole);
  await client.query("begin");
  await client.query("delete from queue.task");
  await client.query(
    "insert into queue.task (name, recurring) select unnest($1::text[]), false union all select unnest($2::text[]), true",
    [jobKinds, recurringKinds],
  );
  await client.query(`
    revoke all on schema graphile_worker from public, ${app};
    revoke all on all tables in schema graphile_worker from public, ${app};
    revoke all on all tables in schema queue from public, ${app};
    grant usage on schema queue to ${app};
    grant execute on all functions in schema queue to ${app};`);
  if (workerRole !== undefined) {
    const worker = pg.escapeIdentifier(workerRole);
    await client.query(`
      revoke all on all tables in schema public, access, simulator, queue from ${worker};
      revoke all on schema public, access, simulator, queue from ${worker};
      grant usage on schema graphile_worker to ${worker};
      grant select, insert, update, delete on all tables in schema graphile_worker to ${worker};
      grant execute on all functions in schema graphile_worker to ${worker};
      revoke insert, update, delete on graphile_worker.migrations from ${worker};`);
    for (const table of guardedTables) {
      await client.query(`
        drop policy if exists for_the_worker on graphile_worker.${table};
        create policy for_the_worker on graphile_worker.${table} to ${worker} using (true) with check (true);`);
    }
  }
  await client.query("commit");
}

const silent = new Logger(() => () => {});
