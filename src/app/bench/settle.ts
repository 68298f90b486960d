/** What the database does by itself within minutes after many rows came: a practice that grew over years has it behind it. */
import { openClient } from "../../store/pool.ts";
import { startDatabase } from "../../store/supervisor/start-database.ts";

/** Beside whoever has the database of this folder open. */
export async function settle(dataDir: string): Promise<void> {
  const database = await startDatabase({ dataDir });
  try {
    const client = await openClient(database.ownerConfig);
    try {
      await client.query("set statement_timeout = 0");
      await client.query("vacuum (analyze)");
    } finally {
      await client.end();
    }
  } finally {
    await database.stop();
  }
}
