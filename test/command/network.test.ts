/** A server that others can reach does not open before somebody could sign in. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { runCommand } from "./fake-io.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-network-"));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

it("says how the first owner is made, and listens to nobody meanwhile", async () => {
  vi.stubEnv("CLAIMWRIGHT_PROXY", "loopback");
  const data = join(folder, "data");
  const said = await runCommand(["serve", "--host-name", "billing.example.org", "--port", "0", "--empty", "--data", data]);
  expect(said.exit).toBe(2);
  expect(said.err).toContain("nobody could sign in yet");
  expect(said.err).toContain("--role owner");
  expect(said.text).not.toContain("is ready");
});

it("is not started either with a secret or a setting that cannot be used, and repeats none", async () => {
  vi.stubEnv("DATABASE_URL_FILE", join(folder, "none"));
  const secret = await runCommand(["serve", "--port", "0", "--data", join(folder, "a")]);
  expect([secret.exit, secret.err]).toEqual([2, expect.stringContaining("DATABASE_URL_FILE")]);
  vi.unstubAllEnvs();
  vi.stubEnv("CLAIMWRIGHT_BREACHED_PASSWORDS", join(folder, "none.txt"));
  const list = await runCommand(["serve", "--port", "0", "--data", join(folder, "b")]);
  expect([list.exit, list.err]).toEqual([2, expect.stringContaining("CLAIMWRIGHT_BREACHED_PASSWORDS")]);
  vi.unstubAllEnvs();
  vi.stubEnv("CLAIMWRIGHT_CLAMD", "10.0.0.7:3310");
  const scanner = await runCommand(["serve", "--port", "0", "--data", join(folder, "c")]);
  expect([scanner.exit, scanner.err]).toEqual([2, expect.stringContaining("without encryption")]);
});
