/** The disk of the partners' folders is full: nothing is half done, the claim waits, and filing goes on when there is space. */
import { spawnSync } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** A disk of 64 kB over the folder. Only root may do that; elsewhere the reason is told. */
function smallDisk(folder: string): { readonly why: string | undefined; readonly remove: () => void } {
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { encoding: "utf8" });
  return { why: status === 0 ? undefined : `no small disk can be mounted here: ${stderr}`, remove: () => spawnSync("umount", [folder]) };
}

it("keeps a claim that cannot be written, and writes it once when there is space", async ({ skip }) => {
  const world = await town.openPractice("2026-11-16");
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  done(await prepareClaim(world.context, visit));
  done(await world.release(visit));
  // The folders are made by the first look into them.
  await world.answers();
  const outbox = world.outbox("LSM01");
  const disk = smallDisk(outbox);
  if (disk.why !== undefined) return skip(disk.why);
  try {
    const filler = join(outbox, ".filler");
    await expect(writeFile(filler, Buffer.alloc(1_000_000))).rejects.toMatchObject({ code: "ENOSPC" });
    await expect(world.file()).rejects.toMatchObject({ code: "ENOSPC" });
    expect((await readdir(outbox)).filter((name) => name.endsWith(".x12") && !name.startsWith("."))).toEqual([]);
    expect((await world.claim(visit)).state).toBe("queued");
    await world.proveBooks();
    await rm(filler);
    expect((await world.file()).files).toHaveLength(1);
    expect((await world.claim(visit)).state).toBe("submitted");
    expect((await world.file()).files).toEqual([]);
    expect((await readdir(outbox)).filter((name) => name.endsWith(".x12") && !name.startsWith("."))).toHaveLength(1);
  } finally {
    disk.remove();
  }
});
