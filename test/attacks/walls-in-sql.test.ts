/** An attacker with the app's own connection, inside the first practice's transaction, after what the second holds. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClient } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { inPractice, readPractice } from "../../src/store/transaction.ts";
import { contentOf, marker, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let tables: readonly string[];
let before: Readonly<Record<string, string>>;

beforeAll(async () => {
  two = await openTwoPractices();
  tables = await readPractice(two.town.database.pool, two.other.context.practiceId, async (tx) => {
    const names = await tx.many<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
    const filled: string[] = [];
    for (const { name } of names.filter((table) => !(table.name in tablesOutsidePractices)))
      if ((await count(tx, `select 1 from ${name}`)) > 0) filled.push(name);
    return filled;
  });
  before = await contentOf(two.town.database.pool, two.other.context.practiceId);
});
afterAll(() => two.close());

function count(tx: { one: <Row>(query: { text: string; values: [] }) => Promise<Row> }, text: string): Promise<number> {
  return tx.one<{ n: number }>({ text: `select count(*) as n from (${text}) t`, values: [] }).then(({ n }) => n);
}

/** Runs as the attacker; the error's words when it fails. */
async function attack(text: string): Promise<{ readonly rows: readonly unknown[] } | { readonly error: string }> {
  return inPractice(two.town.database.pool, two.mine.context.practiceId, (tx) => tx.many<unknown>({ text, values: [] })).then(
    (rows) => ({ rows }),
    (error: Error) => ({ error: error.message }),
  );
}

describe("reading", () => {
  it("has tables to try", () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(tables).toEqual(expect.arrayContaining(["patient", "journal_line", "inbound_file", "file_chunk", "statement", "remittance"]));
  });

  it("finds no row of the other practice by any shape of query", async () => {
    const other = two.other.context.practiceId;
    const found: string[] = [];
    for (const table of tables) {
      for (const text of [
        `select * from ${table} where practice_id = ${other}`,
        `select * from ${table} where practice_id <> ${two.mine.context.practiceId}`,
        `with all_rows as materialized (select * from ${table}) select * from all_rows where practice_id = ${other}`,
        `select t.* from tenant join lateral (select * from ${table} x where x.practice_id = tenant.practice_id) t on true where tenant.practice_id = ${other}`,
        `select * from ${table} where practice_id = ${two.mine.context.practiceId} or practice_id = ${other} offset 0`,
      ]) {
        const answer = await attack(text);
        if ("error" in answer) found.push(`${text}: ${answer.error}`);
        else if ((answer.rows as { practice_id: number }[]).some((row) => row.practice_id === other)) found.push(text);
      }
    }
    expect(found).toEqual([]);
  });

  it("learns nothing from errors, notices, locks or statistics", async () => {
    // A condition that fails on the other's row would say that it exists.
    expect(await attack(`select 1 / (case when last_name = '${marker}' then 0 else 1 end) from patient`)).not.toHaveProperty("error");
    expect(await attack(`select last_name::int from patient where last_name = '${marker}'`)).toEqual({ rows: [] });
    expect(await attack(`select * from patient where last_name = '${marker}' for update`)).toEqual({ rows: [] });
    const owner = await openClient(two.town.database.ownerConfig);
    await owner.query("analyze patient");
    await owner.end();
    expect(await attack("select * from pg_stats where tablename = 'patient'")).toEqual({ rows: [] });
    const client = await openClient(two.town.database.appConfig);
    const notices: string[] = [];
    client.on("notice", (notice) => notices.push(notice.message ?? ""));
    await client.query("begin");
    await client.query(`select set_config('app.practice', '${two.mine.context.practiceId}', true)`);
    await client
      .query(
        "create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', $1; return true; end $$",
      )
      .then(() => client.query("select count(*) from patient where pg_temp.tell(last_name)"))
      .catch((error: Error) => notices.push(`refused: ${error.message}`));
    await client.query("rollback");
    await client.end();
    expect(notices.length).toBeGreaterThan(0);
    expect(notices.filter((notice) => notice.includes(marker))).toEqual([]);
  });

  it("gets nothing out by COPY, a cursor or a prepared statement", async () => {
    const other = two.other.context.practiceId;
    const client = await openClient(two.town.database.appConfig);
    const seen: unknown[] = [];
    await client.query("begin");
    await client.query(`select set_config('app.practice', '${two.mine.context.practiceId}', true)`);
    await client.query(`declare thief cursor for select * from patient where practice_id = ${other}`);
    seen.push(...(await client.query("fetch all from thief")).rows);
    await client.query(`prepare steal as select * from patient where practice_id = ${other}`);
    seen.push(...(await client.query("execute steal")).rows);
    await expect(client.query("copy patient to '/tmp/stolen.txt'")).rejects.toThrow(/permission|superuser|privileges/);
    await client.query("rollback");
    await client.end();
    expect(seen).toEqual([]);
  });
});

describe("writing", () => {
  it("moves no row of its own into the other practice", async () => {
    const other = two.other.context.practiceId;
    const got: string[] = [];
    for (const table of tables) {
      const answer = await attack(`update ${table} set practice_id = ${other} returning 1`);
      if (!("error" in answer)) got.push(table);
      else expect(answer.error, table).toMatch(/row-level security|permission denied|append only|violates/);
    }
    expect(got).toEqual([]);
  });

  it("plants no row in the other practice", async () => {
    const other = two.other.context.practiceId;
    const got: string[] = [];
    for (const table of tables) {
      const columns =
        await attack(`select attname as name from pg_attribute where attrelid = 'public.${table}'::regclass and attnum > 0 and not attisdropped
        and attidentity = '' and attgenerated = '' order by attnum`);
      const names = "rows" in columns ? (columns.rows as { name: string }[]).map(({ name }) => name) : [];
      expect(names.length, table).toBeGreaterThan(0);
      const values = names.map((name) => (name === "practice_id" ? String(other) : `"${name}"`));
      const answer = await attack(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(", ")}) select ${values.join(", ")} from ${table} limit 1 returning 1`,
      );
      if (!("error" in answer) && answer.rows.length > 0) got.push(table);
    }
    expect(got).toEqual([]);
  });

  it("has changed nothing in the other practice", async () => {
    expect(await contentOf(two.town.database.pool, two.other.context.practiceId)).toEqual(before);
  });
});

describe("the door's own tables", () => {
  it("keep what happened at it, and are closed to the payer's role", async () => {
    for (const text of ["update access.security_event set words = ''", "delete from access.security_event", "delete from access.account"])
      expect(await attack(text), text).toMatchObject({ error: expect.stringMatching(/permission denied/) });
    const payer = await openClient(two.town.database.simulatorConfig);
    for (const table of ["access.account", "access.session", "public.patient", "public.tenant"])
      await expect(payer.query(`select * from ${table}`), table).rejects.toThrow(/permission denied/);
    await payer.end();
  });
});
