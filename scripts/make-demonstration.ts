/**
 * `npm run demonstration`: lives the demonstration's eight months by the use cases of the daily work and writes them down as the
 * pack that a first start unpacks (data/demonstration). Minutes. Done when what the generator or the use cases make of it should be
 * seen in a demonstration; a change of the schema needs no new pack.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineContext } from "../src/app/context.ts";
import { demonstrationToday } from "../src/app/demonstration/cast.ts";
import { demonstrationSeed } from "../src/app/demonstration/maple-hollow.ts";
import { makePack } from "../src/app/demonstration/pack/make-pack.ts";
import { packFolder, savePack } from "../src/app/demonstration/pack/pack-file.ts";
import { openWorkplace } from "../src/app/open-workplace.ts";
import { programVersion } from "../src/app/program-version.ts";
import { provePractice } from "../src/app/simulated-practice/prove.ts";
import { makeDemonstration, usualHistoryDays } from "../src/cli/demonstration.ts";
import { processIo } from "../src/cli/io.ts";
import { openSimulatedPayers } from "../src/cli/simulated-payers.ts";
import { startDatabase } from "../src/store/supervisor/start-database.ts";

const folder = await mkdtemp(join(tmpdir(), "claimwright-demonstration-"));
const io = processIo();
try {
  const workplace = await openWorkplace(folder);
  const { app, simulatorConfig } = workplace;
  if (simulatorConfig === undefined) throw new Error("the built-in database has a role for the simulated payers");
  const payers = openSimulatedPayers(app, simulatorConfig);
  const practiceId = await makeDemonstration(workplace, payers, { historyDays: usualHistoryDays, io });
  await payers.close();
  const proof = await provePractice(machineContext(app, practiceId, "This machine"));
  if (!proof.sound) throw new Error(`not sound: ${proof.lines.flatMap((line) => (line.ok ? [] : [line.holds])).join(", ")}`);
  // A second hold on the same server, with its owner's role.
  const { ownerConfig, stop } = await startDatabase({ dataDir: folder });
  const pack = await makePack(ownerConfig);
  const about = { program: programVersion, seed: demonstrationSeed, historyDays: usualHistoryDays, today: demonstrationToday };
  io.out(`${JSON.stringify(await savePack(packFolder(), pack, about), undefined, 2)}\n`);
  await workplace.close();
  await stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
