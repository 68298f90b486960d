/** The server is killed in the middle of an import, as a power cut does it; the next start goes on and ends as if nothing had been. */
import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const claims = 1_500;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await newRunFolder("killed");
});
afterAll(async () => {
  for (const process of running) process.kill("SIGKILL");
  removeWithDatabase(folder);
});

interface Started {
  readonly server: ChildProcess;
  readonly address: string;
}

async function serve(): Promise<Started> {
  const server = spawn(
    process.execPath,
    ["--import", "tsx", join(root, "src/main.ts"), "serve", "--data", folder, "--port", "0", "--history-days", "0"],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  running.push(server);
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
  return { server, address };
}

function gone(server: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  return new Promise((resolve) => {
    server.once("exit", (code) => resolve(code));
    server.kill(signal);
  });
}

interface Jobs {
  readonly workers: number;
  readonly running: readonly { readonly progressDone: number }[];
  readonly waiting: readonly unknown[];
  readonly failed: readonly unknown[];
  readonly ended: readonly { readonly outcome?: string; readonly attempts: number; readonly progressDone: number }[];
}

async function jobsAt(address: string): Promise<Jobs> {
  return (await (await fetch(`${address}/api/v1/jobs`)).json()) as Jobs;
}

async function until(address: string, is: (jobs: Jobs) => boolean): Promise<Jobs> {
  for (let attempt = 0; attempt < 1_500; attempt += 1) {
    const jobs = await jobsAt(address);
    if (is(jobs)) return jobs;
    await sleep(40);
  }
  throw new Error("it took too long");
}

it("goes on after two kills and a stop, and takes each claim over once", async () => {
  const first = await serve();
  const bytes = inventedProfessionalClaimFile({ claims, seed: 31 });
  const answer = await fetch(`${first.address}/api/v1/imports/837`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "x-claimwright": "1", "x-file-name": "others.x12" },
    body: bytes,
  });
  expect(answer.status).toBe(202);
  const doneAt: number[] = [];
  let now = first;
  for (const signal of ["SIGKILL", "SIGKILL", "SIGTERM"] as const) {
    const before = doneAt.at(-1) ?? 0;
    const jobs = await until(now.address, (seen) => (seen.running[0]?.progressDone ?? 0) > before || seen.ended.length > 0);
    expect(jobs.ended, "the import ended before it could be cut off: make it larger").toEqual([]);
    doneAt.push(jobs.running[0]?.progressDone ?? 0);
    const code = await gone(now.server, signal);
    expect(code).toBe(signal === "SIGTERM" ? 0 : null);
    now = await serve();
  }
  const { ended, failed } = await until(now.address, (seen) => seen.ended.length > 0);
  expect(failed).toEqual([]);
  // Two tries ended by a kill; the stop put the job back, which is none.
  expect(ended).toMatchObject([{ attempts: 3, progressDone: claims, outcome: `${claims} claims read, ${claims} taken over.` }]);
  expect(doneAt).toEqual([...doneAt].sort((a, b) => a - b));
  const { visits } = (await (await fetch(`${now.address}/api/v1/visits`)).json()) as { visits: readonly { id: number }[] };
  expect(new Set(visits.map((visit) => visit.id)).size).toBe(visits.length);
  await gone(now.server, "SIGTERM");
}, 400_000);
