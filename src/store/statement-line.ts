/**
 * Statements that are asked in one turn of the event loop go to PostgreSQL together: one write to the socket, one answer to
 * wait for. Each is prepared once a connection, and the columns of its answer are described once.
 */
import pg from "pg";
import { assert } from "../core/kernel/assert.ts";
import { readerOf } from "./pool.ts";
import type { Sql } from "./sql.ts";

export interface Answer {
  readonly rows: readonly unknown[];
  /** Of rows changed, or found. */
  readonly count: number;
}

export interface StatementLine {
  /** In the order of asking. When one fails, those that were asked after it in the same turn fail with its error. */
  readonly ask: (query: Sql) => Promise<Answer>;
  /** Sends what is waiting now, before something else goes out on the same connection. */
  readonly send: () => void;
}

export function statementLine(client: pg.ClientBase): StatementLine {
  let waiting: Asked[] = [];
  const send = (): void => {
    if (waiting.length === 0) return;
    const asked = waiting;
    waiting = [];
    client.query(together(asked));
  };
  return {
    ask: ({ text, values }) =>
      new Promise((answered, failed) => {
        const asked = { name: nameOf(text), text, values: values.map(wireValue), answered, failed, rows: [], count: 0 };
        if (waiting.length === 0) process.nextTick(send);
        waiting.push(asked);
      }),
    send,
  };
}

interface Asked {
  /** Absent: parsed again each time. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
  readonly rows: unknown[];
  count: number;
}

/** A statement that a connection has been sent. */
interface Known {
  /** Absent until its first answer came. */
  columns?: Columns;
  /** It was sent behind one that failed, so the server may or may not have it. */
  unsure?: boolean;
}

interface Columns {
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
  /** All rows of a statement have one shape. */
  readonly blank: Readonly<Record<string, unknown>>;
}

interface FieldMessage {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

const known = new WeakMap<pg.Connection, Map<string, Known>>();

/** One query to the client of `pg`, which calls these as the answers come in; it takes no query of another kind into its pipeline. */
function together(all: readonly Asked[]): pg.Query {
  let at = 0;
  let columns: Columns | undefined;
  /** What a reader of values threw: it must not end the connection's own work. */
  let unread: { readonly error: unknown } | undefined;
  const sent: Known[] = [];
  const current = (): Asked => {
    const asked = all[at];
    assert(asked !== undefined, "an answer belongs to a statement");
    return asked;
  };
  return Object.assign(new pg.Query({ text: "" }), {
    submit: (connection: pg.Connection): void => {
      connection.stream.cork();
      try {
        for (const asked of all) sent.push(sendOne(connection, asked));
        connection.sync();
      } finally {
        connection.stream.uncork();
      }
    },
    handleRowDescription: ({ fields }: FieldMessage): void => {
      columns = columnsOf(fields);
    },
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }): void => {
      try {
        columns ??= sent[at]?.columns;
        assert(columns !== undefined, "rows come after their description");
        current().rows.push(rowOf(columns, fields));
      } catch (error) {
        unread ??= { error };
      }
    },
    handleCommandComplete: ({ text }: { readonly text: string }): void => {
      current().count = Number(/(\d+)$/.exec(text)?.[1] ?? 0);
      const one = sent[at];
      if (one !== undefined) one.columns ??= columns ?? columnsOf([]);
      columns = undefined;
      at += 1;
    },
    /** The server has done them all, and, outside of a transaction, made them last. */
    handleReadyForQuery: (): void => {
      for (const { rows, count, answered, failed } of all) {
        if (unread === undefined) answered({ rows, count });
        else failed(unread.error);
      }
    },
    handleError: (error: unknown): void => {
      for (const one of sent.slice(at)) if (one.columns === undefined) one.unsure = true;
      for (const { failed } of all) failed(error);
    },
  });
}

function sendOne(connection: pg.Connection, { name = "", text, values }: Asked): Known {
  const statements = known.get(connection) ?? new Map<string, Known>();
  known.set(connection, statements);
  let statement = statements.get(name);
  if (statement === undefined || statement.unsure === true) {
    // To close one that the server does not have is no error.
    if (statement !== undefined) connection.close({ type: "S", name }, true);
    statement = {};
    if (name !== "") statements.set(name, statement);
    connection.parse({ name, text, types: [] }, true);
  }
  connection.bind({ portal: "", statement: name, binary: "", values: [...values] }, true);
  if (statement.columns === undefined) connection.describe({ type: "P", name: "" }, true);
  connection.execute({ portal: "", rows: "" }, true);
  return statement;
}

function columnsOf(fields: FieldMessage["fields"]): Columns {
  return {
    names: fields.map((field) => field.name),
    readers: fields.map((field) => readerOf(field.dataTypeID)),
    blank: Object.fromEntries(fields.map((field) => [field.name, null])),
  };
}

function rowOf({ names, readers, blank }: Columns, fields: readonly (string | null)[]): unknown {
  const row: Record<string, unknown> = { ...blank };
  for (let index = 0; index < fields.length; index += 1) {
    const text = fields[index];
    const name = names[index];
    const reader = readers[index];
    if (text != null && name !== undefined && reader !== undefined) row[name] = reader(text);
  }
  return row;
}

/** Texts that have a name: the code has a few hundred, and filters that come together in ever new ways must not fill the server. */
const statementNames = new Map<string, string>();
const mostStatements = 1000;

/** A text is parsed and planned once a connection: most of a short statement's time is its planning. */
function nameOf(text: string): string | undefined {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < mostStatements) {
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return name;
}

function wireValue(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return arrayValue(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function arrayValue(values: readonly unknown[]): string {
  return `{${values.map(elementValue).join(",")}}`;
}

function elementValue(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return arrayValue(value);
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}"`;
  return quoted(String(wireValue(value)));
}

/** What JSON writes otherwise than an array of PostgreSQL: control characters, and halves of characters. */
const otherwiseInJson = /[\p{Cc}\p{Cs}]/u;

/** Both escape quotes and backslashes alike, and JSON's is several times as fast; most of these texts are JSON themselves. */
function quoted(text: string): string {
  return otherwiseInJson.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : JSON.stringify(text);
}
