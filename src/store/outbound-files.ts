/**
 * Files to partners. Prepared in the transaction that moves the claims, written to the partner's folder afterwards, then
 * marked: after a crash between the two, what is still "prepared" is written again under the same name.
 */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { storeBlob } from "./blobs.ts";
import { present } from "./row.ts";
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

export async function prepareFile(
  tx: Tx,
  file: Pick<OutboundFile, "name" | "kind" | "partner" | "interchange" | "batch" | "preparedOn"> & { readonly bytes: Uint8Array },
): Promise<OutboundFile> {
  const blob = await storeBlob(tx, file.bytes);
  const row = await tx.one<OutboundRow>(sql`
    insert into outbound_file (practice_id, file_id, name, sha256, kind, partner, interchange, batch, prepared_on)
    values (${tx.practiceId}, ${blob.fileId}, ${file.name}, ${blob.sha256}, ${file.kind}, ${file.partner}, ${file.interchange}, ${file.batch},
      ${file.preparedOn})
    returning *`);
  return outboundOf(row);
}

export async function markWritten(tx: Tx, id: number, on: IsoDate): Promise<boolean> {
  const changed = await tx.run(sql`
    update outbound_file set state = 'written', written_on = ${on} where practice_id = ${tx.practiceId} and id = ${id} and state = 'prepared'`);
  return changed > 0;
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

/** Holds a file that is still to be written until the transaction ends. Undefined when somebody else has written it. */
export async function lockPreparedFile(tx: Tx, id: number): Promise<OutboundFile | undefined> {
  const row = await tx.maybe<OutboundRow>(
    sql`select * from outbound_file where practice_id = ${tx.practiceId} and id = ${id} and state = 'prepared' for update`,
  );
  return row === undefined ? undefined : outboundOf(row);
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
