/** After a setting was changed: claims that have not left the house are made anew from it, each visit in its own transaction. */
import { counted } from "../../core/kernel/counted.ts";
import { unsentEncountersOf } from "../../store/claims.ts";
import { lockEncounter } from "../../store/encounters.ts";
import { loadSettingChange } from "../../store/settings.ts";
import { inPractice, readPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { unwatched, type Watch } from "../jobs/task.ts";
import { redraftUnsent } from "../prepare-claim.ts";

/** Cut off and begun again it does some claims twice, which changes nothing. */
export async function redraftClaims(context: Context, changeId: number, watch: Watch = unwatched): Promise<string> {
  const { pool } = context.app;
  const visits = await readPractice(pool, context.practiceId, async (tx) => {
    const change = await loadSettingChange(tx, changeId);
    return change === undefined ? [] : unsentEncountersOf(tx, change.subject, Number(change.key));
  });
  for (const [done, visit] of visits.entries()) {
    await watch.at({ done, total: visits.length });
    await inPractice(pool, context.practiceId, async (tx) => {
      await lockEncounter(tx, visit);
      await redraftUnsent(context, tx, visit);
    });
  }
  return visits.length === 0
    ? "No claim was waiting that carries it."
    : `${counted(visits.length, "claim")} that had not left made anew and checked again; what was sent stays as it was sent.`;
}
