/** From every earlier schema: a database of that day, backed up by its own steps, restores into this version and is sound. */
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { restoreBackup } from "../../src/app/backup/restore-backup.ts";
import { writeBackup } from "../../src/app/backup/write-backup.ts";
import { placeOldVisits } from "../../src/app/open-workplace.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { migrations } from "../../src/store/migrations/list.ts";
import { applySteps } from "../../src/store/migrations/migrate.ts";
import { openPool } from "../../src/store/pool.ts";
import { startDatabase } from "../../src/store/supervisor/start-database.ts";
import { copyOfDatabase, type EmptyPlace, emptyDatabase, everyRowOf, keyForTests, openPastWalls } from "../support/backups.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";
import { newRunFolder, removeWithDatabase } from "../support/run-folders.ts";

const ledgerStep = migrations.findIndex((step) => step.name === "0005-ledger");
let town: Town;
let folder: string;
/** Empty, and goes from one schema to the next; the database of each day is a copy of it. */
let growing: EmptyPlace;

beforeAll(async () => {
  town = await openTown();
  folder = await newRunFolder("upgrades");
  growing = await emptyDatabase();
  const world = await town.openPractice("2026-11-16");
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["E11.65", "I10"], [["99214", [], [1, 2]]]));
  await world.send(visit);
  await world.untilPaid();
  await world.statement(visit);
  await world.pay(visit, 1_000);
});
afterAll(async () => {
  await growing.drop();
  await town.close();
  removeWithDatabase(folder);
});

it.each(migrations.map((step, index) => [step.name, index + 1] as const))("%s", async (name, count) => {
  await applySteps(growing.ownerConfig, migrations.slice(0, count));
  const old = await copyOfDatabase(growing.ownerConfig.database);
  const filled = await fillFrom(town.database.ownerConfig.database, old.ownerConfig.database);
  expect(filled).toBeGreaterThan(0);
  const file = join(folder, `${name}.backup`);
  const made = await writeBackup({ owner: old.ownerConfig, dataDir: folder, file, key: keyForTests(), version: "0.0.1", readBack: false });
  expect(made.schema).toBe(name);
  const before = await everyRowOf(old.ownerConfig.database);

  const place = await emptyDatabase();
  const dataDir = join(folder, name);
  const { migrated } = await restoreBackup({ file, dataDir, key: keyForTests(), env: place.env });
  expect(migrated).toEqual(migrations.slice(count).map((step) => step.name));
  const after = await everyRowOf(place.ownerConfig.database);
  // A step that changes what is counted notes the days of it.
  for (const [table, rows] of before)
    if (table === "public.measure_stale") expect(after.get(table)?.length, table).toBeGreaterThanOrEqual(rows.length);
    else expect(after.get(table)?.length, table).toBe(rows.length);
  const database = await startDatabase({ dataDir, env: place.env });
  const pool = openPool(database.appConfig);
  await placeOldVisits(pool);
  const report = await runVerify({ ...town.app, pool });
  // A payment posted before there was a ledger has no cash in it.
  const sound = report.checks.filter((check) => !["payers-cash", "remittance-cash"].includes(check.name) || count > ledgerStep);
  expect(sound.flatMap((check) => check.findings)).toEqual([]);
  await pool.end();
  await database.stop();
  await place.drop();
  await old.drop();
});

/** Rows of today, as far as the schema of that day has tables and columns for them. Returns how many. */
async function fillFrom(source: string, target: string): Promise<number> {
  const from = await openPastWalls(source);
  const to = await openPastWalls(target);
  let rows = 0;
  try {
    await to.client.query("set session_replication_role = replica");
    for (const { name } of await tablesOf(to.client)) {
      const columns = await sharedColumns(name, from.client, to.client);
      const found = await from.client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
      const list = columns.join(", ");
      await to.client.query(`insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
        `[${found.rows.map((one) => one.row).join(",")}]`,
      ]);
      rows += found.rows.length;
    }
    await setSequences(from.client, to.client);
  } finally {
    await from.close();
    await to.close();
  }
  return rows;
}

async function tablesOf(client: pg.Client): Promise<readonly { readonly name: string }[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'access', 'simulator') and c.relkind = 'r' and c.relname <> 'schema_migration' order by 1`);
  return rows;
}

async function sharedColumns(table: string, from: pg.Client, to: pg.Client): Promise<readonly string[]> {
  const text = "select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped";
  const there = new Set((await from.query<{ name: string }>(text, [table])).rows.map((row) => row.name));
  return (await to.query<{ name: string }>(text, [table])).rows.map((row) => row.name).filter((name) => there.has(name));
}

async function setSequences(from: pg.Client, to: pg.Client): Promise<void> {
  const { rows } = await to.query<{ name: string }>(
    "select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname in ('public', 'access', 'simulator')",
  );
  for (const { name } of rows) {
    const last = (await from.query<{ last: number; called: boolean }>(`select last_value as last, is_called as called from ${name}`))
      .rows[0];
    await to.query("select setval($1::regclass, $2, $3)", [name, last?.last, last?.called]);
  }
}
