/** Which tables and sequences a backup holds, read from the catalog, and how their rows are read and written. */
import pg from "pg";

/** Where the practices' data, the door and the simulated payers are. The queue's own schema is made anew: open jobs are rows of a practice. */
export const keptSchemas = ["public", "access", "simulator"] as const;

/** Made by the restore itself, or without meaning elsewhere. */
const leftOutTables: ReadonlySet<string> = new Set(["public.schema_migration", "public.restore_unfinished"]);

/** Columns that mean something in one cluster only; the database gives them anew. */
const leftOutColumns: Readonly<Record<string, readonly string[]>> = { "public.audit_entry": ["txid"] };

export interface KeptTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** By which rows are put in order: the primary key. */
  readonly order: readonly string[];
  /** Behind the wall: rows are seen practice by practice. */
  readonly walled: boolean;
  /** Its rows point to their practice, so that none can belong to a practice that is gone. */
  readonly anchored: boolean;
}

/** Throws when a table has no primary key: its rows would have no order, and a backup of it could not be compared. */
export async function keptTables(client: pg.ClientBase): Promise<readonly KeptTable[]> {
  const { rows } = await client.query<KeptTable & { readonly order: readonly string[] | null }>(
    `select n.nspname as schema, c.relname as name, c.relforcerowsecurity as walled,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by k.place) from pg_index i cross join unnest(i.indkey::int[]) with ordinality as k(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where i.indrelid = c.oid and i.indisprimary) as "order",
      c.relname = 'practice' or exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
        and f.confrelid = to_regclass('public.practice')) as anchored
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1, 2`,
    [[...keptSchemas]],
  );
  return rows
    .filter((row) => !leftOutTables.has(`${row.schema}.${row.name}`))
    .map(({ order, ...row }) => {
      if (order === null) throw new Error(`table ${row.schema}.${row.name} has no primary key and cannot be backed up`);
      const left = leftOutColumns[`${row.schema}.${row.name}`] ?? [];
      return { ...row, order, columns: row.columns.filter((column) => !left.includes(column)) };
    });
}

export interface KeptSequence {
  readonly schema: string;
  readonly name: string;
  /** As text: it may be past 2^53. */
  readonly last: string;
  readonly called: boolean;
}

/** Sequences stand outside of transactions: read after the snapshot was taken, they are at or past every row in it. */
export async function keptSequences(client: pg.ClientBase): Promise<readonly KeptSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind = 'S' order by 1, 2`,
    [[...keptSchemas]],
  );
  const sequences: KeptSequence[] = [];
  for (const { schema, name } of rows) {
    const found = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted({ schema, name })}`,
    );
    const row = found.rows[0];
    if (row !== undefined) sequences.push({ schema, name, ...row });
  }
  return sequences;
}

export function quoted({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

export function columnList(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(", ");
}
