/** Bytes, stored once and never changed, in chunks of one mebibyte. */
import { createHash } from "node:crypto";
import { assert } from "../core/kernel/assert.ts";
import { takeRowIds } from "./row-ids.ts";
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

/** In the order of the contents. */
export async function storeBlobs(tx: Tx, contents: readonly Uint8Array[]): Promise<readonly StoredBlob[]> {
  const ids = await takeRowIds<number>(tx, "file_blob", contents.length);
  const blobs = contents.map((bytes, at): StoredBlob => ({ fileId: ids[at] ?? 0, sha256: sha256Of(bytes), byteLength: bytes.length }));
  if (blobs.length === 0) return blobs;
  tx.post(sql`
    insert into file_blob (practice_id, id, sha256, byte_length)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${blobs.map((one) => one.sha256)}::text[],
      ${blobs.map((one) => one.byteLength)}::bigint[]) as given`);
  const chunks = contents.flatMap((bytes, at) =>
    Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, number) => ({
      id: ids[at],
      number,
      bytes,
      from: number * chunkBytes,
    })),
  );
  for (const { id, number, bytes, from } of chunks.filter((one) => one.bytes.length > chunkBytes)) {
    const part = Buffer.from(bytes.subarray(from, from + chunkBytes));
    tx.post(sql`insert into file_chunk (practice_id, file_id, chunk_number, bytes) values (${tx.practiceId}, ${id}, ${number}, ${part})`);
  }
  const small = chunks.filter((one) => one.bytes.length <= chunkBytes);
  if (small.length > 0) {
    tx.post(sql`
      insert into file_chunk (practice_id, file_id, chunk_number, bytes)
      select ${tx.practiceId}::int, given.id, 0, given.bytes
      from unnest(${small.map((one) => one.id)}::bigint[], ${small.map((one) => Buffer.from(one.bytes))}::bytea[]) as given (id, bytes)`);
  }
  return blobs;
}

export async function storeBlob(tx: Tx, bytes: Uint8Array): Promise<StoredBlob> {
  const [blob] = await storeBlobs(tx, [bytes]);
  assert(blob !== undefined, "a content that was stored has an id");
  return blob;
}

/** Files of at most so many bytes are read together. */
const smallBytes = 64 * 1024;

/** The contents of small files in one question; the larger ones are not in the answer. */
export async function readSmallBlobs(tx: Tx, fileIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = await tx.many<{ id: number; bytes: Buffer | null }>(sql`
    select b.id, c.bytes from file_blob b
      left join file_chunk c on c.practice_id = b.practice_id and c.file_id = b.id and c.chunk_number = 0
    where b.practice_id = ${tx.practiceId} and b.id = any(${fileIds}::bigint[]) and b.byte_length <= ${smallBytes}
      and (b.byte_length = 0 or c.bytes is not null)`);
  return new Map(rows.map((row) => [row.id, row.bytes ?? new Uint8Array()]));
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
