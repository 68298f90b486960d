/** The demonstration that ships as a pack: laid out in an empty database it is a practice like any other, and its life goes on. */
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, type Context, machineContext } from "../../src/app/context.ts";
import { demonstrationToday } from "../../src/app/demonstration/cast.ts";
import { unpackColumn } from "../../src/app/demonstration/pack/columns.ts";
import { makePack } from "../../src/app/demonstration/pack/make-pack.ts";
import { type Pack, packFolder, readPack, savePack } from "../../src/app/demonstration/pack/pack-file.ts";
import { unpackDemonstration } from "../../src/app/demonstration/pack/unpack.ts";
import { isWholeDemonstration } from "../../src/app/demonstration/seed.ts";
import { coders } from "../../src/app/demonstration/staff.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { openApp } from "../../src/app/open-app.ts";
import { viewFollowUps } from "../../src/app/patients/contacts.ts";
import { listReviews } from "../../src/app/reviews/list.ts";
import { liveNextDay } from "../../src/app/simulated-practice/next-day.ts";
import { provePractice } from "../../src/app/simulated-practice/prove.ts";
import { fillFromPack, usualHistoryDays } from "../../src/cli/demonstration.ts";
import { openSimulatedPayers, type SimulatedPayers } from "../../src/cli/simulated-payers.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { migrations } from "../../src/store/migrations/list.ts";
import { applySteps, migrate, stepsOf } from "../../src/store/migrations/migrate.ts";
import { openClient, openPool, type Pool } from "../../src/store/pool.ts";
import { listTenants } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { type Database, startDatabase } from "../../src/store/supervisor/start-database.ts";
import { loadTown } from "../../src/store/towns.ts";
import { inPractice, outsidePractices } from "../../src/store/transaction.ts";
import { type EmptyPlace, emptyDatabase } from "../support/backups.ts";
import { done } from "../support/practice-world.ts";

let folder: string;
let place: EmptyPlace;
let database: Database;
let pool: Pool;
let app: App;
let context: Context;
let payers: SimulatedPayers;
let pack: Pack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-pack-"));
  place = await emptyDatabase();
  pack = await readPack(packFolder());
  database = await startDatabase({
    dataDir: folder,
    env: place.env,
    before: async (owner) => {
      expect(await unpackDemonstration(owner, packFolder())).toBe(true);
    },
  });
  pool = openPool(database.appConfig);
  app = openApp({ pool, dataDir: folder });
  const [tenant, ...others] = await listTenants(pool);
  expect(others).toEqual([]);
  context = machineContext(app, tenant?.practiceId ?? (0 as never), "Test");
  if (database.simulatorConfig === undefined) throw new Error("the tests' server has a role for the simulated payers");
  payers = openSimulatedPayers(app, database.simulatorConfig);
}, 240_000);

afterAll(async () => {
  await payers.close();
  await app.coder.close();
  await pool.end();
  await database.stop();
  await place.drop();
  await rm(folder, { recursive: true, force: true });
});

it("holds every row of the pack, moved to now, behind its walls", { timeout: 240_000 }, async () => {
  const again = await makePack(database.ownerConfig);
  const tables = new Map(again.tables.map((table) => [`${table.schema}.${table.name}`, table]));
  for (const wanted of pack.tables) {
    const found = tables.get(`${wanted.schema}.${wanted.name}`);
    expect([wanted.name, found?.rows]).toEqual([wanted.name, wanted.rows]);
    for (const [index, column] of wanted.packed.entries()) {
      const same = found?.packed[found.columns.indexOf(wanted.columns[index] ?? "")];
      if (same === undefined) throw new Error(`${wanted.name}.${wanted.columns[index]} is missing`);
      if (column.moments) continue;
      const values = unpackColumn(column, { rows: wanted.rows, at: 0 });
      const name = `${wanted.name}.${wanted.columns[index]}`;
      const other = unpackColumn(same, { rows: wanted.rows, at: 0 }).findIndex((value, row) => value !== values[row]);
      expect([name, other]).toEqual([name, -1]);
    }
  }
  const made = await inPractice(pool, context.practiceId, (tx) =>
    tx.one<{ last: string; ahead: boolean }>(
      sql`select max(recorded_at) as last, max(recorded_at) > now() as ahead from claim_event where practice_id = ${tx.practiceId}`,
    ),
  );
  expect(made.ahead).toBe(false);
  expect(Date.now() - Date.parse(made.last)).toBeLessThan(3_600_000);
  const unseen = await outsidePractices(pool, (queries) => queries.one<{ rows: number }>(sql`select count(*)::int as rows from claim`));
  expect(unseen.rows).toBe(0);
  const owner = await openClient(database.ownerConfig);
  const open = await owner.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'access', 'simulator') and c.relrowsecurity and not c.relforcerowsecurity`,
  );
  await owner.end();
  expect(open.rows).toEqual([]);
});

it("is the practice that its page says, sound, and its next days are lived", { timeout: 240_000 }, async () => {
  expect(await isWholeDemonstration(context)).toBe(true);
  expect(await inPractice(pool, context.practiceId, loadTown)).toMatchObject({ historyDays: usualHistoryDays, whole: true });
  const { visits, queues } = await listVisits(context);
  expect(visits[0]).toMatchObject({ patientName: "Vasquez, Elena", queue: { name: "needs-coding" } });
  expect(queues.map(({ name }) => name)).toEqual(expect.arrayContaining(["needs-coding", "awaiting-payment", "denied", "patient-balance"]));
  // People spoke with patients and payers, agreed on plans and reviewed a month's coding.
  const { contacts, plans } = await viewFollowUps(context);
  expect(contacts.map(({ party }) => party)).toEqual(expect.arrayContaining(["patient", "payer"]));
  expect(plans.map(({ state }) => state)).toEqual(expect.arrayContaining(["broken", "kept"]));
  const { accuracy, samples } = await listReviews(context, { from: isoDate("2026-10-01"), to: demonstrationToday });
  expect(accuracy.map(({ coder }) => coder).toSorted()).toEqual([...coders].toSorted());
  expect(samples.some(({ disputed }) => disputed > 0)).toBe(true);
  expect(samples.some(({ visits: all, closed }) => closed < all)).toBe(true);
  const payersWork = async ({ practiceId }: Context, today: Parameters<SimulatedPayers["work"]>[1]) => {
    await payers.work(practiceId, today);
  };
  const days = [done(await liveNextDay(context, payersWork)), done(await liveNextDay(context, payersWork))];
  expect(days.map((day) => day.from)).toEqual([demonstrationToday, "2026-11-17"]);
  expect(days[0]?.visits.length).toBeGreaterThan(10);
  expect(days.flatMap((day) => day.payments).length).toBeGreaterThan(3);
  expect((await provePractice(context)).lines.filter((line) => !line.ok)).toEqual([]);
});

it("leaves a database alone that is in use", async () => {
  expect(await unpackDemonstration(database.ownerConfig, packFolder())).toBe(false);
  expect(await listTenants(pool)).toHaveLength(1);
});

it("goes on after it was cut off, and through the steps of a later version", { timeout: 240_000 }, async () => {
  const later = await emptyDatabase();
  try {
    // Killed after its schema was made and before its rows were committed.
    await applySteps(later.ownerConfig, stepsOf(pack.steps.at(-1)?.name ?? "") ?? []);
    expect(await unpackDemonstration(later.ownerConfig, packFolder())).toBe(true);
    const step = { name: "9999-later", sql: "alter table claim add column looked_at int not null default 7" };
    const roles = { appRole: "claimwright_app", simulatorRole: undefined, workerRole: undefined };
    const applied = await migrate(later.ownerConfig, roles, [...migrations, step]);
    expect(applied.at(-1)).toBe("9999-later");
    const laterPool = openPool({ ...later.ownerConfig, user: database.appConfig.user, password: database.appConfig.password });
    const { rows } = await inPractice(laterPool, context.practiceId, (tx) =>
      tx.one<{ rows: number }>(sql`select count(*)::int as rows from claim where practice_id = ${tx.practiceId} and looked_at = 7`),
    );
    await laterPool.end();
    expect(rows).toBe(pack.tables.find((table) => table.name === "claim")?.rows);
  } finally {
    await later.drop();
  }
});

it("that is not whole, or of another version, fills nothing and says so", { timeout: 240_000 }, async () => {
  const empty = await emptyDatabase();
  const copy = join(folder, "packs");
  const file = join(copy, "maple-hollow.pack");
  const saying = async (words: RegExp) => {
    const said: string[] = [];
    await fillFromPack(empty.ownerConfig, { out: (text) => void said.push(String(text)), err: (line) => void said.push(line) }, copy);
    expect(said.join("\n")).toMatch(words);
    expect(said.join("\n")).toMatch(/made anew instead/);
    const client = await openClient(empty.ownerConfig);
    const { rows } = await client.query("select to_regclass('public.practice') as practice");
    await client.end();
    expect(rows).toEqual([{ practice: null }]);
  };
  try {
    await saying(/maple-hollow\.json cannot be read/);
    await cp(packFolder(), copy, { recursive: true });
    const bytes = await readFile(file);
    await truncate(file, bytes.length - 1);
    await saying(/is not whole/);
    bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
    await writeFile(file, bytes);
    await saying(/is not whole/);
    await rm(file);
    await saying(/maple-hollow\.pack cannot be read/);
    const about = { program: "0.1.0", seed: 1, historyDays: 1, today: demonstrationToday };
    await savePack(copy, { ...pack, steps: [...pack.steps, { name: "9999-newer", sha256: "0" }], tables: [] }, about);
    await saying(/a schema that this version has never had/);
    await applySteps(empty.ownerConfig, stepsOf(pack.steps.at(-1)?.name ?? "") ?? []);
    await savePack(copy, { ...pack, steps: pack.steps.slice(0, -1), tables: [] }, about);
    await expect(unpackDemonstration(empty.ownerConfig, copy)).rejects.toThrow(/has steps of the schema already/);
  } finally {
    await empty.drop();
  }
});
