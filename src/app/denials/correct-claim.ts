/** The right way on after a rejection (again as an original) or a decision (a replacement, where the payer takes it). */
import { decideNew, decideReplacement, type VersionDecision } from "../../core/claims/decide.ts";
import type { ClaimFacts } from "../../core/claims/state.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { listDenials, updateDenial } from "../../store/denials.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { lockClaim } from "../claim-history.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { draftVersion } from "../prepare-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord, type VisitRecord } from "../visit-record.ts";
import type { DenialDetail } from "./work-out.ts";

/** A rejected claim never entered adjudication: the visit as it is coded now goes again as an original. */
export async function resendClaim(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return nextVersion(context, "claim.resend", encounterId, async (tx, facts, visit) =>
    decideNew(facts, { unprocessable: await isUnprocessable(tx, visit) }),
  );
}

/** A decided claim is replaced: the whole claim again with the payer's number (frequency 7). */
export async function replaceClaim(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  const decide = async (_tx: Tx, facts: ClaimFacts, { payer }: VisitRecord): Promise<VersionDecision> => {
    assert(payer !== undefined, "a claim has a payer");
    return decideReplacement(facts, payer);
  };
  return nextVersion(context, "claim.replace", encounterId, decide);
}

async function nextVersion(
  context: Context,
  act: "claim.resend" | "claim.replace",
  encounterId: EncounterId,
  decide: (tx: Tx, facts: ClaimFacts, visit: VisitRecord) => Promise<VersionDecision>,
): Promise<Outcome<undefined>> {
  return onRecord(context, { act, object: ["visit", encounterId] }, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.claim === undefined) return notFound("claim");
    const held = await lockClaim(tx, visit.claim.id);
    assert(held !== undefined, "a claim that was just read is there");
    const decided = await decide(tx, held.facts, visit);
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    const { today } = await practiceToday(context, tx);
    const { version, frequency, originalPayerControlNumber: number, events } = decided.value;
    const drafted = events.find((event) => event.kind === "drafted");
    await draftVersion(context.app, tx, {
      visit,
      held,
      today,
      version,
      frequency,
      ...(number === undefined ? {} : { originalPayerControlNumber: number }),
      why: drafted?.kind === "drafted" ? drafted.why : "corrected",
    });
    for (const denial of await listDenials(tx, { claimId: visit.claim.id, statuses: ["open", "working"], limit: 200 })) {
      await updateDenial(tx, denial.id, { status: "corrected", nextOn: null });
      await addDenialEvents(tx, { on: today, ...whoActs(context) }, [
        { denialId: denial.id, event: { kind: "corrected", version, frequency, changes: [] } },
      ]);
    }
    return ok(undefined);
  });
}

/** The payer said that it did not process the claim (RARC MA130, N142): it wants a new one, not a replacement. */
async function isUnprocessable(tx: Tx, { claim }: VisitRecord): Promise<boolean> {
  if (claim === undefined) return false;
  const denials = await listDenials(tx, { claimId: claim.id, statuses: ["open", "working"], limit: 200 });
  return denials.some((denial) => (denial.detail as DenialDetail).action === "resend-original");
}
