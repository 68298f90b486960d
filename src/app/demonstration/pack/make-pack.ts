/** Packs the rows of a database that holds a demonstration and nothing else. */
import { assert } from "../../../core/kernel/assert.ts";
import { type Snapshot, withSnapshot } from "../../../store/backup/open-snapshot.ts";
import type { KeptTable } from "../../../store/backup/tables.ts";
import type { ConnectionConfig } from "../../../store/pool.ts";
import { packColumn } from "./columns.ts";
import type { Pack, PackedTable } from "./pack-file.ts";

/** Where people, their sessions and their secrets are: a pack has none. */
const doorSchema = "access";

export async function makePack(owner: ConnectionConfig): Promise<Pack> {
  const madeAt = new Date().toISOString();
  return withSnapshot(owner, async (snapshot) => {
    assert(snapshot.practices.ever.length === 1, "a pack is of one practice, which is the first of its database");
    const tables: PackedTable[] = [];
    for (const table of snapshot.tables) {
      const packed = await packTable(snapshot, table, Date.parse(madeAt) * 1_000);
      assert(packed.rows === 0 || table.schema !== doorSchema, "nobody who could sign in is in a pack");
      if (packed.rows > 0) tables.push(packed);
    }
    return { madeAt, steps: snapshot.steps, sequences: snapshot.sequences, tables };
  });
}

async function packTable(snapshot: Snapshot, table: KeptTable, madeAt: number): Promise<PackedTable> {
  const parts: Buffer[] = [];
  for await (const part of snapshot.rows(table)) parts.push(part);
  const rows = Buffer.concat(parts).toString("utf8").split("\n").slice(0, -1);
  const cells = rows.map((row) => row.split("\t"));
  const { schema, name, columns } = table;
  const packed = columns.map((_, index) =>
    packColumn(
      cells.map((row) => row[index] ?? ""),
      madeAt,
    ),
  );
  return { schema, name, columns, rows: rows.length, packed: rows.length === 0 ? [] : packed };
}
