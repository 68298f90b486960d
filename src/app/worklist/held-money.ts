/** What a person may do about a payer's money that waits for a claim: give it back, make it a patient's own, take a posting off again. */
import { type Cents, formatUsd, maxCents, negateCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { heldRefundEntry, heldToPatientEntry, reversalOf } from "../../core/ledger/entries.ts";
import type { JournalLine } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import type { MoneySubject } from "../../core/ledger/second-person.ts";
import { exceptionHows } from "../../core/worklist/exceptions.ts";
import { holdBooks } from "../../store/books.ts";
import { addExceptionEvent, type ExceptionItem, exceptionEvents, lockException, resolveException } from "../../store/exceptions.ts";
import { loadEntriesByKey, postEntries } from "../../store/journal.ts";
import { insertMoneyRequest, requestsOfException } from "../../store/money-requests.ts";
import { lockPatient, patientsByAccounts } from "../../store/patients.ts";
import type { Tx } from "../../store/transaction.ts";
import { hiddenPatients } from "../audit/record.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { asker, weigh } from "../money-limits.ts";
import { heldAnswerOf, heldLineOf, postingOf, undoHeldAnswer } from "../post-held-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

/** Whether it was done at once, or waits for a second person. */
export type Asked = "posted" | "waiting";

/** Every cent of it goes back to who paid it. Above the limit another person has to agree, and the exception stays open until then. */
export async function askToGiveBack(context: Context, tx: Tx, item: ExceptionItem, words: string): Promise<Outcome<Asked>> {
  if (!context.actor.permissions.has("money:refund"))
    return no("no-refunds", "Giving a payer's money back needs somebody who may refund.", "Ask your manager, or say whose claim it is.");
  const held = await heldLine(tx, item);
  if (!held.ok) return held;
  const { today } = await practiceToday(context, tx);
  const amount = negateCents(held.value.amount);
  const answer = heldAnswerOf(item);
  if (answer === undefined) return notNow;
  const payer = held.value.payerId === undefined ? {} : { payerId: held.value.payerId };
  const subject: HeldSubject = { what: "held-answer", exceptionId: item.id, remittanceId: answer.remittanceId, ...payer };
  return ask(context, tx, { subject, amount, words, today, kind: "payer-refund" });
}

type HeldSubject = Extract<MoneySubject, { readonly what: "held-answer" }>;
type PostedSubject = Extract<MoneySubject, { readonly what: "posted-answer" }>;

/** The answer that a person posted is taken off its claim: asked for, and done when it is within the limit. */
export async function askToUndoPosting(context: Context, tx: Tx, item: ExceptionItem, words: string): Promise<Outcome<Asked>> {
  const posting = await postingOf(tx, item);
  if (!posting.ok) return posting;
  const { claim, entry } = posting.value;
  const credited = entry.lines.filter((line) => line.account === "insurance-receivable" && line.amount < 0).map((line) => line.amount);
  const amount = negateCents(sumCents(credited));
  const { today } = await practiceToday(context, tx);
  const subject: PostedSubject = { what: "posted-answer", exceptionId: item.id, patientId: claim.patientId, claimId: claim.id };
  if (amount === zeroCents) {
    const undone = await undoPostedAnswer(context, tx, subject, words);
    return undone.ok ? ok("posted") : undone;
  }
  return ask(context, tx, { subject, amount, words, today, kind: "undone-posting" });
}

async function ask(
  context: Context,
  tx: Tx,
  {
    subject,
    amount,
    words,
    today,
    kind,
  }: {
    readonly subject: HeldSubject | PostedSubject;
    readonly amount: Cents;
    readonly words: string;
    readonly today: IsoDate;
    readonly kind: "payer-refund" | "undone-posting";
  },
): Promise<Outcome<Asked>> {
  const before = await requestsOfException(tx, subject.exceptionId);
  if (before.some(({ state }) => state === "waiting"))
    return no("waits", "This was asked for already and waits for a second person.", "Look under Books, Second person.");
  const { limit, second } = await weigh(tx, { kind, patientId: subject.patientId, amount, today });
  const requestId = await insertMoneyRequest(tx, {
    requestKey: `exception ${subject.exceptionId} ${kind} ${before.length}`,
    kind,
    amount,
    subject,
    reason: words,
    limit,
    ...asker(context),
    askedOn: today,
    state: second ? "waiting" : "posted",
    ...(second ? {} : { postedOn: firstOpenDay(today, await holdBooks(tx)) }),
  });
  if (second) return ok("waiting");
  const done = await postHeldRequest(context, tx, { id: requestId, subject, amount, reason: words });
  return done.ok ? ok("posted") : done;
}

/** A request about held money is carried out: at once, or when the second person agreed. */
export async function postHeldRequest(
  context: Context,
  tx: Tx,
  request: { readonly id: number; readonly subject: HeldSubject | PostedSubject; readonly amount: Cents; readonly reason: string },
): Promise<Outcome<undefined>> {
  const { subject, reason } = request;
  if (subject.what === "posted-answer") return undoPostedAnswer(context, tx, subject, reason);
  const item = await lockException(tx, subject.exceptionId);
  if (item === undefined || item.status === "resolved") return notNow;
  const held = await heldLine(tx, item);
  if (!held.ok) return held;
  if (negateCents(held.value.amount) !== request.amount)
    return no("other-amount", `It is ${formatUsd(negateCents(held.value.amount))} that waits now.`, "Ask again for that amount.");
  const { today } = await practiceToday(context, tx);
  const on = firstOpenDay(today, await holdBooks(tx));
  await postEntries(tx, [heldRefundEntry({ on, sourceKey: `request ${request.id}`, held: held.value, reason })]);
  await close(context, tx, item.id, { how: "went-back", words: reason, today });
  return ok(undefined);
}

const notNow = no("moved", "The money of this answer does not wait any more.", "Load the page again.");

/** The credit by which it waits. */
async function heldLine(tx: Tx, item: ExceptionItem): Promise<Outcome<JournalLine>> {
  const answer = heldAnswerOf(item);
  if (answer === undefined)
    return no("no-held-money", "This is about no money that waits.", "Say that it was dealt with, or that it is not ours.");
  const line = await heldLineOf(tx, answer);
  if (line === undefined) return notNow;
  return line.amount < zeroCents
    ? ok(line)
    : no("no-held-money", "This answer paid nothing.", "Say whose claim it is, or that it is not ours.");
}

/** It was the patient's, sent by the payer or another program. It can be put on charges or refunded like any money of theirs. */
export async function giveToPatient(
  context: Context,
  tx: Tx,
  item: ExceptionItem,
  { accountNumber, words }: { readonly accountNumber: string; readonly words: string },
): Promise<Outcome<PatientId>> {
  const [patient] = await patientsByAccounts(tx, [accountNumber]);
  if (patient === undefined)
    return no("no-patient", "No patient has this account number.", "It stands on the patient's page, for example P000123.");
  if ((await hiddenPatients(context, tx, [patient.id])).size > 0) return no("restricted", "The record of this patient is restricted.");
  await lockPatient(tx, patient.id);
  const held = await heldLine(tx, item);
  if (!held.ok) return held;
  const { today } = await practiceToday(context, tx);
  const on = firstOpenDay(today, await holdBooks(tx));
  const sourceKey = `exception ${item.id} to patient ${(await exceptionEvents(tx, [item.id])).length}`;
  await postEntries(tx, [heldToPatientEntry({ on, sourceKey, held: held.value, patientId: patient.id })]);
  await close(context, tx, item.id, { how: "patients-money", words: `${words} (${sourceKey})`, today });
  return ok(patient.id);
}

/** While the patient's own money is still there, the move is undone by its inverse. */
export async function takeFromPatient(
  context: Context,
  tx: Tx,
  item: ExceptionItem,
  ownMoney: (patientId: PatientId) => Promise<Cents>,
): Promise<Outcome<PatientId>> {
  const last = (await exceptionEvents(tx, [item.id])).at(-1);
  const sourceKey = /\((exception \d+ to patient \d+)\)$/.exec(last?.words ?? "")?.[1];
  const [entry] = sourceKey === undefined ? [] : await loadEntriesByKey(tx, "transfer", [sourceKey]);
  const line = entry?.lines.find((one) => one.account === "unapplied" && one.patientId !== undefined && one.amount < zeroCents);
  if (entry === undefined || line?.patientId === undefined) return notNow;
  await lockPatient(tx, line.patientId);
  const left = maxCents(zeroCents, await ownMoney(line.patientId));
  if (left < negateCents(line.amount))
    return no("used", `Only ${formatUsd(left)} of it is still the patient's unapplied money.`, "Take it off the charges first.");
  const { today } = await practiceToday(context, tx);
  const on = firstOpenDay(today, await holdBooks(tx));
  await postEntries(tx, [reversalOf(entry, { on, why: "taken back" })]);
  return ok(line.patientId);
}

async function undoPostedAnswer(context: Context, tx: Tx, subject: PostedSubject, words: string): Promise<Outcome<undefined>> {
  const item = await lockException(tx, subject.exceptionId);
  if (item === undefined) return notFound("exception");
  return undoHeldAnswer(context, tx, item, words);
}

async function close(
  context: Context,
  tx: Tx,
  exceptionId: number,
  { how, words, today }: { readonly how: "went-back" | "patients-money"; readonly words: string; readonly today: IsoDate },
): Promise<void> {
  await resolveException(tx, exceptionId, { on: today, ...whoActs(context), resolution: `${exceptionHows[how]}: ${words}` });
  await addExceptionEvent(tx, { exceptionId, on: today, by: context.user, kind: "resolved", how, words });
}
