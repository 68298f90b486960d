/** The step that takes away the second place of what stood twice among the exceptions: once by itself, once as its file. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { raiseExceptions } from "../../src/store/exceptions.ts";
import { listInboundFiles, receiveFile } from "../../src/store/inbound-files.ts";
import { filesToldOnce } from "../../src/store/migrations/0066-files-told-once.ts";
import { openClient } from "../../src/store/pool.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-03");
});
afterAll(() => town.close());

it("takes away the file of a payment that stands by itself, and leaves a file that nothing else speaks of", async () => {
  const visit = await world.seePatient({ patient: "delacroix" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
  await world.answers();
  await world.goTo(isoDate("2026-11-20"));
  await world.payersWork();
  const [name = ""] = (await readdir(world.inbox("LSM01"))).filter((one) => one.startsWith("835"));
  const path = join(world.inbox("LSM01"), name);
  await writeFile(path, (await readFile(path, "utf8")).replace("BPR*I*88.99*", "BPR*I*88.98*"));
  await world.answers();
  const paid = (await world.inTx((tx) => listInboundFiles(tx, { status: "exception", limit: 9 })))[0];
  const letter = await world.inTx((tx) =>
    receiveFile(tx, { name: "letter.x12", bytes: new Uint8Array([72, 105]), partner: "LSM01", receivedOn: world.today() }),
  );
  const asFile = (id: number, reason: string) => ({
    source: "inbound-file",
    sourceKey: String(id),
    reason,
    detail: {},
    raisedOn: world.today(),
  });
  // As a version before wrote them.
  await world.inTx((tx) => raiseExceptions(tx, [asFile(paid?.id ?? 0, "835: not posted"), asFile(letter.file.id, "no X12")]));
  const open = async () => (await world.exceptions()).map(({ source, sourceKey }) => [source, sourceKey.split("/")[0]]);
  expect(await open()).toHaveLength(3);

  const owner = await openClient(town.database.ownerConfig);
  await owner.query(filesToldOnce.sql);
  await owner.end();
  const sources = (await open()).map(([source]) => source).sort();
  expect(sources).toEqual(["inbound-file", "remittance"]);
  expect(await open()).toContainEqual(["inbound-file", String(letter.file.id)]);
  // The file itself is where it was.
  expect((await world.inTx((tx) => listInboundFiles(tx, { status: "exception", limit: 9 }))).map(({ id }) => id)).toEqual([paid?.id]);
});
