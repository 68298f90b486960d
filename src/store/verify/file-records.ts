/** Stored files and what points to them, in order and a part at a time. */
import type { Snapshot } from "../snapshots.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface BlobRecord {
  readonly id: number;
  readonly sha256: string;
  readonly byteLength: number;
  /** The highest chunk number and one. */
  readonly chunks: number;
}

export async function blobsAfter(tx: Tx, after: number, limit: number): Promise<readonly BlobRecord[]> {
  return tx.many(sql`
    select b.id, b.sha256, b.byte_length as "byteLength",
      (select coalesce(max(c.chunk_number) + 1, 0) from file_chunk c where c.practice_id = b.practice_id and c.file_id = b.id) as chunks
    from file_blob b where b.practice_id = ${tx.practiceId} and b.id > ${after} order by b.id limit ${limit}`);
}

/** Undefined when it is missing. */
export async function chunkOf(tx: Tx, fileId: number, chunk: number): Promise<Uint8Array | undefined> {
  const row = await tx.maybe<{ bytes: Buffer }>(
    sql`select bytes from file_chunk where practice_id = ${tx.practiceId} and file_id = ${fileId} and chunk_number = ${chunk}`,
  );
  return row?.bytes;
}

export async function countFileRecords(tx: Tx): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select (select count(*) from inbound_file where practice_id = ${tx.practiceId})
      + (select count(*) from outbound_file where practice_id = ${tx.practiceId}) as n`);
  return row.n;
}

export async function filesWithOtherHash(tx: Tx): Promise<readonly { readonly id: number; readonly direction: "inbound" | "outbound" }[]> {
  return tx.many(sql`
    select 'inbound' as direction, f.id from inbound_file f join file_blob b on b.practice_id = f.practice_id and b.id = f.file_id
      where f.practice_id = ${tx.practiceId} and f.sha256 <> b.sha256
    union all
    select 'outbound', f.id from outbound_file f join file_blob b on b.practice_id = f.practice_id and b.id = f.file_id
      where f.practice_id = ${tx.practiceId} and f.sha256 <> b.sha256`);
}

export async function snapshotsAfter(
  tx: Tx,
  after: number,
  limit: number,
): Promise<readonly Pick<Snapshot, "id" | "claimId" | "outboundFileId" | "byteFrom" | "byteTo" | "sha256">[]> {
  return tx.many(sql`
    select id, claim_id as "claimId", outbound_file_id as "outboundFileId", byte_from as "byteFrom", byte_to as "byteTo", sha256
    from snapshot where practice_id = ${tx.practiceId} and id > ${after} order by id limit ${limit}`);
}
