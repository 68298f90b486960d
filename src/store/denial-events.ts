/** What was done about denied lines: rows that are added and never changed. */
import type { Doer } from "../core/claims/model.ts";
import type { DatedDenialEvent, DenialEvent } from "../core/denials/history.ts";
import type { DenialId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { toJson } from "./json.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** Adds one event to each, in the order of their ids, so that two who write the same cases never wait in a ring. */
export async function addDenialEvents(
  tx: Tx,
  { on, by, account }: { readonly on: IsoDate } & Doer,
  events: readonly { readonly denialId: DenialId; readonly event: DenialEvent }[],
): Promise<void> {
  if (events.length === 0) return;
  const ids = events.map((one) => one.denialId);
  tx.post(sql`select 1 from denial where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for no key update`);
  tx.post(sql`
    insert into denial_event (practice_id, denial_id, sequence, happened_on, actor, account_id, kind, payload)
    select ${tx.practiceId}::int, given.id,
      (select coalesce(max(sequence), 0) from denial_event e where e.practice_id = ${tx.practiceId} and e.denial_id = given.id)
        + row_number() over (partition by given.id order by given.position),
      ${on}::date, ${by}, ${account}::bigint, given.kind, given.payload
    from unnest(${ids}::bigint[], ${events.map((one) => one.event.kind)}::text[], ${events.map((one) => toJson(one.event))}::jsonb[])
      with ordinality as given (id, kind, payload, position)`);
}

/** Oldest first. */
export async function denialEvents(tx: Tx, id: DenialId): Promise<readonly DatedDenialEvent[]> {
  const rows = await tx.many<{ sequence: number; happened_on: IsoDate; actor: string; payload: DenialEvent }>(sql`
    select sequence, happened_on, actor, payload from denial_event where practice_id = ${tx.practiceId} and denial_id = ${id} order by sequence`);
  return rows.map((row) => ({ sequence: row.sequence, on: row.happened_on, by: row.actor, event: row.payload }));
}
