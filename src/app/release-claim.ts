/** Lets a checked claim go into the next file, or takes it out of the queue again. */
import { decideRelease, decideTakeBack } from "../core/claims/decide.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { claimsInStates } from "../store/claims.ts";
import { claimsInAFile } from "../store/snapshots.ts";
import { inPractice } from "../store/transaction.ts";
import { workStandings } from "../store/visit-work.ts";
import { onRecord, recordAct } from "./audit/record.ts";
import { appendEvents, appendToClaims, lockClaim } from "./claim-history.ts";
import { type Context, practiceToday, whoActs } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { refusedByQuestion } from "./worklist/work-on-visit.ts";

export async function releaseClaim(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "claim.release", object: ["claim", claimId] }, async (tx) => {
    const held = await lockClaim(tx, claimId);
    if (held === undefined) return notFound("claim");
    const asked = await refusedByQuestion(tx, held.claim.encounterId);
    if (asked !== undefined) return asked;
    const decided = decideRelease(held.facts, whoActs(context));
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    const { today } = await practiceToday(context, tx);
    const released = await appendEvents(tx, held, today, decided.value);
    return released.ok ? ok(undefined) : no(released.refusal.reason, released.refusal.words);
  });
}

const atOnce = 500;

/** Lets every claim that passed its check go into the next file, some in each transaction. Returns how many. */
export async function releaseReadyClaims(context: Context): Promise<number> {
  for (let released = 0; ; ) {
    const lot = await inPractice(context.app.pool, context.practiceId, async (tx) => {
      const found = await claimsInStates(tx, ["ready"], { limit: atOnce, forUpdate: true });
      const standing = await workStandings(tx, [...new Set(found.map(({ encounterId }) => encounterId))]);
      const ready = found.filter(({ encounterId }) => !standing(encounterId).questionOpen);
      const { today } = await practiceToday(context, tx);
      if (ready.length > 0) await recordAct(context, tx, { act: "claim.release", patients: ready.map(({ patientId }) => patientId) });
      const refused = await appendToClaims(
        tx,
        today,
        ready.map(({ id }) => ({ claimId: id, event: { v: 1, kind: "released", ...whoActs(context) } })),
      );
      return { asked: found.length, released: ready.length - refused.length };
    });
    released += lot.released;
    if (lot.asked < atOnce || lot.released === 0) return released;
  }
}

export async function takeBackClaim(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "claim.take-back", object: ["claim", claimId] }, async (tx) => {
    const held = await lockClaim(tx, claimId);
    if (held === undefined) return notFound("claim");
    const inAFile = (await claimsInAFile(tx, [claimId])).has(claimId);
    const decided = decideTakeBack(held.facts, { by: context.user, inAFile });
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    const { today } = await practiceToday(context, tx);
    const taken = await appendEvents(tx, held, today, decided.value);
    return taken.ok ? ok(undefined) : no(taken.refusal.reason, taken.refusal.words);
  });
}
