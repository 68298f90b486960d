/** What the planner believes of a table that has not been analysed yet. */
import type pg from "pg";

/**
 * Tells the planner that a table holds one practice, until ANALYZE knows better. Of a table without statistics it believes
 * two hundred, so that any index that begins with the practice looks as good as the primary key; the plan of a foreign key's
 * check, which a connection keeps, may then read all rows of the practice for each row that a first large file brings.
 * PostgreSQL before 18 cannot be told.
 */
export async function giveFirstStatistics(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ able: boolean }>("select to_regproc('pg_catalog.pg_restore_attribute_stats') is not null as able");
  if (rows[0]?.able !== true) return;
  await client.query(`
    select pg_restore_attribute_stats('schemaname', 'public', 'relname', c.table_name::text, 'attname', 'practice_id', 'inherited', false,
      'null_frac', 0::real, 'avg_width', 4, 'n_distinct', 1::real)
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'practice_id'
      and not exists (select 1 from pg_stats s where s.schemaname = 'public' and s.tablename = c.table_name and s.attname = 'practice_id')`);
}
