/** What a database server says of itself, to its owner's role. */
import { type ConnectionConfig, openClient } from "../pool.ts";
import { presenceLock } from "../supervisor/start-database.ts";

export interface ServerFacts {
  readonly version: string;
  /** ISO, UTC. */
  readonly startedAt: string;
  readonly now: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Pages whose checksum was wrong since statistics were last reset. */
  readonly checksumFailures: number;
  /** Processes that have announced that they use the server; the built-in one only. */
  readonly present: number;
  readonly roles: readonly RoleFacts[];
  /** Names of the schema's steps; none when it has none yet. */
  readonly steps: readonly string[];
}

export interface RoleFacts {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly ownsTables: boolean;
}

const settings = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];

/** `roles`: those of the app and of others that have to be weak. */
export async function readServerFacts(owner: ConnectionConfig, roles: readonly string[]): Promise<ServerFacts> {
  const client = await openClient(owner);
  const rows = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query(text, [...values])).rows as Row[];
  try {
    const [about] = await rows<Pick<ServerFacts, "version" | "startedAt" | "now" | "checksumFailures" | "present">>(
      `select current_setting('server_version') as version, pg_postmaster_start_time() as "startedAt", clock_timestamp() as now,
        (select coalesce(sum(checksum_failures), 0)::bigint from pg_stat_database) as "checksumFailures",
        (select count(*) from pg_locks where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock'
          and (classid::bigint << 32) + objid::bigint = $1) as present`,
      [presenceLock],
    );
    if (about === undefined) throw new Error("the server says nothing of itself");
    const found = await rows<{ name: string; setting: string }>("select name, setting from pg_settings where name = any($1)", [settings]);
    const hasSteps = (await rows("select 1 where to_regclass('public.schema_migration') is not null")).length > 0;
    return {
      ...about,
      settings: Object.fromEntries(found.map((one) => [one.name, one.setting])),
      roles: await rows<RoleFacts>(
        `select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses, exists (select 1 from pg_class c
          where c.relkind in ('r', 'p') and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'access', 'simulator'))
            and pg_has_role(r.oid, c.relowner, 'member')) as "ownsTables"
        from pg_roles r where r.rolname = any($1) order by 1`,
        [[...roles]],
      ),
      steps: hasSteps ? (await rows<{ name: string }>("select name from schema_migration order by name")).map((one) => one.name) : [],
    };
  } finally {
    await client.end();
  }
}

export interface UnwrittenFiles {
  readonly practice: number;
  readonly count: number;
  readonly oldest: string;
}

/** Files that were prepared before today and have not reached their partner, by practice. */
export async function unwrittenFiles(owner: ConnectionConfig): Promise<readonly UnwrittenFiles[]> {
  const client = await openClient(owner);
  try {
    const practices = (await client.query<{ id: number }>("select practice_id as id from tenant where not demonstration order by 1")).rows;
    const found: UnwrittenFiles[] = [];
    for (const { id } of practices) {
      await client.query(`begin; select set_config('app.practice', '${id}', true)`);
      const { rows } = await client.query<{ count: number; oldest: string | null }>(
        "select count(*) as count, min(prepared_on) as oldest from outbound_file where practice_id = $1 and state = 'prepared' and prepared_on < current_date",
        [id],
      );
      await client.query("commit");
      const row = rows[0];
      if (row?.oldest != null) found.push({ practice: id, count: row.count, oldest: row.oldest });
    }
    return found;
  } finally {
    await client.end();
  }
}
