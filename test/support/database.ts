/** A real PostgreSQL for tests: one server for the run, a fresh database for each caller, copied from a migrated template. */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrations } from "../../src/store/migrations/list.ts";
import { migrate } from "../../src/store/migrations/migrate.ts";
import { type ConnectionConfig, openClient, openPool, type Pool } from "../../src/store/pool.ts";
import { appRole, ownerRole, simulatorRole, workerRole } from "../../src/store/supervisor/roles.ts";
import { startEmbedded } from "../../src/store/supervisor/start-database.ts";

export interface TestDatabase {
  readonly ownerConfig: ConnectionConfig;
  readonly appConfig: ConnectionConfig;
  readonly simulatorConfig: ConnectionConfig;
  readonly workerConfig: ConnectionConfig;
  /** Connections of the app's role. */
  readonly pool: Pool;
  /** Ends the pool and removes the database; call it in `afterAll`. */
  readonly drop: () => Promise<void>;
}

const prefix = "claimwright-test-";

/** All test processes of one run have the same parent, and share its server. The last to finish stops it. */
export async function freshDatabase(): Promise<TestDatabase> {
  removeLeftovers();
  const server = await startEmbedded(join(tmpdir(), `${prefix}${process.ppid}`));
  const template = await ensureTemplate(server.bootstrapConfig, server.ownerConfig);
  const database = `test_${randomBytes(6).toString("hex")}`;
  await asBootstrap(server.bootstrapConfig, `create database ${database} template ${template} strategy wal_log owner ${ownerRole}`);
  const appConfig = { ...server.appConfig, database };
  const pool = openPool(appConfig);
  return {
    ownerConfig: { ...server.ownerConfig, database },
    appConfig,
    simulatorConfig: { ...server.simulatorConfig, database },
    workerConfig: { ...server.workerConfig, database },
    pool,
    drop: async () => {
      await pool.end();
      await asBootstrap(server.bootstrapConfig, `drop database ${database} with (force)`);
      await server.stop();
    },
  };
}

/** A database with the schema as it is now, made once a server. */
async function ensureTemplate(bootstrap: ConnectionConfig, owner: ConnectionConfig): Promise<string> {
  const name = `template_${createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 12)}`;
  const client = await openClient(bootstrap);
  try {
    await client.query("select pg_advisory_lock(1)");
    const found = await client.query("select 1 from pg_database where datname = $1 and datistemplate", [name]);
    if (found.rowCount !== 0) return name;
    // Nobody needs these databases after the machine has failed; a process that is killed loses nothing by it. Each commit of a
    // test would else wait for the disk.
    await client.query("alter system set fsync = off");
    await client.query("select pg_reload_conf()");
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} owner ${ownerRole}`);
    await migrate({ ...owner, database: name }, { appRole, simulatorRole, workerRole });
    await client.query(`alter database ${name} is_template true`);
    return name;
  } finally {
    await client.end();
  }
}

async function asBootstrap(config: ConnectionConfig, text: string): Promise<void> {
  const client = await openClient(config);
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Folders of runs that have ended. A server that outlived its run notices that its folder is gone, and ends. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const parent = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(parent) && parent > 1 && !isAlive(parent)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
