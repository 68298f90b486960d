/** The roles of the database. The bootstrap superuser makes them and is not used again. */
import pg from "pg";
import { type ConnectionConfig, openClient } from "../pool.ts";
import { bootstrapRole, type Passwords } from "./cluster.ts";
import { DatabaseFailure } from "./database-failure.ts";

export const ownerRole = "claimwright_owner";
export const appRole = "claimwright_app";
export const simulatorRole = "claimwright_simulator";
/** Of the queue alone: it sees no table of a practice. What a job does, it does as the app. */
export const workerRole = "claimwright_worker";
export const databaseName = "claimwright";

const roleLimits = ["statement_timeout=60s", "lock_timeout=10s", "idle_in_transaction_session_timeout=60s"] as const;
const bootstrapLock = 7_263_841_906;

/** Creates the roles and the database when they are missing. Doing it again changes nothing. */
export async function ensureRoles(server: { readonly host: string; readonly port: number }, passwords: Passwords): Promise<void> {
  const client = await openClient({ ...server, database: "postgres", user: bootstrapRole, password: passwords.bootstrap });
  try {
    await client.query("select pg_advisory_lock($1)", [bootstrapLock]);
    await ensureRole(client, ownerRole, passwords.owner);
    await ensureRole(client, appRole, passwords.app);
    await ensureRole(client, simulatorRole, passwords.simulator);
    await ensureRole(client, workerRole, passwords.worker);
    for (const role of [appRole, simulatorRole, workerRole]) await limitRole(client, role);
    await ensureDatabase(client, databaseName);
    await client.query(`grant connect on database ${databaseName} to ${appRole}, ${simulatorRole}, ${workerRole}`);
  } finally {
    await client.end();
  }
}

/** A database of the owner's that only our roles may enter. */
async function ensureDatabase(client: pg.ClientBase, name: string): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (found.rowCount !== 0) return;
  await client.query(`create database ${name} owner ${ownerRole}`);
  await client.query(`revoke all on database ${name} from public`);
}

async function ensureRole(client: pg.ClientBase, name: string, password: string): Promise<void> {
  const found = await client.query("select 1 from pg_roles where rolname = $1", [name]);
  if (found.rowCount !== 0) return;
  await client.query(
    `create role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${pg.escapeLiteral(password)}`,
  );
}

/** Whatever connects as this role: nothing runs, waits for a lock or keeps a transaction open without end. The owner is free. */
async function limitRole(client: pg.ClientBase, name: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1 and rolconfig @> $2", [name, roleLimits]);
  if (rowCount !== 0) return;
  for (const [setting, value] of roleLimits.map((limit) => limit.split("=")))
    await client.query(`alter role ${name} set ${setting} = '${value}'`);
}

/**
 * Refuses a role that row security would not hold: a superuser, one that bypasses it, or one that owns tables
 * (itself or through a role that it is a member of). `setting`: where the role was given.
 */
export async function refuseStrongRole(config: ConnectionConfig, setting: "DATABASE_URL" | "DATABASE_WORKER_URL"): Promise<void> {
  const client = await openClient(config);
  try {
    const { rows } = await client.query<{ strong: boolean; owns: string | null }>(`
      select (r.rolsuper or r.rolbypassrls) as strong,
        (select string_agg(c.relname, ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'access', 'simulator', 'queue', 'graphile_worker') and pg_has_role(current_user, c.relowner, 'member')) as owns
      from pg_roles r where r.rolname = current_user`);
    const role = rows[0];
    if (role === undefined || role.strong) {
      throw new DatabaseFailure(
        `The role ${config.user} of ${setting} bypasses row security. Give it a role with NOSUPERUSER NOBYPASSRLS.`,
      );
    }
    if (role.owns !== null) {
      throw new DatabaseFailure(
        `The role ${config.user} of ${setting} owns tables (${role.owns}). Give it a role of its own, and DATABASE_OWNER_URL the owner.`,
      );
    }
  } finally {
    await client.end();
  }
}
