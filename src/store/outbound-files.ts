/**
 * Files to partners. Prepared in the transaction that moves the claims, written to the partner's folder afterwards, then
 * marked: after a crash between the two, what is still "prepared" is written again under the same name.
 */

import { assert } from "../core/kernel/assert.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { storeBlobs } from "./blobs.ts";
import { present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface OutboundFile {
  readonly id: number;
  readonly fileId: number;
  readonly name: string;
  readonly sha256: string;
  /** "837P" … */
  readonly kind: string;
  /** Key of the trading partner: the payer's id (NM109). */
  readonly partner: string;
  /** ISA13. */
  readonly interchange?: string;
  /** BHT03 of its batch. */
  readonly batch?: string;
  readonly state: "prepared" | "written";
  readonly preparedOn: IsoDate;
  readonly writtenOn?: IsoDate;
}

type NewFile = Pick<OutboundFile, "name" | "kind" | "partner" | "interchange" | "batch" | "preparedOn"> & { readonly bytes: Uint8Array };

/** Stores the bytes and the names under which they will be put; in the order of the files. */
export async function prepareFiles(tx: Tx, files: readonly NewFile[]): Promise<readonly OutboundFile[]> {
  if (files.length === 0) return [];
  const blobs = await storeBlobs(
    tx,
    files.map((file) => file.bytes),
  );
  const ids = await takeRowIds<number>(tx, "outbound_file", files.length);
  const prepared = files.map(({ bytes: _bytes, ...file }, at): OutboundFile => {
    const [id, blob] = [ids[at], blobs[at]];
    assert(id !== undefined && blob !== undefined, "each file was stored");
    return { ...file, id, fileId: blob.fileId, sha256: blob.sha256, state: "prepared" };
  });
  tx.post(sql`
    insert into outbound_file (practice_id, id, file_id, name, sha256, kind, partner, interchange, batch, prepared_on)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${prepared.map((one) => one.fileId)}::bigint[],
      ${prepared.map((one) => one.name)}::text[], ${prepared.map((one) => one.sha256)}::text[], ${prepared.map((one) => one.kind)}::text[],
      ${prepared.map((one) => one.partner)}::text[], ${prepared.map((one) => one.interchange ?? null)}::text[],
      ${prepared.map((one) => one.batch ?? null)}::text[], ${prepared.map((one) => one.preparedOn)}::date[]) as given`);
  return prepared;
}

/** Marks those that were only prepared; the ids of these. */
export async function markWritten(tx: Tx, ids: readonly number[], on: IsoDate): Promise<readonly number[]> {
  const rows = await tx.many<{ id: number }>(sql`
    update outbound_file set state = 'written', written_on = ${on} where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[])
      and state = 'prepared' returning id`);
  return rows.map((row) => row.id);
}

/** Oldest first; what still has to be written. */
export async function listPreparedFiles(tx: Tx): Promise<readonly OutboundFile[]> {
  const rows = await tx.many<OutboundRow>(
    sql`select * from outbound_file where practice_id = ${tx.practiceId} and state = 'prepared' order by id`,
  );
  return rows.map(outboundOf);
}

/** Newest first. */
export async function listOutboundFiles(
  tx: Tx,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly OutboundFile[]> {
  const rows = await tx.many<OutboundRow>(
    sql`select * from outbound_file where practice_id = ${tx.practiceId} order by id desc limit ${limit} offset ${offset}`,
  );
  return rows.map(outboundOf);
}

/** The oldest files that are still to be written, held until the transaction ends: what somebody else has written is not among them. */
export async function lockPreparedFiles(tx: Tx, { limit }: { readonly limit: number }): Promise<readonly OutboundFile[]> {
  const rows = await tx.many<OutboundRow>(sql`
    select * from outbound_file where practice_id = ${tx.practiceId} and state = 'prepared' order by id limit ${limit} for update`);
  return rows.map(outboundOf);
}

export async function loadOutboundFile(tx: Tx, id: number): Promise<OutboundFile | undefined> {
  const row = await tx.maybe<OutboundRow>(sql`select * from outbound_file where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : outboundOf(row);
}

/** Our files that acknowledgements speak of: by ISA13 (TA1, 999) or BHT03 (277CA). Control numbers may come round again: newest first. */
export async function findOutboundFiles(
  tx: Tx,
  { interchanges = [], batches = [] }: { readonly interchanges?: readonly string[]; readonly batches?: readonly string[] },
): Promise<readonly OutboundFile[]> {
  const rows = await tx.many<OutboundRow>(sql`
    select * from outbound_file where practice_id = ${tx.practiceId}
      and (interchange = any(${interchanges}::text[]) or batch = any(${batches}::text[])) order by id desc`);
  return rows.map(outboundOf);
}

interface OutboundRow {
  readonly id: number;
  readonly file_id: number;
  readonly name: string;
  readonly sha256: string;
  readonly kind: string;
  readonly partner: string;
  readonly interchange: string | null;
  readonly batch: string | null;
  readonly state: "prepared" | "written";
  readonly prepared_on: IsoDate;
  readonly written_on: IsoDate | null;
}

function outboundOf(row: OutboundRow): OutboundFile {
  return {
    id: row.id,
    fileId: row.file_id,
    name: row.name,
    sha256: row.sha256,
    kind: row.kind,
    partner: row.partner,
    state: row.state,
    preparedOn: row.prepared_on,
    ...present({ interchange: row.interchange, batch: row.batch, writtenOn: row.written_on }),
  };
}
