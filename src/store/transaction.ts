/** Transactions. Everything of a practice is read and written inside one, under that practice's row security. */
import type pg from "pg";
import { assert } from "../core/kernel/assert.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { Pool } from "./pool.ts";
import type { Sql } from "./sql.ts";
import { nothingTouched, placeTouched, type Touched } from "./visit-places.ts";

export interface Queries {
  /** All rows. */
  readonly many: <Row>(query: Sql) => Promise<Row[]>;
  /** The one row there must be. */
  readonly one: <Row>(query: Sql) => Promise<Row>;
  readonly maybe: <Row>(query: Sql) => Promise<Row | undefined>;
  /** The number of rows changed. */
  readonly run: (query: Sql) => Promise<number>;
}

/** An open transaction of one practice. */
export interface Tx extends Queries {
  readonly practiceId: PracticeId;
  /** What it has changed of visits: their places are brought up to date before it ends. */
  readonly touched: Touched;
}

/** Runs `work` in one transaction in which only the rows of this practice exist. An error rolls everything back. */
export async function inPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  assert(Number.isSafeInteger(practiceId) && practiceId > 0, `not a practice: ${practiceId}`);
  return inTransaction(pool, `begin; select set_config('app.practice', '${practiceId}', true)`, async (queries) => {
    const tx = { ...queries, practiceId, touched: nothingTouched() };
    const value = await work(tx);
    await placeTouched(tx, tx.touched);
    return value;
  });
}

/** As `inPractice`, on one snapshot and without writing: for lists and reports that read several times. */
export async function readPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  assert(Number.isSafeInteger(practiceId) && practiceId > 0, `not a practice: ${practiceId}`);
  const begin = `begin isolation level repeatable read read only; select set_config('app.practice', '${practiceId}', true)`;
  return inTransaction(pool, begin, (queries) => work({ ...queries, practiceId, touched: nothingTouched() }));
}

/** As `inPractice`, on one snapshot: for a record that is read in several steps and whose reading is itself written down. */
export async function snapshotOfPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  assert(Number.isSafeInteger(practiceId) && practiceId > 0, `not a practice: ${practiceId}`);
  const begin = `begin isolation level repeatable read; select set_config('app.practice', '${practiceId}', true)`;
  return inTransaction(pool, begin, (queries) => work({ ...queries, practiceId, touched: nothingTouched() }));
}

/** For the tables outside practices (`tables-outside-practices.ts`): no practice is set, so no practice's row is seen. */
export async function outsidePractices<Value>(pool: Pool, work: (queries: Queries) => Promise<Value>): Promise<Value> {
  return inTransaction(pool, "begin", work);
}

/** Single statements outside practices, each by itself: one round trip instead of three. */
export function singleStatements(pool: Pool): Queries {
  return queriesOn(pool);
}

async function inTransaction<Value>(pool: Pool, begin: string, work: (queries: Queries) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const value = await work(queriesOn(client));
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

export function queriesOn(client: pg.ClientBase | Pool): Queries {
  const many = async <Row>(query: Sql): Promise<Row[]> => (await client.query(prepared(query))).rows as Row[];
  return {
    many,
    one: async <Row>(query: Sql): Promise<Row> => {
      const rows = await many<Row>(query);
      const row = rows[0];
      assert(rows.length === 1 && row !== undefined, `one row expected, ${rows.length} found`);
      return row;
    },
    maybe: async <Row>(query: Sql): Promise<Row | undefined> => (await many<Row>(query))[0],
    run: async (query) => (await client.query(prepared(query))).rowCount ?? 0,
  };
}

/** Texts that have a name: the code has a few hundred, and filters that come together in ever new ways must not fill the server. */
const statementNames = new Map<string, string>();
const mostStatements = 1000;

/** A text is parsed and planned once a connection: most of a short statement's time is its planning. */
function prepared({ text, values }: Sql): pg.QueryConfig {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < mostStatements) {
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}
