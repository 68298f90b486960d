/** The measures of `bench backup`: invented books of some size, backed up and restored in folders of their own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backupData } from "../app/backup/backup-data.ts";
import { type BackupKey, makeKeyFile, readKeyFile } from "../app/backup/backup-key.ts";
import { inventBooks } from "../app/backup/invented-books.ts";
import { type RestoreReport, restoreBackup } from "../app/backup/restore-backup.ts";
import type { BackupReport } from "../app/backup/write-backup.ts";
import type { Measure } from "./bench.ts";

const bytesAMegabyte = 1e6;
const entries = 200_000;

interface Taken {
  readonly folder: string;
  readonly backup: BackupReport;
  readonly restore: RestoreReport;
  readonly peak: number;
}

let taken: Promise<Taken> | undefined;
const both = (): Promise<Taken> => (taken ??= take());

export const backupMeasures: readonly Measure[] = [
  { name: "backup-rows", unit: "rows/s", target: null, run: async () => rate((await both()).backup, (one) => one.rows) },
  { name: "backup-text", unit: "MB/s", target: null, run: async () => rate((await both()).backup, (one) => one.rowBytes / bytesAMegabyte) },
  {
    name: "backup-memory",
    unit: "MiB",
    target: null,
    run: async () => ({ value: (await both()).peak / (1 << 20), n: (await both()).backup.rows }),
  },
  {
    name: "backup-restore-rows",
    unit: "rows/s",
    target: null,
    run: async () => ({ value: (await both()).restore.rows / (await both()).restore.seconds, n: (await both()).restore.rows }),
  },
  {
    name: "backup-restore-text",
    unit: "MB/s",
    target: null,
    run: async () => {
      const { backup, restore } = await both();
      return { value: backup.rowBytes / bytesAMegabyte / restore.seconds, n: restore.rows };
    },
  },
];

export async function closeBackupBench(): Promise<void> {
  if (taken !== undefined) await rm((await taken).folder, { recursive: true, force: true });
}

async function take(): Promise<Taken> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-backup-"));
  const dataDir = join(folder, "data");
  const keyFile = join(folder, "key");
  makeKeyFile(keyFile);
  const key: BackupKey = readKeyFile(keyFile);
  await inventBooks(dataDir, entries);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const file = join(folder, "bench.backup");
  const backup = await backupData({ dataDir, file, key, readBack: false });
  clearInterval(watch);
  const restore = await restoreBackup({ file, dataDir: join(folder, "restored"), key });
  return { folder, backup, restore, peak };
}

function rate(backup: BackupReport, of: (report: BackupReport) => number) {
  return { value: of(backup) / backup.seconds, n: backup.rows };
}
