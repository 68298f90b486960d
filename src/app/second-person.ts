/**
 * Write-offs and refunds. Within the practice's limit they are posted at once, above it they wait for another person. What
 * is posted is looked at again at that moment: never more is given up than is owed, or sent back than is there.
 */
import { changesBetween, type FieldChange } from "../core/access/changes.ts";
import { type Cents, cents, formatUsd, maxCents, negateCents, sumCents, zeroCents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { owedByCharge } from "../core/ledger/balances.ts";
import { refundPaidEntry } from "../core/ledger/entries.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import {
  type DecisionRefusal,
  decideRequest,
  type MoneyKind,
  type MoneySubject,
  type OneSubject,
  requestEntry,
} from "../core/ledger/second-person.ts";
import { holdBooks } from "../store/books.ts";
import { loadEntries, postEntries } from "../store/journal.ts";
import {
  insertMoneyRequest,
  lockMoneyRequest,
  type MoneyRequest,
  moneyRequestByKey,
  saveDecision,
  saveRefundPaid,
} from "../store/money-requests.ts";
import { loadPatient, lockPatient } from "../store/patients.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { type Audit, onRecord, recordAct } from "./audit/record.ts";
import { lockClaim } from "./claim-history.ts";
import { type Context, practiceToday } from "./context.ts";
import { settleApprovedDenials } from "./denials/settle.ts";
import { asker, weigh } from "./money-limits.ts";
import { postSmallBalances } from "./patients/small-balances.ts";
import { patientsOfBatch } from "./patients/small-batches.ts";
import { postRemainders } from "./patients/small-remainders.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { postHeldRequest } from "./worklist/held-money.ts";

export interface AskedMoney {
  readonly subject: OneSubject;
  readonly amount: number;
  readonly reason: string;
  /** The same key again is the same request. */
  readonly key: string;
}

export interface AskedOutcome {
  readonly requestId: number;
  readonly state: MoneyRequest["state"];
}

/** Asks for a write-off or refund. Posted at once when it is within the limit. */
export async function askForMoney(context: Context, asked: AskedMoney): Promise<Outcome<AskedOutcome>> {
  const amount = cents(asked.amount);
  const reason = asked.reason.trim();
  if (amount <= zeroCents) return no("amount", "The amount is more than zero.");
  if (reason === "") return no("reason", "Say why.");
  return onRecord(context, { act: "money.ask", object: ["patient", asked.subject.patientId] }, async (tx, audit) => {
    const { subject } = asked;
    if (!(await lockSubject(tx, subject))) return notFound("patient, claim or charge");
    const known = await moneyRequestByKey(tx, asked.key);
    const kind = kindOf(subject);
    if (known !== undefined) {
      return known.amount === amount && known.kind === kind && known.subject.patientId === subject.patientId
        ? ok({ requestId: known.id, state: known.state })
        : no("request-key", "This was asked for before with another amount or subject.", "Load the page again and ask once more.");
    }
    const fits = await fitsBalance(tx, subject, amount);
    if (!fits.ok) return fits;
    const { today } = await practiceToday(context, tx);
    const { limit, second } = await weigh(tx, { kind, patientId: subject.patientId, amount, today });
    const postOn = firstOpenDay(today, await holdBooks(tx));
    const requestId = await insertMoneyRequest(tx, {
      requestKey: asked.key,
      kind,
      amount,
      subject,
      reason,
      limit,
      ...asker(context),
      askedOn: today,
      state: second ? "waiting" : "posted",
      ...(second ? {} : { postedOn: postOn }),
    });
    if (!second) await postEntries(tx, [requestEntry({ on: postOn, sourceKey: keyOf(requestId), subject, amount, reason })]);
    audit.note(changesBetween({}, { kind, amount: formatUsd(amount), state: second ? "waiting" : "posted" }));
    return ok({ requestId, state: second ? "waiting" : "posted" });
  });
}

/** Another person agrees or does not; or who asked takes it back. An approved request is posted with the same breath. */
export async function decideMoney(
  context: Context,
  requestId: number,
  given: { readonly decision: "approve" | "decline" | "withdraw"; readonly reason: string },
): Promise<Outcome<AskedOutcome>> {
  return onRequest(context, "money.decide", requestId, async (tx, audit) => {
    const request = await lockMoneyRequest(tx, requestId);
    if (request === undefined) return notFound("request");
    const { actor } = context;
    const hand = { kind: actor.kind, ...(actor.accountId === undefined ? {} : { account: actor.accountId }) };
    const decided = decideRequest(request, { ...given, by: hand });
    if (!decided.ok) return decisionRefused(decided.refusal);
    const { today } = await practiceToday(context, tx);
    const postOn = firstOpenDay(today, await holdBooks(tx));
    if (decided.value === "approved") {
      const posted = await postApproved(context, tx, request, { today, on: postOn });
      if (!posted.ok) return posted;
    }
    await saveDecision(tx, requestId, {
      state: decided.value,
      decidedBy: actor.name,
      ...(actor.accountId === undefined ? {} : { decidedAccount: actor.accountId }),
      decidedOn: today,
      decision: given.reason.trim(),
      ...(decided.value === "approved" ? { postedOn: postOn } : {}),
    });
    audit.note(changesBetween({ state: request.state }, { state: decided.value }));
    return ok({ requestId, state: decided.value });
  });
}

/** The check or transfer of a refund has left the bank. */
export async function payRefund(
  context: Context,
  requestId: number,
  { reference }: { readonly reference: string },
): Promise<Outcome<undefined>> {
  if (reference.trim() === "") return no("reference", "Give the number of the check or transfer.");
  return onRequest(context, "money.paid", requestId, async (tx) => {
    const request = await lockMoneyRequest(tx, requestId);
    if (request === undefined) return notFound("request");
    const { subject, amount } = request;
    if (!isRefund(subject)) return no("no-refund", "This is not a refund.");
    if (request.postedOn === undefined) return no("not-approved", "This refund has not been approved.");
    if (request.paidOn !== undefined) return no("paid-already", `This refund was paid on ${request.paidOn}.`);
    const { today } = await practiceToday(context, tx);
    const on = firstOpenDay(today, await holdBooks(tx));
    await postEntries(tx, [
      refundPaidEntry({
        on,
        sourceKey: keyOf(requestId),
        patientId: subject.patientId,
        ...("payerId" in subject && subject.payerId !== undefined ? { payerId: subject.payerId } : {}),
        amount,
        reference: reference.trim(),
      }),
    ]);
    await saveRefundPaid(tx, requestId, { on, reference: reference.trim() });
    return ok(undefined);
  });
}

/** A request about nobody of ours, or about many at once, has no one record to enter; it is on record all the same. */
async function onRequest<Value>(
  context: Context,
  act: "money.decide" | "money.paid",
  requestId: number,
  work: (tx: Tx, audit: Pick<Audit, "note">) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { pool } = context.app;
  const known = await inPractice(pool, context.practiceId, (tx) => lockMoneyRequest(tx, requestId));
  if (known === undefined || known.subject.patientId !== undefined) return onRecord(context, { act, object: ["request", requestId] }, work);
  const { subject } = known;
  const patients = patientsOfBatch(subject);
  return inPractice(pool, context.practiceId, async (tx) => {
    let changes: readonly FieldChange[] = [];
    const outcome = await work(tx, {
      note: (more) => {
        changes = [...changes, ...more];
      },
    });
    const said = outcome.ok ? "done" : outcome.refusal.problem;
    await recordAct(context, tx, { act, patients, object: ["request", requestId], changes, outcome: said });
    return outcome;
  });
}

/** It leaves the bank on a day of its own. */
export function isRefund({ what }: MoneySubject): boolean {
  return what === "patient-credit" || what === "payer-credit" || what === "held-answer";
}

async function postApproved(
  context: Context,
  tx: Tx,
  request: MoneyRequest,
  { today, on }: { readonly today: IsoDate; readonly on: IsoDate },
): Promise<Outcome<undefined>> {
  const { subject, amount, reason } = request;
  if (subject.what === "denials") return settleApprovedDenials(tx, subject, { amount, today, on });
  if (subject.what === "small-balances") return postSmallBalances(tx, { requestId: request.id, patients: subject.patients, on });
  if (subject.what === "small-remainders") return postRemainders(tx, { requestId: request.id, remainders: subject.remainders, on });
  if (subject.what === "held-answer" || subject.what === "posted-answer")
    return postHeldRequest(context, tx, { id: request.id, subject, amount, reason });
  if (!(await lockSubject(tx, subject))) return notFound("patient, claim or charge");
  const fits = await fitsBalance(tx, subject, amount);
  if (!fits.ok) return fits;
  await postEntries(tx, [requestEntry({ on, sourceKey: keyOf(request.id), subject, amount, reason })]);
  return ok(undefined);
}

function keyOf(requestId: number): string {
  return `request ${requestId}`;
}

function kindOf(subject: OneSubject): MoneyKind {
  switch (subject.what) {
    case "balance":
      return subject.account === "write-off-courtesy" ? "courtesy" : "write-off";
    case "patient-credit":
      return "patient-refund";
    case "payer-credit":
      return "payer-refund";
  }
}

/** Claim before patient, as everywhere. False when one of them is not this practice's. */
async function lockSubject(tx: Tx, subject: OneSubject): Promise<boolean> {
  if ("claimId" in subject && subject.claimId !== undefined) {
    const held = await lockClaim(tx, subject.claimId);
    if (held?.claim.patientId !== subject.patientId) return false;
  }
  await lockPatient(tx, subject.patientId);
  return (await loadPatient(tx, subject.patientId)) !== undefined;
}

/** Whether so much is owed, or so much credit is there, now. */
async function fitsBalance(tx: Tx, subject: OneSubject, amount: Cents): Promise<Outcome<undefined>> {
  const there = await presentAmount(tx, subject);
  if (amount <= there) return ok(undefined);
  const what = subject.what === "balance" ? "is still owed on this charge" : "of this credit is there";
  return no("more-than-there-is", `Only ${formatUsd(there)} ${what}.`, "Ask for no more than that.");
}

async function presentAmount(tx: Tx, subject: OneSubject): Promise<Cents> {
  if (subject.what === "patient-credit") return ownUnapplied(tx, subject.patientId);
  if (subject.what === "payer-credit" && subject.chargeId === undefined) {
    const lines = (await loadEntries(tx, { claimIds: [subject.claimId] })).flatMap((entry) => entry.lines);
    const held = lines.filter(
      (line) => line.account === "unapplied" && line.claimId === subject.claimId && line.payerId === subject.payerId,
    );
    return maxCents(zeroCents, negateCents(sumCents(held.map((line) => line.amount))));
  }
  const { chargeId, payerId } = subject;
  if (chargeId === undefined) return zeroCents;
  const lines = (await loadEntries(tx, { chargeIds: [chargeId] })).flatMap((entry) => entry.lines);
  const mine = lines.filter((line) => line.chargeId === chargeId && line.patientId === subject.patientId);
  const owed = owedByCharge(mine).get(chargeId);
  if (owed === undefined) return zeroCents;
  const balance = payerId === undefined ? owed.patient : (owed.payers.get(payerId) ?? zeroCents);
  return maxCents(zeroCents, subject.what === "payer-credit" ? negateCents(balance) : balance);
}

/** The patient's own money that belongs to no charge; a payer's that waits for an answer is not theirs. */
export async function ownUnapplied(tx: Tx, patientId: PatientId): Promise<Cents> {
  const lines = (await loadEntries(tx, { patientIds: [patientId] })).flatMap((entry) => entry.lines);
  const own = lines.filter((line) => line.account === "unapplied" && line.patientId === patientId && line.payerId === undefined);
  return maxCents(zeroCents, negateCents(sumCents(own.map((line) => line.amount))));
}

function decisionRefused(refusal: DecisionRefusal): Outcome<never> {
  switch (refusal) {
    case "decided-already":
      return no("decided-already", "This has been decided.");
    case "not-a-person":
      return no("not-a-person", "Only a person who has signed in decides this, not a program.", "Sign in with your own name.");
    case "same-person":
      return no("same-person", "Another person has to decide: you asked for it yourself.");
    case "only-the-asker":
      return no("only-the-asker", "Only who asked can take it back.");
    case "no-reason":
      return no("reason", "Say why it is declined.");
  }
}
