/** The program is killed while it makes the demonstration's history; the next start throws that away and makes it whole. */
import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await newRunFolder("killed");
});
afterAll(async () => {
  for (const process of running) process.kill("SIGKILL");
  removeWithDatabase(folder);
});

function program(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", join(root, "src/main.ts"), ...args, "--data", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface Started {
  readonly server: ChildProcess;
  /** What was found in its words. */
  readonly found: string;
  readonly said: () => string;
}

async function serve(historyDays: number, until: RegExp): Promise<Started> {
  const server = program("serve", "--port", "0", "--history-days", String(historyDays));
  running.push(server);
  let said = "";
  const found = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const match = until.exec(said);
      if (match !== null) resolve(match[1] ?? "");
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
  return { server, found, said: () => said };
}

const ready = /ready: (http:\S+)/;

function ended(process: ChildProcess, signal?: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  return new Promise((resolve) => {
    process.once("exit", (code) => resolve(code));
    if (signal !== undefined) process.kill(signal);
  });
}

async function visitsAt(address: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/visits/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-claimwright": "1" },
    body: "{}",
  });
  return ((await response.json()) as { readonly visits: readonly unknown[] }).visits.length;
}

it("is made anew after a kill, and agrees with itself", { timeout: 600_000 }, async () => {
  const first = await serve(12, /day (\d+) of 13/);
  expect(first.said()).not.toMatch(ready);
  await ended(first.server, "SIGKILL");

  const second = await serve(5, ready);
  expect(second.said()).toMatch(/not finished the last time/);
  expect(await visitsAt(second.found)).toBeGreaterThan(40);
  await ended(second.server, "SIGTERM");
  expect(await ended(program("verify"))).toBe(0);

  const third = await serve(5, ready);
  expect(third.said()).not.toMatch(/making/);
  expect(await visitsAt(third.found)).toBeGreaterThan(40);
  await ended(third.server, "SIGTERM");
});
