/**
 * Fills an empty database with the demonstration and its history: the schema that the pack was made at, its rows, and the steps
 * since come with the start that asked for it. Moments are moved, so that the practice was made just now.
 */
import { beginLoading, type Loading } from "../../../store/backup/load-rows.ts";
import { hadPractice } from "../../../store/backup/read-rows.ts";
import { applySteps, SchemaMismatch, sameSteps } from "../../../store/migrations/migrate.ts";
import { type ConnectionConfig, openClient } from "../../../store/pool.ts";
import { unpackColumn } from "./columns.ts";
import { type PackedTable, PackFailure, readPack } from "./pack-file.ts";

/** Any number that no other program on this database uses for its advisory locks. */
const fillingLock = 7_263_841_909;

/**
 * False when the database is in use already, whatever for: then nothing is touched. Throws PackFailure when the pack cannot be used,
 * and what the database says; nothing is filled in then. Cut off, it is begun anew. Of two processes that start together one fills.
 */
export async function unpackDemonstration(owner: ConnectionConfig, folder: string): Promise<boolean> {
  const client = await openClient(owner);
  try {
    await client.query("select pg_advisory_lock($1)", [fillingLock]);
    if (await hadPractice(client)) return false;
    const { madeAt: _, ...pack } = await readPack(folder);
    const steps = sameSteps(pack.steps);
    if (steps === undefined) throw new PackFailure("the demonstration's pack is of a schema that this version has never had");
    await applySteps(owner, steps).catch((error: unknown) => {
      throw error instanceof SchemaMismatch
        ? new PackFailure("this database has steps of the schema already that the pack has not")
        : error;
    });
    const at = Date.now() * 1_000;
    const loading = await beginLoading(client);
    for (const table of pack.tables) await loadTable(loading, table, at);
    for (const sequence of pack.sequences) await loading.sequence(sequence);
    await loading.finish({ readAgain: false });
    return true;
  } finally {
    await client.end();
  }
}

/** Rows that are sent at once. */
const atOnce = 500;

async function loadTable(loading: Loading, table: PackedTable, at: number): Promise<void> {
  const columns = table.packed.map((column) => unpackColumn(column, { rows: table.rows, at }));
  await loading.table(table);
  for (let from = 0; from < table.rows; from += atOnce) {
    let text = "";
    for (let row = from; row < Math.min(from + atOnce, table.rows); row += 1)
      text += `${columns.map((column) => column[row]).join("\t")}\n`;
    await loading.rows(Buffer.from(text));
  }
  await loading.tableEnd();
}
