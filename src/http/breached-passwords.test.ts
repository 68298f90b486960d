/** Wherever a password is set, the operator's list of breached passwords is asked; while it cannot be read, none is set. */
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DoorWorld, goodPassword, openDoorWorld } from "../../test/support/door-world.ts";
import { sourceFiles } from "../../test/tidy/source-files.ts";
import { makeSetupLink } from "../app/access/door-links.ts";
import { addAccountByOperator, setPasswordByOperator } from "../app/access/operate.ts";
import type { App } from "../app/context.ts";

/** Long, of its own words, and in the list all the same. */
const leaked = "eleven violet wombats";
const fine = "twelve violet wombats";

let folder: string;
let breachList: string;
let world: DoorWorld;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-breach-list-"));
  breachList = join(folder, "list.txt");
  await writeList();
  world = await openDoorWorld((app) => ({ app: { ...app, breachList } }) as object);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function writeList(): Promise<void> {
  const lines = [leaked, "another one", "and more"].map((one) => `${createHash("sha1").update(one).digest("hex").toUpperCase()}:7`);
  await writeFile(breachList, `${lines.sort().join("\r\n")}\r\n`);
}

const withList = (): App => ({ ...world.app, breachList });
const weak = expect.objectContaining({ problem: "weak-password", message: expect.stringContaining("from breaches") });

it("is asked at the change of one's own password", async () => {
  await world.addPerson("own@example.org", "coder");
  const client = world.browser();
  await client.signIn("own@example.org");
  expect((await client.put("/account/password", { proof: goodPassword, password: leaked })).json).toEqual(weak);
  expect((await client.put("/account/password", { proof: goodPassword, password: fine })).status).toBe(200);
});

it("is asked when a password that somebody gave is replaced", async () => {
  await world.addPerson("given@example.org", "coder", { mustChange: true });
  const client = world.browser();
  await client.signIn("given@example.org");
  expect((await client.post("/door/password", { password: leaked })).json).toEqual(weak);
  expect((await client.post("/door/password", { password: fine })).status).toBe(200);
});

it("is asked by a link, by the first owner's link and on the command line", async () => {
  const added = await addAccountByOperator(withList(), {
    login: "new@example.org",
    name: "New",
    role: "coder",
    practiceId: world.practiceId,
  });
  const token = added.ok ? (added.value.link ?? "").split("#")[1] : "";
  const client = world.browser();
  expect((await client.post("/door/link/password", { token, password: leaked })).json).toEqual(weak);
  expect((await client.post("/door/link/password", { token, password: fine })).status).toBe(200);

  const setup = (await makeSetupLink(world.app, await world.addPractice()))?.split("#")[1];
  const owner = { token: setup, login: "first@example.org", name: "First", practiceName: "" };
  expect((await world.browser().post("/door/setup", { ...owner, password: leaked })).json).toEqual(weak);
  expect((await world.browser().post("/door/setup", { ...owner, password: fine })).status).toBe(200);

  const byOperator = { login: "told@example.org", name: "Told", role: "coder", practiceId: world.practiceId } as const;
  expect(await addAccountByOperator(withList(), { ...byOperator, password: { text: leaked, temporary: false } })).toMatchObject({
    refusal: weak,
  });
  expect(await setPasswordByOperator(withList(), { login: "new@example.org", password: leaked, temporary: true })).toMatchObject({
    refusal: weak,
  });
});

it("is asked when an invitation is accepted", async () => {
  const elsewhere = await world.addPractice();
  await world.addPerson("guest@example.org", "coder", { practiceId: elsewhere });
  const invited = await addAccountByOperator(withList(), {
    login: "guest@example.org",
    name: "Guest",
    role: "biller",
    practiceId: world.practiceId,
  });
  const token = invited.ok ? (invited.value.link ?? "").split("#")[1] : "";
  const client = world.browser();
  await client.signIn("guest@example.org");
  expect((await client.post("/door/link/accept", { token, password: leaked })).json).toEqual(weak);
  expect((await client.post("/door/link/accept", { token, password: fine })).status).toBe(200);
});

it("lets no password be set while it cannot be read, and says so to nobody but in plain words", async () => {
  await world.addPerson("later@example.org", "coder");
  const client = world.browser();
  await client.signIn("later@example.org");
  await rm(breachList);
  const refused = await client.put("/account/password", { proof: goodPassword, password: fine });
  expect(refused.json).toMatchObject({ problem: "no-breach-list" });
  expect(JSON.stringify(refused.json)).not.toContain(folder);
  await writeList();
  expect((await client.put("/account/password", { proof: goodPassword, password: fine })).status).toBe(200);
});

it("cannot be gone around: no use case asks the built-in rule by itself", () => {
  const users = sourceFiles("src/app").filter(({ path, text }) => !path.endsWith(".test.ts") && text.includes("passwordObjection"));
  expect(users.map(({ path }) => path)).toEqual(["src/app/access/password-check.ts"]);
});
