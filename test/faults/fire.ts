/** Kills a practice's worker, its database, or both at seeded moments, lets it finish, and looks whether anything is lost or doubled. */
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice, providers } from "../../src/app/demonstration/cast.ts";
import { type Made, makeParties } from "../../src/app/demonstration/seed.ts";
import { partnerRoot } from "../../src/app/file-claims.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { openWorkplace, type Workplace } from "../../src/app/open-workplace.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import type { PracticeId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sha256Of } from "../../src/exchange/partner-folder.ts";
import { insertEncounter } from "../../src/store/encounters.ts";
import { accountTotals } from "../../src/store/journal.ts";
import { createPractice } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, type Tx } from "../../src/store/transaction.ts";
import { proveBooks } from "../support/money-checks.ts";
import { done } from "../support/practice-world.ts";
import { randomFrom } from "../support/random.ts";
import { removeWithDatabase } from "../support/run-folders.ts";
import { openServerProcesses } from "../support/server-processes.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const firstDay = isoDate("2026-11-03");

/** `session`: one connection is ended. `backend`: its process is killed, and PostgreSQL throws all out and recovers by itself. */
export const victims = ["worker", "server", "session", "backend", "both"] as const;
export type Victim = (typeof victims)[number];

export interface Killed {
  readonly victim: Victim;
  /** Counted from 1. */
  readonly atStep: number;
  readonly wasWorking: boolean;
}

export interface FireReport {
  readonly killed: readonly Killed[];
  /** What the practice came to, for comparison with one that nobody disturbed. */
  readonly outcome: Outcome;
  /** How many steps of its work the last worker began; of an undisturbed practice this is all there is to do. */
  readonly steps: number;
}

export interface Outcome {
  readonly accounts: Readonly<Record<string, number>>;
  readonly visits: readonly string[];
  readonly filesOut: number;
}

/**
 * A fresh practice in a data folder of its own, worked to the end while it is killed; no `rounds` is the undisturbed one.
 * A victim dies a moment after its worker began a seeded step; a worker that was not shot itself has to go on, or this throws. `steps`
 * are those of the undisturbed practice: each round gets its share of them, so that there is work left for every kill however fast
 * the machine is.
 */
export async function underFire({
  seed,
  rounds,
  visits,
  steps,
}: {
  readonly seed: number;
  readonly rounds: readonly Victim[];
  readonly visits: number;
  readonly steps: number;
}): Promise<FireReport> {
  const dataDir = await mkdtemp(join(tmpdir(), "claimwright-fire-"));
  const bundle = await bundleWorker();
  try {
    const practiceId = await inWorkplace(dataDir, (workplace) => makePractice(workplace, visits));
    const random = randomFrom(seed);
    const share = Math.max(1, Math.floor(steps / (rounds.length + 1)) - 4);
    const killed: Killed[] = [];
    for (const victim of rounds) {
      const worker = startWorker(bundle, dataDir, practiceId);
      const atStep = 1 + random.below(share);
      try {
        await worker.began(atStep);
        const shoot = await aim(dataDir, random.below);
        await sleep(random.below(25));
        const reached = worker.steps();
        const wasWorking = worker.isRunning();
        if (dies(victim)) worker.process.kill("SIGKILL");
        await shoot(victim);
        // The step that was hit, and a whole one. However long the database needs: only the test's own end is an end.
        if (!dies(victim)) await worker.began(reached + 2);
        killed.push({ victim, atStep, wasWorking });
      } catch (error) {
        throw new Error(`seed ${seed}, ${victim} at step ${atStep}: the worker said\n${worker.said()}`, { cause: error });
      } finally {
        worker.process.kill("SIGKILL");
        await worker.ended;
      }
    }
    const last = startWorker(bundle, dataDir, practiceId);
    if ((await last.ended) !== 0) throw new Error(`seed ${seed}: the last worker did not finish:\n${last.said()}`);
    const outcome = await inWorkplace(dataDir, (workplace) => prove(machineContext(workplace.app, practiceId, "Test")));
    return { killed, outcome, steps: last.steps() };
  } finally {
    removeWithDatabase(dataDir);
    await rm(bundle, { force: true });
  }
}

async function inWorkplace<Value>(dataDir: string, work: (workplace: Workplace) => Promise<Value>): Promise<Value> {
  const workplace = await openWorkplace(dataDir);
  try {
    return await work(workplace);
  } finally {
    await workplace.close();
  }
}

/** Insured and self-pay visits of the cast, coded, released and not yet filed. */
async function makePractice({ app }: Workplace, visits: number): Promise<PracticeId> {
  const practiceId = await createPractice(app.pool, practice, { demonstrationToday: firstDay });
  const context = machineContext(app, practiceId, "Test");
  const made = await inPractice(app.pool, practiceId, makeParties);
  for (let n = 0; n < visits; n += 1) await makeVisit(context, made, n);
  return practiceId;
}

const people = ["vasquez", "osei", "delacroix", "whitfield", "brandt"] as const;

async function makeVisit(context: Context, made: Made, n: number): Promise<void> {
  const { app, practiceId } = context;
  const patient = people[n % people.length] ?? "vasquez";
  const day = isoDate(`2026-10-${String(1 + (n % 28)).padStart(2, "0")}`);
  const { name, npi } = providers.okafor;
  const encounterId = await inPractice(app.pool, practiceId, (tx) =>
    insertEncounter(tx, {
      patientId: made.patient[patient],
      date: day,
      renderingId: made.provider.okafor,
      referring: { name, npi },
      locationId: made.location,
      placeOfService: "11",
      reason: "Visit of a test",
      selfPay: patient === "whitfield",
      note: { text: "ASSESSMENT: as discussed.", authorId: made.provider.okafor, signedOn: day, signedBy: "A. Okafor" },
    }),
  );
  const procedure = n % 2 === 0 ? "99213" : "99214";
  const charge = { procedure, modifiers: [], units: "1", pointers: [1], evidence: [] };
  done(await saveCoding(context, encounterId, { diagnoses: [{ code: "I10", evidence: [] }], charges: [charge] }));
  if (patient === "whitfield") return;
  done(await releaseClaim(context, done(await prepareClaim(context, encounterId))));
}

interface Worker {
  readonly process: ChildProcess;
  readonly isRunning: () => boolean;
  /** Resolves when the worker has said that it begins this step, counted from 1; fails when it ended before. */
  readonly began: (step: number) => Promise<void>;
  readonly steps: () => number;
  readonly ended: Promise<number | null>;
  readonly said: () => string;
}

/** Bundled once, so that a worker starts in a moment however often it is killed. In `dist`, where it finds data and packages. */
async function bundleWorker(): Promise<string> {
  const outfile = join(root, "dist", `fire-worker-${process.pid}.mjs`);
  const entry = join(root, "test/faults/worker.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", target: "node20", packages: "external" });
  return outfile;
}

function startWorker(bundle: string, dataDir: string, practiceId: PracticeId): Worker {
  const child = spawn(process.execPath, [bundle, dataDir, String(practiceId)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  const steps = (): number => said.split("step\n").length - 1;
  const heard = new EventEmitter();
  const listen = (chunk: Buffer): void => {
    said += chunk.toString();
    heard.emit("said");
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const began = async (step: number): Promise<void> => {
    while (steps() < step) {
      if ((await Promise.race([ended, once(heard, "said").then(() => undefined)])) !== undefined && steps() < step)
        throw new Error(`the worker ended before step ${step}`);
    }
  };
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return { process: child, isRunning, began, steps, ended, said: () => said };
}

function dies(victim: Victim): boolean {
  return victim === "worker" || victim === "both";
}

/**
 * Finds the database's processes before the moment has come. What then is shot was there, or this fails: a server that is
 * killed, or recovers from what was killed, cuts off whoever asked for its processes.
 */
async function aim(dataDir: string, below: (limit: number) => number): Promise<(victim: Victim) => Promise<void>> {
  const { postmaster, sessions, endSession, cutOff, close } = await openServerProcesses(dataDir);
  return async (victim) => {
    switch (victim) {
      case "worker":
        return close();
      case "session":
        await hitOne(await sessions(), { below, hit: endSession });
        return close();
      case "backend":
        await hitOne(await sessions(), { below, hit: kill });
        return cutOff;
      case "server":
      case "both":
        // As when the machine runs out of memory: no checkpoint, no goodbye.
        if (!kill(postmaster)) throw new Error("the postmaster was gone before it was shot");
        return cutOff;
    }
  };
}

/** The next one when it ended by itself just now. */
async function hitOne(
  pids: readonly number[],
  { below, hit }: { readonly below: (limit: number) => number; readonly hit: (pid: number) => boolean | Promise<boolean> },
): Promise<void> {
  const first = below(pids.length);
  for (const pid of [...pids.slice(first), ...pids.slice(0, first)]) if (await hit(pid)) return;
  throw new Error("the worker had no session to be shot");
}

/** False when there is no such process. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

/** Nothing lost, nothing doubled: books, claims, files in the database and in the folders say the same. */
async function prove(context: Context): Promise<Outcome> {
  const { app, practiceId } = context;
  const { visits } = await listVisits(context);
  const filesOut = await inPractice(app.pool, practiceId, async (tx) => {
    await proveBooks(tx);
    await proveFilesIn(tx);
    return proveFilesOut(tx, context);
  });
  const accounts = await inPractice(app.pool, practiceId, (tx) => accountTotals(tx));
  return {
    accounts: Object.fromEntries(accounts),
    visits: visits
      .map((visit) => `${visit.date} ${visit.patientName} ${visit.queue.name} ${visit.insuranceBalance} ${visit.patientBalance}`)
      .sort(),
    filesOut,
  };
}

async function proveFilesIn(tx: Tx): Promise<void> {
  const { waiting, doubled } = await tx.one<{ waiting: number; doubled: number }>(sql`
    select (select count(*) from inbound_file where status = 'new') as waiting,
      (select count(*) from (select sha256 from inbound_file group by sha256 having count(*) > 1) again) as doubled`);
  if (waiting > 0 || doubled > 0) throw new Error(`${waiting} file(s) were never worked, ${doubled} were stored twice`);
}

async function proveFilesOut(tx: Tx, { app, practiceId }: Context): Promise<number> {
  const files = await tx.many<{ name: string; partner: string; sha256: string; state: string }>(
    sql`select name, partner, sha256, state from outbound_file order by id`,
  );
  for (const file of files) {
    if (file.state !== "written") throw new Error(`${file.name} is ${file.state}`);
    const bytes = await readAtPartner(join(partnerRoot(app, practiceId, file.partner), "to-payer"), file.name);
    if (sha256Of(bytes) !== file.sha256) throw new Error(`${file.name} in the folder is not what was stored`);
  }
  const { doubled } = await tx.one<{ doubled: number }>(sql`
    select count(*) as doubled from (select claim_id, version from snapshot group by claim_id, version having count(*) > 1) again`);
  const { written } = await tx.one<{ written: number }>(sql`
    select count(*) as written from (select claim_id from claim_event where kind = 'written' group by claim_id having count(*) > 1) again`);
  if (doubled > 0 || written > 0)
    throw new Error(`${doubled} claim version(s) stand in two files, ${written} were recorded as written twice`);
  for (const partner of new Set(files.map((file) => file.partner))) {
    const folder = join(partnerRoot(app, practiceId, partner), "to-payer");
    const names = [...(await readdir(folder)), ...(await readdir(join(folder, "taken")))];
    const there = names.filter((name) => name.endsWith(".x12"));
    const known = files.filter((file) => file.partner === partner).length;
    if (there.length !== known) throw new Error(`${there.length} files lie in the folder of ${partner}, ${known} are on record`);
  }
  return files.length;
}

/** Where we put it, or where the payer has laid it when it had read it. */
async function readAtPartner(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch {
    return readFile(join(folder, "taken", name));
  }
}
