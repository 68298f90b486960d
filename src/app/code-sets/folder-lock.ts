/**
 * One process at a time changes the folder of code sets. The lock is a file that names its holder, since Node knows no locks of the
 * system; that of a process which is gone is taken over.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CodeSetsFailure } from "./code-sets-failure.ts";

export interface FolderLock {
  /** Throws when somebody removed the lock or took it: what was read under it may not be what stands. */
  readonly prove: () => void;
  readonly release: () => void;
  /** By which another thread of this process proves the same lock: `heldFolderLock`. */
  readonly token: string;
}

/** Who has it, for a person. */
export interface Busy {
  readonly holder: string;
}

interface Waiting {
  /** `codes`: what counts. `downloads`: what is fetched. Who wants both takes `downloads` first. */
  readonly what: "codes" | "downloads";
  /** Milliseconds after which waiting ends. */
  readonly patience?: number;
  /** Told once, when it has to wait. */
  readonly say?: (text: string) => void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** Loading everything there is takes some minutes. */
const usualPatience = 600_000;
const lookEvery = 200;
/** Between making the file and writing the name into it lie microseconds. */
const longestUnnamed = 10_000;
/** Whether a process of another machine or container still runs cannot be seen from here. */
const longestElsewhere = 3_600_000;
/** Of file systems that count time in steps. */
const coarsestTime = 2_000;

/** Waits for its turn, then does the work alone. Throws CodeSetsFailure when the turn does not come. */
export async function withFolderLock<Value>(
  folder: string,
  { what, patience = usualPatience, say }: Waiting,
  work: (lock: FolderLock) => Promise<Value>,
): Promise<Value> {
  const lock = await takeFolderLock(folder, { what, patience, ...(say === undefined ? {} : { say }) });
  try {
    return await work(lock);
  } finally {
    lock.release();
  }
}

async function takeFolderLock(folder: string, { what, patience = usualPatience, say }: Waiting): Promise<FolderLock> {
  const until = Date.now() + patience;
  for (let isTold = false; ; isTold = true) {
    const taken = tryFolderLock(folder, what);
    if (!("holder" in taken)) return taken;
    if (!isTold) say?.(`${taken.holder} loads code sets here: waiting for it.`);
    if (Date.now() >= until)
      throw new CodeSetsFailure(
        `${taken.holder} still loads code sets into ${folder}. Call this again when that has ended. If nothing of Claimwright runs there, remove ${fileOf(folder, what)} first.`,
      );
    await sleep(lookEvery);
  }
}

/** Without waiting. Throws when the folder cannot be written. */
export function tryFolderLock(folder: string, what: Waiting["what"]): FolderLock | Busy {
  mkdirSync(folder, { recursive: true });
  const path = fileOf(folder, what);
  const token = randomUUID();
  const own: Holder = { pid: process.pid, host: hostname(), token };
  if (!isCreated(path, JSON.stringify(own))) {
    const found = readLock(path);
    if (found !== undefined && !isGone(found)) return { holder: wordsOf(found.holder) };
    if (found !== undefined) moveAway(path, found.text, token);
    if (!isCreated(path, JSON.stringify(own))) return { holder: wordsOf(readLock(path)?.holder) };
  }
  return heldFolderLock(folder, { what, token });
}

/** The lock that this process took under the token. */
export function heldFolderLock(folder: string, { what, token }: Pick<Waiting, "what"> & { readonly token: string }): FolderLock {
  const path = fileOf(folder, what);
  const isOwn = (): boolean => readLock(path)?.holder?.token === token;
  return {
    token,
    prove: () => {
      if (!isOwn()) throw new CodeSetsFailure(`${path} was removed or taken by another process: nothing was changed. Call this again.`);
    },
    release: () => {
      if (isOwn()) rmSync(path, { force: true });
    },
  };
}

/** Who changes the folder now; undefined: nobody. Takes nothing. */
export function folderLockHolder(folder: string, what: Waiting["what"]): string | undefined {
  const found = readLock(fileOf(folder, what));
  return found === undefined || isGone(found) ? undefined : wordsOf(found.holder);
}

function fileOf(folder: string, what: Waiting["what"]): string {
  return join(folder, `.${what}.lock`);
}

function isCreated(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

interface Found {
  readonly text: string;
  /** Absent while its maker has not written its name. */
  readonly holder?: Holder;
  readonly at: number;
}

function readLock(path: string): Found | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const at = statSync(path).mtimeMs;
    const holder = holderIn(text);
    return { text, at, ...(holder === undefined ? {} : { holder }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, host, token } = JSON.parse(text) as Partial<Holder>;
    return pid === undefined || host === undefined || token === undefined ? undefined : { pid, host, token };
  } catch {
    return undefined;
  }
}

function isGone({ holder, at }: Found): boolean {
  const age = Date.now() - at;
  if (holder === undefined) return age > longestUnnamed;
  if (holder.host !== hostname()) return age > longestElsewhere;
  // In a container the next process has the same number: a lock from before it began is not its own.
  if (holder.pid === process.pid) return age > process.uptime() * 1000 + coarsestTime;
  return !isRunning(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Two may find the same dead lock at once: the one that then moves the other's new one away puts it back. */
function moveAway(path: string, dead: string, token: string): void {
  const aside = `${path}.${token}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = readFileSync(aside, "utf8");
  if (moved !== dead) isCreated(path, moved);
  rmSync(aside, { force: true });
}

function wordsOf(holder: Holder | undefined): string {
  if (holder === undefined) return "Another process";
  return `Another process (number ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`})`;
}
