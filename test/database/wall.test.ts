/** Tries to climb the wall between practices in SQL, as the app's role. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { receiveFile } from "../../src/store/inbound-files.ts";
import { postEntries } from "../../src/store/journal.ts";
import { createPractice } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { inPractice, outsidePractices, readPractice } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { chargeOf, day, examplePractice, makeSamplePractice, type SamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let mine: SamplePractice;
let other: SamplePractice["practiceId"];
let filled: readonly string[];

beforeAll(async () => {
  db = await freshDatabase();
  mine = await makeSamplePractice(db.pool);
  other = await createPractice(db.pool, { ...examplePractice, name: "Quarry Lane Clinic" });
  filled = await inPractice(db.pool, mine.practiceId, async (tx) => {
    await receiveFile(tx, { name: "a", bytes: new Uint8Array([1]), receivedOn: day });
    await postEntries(tx, [chargeOf(mine)]);
    const names = await tx.many<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
    const found: string[] = [];
    for (const { name } of names) {
      if (name in tablesOutsidePractices) continue;
      const { n } = await tx.one<{ n: number }>({ text: `select count(*) as n from ${name}`, values: [] });
      if (n > 0) found.push(name);
    }
    return found;
  });
});
afterAll(() => db.drop());

it("tries tables that have rows", () => {
  expect(filled.length).toBeGreaterThan(18);
  expect(filled).toContain("patient");
  expect(filled).toContain("journal_line");
});

it("shows another practice nothing", async () => {
  const seen: string[] = [];
  await readPractice(db.pool, other, async (tx) => {
    for (const name of filled) {
      const { n } = await tx.one<{ n: number }>({
        text: `select count(*) as n from ${name} where practice_id = ${mine.practiceId}`,
        values: [],
      });
      if (n > 0) seen.push(name);
    }
  });
  expect(seen).toEqual([]);
});

it("shows nothing when no practice is set, and nothing after a transaction that had one", async () => {
  const seen: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await outsidePractices(db.pool, async (queries) => {
      for (const name of filled) {
        const { n } = await queries.one<{ n: number }>({ text: `select count(*) as n from ${name}`, values: [] });
        if (n > 0) seen.push(name);
      }
    });
  }
  expect(seen).toEqual([]);
});

it("lets another practice change, remove and add nothing", async () => {
  const changed: string[] = [];
  for (const name of filled) {
    for (const text of [
      `update ${name} set practice_id = ${other} where practice_id = ${mine.practiceId}`,
      `delete from ${name} where practice_id = ${mine.practiceId}`,
      `delete from ${name} where practice_id <> ${other}`,
    ]) {
      const count = await inPractice(db.pool, other, (tx) => tx.run({ text, values: [] })).catch((error: Error) => {
        expect(error.message, name).toMatch(/permission denied|append only/);
        return 0;
      });
      if (count > 0) changed.push(text);
    }
  }
  expect(changed).toEqual([]);
  const planted = inPractice(db.pool, other, (tx) =>
    tx.run(sql`insert into patient_word (practice_id, word, patient_id) values (${mine.practiceId}, 'planted', ${mine.patientId})`),
  );
  await expect(planted).rejects.toThrow(/row-level security/);
  const moved = inPractice(db.pool, mine.practiceId, (tx) => tx.run(sql`update practice set practice_id = ${other}`));
  await expect(moved).rejects.toThrow(/row-level security|duplicate key/);
});

it("does not let a row of one practice point to another's", async () => {
  const pointing = inPractice(db.pool, other, (tx) =>
    tx.run(sql`insert into patient_word (practice_id, word, patient_id) values (${other}, 'spy', ${mine.patientId})`),
  );
  await expect(pointing).rejects.toThrow(/foreign key/);
});

it("does not let the app put the wall away", async () => {
  for (const text of [
    "alter table patient disable row level security",
    "drop policy practice_wall on patient",
    "set row_security = off; select count(*) from patient",
    "set role claimwright_owner",
    "set session authorization claimwright_bootstrap",
    "alter role claimwright_app bypassrls",
    "truncate patient_word",
  ]) {
    await expect(db.pool.query(text), text).rejects.toThrow(
      /must be owner|permission denied|would be affected|must have|denied|Only roles/i,
    );
  }
});
