/** The sums of the board: visits by queue and sign, money that belongs to no charge, what one person has. */
import type { Cents } from "../core/kernel/cents.ts";
import type { PatientId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { VisitGroup } from "../core/worklist/board.ts";
import type { Queue } from "../core/worklist/queue.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function visitGroups(tx: Tx, today: IsoDate): Promise<readonly VisitGroup[]> {
  return tx.many<VisitGroup>(sql`
    select case when silent_after < ${today}::date then 'silent' else queue end as queue, count(*) as count, sum(charged)::bigint as charged,
      sum(insurance)::bigint as insurance, sum(patient)::bigint as patient, min(visit_date) as oldest
    from visit_place where practice_id = ${tx.practiceId} and queue <> 'closed' and queue <> 'unplaced'
    group by 1, sign(insurance), sign(patient)`);
}

export interface QueueTally {
  readonly queue: Queue;
  readonly mine: number;
  readonly due: number;
  readonly asleep: number;
}

/** What of each queue one person has, and what is due or asleep of anybody's. */
export async function queueTallies(
  tx: Tx,
  { owner, today }: { readonly owner: OwnerId; readonly today: IsoDate },
): Promise<readonly QueueTally[]> {
  return tx.many<QueueTally>(sql`
    select queue, count(*) filter (where mine) as mine, count(*) filter (where followed and follow_up <= ${today}::date) as due,
      count(*) filter (where followed and follow_up > ${today}::date) as asleep
    from (
      select case when silent_after < ${today}::date then 'silent' else queue end as queue, follow_up, true as mine, false as followed
        from visit_place where practice_id = ${tx.practiceId} and owner_id = ${owner}::bigint and queue <> 'closed'
      union all
      select case when silent_after < ${today}::date then 'silent' else queue end, follow_up, false, true
        from visit_place where practice_id = ${tx.practiceId} and follow_up > '-infinity'::date
    ) v group by queue`);
}

/** Denials whose last day comes until then. */
export async function countDenialsUntil(tx: Tx, day: IsoDate): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from visit_place where practice_id = ${tx.practiceId} and queue = 'denied' and deadline <= ${day}::date`);
  return row.n;
}

export interface UnmatchedMoney {
  readonly payerId: PayerId | null;
  readonly remittanceId: RemittanceId | null;
  readonly patientId: PatientId | null;
  /** What is there; negative when more was taken than came. */
  readonly amount: Cents;
  readonly since: IsoDate;
}

/** Money of payers and patients that belongs to no charge yet, the largest first. */
export async function unmatchedMoney(tx: Tx): Promise<readonly UnmatchedMoney[]> {
  return tx.many<UnmatchedMoney>(sql`
    select payer_id as "payerId", remittance_id as "remittanceId", patient_id as "patientId", -sum(amount)::bigint as amount,
      min(happened_on) as since
    from journal_line where practice_id = ${tx.practiceId} and account = 'unapplied'
    group by payer_id, remittance_id, patient_id having sum(amount) <> 0 order by abs(sum(amount)) desc, 1, 2, 3`);
}

export async function openExceptionCount(tx: Tx): Promise<{ readonly count: number; readonly oldest: IsoDate | null }> {
  return tx.one(sql`
    select count(*) as count, min(raised_on) as oldest from exception_item where practice_id = ${tx.practiceId} and status = 'open'`);
}
