/** The towns of simulated practices: the seed from which their people and visits come. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredTown {
  readonly seed: number;
  readonly people: number;
  /** The day on which the people were invented. */
  readonly since: IsoDate;
  /** On an office day of the middle of the week. */
  readonly visitsPerDay: number;
  /** Calendar days that were lived before somebody came to look. */
  readonly historyDays: number;
  /** False until the last of them was lived. */
  readonly whole: boolean;
}

export async function insertTown(tx: Tx, town: Omit<StoredTown, "whole">): Promise<void> {
  await tx.run(sql`
    insert into town (practice_id, seed, people, since, visits_per_day, history_days)
    values (${tx.practiceId}, ${town.seed}, ${town.people}, ${town.since}, ${town.visitsPerDay}, ${town.historyDays})`);
}

/** What was committed in haste before is on the disk when this is: the log is written in order. */
export async function markTownWhole(tx: Tx): Promise<void> {
  await tx.run(sql`set local synchronous_commit = on`);
  await tx.run(sql`update town set whole = true where practice_id = ${tx.practiceId}`);
}

/** Undefined for a practice that no town belongs to. */
export async function loadTown(tx: Tx): Promise<StoredTown | undefined> {
  return tx.maybe<StoredTown>(sql`
    select seed, people, since, visits_per_day as "visitsPerDay", history_days as "historyDays", whole
    from town where practice_id = ${tx.practiceId}`);
}

/** The last visit of everybody who was here, by account number. */
export async function lastVisits(tx: Tx): Promise<ReadonlyMap<string, IsoDate>> {
  const rows = await tx.many<{ account: string; last: IsoDate }>(sql`
    select p.account_number as account, max(e.visit_date) as last from encounter e
      join patient p on p.practice_id = e.practice_id and p.id = e.patient_id
    where e.practice_id = ${tx.practiceId} group by p.account_number`);
  return new Map(rows.map((row) => [row.account, row.last]));
}
