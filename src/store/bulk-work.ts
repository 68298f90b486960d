/** Work on many visits at once: what is asked of each, and what stood before. */
import type { ClaimId, EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { BulkAct } from "../core/worklist/bulk.ts";
import type { Queue } from "../core/worklist/queue.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface BulkRow {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly queue: Queue;
  readonly readyClaims: readonly ClaimId[];
  /** Why it was put off last. */
  readonly followUpWords: string | null;
}

/** In the order of their ids, held until the transaction ends. */
export async function lockVisits(tx: Tx, ids: readonly EncounterId[]): Promise<void> {
  await tx.run(sql`
    select 1 from encounter where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for no key update`);
}

/** So that nobody releases or changes them meanwhile. */
export async function lockReadyClaims(tx: Tx, ids: readonly EncounterId[]): Promise<void> {
  await tx.run(sql`
    select 1 from claim where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) and state = 'ready'
    order by id for no key update`);
}

/** In the order of their ids; what is not there is left out. */
export async function bulkRows(tx: Tx, ids: readonly EncounterId[]): Promise<readonly BulkRow[]> {
  return tx.many<BulkRow>(sql`
    select v.encounter_id as id, v.patient_id as "patientId", v.queue,
      array(select c.id from claim c where c.practice_id = v.practice_id and c.encounter_id = v.encounter_id and c.state = 'ready'
        order by c.id) as "readyClaims",
      (select w.words from visit_work w where w.practice_id = v.practice_id and w.encounter_id = v.encounter_id and w.kind = 'follow-up'
        order by w.id desc limit 1) as "followUpWords"
    from visit_place v where v.practice_id = ${tx.practiceId} and v.encounter_id = any(${ids}::bigint[]) order by v.encounter_id`);
}

export interface BulkItem {
  readonly encounterId: EncounterId;
  readonly claimId?: ClaimId | undefined;
  readonly beforeOwner?: OwnerId | undefined;
  readonly beforeFollowUp?: IsoDate | undefined;
  readonly beforeQueue?: string | undefined;
  readonly beforeWords?: string | undefined;
}

export async function insertBulk(tx: Tx, { act, items, on, by }: BulkToKeep): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into bulk_work (practice_id, on_day, by_id, by_name, kind, owner_id, follow_up)
    values (${tx.practiceId}, ${on}, ${by.id}, ${by.name}, ${act.kind}, ${act.kind === "assign" ? act.ownerId : undefined},
      ${act.kind === "put-off" ? act.until : undefined}) returning id`);
  await tx.run(sql`
    insert into bulk_work_item (practice_id, bulk_id, position, encounter_id, claim_id, before_owner, before_follow_up, before_queue, before_words)
    select ${tx.practiceId}::int, ${id}::bigint, given.* from unnest(${items.map((_one, at) => at + 1)}::int[],
      ${items.map((one) => one.encounterId)}::bigint[], ${items.map((one) => one.claimId ?? null)}::bigint[],
      ${items.map((one) => one.beforeOwner ?? null)}::bigint[], ${items.map((one) => one.beforeFollowUp ?? null)}::date[],
      ${items.map((one) => one.beforeQueue ?? null)}::text[], ${items.map((one) => one.beforeWords ?? null)}::text[]) as given`);
  return id;
}

interface BulkToKeep {
  readonly act: BulkAct;
  readonly items: readonly BulkItem[];
  readonly on: IsoDate;
  readonly by: { readonly id: OwnerId; readonly name: string };
}

export interface KeptBulk {
  readonly act: BulkAct;
  readonly byId: OwnerId;
  readonly undoneOn: IsoDate | null;
  readonly items: readonly {
    readonly encounterId: EncounterId;
    readonly claimId: ClaimId | null;
    readonly beforeOwner: OwnerId | null;
    readonly beforeFollowUp: IsoDate | null;
    readonly beforeQueue: string | null;
    readonly beforeWords: string | null;
  }[];
}

export async function lockBulk(tx: Tx, id: number): Promise<KeptBulk | undefined> {
  const row = await tx.maybe<{
    kind: BulkAct["kind"];
    ownerId: OwnerId | null;
    followUp: IsoDate | null;
    byId: OwnerId;
    undoneOn: IsoDate | null;
  }>(sql`
    select kind, owner_id as "ownerId", follow_up as "followUp", by_id as "byId", undone_on as "undoneOn" from bulk_work
    where practice_id = ${tx.practiceId} and id = ${id} for no key update`);
  if (row === undefined) return undefined;
  const items = await tx.many<KeptBulk["items"][number]>(sql`
    select encounter_id as "encounterId", claim_id as "claimId", before_owner as "beforeOwner", before_follow_up as "beforeFollowUp",
      before_queue as "beforeQueue", before_words as "beforeWords"
    from bulk_work_item where practice_id = ${tx.practiceId} and bulk_id = ${id} order by position`);
  return { act: actOf(row), byId: row.byId, undoneOn: row.undoneOn, items };
}

export async function markUndone(tx: Tx, id: number, on: IsoDate): Promise<void> {
  await tx.run(sql`update bulk_work set undone_on = ${on} where practice_id = ${tx.practiceId} and id = ${id}`);
}

function actOf({
  kind,
  ownerId,
  followUp,
}: {
  readonly kind: BulkAct["kind"];
  readonly ownerId: OwnerId | null;
  readonly followUp: IsoDate | null;
}): BulkAct {
  switch (kind) {
    case "assign":
      return { kind, ownerId: ownerId ?? undefined };
    case "put-off":
      return followUp === null ? { kind: "wake" } : { kind, until: followUp };
    case "wake":
    case "release":
      return { kind };
  }
}
