/** Restores a backup into an empty database: the schema of its day, its rows, then this version's steps. */
import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { beginLoading, type Loading, LoadMismatch } from "../../store/backup/load-rows.ts";
import type { SchemaStep } from "../../store/backup/open-snapshot.ts";
import { clearUnfinished, hasTables, isUnfinished, markUnfinished } from "../../store/backup/unfinished.ts";
import { applySteps, sameSteps, stepsOf } from "../../store/migrations/migrate.ts";
import { openClient } from "../../store/pool.ts";
import { type DatabaseServer, migrateServer, startServer } from "../../store/supervisor/start-database.ts";
import { BackupFailure } from "./backup-failure.ts";
import type { BackupKey } from "./backup-key.ts";
import { type Contents, readContents } from "./read-contents.ts";
import { openSealed } from "./sealed-stream.ts";
import { putBack } from "./waiting-files.ts";

export interface RestoreReport extends Omit<Contents, "steps"> {
  readonly createdAt: string;
  /** The schema of the backup, and the steps that were added after it. */
  readonly schema: string;
  readonly migrated: readonly string[];
  readonly seconds: number;
}

export interface RestoreRequest {
  readonly file: string;
  readonly dataDir: string;
  readonly key: BackupKey;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Throws BackupFailure. Nothing of an unfinished restore can be used: the database keeps its mark until the end. */
export async function restoreBackup({ file, dataDir, key, env = process.env }: RestoreRequest): Promise<RestoreReport> {
  const started = performance.now();
  const { header, content } = await openSealed(createReadStream(file, { highWaterMark: 1 << 20 }), key);
  if (stepsOf(header.schema) === undefined) throw newer(header.version);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const server = await startServer({ dataDir, env });
  try {
    const contents = await load(server, content, dataDir);
    const migrated = await migrateServer(server);
    await clearUnfinished(server.ownerConfig);
    const { createdAt, schema } = header;
    const { tables, rows, files } = contents;
    return { createdAt, schema, tables, rows, files, migrated, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    throw error instanceof LoadMismatch
      ? new BackupFailure(`The restore was undone: ${error.message}. Tell the makers of Claimwright.`)
      : error;
  } finally {
    await server.stop();
  }
}

async function load(server: DatabaseServer, content: AsyncIterable<Buffer>, dataDir: string): Promise<Contents> {
  const client = await openClient(server.ownerConfig);
  try {
    if (!(await isUnfinished(client)) && (await hasTables(client))) {
      throw new BackupFailure("There is data in this database already. Restore into a new data folder (--data), or an empty database.");
    }
    await markUnfinished(client);
    let loading: Loading | undefined;
    const contents = await readContents(content, {
      start: async (steps) => {
        await applySteps(server.ownerConfig, ownSteps(steps));
        loading = await beginLoading(client);
      },
      table: async (table) => loading?.table(table),
      rows: async (text) => loading?.rows(text),
      tableEnd: async (proof) => loading?.tableEnd(proof),
      sequence: async (sequence) => loading?.sequence(sequence),
      file: (one) => putBack(dataDir, one),
    });
    await loading?.finish();
    return contents;
  } finally {
    await client.end();
  }
}

/** The steps that the backup's database had had, as this version knows them. */
function ownSteps(steps: readonly SchemaStep[]) {
  if (stepsOf(steps.at(-1)?.name ?? "") === undefined) throw newer(undefined);
  const own = sameSteps(steps);
  if (own === undefined) throw new BackupFailure("The schema of this backup is not one that this version has ever had.");
  return own;
}

function newer(version: string | undefined): BackupFailure {
  return new BackupFailure(
    `This backup was written by a newer version of Claimwright${version === undefined ? "" : ` (${version})`}. Restore it with that version.`,
  );
}
