/** What a payment does to the cases of denied lines: a decision taken back waits for the next one, a new decision closes them. */
import { decideCase } from "../../core/denials/case.ts";
import type { DenialEvent } from "../../core/denials/history.ts";
import type { ClaimId, DenialId, RemittanceId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { PostingPlan } from "../../core/remit/model.ts";
import type { Remittance } from "../../core/x12/transactions/remittance.ts";
import { loadClaims } from "../../store/claims.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { denialsOfClaims, denialsTakenBack, movedSince, settleDenial, updateDenial } from "../../store/denials.ts";
import type { Tx } from "../../store/transaction.ts";

interface PostedPayment {
  readonly plan: PostingPlan;
  readonly remittance: Remittance;
  readonly remittanceId: RemittanceId;
  readonly today: IsoDate;
}

/** After the money and the claims' events are in, and before the payment's own denials open. */
export async function decideCases(tx: Tx, { plan, remittance, remittanceId, today }: PostedPayment): Promise<void> {
  const events: { readonly denialId: DenialId; readonly event: DenialEvent }[] = [];
  const reversed: ClaimId[] = [];
  for (const posting of plan.claims) {
    const remitted = remittance.claims[posting.remittanceClaimIndex];
    if (posting.outcome !== "reversed" || posting.claimId === undefined || remitted === undefined) continue;
    reversed.push(posting.claimId);
    for (const denialId of await denialsTakenBack(tx, posting.claimId, remitted.payerControlNumber))
      events.push({ denialId, event: { kind: "taken-back", remittanceId } });
  }
  const posted = plan.claims.flatMap(({ claimId, outcome }) => (claimId === undefined || outcome !== "posted" ? [] : [claimId]));
  events.push(...(await closeDecided(tx, posted, { remittanceId, today })), ...(await closeVoided(tx, reversed, today)));
  await addDenialEvents(tx, { on: today, by: "the payer" }, events);
}

async function closeDecided(
  tx: Tx,
  claimIds: readonly ClaimId[],
  { remittanceId, today }: Pick<PostedPayment, "remittanceId" | "today">,
): Promise<readonly { readonly denialId: DenialId; readonly event: DenialEvent }[]> {
  const waiting = await denialsOfClaims(tx, claimIds, ["open", "working", "corrected", "appealed"]);
  if (waiting.length === 0) return [];
  const moved = await movedSince(
    tx,
    waiting.map((one) => one.id),
  );
  const events: { readonly denialId: DenialId; readonly event: DenialEvent }[] = [];
  for (const { id, amount } of waiting) {
    const since = moved.get(id);
    if (since === undefined) {
      await updateDenial(tx, id, { status: "void", closedOn: today, answerBy: null, nextOn: null });
      events.push({ denialId: id, event: { kind: "void", why: "line-removed" } });
      continue;
    }
    const decided = decideCase(amount, since);
    await settleDenial(tx, id, { decided, on: today });
    const { status: _status, ...amounts } = decided;
    events.push({ denialId: id, event: { kind: "decided", remittanceId, ...amounts } });
  }
  return events;
}

/** A claim that was voided (frequency 8) asks for nothing any more. */
async function closeVoided(
  tx: Tx,
  claimIds: readonly ClaimId[],
  today: IsoDate,
): Promise<readonly { readonly denialId: DenialId; readonly event: DenialEvent }[]> {
  if (claimIds.length === 0) return [];
  const voided = [...(await loadClaims(tx, claimIds)).values()].filter((claim) => claim.state === "voided").map((claim) => claim.id);
  const left = await denialsOfClaims(tx, voided, ["open", "working", "corrected", "appealed"]);
  for (const { id } of left) await updateDenial(tx, id, { status: "void", closedOn: today, answerBy: null, nextOn: null });
  return left.map(({ id }) => ({ denialId: id, event: { kind: "void", why: "claim-voided" } }));
}
