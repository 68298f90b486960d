/** Makes a backup: one moment of the whole database, sealed, in one file that is there whole or not at all. */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createGzip } from "node:zlib";
import { type Snapshot, withSnapshot } from "../../store/backup/open-snapshot.ts";
import { newRowProver } from "../../store/backup/read-rows.ts";
import type { ConnectionConfig } from "../../store/pool.ts";
import { BackupFailure } from "./backup-failure.ts";
import type { BackupKey } from "./backup-key.ts";
import { dataFrame, wordFrame } from "./frames.ts";
import { type Contents, readContents } from "./read-contents.ts";
import { openSealed, seal } from "./sealed-stream.ts";
import { outsideFiles, outsidePaths } from "./waiting-files.ts";

export interface BackupReport {
  readonly file: string;
  readonly createdAt: string;
  readonly schema: string;
  readonly tables: number;
  readonly rows: number;
  readonly practices: number;
  /** Files beside the database. */
  readonly files: number;
  /** Of the rows as text, and of the file. */
  readonly rowBytes: number;
  readonly fileBytes: number;
  readonly seconds: number;
  /** Whether the file was read again to its end and opened. */
  readonly readBack: boolean;
}

export interface BackupRequest {
  readonly owner: ConnectionConfig;
  readonly dataDir: string;
  readonly file: string;
  readonly key: BackupKey;
  readonly version: string;
  readonly readBack: boolean;
}

/** Throws BackupFailure. People may go on working: they are neither waited for nor made to wait. */
export async function writeBackup(request: BackupRequest): Promise<BackupReport> {
  const { file, owner } = request;
  const started = performance.now();
  if (await exists(file)) throw new BackupFailure(`${file} is there already. A backup is not written over.`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = join(dirname(file), `.${basename(file)}.part`);
  const createdAt = new Date().toISOString();
  const counts: Counts = { tables: 0, rows: 0, rowBytes: 0, files: 0 };
  const paths = await outsidePaths(request.dataDir);
  try {
    const { schema, practices } = await withSnapshot(owner, async (snapshot) => {
      const last = snapshot.steps.at(-1)?.name;
      if (last === undefined) throw new BackupFailure("There is no data in this database yet.");
      const sealed = seal(
        compressed(content(snapshot, { dataDir: request.dataDir, paths, counts })),
        { createdAt, version: request.version, schema: last },
        request.key,
      );
      await writeDurably(draft, sealed);
      return { schema: last, practices: snapshot.practices.present.length };
    });
    if (request.readBack) compare(counts, await checkBackup(draft, request.key));
    await rename(draft, file);
    await syncFolder(dirname(file));
    const fileBytes = (await stat(file)).size;
    const report = { file, createdAt, schema, practices, ...counts, fileBytes, seconds: (performance.now() - started) / 1000 };
    await remember(request.dataDir, report);
    return { ...report, readBack: request.readBack };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Reads a backup to its end without a database: opened, whole, and every table as its hash says. */
export async function checkBackup(file: string, key: BackupKey): Promise<Contents> {
  const { content: sealed } = await openSealed(createReadStream(file, { highWaterMark: 1 << 20 }), key);
  return readContents(sealed);
}

const backupName = /^claimwright-\d{8}T\d{6}Z\.backup$/;

/** Names sort by time. */
export function backupFileName(at: Date): string {
  return `claimwright-${at.toISOString().replace(/[-:]|\.\d+/g, "")}.backup`;
}

/** Takes away the oldest of a folder's backups that we named. Returns what was removed. */
export async function keepNewest(folder: string, keep: number): Promise<readonly string[]> {
  const ours = (await readdir(folder)).filter((name) => backupName.test(name)).sort();
  const old = ours.slice(0, Math.max(0, ours.length - keep));
  for (const name of old) await rm(join(folder, name));
  return old;
}

interface Counts {
  tables: number;
  rows: number;
  rowBytes: number;
  files: number;
}

async function* content(
  snapshot: Snapshot,
  { dataDir, paths, counts }: { readonly dataDir: string; readonly paths: readonly string[]; readonly counts: Counts },
): AsyncGenerator<Buffer, void, undefined> {
  const { steps, serverVersion, practices, tables, sequences } = snapshot;
  yield wordFrame({ is: "start", steps, serverVersion, practices: practices.present.length });
  for (const table of tables) {
    yield wordFrame({ is: "table", table });
    const prover = newRowProver();
    for await (const rows of snapshot.rows(table)) {
      prover.add(rows);
      yield dataFrame(rows);
    }
    const proof = prover.proof();
    yield wordFrame({ is: "table-end", proof });
    counts.tables += 1;
    counts.rows += proof.rows;
    counts.rowBytes += proof.bytes;
  }
  for (const sequence of sequences) yield wordFrame({ is: "sequence", sequence });
  for await (const { path, bytes, sha256 } of outsideFiles(dataDir, paths)) {
    yield wordFrame({ is: "file", path, bytes: bytes.length, sha256 });
    yield dataFrame(bytes);
    counts.files += 1;
  }
  yield wordFrame({ is: "end", tables: counts.tables, rows: counts.rows, files: counts.files });
}

/** Compression runs on a thread of its own; a reader that is slow holds back the writer. */
async function* compressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const gzip = createGzip({ level: 1, chunkSize: 1 << 18 });
  const fed = (async () => {
    for await (const bytes of source) if (!gzip.write(bytes)) await once(gzip, "drain");
    gzip.end();
  })().catch((error: unknown) => void gzip.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const bytes of gzip) yield bytes as Buffer;
  await fed;
}

async function writeDurably(path: string, parts: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

function compare(wrote: Counts, read: Contents): void {
  if (wrote.tables !== read.tables || wrote.rows !== read.rows || wrote.files !== read.files) {
    throw new BackupFailure("The backup does not read back as it was written; it was removed. Look at the disk that it was written to.");
  }
}

export const lastBackupName = "last-backup.json";

/** For `doctor`, which tells the age of the newest. */
async function remember(dataDir: string, report: Omit<BackupReport, "readBack">): Promise<void> {
  await writeFile(join(dataDir, lastBackupName), `${JSON.stringify(report)}\n`, { mode: 0o600 });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
