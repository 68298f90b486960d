/** Recomputes a practice's chain and holds it against the rows and against the heads written down outside of the database. */
import { type ChainedRow, type ChainFault, chainStart, groupText, linkText } from "../../core/access/chain.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { sha256 } from "../../store/audit/entries.ts";
import { countWaiting, groupsByHash, type Link, lastLink, linksAfter, unsealedBehind } from "../../store/audit/seals.ts";
import { listTenants } from "../../store/practices.ts";
import { sql } from "../../store/sql.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { type Head, readHeads } from "./heads-file.ts";

const batch = 5000;
/** Once so many faults are found, more of them say nothing new. */
const mostFaults = 20;
/** Milliseconds by which a row may be older than what was sealed ahead of it: longer than any transaction may take. */
const slack = 3_600_000;

export interface ChainReport {
  readonly practiceId: PracticeId;
  /** Links that were recomputed. */
  readonly links: number;
  /** Rows that wait for the sealer, at most 10,000 counted. */
  readonly waiting: number;
  /** Heads outside of the database that the chain was held against. */
  readonly heads: number;
  readonly head: { readonly sequence: number; readonly hash: string } | undefined;
  /** In the order of the chain; empty: nothing was changed. */
  readonly faults: readonly ChainFault[];
}

export async function verifyAudit(app: Pick<App, "pool" | "auditHeads">, practiceId: PracticeId): Promise<ChainReport> {
  return readPractice(app.pool, practiceId, (tx) => verifyChain(tx, app));
}

/** Practices whose chain is written down outside but that are gone from the database without having been removed on purpose. */
export async function practicesLost({ pool, auditHeads }: Pick<App, "pool" | "auditHeads">): Promise<readonly number[]> {
  const known = await readHeads(auditHeads);
  const present = new Set<number>((await listTenants(pool)).map((one) => one.practiceId));
  return [...known].filter(([practice, { erased }]) => !erased && !present.has(practice)).map(([practice]) => practice);
}

/** On one snapshot. */
export async function verifyChain(tx: Tx, { auditHeads }: Pick<App, "auditHeads">): Promise<ChainReport> {
  const heads = await headsUntil(tx, auditHeads);
  const faults: ChainFault[] = [];
  const headAt = new Map(heads.map((head) => [head.sequence, head.hash]));
  let end: Link = { sequence: 0, entryId: 0, hash: chainStart };
  let links = 0;
  let newest = 0;
  while (faults.length < mostFaults) {
    const chunk = await linksAfter(tx, { sequence: end.sequence, limit: batch });
    for (const { link, row } of chunk) {
      faults.push(...linkFaults(tx, { before: end, link, row, newest, headAt }));
      if (row !== undefined) newest = Math.max(newest, Date.parse(row.happenedAt));
      end = link;
    }
    links += chunk.length;
    faults.push(...(await groupFaults(tx, chunk)));
    if (chunk.length < batch) break;
  }
  const known = Math.max(0, ...heads.map((head) => head.sequence));
  if (known > end.sequence) faults.push({ kind: "cut", last: end.sequence, known });
  const last = await lastLink(tx);
  const txid = last?.txid ?? 0;
  for (const entryId of await unsealedBehind(tx, { txid, limit: mostFaults })) faults.push({ kind: "behind", entryId });
  return {
    practiceId: tx.practiceId,
    links,
    waiting: await countWaiting(tx, { txid, limit: 10_000 }),
    heads: heads.length,
    head: links === 0 ? undefined : { sequence: end.sequence, hash: end.hash },
    faults: faults.slice(0, mostFaults),
  };
}

/** What was written down before the snapshot was taken: of that, the snapshot has every link. */
async function headsUntil(tx: Tx, file: string): Promise<readonly Head[]> {
  const { now } = await tx.one<{ now: string }>(sql`select now() as now`);
  const heads = (await readHeads(file)).get(tx.practiceId)?.heads ?? [];
  return heads.filter((head) => Date.parse(head.at) <= Date.parse(now));
}

interface Step {
  readonly before: Link;
  readonly link: Link;
  readonly row: ChainedRow | undefined;
  /** The latest time of the rows ahead, in milliseconds. */
  readonly newest: number;
  readonly headAt: ReadonlyMap<number, string>;
}

function linkFaults(tx: Tx, { before, link, row, newest, headAt }: Step): readonly ChainFault[] {
  const { sequence, entryId, hash } = link;
  const faults: ChainFault[] = [];
  for (let gone = before.sequence + 1; gone < sequence && faults.length < mostFaults; gone += 1)
    faults.push({ kind: "gap", sequence: gone });
  if (row === undefined) faults.push({ kind: "missing", sequence, entryId });
  else {
    // Over the stored link before, so that one change is one fault and does not hide the next.
    const expected = sha256(linkText(row, { practice: tx.practiceId, sequence, before: before.hash }));
    if (expected !== hash) faults.push({ kind: "changed", sequence, entryId });
    else if (Date.parse(row.happenedAt) < newest - slack) {
      faults.push({ kind: "backdated", sequence, entryId, happenedAt: row.happenedAt });
    }
  }
  const written = headAt.get(sequence);
  if (written !== undefined && written !== hash) faults.push({ kind: "rewritten", sequence });
  return faults;
}

async function groupFaults(tx: Tx, chunk: readonly { readonly row: ChainedRow | undefined }[]): Promise<readonly ChainFault[]> {
  const hashes = [...new Set(chunk.flatMap(({ row }) => row?.patientGroup ?? []))];
  if (hashes.length === 0) return [];
  const groups = await groupsByHash(tx, hashes);
  return hashes
    .filter((hash) => {
      const ids = groups.get(hash);
      return ids === undefined || sha256(groupText(ids)) !== hash;
    })
    .map((hash) => ({ kind: "group", hash }));
}
