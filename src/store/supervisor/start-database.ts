/** The database, ready to use: the one built in, or a PostgreSQL server of the user's own. */
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { isUnfinished } from "../backup/unfinished.ts";
import { isDatabaseLost } from "../database-lost.ts";
import { migrate } from "../migrations/migrate.ts";
import { type ConnectionConfig, openClient } from "../pool.ts";
import { type Env, placeOfSecret, readSecretSetting, type SecretName } from "../secret-settings.ts";
import { findBinaries } from "./binaries.ts";
import { bootstrapRole, ensureCluster, locateCluster, type Passwords, readPasswords } from "./cluster.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { newPatience } from "./patience.ts";
import { appRole, databaseName, ensureRoles, ownerRole, refuseStrongRole, simulatorRole, workerRole } from "./roles.ts";
import { ensureRunning, type Place, stopServer } from "./server.ts";
import { chooseServerUser, reasonCannotBecome } from "./server-user.ts";

export interface Database {
  readonly ownerConfig: ConnectionConfig;
  readonly appConfig: ConnectionConfig;
  /** Absent on a server of the user's own without DATABASE_SIMULATOR_URL. */
  readonly simulatorConfig: ConnectionConfig | undefined;
  /** How the queue is reached. Absent on a server of the user's own without DATABASE_WORKER_URL: this process then works no job. */
  readonly workerConfig: ConnectionConfig | undefined;
  /** Names of the schema steps that this start applied. */
  readonly migrated: readonly string[];
  /** Close the pools first. The built-in server goes on when another process still uses it. */
  readonly stop: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly dataDir: string;
  /** DATABASE_URL, DATABASE_OWNER_URL, DATABASE_SIMULATOR_URL, DATABASE_WORKER_URL, or where they are (`secret-settings.ts`). */
  readonly env?: Env;
  /** Done with the database as it was found, before this version's steps: as the owner. */
  readonly before?: (owner: ConnectionConfig) => Promise<void>;
}

/** Starts or finds the database and brings it to this version's schema. Throws DatabaseFailure or SchemaMismatch. */
export async function startDatabase({ dataDir, env = process.env, before }: DatabaseOptions): Promise<Database> {
  const server = await startServer({ dataDir, env });
  try {
    await refuseUnfinished(server.ownerConfig);
    await before?.(server.ownerConfig);
    return { ...server, migrated: await migrateServer(server) };
  } catch (error) {
    await server.stop().catch(() => {});
    throw error;
  }
}

/** Before rights are given: what is taken from the application's role must not be taken from the owner's. */
function refuseSharedRoles(
  ownerRole: string,
  { appRole, simulatorRole, workerRole }: { appRole: string; simulatorRole: string | undefined; workerRole: string | undefined },
): void {
  if (appRole === ownerRole)
    throw new DatabaseFailure(`The role ${appRole} of DATABASE_URL owns tables. Give the application a role of its own.`);
  const others = [simulatorRole, workerRole].filter((role) => role !== undefined);
  if (new Set([appRole, ownerRole, ...others]).size < 2 + others.length) {
    throw new DatabaseFailure("DATABASE_URL, DATABASE_OWNER_URL, DATABASE_SIMULATOR_URL and DATABASE_WORKER_URL need a role each.");
  }
}

/** The server as it is, with whatever schema it has. */
export async function startServer({ dataDir, env = process.env }: Omit<DatabaseOptions, "before">): Promise<DatabaseServer> {
  return hasOwnServer(env) ? ownServer(env) : startEmbedded(dataDir);
}

/** Whether the settings name a server of the user's own. */
export function hasOwnServer(env: Env): boolean {
  return placeOfSecret("DATABASE_URL", env) !== undefined;
}

/** Brings it to this version's schema. Returns the names of the steps applied. */
export async function migrateServer(server: DatabaseServer): Promise<readonly string[]> {
  const roles = {
    appRole: server.appConfig.user,
    simulatorRole: server.simulatorConfig?.user,
    workerRole: server.workerConfig?.user,
  };
  refuseSharedRoles(server.ownerConfig.user, roles);
  const migrated = await migrate(server.ownerConfig, roles);
  await refuseStrongRole(server.appConfig, "DATABASE_URL");
  if (server.workerConfig !== undefined) await refuseStrongRole(server.workerConfig, "DATABASE_WORKER_URL");
  return migrated;
}

async function refuseUnfinished(owner: ConnectionConfig): Promise<void> {
  const client = await openClient(owner);
  try {
    if (!(await isUnfinished(client))) return;
    throw new DatabaseFailure(
      "A restore into this database was not finished, so it is not whole. Run the same `claimwright restore` again.",
    );
  } finally {
    await client.end();
  }
}

export type DatabaseServer = Omit<Database, "migrated">;

export interface EmbeddedServer extends DatabaseServer {
  readonly simulatorConfig: ConnectionConfig;
  readonly workerConfig: ConnectionConfig;
  /** The superuser: for bootstrap and tests, nothing else. */
  readonly bootstrapConfig: ConnectionConfig;
}

/** The built-in server with its roles and empty database, before any schema. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const absolute = resolve(dataDir);
  const user = chooseServerUser(resolve(absolute, "postgresql"));
  const reason = user === undefined ? undefined : await reasonCannotBecome(user);
  if (user !== undefined && reason !== undefined) {
    throw new DatabaseFailure(
      `PostgreSQL refuses to run as root, and this machine does not let us run it as user ${user.uid}: ${reason}. Start Claimwright as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  const cluster = await locateCluster(absolute, user);
  const place: Place = { cluster, binaries: await findBinaries(user), user };
  await ensureCluster(cluster, place.binaries, user);
  const passwords = readPasswords(cluster);
  const { server, presence } = await connect(place, passwords);
  const watch = watchOver(place, passwords, presence);
  return {
    bootstrapConfig: { ...server, database: "postgres", user: bootstrapRole, password: passwords.bootstrap },
    ownerConfig: { ...server, database: databaseName, user: ownerRole, password: passwords.owner },
    appConfig: { ...server, database: databaseName, user: appRole, password: passwords.app },
    simulatorConfig: { ...server, database: databaseName, user: simulatorRole, password: passwords.simulator },
    workerConfig: { ...server, database: databaseName, user: workerRole, password: passwords.worker },
    stop: watch.stop,
  };
}

interface Connected {
  readonly server: { readonly host: string; readonly port: number };
  readonly presence: pg.Client;
}

const connectAttempts = 5;
const restartedAfter = 2_000;

/** PostgreSQL, appendix A: it starts, recovers or ends, and says so itself. */
const notReady = "57P03";

/**
 * Tries again when the server that we found was just being stopped by the last process that used it, or crashed under us; one
 * that recovers from a crash is waited for. Throws DatabaseFailure.
 */
async function connect(place: Place, passwords: Passwords, leaving?: AbortSignal): Promise<Connected> {
  const patience = newPatience(leaving);
  for (let attempt = 1; ; ) {
    const running = await ensureRunning(place, patience);
    const server = { host: running.socketFolder, port: 5432 };
    try {
      await ensureRoles(server, passwords);
      const presence = await announce({ ...server, database: databaseName, user: ownerRole, password: passwords.owner });
      return { server, presence };
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === notReady) {
        await patience.wait(error.message);
        continue;
      }
      if (attempt === connectAttempts) {
        if (!isDatabaseLost(error)) throw error;
        throw new DatabaseFailure(
          `The database in ${place.cluster.home} starts and ends again, see ${place.cluster.log}: ${String(error)}`,
        );
      }
      await sleep(100 * attempt);
      attempt += 1;
    }
  }
}

export const presenceLock = 7_263_841_907;

/** A connection that holds a shared lock for as long as this process uses the server. */
async function announce(owner: ConnectionConfig): Promise<pg.Client> {
  const client = await openClient(owner);
  try {
    await client.query("select pg_advisory_lock_shared($1)", [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/**
 * When the server dies under us (the machine ran out of memory, somebody killed it) it is started again: pools then connect
 * anew by themselves. Where it cannot start, as on a full disk, that is tried until it can. `stop` ends that, and the server
 * with it when nobody else uses it.
 */
function watchOver(place: Place, passwords: Passwords, first: pg.Client): { readonly stop: () => Promise<void> } {
  let presence = first;
  const leaving = new AbortController();
  let restarting: Promise<void> = Promise.resolve();
  const restart = async (): Promise<void> => {
    if (leaving.signal.aborted) return;
    console.error("the database ended unexpectedly and is started again");
    const again = await connectSometime(place, passwords, leaving.signal);
    if (again === undefined) return;
    presence = again;
    presence.once("end", onEnd);
  };
  const onEnd = (): void => {
    restarting = restart();
  };
  first.once("end", onEnd);
  return {
    stop: async () => {
      if (leaving.signal.aborted) return;
      leaving.abort();
      await restarting;
      // The lock is then ours alone, and held until the server is gone: a process that starts now waits for it.
      if (await isLast(presence)) await stopServer(place);
      await presence.end().catch(() => {});
    },
  };
}

/** Says once that it does not start: what fills a log makes a full disk no better. Undefined when told to leave. */
async function connectSometime(place: Place, passwords: Passwords, leaving: AbortSignal): Promise<pg.Client | undefined> {
  for (let isFirst = true; !leaving.aborted; isFirst = false) {
    try {
      const { presence } = await connect(place, passwords, leaving);
      console.error("the database runs again");
      return presence;
    } catch (error) {
      if (isFirst && !leaving.aborted) console.error(`the database does not start, which is tried again until it does: ${String(error)}`);
      await sleep(restartedAfter, undefined, { signal: leaving }).catch(() => {});
    }
  }
  return undefined;
}

async function isLast(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query("select pg_advisory_unlock_shared($1)", [presenceLock]);
    const { rows } = await presence.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [presenceLock]);
    return rows[0]?.last === true;
  } catch {
    // The server is gone already; stopping it again does no harm.
    return true;
  }
}

function ownServer(env: Env): DatabaseServer {
  const app = readSecretSetting("DATABASE_URL", env);
  const owner = readSecretSetting("DATABASE_OWNER_URL", env);
  if (app === undefined || owner === undefined) {
    throw new DatabaseFailure(
      "Set both DATABASE_URL (the application's role) and DATABASE_OWNER_URL (the owner of the tables), or neither.",
    );
  }
  const simulator = readSecretSetting("DATABASE_SIMULATOR_URL", env);
  const worker = readSecretSetting("DATABASE_WORKER_URL", env);
  return {
    appConfig: configOf("DATABASE_URL", app),
    ownerConfig: configOf("DATABASE_OWNER_URL", owner),
    simulatorConfig: simulator === undefined ? undefined : configOf("DATABASE_SIMULATOR_URL", simulator),
    workerConfig: worker === undefined ? undefined : configOf("DATABASE_WORKER_URL", worker),
    stop: async () => {},
  };
}

/** As libpq names them; any that encrypts also checks the server's certificate and name. */
const encrypting = ["require", "verify-ca", "verify-full"];

function configOf(name: SecretName, text: string): ConnectionConfig {
  // libpq lets the host be empty and come as a parameter, for a socket; URL does not.
  const filled = text.replace("@/", "@localhost/");
  if (!URL.canParse(filled)) throw new DatabaseFailure(`${name} is not a URL such as postgresql://user:password@host:5432/database.`);
  const url = new URL(filled);
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  const mode = url.searchParams.get("sslmode") ?? undefined;
  const encrypted = mode !== undefined && encrypting.includes(mode);
  if (!encrypted && !isThisMachine(host) && mode !== "disable") {
    throw new DatabaseFailure(
      `${name} leads over a network without encryption: add ?sslmode=verify-full. In a closed network, with no real patient, ?sslmode=disable does without.`,
    );
  }
  return {
    host: host === "" ? "localhost" : host,
    port: url.port === "" ? 5432 : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(encrypted ? { ssl: true } : {}),
  };
}

/** A socket, or an address that leaves no machine. */
function isThisMachine(host: string): boolean {
  return host === "" || host.startsWith("/") || ["localhost", "127.0.0.1", "::1", "[::1]"].includes(host);
}
