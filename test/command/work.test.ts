/** `claimwright work` as a process of its own, beside a program that works no jobs: it takes what waits, and what it leaves another goes on with. */
import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { bringInFile } from "../../src/app/bring-in-file.ts";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { viewJobs } from "../../src/app/jobs/view-jobs.ts";
import { openWorkplace, setPracticeDate, type Workplace } from "../../src/app/open-workplace.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { createPractice } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { readPractice } from "../../src/store/transaction.ts";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const claims = 1_200;
let folder: string;
let workplace: Workplace;
let context: Context;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await newRunFolder("work");
  workplace = await openWorkplace(folder);
  const practiceId = await createPractice(workplace.app.pool, practice);
  await setPracticeDate(workplace.app, practiceId, isoDate("2026-02-01"));
  context = machineContext(workplace.app, practiceId, "Test");
}, 60_000);
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await workplace.close();
  removeWithDatabase(folder);
});

async function startWork(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "src/main.ts"), "work", "--data", folder, "--at-once", "1"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`work ended with ${code}`)));
  });
  return child;
}

function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill(signal);
  });
}

it("works what waits; killed, another goes on where it was; told to end, it ends in order", async () => {
  const bytes = inventedProfessionalClaimFile({ claims, seed: 5 });
  await bringInFile(context, { name: "others.x12", bytes });
  // Nobody works here.
  expect(await viewJobs(context)).toMatchObject({ workers: 0, waiting: [{ kind: "import-claims", attempts: 0 }] });
  const first = await startWork();
  await vi.waitFor(async () => expect((await viewJobs(context)).running[0]?.progressDone).toBeGreaterThan(0), {
    timeout: 60_000,
    interval: 20,
  });
  await ended(first, "SIGKILL");
  const second = await startWork();
  await vi.waitFor(async () => expect((await viewJobs(context)).ended).toHaveLength(1), { timeout: 90_000 });
  expect((await viewJobs(context)).ended[0]).toMatchObject({ state: "done", attempts: 2 });
  const count = () =>
    readPractice(
      context.app.pool,
      context.practiceId,
      async (tx) => (await tx.one<{ n: number }>(sql`select count(*)::int as n from claim`)).n,
    );
  expect(await count()).toBe(claims);
  expect((await viewJobs(context)).workers).toBe(1);
  expect(await ended(second, "SIGTERM")).toBe(0);
  expect((await viewJobs(context)).workers).toBe(0);
}, 240_000);
