/** Reads a table's rows in their order as COPY text, through the wall: practice by practice, with the owner's own role. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { copyOut } from "./copy.ts";
import { columnList, type KeptTable, quoted } from "./tables.ts";

/** What makes the text of a value the same in every session. */
export const plainText = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

/** Whose rows there may be: practices that exist, and all numbers that were ever given to one. */
export interface Practices {
  readonly present: readonly number[];
  readonly ever: readonly number[];
}

export async function knownPractices(client: pg.ClientBase): Promise<Practices> {
  const { rows } = await client.query<{ id: number }>("select practice_id as id from tenant order by 1");
  const present = rows.map((row) => row.id);
  const top = await client.query<{ last: string }>(
    "select last_value::text as last from pg_sequences where schemaname = 'public' and sequencename = 'tenant_practice_id_seq' and last_value is not null",
  );
  const most = Math.max(Number(top.rows[0]?.last ?? 0), ...present, 0);
  return { present, ever: Array.from({ length: most }, (_, index) => index + 1) };
}

/** Whether a practice was ever made in this database. */
export async function hadPractice(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>("select to_regclass('public.tenant') is not null as found");
  return rows[0]?.found === true && (await knownPractices(client)).ever.length > 0;
}

/** Inside a transaction. Ends with the app.practice of the last one set. */
export async function* readRows(client: pg.Client, table: KeptTable, practices: Practices): AsyncGenerator<Buffer, void, undefined> {
  const select = `select ${columnList(table.columns)} from ${quoted(table)}`;
  const order = `order by ${columnList(table.order)}`;
  if (!table.walled) {
    yield* copyOut(client, `copy (${select} ${order}) to stdout`);
    return;
  }
  for (const practice of table.anchored ? practices.present : practices.ever) {
    await client.query("select set_config('app.practice', $1, true)", [String(practice)]);
    yield* copyOut(client, `copy (${select} where practice_id = ${practice} ${order}) to stdout`);
  }
}

/** What proves that rows are the same: their number, and the hash of their text in order. */
export interface RowProof {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface RowProver {
  readonly add: (text: Uint8Array) => void;
  readonly proof: () => RowProof;
}

const lineFeed = 10;

/** In COPY's text a line feed ends a row and stands nowhere else. */
export function newRowProver(): RowProver {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  return {
    add: (text) => {
      hash.update(text);
      bytes += text.length;
      for (let at = text.indexOf(lineFeed); at !== -1; at = text.indexOf(lineFeed, at + 1)) rows += 1;
    },
    proof: () => ({ rows, bytes, sha256: hash.digest("hex") }),
  };
}
