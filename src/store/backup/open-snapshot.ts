/** One moment of the whole database, held open for reading while people go on working. */
import type pg from "pg";
import { type ConnectionConfig, openClient } from "../pool.ts";
import { knownPractices, type Practices, plainText, readRows } from "./read-rows.ts";
import { type KeptSequence, type KeptTable, keptSequences, keptTables, quoted } from "./tables.ts";

export interface SchemaStep {
  readonly name: string;
  readonly sha256: string;
}

export interface Snapshot {
  readonly steps: readonly SchemaStep[];
  readonly serverVersion: string;
  readonly practices: Practices;
  readonly tables: readonly KeptTable[];
  readonly sequences: readonly KeptSequence[];
  readonly rows: (table: KeptTable) => AsyncIterable<Buffer>;
}

/** Every table is locked against changes of its shape first, so that catalog and rows agree. Rolled back at the end: it only read. */
export async function withSnapshot<Value>(owner: ConnectionConfig, work: (snapshot: Snapshot) => Promise<Value>): Promise<Value> {
  const client = await openClient(owner);
  try {
    const before = await keptTables(client);
    await client.query("begin isolation level repeatable read read only");
    await client.query(plainText);
    if (before.length > 0) await client.query(`lock table ${before.map(quoted).join(", ")} in access share mode`);
    return await work(await lookAround(client));
  } finally {
    await client.end();
  }
}

async function lookAround(client: pg.Client): Promise<Snapshot> {
  const steps = await client.query<SchemaStep>("select name, sha256 from schema_migration order by name");
  const version = await client.query<{ version: string }>("select current_setting('server_version') as version");
  const practices = await knownPractices(client);
  return {
    steps: steps.rows,
    serverVersion: version.rows[0]?.version ?? "",
    practices,
    tables: await keptTables(client),
    sequences: await keptSequences(client),
    rows: (table) => readRows(client, table, practices),
  };
}
