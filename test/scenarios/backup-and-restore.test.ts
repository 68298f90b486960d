/** A backup is one moment of everything, and what is restored is that moment, row by row. */
import { copyFile, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restoreBackup } from "../../src/app/backup/restore-backup.ts";
import { checkBackup, keepNewest, writeBackup } from "../../src/app/backup/write-backup.ts";
import { openApp } from "../../src/app/open-app.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { openClient, openPool } from "../../src/store/pool.ts";
import { startDatabase, startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { emptyDatabase, everyRow, everyRowOf, keyForTests } from "../support/backups.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";

let town: Town;
let folder: string;
let world: PracticeWorld;
let dataDir: string;

beforeAll(async () => {
  town = await openTown();
  folder = await newRunFolder("backup");
  dataDir = join(town.app.partners, "..");
  const other = await town.openPractice("2026-11-16");
  await wholeVisit(other);
  world = await town.openPractice("2026-11-16");
  await wholeVisit(world);
  await town.database.pool.query(`
    with person as (insert into access.account (login, name) values ('biller@example.org', 'A biller') returning id)
    insert into access.session (token_hash, account_id, awaits_second_factor, ends_at, address)
    select 'hash', id, false, now() + interval '1 day', '127.0.0.1' from person`);
  // A file that a payer has put and nobody has taken in.
  await writeFile(join(world.inbox("LSM01"), "waiting.x12"), "ISA*waiting");
});
afterAll(async () => {
  await town.close();
  removeWithDatabase(folder);
});

async function wholeVisit(practice: PracticeWorld): Promise<void> {
  const visit = await practice.seePatient({ patient: "vasquez" });
  done(
    await practice.code(
      visit,
      ["E11.65", "I10"],
      [
        ["99214", [], [1, 2]],
        ["36415", [], [1]],
      ],
    ),
  );
  await practice.send(visit);
  await practice.untilPaid();
  await practice.statement(visit);
  await practice.pay(visit, 1_000);
}

function write(name: string, meanwhile?: () => Promise<void>) {
  const request = { owner: town.database.ownerConfig, dataDir, file: join(folder, name), version: "0.1.0", readBack: false };
  return writeBackup({ ...request, key: keyForTests(meanwhile) });
}

describe("a backup", () => {
  it("restores into an empty cluster as the moment it was made at, while people went on posting", async () => {
    const before = await everyRowOf(town.database.ownerConfig.database);
    const report = await write("moment.backup", () => wholeVisit(world));
    const after = await everyRowOf(town.database.ownerConfig.database);
    expect(report.rows).toBe([...before.values()].reduce((sum, rows) => sum + rows.length, 0));
    expect(after.get("public.journal_line")?.length).toBeGreaterThan(before.get("public.journal_line")?.length ?? 0);

    const target = join(folder, "restored");
    const restored = await restoreBackup({ file: report.file, dataDir: target, key: keyForTests(), env: {} });
    expect(restored).toMatchObject({ rows: report.rows, tables: report.tables, files: 1, migrated: [] });
    const server = await startEmbedded(target);
    const client = await openClient({ ...server.bootstrapConfig, database: server.ownerConfig.database });
    const found = await everyRow(client);
    await client.end();
    expect([...found.keys()]).toEqual([...before.keys()]);
    expect(before.size).toBeGreaterThan(40);
    // Sessions of that day are over; everything else is the same.
    expect(before.get("access.session")).toHaveLength(1);
    for (const [table, rows] of before) expect(found.get(table), table).toEqual(table === "access.session" ? [] : rows);
    const waiting = join(target, "partners", String(world.context.practiceId), "LSM01", "from-payer", "waiting.x12");
    expect(await readFile(waiting, "utf8")).toBe("ISA*waiting");

    // It is not only the same: it works on.
    const database = await startDatabase({ dataDir: target, env: {} });
    const pool = openPool(database.appConfig);
    const verified = await runVerify(openApp({ pool, dataDir: target }));
    expect(verified.checks.flatMap((check) => check.findings)).toEqual([]);
    await pool.end();
    await database.stop();
    await server.stop();
  });

  it("names no patient outside of its seal, and leaves no half file", async () => {
    const { file } = await write("sealed.backup");
    expect((await readFile(file)).includes("Vasquez")).toBe(false);
    await expect(
      write("half.backup", async () => {
        throw new Error("the disk is full");
      }),
    ).rejects.toThrow("the disk is full");
    expect((await readdir(folder)).filter((name) => name.includes("half"))).toEqual([]);
    await expect(write("sealed.backup")).rejects.toThrow(/there already/);
  });

  it("is read back, and the oldest of a folder make room", async () => {
    const { file, rows } = await write("claimwright-20261116T100000Z.backup");
    expect(await checkBackup(file, keyForTests())).toMatchObject({ rows });
    for (const day of [17, 18]) await copyFile(file, join(folder, `claimwright-202611${day}T100000Z.backup`));
    await writeFile(join(folder, "claimwright-notes.txt"), "mine");
    expect(await keepNewest(folder, 2)).toEqual(["claimwright-20261116T100000Z.backup"]);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(["claimwright-20261118T100000Z.backup", "claimwright-notes.txt"]));
  });
});

describe("a restore", () => {
  it("refuses a database with data, and leaves it as it was", async () => {
    const { file } = await write("again.backup");
    const place = await emptyDatabase();
    const target = { file, dataDir: join(folder, "own-server"), key: keyForTests(), env: place.env };
    await restoreBackup(target);
    await expect(restoreBackup(target)).rejects.toThrow(/data in this database already/);
    await (await startDatabase({ dataDir: target.dataDir, env: place.env })).stop();
    await place.drop();
  });

  it("that was not finished cannot be used by mistake, and can be run again", async () => {
    const { file } = await write("whole.backup");
    const cut = join(folder, "cut.backup");
    await copyFile(file, cut);
    await truncate(cut, (await readFile(file)).length - 300);
    const place = await emptyDatabase();
    const target = { dataDir: join(folder, "unfinished"), key: keyForTests(), env: place.env };
    await expect(restoreBackup({ ...target, file: cut })).rejects.toThrow(/cut off/);
    await expect(startDatabase({ dataDir: target.dataDir, env: place.env })).rejects.toThrow(/restore into this database was not finished/);
    await restoreBackup({ ...target, file });
    await (await startDatabase({ dataDir: target.dataDir, env: place.env })).stop();
    await place.drop();
  });

  it("refuses what is no backup, and another key, before it touches anything", async () => {
    const { file } = await write("key.backup");
    const place = await emptyDatabase();
    const target = { dataDir: join(folder, "untouched"), env: place.env };
    const otherKey = { kind: "key-file" as const, secret: async () => Buffer.alloc(32, 8) };
    await expect(restoreBackup({ ...target, file, key: otherKey })).rejects.toThrow(/not the key/);
    await expect(restoreBackup({ ...target, file: join(folder, "claimwright-notes.txt"), key: keyForTests() })).rejects.toThrow(
      /no backup/,
    );
    const client = await openClient(place.ownerConfig);
    const { rows } = await client.query("select relname from pg_class where relnamespace = 'public'::regnamespace");
    expect(rows).toEqual([]);
    await client.end();
    await place.drop();
  });
});
