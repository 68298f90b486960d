/** The mark of a restore that was not finished: such a database does not start, and may be restored into again. */
import type pg from "pg";
import { type ConnectionConfig, openClient } from "../pool.ts";
import { keptSchemas } from "./tables.ts";

export async function isUnfinished(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>("select to_regclass('public.restore_unfinished') is not null as found");
  return rows[0]?.found === true;
}

export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    "select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind in ('r', 'p') limit 1",
    [[...keptSchemas]],
  );
  return rowCount !== 0;
}

/** Takes away what an unfinished restore left, and marks the database as one in which a restore goes on. */
export async function markUnfinished(client: pg.ClientBase): Promise<void> {
  await client.query(`
    begin;
    drop schema if exists access, simulator, queue, graphile_worker cascade;
    do $$
    declare
      one record;
    begin
      for one in select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') loop
        execute format('drop table if exists %s cascade', one.name);
      end loop;
      for one in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace loop
        execute format('drop function if exists %s cascade', one.name);
      end loop;
    end $$;
    create table public.restore_unfinished (since timestamptz primary key default now());
    commit;`);
}

/** The restore is whole. Sessions of that day end: what was taken from somebody since is not known any more. */
export async function clearUnfinished(owner: ConnectionConfig): Promise<void> {
  const client = await openClient(owner);
  try {
    await client.query("begin; delete from access.session; drop table public.restore_unfinished; commit");
  } finally {
    await client.end();
  }
}
