/** `claimwright user …` on a data folder of its own: the first owner is made without a server, and no password is an argument. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";
import { type Ran, runCommand } from "./fake-io.ts";

let folder: string;
let server: EmbeddedServer | undefined;
const user = (args: readonly string[], password = ""): Promise<Ran> =>
  runCommand(["user", ...args, "--data", folder], { "-": `${password}\n` });

beforeAll(async () => {
  folder = await newRunFolder("user");
});
afterAll(async () => {
  await server?.stop();
  removeWithDatabase(folder);
});

test("people, practices and companies are made, changed and listed", async () => {
  expect((await user(["add", "a@example.org", "--name", "Ada", "--role", "owner"], "seven quiet herons")).err).toContain(
    "user practice add",
  );
  // From here on PostgreSQL is not started and stopped with each command.
  server = await startEmbedded(folder);
  expect((await user(["practice", "add", "Cedar Creek"])).text).toBe("Practice 1 is made: Cedar Creek\n");
  expect((await user(["list"])).text).toContain("Nobody has an account yet");
  expect((await user(["add", "a@example.org", "--name", "Ada", "--role", "owner"], "Password2026!")).err).toContain(
    "everybody tries first",
  );
  const added = await user(["add", "A@example.org", "--name", "Ada", "--role", "owner"], "seven quiet herons");
  expect([added.exit, added.text]).toEqual([0, "a@example.org is owner in practice 1.\n"]);
  expect((await user(["list"])).text).toBe("a@example.org  Ada  owner in 1\n");
  const linked = await user(["add", "b@example.org", "--name", "Ben", "--role", "coder", "--link"]);
  expect(linked.text).toMatch(/\/invitation#[\w-]{43}\n$/);
  expect((await user(["role", "b@example.org", "biller"])).text).toBe("b@example.org is biller in practice 1.\n");
  expect((await user(["disable", "b@example.org"])).exit).toBe(0);
  expect((await user(["list"])).text).toContain("b@example.org  Ben  invited to 1 as biller  [disabled, has not chosen a password]");
  for (const action of ["enable", "unlock", "sign-out", "reset-second-factor"])
    expect((await user([action, "b@example.org"])).exit, action).toBe(0);
  expect((await user(["password", "b@example.org", "--temporary"], "kettle orbit plinth")).text).toContain("must choose their own");
  expect((await user(["practice", "add", "Lake Street"])).text).toContain("Practice 2");
  expect((await user(["role", "b@example.org", "coder"])).err).toContain("--practice N: 1 Cedar Creek; 2 Lake Street");
  expect((await user(["company", "add", "Ledger House"])).text).toContain("Company 1");
  expect((await user(["company", "practice", "1", "2"])).exit).toBe(0);
  expect((await user(["list"])).text).toContain("b@example.org  Ben  biller in 1\n");
  expect((await user(["company", "member", "1", "b@example.org", "biller"])).text).toMatch(
    /once they accept[\s\S]*\/invitation#[\w-]{43}\n$/,
  );
  expect((await user(["company", "list"])).text).toContain("b@example.org (biller, invited)");
  // Known already, and perhaps to others: invited, with no word of a password.
  const again = await user(["add", "b@example.org", "--name", "Ben", "--role", "coder", "--practice", "2"], "unused quiet words");
  expect(again.text).toMatch(/has an account already[\s\S]*\/invitation#/);
  expect((await user(["list", "--practice", "2"])).text).toContain("b@example.org  Ben  biller in 1, invited to 2 as coder");
  expect((await user(["remove", "b@example.org", "--practice", "1"])).exit).toBe(0);
  expect(JSON.parse((await user(["list", "--practice", "2", "--json"])).text)).toMatchObject({
    login: "b@example.org",
    memberships: [],
    invitations: [{ practiceId: 2, role: "coder" }],
  });
  const events = (await user(["events", "--limit", "100"])).text;
  for (const kind of ["account-added", "link-made", "role-changed", "account-disabled", "password-changed", "member-removed"])
    expect(events).toContain(kind);
  expect(events).not.toMatch(/herons|plinth/);
}, 240_000);

test("wrong usage is told in words", async () => {
  for (const [args, words] of [
    [[], "say what to do"],
    [["frobnicate"], "say what to do"],
    [["add"], "give the login"],
    [["add", "c@example.org", "--name", "C", "--role", "emperor", "--practice", "1"], "one of owner, manager"],
    [["add", "c@example.org", "--role", "coder", "--practice", "1"], "--name"],
    [["unlock", "nobody@example.org"], "Nobody has the login"],
    [["company", "member", "9", "b@example.org", "biller"], "no company 9"],
    [["add", "c@example.org", "--password", "x"], "--password"],
  ] as const) {
    const { exit, err } = await user(args, "seven quiet herons");
    expect([exit, err], args.join(" ")).toEqual([2, expect.stringContaining(words)]);
  }
}, 240_000);

test("the server does not open to a network without a name, encryption and an owner", async () => {
  const empty = await newRunFolder("serve");
  const serve = (...args: string[]): Promise<Ran> => runCommand(["serve", "--data", empty, "--port", "0", ...args]);
  expect((await serve("--host", "0.0.0.0")).err).toContain("--host-name");
  expect((await serve("--host", "0.0.0.0", "--host-name", "billing.example.org")).err).toContain("CLAIMWRIGHT_PROXY");
  expect(await stat(join(empty, "postgresql")).catch(() => undefined)).toBeUndefined();
  process.env.CLAIMWRIGHT_PROXY = "loopback";
  try {
    const { exit, err } = await serve("--host-name", "billing.example.org");
    expect([exit, err]).toEqual([2, expect.stringContaining("claimwright user add you@example.org")]);
  } finally {
    delete process.env.CLAIMWRIGHT_PROXY;
    removeWithDatabase(empty);
  }
}, 120_000);
