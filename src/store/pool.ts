/** Connections to PostgreSQL with the types of the core: int8 as checked numbers, dates as text, jsonb with exact decimals. */
import pg from "pg";
import { assert } from "../core/kernel/assert.ts";
import { fromJson } from "./json.ts";

/** How a role reaches the database. `user` is also the name that rights are granted to. */
export interface ConnectionConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: boolean;
}

export type Pool = pg.Pool;

const int8 = 20;
const date = 1082;
const timestamptz = 1184;
const json = 114;
const jsonb = 3802;
const int8Array = 1016;

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [int8]: safeInteger,
  [date]: (text) => text,
  [timestamptz]: (text) => new Date(text).toISOString(),
  [json]: fromJson,
  [jsonb]: fromJson,
  [int8Array]: (text) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(safeInteger)),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parser = format === "binary" ? undefined : parsers[oid];
    return parser ?? pg.types.getTypeParser(oid, format);
  },
};

/** What makes a value of the core of a column's text. */
export function readerOf(typeId: number): (text: string) => unknown {
  return parsers[typeId] ?? pg.types.getTypeParser(typeId, "text");
}

/**
 * A pool of connections. A connection that the server ends while idle is only logged: without a listener it would end
 * the process. Statements end after 60 s, waits for locks after 10 s. `hasty`: a commit does not wait for the disk; the next one
 * that does makes it safe too. A statement may go out before the answer to the one before it has come (`Queries.post`).
 */
export function openPool(
  config: ConnectionConfig,
  { max = 10, hasty = false, onError = logError }: { max?: number; hasty?: boolean; onError?: (error: Error) => void } = {},
): Pool {
  const pool = new pg.Pool({
    ...clientConfig(config),
    ...(hasty ? { options: `${options} -c synchronous_commit=off` } : {}),
    pipeline: true,
    max,
    lock_timeout: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on("error", onError);
  ignoreLoss(pool);
  return pool;
}

/** Connections for the queue's own statements, which expect PostgreSQL's plain types. */
export function openQueuePool(config: ConnectionConfig, max: number): Pool {
  const { types: _, ...plain } = clientConfig(config);
  const pool = new pg.Pool({ ...plain, max, lock_timeout: 10_000, statement_timeout: 60_000 });
  pool.on("error", logError);
  ignoreLoss(pool);
  return pool;
}

/**
 * A connection may also be lost while it is lent out and no statement runs on it: without a listener that would end the
 * process. The next statement on it fails, which says enough.
 */
function ignoreLoss(pool: Pool): void {
  pool.on("connect", (client) => client.on("error", () => {}));
}

/** One connection of its own, for migrations and bootstrap. The caller ends it. */
export async function openClient(config: ConnectionConfig): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(config));
  client.on("error", () => {});
  await client.connect();
  return client;
}

/**
 * A random page costs about what the next one does (memory, or a solid-state disk): without this a young table is walked
 * over whole, also by the checks of foreign keys, whose plans a connection keeps. Compiling a plan costs more than our
 * statements take.
 */
const options = "-c random_page_cost=1.1 -c jit=off";

function clientConfig(config: ConnectionConfig): pg.ClientConfig {
  const { host, port, database, user, password, ssl } = config;
  return { host, port, database, user, password, types, options, application_name: "claimwright", ...(ssl === true ? { ssl: true } : {}) };
}

function safeInteger(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `a number of the database is past 2^53: ${text}`);
  return value;
}

function logError(error: Error): void {
  console.error(`database connection lost: ${error.message}`);
}
