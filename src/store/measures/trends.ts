/** What charts show: denials by kind, levels and charges by month or day, money, charge lag and what each person coded by week. */
import type { Cents } from "../../core/kernel/cents.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Days } from "../../core/measures/model.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { officeVisits } from "./flow-rows.ts";
import { loginBeside, type NamedAlike } from "./people-rows.ts";

/** Lines denied, by the month of the decision and the kind of reason. */
export async function denialsByMonth(
  tx: Tx,
  { from, to }: Days,
): Promise<readonly { readonly month: IsoDate; readonly category: string; readonly count: number; readonly amount: Cents }[]> {
  return tx.many(sql`
    select date_trunc('month', denied_on)::date as month, category, count(*) as count, sum(greatest(amount, 0))::bigint as amount
    from denial where practice_id = ${tx.practiceId} and denied_on between ${from}::date and ${to}::date and status <> 'void'
    group by 1, 2 order by 1, 4 desc, 2`);
}

/** Money in and out of the bank by week, from Monday on. */
export async function cashByWeek(tx: Tx, { from, to }: Days): Promise<readonly { readonly week: IsoDate; readonly cash: Cents }[]> {
  return tx.many(sql`
    select date_trunc('week', happened_on)::date as week, sum(amount)::bigint as cash from (
      select happened_on, amount from day_total
        where practice_id = ${tx.practiceId} and account = 'cash' and happened_on between ${from}::date and ${to}::date
      union all
      select happened_on, amount from journal_line
        where practice_id = ${tx.practiceId} and account = 'cash' and happened_on between ${from}::date and ${to}::date
          and entry_id > coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)) every
    group by 1 order by 1`);
}

/** Gross charges by the day of their entry. */
export async function chargesOfDays(tx: Tx, { from, to }: Days): Promise<readonly { readonly on: IsoDate; readonly amount: Cents }[]> {
  return tx.many(sql`
    select happened_on as "on", -sum(amount)::bigint as amount from (
      select happened_on, amount from day_total
        where practice_id = ${tx.practiceId} and account = 'charges' and happened_on between ${from}::date and ${to}::date
      union all
      select happened_on, amount from journal_line
        where practice_id = ${tx.practiceId} and account = 'charges' and happened_on between ${from}::date and ${to}::date
          and entry_id > coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)) every
    group by 1 order by 1`);
}

/** Office visits by month and level, which is the last digit of the code. */
export async function levelsByMonth(
  tx: Tx,
  { from, to }: Days,
): Promise<readonly { readonly month: IsoDate; readonly level: number; readonly visits: number }[]> {
  return tx.many(sql`
    select date_trunc('month', on_day)::date as month, right(words, 1)::int as level, count(*)::int as visits
    from (${officeVisits(tx, { from, to })}) o group by 1, 2 order by 1, 2`);
}

/** Visits coded for the first time, by week and person; those of one name are told apart by their login. */
export async function codedByWeek(
  tx: Tx,
  { from, to }: Days,
  alike: readonly NamedAlike[],
): Promise<readonly { readonly week: IsoDate; readonly person: string; readonly visits: number }[]> {
  return tx.many(sql`
    select date_trunc('week', on_day)::date as week, by_name || ${loginBeside(alike, sql`account_id`)} as person, count(*)::int as visits
    from coding_event
    where practice_id = ${tx.practiceId} and sequence = 1 and kind = 'coded' and on_day between ${from}::date and ${to}::date
    group by 1, 2 order by 1, 2`);
}

/** By the week in which visits were coded. */
export async function chargeLagByWeek(
  tx: Tx,
  { from, to }: Days,
): Promise<readonly { readonly week: IsoDate; readonly visits: number; readonly days: number }[]> {
  return tx.many(sql`
    select date_trunc('week', coded_on)::date as week, count(*) as visits, sum(coded_on - visit_date)::bigint as days
    from encounter where practice_id = ${tx.practiceId} and coded_on between ${from}::date and ${to}::date group by 1 order by 1`);
}
