/** Folders of one run of the tests, named after its process: the run removes them when it ends, a later run those of one that was killed. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "claimwright-run-";

/** The process of the run: all its workers have it as their parent. */
export const runOfWorker = process.ppid;

/** The one folder of this name that the workers of a run share; whoever needs it first makes it. */
export function sharedFolder(run: number, name: string): string {
  return join(tmpdir(), `${prefix}${run}-${name}`);
}

/**
 * A folder for one test file, for `--data` too: PostgreSQL's user can enter it when the tests run as root, so that the database lies
 * in the folder and goes with it.
 */
export async function newRunFolder(name: string): Promise<string> {
  const folder = await mkdtemp(`${sharedFolder(runOfWorker, name)}-`);
  await chmod(folder, 0o755);
  return folder;
}

/** What runs left that are gone. A server that outlived its run notices that its folder is gone, and ends. */
export function removeLeftovers(): void {
  for (const { path, run } of runFolders()) if (!isAlive(run)) removeWithDatabase(path);
}

/** At the end of a run. */
export function removeFoldersOf(ended: number): void {
  for (const { path, run } of runFolders()) if (run === ended) removeWithDatabase(path);
}

function runFolders(): readonly { readonly path: string; readonly run: number }[] {
  return readdirSync(tmpdir()).flatMap((name) => {
    const run = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    return run > 1 ? [{ path: join(tmpdir(), name), run }] : [];
  });
}

/** As root, below a folder that PostgreSQL's user may not enter, the database lies elsewhere, under a name made of the folder's. */
export function removeWithDatabase(folder: string): void {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  if (existsSync(join(folder, "database-is-elsewhere.txt")))
    for (const parent of ["/var/lib/claimwright", "/var/tmp/claimwright"]) rmSync(join(parent, name), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
