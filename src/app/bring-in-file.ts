/** A file that a person brings. A small one is worked while they wait; a large one becomes a job that they can watch or leave. */
import { ok } from "../core/kernel/result.ts";
import { detectX12 } from "../core/x12/transactions/detect.ts";
import { archiveKind } from "../exchange/archives/unpack.ts";
import { receiveFile } from "../store/inbound-files.ts";
import { inPractice } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";
import { type ImportReport, importClaims } from "./import-claims.ts";
import { startJob } from "./jobs/start-jobs.ts";
import { filesJob } from "./jobs/tasks.ts";
import type { Outcome } from "./refusal.ts";
import { refuseByScan } from "./scan-file.ts";
import { importPartner } from "./take-in.ts";

/** Bytes: some hundred claims, a second or two. An archive may hold many times as much. */
const mostAtOnce = 256 * 1024;
const mostPacked = 16 * 1024;

export async function bringInFile(
  context: Context,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Outcome<ImportReport & { readonly jobId?: number }>> {
  return (await refuseByScan(context, file)) ?? ok(await bringIn(context, file));
}

async function bringIn(
  context: Context,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ImportReport & { readonly jobId?: number }> {
  if (file.bytes.length <= (archiveKind(file.bytes) === undefined ? mostAtOnce : mostPacked)) return importClaims(context, file);
  const { sets } = detectX12(file.bytes);
  const isAnswer = sets.length > 0 && !sets.some((set) => set.startsWith("837"));
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const stored = await receiveFile(tx, { ...file, receivedOn: today, ...(isAnswer ? {} : { partner: importPartner }) });
    const report = { fileId: stored.file.id, already: stored.already, claims: [], findings: [] };
    if (stored.already && stored.file.status !== "new") return { ...report, words: "These bytes were imported before." };
    const job = await startJob(
      context,
      tx,
      isAnswer ? filesJob : { kind: "import-claims", subjectId: stored.file.id, subject: stored.file.name },
    );
    return { ...report, words: "Stored. It is worked as a job: leave this page if you like.", jobId: job.id };
  });
}
