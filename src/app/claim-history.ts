/** Loads a claim with its folded events, and appends events so that the stored state is always the fold. */
import type { ClaimEvent, DatedClaimEvent } from "../core/claims/model.ts";
import { applyClaimEvent, type ClaimFacts, foldClaim, type IllegalClaimEvent } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import {
  appendClaimEvents,
  appendEventsOfClaims,
  type ClaimChange,
  loadClaimEvents,
  loadEventsOfClaims,
  lockClaims,
  lockControlNumbers,
  type StoredClaim,
} from "../store/claims.ts";
import type { Tx } from "../store/transaction.ts";

export interface ClaimWithFacts {
  readonly claim: StoredClaim;
  readonly facts: ClaimFacts;
}

/** Locks the claim and folds its events. Undefined when there is no such claim. */
export async function lockClaim(tx: Tx, id: ClaimId): Promise<ClaimWithFacts | undefined> {
  const [claims, events] = await Promise.all([lockClaims(tx, [id]), loadClaimEvents(tx, id)]);
  const claim = claims.get(id);
  return claim === undefined ? undefined : { claim, facts: factsOf(events) };
}

/** A stored history that does not fold is a bug, since every event passed the fold before it was stored. */
export function factsOf(events: readonly DatedClaimEvent[]): ClaimFacts {
  const folded = foldClaim(events);
  assert(folded.ok, "the stored events of a claim fold");
  return folded.value;
}

/** Appends the events that may happen now. The first one that may not is the refusal, and nothing is appended. */
export async function appendEvents(
  tx: Tx,
  { claim, facts }: ClaimWithFacts,
  on: IsoDate,
  events: readonly ClaimEvent[],
): Promise<Result<ClaimFacts, IllegalClaimEvent>> {
  let after: ClaimFacts = facts;
  for (const event of events) {
    const next = applyClaimEvent(after, { sequence: after.lastSequence + 1, on, event });
    if (!next.ok) return next;
    after = next.value;
  }
  await appendClaimEvents(tx, on, {
    claimId: claim.id,
    after: facts.lastSequence,
    events,
    state: after.state,
    ...(after.payerControlNumber === undefined ? {} : { payerControlNumber: after.payerControlNumber }),
  });
  return ok(after);
}

export interface ClaimAddition {
  readonly claimId: ClaimId;
  readonly event: ClaimEvent;
}

export interface RefusedAddition extends ClaimAddition {
  readonly controlNumber: string;
  readonly words: string;
}

/**
 * Appends events to many claims in a few statements, each claim's in the given order. An event that contradicts what is
 * known of its claim is left out and comes back with the words why, for a person to look at.
 */
export async function appendToClaims(tx: Tx, on: IsoDate, additions: readonly ClaimAddition[]): Promise<readonly RefusedAddition[]> {
  const ids = [...new Set(additions.map((one) => one.claimId))].sort((a, b) => a - b);
  const wanted = new Map<ClaimId, ClaimEvent[]>(ids.map((claimId) => [claimId, []]));
  for (const { claimId, event } of additions) wanted.get(claimId)?.push(event);
  // Sent in this order: the events are read when the claims are held.
  const [numbers, histories] = await Promise.all([lockControlNumbers(tx, ids), loadEventsOfClaims(tx, ids)]);
  const changes: ClaimChange[] = [];
  const refused: RefusedAddition[] = [];
  for (const [claimId, controlNumber] of numbers) {
    const before = factsOf(histories.get(claimId) ?? []);
    let after = before;
    const events: ClaimEvent[] = [];
    for (const event of wanted.get(claimId) ?? []) {
      const next = applyClaimEvent(after, { sequence: after.lastSequence + 1, on, event });
      if (next.ok) {
        after = next.value;
        events.push(event);
      } else refused.push({ claimId, event, controlNumber, words: next.refusal.words });
    }
    if (events.length === 0) continue;
    const number = after.payerControlNumber;
    changes.push({
      claimId,
      after: before.lastSequence,
      events,
      state: after.state,
      ...(number === undefined ? {} : { payerControlNumber: number }),
    });
  }
  await appendEventsOfClaims(tx, on, changes);
  return refused;
}
