/**
 * Reads a professional claim file that somebody else wrote into patients, coverages, visits and claims. The file is stored
 * first; its claims are taken over some at a time, each lot in one transaction; one that cannot be is put before a person,
 * never dropped, and keeps no other back.
 */

import { counted } from "../core/kernel/counted.ts";
import type { Finding } from "../core/kernel/finding.ts";
import { detectX12 } from "../core/x12/transactions/detect.ts";
import { readProfessionalClaimFile } from "../core/x12/transactions/read-professional-claims.ts";
import { readBlob } from "../store/blobs.ts";
import { raiseException } from "../store/exceptions.ts";
import type { ImportOutcome } from "../store/import-claims.ts";
import { finishInboundFile, loadInboundFile } from "../store/inbound-files.ts";
import { inPractice } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";
import { type FindingView, findingView } from "./finding-views.ts";
import { unwatched, type Watch } from "./jobs/task.ts";
import { scanFile, scanWords } from "./scan-file.ts";
import { finishFiles, importPartner, storeInbound, workNewFiles } from "./take-in.ts";
import { type ClaimInFile, explainClaim, takeOverClaims } from "./take-over-claims.ts";
import { unpackFiles } from "./unpack-files.ts";

export interface ImportReport {
  readonly fileId: number;
  /** The same bytes were imported before: nothing was changed now. */
  readonly already: boolean;
  /** What came of it, in a sentence. */
  readonly words: string;
  readonly claims: ImportOutcome[];
  readonly findings: FindingView[];
}

export async function importClaims(
  context: Context,
  file: { readonly name: string; readonly bytes: Uint8Array },
  watch: Watch = unwatched,
): Promise<ImportReport> {
  const { sets } = detectX12(file.bytes);
  if (sets.length > 0 && !sets.some((set) => set.startsWith("837"))) return takeInAnswer(context, file);
  const stored = await storeInbound(context, { ...file, partner: importPartner });
  // A file that is still new was cut off: the same bytes again go on with it.
  if (stored.already && stored.file.status !== "new")
    return { fileId: stored.file.id, already: true, words: "These bytes were imported before.", claims: [], findings: [] };
  return workImport(context, stored.file.id, file.bytes, watch);
}

/** Begins or goes on with a stored file, told to `watch`. Returns what came of it, in a sentence; undefined without its bytes. */
export async function resumeImport(context: Context, inboundFileId: number, watch: Watch): Promise<string | undefined> {
  const bytes = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const file = await loadInboundFile(tx, inboundFileId);
    return file === undefined ? undefined : readBlob(tx, file.fileId);
  });
  return bytes === undefined ? undefined : (await workImport(context, inboundFileId, bytes, watch)).words;
}

/** Enough to make many rows of each statement, and few enough that the claims of one transaction are no burden to memory. */
const mostAtOnce = 200;

/** Takes over every claim of the file that has no outcome yet. Ten lots at least: what is cut off loses a tenth. */
async function workImport(context: Context, inboundFileId: number, bytes: Uint8Array, watch: Watch): Promise<ImportReport> {
  const archive = await importArchive(context, inboundFileId, bytes, watch);
  if (archive !== undefined) return archive;
  const read = readProfessionalClaimFile(bytes);
  const all = read.batches.flatMap(({ batch }) => batch.claims).map((claim, index): ClaimInFile => ({ claim, index }));
  const atOnce = Math.min(mostAtOnce, Math.ceil(all.length / 10));
  const claims: ImportOutcome[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    await watch.at({ done: from, total: all.length, words: "claims read" });
    claims.push(...(await takeOverOrExplain(context, inboundFileId, all.slice(from, from + atOnce))));
  }
  await watch.at({ done: all.length, total: all.length, words: "claims read" });
  const words =
    claims.length === 0
      ? "No professional claim was found in this file."
      : `${counted(claims.length, "claim")} read, ${claims.filter((one) => one.visitId !== undefined).length} taken over.`;
  await finish(context, inboundFileId, { words, empty: claims.length === 0, findings: read.findings });
  return {
    fileId: inboundFileId,
    already: false,
    words,
    claims,
    findings: read.findings.slice(0, 200).map(findingView),
  };
}

/** A lot that fails is taken over claim by claim: one that fails never stops the others. */
async function takeOverOrExplain(context: Context, inboundFileId: number, lot: readonly ClaimInFile[]): Promise<readonly ImportOutcome[]> {
  const { app, practiceId } = context;
  try {
    return await inPractice(app.pool, practiceId, (tx) => takeOverClaims(context, tx, inboundFileId, lot));
  } catch (error) {
    const [first, ...more] = lot;
    if (first === undefined || more.length === 0) {
      if (first === undefined) throw error;
      return [await inPractice(app.pool, practiceId, (tx) => explainClaim(context, tx, inboundFileId, { ...first, error }))];
    }
    const outcomes: ImportOutcome[] = [];
    for (const one of lot) outcomes.push(...(await takeOverOrExplain(context, inboundFileId, [one])));
    return outcomes;
  }
}

/** The report of an archive is that of everything in it. Undefined when the file is none. */
async function importArchive(context: Context, inboundFileId: number, bytes: Uint8Array, watch: Watch): Promise<ImportReport | undefined> {
  const archive = await inPractice(context.app.pool, context.practiceId, (tx) => loadInboundFile(tx, inboundFileId));
  const claims: ImportOutcome[] = [];
  const findings: FindingView[] = [];
  const worked = await unpackFiles({ name: archive?.name ?? "archive", bytes }, async (file) => {
    const found = await scanFile(context.app, file);
    if (found !== undefined) return { refused: scanWords(found) };
    const report = await importClaims(context, file, watch);
    claims.push(...report.claims);
    findings.push(...report.findings);
    return report;
  });
  if (worked === undefined || archive === undefined) return undefined;
  await inPractice(context.app.pool, context.practiceId, (tx) => finishFiles(context, tx, [{ file: archive, worked }]));
  return { fileId: archive.id, already: false, words: worked.words, claims, findings: findings.slice(0, 200) };
}

/** An 835 or acknowledgement that a person brings by hand is an answer like one from the folder. */
async function takeInAnswer(context: Context, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<ImportReport> {
  const stored = await storeInbound(context, file);
  await workNewFiles(context);
  return { fileId: stored.file.id, already: stored.already, words: "Taken in as an answer.", claims: [], findings: [] };
}

async function finish(
  context: Context,
  inboundFileId: number,
  { words, empty, findings }: { readonly words: string; readonly empty: boolean; readonly findings: readonly Finding[] },
): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await finishInboundFile(tx, inboundFileId, {
      status: empty ? "exception" : "worked",
      kind: "837P",
      report: { words, findings: findings.length },
    });
    if (empty)
      await raiseException(tx, { source: "inbound-file", sourceKey: String(inboundFileId), reason: words, detail: {}, raisedOn: today });
  });
}
