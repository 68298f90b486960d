/**
 * Loads rows into an empty schema as the owner, in one transaction. COPY does not go through row security, so the wall is
 * lowered for the owner inside this transaction only; the app's role never sees it lowered. References are taken away and put
 * back at the end, where PostgreSQL proves each over all rows at once. Triggers stay on: an entry that does not add up to zero
 * is refused here too.
 */
import type pg from "pg";
import { type CopyIn, copyIn } from "./copy.ts";
import { knownPractices, newRowProver, plainText, type RowProof, readRows } from "./read-rows.ts";
import { columnList, type KeptSequence, type KeptTable, keptSchemas, keptTables, quoted } from "./tables.ts";

export interface Loading {
  readonly table: (table: Pick<KeptTable, "schema" | "name" | "columns">) => Promise<void>;
  readonly rows: (text: Uint8Array) => Promise<void>;
  readonly tableEnd: (proof?: RowProof) => Promise<void>;
  readonly sequence: (sequence: KeptSequence) => Promise<void>;
  /**
   * Puts walls and references back, reads every row again, and commits only when each table is what was put in. `readAgain: false`
   * for rows whose source is proved otherwise and is there to be loaded anew.
   */
  readonly finish: (options?: { readonly readAgain?: boolean }) => Promise<void>;
}

/** The rows in the database are not those of the backup. Nothing was committed. */
export class LoadMismatch extends Error {
  override readonly name = "LoadMismatch";
}

interface Reference {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function beginLoading(client: pg.Client): Promise<Loading> {
  await client.query("begin");
  await client.query(plainText);
  const here = await keptTables(client);
  const references = await takeReferencesAway(client);
  for (const table of here.filter((one) => one.walled)) await client.query(`alter table ${quoted(table)} no force row level security`);
  const proofs = new Map<string, RowProof>();
  let open: { readonly copy: CopyIn; readonly name: string } | undefined;
  return {
    table: async (table) => {
      const known = here.find((one) => one.schema === table.schema && one.name === table.name);
      if (known === undefined) throw new LoadMismatch(`the backup has a table ${table.schema}.${table.name} that its schema does not make`);
      const copy = await copyIn(client, `copy ${quoted(table)} (${columnList(table.columns)}) from stdin`);
      open = { copy, name: quoted(table) };
    },
    rows: async (text) => open?.copy.write(text),
    tableEnd: async (proof) => {
      await open?.copy.end();
      if (open !== undefined && proof !== undefined) proofs.set(open.name, proof);
      open = undefined;
    },
    sequence: async (sequence) => {
      await client.query("select setval($1::regclass, $2::bigint, $3)", [quoted(sequence), sequence.last, sequence.called]);
    },
    finish: async ({ readAgain = true } = {}) => {
      await client.query("set constraints all immediate");
      for (const { table, name, definition } of references) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
      for (const table of here.filter((one) => one.walled)) await client.query(`alter table ${quoted(table)} force row level security`);
      await client.query("analyze");
      if (readAgain) await proveAll(client, here, proofs);
      await client.query("commit");
    },
  };
}

async function takeReferencesAway(client: pg.Client): Promise<readonly Reference[]> {
  const { rows } = await client.query<Reference>(
    `select k.conrelid::regclass::text as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = any($1) order by k.oid`,
    [[...keptSchemas]],
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

async function proveAll(client: pg.Client, tables: readonly KeptTable[], proofs: ReadonlyMap<string, RowProof>): Promise<void> {
  const practices = await knownPractices(client);
  for (const table of tables) {
    const prover = newRowProver();
    for await (const text of readRows(client, table, practices)) prover.add(text);
    const found = prover.proof();
    const wanted = proofs.get(quoted(table));
    if (wanted === undefined ? found.rows !== 0 : wanted.sha256 !== found.sha256) {
      throw new LoadMismatch(
        `table ${table.schema}.${table.name} has ${found.rows} rows that are not the ${wanted?.rows ?? 0} of the backup`,
      );
    }
  }
}
