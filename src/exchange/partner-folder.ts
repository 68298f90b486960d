/** A trading partner reached by two folders. A file that others see is whole: it is written beside, synced, and renamed. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";

export interface PartnerFolder {
  /** Where we put what is for the partner. */
  readonly outbox: string;
  /** Where the partner puts what is for us. */
  readonly inbox: string;
}

export interface WaitingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const temporary = ".part-";
const taken = "taken";
/** Files that the malware scanner refused. They are kept, and nothing reads them. */
const refused = "refused";

/** The two folders under one root, made when they are missing. */
export async function openPartnerFolder(root: string): Promise<PartnerFolder> {
  const folder = { outbox: join(root, "to-payer"), inbox: join(root, "from-payer") };
  await mkdir(folder.outbox, { recursive: true, mode: 0o700 });
  await mkdir(join(folder.inbox, taken), { recursive: true, mode: 0o700 });
  return folder;
}

/** `hasty`: whoever asks does not wait for the disk, since all of it is made anew when it is cut off. */
export interface Haste {
  readonly hasty?: boolean | undefined;
}

/**
 * Puts a file where the partner looks. When this returns, the bytes and the name are on the disk (fsync of file and
 * folder). Done twice, it is there once. Refuses a name that already stands for other bytes.
 */
export async function putFile(
  directory: string,
  name: string,
  bytes: Uint8Array,
  { hasty = false }: Haste = {},
): Promise<"written" | "already"> {
  assertPlainName(name);
  const target = join(directory, name);
  const present = await readIfPresent(target);
  if (present !== undefined) {
    if (sha256Of(present) === sha256Of(bytes)) return "already";
    throw new Error(`another file named ${name} already stands in the partner's folder`);
  }
  const draft = join(directory, `${temporary}${name}`);
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(bytes);
    if (!hasty) await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, target);
  if (!hasty) await syncFolder(directory);
  return "written";
}

/**
 * What waits in a folder, complete files only, in the order of their names. A partner may still be writing a file that it
 * changed less than `quietMs` ago. Links and devices are no files of a partner.
 */
export async function waitingNames(directory: string, { quietMs = 0 }: { readonly quietMs?: number } = {}): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map((entry) => entry.name);
  const quiet: string[] = [];
  for (const name of names) if (quietMs === 0 || (await isQuiet(join(directory, name), quietMs))) quiet.push(name);
  return quiet.sort();
}

async function isQuiet(path: string, quietMs: number): Promise<boolean> {
  const since = Date.now() - (await stat(path)).mtimeMs;
  return Math.abs(since) >= quietMs;
}

/** A file or folder of a partner that is not used; the message says why, for a person. */
export class UnusableFile extends Error {
  override readonly name = "UnusableFile";
}

/** Larger files are cut into parts by every payer; what is larger is no answer to claims. */
const mostBytes = 512 * 1024 * 1024;

/** Fails with `UnusableFile` when the file cannot be read, is too large, or is not what it was when it was listed. */
export async function readWaiting(directory: string, name: string): Promise<WaitingFile> {
  assertInFolder(name);
  try {
    // Whoever can put files may change one into a link between the listing and now.
    const file = await open(join(directory, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new UnusableFile("it is not a file");
      if (found.size > mostBytes) throw new UnusableFile(`it is larger than ${mostBytes / 1024 / 1024} MiB`);
      return { name, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unusable(error);
  }
}

/** Moves a file that has been stored, or refused, out of the way; it is kept. Fails with `UnusableFile` when it cannot be moved. */
export async function setAside(
  directory: string,
  name: string,
  { hasty = false, asRefused = false }: Haste & { readonly asRefused?: boolean } = {},
): Promise<void> {
  assertInFolder(name);
  const folder = asRefused ? refused : taken;
  const aside = join(directory, folder);
  try {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    // A link here would let a partner choose where its files go on this machine.
    if (!(await lstat(aside)).isDirectory()) throw new UnusableFile(`its folder "${folder}" is a link`);
    await rename(join(directory, name), join(aside, name));
    if (!hasty) await syncFolder(directory);
  } catch (error) {
    throw unusable(error);
  }
}

/** What the file system refuses is said; a bug stays a bug. */
function unusable(error: unknown): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new UnusableFile(error.code === "ELOOP" ? "it is a link" : `the file system says ${String(error.code)}`);
}

/** Takes away drafts that a killed process left behind. They were never visible as files. */
export async function removeDrafts(directory: string): Promise<number> {
  const drafts = (await readdir(directory)).filter((name) => name.startsWith(temporary));
  for (const draft of drafts) await rm(join(directory, draft), { force: true });
  return drafts.length;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Partners name their files as they like; only a name that leads elsewhere is refused. */
function assertInFolder(name: string): void {
  if (name === "" || name.startsWith(".") || name.includes("\0") || basename(name) !== name)
    throw new Error("a file name does not lead out of its folder");
}

function assertPlainName(name: string): void {
  if (!/^[A-Za-z0-9][\w.-]{0,120}$/.test(name)) throw new Error("a file name has only letters, digits, dot, hyphen and underscore");
}

async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
