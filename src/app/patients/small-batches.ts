/** What was closed together, balances of patients and remainders of payers, page by page; and opened again by its inverse, once. */
import type { ClaimId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { reversalOf } from "../../core/ledger/entries.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import type { MoneySubject } from "../../core/ledger/second-person.ts";
import { holdBooks } from "../../store/books.ts";
import { lockClaims } from "../../store/claims.ts";
import { loadEntriesByKey, postEntries } from "../../store/journal.ts";
import { lockMoneyRequest, type MoneyRequest, requestsAbout } from "../../store/money-requests.ts";
import { lockPatients } from "../../store/patients.ts";
import { inPractice, readPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

const mostBatches = 20;

/** Newest first; `before`: the last one that was seen. */
export async function listSmallBatches(context: Context, before?: number) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = await requestsAbout(tx, { what: ["small-balances", "small-remainders"], before, limit: mostBatches + 1 });
    const shown = found.slice(0, mostBatches);
    const opened = await openedAgain(tx, shown);
    return { batches: shown.map((one) => batchView(one, opened.has(one.id))), more: found.length > mostBatches };
  });
}

/** The keys of its entries: one a patient, or one a claim. */
export function entryKeys(requestId: number, subject: MoneySubject): readonly string[] {
  if (subject.what === "small-balances") return subject.patients.map((one) => patientKey(requestId, one.patientId));
  if (subject.what === "small-remainders") return [...new Set(subject.remainders.map((one) => claimKey(requestId, one.claimId)))];
  return [];
}

export function patientKey(requestId: number, patientId: PatientId): string {
  return `request ${requestId} patient ${patientId}`;
}

export function claimKey(requestId: number, claimId: ClaimId): string {
  return `request ${requestId} claim ${claimId}`;
}

export function patientsOfBatch(subject: MoneySubject): readonly PatientId[] {
  if (subject.what === "small-balances") return subject.patients.map((one) => one.patientId);
  if (subject.what === "small-remainders") return [...new Set(subject.remainders.map((one) => one.patientId))];
  return [];
}

/** Every entry of a batch is opened with the others, so the first one tells of all. */
async function openedAgain(tx: Tx, requests: readonly MoneyRequest[]): Promise<ReadonlySet<number>> {
  const keys = new Map(requests.map(({ id, subject }) => [`write-off/${entryKeys(id, subject)[0] ?? ""}`, id]));
  const found = await loadEntriesByKey(tx, "reversal", [...keys.keys()]);
  return new Set(found.flatMap((entry) => keys.get(entry.sourceKey) ?? []));
}

function batchView({ id, amount, askedBy, askedOn, state, decidedBy, subject, postedOn }: MoneyRequest, undone: boolean) {
  return {
    id,
    of: subject.what === "small-remainders" ? ("payers" as const) : ("patients" as const),
    amount,
    /** Patients, or claims. */
    items: entryKeys(id, subject).length,
    askedBy,
    askedOn: askedOn as string,
    state,
    ...(decidedBy === undefined ? {} : { decidedBy }),
    undone,
    mayUndo: postedOn !== undefined && !undone,
  };
}

/** The balances stand again. Refuses: what was not posted, what was undone, a restricted record among them. */
export async function undoSmallBatch(context: Context, requestId: number, reason: string): Promise<Outcome<{ readonly items: number }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const request = await lockMoneyRequest(tx, requestId);
    if (request === undefined) return notFound("request");
    const undone = await undoBatch(context, tx, request, reason);
    await recordAct(context, tx, {
      act: "money.small-undo",
      patients: patientsOfBatch(request.subject),
      object: ["request", requestId],
      ...(undone.ok ? {} : { outcome: undone.refusal.problem }),
    });
    return undone;
  });
}

async function undoBatch(
  context: Context,
  tx: Tx,
  { id, subject, postedOn }: MoneyRequest,
  reason: string,
): Promise<Outcome<{ readonly items: number }>> {
  const keys = entryKeys(id, subject);
  if (keys.length === 0) return no("not-small", "This request is about no small balances.");
  if (postedOn === undefined) return no("not-posted", "This was never posted.");
  const patients = [...patientsOfBatch(subject)].sort((a, b) => a - b);
  if ((await hiddenPatients(context, tx, patients)).size > 0) return no("restricted", "The record of a patient in it is restricted.");
  // Claim before patient, as everywhere.
  if (subject.what === "small-remainders") await lockClaims(tx, [...new Set(subject.remainders.map((one) => one.claimId))]);
  lockPatients(tx, patients);
  const entries = await loadEntriesByKey(tx, "write-off", keys);
  const before = await loadEntriesByKey(
    tx,
    "reversal",
    entries.map((entry) => `write-off/${entry.sourceKey}`),
  );
  if (before.length > 0) return no("undone-already", "These balances were opened again already.");
  const { today } = await practiceToday(context, tx);
  const on = firstOpenDay(today, await holdBooks(tx));
  await postEntries(
    tx,
    entries.map((entry) => reversalOf(entry, { on, why: reason })),
  );
  return ok({ items: entries.length });
}
