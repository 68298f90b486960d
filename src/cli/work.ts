/** `claimwright work`: works jobs and nothing else, beside a server, on this or another machine with the same database and folders. */
import { parseArgs } from "node:util";
import { openWorker } from "../app/jobs/open-worker.ts";
import { databaseFailureWords, openWorkplace } from "../app/open-workplace.ts";
import { numberOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: "string" }, "at-once": { type: "string" } } });
  const atOnce = numberOption(values["at-once"], { name: "at-once", least: 1, most: 20, otherwise: 2 });
  const dataDir = dataDirOf(values.data);
  try {
    const workplace = await openWorkplace(dataDir, { packsBeside: () => {} });
    try {
      if (workplace.workerConfig === undefined) {
        io.err("work: set DATABASE_WORKER_URL, the role of the queue, beside DATABASE_URL and DATABASE_OWNER_URL.");
        return exitCodes.failure;
      }
      const worker = await openWorker(workplace.app, workplace.workerConfig, { atOnce });
      io.out(`Working jobs, ${atOnce} at once. Stop with Ctrl-C: what runs then goes on elsewhere or at the next start.\n`);
      await untilStopped();
      await worker.stop();
      return exitCodes.fine;
    } finally {
      await workplace.close();
    }
  } catch (error) {
    const words = databaseFailureWords(error);
    if (words === undefined) throw error;
    io.err(`work: ${words}`);
    return exitCodes.failure;
  }
}
