/**
 * What lies outside of the database and cannot be made anew: files of partners that nobody has taken in yet, and the heads of
 * the audit's chains. What was sent is in the database byte for byte; it is not put before a partner a second time by a restore.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** A file of the data folder, by its path in it. */
export interface OutsideFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

const single = ["audit/heads.jsonl"];
const partnersFolder = "partners";
const inboxName = "from-payer";
const takenName = "taken";
/** Larger files by partners are not carried: they wait where they are. */
const mostBytes = 1 << 28;

/** Asked before the database's moment is fixed: what is taken in after this is in the database or still found. */
export async function outsidePaths(dataDir: string): Promise<readonly string[]> {
  return [...single, ...(await waitingInboxes(dataDir))];
}

/** What was taken in meanwhile lies in the folder of files taken; taking it in twice changes nothing, leaving it out would lose it. */
export async function* outsideFiles(dataDir: string, paths: readonly string[]): AsyncGenerator<OutsideFile, void, undefined> {
  for (const path of paths) {
    const bytes =
      (await readSmall(join(dataDir, path))) ??
      (await readSmall(join(dataDir, dirname(path), takenName, path.slice(dirname(path).length))));
    if (bytes !== undefined) yield { path, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  }
}

async function readSmall(path: string): Promise<Buffer | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size <= mostBytes ? readFile(path).catch(() => undefined) : undefined;
}

/** Puts it back. Refuses a path that leads out of the data folder. */
export async function putBack(dataDir: string, { path, bytes }: Pick<OutsideFile, "path" | "bytes">): Promise<void> {
  if (!isOurs(path)) throw new Error("a file of a backup lies in the data folder");
  const target = join(dataDir, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.restoring`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, target);
}

function isOurs(path: string): boolean {
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0]/.test(part))) return false;
  return single.includes(path) || (parts.length === 5 && parts[0] === partnersFolder && parts[3] === inboxName);
}

/** partners / practice / payer / from-payer / file, complete files only. */
async function waitingInboxes(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, partnersFolder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter(isOurs)
    .sort();
}
