/** The installation's key: made once in the data folder, or given by a vault and never written. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installationKeyIn } from "./installation-key.ts";

let folder: string;
const given = Buffer.alloc(32, 7).toString("base64");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-key-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("comes from the settings when they name one, and then lies in no file", async () => {
  const file = join(folder, "vault");
  await writeFile(file, `${given}\n`, { mode: 0o600 });
  const dataDir = join(folder, "a");
  expect(installationKeyIn(dataDir, { CLAIMWRIGHT_INSTALLATION_KEY_FILE: file })()).toEqual(Buffer.alloc(32, 7));
  expect(existsSync(join(dataDir, "installation.key"))).toBe(false);
});

it("is one: another in the data folder, or one of another length, is refused", () => {
  const dataDir = join(folder, "b");
  const made = installationKeyIn(dataDir, {})();
  expect(installationKeyIn(dataDir, {})()).toEqual(made);
  expect(installationKeyIn(dataDir, { CLAIMWRIGHT_INSTALLATION_KEY: made.toString("base64") })()).toEqual(made);
  expect(() => installationKeyIn(dataDir, { CLAIMWRIGHT_INSTALLATION_KEY: given })()).toThrow("another key");
  expect(() => installationKeyIn(join(folder, "c"), { CLAIMWRIGHT_INSTALLATION_KEY: "short" })()).toThrow("not a key");
});
