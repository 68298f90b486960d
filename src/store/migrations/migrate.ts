/** Brings a database to this version's schema and gives each role its rights. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { type ConnectionConfig, openClient } from "../pool.ts";
import { grantQueueRights, migrateQueue } from "../queue/queue-schema.ts";
import { giveFirstStatistics } from "./first-statistics.ts";
import { migrations } from "./list.ts";
import type { Migration } from "./migration.ts";
import { grantRights } from "./rights.ts";

/** The database was written by a newer version, or a released step was changed. */
export class SchemaMismatch extends Error {
  override readonly name = "SchemaMismatch";
}

/** Any number that no other program on this database uses for its advisory locks. */
const migrationLock = 7_263_841_905;

/**
 * Applies the steps that are missing, each in its own transaction, while holding a lock, so that two processes that start
 * together do it once. Returns the names applied. Throws SchemaMismatch.
 */
export async function migrate(
  owner: ConnectionConfig,
  roles: { readonly appRole: string; readonly simulatorRole: string | undefined; readonly workerRole: string | undefined },
  steps: readonly Migration[] = migrations,
): Promise<readonly string[]> {
  const client = await openClient(owner);
  try {
    const missing = await applyMissing(client, steps);
    await migrateQueue(owner);
    await grantRights(client, roles);
    await giveFirstStatistics(client);
    await grantQueueRights(client, roles);
    return missing.map((step) => step.name);
  } finally {
    await client.end();
  }
}

/** Applies steps without giving rights: the schema of an earlier day, for a backup of that day. */
export async function applySteps(owner: ConnectionConfig, steps: readonly Migration[]): Promise<void> {
  const client = await openClient(owner);
  try {
    await applyMissing(client, steps);
  } finally {
    await client.end();
  }
}

/** A step and the hash that a database keeps of it. */
export interface KnownStep extends Migration {
  readonly sha256: string;
}

/** All steps up to that one. Undefined when this version has no such step. */
export function stepsOf(last: string): readonly KnownStep[] | undefined {
  const index = migrations.findIndex((step) => step.name === last);
  return index === -1 ? undefined : migrations.slice(0, index + 1).map((step) => ({ ...step, sha256: hashOf(step) }));
}

/** The steps that a database has had, as this version knows them. Undefined when they are not the ones it begins with. */
export function sameSteps(had: readonly { readonly name: string; readonly sha256: string }[]): readonly KnownStep[] | undefined {
  const own = stepsOf(had.at(-1)?.name ?? "");
  const same =
    own?.length === had.length && own.every((step, index) => step.name === had[index]?.name && step.sha256 === had[index].sha256);
  return same ? own : undefined;
}

/** Holds the lock until the client ends. */
async function applyMissing(client: pg.Client, steps: readonly Migration[]): Promise<readonly Migration[]> {
  await client.query("select pg_advisory_lock($1)", [migrationLock]);
  await client.query(
    "create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())",
  );
  const { rows } = await client.query<{ name: string; sha256: string }>("select name, sha256 from schema_migration order by name");
  const missing = missingSteps(steps, new Map(rows.map((row) => [row.name, row.sha256])));
  for (const step of missing) {
    await client.query("begin");
    await client.query(step.sql);
    await client.query("insert into schema_migration (name, sha256) values ($1, $2)", [step.name, hashOf(step)]);
    await client.query("commit");
  }
  return missing;
}

function missingSteps(steps: readonly Migration[], applied: ReadonlyMap<string, string>): readonly Migration[] {
  const known = new Set(steps.map((step) => step.name));
  for (const name of applied.keys()) {
    if (!known.has(name))
      throw new SchemaMismatch(`This database was written by a newer version of Claimwright (step ${name}). Start that version instead.`);
  }
  for (const step of steps) {
    const sha256 = applied.get(step.name);
    if (sha256 !== undefined && sha256 !== hashOf(step)) {
      throw new SchemaMismatch(`Step ${step.name} of the database schema is not the one that this database was made with.`);
    }
  }
  return steps.filter((step) => !applied.has(step.name));
}

function hashOf(step: Migration): string {
  return createHash("sha256").update(step.sql).digest("hex");
}
