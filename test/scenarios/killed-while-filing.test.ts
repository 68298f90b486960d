/** A process that is killed while it files: the claim goes out once. */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { finishPreparedFiles } from "../../src/app/file-claims.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { putFile } from "../../src/exchange/partner-folder.ts";
import { readBlob } from "../../src/store/blobs.ts";
import { listPreparedFiles } from "../../src/store/outbound-files.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let visit: EncounterId;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-16");
  visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  done(await prepareClaim(world.context, visit));
  done(await world.release(visit));
});

const name = "837P-000000001.x12";
const files = async () => (await readdir(world.outbox("LSM01"))).filter((one) => one.endsWith(".x12"));

/** The draft cannot be written, so filing fails exactly between storing the bytes and putting the file. */
async function killedBeforePut(): Promise<void> {
  const inTheWay = join(world.outbox("LSM01"), `.part-${name}`);
  await mkdir(inTheWay, { recursive: true });
  await expect(world.file()).rejects.toThrow();
  await rm(inTheWay, { recursive: true });
  expect(await files()).toEqual([]);
  expect((await world.claim(visit)).state).toBe("queued");
}

async function expectFiledOnce(): Promise<void> {
  expect(await files()).toEqual([name]);
  expect((await world.history(visit)).filter((kind) => kind === "written")).toHaveLength(1);
  expect((await world.claim(visit)).state).toBe("submitted");
  expect((await world.file()).files).toEqual([]);
  expect(await files()).toEqual([name]);
  await world.untilPaid();
  expect((await world.page(visit)).money).toMatchObject({ insurancePaid: 8_899, patientBalance: 3_000 });
  await world.proveBooks();
}

it("is finished by the next run when it was killed before the file was put", async () => {
  await killedBeforePut();
  expect(await finishPreparedFiles(world.context)).toEqual([{ name, payerId: "LSM01", claims: 1 }]);
  expect(await finishPreparedFiles(world.context)).toEqual([]);
  await expectFiledOnce();
});

it("is finished by the next run when it was killed after the file was put and before it was recorded", async () => {
  await killedBeforePut();
  await world.inTx(async (tx) => {
    const [prepared] = await listPreparedFiles(tx);
    const bytes = prepared === undefined ? undefined : await readBlob(tx, prepared.fileId);
    if (bytes === undefined) throw new Error("the prepared file is stored");
    await putFile(world.outbox("LSM01"), name, bytes);
  });
  await finishPreparedFiles(world.context);
  await finishPreparedFiles(world.context);
  await expectFiledOnce();
});

it("files once when two ask at the same time", async () => {
  await Promise.all([world.file(), world.file()]);
  await expectFiledOnce();
});
