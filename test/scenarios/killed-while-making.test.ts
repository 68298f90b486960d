/** The server is killed in the middle of making the demonstration's history; the next start throws that away and makes it whole. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-killed-"));
});
afterAll(async () => {
  for (const process of running) process.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

function program(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", join(root, "src/main.ts"), ...args, "--data", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface Started {
  readonly server: ChildProcess;
  readonly address: string;
  readonly said: () => string;
}

async function serve(historyDays: number): Promise<Started> {
  const server = program("serve", "--port", "0", "--history-days", String(historyDays));
  running.push(server);
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
  return { server, address, said: () => said };
}

function ended(process: ChildProcess, signal?: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  return new Promise((resolve) => {
    process.once("exit", (code) => resolve(code));
    if (signal !== undefined) process.kill(signal);
  });
}

interface History {
  readonly state: string;
  readonly done?: number;
}

async function until(address: string, is: (history: History) => boolean): Promise<History> {
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    const history = (await (await fetch(`${address}/api/v1/demonstration/history`)).json()) as History;
    if (is(history)) return history;
    await sleep(100);
  }
  throw new Error("the history did not come so far");
}

async function visitsAt(address: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/visits/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-claimwright": "1" },
    body: "{}",
  });
  return ((await response.json()) as { readonly visits: readonly unknown[] }).visits.length;
}

it("is made anew after a kill, is opened on wish, and agrees with itself", { timeout: 600_000 }, async () => {
  const first = await serve(12);
  await until(first.address, ({ state, done = 0 }) => state === "making" && done >= 4);
  expect(await visitsAt(first.address)).toBe(8);
  await ended(first.server, "SIGKILL");

  const second = await serve(5);
  expect(second.said()).toMatch(/not finished the last time/);
  await until(second.address, ({ state }) => state === "ready");
  expect(await visitsAt(second.address)).toBe(8);
  const opened = await fetch(`${second.address}/api/v1/demonstration/history/open`, { method: "POST", headers: { "x-claimwright": "1" } });
  expect(await opened.json()).toEqual({ state: "none" });
  expect(await visitsAt(second.address)).toBeGreaterThan(40);
  await ended(second.server, "SIGTERM");
  expect(await ended(program("verify"))).toBe(0);

  const third = await serve(5);
  expect(await until(third.address, () => true)).toEqual({ state: "none" });
  expect(await visitsAt(third.address)).toBeGreaterThan(40);
  await ended(third.server, "SIGTERM");
});
