/** Closed days, totals by day and second persons, asked whether they hold. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

/**
 * Entries on a day that was locked when they were written. A transaction that began before its month was opened again may
 * post after that, so the last minute before an opening is not judged.
 */
export async function entriesBehindLock(tx: Tx): Promise<readonly { readonly id: number; readonly day: IsoDate }[]> {
  return tx.many(sql`
    with lock as (
      select locked_through, recorded_at as since, lead(recorded_at) over (order by sequence) as until from period_event
      where practice_id = ${tx.practiceId})
    select distinct e.id, e.happened_on as day from lock
      join journal_entry e on e.practice_id = ${tx.practiceId} and e.happened_on <= lock.locked_through
        and e.recorded_at > lock.since and (lock.until is null or e.recorded_at < lock.until - interval '1 minute')
    order by 1`);
}

/** The stored last locked day, and what the events say. */
export async function lockedDays(
  tx: Tx,
): Promise<{ readonly events: number; readonly stored: IsoDate | undefined; readonly told: IsoDate | undefined }> {
  const row = await tx.one<{ events: number; stored: IsoDate | null; told: IsoDate | null }>(sql`
    select (select count(*) from period_event where practice_id = ${tx.practiceId}) as events,
      (select locked_through from books where practice_id = ${tx.practiceId}) as stored,
      (select locked_through from period_event where practice_id = ${tx.practiceId} order by sequence desc limit 1) as told`);
  return { events: row.events, stored: row.stored ?? undefined, told: row.told ?? undefined };
}

/** Lines whose day is not that of their entry. */
export async function linesOnOtherDays(tx: Tx): Promise<readonly { readonly id: number; readonly day: IsoDate }[]> {
  return tx.many(sql`
    select distinct l.entry_id as id, l.happened_on as day from journal_line l
      join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
    where l.practice_id = ${tx.practiceId} and l.happened_on <> e.happened_on order by 1`);
}

/** Totals by day that are not the sum of the lines up to where they are brought. */
export async function wrongDayTotals(
  tx: Tx,
): Promise<{ readonly totals: number; readonly wrong: readonly { readonly day: IsoDate; readonly account: string }[] }> {
  const { totals } = await tx.one<{ totals: number }>(sql`select count(*) as totals from day_total where practice_id = ${tx.practiceId}`);
  const wrong = await tx.many<{ day: IsoDate; account: string }>(sql`
    select coalesce(t.happened_on, f.happened_on) as day, coalesce(t.account, f.account) as account
    from (select happened_on, account, amount, lines from day_total where practice_id = ${tx.practiceId}) t
    full join (select happened_on, account, sum(amount) as amount, count(*) as lines from journal_line
      where practice_id = ${tx.practiceId}
        and entry_id <= coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)
      group by happened_on, account) f on f.happened_on = t.happened_on and f.account = t.account
    where coalesce(t.amount, 0) <> coalesce(f.amount, 0) or coalesce(t.lines, 0) <> coalesce(f.lines, 0) order by 1, 2`);
  return { totals, wrong };
}

/** Patients' own unapplied money that is not the sum of its lines. */
export async function wrongPockets(tx: Tx): Promise<readonly number[]> {
  const rows = await tx.many<{ id: number }>(sql`
    select coalesce(b.patient_id, f.patient_id) as id
    from (select patient_id, unapplied from patient_balance where practice_id = ${tx.practiceId}) b
    full join (select patient_id, sum(amount) as unapplied from journal_line
      where practice_id = ${tx.practiceId} and account = 'unapplied' and payer_id is null and patient_id is not null group by patient_id) f
      on f.patient_id = b.patient_id
    where coalesce(b.unapplied, 0) <> coalesce(f.unapplied, 0) order by 1`);
  return rows.map((row) => row.id);
}

/** Requests that were posted, against the entries that they led to: each has its amount once, and nothing was posted without one. */
export async function requestsAndEntries(
  tx: Tx,
): Promise<{ readonly requests: number; readonly wrong: readonly { readonly id: number; readonly words: string }[] }> {
  const { requests } = await tx.one<{ requests: number }>(
    sql`select count(*) as requests from money_request where practice_id = ${tx.practiceId}`,
  );
  const wrong = await tx.many<{ id: number; words: string }>(sql`
    with entry as (
      select e.source, 'request ' || split_part(e.source_key, ' ', 2) as source_key, sum(l.amount) filter (where l.amount > 0) as amount
      from journal_entry e
        join journal_line l on l.practice_id = e.practice_id and l.entry_id = e.id
      where e.practice_id = ${tx.practiceId} and e.source_key like 'request %' and e.source in ('write-off', 'refund', 'refund-paid')
      group by 1, 2)
    select r.id, 'no entry, or one of another amount' as words from money_request r
      left join entry e on e.source_key = 'request ' || r.id and e.source in ('write-off', 'refund')
    where r.practice_id = ${tx.practiceId} and r.state in ('posted', 'approved') and r.subject ->> 'what' not in ('denials', 'posted-answer')
      and e.amount is distinct from r.amount
    union all
    select r.id, 'posted, but it is ' || r.state from money_request r join entry e on e.source_key = 'request ' || r.id
    where r.practice_id = ${tx.practiceId} and r.state not in ('posted', 'approved')
    union all
    select r.id, 'paid in one place and not in the other' from money_request r
      left join entry e on e.source_key = 'request ' || r.id and e.source = 'refund-paid'
    where r.practice_id = ${tx.practiceId} and (r.paid_on is null) <> (e.source_key is null) order by 1`);
  return { requests, wrong };
}

/** Posted payments whose cash in the books is not their amount. */
export async function remittancesOffCash(tx: Tx): Promise<{
  readonly payments: number;
  readonly wrong: readonly { readonly id: number; readonly says: number; readonly booked: number }[];
}> {
  const { payments } = await tx.one<{ payments: number }>(
    sql`select count(*) as payments from remittance where practice_id = ${tx.practiceId} and status = 'posted'`,
  );
  const wrong = await tx.many<{ id: number; says: number; booked: number }>(sql`
    select r.id, r.amount as says, coalesce(c.booked, 0)::bigint as booked from remittance r
      left join (select remittance_id, sum(amount) as booked from journal_line
        where practice_id = ${tx.practiceId} and account = 'cash' and remittance_id is not null group by remittance_id) c on c.remittance_id = r.id
    where r.practice_id = ${tx.practiceId} and coalesce(c.booked, 0) <> case when r.status = 'posted' then r.amount else 0 end order by 1`);
  return { payments, wrong };
}
