/** Long work as a person meets it: begun, cut off, gone on with elsewhere, tried again, and never dropped. */
import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { bringInFile } from "../../src/app/bring-in-file.ts";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { cancelWaiting, tryAgain } from "../../src/app/jobs/change-jobs.ts";
import { openWorker } from "../../src/app/jobs/open-worker.ts";
import { runJob } from "../../src/app/jobs/run-job.ts";
import { startJob } from "../../src/app/jobs/start-jobs.ts";
import type { JobTask } from "../../src/app/jobs/task.ts";
import { jobTasks } from "../../src/app/jobs/tasks.ts";
import { glanceAtJobs, viewJobs } from "../../src/app/jobs/view-jobs.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { importPartner, storeInbound } from "../../src/app/take-in.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { listExceptions } from "../../src/store/exceptions.ts";
import { findJob, type Job } from "../../src/store/jobs.ts";
import { openClient } from "../../src/store/pool.ts";
import { createPractice } from "../../src/store/practices.ts";
import type { Worker } from "../../src/store/queue/worker.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { failingAfter } from "../support/failing-pool.ts";
import { done, openTown, refused, type Town } from "../support/practice-world.ts";

let town: Town;
const workers: Worker[] = [];

beforeAll(async () => {
  town = await openTown();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => town.close());

async function newContext(): Promise<Context> {
  const practiceId = await createPractice(town.app.pool, practice);
  await setPracticeDate(town.app, practiceId, isoDate("2026-02-01"));
  return machineContext(town.app, practiceId, "Rosa Delgado");
}

async function hire(app = town.app): Promise<Worker> {
  const worker = await openWorker(app, town.database.workerConfig, { atOnce: 2 });
  workers.push(worker);
  return worker;
}

/** A claim file that somebody brought: stored, its import asked for. */
async function askForImport(context: Context, claims: number): Promise<Job> {
  const bytes = inventedProfessionalClaimFile({ claims, seed: 11 });
  const { file } = await storeInbound(context, { name: "others.x12", bytes, partner: importPartner });
  return inPractice(context.app.pool, context.practiceId, (tx) =>
    startJob(context, tx, { kind: "import-claims", subjectId: file.id, subject: file.name }),
  );
}

async function jobNow({ app, practiceId }: Context, { id }: Job): Promise<Job> {
  const job = await inPractice(app.pool, practiceId, (tx) => findJob(tx, id));
  if (job === undefined) throw new Error("the job is gone");
  return job;
}

async function untilJob(context: Context, job: Job, is: (now: Job) => boolean): Promise<Job> {
  return vi.waitFor(
    async () => {
      const now = await jobNow(context, job);
      if (!is(now)) throw new Error(`the job is ${now.state}, ${now.progressDone} of ${now.progressTotal ?? "?"}`);
      return now;
    },
    { timeout: 60_000, interval: 20 },
  );
}

async function emptyQueue(): Promise<void> {
  const owner = await openClient(town.database.ownerConfig);
  await owner.query("delete from graphile_worker._private_jobs");
  await owner.end();
}

async function countClaims({ app, practiceId }: Context): Promise<number> {
  return inPractice(app.pool, practiceId, async (tx) => {
    const { n } = await tx.one<{ n: number }>(sql`select count(*) as n from claim where practice_id = ${practiceId}`);
    return n;
  });
}

it("an import runs under the name of whoever asked, and says how far it is and what came of it", async () => {
  const context = await newContext();
  const job = await askForImport(context, 12);
  expect(job).toMatchObject({ state: "waiting", askedBy: "Rosa Delgado", attempts: 0, progressDone: 0 });
  await hire();
  const ended = await untilJob(context, job, (now) => now.state === "done");
  expect(ended).toMatchObject({ attempts: 1, progressDone: 12, progressTotal: 12, outcome: expect.stringContaining("12 taken over") });
  expect(await countClaims(context)).toBe(12);
});

it("a worker that is told to end puts a running import back, and another goes on where it was", async () => {
  const context = await newContext();
  const job = await askForImport(context, 120);
  const first = await hire();
  await untilJob(context, job, (now) => now.state === "running" && now.progressDone > 0);
  await first.stop();
  workers.splice(0);
  const between = await jobNow(context, job);
  expect(between).toMatchObject({ state: "waiting", attempts: 0 });
  expect(between.progressDone).toBeGreaterThan(0);
  expect(between.progressDone).toBeLessThan(120);
  expect(await countClaims(context)).toBe(between.progressDone);
  await hire();
  expect(await untilJob(context, job, (now) => now.state === "done")).toMatchObject({ attempts: 1, progressDone: 120 });
  expect(await countClaims(context)).toBe(120);
});

it("what fails is tried again later and later, and after the last try stands before a person", async () => {
  const context = await newContext();
  const job = await askForImport(context, 2);
  const { app, practiceId } = context;
  const payload = { practiceId, jobId: job.id };
  const failing: JobTask = {
    title: (subject) => subject,
    run: async (_context, _job, watch) => {
      await watch.at({ done: 1, total: 2, words: "claims" });
      throw new Error("relation of Maria Rivera, born 1961");
    },
  };
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const waits: number[] = [];
  for (let attempt = 1; attempt < 6; attempt += 1) {
    await runJob(app, failing, payload, new AbortController().signal);
    const now = await jobNow(context, job);
    expect(now).toMatchObject({ state: "waiting", attempts: attempt, lastError: "It stopped unexpectedly (Error)." });
    waits.push(Math.round((Date.parse(now.nextTryAt ?? "") - Date.now()) / 1000));
  }
  expect(waits.map((seconds, index) => index === 0 || seconds > (waits[index - 1] ?? 0) * 2)).toEqual([true, true, true, true, true]);
  await runJob(app, failing, payload, new AbortController().signal);
  expect(await jobNow(context, job)).toMatchObject({ state: "failed", attempts: 6, lastError: "It stopped unexpectedly (Error)." });
  const [raised, ...more] = await inPractice(app.pool, practiceId, (tx) => listExceptions(tx, { limit: 10 }));
  expect(raised).toMatchObject({ source: "job", reason: expect.stringContaining("tried 6 times") });
  expect(more).toEqual([]);
  expect(JSON.stringify([raised, await jobNow(context, job), said.mock.calls])).not.toContain("Rivera");
  said.mockRestore();
  // It has ended: what the queue may still hold of it does nothing.
  await runJob(app, failing, payload, new AbortController().signal);
  expect(await jobNow(context, job)).toMatchObject({ state: "failed", attempts: 6 });
});

it.each([1, 3, 6])("a connection that is lost after %i transactions leaves the job to the next round", async (transactions) => {
  const context = await newContext();
  const job = await askForImport(context, 5);
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const payload = { practiceId: context.practiceId, jobId: job.id };
  const task = jobTasks["import-claims"];
  await runJob(failingAfter(town.app, transactions), task, payload, new AbortController().signal).catch(() => {});
  await emptyQueue();
  await hire();
  expect(await untilJob(context, job, (now) => now.state === "done")).toMatchObject({ progressDone: 5 });
  expect(await countClaims(context)).toBe(5);
  quiet.mockRestore();
});

it("a queue that is empty (a restored backup) is filled again from the jobs that are open", async () => {
  const context = await newContext();
  const job = await askForImport(context, 3);
  await emptyQueue();
  await hire();
  expect(await untilJob(context, job, (now) => now.state === "done")).toMatchObject({ progressDone: 3 });
});

it("a claim file that was stored and then forgotten is imported by the next start", async () => {
  const context = await newContext();
  const bytes = inventedProfessionalClaimFile({ claims: 4, seed: 12 });
  await storeInbound(context, { name: "forgotten.x12", bytes, partner: importPartner });
  await hire();
  await vi.waitFor(async () => expect(await countClaims(context)).toBe(4), { timeout: 30_000 });
  expect(await inPractice(context.app.pool, context.practiceId, (tx) => listExceptions(tx, { limit: 10 }))).toEqual([]);
});

it("a job that waits can be taken back, one that failed tried again, and its exception is then settled", async () => {
  const context = await newContext();
  const { app, practiceId } = context;
  const waiting = await askForImport(context, 2);
  expect(done(await cancelWaiting(context, waiting.id))).toMatchObject({ state: "cancelled" });
  await runJob(app, jobTasks["import-claims"], { practiceId, jobId: waiting.id }, new AbortController().signal);
  expect(await jobNow(context, waiting)).toMatchObject({ state: "cancelled", attempts: 0 });
  expect(refused(await cancelWaiting(context, waiting.id))).toMatchObject({ problem: "job-ended" });
  expect(refused(await cancelWaiting(await newContext(), waiting.id))).toMatchObject({ problem: "not-found" });

  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  done(await tryAgain(context, waiting.id));
  const fails: JobTask = { title: (subject) => subject, run: () => Promise.reject(Object.assign(new Error("x"), { code: "53100" })) };
  for (let attempt = 0; attempt < 6; attempt += 1)
    await runJob(app, fails, { practiceId, jobId: waiting.id }, new AbortController().signal);
  said.mockRestore();
  const page = await viewJobs(context);
  expect(page).toMatchObject({
    workers: 0,
    running: [],
    waiting: [],
    failed: [{ title: "Import of others.x12", lastError: "The disk is full." }],
  });
  expect(await glanceAtJobs(context)).toEqual({ running: 0, waiting: 0, failed: 1 });
  expect(done(await tryAgain(context, waiting.id))).toMatchObject({ state: "waiting", attempts: 0 });
  expect(await inPractice(app.pool, practiceId, (tx) => listExceptions(tx, { limit: 10 }))).toEqual([]);
  await hire();
  await untilJob(context, waiting, (now) => now.state === "done");
  expect(await countClaims(context)).toBe(2);
  expect(refused(await tryAgain(context, waiting.id))).toMatchObject({ problem: "job-done" });
  expect((await viewJobs(context)).ended).toMatchObject([{ state: "done", askedBy: "Rosa Delgado", progressDone: 2 }]);
});

it("a large file that a person brings is answered at once and worked as a job; the same bytes again are the same job", async () => {
  const context = await newContext();
  const bytes = inventedProfessionalClaimFile({ claims: 1200, seed: 21 });
  const brought = done(await bringInFile(context, { name: "large.x12", bytes }));
  expect(brought).toMatchObject({ already: false, claims: [] });
  const again = done(await bringInFile(context, { name: "large.x12", bytes }));
  expect(again).toMatchObject({ already: true, jobId: brought.jobId });
  const small = done(await bringInFile(context, { name: "small.x12", bytes: inventedProfessionalClaimFile({ claims: 3, seed: 22 }) }));
  expect(small).toMatchObject({ claims: [{}, {}, {}] });
  expect(small.jobId).toBeUndefined();
});

it("what payers put is found by the minute, and worked as a job that says what came of it", async () => {
  const world = await town.openPractice("2026-03-02");
  const visit = await world.seePatient({ patient: "osei" });
  await world.code(visit, ["I10"], [["99213", [], [1]]]);
  await world.send(visit);
  await world.payersWork();
  const { app, practiceId } = world.context;
  // A demonstration does not follow the calendar: its start looks once.
  await hire();
  const ended = await vi.waitFor(
    async () => {
      const page = await viewJobs(world.context);
      expect(page.ended).toHaveLength(1);
      return page;
    },
    { timeout: 30_000 },
  );
  expect(ended.ended[0]).toMatchObject({
    kind: "work-files",
    state: "done",
    askedBy: "Claimwright",
    outcome: expect.stringContaining("999"),
  });
  expect(ended.recurring.find((run) => run.kind === "take-in")).toMatchObject({
    inUse: false,
    failures: 0,
    outcome: expect.stringContaining("new file"),
  });
  await vi.waitFor(
    async () => {
      const { recurring } = await viewJobs(world.context);
      expect(recurring.find((run) => run.kind === "seal-audit")).toMatchObject({
        inUse: true,
        failures: 0,
        outcome: expect.stringMatching(/^\d+ rows? linked to the chain|Nothing new/),
      });
    },
    { timeout: 30_000 },
  );
  expect(await readFile(app.auditHeads, "utf8")).toContain(`"practice":${practiceId},`);
  expect(await world.history(visit)).toContain("file-accepted");
  expect(await inPractice(app.pool, practiceId, (tx) => listExceptions(tx, { limit: 10 }))).toEqual([]);
});
