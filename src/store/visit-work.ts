/** What people did around visits: rows that are only added, and what follows from them now. */
import type { EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { foldWork, type OwnerId, untouchedWork, type WorkEvent, type WorkKind, type WorkStanding } from "../core/worklist/work.ts";
import { groupRows, present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface NewWork extends WorkEvent {
  readonly encounterId: EncounterId;
  readonly on: IsoDate;
  readonly by: string;
  readonly ownerName?: string;
  readonly words?: string;
}

/** Marks the visits: their places follow from it. */
export async function addWork(tx: Tx, rows: readonly NewWork[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into visit_work (practice_id, encounter_id, on_day, by_name, kind, owner_id, owner_name, follow_up, queue, words)
    select ${tx.practiceId}::int, given.* from unnest(${rows.map((one) => one.encounterId)}::bigint[], ${rows.map((one) => one.on)}::date[],
      ${rows.map((one) => one.by)}::text[], ${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.ownerId ?? null)}::bigint[],
      ${rows.map((one) => one.ownerName ?? null)}::text[], ${rows.map((one) => one.followUp ?? null)}::date[],
      ${rows.map((one) => one.queue ?? null)}::text[], ${rows.map((one) => one.words ?? "")}::text[]) as given`);
  for (const { encounterId } of rows) tx.touched.encounters.add(encounterId);
}

interface WorkRow {
  readonly id: number;
  readonly encounter_id: EncounterId;
  readonly kind: WorkKind;
  readonly owner_id: OwnerId | null;
  readonly owner_name: string | null;
  readonly follow_up: IsoDate | null;
  readonly queue: string | null;
}

/** How each of the visits stands now. */
export async function workStandings(tx: Tx, ids: readonly EncounterId[]): Promise<(id: EncounterId) => WorkStanding> {
  const rows = await tx.many<WorkRow>(sql`
    select id, encounter_id, kind, owner_id, follow_up, queue from visit_work
    where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) and kind <> 'note' order by encounter_id, id`);
  const groups = groupRows(rows, (row) => row.encounter_id);
  return (id) => {
    const group = groups.get(id);
    return group === undefined ? untouchedWork : foldWork(group.map(eventOf));
  };
}

export interface WorkEntry extends WorkEvent {
  readonly id: number;
  /** An instant, ISO 8601. */
  readonly at: string;
  readonly on: IsoDate;
  readonly by: string;
  readonly ownerName?: string;
  readonly words: string;
}

/** All that was done around one visit, the oldest first. */
export async function workOfVisit(tx: Tx, encounterId: EncounterId): Promise<readonly WorkEntry[]> {
  const rows = await tx.many<
    WorkRow & { readonly at: string; readonly on_day: IsoDate; readonly by_name: string; readonly words: string }
  >(sql`
    select id, encounter_id, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, on_day, by_name, kind, owner_id,
      owner_name, follow_up, queue, words
    from visit_work where practice_id = ${tx.practiceId} and encounter_id = ${encounterId} order by id`);
  return rows.map((row) => ({
    ...eventOf(row),
    id: row.id,
    at: row.at,
    on: row.on_day,
    by: row.by_name,
    words: row.words,
    ...present({ ownerName: row.owner_name }),
  }));
}

function eventOf({ kind, owner_id, follow_up, queue }: WorkRow): WorkEvent {
  return { kind, ...present({ ownerId: owner_id, followUp: follow_up, queue }) };
}
