/** A payer's answer that fitted no claim is posted once a person says whose it is: out of the money that waits, and all that it decides. */
import type { Doer } from "../core/claims/model.ts";
import { assert } from "../core/kernel/assert.ts";
import { type Cents, negateCents, zeroCents } from "../core/kernel/cents.ts";
import type { DenialId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { reversalOf } from "../core/ledger/entries.ts";
import type { JournalEntry, JournalLine } from "../core/ledger/model.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { claimKeys, heldFoundEntry, postHeldClaim, remittanceKeyOf, resolvedKey, undoHeldPosting } from "../core/remit/plan-posting.ts";
import type { Remittance } from "../core/x12/transactions/remittance.ts";
import { takeBackAllowedLines } from "../store/allowed-lines.ts";
import { holdBooks } from "../store/books.ts";
import { claimsOfEncounter, type StoredClaim } from "../store/claims.ts";
import { addDenialEvents } from "../store/denial-events.ts";
import { denialsTakenBack, updateDenial } from "../store/denials.ts";
import { addExceptionEvent, type ExceptionItem, reopenException } from "../store/exceptions.ts";
import { loadEntriesByKey, postEntries } from "../store/journal.ts";
import { listPayers } from "../store/parties.ts";
import {
  claimsOfRemittance,
  holdAgain,
  loadRemittance,
  type StoredRemittance,
  type StoredRemittanceClaim,
  saveClaimPostings,
} from "../store/remittances.ts";
import type { Tx } from "../store/transaction.ts";
import { appendToClaims, lockClaim } from "./claim-history.ts";
import { codeWordsOf } from "./code-words.ts";
import { type Context, practiceToday, whoActs } from "./context.ts";
import { carryOut, nextPayersOf, openClaims } from "./post-remittances.ts";
import { no, type Outcome } from "./refusal.ts";

/** What an exception says of an answer without a claim. */
export interface HeldAnswer {
  readonly remittanceId: RemittanceId;
  /** 0-based; an older exception does not say it, and has the control numbers in its words. */
  readonly index?: number;
  readonly reason: string;
}

/** Undefined: the exception is about something else. */
export function heldAnswerOf({ source, detail, reason }: { readonly source: string; readonly detail: unknown; readonly reason: string }) {
  if (source !== "remittance" || typeof detail !== "object" || detail === null) return undefined;
  const { kind, remittanceId, index } = detail as { kind?: unknown; remittanceId?: unknown; index?: unknown };
  if (kind !== "unmatched-claim" || typeof remittanceId !== "number") return undefined;
  const held: HeldAnswer = { remittanceId: remittanceId as RemittanceId, reason, ...(typeof index === "number" ? { index } : {}) };
  return held;
}

/**
 * The claim is locked. `only`: lines of the claim that the answer is about; what it says of others waits under the claim. Refuses:
 * another payer's, decided already, no such line, the books' period, an answer that cannot be told apart.
 */
export async function postHeldAnswer(
  context: Context,
  tx: Tx,
  answer: HeldAnswer,
  { claim, only }: { readonly claim: StoredClaim; readonly only?: readonly number[] },
): Promise<Outcome<undefined>> {
  const { remittanceId } = answer;
  const { today } = await practiceToday(context, tx);
  const locked = await holdBooks(tx);
  const stored = await loadRemittance(tx, remittanceId);
  const rows = await claimsOfRemittance(tx, remittanceId);
  const row = rowOf(answer, rows);
  if (stored === undefined || row === undefined)
    return no("no-answer", "The answer that this is about is not held any more.", "Look at the payment under Remittances.");
  if (stored.payerId !== undefined && stored.payerId !== claim.payerId)
    return no("other-payer", "This claim asks another payer than the one that paid.", "Name the claim to the payer of this payment.");
  const remittance: Remittance = { ...stored.head, claims: rows.map(({ content }) => content) };
  const [whole] = await openClaims(tx, [claim]);
  assert(whole !== undefined, "a locked claim has its charges");
  const strange = only?.find((line) => !whole.charges.some(({ lineNumber }) => lineNumber === line));
  if (strange !== undefined || only?.length === 0)
    return no("no-line", `The claim has no line ${strange ?? ""}.`, `It has ${whole.charges.length}, numbered from 1 as on the claim.`);
  const open = only === undefined ? whole : { ...whole, charges: whole.charges.filter(({ lineNumber }) => only.includes(lineNumber)) };
  const next = (await nextPayersOf(tx, [claim])).get(claim.id);
  const planned = postHeldClaim({
    remittance,
    remittanceId,
    index: row.index,
    claim: open,
    undone: await timesUndone(tx, remittance, row.index),
    payerId: claim.payerId,
    nextPayerFor: () => next,
    period: { postOn: firstOpenDay(today, locked), ...(locked === undefined ? {} : { lockedThrough: locked }) },
    words: codeWordsOf(context.app.codeBook),
  });
  if (!planned.ok) return no("locked", `The books are locked through ${planned.refusal.lockedThrough}.`);
  const outcome = planned.value;
  if (outcome === undefined || outcome.posting.outcome === "held")
    return no(
      "decided-already",
      "This claim has a decision that was not taken back: posting another would count it twice.",
      "Ask the payer whether it paid twice; then refund it, or wait for its reversal.",
    );
  const held = await waitingLine(tx, row, outcome.posting.paid);
  if (held === undefined) return no("moved", "The money of this answer does not wait any more.", "Load the page again.");
  await saveClaimPostings(tx, remittanceId, [outcome.posting]);
  const { event, nextClaim } = outcome;
  const found = heldFoundEntry(outcome, held, open);
  await carryOut(context, tx, {
    plan: {
      remittanceKey: remittanceKeyOf(remittance),
      entries: found === undefined ? [outcome.entry] : [found, outcome.entry],
      claimEvents: event === undefined ? [] : [{ claimId: claim.id, event }],
      claims: [outcome.posting],
      denials: outcome.denials,
      nextClaims: nextClaim === undefined ? [] : [nextClaim],
      exceptions: outcome.exceptions,
      posted: true,
      deposit: { trace: remittance.payment.trace, expected: remittance.payment.amount, cash: zeroCents },
    },
    remittance,
    remittanceId,
    payers: await listPayers(tx),
    today,
  });
  return ok(undefined);
}

async function timesUndone(tx: Tx, remittance: Remittance, index: number): Promise<number> {
  const key = claimKeys(remittance, remittanceKeyOf(remittance))[index] ?? "";
  for (let times = 0; ; times += 1)
    if ((await loadEntriesByKey(tx, "remittance-claim", [resolvedKey(key, times)])).length === 0) return times;
}

/** The line by which the money of a held answer waits; undefined when it does not wait any more. */
export async function heldLineOf(tx: Tx, answer: HeldAnswer): Promise<JournalLine | undefined> {
  const row = rowOf(answer, await claimsOfRemittance(tx, answer.remittanceId));
  return row === undefined ? undefined : waitingLine(tx, row, row.content.paid);
}

interface PersonsPosting {
  readonly claim: StoredClaim;
  readonly row: StoredRemittanceClaim;
  readonly stored: StoredRemittance;
  readonly remittance: Remittance;
  readonly sourceKey: string;
  readonly entry: JournalEntry;
}

/** What a person posted of an answer, as it stands; the claim is locked. Refuses what the program posted, and what was taken back. */
export async function postingOf(tx: Tx, item: ExceptionItem): Promise<Outcome<PersonsPosting>> {
  const answer = heldAnswerOf(item);
  const stored = answer === undefined ? undefined : await loadRemittance(tx, answer.remittanceId);
  if (answer === undefined || stored === undefined) return no("no-answer", "This posted no answer.");
  const rows = await claimsOfRemittance(tx, answer.remittanceId);
  const row = rows.find(
    (one) =>
      one.state === "posted" &&
      !one.undone &&
      one.sourceKey?.includes("|resolved") === true &&
      (answer.index === undefined ? item.reason.includes(one.content.patientControlNumber) : one.index === answer.index),
  );
  const held = row?.claimId === undefined ? undefined : await lockClaim(tx, row.claimId);
  const [entry] = row?.sourceKey === undefined ? [] : await loadEntriesByKey(tx, "remittance-claim", [row.sourceKey]);
  if (row?.sourceKey === undefined || held === undefined || entry === undefined)
    return no("not-posted", "What was posted of this does not stand any more.", "Look at the claim's history.");
  const remittance: Remittance = { ...stored.head, claims: rows.map(({ content }) => content) };
  return ok({ claim: held.claim, row, stored, remittance, sourceKey: row.sourceKey, entry });
}

/** The posting is taken off its claim by its inverse, its denials are void, and the money waits again where it waited. */
export async function undoHeldAnswer(context: Context, tx: Tx, item: ExceptionItem, words: string): Promise<Outcome<undefined>> {
  const posting = await postingOf(tx, item);
  if (!posting.ok) return posting;
  const { claim, row, remittance, sourceKey, stored } = posting.value;
  const next = (await nextPayersOf(tx, await claimsOfEncounter(tx, claim.encounterId))).get(claim.id);
  if (next?.claimId !== undefined)
    return no(
      "next-asked",
      "The next payer was asked with this decision: it cannot be taken off any more.",
      "Ask the payer for a reversal, or void both claims.",
    );
  const [open] = await openClaims(tx, [claim]);
  assert(open !== undefined, "a locked claim has its charges");
  const { today } = await practiceToday(context, tx);
  const locked = await holdBooks(tx);
  const planned = undoHeldPosting({
    remittance,
    remittanceId: stored.id,
    index: row.index,
    claim: open,
    sourceKey,
    payerId: claim.payerId,
    nextPayerFor: () => next,
    period: { postOn: firstOpenDay(today, locked), ...(locked === undefined ? {} : { lockedThrough: locked }) },
    words: codeWordsOf(context.app.codeBook),
  });
  if (!planned.ok) return no("locked", `The books are locked through ${planned.refusal.lockedThrough}.`);
  if (planned.value === undefined) return no("not-posted", "What was posted of this does not stand any more.");
  const { entry, event } = planned.value;
  const [found] = await loadEntriesByKey(tx, "transfer", [`found ${sourceKey}`]);
  await postEntries(tx, [entry, ...(found === undefined ? [] : [reversalOf(found, { on: entry.on, why: words })])]);
  takeBackAllowedLines(tx, [{ sourceKey: entry.sourceKey, reversedSourceKey: sourceKey, remittanceId: stored.id, postedOn: entry.on }]);
  if (event !== undefined) await appendToClaims(tx, today, [{ claimId: claim.id, event }]);
  await voidDenials(tx, await denialsTakenBack(tx, claim.id, row.content.payerControlNumber), { today, doer: whoActs(context) });
  const key = claimKeys(remittance, remittanceKeyOf(remittance))[row.index] ?? "";
  await holdAgain(tx, stored.id, { index: row.index, sourceKey: key });
  await reopenException(tx, item.id);
  await addExceptionEvent(tx, { exceptionId: item.id, on: today, by: context.user, kind: "reopened", words });
  return ok(undefined);
}

async function voidDenials(
  tx: Tx,
  ids: readonly DenialId[],
  { today, doer }: { readonly today: IsoDate; readonly doer: Doer },
): Promise<void> {
  for (const denialId of ids) await updateDenial(tx, denialId, { status: "void", closedOn: today, answerBy: null, nextOn: null });
  await addDenialEvents(
    tx,
    { on: today, ...doer },
    ids.map((denialId) => ({ denialId, event: { kind: "void", why: "posting-undone" } as const })),
  );
}

function rowOf({ index, reason }: HeldAnswer, rows: readonly StoredRemittanceClaim[]): StoredRemittanceClaim | undefined {
  const held = rows.filter((row) => row.state === "held");
  if (index !== undefined) return held.find((row) => row.index === index);
  const named = held.filter(({ content }) => reason.includes(`${content.patientControlNumber} (${content.payerControlNumber})`));
  return named.length === 1 ? named[0] : undefined;
}

/** What came for this answer stands in unapplied, cent for cent. */
async function waitingLine(tx: Tx, row: StoredRemittanceClaim, paid: Cents): Promise<JournalLine | undefined> {
  if (paid === zeroCents) return { account: "unapplied", amount: zeroCents };
  const [entry] = row.sourceKey === undefined ? [] : await loadEntriesByKey(tx, "remittance-claim", [row.sourceKey]);
  return entry?.lines.find((line) => line.account === "unapplied" && line.amount === negateCents(paid));
}
