/** A real PostgreSQL for tests: one server for the run, a fresh database for each caller, copied from a migrated template. */
import { createHash, randomBytes } from "node:crypto";
import { migrations } from "../../src/store/migrations/list.ts";
import { migrate } from "../../src/store/migrations/migrate.ts";
import { type ConnectionConfig, openClient, openPool, type Pool } from "../../src/store/pool.ts";
import { appRole, ownerRole, simulatorRole, workerRole } from "../../src/store/supervisor/roles.ts";
import { type EmbeddedServer, startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { removeLeftovers, runOfWorker, sharedFolder } from "./run-folders.ts";

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

let started: Promise<EmbeddedServer> | undefined;

/** The server that all workers of a run share. It goes on until the run ends (`run-end.ts`). */
export function testServer(): Promise<EmbeddedServer> {
  if (started === undefined) {
    removeLeftovers();
    started = startEmbedded(sharedFolder(runOfWorker, "database"));
  }
  return started;
}

export async function freshDatabase(): Promise<TestDatabase> {
  const server = await testServer();
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
