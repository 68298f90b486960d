/** Opens what a data folder stands for and makes a backup of it, beside a server that may be running. */
import { type ConnectionConfig, openPool } from "../../store/pool.ts";
import { startDatabase } from "../../store/supervisor/start-database.ts";
import { sealAllAudits } from "../audit/seal-audit.ts";
import { openApp } from "../open-app.ts";
import { programVersion } from "../program-version.ts";
import type { BackupKey } from "./backup-key.ts";
import { type BackupReport, writeBackup } from "./write-backup.ts";

/** What was seen and done until now is chained first, so that the backup's audit ends with a head that is written down outside. */
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
}): Promise<BackupReport & { readonly auditSealed: boolean }> {
  const database = await startDatabase({ dataDir });
  try {
    const auditSealed = await sealFirst(database.appConfig, dataDir);
    const report = await writeBackup({ owner: database.ownerConfig, dataDir, file, key, version: programVersion, readBack });
    return { ...report, auditSealed };
  } finally {
    await database.stop();
  }
}

/** A database that cannot be written to, as on a full disk, is the one that needs its backup most: it is made all the same. */
async function sealFirst(config: ConnectionConfig, dataDir: string): Promise<boolean> {
  const pool = openPool(config, { max: 2 });
  try {
    await sealAllAudits(openApp({ pool, dataDir }), { headNow: true });
    return true;
  } catch {
    return false;
  } finally {
    await pool.end();
  }
}
