/** Puts long work into the queue, asked for by a person or found lying where a killed process left it. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { listInboundFiles } from "../../store/inbound-files.ts";
import { insertJob, type Job } from "../../store/jobs.ts";
import type { JobKind } from "../../store/queue/task-names.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { type App, type Context, machineContext } from "../context.ts";
import { importPartner } from "../take-in.ts";

/** In the caller's transaction: rolled back with it. The same work that is still open is answered instead. */
export async function startJob(
  { user, actor }: Pick<Context, "user" | "actor">,
  tx: Tx,
  job: { readonly kind: JobKind; readonly subjectId: number; readonly subject: string },
): Promise<Job> {
  return insertJob(tx, { ...job, askedBy: user, askedAccountId: actor.accountId });
}

/** Claim files that were stored and not worked to their end. */
export async function adoptImports(app: App, practiceId: PracticeId): Promise<void> {
  const context = machineContext(app, practiceId, "Claimwright");
  await inPractice(app.pool, practiceId, async (tx) => {
    const files = await listInboundFiles(tx, { status: "new", partner: importPartner, limit: 1000 });
    for (const file of files) await startJob(context, tx, { kind: "import-claims", subjectId: file.id, subject: file.name });
  });
}
