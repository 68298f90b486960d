/** A partner that can put files into its folder tries to get more: our other files, another folder, or a standstill. */
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { takeIn } from "../../src/app/take-in.ts";
import { listFiles } from "../../src/app/view-files.ts";
import { sql } from "../../src/store/sql.ts";
import { openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let inbox: string;
let elsewhere: string;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-03-02");
  inbox = world.inbox("LSM01");
  elsewhere = await mkdtemp(join(tmpdir(), "claimwright-elsewhere-"));
  const visit = await world.seePatient({ patient: "vasquez" });
  await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
  await world.send(visit);
  await world.payersWork();
  return () => rm(elsewhere, { recursive: true, force: true });
});

const names = async (): Promise<readonly string[]> =>
  (await listFiles(world.context)).files.filter(({ direction }) => direction === "in").map(({ name }) => name);

it("reads no link, device or folder, and takes what lies beside them", async () => {
  await writeFile(join(elsewhere, "secret"), "ISA*of somebody else");
  await symlink(join(elsewhere, "secret"), join(inbox, "0-link.x12"));
  await symlink("/dev/zero", join(inbox, "0-endless.x12"));
  await mkdir(join(inbox, "0-folder.x12"));
  const socket = createServer().listen(join(inbox, "0-socket.x12"));
  await once(socket, "listening");
  const taken = await takeIn(world.context);
  expect(taken.length).toBeGreaterThanOrEqual(3);
  expect((await names()).filter((name) => name.startsWith("0-"))).toEqual([]);
  socket.close();
});

it("moves nothing through a link that stands where taken files go", async () => {
  await rename(join(inbox, "taken"), join(inbox, "taken-before"));
  await symlink(elsewhere, join(inbox, "taken"));
  await writeFile(join(inbox, "authorized_keys"), "a key of mine");
  await takeIn(world.context);
  expect(await readdir(elsewhere)).toEqual([]);
  expect((await world.exceptions()).some(({ reason }) => reason.includes('its folder "taken" is a link'))).toBe(true);
  const count = (await world.exceptions()).length;
  await takeIn(world.context);
  expect((await world.exceptions()).length).toBe(count);
});

it("cannot stop the others by a name or a size: each is said once, and the rest is taken", async () => {
  await writeFile(join(inbox, "back\\slash ..\\..\\x.x12"), "ISA*x");
  await writeFile(Buffer.concat([Buffer.from(`${inbox}/0-`), Buffer.from([0xff, 0xfe]), Buffer.from(".x12")]), "ISA*y");
  await writeFile(join(inbox, "=cmd|' x.x12"), "ISA*z");
  await writeFile(join(inbox, "0-huge.x12"), "");
  await truncate(join(inbox, "0-huge.x12"), 3 * 1024 ** 3);
  const taken = await takeIn(world.context);
  expect(taken.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["TA1", "999", "277CA"]));
  const reasons = (await world.exceptions()).map(({ reason }) => reason);
  expect(reasons.some((reason) => reason.includes("larger than 512 MiB"))).toBe(true);
  expect(reasons.some((reason) => reason.includes("ENOENT"))).toBe(true);
  expect(await names()).toContain("back\\slash ..\\..\\x.x12");
  expect(await readFile(join(inbox, "taken", "back\\slash ..\\..\\x.x12"), "utf8")).toBe("ISA*x");
});

it("is waited for while it still writes, in a practice with real payers", async () => {
  await world.inTx((tx) => tx.run(sql`delete from practice_clock`));
  expect(await takeIn(world.context)).toEqual([]);
  const files = (await readdir(inbox, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => join(inbox, name));
  expect(files.length).toBeGreaterThanOrEqual(3);
  const aMinuteAgo = new Date(Date.now() - 60_000);
  for (const file of files) await utimes(file, aMinuteAgo, aMinuteAgo);
  expect((await takeIn(world.context)).length).toBe(files.length);
});
