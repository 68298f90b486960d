/**
 * Seals a practice's audit: rows that nothing can come before any more get their link, and the chain's head is written down
 * outside of the database. Run again it goes on where it was; of two at the same time one does the work.
 */
import { chainStart, linkText } from "../../core/access/chain.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { sha256 } from "../../store/audit/entries.ts";
import { insertLinks, type Link, lastLink, lockSealing, type SealCursor, sealableRows } from "../../store/audit/seals.ts";
import { listTenants } from "../../store/practices.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { appendLine, newestHead } from "./heads-file.ts";

const batch = 5000;
/** Milliseconds. Heads need not be written down more often than this while the server runs. */
const headEvery = 60_000;

/** Returns how many rows were sealed. `headNow`: the head is written down even if the one before is young, as before a backup. */
export async function sealAudit(
  app: Pick<App, "pool" | "auditHeads">,
  practiceId: PracticeId,
  { headNow = false }: { readonly headNow?: boolean } = {},
): Promise<number> {
  let sealed = 0;
  let after: SealCursor | undefined;
  for (;;) {
    const done = await inPractice(app.pool, practiceId, (tx) => sealBatch(tx, after));
    if (done === undefined) break;
    sealed += done.sealed;
    after = done.after;
    if (done.sealed < batch) break;
  }
  await writeHeadDown(app, practiceId, headNow);
  return sealed;
}

/** Every practice of the database, one after the other. */
export async function sealAllAudits(app: App, options: { readonly headNow?: boolean } = {}): Promise<void> {
  for (const { practiceId } of await listTenants(app.pool)) await sealAudit(app, practiceId, options);
}

async function sealBatch(
  tx: Tx,
  given: SealCursor | undefined,
): Promise<{ readonly sealed: number; readonly after: SealCursor } | undefined> {
  if (!(await lockSealing(tx))) return undefined;
  const last = await lastLink(tx);
  // Rows of the transaction that the last link's row is of may be left, when a batch ended in it.
  const after = given ?? { txid: last?.txid ?? 0, id: 0 };
  const rows = await sealableRows(tx, { after, limit: batch });
  const links: Link[] = [];
  let sequence = last?.link.sequence ?? 0;
  let before = last?.link.hash ?? chainStart;
  for (const row of rows) {
    sequence += 1;
    before = sha256(linkText(row, { practice: tx.practiceId, sequence, before }));
    links.push({ sequence, entryId: row.id, hash: before });
  }
  if (links.length > 0) await insertLinks(tx, links);
  const end = rows.at(-1);
  return { sealed: rows.length, after: end === undefined ? after : { txid: end.txid, id: end.id } };
}

/** After the chain's own commit: a head that is written down has always been in the database. */
async function writeHeadDown({ pool, auditHeads }: Pick<App, "pool" | "auditHeads">, practiceId: PracticeId, now: boolean): Promise<void> {
  const last = await inPractice(pool, practiceId, lastLink);
  if (last === undefined) return;
  const known = await newestHead(auditHeads, practiceId);
  if (known !== undefined && known.sequence >= last.link.sequence) return;
  if (!now && known !== undefined && Date.now() - Date.parse(known.at) < headEvery) return;
  const { sequence, hash } = last.link;
  await appendLine(auditHeads, { practice: practiceId, sequence, hash, at: new Date().toISOString() });
}
