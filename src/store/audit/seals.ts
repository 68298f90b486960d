/** The chain over the audit's rows. A row is sealed once nothing can come before it any more, and stays where it then is. */
import type { ChainedRow } from "../../core/access/chain.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface Link {
  readonly sequence: number;
  readonly entryId: number;
  readonly hash: string;
}

/** Where in the order of rows the sealer stands: rows at or before are sealed, or of transactions that left no row. */
export interface SealCursor {
  readonly txid: number;
  readonly id: number;
}

const chainedColumns: Sql = sql`
  e.id, to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "happenedAt", e.actor_kind as "actorKind", e.actor,
  e.account_id as "accountId", e.role, e.purpose, e.act, e.outcome, e.patient_id as "patientId", e.patient_group as "patientGroup", e.patients,
  e.object_kind as "objectKind", e.object_id as "objectId", e.changes, e.session, e.request`;

/** One sealer at a time in a practice; false when another one is at it. */
export async function lockSealing(tx: Tx): Promise<boolean> {
  const { got } = await tx.one<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`sealing ${tx.practiceId}`}, 0)) as got`,
  );
  return got;
}

/** The end of the chain and the place in the order of rows up to which everything is sealed. */
export async function lastLink(tx: Tx): Promise<{ readonly link: Link; readonly txid: number } | undefined> {
  const row = await tx.maybe<Link & { txid: number | null }>(sql`
    select s.sequence, s.entry_id as "entryId", s.hash, e.txid
    from audit_seal s left join audit_entry e on e.practice_id = s.practice_id and e.id = s.entry_id
    where s.practice_id = ${tx.practiceId} order by s.sequence desc limit 1`);
  return row === undefined ? undefined : { link: row, txid: row.txid ?? 0 };
}

/**
 * Rows after the cursor whose transactions, and all that began before them, have ended: by then no row can appear ahead of
 * them, whatever number it has. In the order of transactions, then of numbers.
 */
export async function sealableRows(
  tx: Tx,
  { after, limit }: { readonly after: SealCursor; readonly limit: number },
): Promise<readonly (ChainedRow & { readonly txid: number })[]> {
  return tx.many<ChainedRow & { txid: number }>(sql`
    select e.txid, ${chainedColumns} from audit_entry e
    where e.practice_id = ${tx.practiceId} and e.txid >= ${after.txid} and (e.txid > ${after.txid} or e.id > ${after.id})
      and e.txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      and not exists (select 1 from audit_seal s where s.practice_id = ${tx.practiceId} and s.entry_id = e.id)
    order by e.txid, e.id limit ${limit}`);
}

export async function insertLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  await tx.run(sql`
    insert into audit_seal (practice_id, sequence, entry_id, hash)
    select ${tx.practiceId}, * from unnest(${links.map((one) => one.sequence)}::bigint[], ${links.map((one) => one.entryId)}::bigint[],
      ${links.map((one) => one.hash)}::text[])`);
}

/** The chain from after `sequence` on, each link with its row; no row when it is gone. */
export async function linksAfter(
  tx: Tx,
  { sequence, limit }: { readonly sequence: number; readonly limit: number },
): Promise<readonly { readonly link: Link; readonly row: ChainedRow | undefined }[]> {
  const rows = await tx.many<Omit<ChainedRow, "id"> & { id: number | null } & Link>(sql`
    select s.sequence, s.entry_id as "entryId", s.hash, ${chainedColumns}
    from audit_seal s left join audit_entry e on e.practice_id = s.practice_id and e.id = s.entry_id
    where s.practice_id = ${tx.practiceId} and s.sequence > ${sequence} order by s.sequence limit ${limit}`);
  return rows.map(({ sequence: at, entryId, hash, id, ...row }) => ({
    link: { sequence: at, entryId, hash },
    row: id === null ? undefined : { id, ...row },
  }));
}

export async function groupsByHash(tx: Tx, hashes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await tx.many<{ hash: string; ids: readonly number[] }>(
    sql`select hash, patient_ids as ids from audit_group where practice_id = ${tx.practiceId} and hash = any(${hashes}::text[])`,
  );
  return new Map(rows.map((row) => [row.hash, row.ids]));
}

/** Rows of transactions before the last sealed one that are in no link: none can be there but by another hand. */
export async function unsealedBehind(
  tx: Tx,
  { txid, limit }: { readonly txid: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await tx.many<{ id: number }>(sql`
    select e.id from audit_entry e where e.practice_id = ${tx.practiceId} and e.txid < ${txid}
      and not exists (select 1 from audit_seal s where s.practice_id = ${tx.practiceId} and s.entry_id = e.id)
    order by e.id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** Rows that wait to be sealed; at most `limit` are counted. */
export async function countWaiting(tx: Tx, { txid, limit }: { readonly txid: number; readonly limit: number }): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`
    select count(*) as n from (
      select 1 from audit_entry e where e.practice_id = ${tx.practiceId} and e.txid >= ${txid}
        and not exists (select 1 from audit_seal s where s.practice_id = ${tx.practiceId} and s.entry_id = e.id)
      limit ${limit}) waiting`);
  return n;
}
