import type { DatedClaimEvent } from "../../core/claims/model.ts";
import { foldClaim } from "../../core/claims/state.ts";
import type { Finding } from "../../core/kernel/finding.ts";
import type { ClaimId } from "../../core/kernel/id.ts";
import { claimEventsBroken, claimStateDiffers } from "../../core/upkeep/verify-findings.ts";
import { loadEventsOfClaims } from "../../store/claims.ts";
import type { Tx } from "../../store/transaction.ts";
import { type ClaimColumns, claimColumnsAfter } from "../../store/verify/claim-columns.ts";
import type { Check } from "./check.ts";

const batch = 500;

export const claimStatesCheck: Check = {
  name: "claim-states",
  holds: "every claim's state is the fold of its events, and no event is missing",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = 0; ; ) {
      const claims = await claimColumnsAfter(tx, after, batch);
      const last = claims.at(-1);
      if (last === undefined) return { examined, findings };
      const events = await loadEventsOfClaims(
        tx,
        claims.map((claim) => claim.id),
      );
      findings.push(...claims.flatMap((claim) => judge(tx, claim, events)));
      examined += claims.length;
      after = last.id;
    }
  },
};

function judge(tx: Tx, stored: ClaimColumns, all: ReadonlyMap<ClaimId, readonly DatedClaimEvent[]>): readonly Finding[] {
  const { id } = stored;
  const practice = tx.practiceId;
  const events = all.get(id) ?? [];
  const gap = events.findIndex(({ sequence }, index) => sequence !== index + 1);
  if (gap !== -1) return [claimEventsBroken({ practice, id, words: `event ${gap + 1} is missing` })];
  const folded = foldClaim(events);
  if (!folded.ok) return [claimEventsBroken({ practice, id, words: folded.refusal.words })];
  const told = wordsOf({ ...folded.value, events: folded.value.lastSequence });
  const kept = wordsOf({ ...stored, events: stored.lastSequence });
  return told === kept ? [] : [claimStateDiffers({ practice, id, stored: kept, folded: told })];
}

function wordsOf({ state, version, events }: { readonly state: string; readonly version: number; readonly events: number }): string {
  return `${state}, version ${version}, ${events} events`;
}
