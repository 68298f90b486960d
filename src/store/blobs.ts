/** Bytes, stored once and never changed, in chunks of one mebibyte. */
import { createHash } from "node:crypto";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

const chunkBytes = 1 << 20;

export interface StoredBlob {
  readonly fileId: number;
  readonly sha256: string;
  readonly byteLength: number;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export async function storeBlob(tx: Tx, bytes: Uint8Array): Promise<StoredBlob> {
  const sha256 = sha256Of(bytes);
  const row = await tx.one<{ id: number }>(
    sql`insert into file_blob (practice_id, sha256, byte_length) values (${tx.practiceId}, ${sha256}, ${bytes.length}) returning id`,
  );
  for (let from = 0, chunk = 0; from < bytes.length; from += chunkBytes, chunk += 1) {
    const part = Buffer.from(bytes.subarray(from, from + chunkBytes));
    tx.post(
      sql`insert into file_chunk (practice_id, file_id, chunk_number, bytes) values (${tx.practiceId}, ${row.id}, ${chunk}, ${part})`,
    );
  }
  return { fileId: row.id, sha256, byteLength: bytes.length };
}

/** The whole content. Undefined when there is no such file. */
export async function readBlob(tx: Tx, fileId: number): Promise<Uint8Array | undefined> {
  const blob = await tx.maybe<{ byte_length: number }>(
    sql`select byte_length from file_blob where practice_id = ${tx.practiceId} and id = ${fileId}`,
  );
  return blob === undefined ? undefined : readRange(tx, fileId, { from: 0, to: blob.byte_length });
}

/** Bytes `from` up to but without `to`: of each chunk only what is asked for leaves the database. */
export async function readRange(tx: Tx, fileId: number, { from, to }: { readonly from: number; readonly to: number }): Promise<Uint8Array> {
  const first = Math.floor(from / chunkBytes);
  const last = Math.floor(Math.max(from, to - 1) / chunkBytes);
  const rows = await tx.many<{ bytes: Buffer }>(sql`
    select substring(bytes from greatest(${from}::bigint - chunk_number::bigint * ${chunkBytes}::bigint, 0)::int + 1
        for (least(${to}::bigint - chunk_number::bigint * ${chunkBytes}::bigint, ${chunkBytes}::bigint)
          - greatest(${from}::bigint - chunk_number::bigint * ${chunkBytes}::bigint, 0))::int) as bytes
    from file_chunk where practice_id = ${tx.practiceId} and file_id = ${fileId} and chunk_number >= ${first} and chunk_number <= ${last}
    order by chunk_number`);
  return Buffer.concat(rows.map((row) => row.bytes));
}
