/** Sums of the books by day of visit and month of posting: what was charged, paid and is open of the visits of any days. */
import type { Cents } from "../../core/kernel/cents.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { type Sql, sql } from "../sql.ts";
import { remembered, type Tx } from "../transaction.ts";

/** Lines that name a charge, of entries after `through` up to `newest`, by day of visit and month of posting. */
function linesServed(tx: Tx, entries: Sql): Sql {
  return sql`
    select v.visit_date as served_on, date_trunc('month', l.happened_on)::date as posted_in, l.account, l.amount from journal_line l
      join charge c on c.practice_id = l.practice_id and c.id = l.charge_id
      join encounter v on v.practice_id = c.practice_id and v.id = c.encounter_id
    where l.practice_id = ${tx.practiceId} and ${entries}`;
}

/** Totals that are not the sum of the lines up to where they are brought. */
export async function wrongServiceTotals(
  tx: Tx,
): Promise<{ readonly totals: number; readonly wrong: readonly { readonly day: IsoDate; readonly account: string }[] }> {
  const { totals } = await tx.one<{ totals: number }>(
    sql`select count(*) as totals from service_total where practice_id = ${tx.practiceId}`,
  );
  const wrong = await tx.many<{ day: IsoDate; account: string }>(sql`
    select distinct coalesce(t.served_on, f.served_on) as day, coalesce(t.account, f.account) as account
    from (select served_on, posted_in, account, amount, lines from service_total where practice_id = ${tx.practiceId}) t
    full join (select served_on, posted_in, account, sum(amount) as amount, count(*) as lines
      from (${linesServed(tx, sql`l.entry_id <= coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)`)}) l
      group by served_on, posted_in, account) f on f.served_on = t.served_on and f.posted_in = t.posted_in and f.account = t.account
    where coalesce(t.amount, 0) <> coalesce(f.amount, 0) or coalesce(t.lines, 0) <> coalesce(f.lines, 0) order by 1, 2`);
  return { totals, wrong };
}

/** Adds the lines of these entries. The caller holds the books alone. */
export async function addServiceTotals(tx: Tx, { after, upTo }: { readonly after: number; readonly upTo: number }): Promise<void> {
  await tx.run(sql`
    insert into service_total (practice_id, served_on, posted_in, account, amount, lines)
    select ${tx.practiceId}::int, served_on, posted_in, account, sum(amount)::bigint, count(*)
    from (${linesServed(tx, sql`l.entry_id > ${after} and l.entry_id <= ${upTo}`)}) fresh
    group by 2, 3, 4 order by 2, 3, 4
    on conflict (practice_id, served_on, posted_in, account) do update set amount = service_total.amount + excluded.amount,
      lines = service_total.lines + excluded.lines`);
}

/** Kept totals, and the lines posted since they were brought up to date. On one snapshot. */
async function everyTotal(tx: Tx, days: { readonly from: IsoDate; readonly to: IsoDate } | undefined): Promise<Sql> {
  const through = await totalsThrough(tx);
  const within = (column: Sql): Sql => (days === undefined ? sql`true` : sql`${column} between ${days.from}::date and ${days.to}::date`);
  return sql`(
    select served_on, posted_in, account, amount from service_total where practice_id = ${tx.practiceId} and ${within(sql`served_on`)}
    union all
    select served_on, posted_in, account, amount from (${linesServed(tx, sql`l.entry_id > ${through}`)}) fresh where ${within(sql`served_on`)})`;
}

/**
 * Up to which entry the totals are brought. Given as a value: the planner takes the way by entries for the few that came since only
 * when it knows from where on.
 */
export function totalsThrough(tx: Tx): Promise<number> {
  return remembered(tx, "totals-through", async () => {
    const row = await tx.maybe<{ through: number }>(sql`select totals_through as through from books where practice_id = ${tx.practiceId}`);
    return row?.through ?? 0;
  });
}

/** Of the visits of these days: gross charges, contractual write-offs, and what payers and patients have paid for them. */
export async function cohortSums(
  tx: Tx,
  days: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<{ readonly gross: Cents; readonly contractual: Cents; readonly paid: Cents }> {
  return tx.one(sql`
    select coalesce(-sum(amount) filter (where account = 'charges'), 0)::bigint as gross,
      coalesce(sum(amount) filter (where account = 'contractual'), 0)::bigint as contractual,
      coalesce(-sum(amount) filter (where ${isOfCharge}), 0)::bigint as paid
    from ${await everyTotal(tx, days)} every`);
}

/**
 * The accounts on which a charge, what was taken off it and what is open of it stand: what they lack to zero was paid. A patient's
 * payment names the charge on the receivable only, so it is found as what is missing.
 */
export const isOfCharge = sql`(account in ('charges', 'contractual', 'payer-reductions', 'bad-debt', 'insurance-receivable', 'patient-receivable')
  or account like 'write-off-%')`;

/** Receivables by day of visit and month of posting. */
export async function receivablesServed(
  tx: Tx,
): Promise<readonly { readonly servedOn: IsoDate; readonly postedIn: IsoDate; readonly amount: Cents }[]> {
  return tx.many(sql`
    select served_on as "servedOn", posted_in as "postedIn", sum(amount)::bigint as amount from ${await everyTotal(tx, undefined)} every
    where account in ('insurance-receivable', 'patient-receivable') group by 1, 2 having sum(amount) <> 0 order by 1, 2`);
}

/** The earliest day of a visit whose charges are in the books, and of an entry of theirs. */
export async function firstDays(tx: Tx): Promise<{ readonly firstVisit?: IsoDate; readonly firstEntry?: IsoDate }> {
  const row = await tx.one<{ visit: IsoDate | null; entry: IsoDate | null }>(sql`
    select least((select min(served_on) from service_total where practice_id = ${tx.practiceId}),
        (select min(served_on) from (${linesServed(tx, sql`l.entry_id > ${await totalsThrough(tx)}`)}) fresh)) as visit,
      (select min(happened_on) from journal_line where practice_id = ${tx.practiceId}) as entry`);
  return { ...(row.visit === null ? {} : { firstVisit: row.visit }), ...(row.entry === null ? {} : { firstEntry: row.entry }) };
}
