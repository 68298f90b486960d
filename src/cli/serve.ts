/** `claimwright serve`: the database, the demonstration on a first start, the web application. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hasAnyOwner, makeSetupLink } from "../app/access/door-links.ts";
import { openProvider, ProviderConfigFailure, readProviderConfig } from "../app/access/provider.ts";
import { sealAllAudits } from "../app/audit/seal-audit.ts";
import { offerOfReleases } from "../app/code-sets/installed.ts";
import { type App, type Context, machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { watchDisk } from "../app/disk-room.ts";
import { finishPreparedFiles } from "../app/file-claims.ts";
import { openWorker } from "../app/jobs/open-worker.ts";
import { makeLabCopy } from "../app/lab/make-copy.ts";
import { databaseFailureWords, openWorkplace, type Workplace } from "../app/open-workplace.ts";
import { programVersion } from "../app/program-version.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { LabDoor } from "../http/lab-door.ts";
import { logLevelOf } from "../http/request-log.ts";
import { buildServer, type Server } from "../http/server.ts";
import { dataDirOf } from "./data-dir.ts";
import { fillFromPack, makeDemonstration, usualHistoryDays, wholePractices } from "./demonstration.ts";
import { type DoorSettings, doorSettings } from "./door-settings.ts";
import type { Io } from "./io.ts";
import { openSimulatedPayers, type SimulatedPayers } from "./simulated-payers.ts";
import { untilStopped } from "./until-stopped.ts";

/** A long import and what comes by the minute do not wait for each other. */
const jobsAtOnce = 2;
const noWorker =
  "serve: DATABASE_WORKER_URL is not set, so this process works no jobs: files from payers wait, and the audit is not sealed, until a process that has it runs.\n";
/** Two years. */
const mostHistoryDays = 730;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "host-name": { type: "string", multiple: true, default: [] },
      data: { type: "string" },
      empty: { type: "boolean", default: false },
      "history-days": { type: "string", default: String(usualHistoryDays) },
    },
  });
  const host = values.host ?? "127.0.0.1";
  const port = Number(values.port ?? process.env.PORT ?? 8480);
  const door = doorSettings({ host, hostNames: values["host-name"] }, process.env);
  if ("refusal" in door) {
    io.err(`serve: ${door.refusal}`);
    return 2;
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    io.err("serve: --port is a number from 0 to 65535.");
    return 2;
  }
  const historyDays = Number(values["history-days"]);
  if (!Number.isInteger(historyDays) || historyDays < 0 || historyDays > mostHistoryDays) {
    io.err(`serve: --history-days is a number from 0 to ${mostHistoryDays}.`);
    return 2;
  }
  try {
    return await serve({ host, port, door, dataDir: dataDirOf(values.data), empty: values.empty, historyDays, io });
  } catch (error) {
    const words = databaseFailureWords(error) ?? (error instanceof ProviderConfigFailure ? error.message : undefined);
    if (words === undefined) throw error;
    io.err(`serve: ${words}`);
    return 2;
  }
}

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly door: DoorSettings;
  readonly dataDir: string;
  readonly empty: boolean;
  /** Of the demonstration, when one is made. */
  readonly historyDays: number;
  readonly io: Io;
}

async function serve({ host, port, door, dataDir, empty, historyDays, io }: Settings): Promise<number> {
  const started = Date.now();
  const providerConfig = readProviderConfig(dataDir, process.env);
  const usual = !empty && door.thisMachineOnly && historyDays === usualHistoryDays;
  const workplace = await openWorkplace(dataDir, {
    ...(usual ? { before: (owner) => fillFromPack(owner, io) } : {}),
    packsBeside: () => io.out("Code sets: all packs stand, and the code book uses them.\n"),
  });
  const { app, simulatorConfig, remaking } = workplace;
  if (remaking !== undefined) io.out(remakingWords);
  const payers = simulatorConfig === undefined ? undefined : openSimulatedPayers(app, simulatorConfig);
  let worker: Awaited<ReturnType<typeof openWorker>> | undefined;
  const close = async (running: Server | undefined): Promise<void> => {
    // Running jobs come to their next safe point and go back into the queue while open requests are answered.
    await Promise.all([running?.close(), worker?.stop()]);
    await payers?.close();
    await workplace.close();
  };
  let server: Server | undefined;
  try {
    if (!door.thisMachineOnly && !(await hasAnyOwner(app))) {
      io.err(noOwnerWords);
      return 2;
    }
    const found = await wholePractices(workplace, io);
    const real = found.filter((one) => !one.demonstration).map((one) => contextOf(app, one.practiceId));
    let demonstration = real.length === 0 ? found.at(-1)?.practiceId : undefined;
    if (found.length === 0 && !empty && payers !== undefined)
      demonstration = await makeDemonstration(workplace, payers, { historyDays: door.thisMachineOnly ? historyDays : 0, io });
    else if (found.length === 0) real.push(contextOf(app, await createEmptyPractice(app)));
    // What a killed process left to be written; what it left to be worked the worker takes over.
    for (const { practiceId } of found) await finishPreparedFiles(contextOf(app, practiceId));
    const opened = door.thisMachineOnly && demonstration !== undefined ? openPractices(demonstration) : undefined;
    server = await buildServer({
      app,
      version: programVersion,
      ...(opened === undefined ? {} : { openPractice: opened.practiceId }),
      hostNames: door.hostNames,
      proxies: door.proxies,
      plainHttp: door.plainHttp,
      secondFactor: door.secondFactor,
      ...(door.idleMinutes === undefined ? {} : { idleMinutes: door.idleMinutes }),
      ...(providerConfig === undefined ? {} : { provider: openProvider(app, providerConfig) }),
      ...(payers === undefined ? {} : { lab: labDoor(workplace, payers, opened) }),
      letPayersAnswer: async (work) => payers?.answerNext(work),
      payersListen: async (work) => payers?.listen(work),
      payersWork: async ({ practiceId }, today) => {
        await payers?.work(practiceId, today);
      },
      diskRoom: watchDisk(dataDir),
      log: { level: logLevelOf(process.env.CLAIMWRIGHT_LOG) },
      webFolder: webFolder(),
    });
    const address = await listen(server, { host, port, io });
    // Before it says that it is ready: who then stops it at once finds a database that was closed.
    const stopped = untilStopped();
    io.out(`Claimwright ${programVersion} is ready: ${address}  (${((Date.now() - started) / 1000).toFixed(1)} s, data in ${dataDir})\n`);
    if (door.thisMachineOnly) await saySetupLinks(app, real, { address, io });
    const offer = offerOfReleases(dataDir);
    if (offer !== undefined) io.out(`${offer}\n`);
    if (workplace.workerConfig === undefined) io.err(noWorker);
    else worker = await openWorker(app, workplace.workerConfig, { atOnce: jobsAtOnce });
    await stopped;
    await sealAllAudits(app, { headNow: true });
    return 0;
  } finally {
    await close(server);
  }
}

interface OpenPractice {
  /** The practice that is open to whoever sits at this machine. */
  readonly practiceId: () => PracticeId;
  /** Shows a private copy instead; undefined: the demonstration again. */
  readonly openLab: (practiceId: PracticeId | undefined) => void;
}

function openPractices(demonstration: PracticeId): OpenPractice {
  let lab: PracticeId | undefined;
  return {
    practiceId: () => lab ?? demonstration,
    openLab: (practiceId) => {
      lab = practiceId;
    },
  };
}

function labDoor(workplace: Workplace, payers: SimulatedPayers, opened: OpenPractice | undefined): LabDoor {
  return {
    make: (owner) =>
      makeLabCopy(workplace.app, owner, async ({ practiceId }, today) => {
        await payers.work(practiceId, today);
      }),
    discard: workplace.discard,
    openHere: (practiceId) => opened?.openLab(practiceId),
  };
}

const remakingWords = `Code sets: packs that are gone or that another version made are made anew, once, while the server runs; this takes a minute or two.
Until then the code book has what can be read of them, or the starter set; its page says how far it is.
`;

const noOwnerWords = `serve: nobody could sign in yet, so the server does not open to a network. On this machine, with the same --data:
  claimwright user practice add "Name of the practice"     when there is none yet
  claimwright user add you@example.org --name "Your Name" --role owner
then start it again.`;

/** A real practice that nobody owns: whoever started the program becomes its owner, by a link that is only said here. */
async function saySetupLinks(
  app: App,
  real: readonly Context[],
  { address, io }: { readonly address: string; readonly io: Io },
): Promise<void> {
  for (const { practiceId } of real) {
    const path = await makeSetupLink(app, practiceId);
    if (path !== undefined) io.out(`Nobody may sign in yet. Make the owner's account here, once, within a day:\n  ${address}${path}\n`);
  }
}

function contextOf(app: App, practiceId: PracticeId): Context {
  return machineContext(app, practiceId, "This machine");
}

/** A port that is taken is said plainly, with the way out. */
async function listen(
  server: Server,
  { host, port, io }: { readonly host: string; readonly port: number; readonly io: Io },
): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    io.err(`Port ${port} is in use on this machine; taking a free one. Choose one with --port N.\n`);
    return server.listen({ host, port: 0 });
  }
}

/** dist/web beside the bundle, or the built one of a checkout when run from the sources. */
function webFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, "web"), join(here, "..", "..", "dist", "web")];
  return candidates.find((folder) => existsSync(join(folder, "index.html"))) ?? candidates[0] ?? here;
}
