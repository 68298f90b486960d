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
  /** Its rows point to their practice, directly or through others, so that none can belong to a practice that is gone. */
  readonly anchored: boolean;
}

interface TableRow extends Omit<KeptTable, "order" | "anchored"> {
  readonly order: readonly string[] | null;
  /** Tables of practices that its rows point to. */
  readonly parents: readonly string[] | null;
}

/**
 * In the order in which they can be filled: tables whose triggers look at other rows come after those; a trigger that only notes what
 * changed (`…_stales`, decision 0050) looks at nothing here. Throws when a table has
 * no primary key: its rows would have no order, and a backup of it could not be compared.
 */
export async function keptTables(client: pg.ClientBase): Promise<readonly KeptTable[]> {
  const { rows } = await client.query<TableRow>(
    `select n.nspname as schema, c.relname as name, c.relforcerowsecurity as walled,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by k.place) from pg_index i cross join unnest(i.indkey::int[]) with ordinality as k(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where i.indrelid = c.oid and i.indisprimary) as "order",
      (select array_agg(p.relname::text) from pg_constraint f join pg_class p on p.oid = f.confrelid join pg_attribute a
          on a.attrelid = c.oid and a.attnum = f.conkey[1]
        where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid and a.attname = 'practice_id') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
    order by exists (select 1 from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 4 <> 0
      and not t.tgname like '%\\_stales'), 1, 2`,
    [[...keptSchemas]],
  );
  const kept = rows.filter((row) => !leftOutTables.has(`${row.schema}.${row.name}`));
  const anchored = anchoredTables(kept);
  return kept.map(({ order, parents: _, ...row }) => {
    if (order === null) throw new Error(`table ${row.schema}.${row.name} has no primary key and cannot be backed up`);
    const left = leftOutColumns[`${row.schema}.${row.name}`] ?? [];
    return { ...row, order, anchored: anchored.has(row.name), columns: row.columns.filter((column) => !left.includes(column)) };
  });
}

/** `practice`, and what points to one of these, directly or through others. */
function anchoredTables(rows: readonly TableRow[]): ReadonlySet<string> {
  const anchored = new Set(["practice"]);
  for (let before = 0; before !== anchored.size; ) {
    before = anchored.size;
    for (const { name, parents } of rows) if (parents?.some((parent) => anchored.has(parent)) === true) anchored.add(name);
  }
  return anchored;
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
