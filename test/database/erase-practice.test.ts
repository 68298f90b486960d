/** Removing a practice leaves nothing of it and everything of the others; no table is forgotten. */
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eraseOrder, erasePractice } from "../../src/store/erase-practice.ts";
import { postEntries } from "../../src/store/journal.ts";
import { openClient } from "../../src/store/pool.ts";
import { listTenants } from "../../src/store/practices.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { chargeOf, makeSamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  db = await freshDatabase();
  owner = await openClient(db.ownerConfig);
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

it("knows every table of a practice", async () => {
  const { rows } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const walled = rows.map((row) => row.name).filter((name) => !(name in tablesOutsidePractices));
  expect([...eraseOrder].sort()).toEqual(walled.sort());
});

it("removes one practice and leaves the other", async () => {
  const gone = await makeSamplePractice(db.pool);
  const kept = await makeSamplePractice(db.pool);
  for (const sample of [gone, kept]) await inPractice(db.pool, sample.practiceId, (tx) => postEntries(tx, [chargeOf(sample)]));
  const before = await countAll(kept.practiceId);
  expect(before).toBeGreaterThan(20);
  expect(await erasePractice(db.ownerConfig, gone.practiceId)).toBeGreaterThan(20);
  expect(await countAll(gone.practiceId)).toBe(0);
  expect(await countAll(kept.practiceId)).toBe(before);
  expect((await listTenants(db.pool)).map((one) => one.practiceId)).toEqual([kept.practiceId]);
});

async function countAll(practiceId: number): Promise<number> {
  await owner.query("begin");
  await owner.query("select set_config('app.practice', $1, true)", [String(practiceId)]);
  let total = 0;
  for (const table of eraseOrder) total += (await owner.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? 0;
  await owner.query("commit");
  return total;
}
