/** What the database itself watches over, read from its catalog. */
import { sql } from "../sql.ts";
import { tablesOutsidePractices } from "../tables-outside-practices.ts";
import type { Queries } from "../transaction.ts";

export interface Guard {
  readonly table: string;
  /** What is wrong, when it is off. */
  readonly off?: string;
}

/** Walls of tables, triggers, constraints and indexes. */
export async function guards(queries: Queries): Promise<readonly Guard[]> {
  const rows = await queries.many<{ table: string; off: string | null }>(sql`
    select c.relname as table, case when not (c.relrowsecurity and c.relforcerowsecurity) then 'Row security of ' || c.relname || ' is off.'
        when not exists (select 1 from pg_policy p where p.polrelid = c.oid) then 'Table ' || c.relname || ' has no wall.' end as off
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and c.relname <> all(${Object.keys(tablesOutsidePractices)}::text[])
    union all
    select c.relname, case when t.tgenabled not in ('O', 'A') then 'Trigger ' || t.tgname || ' of ' || c.relname || ' is off.' end
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace in ('public'::regnamespace, 'access'::regnamespace)
    union all
    select c.relname, case when not k.convalidated then 'Constraint ' || k.conname || ' of ' || c.relname || ' is not proven.' end
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where c.relnamespace in ('public'::regnamespace, 'access'::regnamespace)
    union all
    select c.relname, case when not (i.indisvalid and i.indisready) then 'Index ' || i.indexrelid::regclass || ' is not whole.' end
      from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace in ('public'::regnamespace, 'access'::regnamespace)
    order by 1, 2`);
  return rows.map(({ table, off }) => ({ table, ...(off === null ? {} : { off }) }));
}
