/** Corrects the member id of the visit's coverage, as a card that was misread asks for. The next version of the claim carries it. */
import { changesBetween } from "../core/access/changes.ts";
import { isUnderway } from "../core/claims/state.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { plainMemberId } from "../core/parties/member-id.ts";
import { unsentEncountersOfCoverage } from "../store/claims.ts";
import { updateCoverage } from "../store/coverages.ts";
import { lockEncounter } from "../store/encounters.ts";
import { onRecord } from "./audit/record.ts";
import type { Context } from "./context.ts";
import { redraftUnsent } from "./prepare-claim.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord } from "./visit-record.ts";

export async function correctMemberId(context: Context, encounterId: EncounterId, memberId: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "coverage.correct", object: ["visit", encounterId] }, async (tx, audit) => {
    const first = await loadVisitRecord(tx, encounterId);
    if (first === undefined) return notFound("visit");
    if (first.coverage === undefined) return no("no-coverage", "This visit has no insurance.");
    // Every unsent claim on this card carries the id, not only this visit's. Locked in the order of their numbers.
    const others = await unsentEncountersOfCoverage(tx, first.coverage.id);
    const touched = [...new Set([encounterId, ...others])].sort((a, b) => a - b);
    for (const one of touched) await lockEncounter(tx, one);
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.coverage === undefined) return notFound("visit");
    if (visit.claim !== undefined && isUnderway(visit.claim.state)) {
      return no("underway", "The claim is with the payer.", "Wait for its answer; then correct the id and send the claim again.");
    }
    const plain = plainMemberId(memberId);
    audit.note(changesBetween({ memberId: visit.coverage.memberId }, { memberId: plain }));
    await updateCoverage(tx, { ...visit.coverage, memberId: plain });
    for (const one of touched) await redraftUnsent(context, tx, one);
    return ok(undefined);
  });
}
