/** The folder that holds the database: where it is, how it is made, and the passwords beside it. */
import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { runCommand, type ServerUser } from "./run-command.ts";
import { canRead } from "./server-user.ts";

/** Paths of one cluster. `home` holds everything: `data` is PostgreSQL's own folder. */
export interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly log: string;
}

/** Random, one a role; kept in `passwords.json`, readable to us alone. */
export interface Passwords {
  readonly bootstrap: string;
  readonly owner: string;
  readonly app: string;
  readonly simulator: string;
  readonly worker: string;
}

export const bootstrapRole = "claimwright_bootstrap";

const settings = `
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 1GB
wal_compression = on
random_page_cost = 1.1
password_encryption = 'scram-sha-256'
log_min_messages = warning
log_line_prefix = '%m [%p] '
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
timezone = 'UTC'
lc_messages = 'C'
`;

/**
 * Where the cluster of a data folder is. When we are root and the server's user cannot enter the data folder (it lies
 * below /root), the cluster lives under /var/lib/claimwright, and `database-is-elsewhere.txt` in the data folder says so.
 */
export async function locateCluster(dataDir: string, user: ServerUser | undefined): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const inside = clusterAt(join(dataDir, "postgresql"));
  if (user === undefined || existsSync(inside.data) || (await canRead(dataDir, user))) return inside;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  for (const parent of ["/var/lib/claimwright", "/var/tmp/claimwright"]) {
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    if (!(await canRead(parent, user))) continue;
    writeFileSync(
      join(dataDir, "database-is-elsewhere.txt"),
      `PostgreSQL does not run as root, and its user may not enter this folder.\nThe database of this folder is in ${join(parent, name)}\n`,
    );
    return clusterAt(join(parent, name));
  }
  throw new DatabaseFailure(
    `PostgreSQL does not run as root, and its user (${user.uid}) may not enter ${dataDir}. Choose a data folder outside root's home with --data, for example /var/lib/claimwright.`,
  );
}

export function clusterAt(home: string): Cluster {
  return { home, data: join(home, "data"), log: join(home, "server.log") };
}

/** Makes the cluster unless it is there. It is built aside and moved in one step, so that it is there whole or not at all. */
export async function ensureCluster(cluster: Cluster, binaries: Binaries, user: ServerUser | undefined): Promise<void> {
  if (existsSync(join(cluster.data, "PG_VERSION"))) return;
  if (existsSync(cluster.home)) {
    throw new DatabaseFailure(`${cluster.home} exists but holds no database. Move it away, or restore it from a backup.`);
  }
  mkdirSync(dirname(cluster.home), { recursive: true });
  const building = clusterAt(mkdtempSync(`${cluster.home}-making-`));
  try {
    const passwords: Omit<Passwords, "worker"> = { bootstrap: secret(), owner: secret(), app: secret(), simulator: secret() };
    giveTo(building.home, user);
    const passwordFile = join(building.home, "initdb-password");
    writeFileSync(passwordFile, passwords.bootstrap, { mode: 0o600 });
    giveTo(passwordFile, user);
    await initialise(building, binaries, { user, passwordFile });
    rmSync(passwordFile);
    writeFileSync(join(building.home, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
    renameSync(building.home, cluster.home);
  } catch (error) {
    rmSync(building.home, { recursive: true, force: true });
    // Another process that started with us may have been first.
    if (!existsSync(join(cluster.data, "PG_VERSION"))) throw error;
  }
}

export function readPasswords(cluster: Cluster): Passwords {
  const kept = JSON.parse(readFileSync(join(cluster.home, "passwords.json"), "utf8")) as Omit<Passwords, "worker">;
  // The worker came after the first clusters: its password follows from the bootstrap's, which nobody can tell from it.
  return { ...kept, worker: createHmac("sha256", kept.bootstrap).update("worker").digest("hex") };
}

/**
 * The path of a socket may have 107 bytes; a longer one goes to a private folder among the temporary files, whose name
 * follows from the cluster's, so that a server that is started again is found at the same place.
 */
export function socketFolder(cluster: Cluster, user: ServerUser | undefined): string {
  const beside = join(cluster.home, "socket");
  if (Buffer.byteLength(join(beside, ".s.PGSQL.5432.lock")) < 104) {
    mkdirSync(beside, { recursive: true, mode: 0o700 });
    return makePrivate(beside, user);
  }
  const name = createHash("sha256").update(cluster.home).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `claimwright-${name}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
    return makePrivate(folder, user);
  } catch {
    // Anybody may make a folder there: one that is there already is used only when it is ours and closed to others.
    const found = lstatSync(folder, { throwIfNoEntry: false });
    const expected = user?.uid ?? process.getuid?.();
    if (found?.isDirectory() === true && found.uid === expected && (found.mode & 0o077) === 0) return folder;
    return makePrivate(mkdtempSync(join(tmpdir(), "claimwright-")), user);
  }
}

function makePrivate(folder: string, user: ServerUser | undefined): string {
  chmodSync(folder, 0o700);
  giveTo(folder, user);
  return folder;
}

async function initialise(
  cluster: Cluster,
  binaries: Binaries,
  { user, passwordFile }: { readonly user: ServerUser | undefined; readonly passwordFile: string },
): Promise<void> {
  const outcome = await runCommand(
    binaries.initdb,
    [
      `--pgdata=${cluster.data}`,
      `--username=${bootstrapRole}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--data-checksums",
    ],
    { user },
  );
  if (outcome.code !== 0) throw new DatabaseFailure(`The database could not be created in ${cluster.home}: ${outcome.output}`);
  writeFileSync(join(cluster.data, "pg_hba.conf"), "local all all scram-sha-256\n");
  writeFileSync(join(cluster.data, "claimwright.conf"), settings);
  appendFileSync(join(cluster.data, "postgresql.conf"), "include 'claimwright.conf'\n");
  giveTo(join(cluster.data, "claimwright.conf"), user);
}

function giveTo(path: string, user: ServerUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

function secret(): string {
  return randomBytes(24).toString("hex");
}
