/** Claims exactly as they were sent: values, the bytes' place in the file, their hash, and the releases that checked them. */
import type { ClaimId } from "../core/kernel/id.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { readRange } from "./blobs.ts";
import { toJson } from "./json.ts";
import { groupRows } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface Snapshot {
  readonly id: number;
  readonly claimId: ClaimId;
  readonly version: number;
  readonly outboundFileId: number;
  /** Bytes of the outbound file: from, up to but without to. */
  readonly byteFrom: number;
  readonly byteTo: number;
  readonly content: ProfessionalClaim;
  /** Of those bytes. */
  readonly sha256: string;
  /** Code-set releases by system: {"icd10cm": "2026"}. */
  readonly releases: Readonly<Record<string, string>>;
}

/** The values are those that the claims have now: whoever writes a file from them holds their rows. */
export async function insertSnapshots(tx: Tx, snapshots: readonly Omit<Snapshot, "id" | "content">[]): Promise<void> {
  tx.post(sql`
    insert into snapshot (practice_id, claim_id, version, outbound_file_id, byte_from, byte_to, content, sha256, releases)
    select ${tx.practiceId}::int, given.claim_id, given.version, given.file_id, given.byte_from, given.byte_to, c.content, given.sha256,
      given.releases
    from unnest(${snapshots.map((one) => one.claimId)}::bigint[], ${snapshots.map((one) => one.version)}::int[],
      ${snapshots.map((one) => one.outboundFileId)}::bigint[], ${snapshots.map((one) => one.byteFrom)}::bigint[],
      ${snapshots.map((one) => one.byteTo)}::bigint[], ${snapshots.map((one) => one.sha256)}::text[],
      ${snapshots.map((one) => toJson(one.releases))}::jsonb[])
      with ordinality as given (claim_id, version, file_id, byte_from, byte_to, sha256, releases, at)
    join claim c on c.practice_id = ${tx.practiceId} and c.id = given.claim_id order by given.at`);
}

/** Oldest first. */
export async function snapshotsOfClaim(tx: Tx, claimId: ClaimId): Promise<readonly Snapshot[]> {
  return tx.many<Snapshot>(sql`select ${columns} from snapshot where practice_id = ${tx.practiceId} and claim_id = ${claimId} order by id`);
}

/** What the last file that left said of those claims that have been changed since. The others are as they were sent. */
export async function sentBeforeChange(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, ProfessionalClaim>> {
  const rows = await tx.many<{ id: ClaimId; content: ProfessionalClaim }>(sql`
    select c.id, s.content from claim c cross join lateral (
      select s.version, s.content from snapshot s join outbound_file f on f.practice_id = s.practice_id and f.id = s.outbound_file_id
      where s.practice_id = c.practice_id and s.claim_id = c.id and f.state = 'written' order by s.id desc limit 1) s
    where c.practice_id = ${tx.practiceId} and c.id = any(${ids}::bigint[]) and s.version <> c.version`);
  return new Map(rows.map((row) => [row.id, row.content]));
}

/** Those of the claims whose present version stands in a file, written or only prepared. */
export async function claimsInAFile(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlySet<ClaimId>> {
  const rows = await tx.many<{ id: ClaimId }>(sql`
    select distinct c.id from claim c join snapshot s on s.practice_id = c.practice_id and s.claim_id = c.id and s.version = c.version
    where c.practice_id = ${tx.practiceId} and c.id = any(${ids}::bigint[])`);
  return new Set(rows.map((row) => row.id));
}

/** A claim as a file sent it, if it is still in the version that was sent. */
export interface SentSnapshot {
  readonly outboundFileId: number;
  readonly claimId: ClaimId;
  readonly controlNumber: string;
  readonly billingNpi: string | null;
}

/** What these files sent, in their order; a claim that has moved to a newer version is no longer what a file sent. */
export async function sentInFiles(tx: Tx, outboundFileIds: readonly number[]): Promise<readonly SentSnapshot[]> {
  return tx.many<SentSnapshot>(sql`
    select s.outbound_file_id as "outboundFileId", c.id as "claimId", c.control_number as "controlNumber",
      s.content #>> '{billing,npi}' as "billingNpi"
    from snapshot s join claim c on c.practice_id = s.practice_id and c.id = s.claim_id and c.version = s.version
    where s.practice_id = ${tx.practiceId} and s.outbound_file_id = any(${outboundFileIds}::bigint[]) order by s.id`);
}

/** The claims of each file. */
export async function claimsOfFiles(tx: Tx, outboundFileIds: readonly number[]): Promise<ReadonlyMap<number, readonly ClaimId[]>> {
  const rows = await tx.many<{ file: number; id: ClaimId }>(sql`
    select distinct outbound_file_id as file, claim_id as id from snapshot
    where practice_id = ${tx.practiceId} and outbound_file_id = any(${outboundFileIds}::bigint[]) order by 1, 2`);
  return new Map([...groupRows(rows, (row) => row.file)].map(([file, of]) => [file, of.map((row) => row.id)]));
}

/** The claim's own bytes as they went out. Undefined when the file is not there. */
export async function readSnapshotBytes(
  tx: Tx,
  snapshot: Pick<Snapshot, "outboundFileId" | "byteFrom" | "byteTo">,
): Promise<Uint8Array | undefined> {
  const file = await tx.maybe<{ file_id: number }>(
    sql`select file_id from outbound_file where practice_id = ${tx.practiceId} and id = ${snapshot.outboundFileId}`,
  );
  return file === undefined ? undefined : readRange(tx, file.file_id, { from: snapshot.byteFrom, to: snapshot.byteTo });
}

const columns = sql`id, claim_id as "claimId", version, outbound_file_id as "outboundFileId", byte_from as "byteFrom", byte_to as "byteTo", content,
  sha256, releases`;
