/** The posting plan of one payment: what its 835 does to the ledger, the claims and the queues. */

import { type Cents, formatUsd, negateCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result } from "../kernel/result.ts";
import { journalEntry } from "../ledger/entries.ts";
import type { JournalEntry, JournalLine } from "../ledger/model.ts";
import { type PeriodLocked, refuseLockedDay } from "../ledger/periods.ts";
import type { Remittance, RemittanceClaim } from "../x12/transactions/remittance.ts";
import { proveBalance, type RemittanceProof } from "./balance.ts";
import type { CodeWords } from "./code-words.ts";
import { claimPlace, postingException } from "./exceptions.ts";
import { matchClaim } from "./match.ts";
import type { NextPayer, OpenClaim, OpenTakeBack, PostingException, PostingPlan, PriorPosting } from "./model.ts";
import {
  balancesAfter,
  type ClaimOutcome,
  heldAmountWords,
  holdClaim,
  type PaymentContext,
  postClaim,
  postReversal,
  priorOf,
  type RemittedClaim,
} from "./post-claim.ts";
import { postProviderAdjustments } from "./post-provider-adjustments.ts";

export interface PostingInput {
  readonly remittance: Remittance;
  readonly remittanceId: RemittanceId;
  /** The payer that the payment's identifiers lead to, when known. */
  readonly payerId?: PayerId;
  /** Our claims that the payment may be about, with what is open on them now. */
  readonly claims: readonly OpenClaim[];
  readonly nextPayerFor: (claim: OpenClaim) => NextPayer | undefined;
  readonly period: { readonly postOn: IsoDate; readonly lockedThrough?: IsoDate };
  readonly words: CodeWords;
  readonly openTakeBacks?: readonly OpenTakeBack[];
  /** A capitation contract with this payer: CO-24 is an adjustment. */
  readonly capitated?: boolean;
}

/**
 * Plans the posting of a payment. Out of balance: nothing is posted and the proof is the exception. Balanced: the cash
 * lines of the plan add up to BPR02, whatever is matched. Refuses when the period is locked.
 */
export function planPosting(input: PostingInput): Result<PostingPlan, PeriodLocked> {
  const open = refuseLockedDay([{ on: input.period.postOn }], input.period.lockedThrough);
  if (!open.ok) return open;
  const { remittance } = input;
  const proof = proveBalance(remittance);
  const blocked = blockingException(remittance, proof);
  if (blocked !== undefined) return ok(emptyPlan(remittance, blocked));
  const context = paymentContext(input, "cash");
  const outcomes = planClaims(remittance, input.claims, context);
  const provider = postProviderAdjustments(remittance, { ...context, openTakeBacks: input.openTakeBacks ?? [] });
  const entries = [...outcomes.map((one) => one.entry), ...provider.entries];
  const cash = sumCents(entries.flatMap((entry) => entry.lines.filter((line) => line.account === "cash").map((line) => line.amount)));
  return ok({
    remittanceKey: context.remittanceKey,
    entries,
    claimEvents: outcomes.flatMap(eventOf),
    claims: outcomes.map((one) => one.posting),
    denials: outcomes.flatMap((one) => one.denials),
    nextClaims: outcomes.flatMap((one) => (one.nextClaim === undefined ? [] : [one.nextClaim])),
    exceptions: [
      ...outcomes.flatMap((one) => one.exceptions),
      ...shareExceptions(remittance, proof),
      ...awaitedCorrections(remittance, outcomes),
      ...provider.exceptions,
    ],
    posted: true,
    deposit: { trace: remittance.payment.trace, expected: remittance.payment.amount, cash },
  });
}

/**
 * A claim that waited in unapplied is posted once somebody says which claim of ours it is: the money comes from unapplied.
 * The key differs from that of the held entry, so that both stand once.
 */
export function postHeldClaim(
  input: Omit<PostingInput, "claims" | "openTakeBacks"> & {
    readonly index: number;
    readonly claim: OpenClaim;
    /** How often it was posted and undone before. */
    readonly undone: number;
  },
): Result<ClaimOutcome | undefined, PeriodLocked> {
  const open = refuseLockedDay([{ on: input.period.postOn }], input.period.lockedThrough);
  if (!open.ok) return open;
  const context = paymentContext({ ...input, claims: [input.claim] }, "unapplied");
  const key = claimKeys(input.remittance, context.remittanceKey)[input.index];
  const remitted = input.remittance.claims[input.index];
  if (remitted === undefined || key === undefined) return ok(undefined);
  return ok(planClaim({ remitted, index: input.index, sourceKey: resolvedKey(key, input.undone) }, input.claim, new Map(), context));
}

/**
 * A posting that a person asked for was wrong: its exact inverse, and the claim waits for a decision again. The money goes back to
 * where it waited. `sourceKey` is of the posting; undefined when it does not stand any more.
 */
export function undoHeldPosting(
  input: Omit<PostingInput, "claims" | "openTakeBacks"> & { readonly index: number; readonly claim: OpenClaim; readonly sourceKey: string },
): Result<ClaimOutcome | undefined, PeriodLocked> {
  const open = refuseLockedDay([{ on: input.period.postOn }], input.period.lockedThrough);
  if (!open.ok) return open;
  const prior = input.claim.postings.find((one) => one.sourceKey === input.sourceKey);
  const remitted = input.remittance.claims[input.index];
  if (remitted === undefined || prior === undefined) return ok(undefined);
  const context = paymentContext({ ...input, claims: [input.claim] }, "unapplied");
  const inverse = { ...remitted, paid: negateCents(remitted.paid) };
  return ok(postReversal({ remitted: inverse, index: input.index, sourceKey: `${input.sourceKey}|undone` }, input.claim, prior, context));
}

/**
 * What was held names nobody of ours, the posting names the patient: the money passes from the one to the other in an entry of its
 * own, which a reversal of the posting leaves alone. `held` is the line by which it waits.
 */
export function heldFoundEntry(
  { entry }: ClaimOutcome,
  held: JournalLine,
  { claimId, patientId, payerId }: OpenClaim,
): JournalEntry | undefined {
  if (held.amount === zeroCents) return undefined;
  const remittance = held.remittanceId === undefined ? {} : { remittanceId: held.remittanceId };
  return journalEntry({
    on: entry.on,
    source: "transfer",
    sourceKey: `found ${entry.sourceKey}`,
    memo: "Waiting money found its claim",
    lines: [
      { ...held, amount: negateCents(held.amount) },
      { account: "unapplied", amount: held.amount, claimId, patientId, payerId, ...remittance },
    ],
  });
}

/** Of the posting of an answer that was held under `heldKey`, after it was undone so often. */
export function resolvedKey(heldKey: string, undone: number): string {
  return undone === 0 ? `${heldKey}|resolved` : `${heldKey}|resolved|${undone + 1}`;
}

/** The same payment has the same key, whatever file or control number brings it again. */
export function remittanceKeyOf({ payment, producedOn }: Remittance): string {
  return [payment.originator, payment.trace, payment.paidOn ?? producedOn ?? "", payment.amount].join("|");
}

/** One key a remittance claim: claim, payer's number, status and amount, counted when they come twice. */
export function claimKeys(remittance: Remittance, remittanceKey: string): readonly string[] {
  const seen = new Map<string, number>();
  return remittance.claims.map((claim) => {
    const key = [remittanceKey, claim.patientControlNumber, claim.payerControlNumber, claim.status, claim.paid].join("|");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}|${count}`;
  });
}

function paymentContext(input: PostingInput, money: "cash" | "unapplied"): PaymentContext {
  const { remittance, period } = input;
  return {
    remittanceId: input.remittanceId,
    remittanceKey: remittanceKeyOf(remittance),
    ...(input.payerId === undefined ? {} : { payerId: input.payerId }),
    postOn: period.postOn,
    decidedOn: remittance.producedOn ?? remittance.payment.paidOn ?? period.postOn,
    words: input.words,
    classify: { capitated: input.capitated ?? false },
    nextPayerFor: input.nextPayerFor,
    money,
  };
}

/** In file order: a reversal sees what was posted before it, and a correction sees the reversal. */
function planClaims(remittance: Remittance, claims: readonly OpenClaim[], context: PaymentContext): readonly ClaimOutcome[] {
  const index = indexClaims(claims);
  const postings = new Map<ClaimId, readonly PriorPosting[]>();
  const balances = new Map<ClaimId, ReadonlyMap<ChargeId, Cents>>();
  const keys = claimKeys(remittance, context.remittanceKey);
  return remittance.claims.map((remitted, at) => {
    const found = matchClaim(remitted, index(remitted));
    const claim = found === undefined ? undefined : { ...found, postings: postings.get(found.claimId) ?? found.postings };
    const known = claim === undefined ? undefined : balances.get(claim.claimId);
    const outcome = planClaim({ remitted, index: at, sourceKey: keys[at] ?? "" }, claim, known ?? new Map(), context);
    if (claim !== undefined) {
      balances.set(claim.claimId, balancesAfter(known ?? new Map(), claim, outcome.entry));
      postings.set(claim.claimId, postingsAfter(claim.postings, remitted, outcome));
    }
    return outcome;
  });
}

function planClaim(
  one: RemittedClaim,
  claim: OpenClaim | undefined,
  balances: ReadonlyMap<ChargeId, Cents>,
  context: PaymentContext,
): ClaimOutcome {
  const { remitted } = one;
  const about = claim === undefined ? {} : { claim };
  if (remitted.status === "25") return holdClaim(one, { kind: "predetermination", ...about }, context);
  if (remitted.status === "23") return holdClaim(one, { kind: "not-our-claim", ...about }, context);
  if (claim === undefined) return holdClaim(one, { kind: "unmatched-claim" }, context);
  if (remitted.status === "22") return planReversal(one, claim, context);
  if (claim.postings.some((prior) => prior.lines.length > 0)) return holdClaim(one, { kind: "already-adjudicated", claim }, context);
  return postClaim(one, claim, balances, context);
}

function planReversal(one: RemittedClaim, claim: OpenClaim, context: PaymentContext): ClaimOutcome {
  const prior = priorOf(one.remitted, claim.postings);
  if (prior === undefined) return holdClaim(one, { kind: "unmatched-reversal", claim }, context);
  if (prior.paid + one.remitted.paid !== 0) {
    return holdClaim(one, { kind: "reversal-differs", claim, params: heldAmountWords(prior) }, context);
  }
  return postReversal(one, claim, prior, context);
}

function postingsAfter(postings: readonly PriorPosting[], remitted: RemittanceClaim, outcome: ClaimOutcome): readonly PriorPosting[] {
  const { posting, entry } = outcome;
  switch (posting.outcome) {
    case "held":
      return postings;
    case "reversed":
      return postings.filter((one) => one.sourceKey !== posting.reversedSourceKey);
    case "posted":
      return [
        ...postings,
        { sourceKey: posting.sourceKey, payerControlNumber: remitted.payerControlNumber, paid: remitted.paid, lines: entry.lines },
      ];
  }
}

/** Payments carry tens of thousands of claims: candidates are found by number, not by a walk over all. */
function indexClaims(claims: readonly OpenClaim[]): (remitted: RemittanceClaim) => readonly OpenClaim[] {
  const byNumber = new Map<string, OpenClaim[]>();
  const add = (number: string, claim: OpenClaim): void => {
    const list = byNumber.get(number);
    if (list === undefined) byNumber.set(number, [claim]);
    else if (!list.includes(claim)) list.push(claim);
  };
  for (const claim of claims) {
    add(`ours ${claim.controlNumber}`, claim);
    if (claim.forwardedAs !== undefined) add(`ours ${claim.forwardedAs}`, claim);
    for (const number of claim.payerControlNumbers) add(`theirs ${number}`, claim);
  }
  return (remitted) => {
    const numbers = [
      `ours ${remitted.patientControlNumber}`,
      `theirs ${remitted.payerControlNumber}`,
      ...remitted.identifiers.filter((one) => one.qualifier === "F8").map((one) => `theirs ${one.value}`),
    ];
    return [...new Set(numbers.flatMap((number) => byNumber.get(number) ?? []))];
  };
}

function blockingException(remittance: Remittance, proof: RemittanceProof): PostingException | undefined {
  const { payment } = remittance;
  const { firstOff } = proof;
  const at = (segment: number | undefined): { readonly segment?: number } => (segment === undefined ? {} : { segment });
  if (firstOff !== undefined) {
    return postingException("out-of-balance", { ...at(firstOff.segment), amount: payment.amount }, { words: firstOff.words });
  }
  if (payment.creditOrDebit !== "D" || payment.amount === zeroCents) return undefined;
  return postingException("debit-payment", { ...at(remittance.segment), amount: payment.amount }, { trace: payment.trace });
}

function emptyPlan(remittance: Remittance, exception: PostingException): PostingPlan {
  return {
    remittanceKey: remittanceKeyOf(remittance),
    entries: [],
    claimEvents: [],
    claims: [],
    denials: [],
    nextClaims: [],
    exceptions: [exception],
    posted: false,
    deposit: { trace: remittance.payment.trace, expected: remittance.payment.amount, cash: zeroCents },
  };
}

function eventOf(outcome: ClaimOutcome): PostingPlan["claimEvents"] {
  const { claimId } = outcome.posting;
  return outcome.event === undefined || claimId === undefined ? [] : [{ claimId, event: outcome.event }];
}

function shareExceptions(remittance: Remittance, proof: RemittanceProof): readonly PostingException[] {
  return proof.patientResponsibilityOff.map((off) =>
    postingException("patient-responsibility-differs", off.segment === undefined ? {} : { segment: off.segment }, {
      words: off.words,
      by: formatUsd(off.by),
      trace: remittance.payment.trace,
    }),
  );
}

/** A reversal whose claim is not decided again later in the same payment. */
function awaitedCorrections(remittance: Remittance, outcomes: readonly ClaimOutcome[]): readonly PostingException[] {
  const lastDecision = new Map<ClaimId, number>();
  for (const { posting } of outcomes) {
    if (posting.claimId !== undefined && posting.outcome === "posted") lastDecision.set(posting.claimId, posting.remittanceClaimIndex);
  }
  return outcomes.flatMap(({ posting }) => {
    const { claimId, remittanceClaimIndex: index } = posting;
    const remitted = remittance.claims[index];
    if (posting.outcome !== "reversed" || claimId === undefined || remitted === undefined) return [];
    if ((lastDecision.get(claimId) ?? -1) > index) return [];
    return [
      postingException("reversal-awaits-correction", claimPlace(index, remitted, claimId), { control: remitted.patientControlNumber }),
    ];
  });
}
