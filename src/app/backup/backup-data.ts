/** Opens what a data folder stands for and makes a backup of it, beside a server that may be running. */
import { startDatabase } from "../../store/supervisor/start-database.ts";
import { programVersion } from "../program-version.ts";
import type { BackupKey } from "./backup-key.ts";
import { type BackupReport, writeBackup } from "./write-backup.ts";

export async function backupData({
  dataDir,
  file,
  key,
  readBack,
}: {
  readonly dataDir: string;
  readonly file: string;
  readonly key: BackupKey;
  readonly readBack: boolean;
}): Promise<BackupReport> {
  const database = await startDatabase({ dataDir });
  try {
    return await writeBackup({ owner: database.ownerConfig, dataDir, file, key, version: programVersion, readBack });
  } finally {
    await database.stop();
  }
}
