/**
 * Takes in what trading partners put for us. A file is stored, byte for byte, before anything is made of it; then it is
 * worked in its own transactions. The same bytes again change nothing; what cannot be understood becomes an exception.
 */
import { assert } from "../core/kernel/assert.ts";
import { counted } from "../core/kernel/counted.ts";
import type { Finding } from "../core/kernel/finding.ts";
import type { Payer } from "../core/parties/model.ts";
import { detectX12 } from "../core/x12/transactions/detect.ts";
import { archiveKind } from "../exchange/archives/unpack.ts";
import {
  openPartnerFolder,
  readWaiting,
  setAside,
  sha256Of,
  UnusableFile,
  type WaitingFile,
  waitingNames,
} from "../exchange/partner-folder.ts";
import { alone } from "../store/alone.ts";
import { readBlob, readSmallBlobs } from "../store/blobs.ts";
import { raiseException, raiseExceptions } from "../store/exceptions.ts";
import { countNewFiles, finishInboundFiles, type InboundFile, nextNewFiles, receiveFile, receiveFiles } from "../store/inbound-files.ts";
import { listPayers } from "../store/parties.ts";
import { readClock } from "../store/practices.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";
import { partnerRoot } from "./file-claims.ts";
import { workInquiryAnswers } from "./front-desk/work-answers.ts";
import { Interrupted, unwatched, type Watch } from "./jobs/task.ts";
import { postRemittanceFile } from "./post-remittances.ts";
import { isHarmful, scanFile, scanWords } from "./scan-file.ts";
import { unpackFiles } from "./unpack-files.ts";
import { type StoredAnswer, workAcknowledgements } from "./work-acknowledgements.ts";

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
  /** What a person has to look at stands among the exceptions already, piece by piece: the file is no further one. */
  readonly told?: true;
}

export async function takeIn(context: Context): Promise<readonly TakenFile[]> {
  await storeFromFolders(context);
  return workNewFiles(context);
}

/** Stores what lies in the payers' folders. Returns how many files wait to be worked. */
export async function storeFromFolders(context: Context): Promise<number> {
  const { app, practiceId } = context;
  const { payers, clock } = await inPractice(app.pool, practiceId, async (tx) => ({
    payers: await listPayers(tx),
    clock: await readClock(tx),
  }));
  // A real partner may write under the final name; the simulated payers of a practice with a clock of its own put whole files.
  return alone(app.pool, { practiceId, what: "folders" }, () => storeAll(context, payers, clock === undefined ? quietMs : 0));
}

async function storeAll(context: Context, payers: readonly Payer[], quiet: number): Promise<number> {
  const { app, practiceId } = context;
  let lot: Waiting[] = [];
  for (const { payerId } of payers) {
    const { inbox } = await openPartnerFolder(partnerRoot(app, practiceId, payerId));
    for (const name of await waitingNames(inbox, { quietMs: quiet })) {
      const place = { inbox, name, partner: payerId };
      const file = await readOrExplain(context, place);
      if (file === undefined) continue;
      const waiting = { ...place, bytes: file.bytes };
      const found = await scanFile(app, waiting);
      if (found !== undefined) {
        await explainScan(context, waiting, found);
        // A scanner that is away is away for the next file too: each would wait for its silence.
        if (isHarmful(found)) continue;
        await takeWaiting(context, lot);
        return waitingFiles(context);
      }
      lot.push(waiting);
      if (lot.reduce((sum, one) => sum + one.bytes.length, 0) < mostBytesOfLot) continue;
      await takeWaiting(context, lot);
      lot = [];
    }
  }
  await takeWaiting(context, lot);
  return waitingFiles(context);
}

function waitingFiles({ app, practiceId }: Context): Promise<number> {
  return inPractice(app.pool, practiceId, (tx) => countNewFiles(tx, { butOf: importPartner }));
}

/** So much of what waits is stored together, or worked together. */
const mostBytesOfLot = 8 * 1024 * 1024;

/** A file of a partner that changed less than so many milliseconds ago may still be written. */
const quietMs = 5_000;

interface Place {
  readonly inbox: string;
  readonly name: string;
  readonly partner: string;
}

interface Waiting extends Place {
  readonly bytes: Uint8Array;
}

/** A file that cannot be used stays where it is, is told to a person once, and keeps no other back. */
async function readOrExplain(context: Context, place: Place): Promise<WaitingFile | undefined> {
  try {
    return await readWaiting(place.inbox, place.name);
  } catch (error) {
    await explainUnusable(context, place, error);
    return undefined;
  }
}

async function explainUnusable(context: Context, place: Place, error: unknown): Promise<void> {
  if (!(error instanceof UnusableFile)) throw error;
  await tellOnce(context, place, { key: "", reason: `A file in the folder of ${place.partner} was left there: ${error.message}.` });
}

/** A harmful file is moved where nothing reads it; one that could not be scanned stays, and is tried again each minute. */
async function explainScan(context: Context, place: Waiting, found: Finding): Promise<void> {
  const file = `A file in the folder of ${place.partner}`;
  if (!isHarmful(found)) return tellOnce(context, place, { key: " waits", reason: `${file} waits: ${scanWords(found)}` });
  const reason = `${file} was moved to its folder "refused": ${scanWords(found)}`;
  await tellOnce(context, place, { key: ` ${sha256Of(place.bytes)}`, reason });
  try {
    await setAside(place.inbox, place.name, { ...context.app, asRefused: true });
  } catch (error) {
    await explainUnusable(context, place, error);
  }
}

/** `key`: what makes it another matter than an earlier one of a file of that name. */
async function tellOnce(
  context: Context,
  { name, partner }: Place,
  { key, reason }: { readonly key: string; readonly reason: string },
): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await raiseException(tx, {
      source: "partner-folder",
      sourceKey: `${partner}/${name}${key}`,
      reason,
      detail: { file: name, partner },
      raisedOn: today,
    });
  });
}

/** Stores what was read in one transaction, and only then sets it aside. */
async function takeWaiting(context: Context, lot: readonly Waiting[]): Promise<void> {
  if (lot.length === 0) return;
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await receiveFiles(
      tx,
      lot.map(({ name, bytes, partner }) => ({ name, bytes, partner, receivedOn: today })),
    );
  });
  for (const place of lot) {
    try {
      await setAside(place.inbox, place.name, context.app);
    } catch (error) {
      await explainUnusable(context, place, error);
    }
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
  return alone(app.pool, { practiceId, what: "files" }, () => workInOrder(context, watch));
}

async function workInOrder(context: Context, watch: Watch): Promise<readonly TakenFile[]> {
  const { app, practiceId } = context;
  const taken: TakenFile[] = [];
  let total = await inPractice(app.pool, practiceId, (tx) => countNewFiles(tx, { butOf: importPartner }));
  for (;;) {
    // A claim file is worked by its import.
    const { waiting, contents } = await inPractice(app.pool, practiceId, async (tx) => {
      const found = await nextNewFiles(tx, { butOf: importPartner, limit: 100 });
      const fileIds = found.map((file) => file.fileId);
      return { waiting: found, contents: fileIds.length === 0 ? new Map<number, Uint8Array>() : await readSmallBlobs(tx, fileIds) };
    });
    total = Math.max(total, taken.length + waiting.length);
    const answers = waiting.flatMap((file) => answerOf(file, contents.get(file.fileId)));
    if (answers[0] !== undefined) await watch.at({ done: taken.length, total, words: answers[0].file.name });
    const worked = await workAnswers(context, answers);
    taken.push(...worked);
    const done = new Set(worked.map((one) => one.inboundFileId));
    for (const file of waiting.filter((one) => !done.has(one.id))) {
      await watch.at({ done: taken.length, total, words: file.name });
      const payments = paymentsOf(watch, { done: taken.length, total, name: file.name });
      const outcome = await workOrExplain(context, { file, bytes: contents.get(file.fileId) }, payments);
      await inPractice(app.pool, practiceId, (tx) => finishFiles(context, tx, [{ file, worked: outcome }]));
      taken.push({ inboundFileId: file.id, name: file.name, kind: outcome.kind, words: outcome.words });
    }
    // What an archive held is new now, so the last round is the one that finds nothing.
    if (waiting.length === 0) return taken;
  }
}

function answerOf(file: InboundFile, bytes: Uint8Array | undefined): readonly StoredAnswer[] {
  if (bytes === undefined || archiveKind(bytes) !== undefined) return [];
  const { sets } = detectX12(bytes);
  return sets.includes("835") || !sets.some(isAcknowledgement) ? [] : [{ file, bytes }];
}

function isAcknowledgement(set: string): boolean {
  return set === "TA1" || set === "999" || set === "277CA";
}

/** Acknowledgements together, before the payments of the same day. If they cannot be worked so, each is worked by itself. */
async function workAnswers(context: Context, answers: readonly StoredAnswer[]): Promise<readonly TakenFile[]> {
  if (answers.length === 0) return [];
  try {
    return await inPractice(context.app.pool, context.practiceId, async (tx) => {
      const worked = await workAcknowledgements(context, tx, answers);
      const finished = answers.flatMap(({ file }, at) => {
        const one = worked[at];
        return one === undefined ? [] : [{ file, worked: one }];
      });
      await finishFiles(context, tx, finished);
      return finished.map(({ file, worked: { kind, words } }) => ({ inboundFileId: file.id, name: file.name, kind, words }));
    });
  } catch (error) {
    console.error(`${answers.length} acknowledgements could not be worked together: ${error instanceof Error ? error.name : "failure"}`);
    return [];
  }
}

/** A file of many payments tells of each. */
function paymentsOf(watch: Watch, { done, total, name }: { readonly done: number; readonly total: number; readonly name: string }): Watch {
  return {
    at: (payments) => watch.at({ done, total, words: `${name}: payment ${payments.done + 1}` }),
  };
}

/** One file that cannot be worked never stops the others: it becomes an exception, and its bytes stay. */
async function workOrExplain(context: Context, read: ReadFile, watch: Watch): Promise<WorkedFile> {
  const { file } = read;
  try {
    return await workFile(context, read, watch);
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

/** A file with its bytes, if they have been read already. */
interface ReadFile {
  readonly file: InboundFile;
  readonly bytes: Uint8Array | undefined;
}

async function workFile(context: Context, { file, bytes: read }: ReadFile, watch: Watch): Promise<WorkedFile> {
  const { app, practiceId } = context;
  const bytes = read ?? (await inPractice(app.pool, practiceId, (tx) => readBlob(tx, file.fileId)));
  if (bytes === undefined) return { kind: "unknown", status: "exception", words: "The stored bytes of this file are missing." };
  const { name, partner } = file;
  const unpacked = await unpackFiles({ name, bytes }, async (one) => {
    const found = await scanFile(app, one);
    if (found !== undefined) return { refused: scanWords(found) };
    return storeInbound(context, { ...one, ...(partner === undefined ? {} : { partner }) });
  });
  if (unpacked !== undefined) return unpacked;
  const { sets } = detectX12(bytes);
  if (sets.includes("835"))
    return postRemittanceFile(context, { inboundFileId: file.id, bytes, ...(partner === undefined ? {} : { partner }) }, watch);
  if (sets.some(isAcknowledgement)) {
    const [worked] = await inPractice(app.pool, practiceId, (tx) => workAcknowledgements(context, tx, [{ file, bytes }]));
    assert(worked !== undefined, "a file that was worked has an outcome");
    return worked;
  }
  if (sets.some((set) => set === "271" || set === "277"))
    return workInquiryAnswers(context, { file, bytes, ...(partner === undefined ? {} : { partner }) });
  const found = sets.length === 0 ? "no X12 transaction" : `a ${sets.join(", ")}`;
  return {
    kind: sets[0] ?? "unknown",
    status: "exception",
    words: `This file holds ${found}, which is not an answer to a claim. It is kept; look at it under Files.`,
  };
}

/** Records what came of files; what nobody could work is put before a person. */
export async function finishFiles(
  context: Context,
  tx: Tx,
  finished: readonly { readonly file: InboundFile; readonly worked: WorkedFile }[],
): Promise<void> {
  const { today } = await practiceToday(context, tx);
  finishInboundFiles(
    tx,
    finished.map(({ file, worked: { status, kind, words } }) => ({ id: file.id, status, kind, report: { words } })),
  );
  await raiseExceptions(
    tx,
    finished
      .filter(({ worked }) => worked.status === "exception" && worked.told !== true)
      .map(({ file, worked }) => ({
        source: "inbound-file",
        sourceKey: String(file.id),
        reason: worked.words,
        detail: { file: file.name },
        raisedOn: today,
      })),
  );
}

/** The first sentences of what the reader had to say, for a report. */
export function findingWords(findings: readonly Finding[]): string {
  return findings.length === 0 ? "" : ` The reader has ${counted(findings.length, "finding")} about the file.`;
}
