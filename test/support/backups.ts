/** Empty places to restore into, and a look at every row of a database past its walls. */
import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { BackupKey } from "../../src/app/backup/backup-key.ts";
import { type ConnectionConfig, openClient } from "../../src/store/pool.ts";
import { ownerRole } from "../../src/store/supervisor/roles.ts";
import { testServer } from "./database.ts";

const secret = Buffer.alloc(32, 7);

/** `meanwhile` happens when the backup's moment is fixed and nothing is written yet. */
export function keyForTests(meanwhile: () => Promise<void> = async () => {}): BackupKey {
  return {
    kind: "key-file",
    secret: async () => {
      await meanwhile();
      return secret;
    },
  };
}

export interface EmptyPlace {
  /** DATABASE_URL and the others, of an empty database on the tests' server. */
  readonly env: Readonly<Record<string, string>>;
  readonly ownerConfig: ConnectionConfig;
  readonly drop: () => Promise<void>;
}

export function emptyDatabase(): Promise<EmptyPlace> {
  return makeDatabase();
}

/** Of one of this server, to which nobody may be connected now. */
export function copyOfDatabase(database: string): Promise<EmptyPlace> {
  return makeDatabase(`template ${database} strategy wal_log`);
}

async function makeDatabase(how = ""): Promise<EmptyPlace> {
  const server = await testServer();
  const database = `test_${randomBytes(6).toString("hex")}`;
  const asBootstrap = async (text: string): Promise<void> => {
    const client = await openClient(server.bootstrapConfig);
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await asBootstrap(`create database ${database} ${how} owner ${ownerRole}`);
  const url = ({ host, user, password }: ConnectionConfig): string =>
    `postgresql://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`;
  return {
    env: {
      DATABASE_URL: url(server.appConfig),
      DATABASE_OWNER_URL: url(server.ownerConfig),
      DATABASE_SIMULATOR_URL: url(server.simulatorConfig),
      DATABASE_WORKER_URL: url(server.workerConfig),
    },
    ownerConfig: { ...server.ownerConfig, database },
    drop: async () => {
      await asBootstrap(`drop database ${database} with (force)`);
    },
  };
}

/** A client of the superuser, whom no wall stops. */
export async function openPastWalls(database: string): Promise<{ readonly client: pg.Client; readonly close: () => Promise<void> }> {
  const server = await testServer();
  const client = await openClient({ ...server.bootstrapConfig, database });
  return {
    client,
    close: async () => {
      await client.end();
    },
  };
}

/** Every row of a database on the tests' server. */
export async function everyRowOf(database: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { client, close } = await openPastWalls(database);
  try {
    return await everyRow(client);
  } finally {
    await close();
  }
}

/** Every row of every table as JSON, by table. What a cluster gives anew is left out. */
export async function everyRow(client: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'access', 'simulator') and c.relkind = 'r' and c.relname <> 'schema_migration' order by 1`);
  const all = new Map<string, readonly string[]>();
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`select (to_jsonb(t) - 'txid')::text as row from ${name} t order by 1`);
    all.set(
      name,
      rows.map((one) => one.row),
    );
  }
  return all;
}
