/** Files in and out, their segments in words, and what could not be placed. */
import { type Cents, isCents } from "../core/kernel/cents.ts";
import { ok } from "../core/kernel/result.ts";
import { checkFile } from "../core/x12/check/check-file.ts";
import { archiveKind } from "../exchange/archives/unpack.ts";
import { patientsOfFile } from "../store/audit/entries.ts";
import { readBlob } from "../store/blobs.ts";
import { type ExceptionItem, exceptionEvents, lastResolved, listExceptions } from "../store/exceptions.ts";
import { type InboundFile, listInboundFiles, loadInboundFile } from "../store/inbound-files.ts";
import { exceptionsThatWait } from "../store/money-requests.ts";
import { listOutboundFiles, loadOutboundFile, type OutboundFile } from "../store/outbound-files.ts";
import { sql } from "../store/sql.ts";
import { readPractice, snapshotOfPractice, type Tx } from "../store/transaction.ts";
import { hiddenPatients, recordAct } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { findingView } from "./finding-views.ts";
import { heldAnswerOf } from "./post-held-claim.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { segmentWords } from "./segment-views.ts";

const mostFiles = 200;
const mostResolved = 30;
/** Larger files are checked on the command line, which streams. */
const mostCheckedBytes = 4 * 1024 * 1024;

export async function listFiles({ app, practiceId }: Context, most = mostFiles) {
  return readPractice(app.pool, practiceId, async (tx) => {
    const inbound = await listInboundFiles(tx, { limit: most });
    const outbound = await listOutboundFiles(tx, { limit: most });
    const sizes = await sizesOf(
      tx,
      [...inbound, ...outbound].map((file) => file.fileId),
    );
    const files = [...inbound.map((file) => inboundRow(file, sizes)), ...outbound.map((file) => outboundRow(file, sizes))];
    return { files: files.sort((a, b) => (a.on === b.on ? b.id - a.id : a.on < b.on ? 1 : -1)) };
  });
}

export async function viewFile(
  context: Context,
  { direction, fileId }: { readonly direction: "in" | "out"; readonly fileId: number },
): Promise<Outcome<FilePage>> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const inbound = direction === "in" ? await loadInboundFile(tx, fileId) : undefined;
    const outbound = direction === "out" ? await loadOutboundFile(tx, fileId) : undefined;
    const file = inbound ?? outbound;
    const bytes = file === undefined ? undefined : await readBlob(tx, file.fileId);
    if (file === undefined || bytes === undefined) return notFound("file");
    const patients = await patientsOfFile(tx, { direction, fileId });
    const hidden = await hiddenPatients(context, tx, patients);
    const object = [direction === "in" ? "file in" : "file out", fileId] as const;
    await recordAct(context, tx, { act: "file.open", patients, object, ...(hidden.size > 0 ? { outcome: "restricted" } : {}) });
    if (hidden.size > 0)
      return no("restricted-file", "A restricted patient stands in this file.", "Who may open restricted records can open it.");
    const sizes = new Map([[file.fileId, bytes.length]]);
    const { today } = await practiceToday(context, tx);
    // Of an archive there is nothing to read here: its files stand beside it in the list.
    const packed = archiveKind(bytes) !== undefined;
    const checked = packed || bytes.length > mostCheckedBytes ? undefined : checkFile(bytes, { lookup: context.app.codeBook });
    const findings = checked === undefined ? [] : [...checked.findings, ...checked.transactions.flatMap((one) => one.findings)];
    return ok({
      file: inbound === undefined ? outboundRow(file as OutboundFile, sizes) : inboundRow(inbound, sizes),
      segments: packed ? [] : segmentWords(bytes, { book: context.app.codeBook, on: today }),
      findings: findings.slice(0, 200).map(findingView),
    });
  });
}

type FileRow = ReturnType<typeof inboundRow>;
export interface FilePage {
  readonly file: FileRow;
  readonly segments: ReturnType<typeof segmentWords>;
  readonly findings: ReturnType<typeof findingView>[];
}

export async function listOpenExceptions(context: Context) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    // Exceptions are what has no patient yet; that somebody went through them is still worth a row.
    await recordAct(context, tx, { act: "exception.list", patients: [] });
    const open = await listExceptions(tx, { status: "open", limit: 500 });
    const resolved = await resolvedExceptions(tx);
    const waiting = await exceptionsThatWait(
      tx,
      [...open, ...resolved].map(({ id }) => id),
    );
    const marked = <Row extends { readonly id: number }>(row: Row) => (waiting.has(row.id) ? { ...row, waits: true } : row);
    return {
      exceptions: open.map(exceptionRow).map(marked),
      resolved: resolved.map(marked),
    };
  });
}

async function resolvedExceptions(tx: Tx) {
  const items = await lastResolved(tx, mostResolved);
  const events = await exceptionEvents(
    tx,
    items.map(({ id }) => id),
  );
  const byHand = new Set(events.map(({ exceptionId }) => exceptionId));
  return items.map((one) => ({
    ...exceptionRow(one),
    resolved: { on: one.resolvedOn ?? one.raisedOn, by: one.resolvedBy ?? "", words: one.resolution ?? "", byHand: byHand.has(one.id) },
  }));
}

function exceptionRow(one: ExceptionItem) {
  const amount = amountIn(one.detail);
  const claimId = idIn(one.detail, "claimId");
  const remittanceId = idIn(one.detail, "remittanceId");
  return {
    id: one.id,
    on: one.raisedOn,
    source: one.source,
    words: one.reason,
    status: one.status,
    /** Naming its claim posts it. */
    ...(heldAnswerOf(one) === undefined ? {} : { posts: true }),
    ...(amount === undefined ? {} : { amount }),
    ...(claimId === undefined ? {} : { claimId }),
    ...(remittanceId === undefined ? {} : { remittanceId }),
    ...(one.source === "inbound-file" && /^[1-9]\d{0,14}$/.test(one.sourceKey) ? { inboundFileId: Number(one.sourceKey) } : {}),
  };
}

function amountIn(detail: unknown): Cents | undefined {
  if (typeof detail !== "object" || detail === null || !("amount" in detail)) return undefined;
  return isCents(detail.amount) ? detail.amount : undefined;
}

function idIn(detail: unknown, name: "claimId" | "remittanceId"): number | undefined {
  if (typeof detail !== "object" || detail === null || !(name in detail)) return undefined;
  const value = (detail as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

async function sizesOf(tx: Tx, fileIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.many<{ id: number; bytes: number }>(
    sql`select id, byte_length as bytes from file_blob where practice_id = ${tx.practiceId} and id = any(${fileIds}::bigint[])`,
  );
  return new Map(rows.map((row) => [row.id, row.bytes]));
}

function inboundRow(file: InboundFile, sizes: ReadonlyMap<number, number>) {
  const report = file.report as { readonly words?: string } | undefined;
  return {
    id: file.id,
    direction: "in" as "in" | "out",
    name: file.name,
    kind: file.kind ?? "not worked yet",
    on: file.receivedOn as string,
    bytes: sizes.get(file.fileId) ?? 0,
    status: file.status as string,
    words: report?.words ?? "",
  };
}

function outboundRow(file: OutboundFile, sizes: ReadonlyMap<number, number>): FileRow {
  return {
    id: file.id,
    direction: "out",
    name: file.name,
    kind: file.kind,
    on: file.preparedOn,
    bytes: sizes.get(file.fileId) ?? 0,
    status: file.state,
    words: file.state === "written" ? `to ${file.partner}` : `waits to be written for ${file.partner}`,
  };
}
