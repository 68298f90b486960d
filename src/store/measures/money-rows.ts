/** Rows of open balances, of days of the books, and of the charges of visits whose payments have had time to come. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Days } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { type DaysAsked, within } from "./days.ts";
import { isOfCharge } from "./service-totals.ts";

/** What payers owe by claim and patients by visit; debits positive. The age runs from the day of service. */
export function balances(tx: Tx): Sql {
  return sql`(
    select claim_id * 2 as key, service_from as on_day, encounter_id as visit_id, patient_id, payer_id, insurance as amount
      from claim_place where practice_id = ${tx.practiceId} and insurance <> 0
    union all
    select encounter_id * 2 + 1, visit_date, encounter_id, patient_id, null, patient
      from visit_place where practice_id = ${tx.practiceId} and patient <> 0)`;
}

const whoOwes = sql`case when payer_id is null then 'patient owes' else 'payer owes' end`;

export function openBalances(tx: Tx): Sql {
  return sql`select key, on_day, visit_id, patient_id, payer_id, ${whoOwes} as words, amount as part, 0 as whole from ${balances(tx)} b`;
}

export function agedBalances(tx: Tx, today: IsoDate): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, ${whoOwes} as words,
      case when ${today}::date - on_day > 90 then amount else 0 end as part, amount as whole
    from ${balances(tx)} b where amount > 0`;
}

export function creditBalances(tx: Tx): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, case when payer_id is null then 'patient has paid too much' else 'payer has paid too much' end
      as words, -amount as part, 0 as whole
    from ${balances(tx)} b where amount < 0`;
}

export interface DaysOfBooks {
  readonly days: Days;
  /** The last entry that is in the totals by day. */
  readonly through: number;
}

/** By the day of the books: sums of accounts, with the sign that makes the named thing positive. */
function byDay(tx: Tx, { days: { from, to }, through }: DaysOfBooks, amount: Sql, words: string): Sql {
  const days = sql`happened_on between ${from}::date and ${to}::date`;
  return sql`
    select happened_on - date '1800-01-01' as key, happened_on as on_day, null::bigint as visit_id, null::bigint as patient_id,
      null::bigint as payer_id, ${words}::text as words, 0 as part, coalesce(sum(${amount}), 0) as whole
    from (
      select happened_on, account, amount from day_total where practice_id = ${tx.practiceId} and ${days}
      union all
      select happened_on, account, amount from journal_line where practice_id = ${tx.practiceId} and ${days}
        and entry_id > ${through}) every
    group by happened_on having coalesce(sum(${amount}), 0) <> 0`;
}

export function chargesByDay(tx: Tx, days: DaysOfBooks): Sql {
  return byDay(tx, days, sql`case when account = 'charges' then -amount else 0 end`, "charges of the day");
}

export function netChargesByDay(tx: Tx, days: DaysOfBooks): Sql {
  return byDay(tx, days, sql`case when account in ('charges', 'contractual') then -amount else 0 end`, "net charges of the day");
}

export function receiptsByDay(tx: Tx, days: DaysOfBooks): Sql {
  return byDay(tx, days, sql`case when account = 'cash' then amount else 0 end`, "money in and out of the bank");
}

/** Lines of accounts that give money up, posted in these days. */
export function givenUp(tx: Tx, { from, to }: Days, accounts: Sql): Sql {
  return sql`
    select l.entry_id * 10000 + l.line_number as key, l.happened_on as on_day, h.encounter_id as visit_id, l.patient_id,
      coalesce(l.payer_id, c.payer_id) as payer_id, l.account as words, l.amount as part, 0 as whole
    from journal_line l
      left join charge h on h.practice_id = l.practice_id and h.id = l.charge_id
      left join claim c on c.practice_id = l.practice_id and c.id = l.claim_id
    where l.practice_id = ${tx.practiceId} and l.happened_on between ${from}::date and ${to}::date and l.account in (${accounts})`;
}

/** What waits in unapplied, by payment or by patient. */
export function unappliedMoney(tx: Tx): Sql {
  return sql`
    select case when remittance_id is null then coalesce(patient_id, 0) * 2 else remittance_id * 2 + 1 end as key, on_day,
      null::bigint as visit_id, patient_id, payer_id,
      case when remittance_id is null then 'of a patient' else 'of a payer''s payment' end as words, -amount as part, 0 as whole
    from (
      select remittance_id, case when remittance_id is null then patient_id end as patient_id, min(happened_on) as on_day,
        max(payer_id) as payer_id, sum(amount) as amount
      from journal_line where practice_id = ${tx.practiceId} and account = 'unapplied'
      group by 1, 2) w
    where amount <> 0`;
}

/** The charges of the visits of these days, each with what was paid on it; `whole` is what the payments are measured against. */
export function cohort(tx: Tx, { from, to }: Days, whole: "net" | "gross"): Sql {
  const base = whole === "gross" ? sql`account = 'charges'` : sql`account in ('charges', 'contractual')`;
  return sql`
    select k.id as key, v.visit_date as on_day, v.id as visit_id, v.patient_id, p.payer_id, k.procedure as words, s.paid as part, s.base as whole
    from encounter v
      join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
      join charge k on k.practice_id = v.practice_id and k.encounter_id = v.id
      cross join lateral (
        select count(*) as lines, coalesce(-sum(amount) filter (where ${base}), 0) as base,
          coalesce(-sum(amount) filter (where ${isOfCharge}), 0) as paid
        from journal_line l where l.practice_id = ${tx.practiceId} and l.charge_id = k.id) s
    where v.practice_id = ${tx.practiceId} and v.visit_date between ${from}::date and ${to}::date and s.lines > 0`;
}

/** What first payers allowed on lines, beside what was expected; without a price of which they would add nothing they stand apart. */
export function allowedLines(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select l.id as key, l.posted_on as on_day, c.encounter_id as visit_id, c.patient_id, l.payer_id,
      l.procedure || case when l.expected is null then ': no expected price' when l.allowed = l.expected then ': as expected'
        when abs(l.allowed) < abs(l.expected) then ': below' else ': above' end as words,
      case when l.expected is null then 0 else l.allowed end as part, coalesce(l.expected, 0) as whole
    from allowed_line l join claim c on c.practice_id = l.practice_id and c.id = l.claim_id
    where l.practice_id = ${tx.practiceId} and ${within(sql`l.posted_on`, days)}`;
}
