/** Numbers given out, and those in use. */
import pg from "pg";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface CounterWithUse {
  readonly kind: string;
  readonly next: number;
  /** The highest number that a row has; 0 when none has. */
  readonly used: number;
}

/** Counters whose numbers can be read from what carries them. Numbers by others (imported claims and accounts) look different. */
export async function countersWithUse(tx: Tx): Promise<readonly CounterWithUse[]> {
  const practice = tx.practiceId;
  return tx.many(sql`
    with used (kind, number) as (
      select 'interchange', max(interchange::bigint) from outbound_file where practice_id = ${practice} and interchange ~ '^[0-9]{1,9}$'
      union all
      select 'claim', max(split_part(control_number, '-', 2)::bigint) from claim
        where practice_id = ${practice} and control_number ~ ${`^CW${practice}-[0-9]{6,15}$`}
      union all
      select 'statement', max(substr(number, 2)::bigint) from statement where practice_id = ${practice} and number ~ '^S[0-9]{6,15}$'
    )
    select u.kind, coalesce(c.next, 1) as next, coalesce(u.number, 0) as used from used u
    left join counter c on c.practice_id = ${practice} and c.kind = u.kind order by 1`);
}

export interface IdentityColumn {
  readonly table: string;
  readonly column: string;
}

export async function identityColumns(tx: Tx): Promise<readonly IdentityColumn[]> {
  return tx.many(sql`
    select a.attrelid::regclass::text as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attidentity <> '' and not a.attisdropped
      and c.relname <> 'tenant' order by 1`);
}

export async function nextOf(tx: Tx, { table, column }: IdentityColumn): Promise<number> {
  const row = await tx.one<{ last: number | null }>(
    sql`select pg_sequence_last_value(pg_get_serial_sequence(${table}, ${column})::regclass) as last`,
  );
  return (row.last ?? 0) + 1;
}

/** Of this practice; the sequences are shared by all. */
export async function usedOf(tx: Tx, { table, column }: IdentityColumn): Promise<number> {
  const text = `select coalesce(max(${pg.escapeIdentifier(column)}), 0)::bigint as used from ${table} where practice_id = $1`;
  return (await tx.one<{ used: number }>({ text, values: [tx.practiceId] })).used;
}
