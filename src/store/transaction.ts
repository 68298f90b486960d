/** Transactions. Everything of a practice is read and written inside one, under that practice's row security. */
import { assert } from "../core/kernel/assert.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { Pool } from "./pool.ts";
import type { Sql } from "./sql.ts";
import { type Answer, type StatementLine, statementLine } from "./statement-line.ts";
import { nothingTouched, placeTouched, type Touched } from "./visit-places.ts";

export interface Queries {
  /** All rows. */
  readonly many: <Row>(query: Sql) => Promise<Row[]>;
  /** The one row there must be. */
  readonly one: <Row>(query: Sql) => Promise<Row>;
  readonly maybe: <Row>(query: Sql) => Promise<Row | undefined>;
  /** The number of rows changed. */
  readonly run: (query: Sql) => Promise<number>;
  /** A write whose answer nobody waits for: the next statements follow it at once, and its failure is the transaction's. */
  readonly post: (query: Sql) => void;
}

/** An open transaction of one practice. */
export interface Tx extends Queries {
  readonly practiceId: PracticeId;
  /** What it has changed of visits: their places are brought up to date before it ends. */
  readonly touched: Touched;
  /** What was read in it and does not change while it lasts; who does change it forgets it (`remembered`). */
  readonly memory: Map<string, Promise<unknown>>;
}

/** Reads something once a transaction: parties that many steps ask for. `key` names the question. */
export function remembered<Value>(tx: Tx, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = tx.memory.get(key) as Promise<Value> | undefined;
  if (known !== undefined) return known;
  const reading = read();
  tx.memory.set(key, reading);
  return reading;
}

/** Runs `work` in one transaction in which only the rows of this practice exist. An error rolls everything back. */
export async function inPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return (
    partOfOne(pool, practiceId, work) ??
    inTransaction(pool, beginOf(practiceId, "begin"), async (queries) => {
      const tx = newTx(queries, practiceId, nothingTouched());
      const value = await work(tx);
      await placeTouched(tx, tx.touched);
      return value;
    })
  );
}

/** The long transactions that are open: a pool of theirs is used by nobody else. */
const long = new WeakMap<Pool, { readonly tx: Tx; failure?: unknown }>();

/**
 * While `work` lasts, all transactions of the practice on this pool are one, whoever begins them, and what the first throws ends it.
 * For making a practice's history, where nobody else works. `touched` outlives it: the places that follow are the caller's to bring
 * up to date (`placeTouched`), once for many days.
 */
export async function asOneTransaction<Value>(
  pool: Pool,
  { practiceId, touched }: { readonly practiceId: PracticeId; readonly touched: Touched },
  work: () => Promise<Value>,
): Promise<Value> {
  assert(!long.has(pool), "one long transaction at a time");
  return inTransaction(pool, beginOf(practiceId, "begin"), async (queries) => {
    const open: { readonly tx: Tx; failure?: unknown } = { tx: newTx(queries, practiceId, touched) };
    long.set(pool, open);
    try {
      const value = await work();
      if (open.failure !== undefined) throw open.failure;
      return value;
    } finally {
      long.delete(pool);
    }
  });
}

export function isOneTransaction(pool: Pool): boolean {
  return long.has(pool);
}

/** Runs `work` in the long transaction, if one is open. There is no part that could be rolled back alone: a failure is everybody's. */
function partOfOne<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> | undefined {
  const open = long.get(pool);
  if (open === undefined) return undefined;
  assert(open.tx.practiceId === practiceId, "a long transaction is of one practice");
  return work(open.tx).catch((error: unknown) => {
    open.failure ??= error;
    throw error;
  });
}

function newTx(queries: Queries, practiceId: PracticeId, touched: Touched): Tx {
  return { ...queries, practiceId, touched, memory: new Map() };
}

function beginOf(practiceId: PracticeId, begin: string): string {
  assert(Number.isSafeInteger(practiceId) && practiceId > 0, `not a practice: ${practiceId}`);
  return `${begin}; select set_config('app.practice', '${practiceId}', true)`;
}

/** As `inPractice`, on one snapshot and without writing: for lists and reports that read several times. */
export async function readPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return snapshot(pool, { practiceId, begin: "begin isolation level repeatable read read only" }, work);
}

/** As `inPractice`, on one snapshot: for a record that is read in several steps and whose reading is itself written down. */
export async function snapshotOfPractice<Value>(pool: Pool, practiceId: PracticeId, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return snapshot(pool, { practiceId, begin: "begin isolation level repeatable read" }, work);
}

function snapshot<Value>(
  pool: Pool,
  { practiceId, begin }: { readonly practiceId: PracticeId; readonly begin: string },
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  return (
    partOfOne(pool, practiceId, work) ??
    inTransaction(pool, beginOf(practiceId, begin), (queries) => work(newTx(queries, practiceId, nothingTouched())))
  );
}

/** For the tables outside practices (`tables-outside-practices.ts`): no practice is set, so no practice's row is seen. */
export async function outsidePractices<Value>(pool: Pool, work: (queries: Queries) => Promise<Value>): Promise<Value> {
  return inTransaction(pool, "begin", work);
}

/** Single statements outside practices, each by itself: one round trip instead of three. */
export function singleStatements(pool: Pool): Queries {
  return queriesOn((query) => askAlone(pool, query));
}

async function inTransaction<Value>(pool: Pool, begin: string, work: (queries: Queries) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const posted = newPosted();
    const line = statementLine(client);
    try {
      const value = await work(queriesOn(line.ask, posted));
      line.send();
      await posted.settled();
      await client.query("commit");
      return value;
    } catch (error) {
      // What follows a failed write fails because of it.
      line.send();
      await posted.settled();
      throw error;
    }
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

interface Posted {
  readonly add: (write: Promise<unknown>) => void;
  /** Waits for all, and throws what the first that failed threw. */
  readonly settled: () => Promise<void>;
}

function newPosted(): Posted {
  let writes: Promise<unknown>[] = [];
  let failure: { readonly error: unknown } | undefined;
  return {
    add: (write) => {
      writes.push(
        write.catch((error: unknown) => {
          failure ??= { error };
        }),
      );
      // Answers come in their order: the newest stands for all before it.
      if (writes.length > 1000) writes = writes.slice(-1);
    },
    settled: async () => {
      await Promise.all(writes);
      if (failure !== undefined) throw failure.error;
    },
  };
}

/** `posted`: where writes that nobody waits for are kept; without it, one that fails is nobody's. */
function queriesOn(ask: StatementLine["ask"], posted: Posted = newPosted()): Queries {
  const many = async <Row>(query: Sql): Promise<Row[]> => (await asked(query)).rows as Row[];
  const asked = async (query: Sql): Promise<Answer> => {
    try {
      return await ask(query);
    } catch (error) {
      // Its own stack leads to the socket; this one leads to who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  };
  return {
    many,
    one: async <Row>(query: Sql): Promise<Row> => {
      const rows = await many<Row>(query);
      const row = rows[0];
      assert(rows.length === 1 && row !== undefined, `one row expected, ${rows.length} found`);
      return row;
    },
    maybe: async <Row>(query: Sql): Promise<Row | undefined> => (await many<Row>(query))[0],
    run: async (query) => (await asked(query)).count,
    post: (query) => posted.add(ask(query)),
  };
}

/** Each on a connection of its own, so that none is part of another's transaction. */
async function askAlone(pool: Pool, query: Sql): Promise<Answer> {
  const client = await pool.connect();
  try {
    const answer = await statementLine(client).ask(query);
    client.release();
    return answer;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
