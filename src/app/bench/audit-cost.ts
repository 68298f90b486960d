/** What `bench` measures of the audit: how fast rows are sealed, and what a row adds to opening a visit. */
import type { EncounterId } from "../../core/kernel/id.ts";
import { sql } from "../../store/sql.ts";
import { inPractice } from "../../store/transaction.ts";
import { sealAudit } from "../audit/seal-audit.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import type { Context } from "../context.ts";
import { viewVisit, visitAfterCommand } from "../view-visit.ts";

/** Writes rows as people's looks leave them. */
export async function writeLooks({ app, practiceId }: Context, rows: number): Promise<void> {
  await inPractice(app.pool, practiceId, (tx) =>
    tx.run(sql`
      insert into audit_entry (practice_id, actor_kind, actor, account_id, role, purpose, act, outcome, patient_id, patients, object_kind,
        object_id, session, request)
      select ${practiceId}, 'person', 'Somebody', 1, 'biller', 'payment', 'visit.open', 'done', n % 1000, 1, 'visit', n::text, 'bench', 'req-' || n
      from generate_series(1, ${rows}::int) n`),
  );
}

/** Seals everything that waits. Returns how many rows. */
export async function sealEverything({ app, practiceId }: Context): Promise<number> {
  return sealAudit(app, practiceId, { headNow: true });
}

/** Recomputes the whole chain. Returns its links. */
export async function checkEverything({ app, practiceId }: Context): Promise<number> {
  return (await verifyAudit(app, practiceId)).links;
}

/** The same page, with its row in the audit and without. */
export async function openRecorded(context: Context, visit: EncounterId): Promise<void> {
  await viewVisit(context, visit);
}

export async function openUnrecorded(context: Context, visit: EncounterId): Promise<void> {
  await visitAfterCommand(context, visit);
}
