/** Kills a practice's worker, its database, or both at seeded moments, lets it finish, and looks whether anything is lost or doubled. */
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
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

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const firstDay = isoDate("2026-11-03");

export const victims = ["worker", "server", "backend", "both"] as const;
export type Victim = (typeof victims)[number];

export interface FireReport {
  readonly killed: readonly { readonly victim: Victim; readonly atStep: number; readonly wasWorking: boolean }[];
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
 * A victim dies a moment after its worker began a seeded step. `steps` are those of the undisturbed practice: each round
 * gets its share of them, so that there is work left for every kill however fast the machine is.
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
    const share = Math.max(1, Math.floor(steps / (rounds.length + 1)) - 2);
    const killed: { victim: Victim; atStep: number; wasWorking: boolean }[] = [];
    for (const victim of rounds) {
      const worker = startWorker(bundle, dataDir, practiceId);
      const atStep = 1 + random.below(share);
      const moment = random.below(25);
      await Promise.race([worker.began(atStep), worker.ended]);
      await Promise.race([sleep(moment), worker.ended]);
      const wasWorking = worker.process.exitCode === null;
      if (victim === "worker" || victim === "both") worker.process.kill("SIGKILL");
      if (victim === "server" || victim === "both") killServer(dataDir);
      if (victim === "backend") killBackend(dataDir, random.below);
      // A worker whose database was killed goes on or ends with an error: either is what a crash leaves. It gets two more steps.
      await Promise.race([worker.ended, worker.began(atStep + 2), sleep(victim === "worker" || victim === "both" ? 10_000 : 1_500)]);
      worker.process.kill("SIGKILL");
      await worker.ended;
      killed.push({ victim, atStep, wasWorking });
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
  /** Resolves when the worker has said that it begins this step, counted from 1. */
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
    while (steps() < step) await once(heard, "said");
  };
  return { process: child, began, steps, ended, said: () => said };
}

/** The postmaster, as when the machine runs out of memory: no checkpoint, no goodbye. */
function killServer(dataDir: string): void {
  const pid = postmasterOf(dataDir);
  if (pid !== undefined) kill(pid);
}

/** One of its processes: PostgreSQL then throws all sessions out and recovers by itself. */
function killBackend(dataDir: string, below: (limit: number) => number): void {
  const postmaster = postmasterOf(dataDir);
  if (postmaster === undefined) return;
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ").map(Number);
  const backends = children.filter((pid) => commandOf(pid).includes("claimwright_app"));
  const victim = backends[below(Math.max(1, backends.length))];
  if (victim !== undefined) kill(victim);
}

function postmasterOf(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, "postgresql", "data", "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
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
