/** Reads the catalog: every table stands behind the wall, or is one of the few that are listed with a reason. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendOnlyTables } from "../../src/store/migrations/rights.ts";
import { openClient } from "../../src/store/pool.ts";
import { appRole, ownerRole, simulatorRole, workerRole } from "../../src/store/supervisor/roles.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
let owner: pg.Client;
let tables: readonly { readonly name: string; readonly security: boolean; readonly forced: boolean; readonly owner: string }[];

beforeAll(async () => {
  db = await freshDatabase();
  owner = await openClient(db.ownerConfig);
  tables = await rows(`
    select c.relname as name, c.relrowsecurity as security, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

async function rows<Row>(text: string): Promise<Row[]> {
  return (await owner.query(text)).rows as Row[];
}

function walled(): readonly string[] {
  return tables.map((table) => table.name).filter((name) => !(name in tablesOutsidePractices));
}

describe("the wall", () => {
  it("knows all tables, and lists none that is gone", () => {
    expect(walled().length).toBeGreaterThanOrEqual(30);
    const names = tables.map((table) => table.name);
    expect(Object.keys(tablesOutsidePractices).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("forces row security on every table of a practice", () => {
    const open = tables.filter((table) => walled().includes(table.name) && !(table.security && table.forced));
    expect(open).toEqual([]);
  });

  it("lets a row be read and written only by its practice", async () => {
    const policies = await rows<{ tablename: string; permissive: string; cmd: string; roles: string; qual: string; with_check: string }>(
      "select tablename, permissive, cmd, roles::text, qual, with_check from pg_policies where schemaname = 'public'",
    );
    const condition = "(practice_id = (NULLIF(current_setting('app.practice'::text, true), ''::text))::integer)";
    expect(policies.map((policy) => policy.tablename).sort()).toEqual([...walled()].sort());
    for (const policy of policies) {
      expect(policy, policy.tablename).toMatchObject({
        permissive: "PERMISSIVE",
        cmd: "ALL",
        roles: "{public}",
        qual: condition,
        with_check: condition,
      });
    }
  });

  it("has the practice first in every key, unique index and foreign key", async () => {
    const keys = await rows<{ table: string; name: string; first: string }>(`
      select c.relname as table, i.indexrelid::regclass::text as name, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace`);
    expect(keys.filter((key) => walled().includes(key.table) && key.first !== "practice_id")).toEqual([]);
    const primary = await rows<{ table: string }>(
      "select conrelid::regclass::text as table from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace",
    );
    expect(walled().filter((name) => !primary.some((one) => one.table === name))).toEqual([]);
    const foreign = await rows<{ name: string; table: string; here: string; there: string; count: number }>(`
      select k.conname as name, k.conrelid::regclass::text as table,
        (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) as here,
        (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) as there, cardinality(k.conkey) as count
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`);
    expect(foreign.length).toBeGreaterThan(50);
    expect(foreign.filter((key) => key.here !== "practice_id" || key.there !== "practice_id")).toEqual([]);
  });

  it("keeps money in int8 and states as checked text, so that row security can use the indexes", async () => {
    const columns = await rows<{ table: string; column: string; type: string }>(`
      select table_name as table, column_name as column, data_type as type from information_schema.columns where table_schema = 'public'`);
    const money = columns.filter((one) =>
      /^(amount|charge|paid|charge_total|insurance|patient|unapplied|copay|patient_paid)$/.test(one.column),
    );
    expect(money.length).toBeGreaterThan(12);
    expect(money.filter((one) => one.type !== "bigint")).toEqual([]);
    expect(columns.filter((one) => one.type === "USER-DEFINED" || one.type === "double precision" || one.type === "real")).toEqual([]);
    const states = columns
      .filter((one) => ["state", "status", "coding_state"].includes(one.column))
      .filter((one) => one.column !== "status" || one.table !== "remittance_claim");
    const checks = await rows<{ table: string; text: string }>(
      "select conrelid::regclass::text as table, pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c'",
    );
    expect(states.length).toBeGreaterThan(6);
    const unchecked = states.filter(
      (one) => !checks.some((check) => check.table === one.table && check.text.includes(`(${one.column} = ANY`)),
    );
    expect(unchecked).toEqual([]);
  });
});

describe("roles", () => {
  it("are neither superusers nor able to bypass row security", async () => {
    const roles = await rows<{ rolname: string; strong: boolean }>(
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong from pg_roles where rolname like 'claimwright%' and rolname <> 'claimwright_bootstrap' order by 1`,
    );
    expect(roles).toEqual([appRole, ownerRole, simulatorRole, workerRole].map((rolname) => ({ rolname, strong: false })));
  });

  it("leave every table to the owner", async () => {
    expect(tables.filter((table) => table.owner !== ownerRole)).toEqual([]);
    const memberships = await rows(
      `select 1 from pg_auth_members where member in ('${appRole}'::regrole, '${simulatorRole}'::regrole, '${workerRole}'::regrole)`,
    );
    expect(memberships).toEqual([]);
  });

  it("let the app add to the books and records, never change or remove", async () => {
    const rights = await rows<{ name: string; may: string }>(`
      select table_name as name, string_agg(privilege_type, ' ' order by privilege_type) as may from information_schema.role_table_grants
      where grantee = '${appRole}' and table_schema = 'public' group by 1 order by 1`);
    const may = new Map(rights.map((right) => [right.name, right.may]));
    for (const table of appendOnlyTables) expect(may.get(table), table).toBe("INSERT SELECT");
    expect(may.get("tenant")).toBe("INSERT SELECT");
    expect(may.get("schema_migration")).toBe("SELECT");
    for (const name of walled()) {
      if (!appendOnlyTables.some((table) => table === name)) expect(may.get(name), name).toBe("DELETE INSERT SELECT UPDATE");
    }
  });

  it("leave the queue's tables and functions to the owner, and to the app only the ways in", async () => {
    const others = await rows(`
      select c.relname from pg_class c where c.relnamespace in ('graphile_worker'::regnamespace, 'queue'::regnamespace)
        and c.relkind in ('r', 'p', 'v') and pg_get_userbyid(c.relowner) <> '${ownerRole}'`);
    const appTables = await rows(`
      select 1 from information_schema.role_table_grants where grantee in ('${appRole}', 'PUBLIC') and table_schema in ('graphile_worker', 'queue')`);
    const strange = await rows(`
      select table_schema from information_schema.role_table_grants where grantee = '${workerRole}' and table_schema <> 'graphile_worker'`);
    expect([others, appTables, strange]).toEqual([[], [], []]);
    const [usage] = await rows(`
      select has_schema_privilege('${appRole}', 'graphile_worker', 'usage') as app, has_schema_privilege('${workerRole}', 'public', 'usage') as worker,
        has_schema_privilege('${appRole}', 'queue', 'create') as make`);
    expect(usage).toEqual({ app: false, worker: false, make: false });
    const ways = await rows<{ name: string; definer: boolean; path: string; open: boolean }>(`
      select p.proname as name, p.prosecdef as definer, array_to_string(p.proconfig, ',') as path, has_function_privilege('${workerRole}', p.oid, 'execute') as open
      from pg_proc p where p.pronamespace = 'queue'::regnamespace order by 1`);
    expect(ways).toEqual(["enqueue", "withdraw"].map((name) => ({ name, definer: true, path: 'search_path=""', open: false })));
    const definers = await rows(
      "select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('queue', 'pg_catalog', 'information_schema')",
    );
    expect(definers).toEqual([]);
  });

  it("keep the simulator and the practice apart", async () => {
    const simulatorRights = await rows(
      `select 1 from information_schema.role_table_grants where grantee = '${simulatorRole}' and table_schema <> 'simulator'`,
    );
    const appRights = await rows(
      `select 1 from information_schema.role_table_grants where grantee = '${appRole}' and table_schema = 'simulator'`,
    );
    expect([simulatorRights, appRights]).toEqual([[], []]);
    const simulator = await openClient(db.simulatorConfig);
    await expect(simulator.query("select * from public.patient")).rejects.toThrow(/permission denied/);
    await simulator.query("insert into simulator.counter (payer, kind, next) values ('P', 'claim', 1)");
    await simulator.query(
      "insert into simulator.received_file (payer, name, sha256, received_on, answers) values ('P', 'a', 'x', '2026-03-02', '{}')",
    );
    await simulator.end();
    await expect(db.pool.query("select * from simulator.counter")).rejects.toThrow(/permission denied/);
    await expect(db.pool.query("create table mine (a int)")).rejects.toThrow(/permission denied/);
  });
});
