/** What papers say of some days and what the books have for them: visits with their charges and claims, and money in and out. */
import type { Cents } from "../../core/kernel/cents.ts";
import type { ClaimId, EncounterId, PatientId, RemittanceId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { TiedItem, VisitStanding } from "../../core/measures/day-sheet.ts";
import type { Days } from "../../core/measures/model.ts";
import { present } from "../row.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface SheetVisit extends TiedItem, VisitStanding {
  readonly visitId: EncounterId;
  readonly patientId: PatientId;
  readonly on: IsoDate;
  /** Of the claim to its first payer. */
  readonly claim?: ClaimId;
  readonly claimTotal?: Cents;
}

/**
 * The visits of these days, and those of other days whose charges came into the books on them; all as it was at the end of the last
 * of these days. Codes and charges are those of the coding that was the last one then; the claim's total is kept as it is unless the
 * claim was made anew since, and then it is what the visit was coded with when the claim was last made.
 */
export async function sheetVisits(tx: Tx, { from, to }: Days): Promise<readonly SheetVisit[]> {
  const p = tx.practiceId;
  const made = sql`('drafted', 'held', 'passed', 'withdrawn')`;
  const codedBy = (
    day: Sql,
  ): Sql => sql`(select charges, total from coding_event where practice_id = ${p} and encounter_id = v.id and on_day <= ${day}
    order by sequence desc limit 1)`;
  const rows = await tx.many<{ [Key in keyof SheetVisit]-?: SheetVisit[Key] | null }>(sql`
    with booked as materialized (
      select k.encounter_id as id, -sum(l.amount) as amount from journal_line l
        join charge k on k.practice_id = l.practice_id and k.id = l.charge_id
      where l.practice_id = ${p} and l.account = 'charges' and l.happened_on between ${from}::date and ${to}::date group by 1),
    mine as (
      select id from encounter where practice_id = ${p} and visit_date between ${from}::date and ${to}::date
      union select id from booked)
    select v.id as "visitId", v.patient_id as "patientId", v.visit_date as "on", v.self_pay as "selfPay",
      v.visit_date between ${from}::date and ${to}::date as "ofDays", coalesce(s.charges, 0) as charges, coalesce(s.total, 0)::bigint as says,
      coalesce(b.amount, 0)::bigint as booked, (coalesce(a.amount, 0) - coalesce(b.amount, 0))::bigint as "bookedElsewhere",
      false as "withoutPaper", c.id as claim, case when c.id is null then null when e.later then coalesce(m.total, 0) else c.charge_total end::bigint
        as "claimTotal", coalesce(e.sent, false) as "claimSent"
    from mine join encounter v on v.practice_id = ${p} and v.id = mine.id
      left join booked b on b.id = v.id
      left join lateral ${codedBy(sql`${to}::date`)} s on true
      left join lateral (select k.id, k.charge_total from claim k where k.practice_id = ${p} and k.encounter_id = v.id and k.rank = 1
        and exists (select 1 from claim_event f where f.practice_id = ${p} and f.claim_id = k.id and f.happened_on <= ${to}::date)) c on true
      left join lateral (select bool_or(kind in ${made} and happened_on > ${to}::date) as later,
          bool_or(kind in ('written', 'crossed-over') and happened_on <= ${to}::date) as sent,
          max(happened_on) filter (where kind in ${made} and happened_on <= ${to}::date) as made_on
        from claim_event where practice_id = ${p} and claim_id = c.id) e on true
      left join lateral ${codedBy(sql`e.made_on`)} m on e.later
      cross join lateral (select -sum(l.amount) as amount from charge k
          join journal_line l on l.practice_id = k.practice_id and l.charge_id = k.id and l.account = 'charges'
        where k.practice_id = ${p} and k.encounter_id = v.id and l.happened_on <= ${to}::date) a
    order by v.visit_date, v.id`);
  return rows.map((row) => present(row) as SheetVisit);
}

export interface SheetMoney extends TiedItem {
  readonly kind: "payer" | "patient" | "refund" | "other";
  readonly on: IsoDate;
  readonly words: string;
  readonly remittanceId?: RemittanceId;
  readonly patientId?: PatientId;
  /** A payer's payment that was found on the bank's statement, on that day. */
  readonly bankedOn?: IsoDate;
}

/**
 * Payers' and patients' payments and refunds paid, of these days or booked on them; and entries that have none of these behind them.
 * All as it was at the end of the last day: a payment that came in later, and what was posted or found at the bank later, is not in it.
 */
export async function sheetMoney(tx: Tx, days: Days): Promise<readonly SheetMoney[]> {
  const p = tx.practiceId;
  const within = sql`between ${days.from}::date and ${days.to}::date`;
  const rows = await tx.many<{ [Key in keyof SheetMoney]-?: SheetMoney[Key] | null }>(sql`
    with booked as materialized (
      select l.remittance_id, e.source, e.source_key, l.happened_on, e.memo, sum(l.amount) as amount, max(l.patient_id) as patient_id
      from journal_line l join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
      where l.practice_id = ${p} and l.account = 'cash' and l.happened_on ${within} group by 1, 2, 3, 4, 5),
    payer as (
      select r.id from remittance r join inbound_file f on f.practice_id = r.practice_id and f.id = r.inbound_file_id
        where r.practice_id = ${p} and r.status <> 'duplicate' and r.paid_on ${within} and f.received_on <= ${days.to}::date
      union select remittance_id from booked where remittance_id is not null),
    patient as (
      select id from patient_payment where practice_id = ${p} and received_on ${within}
      union select split_part(source_key, ' ', 2)::bigint from booked where remittance_id is null and source = 'patient-payment'),
    refund as (
      select id from money_request where practice_id = ${p} and paid_on ${within}
      union select split_part(source_key, ' ', 2)::bigint from booked where remittance_id is null and source = 'refund-paid')
    select 'payer' as kind, coalesce(r.paid_on, ${days.from}::date) as "on", r.payer_name || ', ' || r.trace as words,
      coalesce(r.paid_on ${within}, false) as "ofDays", r.amount as says, coalesce(b.amount, 0)::bigint as booked,
      (coalesce(a.amount, 0) - coalesce(b.amount, 0))::bigint as "bookedElsewhere", false as "withoutPaper", r.id as "remittanceId",
      null::bigint as "patientId", d.deposited_on as "bankedOn"
    from payer join remittance r on r.practice_id = ${p} and r.id = payer.id
      left join remittance_deposit d on d.practice_id = ${p} and d.remittance_id = r.id and d.deposited_on <= ${days.to}::date
      cross join lateral (select sum(amount) as amount from booked where remittance_id = r.id) b
      cross join lateral (select sum(amount) as amount from journal_line where practice_id = ${p} and account = 'cash'
        and remittance_id = r.id and happened_on <= ${days.to}::date) a
    union all
    select 'patient', t.received_on, 'received by ' || t.received_by || ', ' || t.method, t.received_on ${within}, t.amount,
      coalesce(b.amount, 0)::bigint, (coalesce(a.amount, 0) - coalesce(b.amount, 0))::bigint, false, null, t.patient_id, null
    from patient join patient_payment t on t.practice_id = ${p} and t.id = patient.id
      cross join lateral (select sum(amount) as amount from booked where source = 'patient-payment' and source_key = 'payment ' || t.id) b
      cross join lateral (select sum(l.amount) as amount from journal_entry e
          join journal_line l on l.practice_id = e.practice_id and l.entry_id = e.id and l.account = 'cash'
        where e.practice_id = ${p} and e.source = 'patient-payment' and e.source_key = 'payment ' || t.id and l.happened_on <= ${days.to}::date) a
    union all
    select 'refund', q.paid_on, 'refund ' || coalesce(q.paid_reference, ''), coalesce(q.paid_on ${within}, false), -q.amount,
      coalesce(b.amount, 0)::bigint, (coalesce(a.amount, 0) - coalesce(b.amount, 0))::bigint, false, null, q.patient_id, null
    from refund join money_request q on q.practice_id = ${p} and q.id = refund.id
      cross join lateral (select sum(amount) as amount from booked where source = 'refund-paid' and source_key = 'request ' || q.id) b
      cross join lateral (select sum(l.amount) as amount from journal_entry e
          join journal_line l on l.practice_id = e.practice_id and l.entry_id = e.id and l.account = 'cash'
        where e.practice_id = ${p} and e.source = 'refund-paid' and e.source_key = 'request ' || q.id and l.happened_on <= ${days.to}::date) a
    union all
    select 'other', happened_on, memo, false, 0, amount::bigint, 0, true, null, patient_id, null
    from booked where remittance_id is null and source not in ('patient-payment', 'refund-paid')
    order by 1, 2, 3`);
  return rows.map((row) => present(row) as SheetMoney);
}

/** What the books have for these days as a whole: the other side of the sheet, from the totals by day. */
export async function sheetBooks(tx: Tx, { from, to }: Days): Promise<{ readonly charges: Cents; readonly cash: Cents }> {
  const within = sql`practice_id = ${tx.practiceId} and account in ('charges', 'cash') and happened_on between ${from}::date and ${to}::date`;
  return tx.one(sql`
    select coalesce(-sum(amount) filter (where account = 'charges'), 0)::bigint as charges,
      coalesce(sum(amount) filter (where account = 'cash'), 0)::bigint as cash
    from (
      select account, amount from day_total where ${within}
      union all
      select account, amount from journal_line where ${within}
        and entry_id > coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)) every`);
}
