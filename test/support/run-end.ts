/** Ends the run's PostgreSQL, if a test started one, and removes the run's folders. Vitest calls it in the process of the run. */
import { existsSync } from "node:fs";
import { startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { removeFoldersOf, sharedFolder } from "./run-folders.ts";

export async function teardown(): Promise<void> {
  const folder = sharedFolder(process.pid, "database");
  if (existsSync(folder)) await (await startEmbedded(folder)).stop();
  removeFoldersOf(process.pid);
}
