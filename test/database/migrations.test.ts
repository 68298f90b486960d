/** Steps of the schema: once each, together or one after another, never backwards. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrations } from "../../src/store/migrations/list.ts";
import { migrate, SchemaMismatch } from "../../src/store/migrations/migrate.ts";
import type { Migration } from "../../src/store/migrations/migration.ts";
import { openClient } from "../../src/store/pool.ts";
import { appRole, refuseStrongRole, simulatorRole, workerRole } from "../../src/store/supervisor/roles.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
const roles = { appRole, simulatorRole, workerRole };
const added: Migration = { name: "9999-added", sql: "create table added_once (practice_id int primary key)" };

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

it("has steps with names in order, each once", () => {
  const names = migrations.map((step) => step.name);
  expect(names).toEqual([...new Set(names)].sort());
});

it("does nothing on a database that is up to date", async () => {
  expect(await migrate(db.ownerConfig, roles)).toEqual([]);
});

it("applies a new step once when two start together", async () => {
  const applied = await Promise.all([
    migrate(db.ownerConfig, roles, [...migrations, added]),
    migrate(db.ownerConfig, roles, [...migrations, added]),
  ]);
  expect(applied.flat()).toEqual([added.name]);
});

it("refuses a database of a newer version, and a step that was changed", async () => {
  await expect(migrate(db.ownerConfig, roles)).rejects.toBeInstanceOf(SchemaMismatch);
  await expect(migrate(db.ownerConfig, roles, [...migrations, { ...added, sql: "select 1" }])).rejects.toBeInstanceOf(SchemaMismatch);
});

it("leaves nothing of a step that fails", async () => {
  const broken: Migration = { name: "9999-broken", sql: "create table half (a int); select no_such_function()" };
  await expect(migrate(db.ownerConfig, roles, [...migrations, added, broken])).rejects.toThrow(/no_such_function/);
  const owner = await openClient(db.ownerConfig);
  const { rows } = await owner.query(
    "select to_regclass('half') as half, (select count(*) from schema_migration where name = '9999-broken') as n",
  );
  await owner.end();
  expect(rows).toEqual([{ half: null, n: 0 }]);
});

it("refuses an app role that owns tables", async () => {
  await expect(refuseStrongRole(db.ownerConfig, "DATABASE_URL")).rejects.toThrow(/owns tables/);
  await expect(refuseStrongRole(db.appConfig, "DATABASE_URL")).resolves.toBeUndefined();
});
