/**
 * A claim that goes again with the values it had: taken back from the payer as a void (frequency 8), whichever payer it asked; or, to
 * a later payer, sent again after a rejection. A claim to the first payer that is to go again changed is made from its visit.
 */
import { type ClaimRefusal, decideGiveUp, decideResend, decideVoid, type NewVersion } from "../core/claims/decide.ts";
import { applyClaimEvent, type ClaimFacts } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { Payer } from "../core/parties/model.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { saveClaimContent } from "../store/claims.ts";
import { addDenialEvents, denialEvents } from "../store/denial-events.ts";
import { denialsOfClaims, updateDenial } from "../store/denials.ts";
import { loadPayer } from "../store/parties.ts";
import { claimsInAFile, snapshotsOfClaim } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { checkClaims } from "./check-claims.ts";
import { appendEvents, type ClaimWithFacts, lockClaim } from "./claim-history.ts";
import { type Context, practiceToday, whoActs } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord } from "./visit-record.ts";

/** Takes the whole claim back: the payer undoes its decision, and the claim's cases end with it. It is released and filed like any version. */
export async function voidClaim(context: Context, claimId: ClaimId, reason: string): Promise<Outcome<undefined>> {
  return sendAsIs(context, claimId, { act: "claim.void", decide: decideVoid, why: `void: ${reason}` });
}

/** The same once more, after a rejection that its values did not cause. */
export async function resendAsIs(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  return sendAsIs(context, claimId, { act: "claim.resend", decide: decideResend });
}

/** A version that has not left is given up: the claim, and the cases that it closed, are as they were. A correction has its own undoing. */
export async function giveUpVersion(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "claim.give-up", object: ["claim", claimId] }, async (tx) => {
    const held = await lockClaim(tx, claimId);
    if (held === undefined) return notFound("claim");
    const inAFile = (await claimsInAFile(tx, [claimId])).has(claimId);
    const decided = decideGiveUp(held.facts, { by: context.user, inAFile });
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    const { before, version } = held.facts;
    const sent = (await snapshotsOfClaim(tx, claimId)).findLast((one) => one.version === before?.version);
    if (before === undefined || sent === undefined)
      return no(
        "not-sent-yet",
        "The version before was not sent from here, so it cannot be put back.",
        "Release and file this one, or change it.",
      );
    const { today } = await practiceToday(context, tx);
    await saveClaimContent(tx, { ...held.claim, version: before.version, frequency: before.frequency, content: sent.content });
    const done = await appendEvents(tx, held, today, decided.value);
    assert(done.ok, "a version that was not sent can be given up");
    await openCasesAgain(context, tx, { claimId, version, today });
    return ok(undefined);
  });
}

async function openCasesAgain(
  context: Context,
  tx: Tx,
  { claimId, version, today }: { readonly claimId: ClaimId; readonly version: number; readonly today: IsoDate },
): Promise<void> {
  for (const { id: denialId } of await denialsOfClaims(tx, [claimId], ["corrected"])) {
    const last = (await denialEvents(tx, denialId)).at(-1)?.event;
    if (last?.kind !== "corrected" || last.version !== version) continue;
    await updateDenial(tx, denialId, { status: "open" });
    await addDenialEvents(tx, { on: today, ...whoActs(context) }, [{ denialId, event: { kind: "undone", version } }]);
  }
}

interface Way {
  readonly act: "claim.void" | "claim.resend";
  readonly decide: (facts: ClaimFacts, payer: Payer) => Result<NewVersion, ClaimRefusal>;
  readonly why?: string;
}

async function sendAsIs(context: Context, claimId: ClaimId, { act, decide, why }: Way): Promise<Outcome<undefined>> {
  return onRecord(context, { act, object: ["claim", claimId] }, async (tx) => {
    const held = await lockClaim(tx, claimId);
    const payer = held === undefined ? undefined : await loadPayer(tx, held.claim.payerId);
    if (held === undefined || payer === undefined) return notFound("claim");
    const decided = decide(held.facts, payer);
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    const drafted = await draft(context, tx, held, { next: decided.value, payer, ...(why === undefined ? {} : { why }) });
    if (!drafted) return notFound("visit");
    await closeCases(context, tx, claimId, decided.value);
    return ok(undefined);
  });
}

async function draft(
  { app }: Context,
  tx: Tx,
  { claim, facts }: ClaimWithFacts,
  { next, payer, why }: { readonly next: NewVersion; readonly payer: Payer; readonly why?: string },
): Promise<boolean> {
  const visit = await loadVisitRecord(tx, claim.encounterId);
  if (visit === undefined) return false;
  const { today } = await practiceToday({ app }, tx);
  const { version, frequency } = next;
  const content = contentOf(claim.content, next);
  await saveClaimContent(tx, { id: claim.id, version, frequency, content, chargeIds: claim.chargeIds });
  const [event] = next.events;
  assert(event?.kind === "drafted", "a new version begins with its draft");
  const said = { ...event, ...(why === undefined ? {} : { why }) };
  const applied = applyClaimEvent(facts, { sequence: facts.lastSequence + 1, on: today, event: said });
  assert(applied.ok, applied.ok ? "" : applied.refusal.words);
  const coverage = visit.coverages.find((one) => one.id === claim.coverageId);
  const { deathDate } = visit.patient;
  await checkClaims(
    app,
    tx,
    [
      {
        claimId: claim.id,
        content,
        encounter: visit.encounter,
        payer,
        facts: applied.value,
        pending: [said],
        chargesStand: true,
        ...(coverage === undefined ? {} : { coverage }),
        ...(deathDate === undefined ? {} : { deathDate }),
      },
    ],
    today,
  );
  return true;
}

/** The payer's number stands in REF*F8, once: an original has none. */
function contentOf(content: ProfessionalClaim, { frequency, originalPayerControlNumber: number }: NewVersion): ProfessionalClaim {
  const others = content.identifiers.filter((one) => one.qualifier !== "F8");
  return { ...content, frequency, identifiers: number === undefined ? others : [...others, { qualifier: "F8", value: number }] };
}

async function closeCases(context: Context, tx: Tx, claimId: ClaimId, { version, frequency }: NewVersion): Promise<void> {
  const { today } = await practiceToday(context, tx);
  for (const { id: denialId } of await denialsOfClaims(tx, [claimId], ["open", "working"])) {
    await updateDenial(tx, denialId, { status: "corrected", nextOn: null });
    await addDenialEvents(tx, { on: today, ...whoActs(context) }, [
      { denialId, event: { kind: "corrected", version, frequency, changes: [] } },
    ]);
  }
}
