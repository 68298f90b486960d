/** A payer's answer that fitted no claim is posted once a person says whose it is: out of the money that waits, and all that it decides. */
import { assert } from "../core/kernel/assert.ts";
import { type Cents, negateCents, zeroCents } from "../core/kernel/cents.ts";
import type { RemittanceId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import type { JournalLine } from "../core/ledger/model.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { heldFoundEntry, postHeldClaim, remittanceKeyOf } from "../core/remit/plan-posting.ts";
import type { Remittance } from "../core/x12/transactions/remittance.ts";
import { holdBooks } from "../store/books.ts";
import type { StoredClaim } from "../store/claims.ts";
import { loadEntriesByKey } from "../store/journal.ts";
import { listPayers } from "../store/parties.ts";
import { claimsOfRemittance, loadRemittance, type StoredRemittanceClaim, saveClaimPostings } from "../store/remittances.ts";
import type { Tx } from "../store/transaction.ts";
import { codeWordsOf } from "./code-words.ts";
import { type Context, practiceToday } from "./context.ts";
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

/** The claim is locked. Refuses: another payer's, decided already, the books' period, an answer that cannot be told apart. */
export async function postHeldAnswer(context: Context, tx: Tx, answer: HeldAnswer, claim: StoredClaim): Promise<Outcome<undefined>> {
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
  const [open] = await openClaims(tx, [claim]);
  assert(open !== undefined, "a locked claim has its charges");
  const next = (await nextPayersOf(tx, [claim])).get(claim.id);
  const planned = postHeldClaim({
    remittance,
    remittanceId,
    index: row.index,
    claim: open,
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
