/** Files from outside: stored before they are worked, each content once. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sha256Of, storeBlob } from "./blobs.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { allOf, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type InboundStatus = "new" | "worked" | "exception";

export interface InboundFile {
  readonly id: number;
  /** Of its bytes: `readBlob(tx, fileId)`. */
  readonly fileId: number;
  readonly name: string;
  readonly sha256: string;
  /** What it turned out to be: "835", "999", "277CA", "TA1" … */
  readonly kind?: string;
  readonly partner?: string;
  readonly status: InboundStatus;
  readonly receivedOn: IsoDate;
  readonly report?: unknown;
}

/** Stores the bytes. A content that is there already is not stored again: `already` is true and its first receipt comes back. */
export async function receiveFile(
  tx: Tx,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly receivedOn: IsoDate; readonly partner?: string },
): Promise<{ readonly already: boolean; readonly file: InboundFile }> {
  const sha256 = sha256Of(file.bytes);
  // The same content may arrive twice at the same moment: the second waits here for the first.
  tx.post(sql`select pg_advisory_xact_lock(hashtextextended(${`inbound ${tx.practiceId} ${sha256}`}, 0))`);
  const known = await tx.maybe<InboundRow>(sql`select * from inbound_file where practice_id = ${tx.practiceId} and sha256 = ${sha256}`);
  if (known !== undefined) return { already: true, file: inboundOf(known) };
  const blob = await storeBlob(tx, file.bytes);
  const row = await tx.one<InboundRow>(sql`
    insert into inbound_file (practice_id, file_id, name, sha256, partner, received_on)
    values (${tx.practiceId}, ${blob.fileId}, ${file.name}, ${sha256}, ${file.partner}, ${file.receivedOn}) returning *`);
  return { already: false, file: inboundOf(row) };
}

/** Records the end of the work on a file, with what was found in it. */
export async function finishInboundFile(
  tx: Tx,
  id: number,
  end: { readonly status: "worked" | "exception"; readonly kind?: string; readonly report: unknown },
): Promise<void> {
  tx.post(sql`
    update inbound_file set status = ${end.status}, kind = coalesce(${end.kind}, kind), report = ${toJson(end.report)}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export async function loadInboundFile(tx: Tx, id: number): Promise<InboundFile | undefined> {
  const row = await tx.maybe<InboundRow>(sql`select * from inbound_file where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : inboundOf(row);
}

export interface InboundFilter {
  readonly status?: InboundStatus;
  readonly partner?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** Newest first. */
export async function listInboundFiles(tx: Tx, { status, partner, limit, offset = 0 }: InboundFilter): Promise<readonly InboundFile[]> {
  const wanted = allOf([
    sql`practice_id = ${tx.practiceId}`,
    status === undefined ? undefined : sql`status = ${status}`,
    partner === undefined ? undefined : sql`partner = ${partner}`,
  ]);
  const rows = await tx.many<InboundRow>(sql`
    select * from inbound_file where ${wanted} order by id desc limit ${limit} offset ${offset}`);
  return rows.map(inboundOf);
}

/** The oldest files that nobody has worked, but for those of one partner. */
export async function nextNewFiles(
  tx: Tx,
  { butOf, limit }: { readonly butOf: string; readonly limit: number },
): Promise<readonly InboundFile[]> {
  const rows = await tx.many<InboundRow>(sql`
    select * from inbound_file where practice_id = ${tx.practiceId} and status = 'new' and partner is distinct from ${butOf}
    order by id limit ${limit}`);
  return rows.map(inboundOf);
}

/** How many files nobody has worked, but for those of one partner. */
export async function countNewFiles(tx: Tx, { butOf }: { readonly butOf: string }): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`
    select count(*) as n from inbound_file where practice_id = ${tx.practiceId} and status = 'new' and partner is distinct from ${butOf}`);
  return n;
}

interface InboundRow {
  readonly id: number;
  readonly file_id: number;
  readonly name: string;
  readonly sha256: string;
  readonly kind: string | null;
  readonly partner: string | null;
  readonly status: InboundStatus;
  readonly received_on: IsoDate;
  readonly report: unknown;
}

function inboundOf(row: InboundRow): InboundFile {
  return {
    id: row.id,
    fileId: row.file_id,
    name: row.name,
    sha256: row.sha256,
    status: row.status,
    receivedOn: row.received_on,
    ...present({ kind: row.kind, partner: row.partner }),
    ...(row.report === null ? {} : { report: row.report }),
  };
}
