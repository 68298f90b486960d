/** Payers send their answers zipped, and a person drops a zip: every file in it is worked like one that came alone. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importClaims } from "../../src/app/import-claims.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { listFiles } from "../../src/app/view-files.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { sql } from "../../src/store/sql.ts";
import { openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";
import { zip } from "../support/zip-builder.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const payer = "LSM01";

/** The answers that wait in the payer's folder, taken out of it. */
async function answersOf(world: PracticeWorld): Promise<{ name: string; bytes: Uint8Array }[]> {
  const inbox = world.inbox(payer);
  const names = (await readdir(inbox, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const files = [];
  for (const name of names) {
    files.push({ name, bytes: new Uint8Array(await readFile(join(inbox, name))) });
    await rm(join(inbox, name));
  }
  return files;
}

async function sentVisit(world: PracticeWorld) {
  const visit = await world.seePatient({ patient: "vasquez" });
  await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
  await world.send(visit);
  await world.payersWork();
  return visit;
}

const rows = (world: PracticeWorld, table: string) =>
  world.inTx((tx) => tx.one<{ n: number }>({ text: `select count(*) as n from ${table}`, values: [] })).then(({ n }) => n);

describe("a zip in the payer's folder", () => {
  it("is kept, and what is in it is worked; the same zip again, or a file of it alone, changes nothing", async () => {
    const world = await town.openPractice("2026-03-02");
    const visit = await sentVisit(world);
    const answers = await answersOf(world);
    expect(answers.length).toBeGreaterThanOrEqual(3);
    const bytes = zip(answers.map((file) => ({ name: `2026/03/${file.name}`, bytes: file.bytes })));
    await writeFile(join(world.inbox(payer), "answers.zip"), bytes);
    const taken = await takeIn(world.context);
    expect(taken.map(({ kind }) => kind).sort()).toEqual(["277CA", "999", "TA1", "zip"]);
    expect(taken[0]?.words).toBe(`zip: ${answers.length} files taken from it.`);
    expect(taken[1]?.name).toBe(`2026_03_${answers[0]?.name} (in answers.zip)`);
    expect([...(await world.history(visit))].sort()).toEqual(
      ["drafted", "passed", "released", "written", "file-accepted", "file-accepted", "acknowledged"].sort(),
    );
    const before = [await rows(world, "inbound_file"), await rows(world, "claim_event"), await rows(world, "exception_item")];
    await writeFile(join(world.inbox(payer), "again.zip"), bytes);
    await writeFile(join(world.inbox(payer), "alone.x12"), answers[0]?.bytes ?? "");
    expect(await takeIn(world.context)).toEqual([]);
    expect([await rows(world, "inbound_file"), await rows(world, "claim_event"), await rows(world, "exception_item")]).toEqual(before);
    expect(await world.exceptions()).toEqual([]);
  });

  it("that pays is posted, each payment once, also when a second archive holds it again", async () => {
    const world = await town.openPractice("2026-03-02");
    const visit = await sentVisit(world);
    let files: { name: string; bytes: Uint8Array }[] = [];
    for (let day = 3; day < 28 && !files.some(({ name }) => name.startsWith("835")); day += 1) {
      files = [...files, ...(await answersOf(world))];
      await world.goTo(`2026-03-${String(day).padStart(2, "0")}` as never);
      await world.payersWork();
    }
    files = [...files, ...(await answersOf(world))];
    await writeFile(join(world.inbox(payer), "a.zip"), zip(files.map((file) => ({ ...file, method: 0 }))));
    await takeIn(world.context);
    const paid = (await world.page(visit)).claim;
    expect(JSON.stringify(paid)).toContain("adjudicated");
    const entries = await rows(world, "journal_entry");
    for (const file of files) await writeFile(join(world.inbox(payer), `${file.name}.gz`), gzipSync(file.bytes));
    const again = await takeIn(world.context);
    expect(again.map(({ words }) => words)).toEqual(files.map(() => "gzip: 1 file taken from it, 1 of them here before."));
    expect(await rows(world, "journal_entry")).toBe(entries);
    await world.proveBooks();
  });

  it("with a file that cannot be unpacked gives the others, and a person is told", async () => {
    const world = await town.openPractice("2026-03-02");
    await sentVisit(world);
    const [first, ...others] = await answersOf(world);
    const bytes = zip([{ name: "secret.835", bytes: first?.bytes ?? new Uint8Array(), flags: 1 }, ...others]);
    await writeFile(join(world.inbox(payer), "mixed.zip"), bytes);
    const taken = await takeIn(world.context);
    expect(taken).toHaveLength(1 + others.length);
    const [exception] = await world.exceptions();
    expect(exception?.reason).toContain("secret.835: This file is encrypted.");
    expect((await listFiles(world.context)).files.find((file) => file.name === "mixed.zip")).toMatchObject({
      status: "exception",
      kind: "zip",
      bytes: bytes.length,
    });
  });

  it("that is broken, or a bomb, is kept as an exception and stops nothing after it", async () => {
    const world = await town.openPractice("2026-03-02");
    await sentVisit(world);
    const inbox = world.inbox(payer);
    const whole = zip([{ name: "x", bytes: Buffer.from("ISA*") }]);
    await writeFile(join(inbox, "0-cut.zip"), whole.subarray(0, whole.length - 5));
    await writeFile(join(inbox, "0-bomb.zip"), zip([{ name: "x", bytes: Buffer.alloc(20_000_000) }]));
    await writeFile(join(inbox, "0-empty.zip"), zip([]));
    const taken = await takeIn(world.context);
    expect(taken.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["zip", "999", "277CA"]));
    expect((await world.exceptions()).map(({ reason }) => reason.replace(/^zip: 0 files taken from it\. /, "")).sort()).toEqual([
      expect.stringContaining("The archive has no end"),
      "There is no file in it.",
      expect.stringContaining("as a zip bomb does"),
    ]);
  });
});

describe("a zip that a person brings", () => {
  it("gives its claims, in one report, and once", async () => {
    const world = await town.openPractice("2026-11-16");
    const claims = inventedProfessionalClaimFile({ seed: 5, claims: 3 });
    const bytes = zip([
      { name: "claims.837", bytes: Buffer.from(claims) },
      { name: "readme.txt", bytes: Buffer.from("Dear practice") },
    ]);
    const report = await importClaims(world.context, { name: "drop.zip", bytes });
    expect(report.claims).toHaveLength(3);
    const visits = await rows(world, "encounter");
    expect(visits).toBeGreaterThan(0);
    expect(await importClaims(world.context, { name: "drop.zip", bytes })).toMatchObject({ already: true, claims: [] });
    expect(await rows(world, "encounter")).toBe(visits);
    const { files } = await listFiles(world.context);
    expect(files.map(({ name, status }) => `${name}: ${status}`).sort()).toEqual([
      "claims.837 (in drop.zip): worked",
      "drop.zip: worked",
      "readme.txt (in drop.zip): exception",
    ]);
  });

  it("that a killed process left is gone on with", async () => {
    const world = await town.openPractice("2026-11-16");
    const bytes = zip([{ name: "claims.837", bytes: Buffer.from(inventedProfessionalClaimFile({ seed: 6, claims: 2 })) }]);
    await importClaims(world.context, { name: "drop.zip", bytes });
    const visits = await rows(world, "encounter");
    await world.inTx((tx) => tx.run(sql`update inbound_file set status = 'new', report = null where name = 'drop.zip'`));
    const report = await importClaims(world.context, { name: "drop.zip", bytes });
    expect(report.already).toBe(false);
    expect(await rows(world, "encounter")).toBe(visits);
  });
});
