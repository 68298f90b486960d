/** The conditions under which the tables of practices can be spread over many machines by practice_id (docs/guides/scale-out.md). */
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openClient } from "../../src/store/pool.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
let owner: pg.Client;
/** Tables of practices: those that would be distributed. */
let spread: readonly string[];

beforeAll(async () => {
  db = await freshDatabase();
  owner = await openClient(db.ownerConfig);
  const all = await rows<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  spread = all.map((row) => row.name).filter((name) => !(name in tablesOutsidePractices));
  expect(spread.length).toBeGreaterThan(30);
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

async function rows<Row>(text: string): Promise<Row[]> {
  return (await owner.query(text)).rows as Row[];
}

it("has practice_id in every table, of one type, never absent", async () => {
  const columns = await rows<{ table: string; type: string; required: boolean }>(`
    select c.relname as table, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required from pg_attribute a
    join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and a.attname = 'practice_id' and c.relkind in ('r', 'p')`);
  for (const table of spread) expect(columns.find((one) => one.table === table)).toEqual({ table, type: "integer", required: true });
});

it("has it in every primary key, unique index and exclusion", async () => {
  const unique = await rows<{ table: string; name: string; has: boolean }>(`
    select c.relname as table, i.indexrelid::regclass::text as name,
      exists (select 1 from unnest(i.indkey::int[]) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k where a.attname = 'practice_id') as has
    from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisexclusion)`);
  expect(unique.filter((one) => spread.includes(one.table)).length).toBeGreaterThan(spread.length);
  expect(unique.filter((one) => spread.includes(one.table) && !one.has)).toEqual([]);
});

it("points from table to table with it at the same place on both sides, and elsewhere only to the list of practices", async () => {
  const foreign = await rows<{ name: string; from: string; to: string; aligned: boolean }>(`
    select k.conname as name, f.relname as from, t.relname as to, exists (
      select 1 from unnest(k.conkey, k.confkey) as pair(here, there)
      join pg_attribute a on a.attrelid = f.oid and a.attnum = pair.here join pg_attribute b on b.attrelid = t.oid and b.attnum = pair.there
      where a.attname = 'practice_id' and b.attname = 'practice_id') as aligned
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = 'public'::regnamespace`);
  const ours = foreign.filter((one) => spread.includes(one.from));
  expect(ours.length).toBeGreaterThan(40);
  expect(ours.filter((one) => !one.aligned)).toEqual([]);
  expect([...new Set(ours.map((one) => one.to).filter((to) => !spread.includes(to)))]).toEqual(["tenant"]);
  // A spread table may not be pointed to from one that is not.
  expect(foreign.filter((one) => spread.includes(one.to) && !spread.includes(one.from))).toEqual([]);
  const outside = await rows<{ to: string }>(`
    select distinct t.relname as to from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace <> 'public'::regnamespace and t.relnamespace = 'public'::regnamespace`);
  expect(outside.map((one) => one.to)).toEqual(["tenant"]);
});

it("has triggers that look only at rows of the practices whose rows they were called for", async () => {
  const functions = await rows<{ table: string; name: string; text: string }>(`
    select c.relname as table, p.proname as name, p.prosrc as text from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`);
  expect(functions.length).toBeGreaterThan(4);
  expect(functions.flatMap(looseLooks)).toEqual([]);
  expect(looseLooks({ table: "x", name: "x", text: "select 1 from claim c where c.id = new.claim_id;" })).toHaveLength(1);
});

it("numbers rows with bigint, so that numbers of several machines have room", async () => {
  const narrow = await rows(`
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and a.atttypid <> 'bigint'::regtype and c.relname <> 'tenant'`);
  expect(narrow).toEqual([]);
});

/** Statements of a trigger's function that read a table of practices without naming the practice. */
function looseLooks({ table, name, text }: { readonly table: string; readonly name: string; readonly text: string }): readonly string[] {
  const statements = text.replace(/--[^\n]*/g, "").split(";");
  return statements
    .filter((statement) => spread.some((one) => new RegExp(`\\b(?:from|join|into|update)\\s+(?:public\\.)?${one}\\b`).test(statement)))
    .filter((statement) => !statement.includes("practice_id"))
    .map((statement) => `${name} of ${table}: ${statement.trim()}`);
}
