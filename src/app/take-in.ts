/**
 * Takes in what trading partners put for us. A file is stored, byte for byte, before anything is made of it; then it is
 * worked in its own transactions. The same bytes again change nothing; what cannot be understood becomes an exception.
 */
import { counted } from "../core/kernel/counted.ts";
import type { Finding } from "../core/kernel/finding.ts";
import type { Payer } from "../core/parties/model.ts";
import { detectX12 } from "../core/x12/transactions/detect.ts";
import { openPartnerFolder, readWaiting, setAside, UnusableFile, waitingNames } from "../exchange/partner-folder.ts";
import { alone } from "../store/alone.ts";
import { readBlob } from "../store/blobs.ts";
import { raiseException } from "../store/exceptions.ts";
import { countNewFiles, finishInboundFile, type InboundFile, nextNewFiles, receiveFile } from "../store/inbound-files.ts";
import { listPayers } from "../store/parties.ts";
import { readClock } from "../store/practices.ts";
import { inPractice } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";
import { partnerRoot } from "./file-claims.ts";
import { Interrupted, unwatched, type Watch } from "./jobs/task.ts";
import { postRemittanceFile } from "./post-remittances.ts";
import { unpackFiles } from "./unpack-files.ts";
import { workAcknowledgements } from "./work-acknowledgements.ts";

/** The partner of files that a person imports. */
export const importPartner = "import";

export interface TakenFile {
  readonly inboundFileId: number;
  readonly name: string;
  readonly kind: string;
  /** What came of it, in a sentence. */
  readonly words: string;
}

/** What working a file led to. */
export interface WorkedFile {
  readonly kind: string;
  readonly status: "worked" | "exception";
  readonly words: string;
}

export async function takeIn(context: Context): Promise<readonly TakenFile[]> {
  await storeFromFolders(context);
  return workNewFiles(context);
}

/** Stores what lies in the payers' folders. Returns how many files wait to be worked. */
export async function storeFromFolders(context: Context): Promise<number> {
  const { app, practiceId } = context;
  for (const payer of await inPractice(app.pool, practiceId, listPayers)) await storeFromFolder(context, payer);
  return inPractice(app.pool, practiceId, (tx) => countNewFiles(tx, { butOf: importPartner }));
}

async function storeFromFolder(context: Context, { payerId }: Payer): Promise<void> {
  const { app, practiceId } = context;
  const folder = await openPartnerFolder(partnerRoot(app, practiceId, payerId));
  await alone(app.pool, { practiceId, what: `folder ${payerId}` }, async () => {
    for (const name of await waitingNames(folder.inbox, { quietMs: await quietTime(context) }))
      await takeWaiting(context, { inbox: folder.inbox, name, partner: payerId });
  });
}

/** Milliseconds. The simulated payers of a demonstration put whole files; a real one may write under the final name. */
const quietMs = 5_000;

async function quietTime({ app, practiceId }: Context): Promise<number> {
  return (await inPractice(app.pool, practiceId, readClock)) === undefined ? quietMs : 0;
}

/** Stores one file. One that cannot be used stays where it is, is told to a person once, and keeps no other back. */
async function takeWaiting(
  context: Context,
  { inbox, name, partner }: { readonly inbox: string; readonly name: string; readonly partner: string },
): Promise<void> {
  try {
    const waiting = await readWaiting(inbox, name);
    await storeInbound(context, { ...waiting, partner });
    await setAside(inbox, name, context.app);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    await inPractice(context.app.pool, context.practiceId, async (tx) => {
      const { today } = await practiceToday(context, tx);
      await raiseException(tx, {
        source: "partner-folder",
        sourceKey: `${partner}/${name}`,
        reason: `A file in the folder of ${partner} was left there: ${error.message}.`,
        detail: { file: name, partner },
        raisedOn: today,
      });
    });
  }
}

/** Stores a file that came in. `already`: the same bytes came before, and nothing more will happen with them. */
export async function storeInbound(
  context: Context,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly partner?: string },
): Promise<{ readonly already: boolean; readonly file: InboundFile }> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    return receiveFile(tx, { ...file, receivedOn: today });
  });
}

/** Works every stored file that is still new, oldest first; also what a killed process stored and did not come to. */
export async function workNewFiles(context: Context, watch: Watch = unwatched): Promise<readonly TakenFile[]> {
  const { app, practiceId } = context;
  return alone(app.pool, { practiceId, what: "files" }, () => workOneByOne(context, watch));
}

async function workOneByOne(context: Context, watch: Watch): Promise<readonly TakenFile[]> {
  const { app, practiceId } = context;
  const taken: TakenFile[] = [];
  let total = await inPractice(app.pool, practiceId, (tx) => countNewFiles(tx, { butOf: importPartner }));
  for (;;) {
    // A claim file is worked by its import.
    const waiting = await inPractice(app.pool, practiceId, (tx) => nextNewFiles(tx, { butOf: importPartner, limit: 100 }));
    for (const file of waiting) {
      total = Math.max(total, taken.length + 1);
      await watch.at({ done: taken.length, total, words: file.name });
      const worked = await workOrExplain(context, file, paymentsOf(watch, { done: taken.length, total, name: file.name }));
      await finishFile(context, file, worked);
      taken.push({ inboundFileId: file.id, name: file.name, kind: worked.kind, words: worked.words });
    }
    // What an archive held is new now, so the last round is the one that finds nothing.
    if (waiting.length === 0) return taken;
  }
}

/** A file of many payments tells of each. */
function paymentsOf(watch: Watch, { done, total, name }: { readonly done: number; readonly total: number; readonly name: string }): Watch {
  return {
    at: (payments) => watch.at({ done, total, words: `${name}: payment ${payments.done + 1}` }),
  };
}

/** One file that cannot be worked never stops the others: it becomes an exception, and its bytes stay. */
async function workOrExplain(context: Context, file: InboundFile, watch: Watch): Promise<WorkedFile> {
  try {
    return await workFile(context, file, watch);
  } catch (error) {
    // The file stays new, and its next turn goes on after the payments that are posted.
    if (error instanceof Interrupted) throw error;
    const kind = error instanceof Error ? error.name : "failure";
    console.error(`inbound file ${file.id} could not be worked: ${kind}`);
    return {
      kind: file.kind ?? "unknown",
      status: "exception",
      words: `This file could not be worked (${kind}). It is kept; nothing of the part that failed was posted.`,
    };
  }
}

async function workFile(context: Context, file: InboundFile, watch: Watch): Promise<WorkedFile> {
  const bytes = await inPractice(context.app.pool, context.practiceId, (tx) => readBlob(tx, file.fileId));
  if (bytes === undefined) return { kind: "unknown", status: "exception", words: "The stored bytes of this file are missing." };
  const { name, partner } = file;
  const unpacked = await unpackFiles({ name, bytes }, (one) =>
    storeInbound(context, { ...one, ...(partner === undefined ? {} : { partner }) }),
  );
  if (unpacked !== undefined) return unpacked;
  const { sets } = detectX12(bytes);
  if (sets.includes("835"))
    return postRemittanceFile(context, { inboundFileId: file.id, bytes, ...(partner === undefined ? {} : { partner }) }, watch);
  if (sets.some((set) => set === "TA1" || set === "999" || set === "277CA")) return workAcknowledgements(context, file, bytes);
  const found = sets.length === 0 ? "no X12 transaction" : `a ${sets.join(", ")}`;
  return {
    kind: sets[0] ?? "unknown",
    status: "exception",
    words: `This file holds ${found}, which is not an answer to a claim. It is kept; look at it under Files.`,
  };
}

/** Records what came of a file; what nobody could work is put before a person. */
export async function finishFile(context: Context, file: InboundFile, worked: WorkedFile): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await finishInboundFile(tx, file.id, { status: worked.status, kind: worked.kind, report: { words: worked.words } });
    if (worked.status === "exception") {
      await raiseException(tx, {
        source: "inbound-file",
        sourceKey: String(file.id),
        reason: worked.words,
        detail: { file: file.name },
        raisedOn: today,
      });
    }
  });
}

/** The first sentences of what the reader had to say, for a report. */
export function findingWords(findings: readonly Finding[]): string {
  return findings.length === 0 ? "" : ` The reader has ${counted(findings.length, "finding")} about the file.`;
}
