/** The practice's books as a whole: which days are locked, and totals by day that make any past day quick to see. */

import { type Cents, cents } from "../core/kernel/cents.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Account } from "../core/ledger/model.ts";
import type { PeriodEvent, UnpostedWork } from "../core/ledger/periods.ts";
import { toJson } from "./json.ts";
import { addServiceTotals } from "./measures/service-totals.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import { remembered, type Tx } from "./transaction.ts";

/** First half of the key of the advisory lock; the second is the practice. The triggers of 0015-books know it too. */
const booksLock = 417_220;

/** Holds the books shared to the end of the transaction, so that no period is closed meanwhile. Returns the last locked day. */
export function holdBooks(tx: Tx): Promise<IsoDate | undefined> {
  return remembered(tx, heldBooks, () => {
    tx.post(sql`select pg_advisory_xact_lock_shared(${booksLock}::int, ${tx.practiceId}::int)`);
    return lockedThrough(tx);
  });
}

const heldBooks = "held books";

/** Waits until no posting is in flight and lets none begin before this transaction ends. */
export async function holdBooksAlone(tx: Tx): Promise<void> {
  tx.post(sql`select pg_advisory_xact_lock(${booksLock}::int, ${tx.practiceId}::int)`);
}

/** As `holdBooksAlone`, when that is possible at once. */
export async function tryToHoldBooksAlone(tx: Tx): Promise<boolean> {
  const { held } = await tx.one<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(${booksLock}::int, ${tx.practiceId}::int) as held`);
  return held;
}

export async function lockedThrough(tx: Tx): Promise<IsoDate | undefined> {
  const row = await tx.maybe<{ locked_through: IsoDate | null }>(
    sql`select locked_through from books where practice_id = ${tx.practiceId}`,
  );
  return row?.locked_through ?? undefined;
}

export interface StoredPeriodEvent extends PeriodEvent {
  readonly reason: string;
  readonly leftOpen: readonly UnpostedWork[];
  readonly by: string;
  readonly account?: number;
  readonly on: IsoDate;
}

/** Records a closing or reopening, and the copy of what it leads to. The caller holds the books alone. */
export async function appendPeriodEvent(tx: Tx, event: StoredPeriodEvent): Promise<void> {
  tx.memory.delete(heldBooks);
  tx.post(sql`
    insert into period_event (practice_id, sequence, kind, month, locked_through, reason, left_open, done_by, done_account, done_on)
    select ${tx.practiceId}::int, coalesce(max(sequence), 0) + 1, ${event.kind}, ${event.month}::date, ${event.lockedThrough}::date, ${event.reason},
      ${toJson(event.leftOpen)}::jsonb, ${event.by}, ${event.account}::bigint, ${event.on}::date from period_event where practice_id = ${tx.practiceId}`);
  tx.post(sql`
    insert into books (practice_id, locked_through) values (${tx.practiceId}, ${event.lockedThrough})
    on conflict (practice_id) do update set locked_through = excluded.locked_through`);
}

/** Oldest first. */
export async function periodEvents(tx: Tx): Promise<readonly StoredPeriodEvent[]> {
  const rows = await tx.many<PeriodEventRow>(sql`select * from period_event where practice_id = ${tx.practiceId} order by sequence`);
  return rows.map((row) => ({
    kind: row.kind,
    month: row.month,
    reason: row.reason,
    leftOpen: row.left_open,
    by: row.done_by,
    on: row.done_on,
    ...present({ lockedThrough: row.locked_through, account: row.done_account }),
  }));
}

/** What belongs to days up to this one and is not in the books. */
export async function unpostedThrough(tx: Tx, day: IsoDate): Promise<readonly UnpostedWork[]> {
  const { files, payments, charges, requests } = await tx.one<Record<UnpostedWork["kind"], number>>(sql`
    select
      (select count(*) from inbound_file where practice_id = ${tx.practiceId} and status = 'new' and received_on <= ${day}::date) as files,
      (select count(*) from remittance where practice_id = ${tx.practiceId} and status in ('read', 'exception')
        and (paid_on is null or paid_on <= ${day}::date)) as payments,
      (select count(*) from charge c where c.practice_id = ${tx.practiceId} and c.service_from <= ${day}::date and not c.removed and c.amount > 0
        and not exists (select from charge_balance b where b.practice_id = c.practice_id and b.charge_id = c.id)) as charges,
      (select count(*) from money_request where practice_id = ${tx.practiceId} and state = 'waiting' and asked_on <= ${day}::date) as requests`);
  return [
    { kind: "files", count: files },
    { kind: "payments", count: payments },
    { kind: "charges", count: charges },
    { kind: "requests", count: requests },
  ];
}

/**
 * Adds what was posted since the last time to the totals by day. The caller holds the books alone, so every entry below the
 * highest number is there to be read. Returns the number of entries' lines added.
 */
export async function bringTotalsUpToDate(tx: Tx): Promise<number> {
  const { through, newest } = await tx.one<{ through: number; newest: number }>(sql`
    select coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)::bigint as through,
      coalesce((select max(id) from journal_entry where practice_id = ${tx.practiceId}), 0)::bigint as newest`);
  if (newest <= through) return 0;
  const { lines } = await tx.one<{ lines: number }>(sql`
    with fresh as (
      select happened_on, account, sum(amount)::bigint as amount, count(*) as lines from journal_line
      where practice_id = ${tx.practiceId} and entry_id > ${through} and entry_id <= ${newest} group by happened_on, account),
    kept as (
      insert into day_total (practice_id, happened_on, account, amount, lines)
      select ${tx.practiceId}::int, happened_on, account, amount, lines from fresh order by happened_on, account
      on conflict (practice_id, happened_on, account) do update set amount = day_total.amount + excluded.amount,
        lines = day_total.lines + excluded.lines
      returning 1)
    select coalesce(sum(lines), 0)::bigint as lines from fresh`);
  await addServiceTotals(tx, { after: through, upTo: newest });
  tx.post(sql`
    insert into books (practice_id, totals_through) values (${tx.practiceId}, ${newest})
    on conflict (practice_id) do update set totals_through = excluded.totals_through`);
  return lines;
}

/**
 * What each account holds at the end of a day, debits positive: the totals by day, and the lines posted since they were
 * brought up to date. On one snapshot (`readPractice`).
 */
export async function trialBalance(tx: Tx, asOf: IsoDate): Promise<ReadonlyMap<Account, Cents>> {
  const rows = await tx.many<{ account: Account; amount: number }>(sql`
    select account, sum(amount)::bigint as amount from (
      select account, amount from day_total where practice_id = ${tx.practiceId} and happened_on <= ${asOf}::date
      union all
      select account, amount from journal_line where practice_id = ${tx.practiceId} and happened_on <= ${asOf}::date
        and entry_id > coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)) every
    group by account order by account`);
  return new Map(rows.map((row) => [row.account, cents(row.amount)]));
}

interface PeriodEventRow {
  readonly kind: PeriodEvent["kind"];
  readonly month: IsoDate;
  readonly locked_through: IsoDate | null;
  readonly reason: string;
  readonly left_open: readonly UnpostedWork[];
  readonly done_by: string;
  readonly done_account: number | null;
  readonly done_on: IsoDate;
}
