/** Files from outside: stored before they are worked, each content once. */

import { assert } from "../core/kernel/assert.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sha256Of, storeBlobs } from "./blobs.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
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

interface ReceivedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly receivedOn: IsoDate;
  readonly partner?: string;
}

interface Receipt {
  readonly already: boolean;
  readonly file: InboundFile;
}

/** Stores the bytes. A content that is there already is not stored again: `already` is true and its first receipt comes back. */
export async function receiveFile(tx: Tx, file: ReceivedBytes): Promise<Receipt> {
  const [receipt] = await receiveFiles(tx, [file]);
  assert(receipt !== undefined, "a file that was received has a receipt");
  return receipt;
}

/** As `receiveFile`, for many in a few statements. The receipts are in the order of the files. */
export async function receiveFiles(tx: Tx, files: readonly ReceivedBytes[]): Promise<readonly Receipt[]> {
  if (files.length === 0) return [];
  const hashed = files.map((file) => ({ ...file, sha256: sha256Of(file.bytes) }));
  const hashes = [...new Set(hashed.map((file) => file.sha256))].sort();
  // The same content may arrive twice at the same moment: the second waits here for the first.
  tx.post(sql`
    select pg_advisory_xact_lock(hashtextextended(name, 0))
    from (select name from unnest(${hashes.map((hash) => `inbound ${tx.practiceId} ${hash}`)}::text[]) as name order by 1) as names`);
  const rows = await tx.many<InboundRow>(sql`
    select * from inbound_file where practice_id = ${tx.practiceId} and sha256 = any(${hashes}::text[])`);
  const known = new Map(rows.map((row) => [row.sha256, inboundOf(row)]));
  const fresh = hashed.filter(({ sha256 }, at) => !known.has(sha256) && hashed.findIndex((other) => other.sha256 === sha256) === at);
  const blobs = await storeBlobs(
    tx,
    fresh.map((file) => file.bytes),
  );
  const ids = await takeRowIds<number>(tx, "inbound_file", fresh.length);
  const stored = new Map(
    fresh.map(({ name, sha256, receivedOn, partner }, at): [string, InboundFile] => {
      const [id, blob] = [ids[at], blobs[at]];
      assert(id !== undefined && blob !== undefined, "each new content was stored");
      return [sha256, { id, fileId: blob.fileId, name, sha256, status: "new", receivedOn, ...present({ partner: partner ?? null }) }];
    }),
  );
  const made = [...stored.values()];
  if (made.length > 0) {
    tx.post(sql`
      insert into inbound_file (practice_id, id, file_id, name, sha256, partner, received_on)
      select ${tx.practiceId}::int, given.* from unnest(${made.map((one) => one.id)}::bigint[], ${made.map((one) => one.fileId)}::bigint[],
        ${made.map((one) => one.name)}::text[], ${made.map((one) => one.sha256)}::text[], ${made.map((one) => one.partner ?? null)}::text[],
        ${made.map((one) => one.receivedOn)}::date[]) as given`);
  }
  return hashed.map((one): Receipt => {
    const before = known.get(one.sha256);
    const file = before ?? stored.get(one.sha256);
    assert(file !== undefined, "each content is known or was stored");
    return { already: before !== undefined || !fresh.includes(one), file };
  });
}

export interface FileEnd {
  readonly id: number;
  readonly status: "worked" | "exception";
  readonly kind?: string;
  readonly report: unknown;
}

/** Records the end of the work on a file, with what was found in it. */
export async function finishInboundFile(tx: Tx, id: number, end: Omit<FileEnd, "id">): Promise<void> {
  finishInboundFiles(tx, [{ id, ...end }]);
}

export function finishInboundFiles(tx: Tx, ends: readonly FileEnd[]): void {
  tx.post(sql`
    update inbound_file set status = given.status, kind = coalesce(given.kind, inbound_file.kind), report = given.report
    from unnest(${ends.map((one) => one.id)}::bigint[], ${ends.map((one) => one.status)}::text[], ${ends.map((one) => one.kind ?? null)}::text[],
      ${ends.map((one) => toJson(one.report))}::jsonb[]) as given (id, status, kind, report)
    where inbound_file.practice_id = ${tx.practiceId} and inbound_file.id = given.id`);
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
