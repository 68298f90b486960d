/** Rows of how work and money flow: questions, levels, insurance asked, claims out, answers in, statements, patients' payments. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Days } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { sent } from "./claim-rows.ts";
import { type DaysAsked, within } from "./days.ts";
import { isOfCharge } from "./service-totals.ts";

/** A coder's questions that have had their seven days, with whether the next word on the visit was an answer in time. */
export function questionsAsked(tx: Tx, { from, to }: Days, today: IsoDate): Sql {
  return sql`
    select w.id as key, w.on_day, w.encounter_id as visit_id, v.patient_id, p.payer_id,
      case when a.kind is null then 'not answered' when a.on_day - w.on_day <= 7 then 'answered in 7 days' else 'answered later' end as words,
      case when a.on_day - w.on_day <= 7 then 1 else 0 end as part, 1 as whole
    from visit_work w join encounter v on v.practice_id = w.practice_id and v.id = w.encounter_id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
      left join lateral (select kind, on_day from visit_work n where n.practice_id = w.practice_id and n.encounter_id = w.encounter_id
        and n.id > w.id and n.kind in ('answered', 'withdrawn', 'asked') order by n.id limit 1) a on true
    where w.practice_id = ${tx.practiceId} and w.kind = 'asked' and w.on_day between ${from}::date and least(${to}::date, ${today}::date - 7)
      and (a.kind is null or a.kind = 'answered')`;
}

/** Lines of office visits by their level, which is the last digit. */
export function officeVisits(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select k.id as key, v.visit_date as on_day, v.id as visit_id, v.patient_id, p.payer_id, k.procedure as words,
      case when right(k.procedure, 1) in ('4', '5') then 1 else 0 end as part, 1 as whole
    from encounter v join charge k on k.practice_id = v.practice_id and k.encounter_id = v.id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where v.practice_id = ${tx.practiceId} and ${within(sql`v.visit_date`, days)} and not k.removed
      and k.procedure in ('99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215')`;
}

/** Insured visits in the calendar; an answer of the month before holds, as the front desk has it. */
export function appointmentsVerified(tx: Tx, days: DaysAsked): Sql {
  const verified = sql`exists (select 1 from inquiry i where i.practice_id = ${tx.practiceId} and i.patient_id = a.patient_id
    and i.kind = 'eligibility' and i.answered_on <= a.on_day and i.about_day between a.on_day - 31 and a.on_day)`;
  return sql`
    select key, on_day, visit_id, patient_id, null::bigint as payer_id, case when hit then 'verified' else 'not verified' end as words,
      case when hit then 1 else 0 end as part, 1 as whole
    from (
      select a.id as key, a.on_day, a.encounter_id as visit_id, a.patient_id, ${verified} as hit from appointment a
      where a.practice_id = ${tx.practiceId} and ${within(sql`a.on_day`, days)} and not a.self_pay and a.state <> 'cancelled') r`;
}

/** From the first codes of the visit to the first time that its claim left. */
export function codedToSent(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select s.key, s.on_day, s.visit_id, s.patient_id, s.payer_id, 'coded ' || k.on_day as words, s.on_day - k.on_day as part, 1 as whole
    from (${sent(tx, days, sql`1 as one`)}) s
      join coding_event k on k.practice_id = ${tx.practiceId} and k.encounter_id = s.visit_id and k.sequence = 1 and k.kind = 'coded'`;
}

/** Each claim of an 835 with its lines; touched when an exception names it, or when it had to be held. */
export function answersPosted(tx: Tx, days: DaysAsked): Sql {
  const touched = (
    columns: Sql,
  ): Sql => sql`select ${columns} from exception_item where practice_id = ${tx.practiceId} and source = 'remittance'
    and raised_on >= ${days.from}::date and detail ->> 'remittanceId' is not null`;
  const byIndex = touched(sql`(detail ->> 'remittanceId')::bigint, coalesce((detail ->> 'index')::int, -1)`);
  const byClaim = touched(sql`(detail ->> 'remittanceId')::bigint, coalesce((detail ->> 'claimId')::bigint, -1)`);
  return sql`
    select r.remittance_id * 1000000 + r.position as key, r.on_day, r.visit_id, r.patient_id, r.payer_id,
      case when alone then 'posted by itself' else 'a person had to look' end as words, case when alone then lines else 0 end as part, lines as whole
    from (
      select c.remittance_id, c.position, f.received_on as on_day, m.encounter_id as visit_id, m.patient_id, r.payer_id,
        greatest(1, jsonb_array_length(c.content -> 'lines')) as lines,
        r.status = 'posted' and c.state in ('posted', 'reversed') and (c.remittance_id, c.position - 1) not in (${byIndex})
          and (c.remittance_id, coalesce(c.claim_id, 0)) not in (${byClaim}) as alone
      from inbound_file f join remittance r on r.practice_id = f.practice_id and r.inbound_file_id = f.id
        join remittance_claim c on c.practice_id = r.practice_id and c.remittance_id = r.id
        left join claim m on m.practice_id = c.practice_id and m.id = c.claim_id
      where f.practice_id = ${tx.practiceId} and ${within(sql`f.received_on`, days)} and r.status <> 'duplicate') r`;
}

/**
 * Visits that a statement asks for the first time, with the day on which the patient's share stood. An earlier one may lie under another
 * record: what was sent while two records were one stays where it went when they are parted. To carry a balance from record to record is
 * not to owe anew. So nothing of this changes when records are merged or parted, and kept days stand.
 */
export function firstStatements(tx: Tx, days: DaysAsked): Sql {
  const asked = sql`cross join lateral jsonb_array_elements(s.content -> 'lines') line
    join charge k on k.practice_id = ${tx.practiceId} and k.id = (line ->> 'chargeId')::bigint`;
  const earlier = (under: Sql): Sql => sql`exists (select 1 from statement s ${asked}
    where s.practice_id = ${tx.practiceId} and ${under} and s.statement_date < f.day and k.encounter_id = v.id and (line ->> 'youOwe')::bigint > 0)`;
  // Apart, so that each is found by the index of a record's statements.
  const onceMerged = sql`s.patient_id in (select patient_id from patient_merge where practice_id = ${tx.practiceId}
    union select into_id from patient_merge where practice_id = ${tx.practiceId})`;
  return sql`
    select v.id as key, f.day as on_day, v.id as visit_id, v.patient_id, null::bigint as payer_id, 'owed since ' || d.since as words,
      f.day - d.since as part, 1 as whole
    from (
      select k.encounter_id as id, min(s.statement_date) as day from statement s ${asked}
      where s.practice_id = ${tx.practiceId} and ${within(sql`s.statement_date`, days)} and (line ->> 'youOwe')::bigint > 0
      group by 1) f
      join encounter v on v.practice_id = ${tx.practiceId} and v.id = f.id
      cross join lateral (select max(l.happened_on) as since from charge c
          join journal_line l on l.practice_id = c.practice_id and l.charge_id = c.id and l.account = 'patient-receivable' and l.amount > 0
          join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id and e.source <> 'record-merge'
        where c.practice_id = ${tx.practiceId} and c.encounter_id = v.id and l.happened_on <= f.day) d
    where d.since is not null and not ${earlier(sql`s.patient_id = v.patient_id`)} and not ${earlier(onceMerged)}`;
}

/** Payments that stand; `part` when the visit was on that day. */
export function patientPayments(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select t.id as key, t.received_on as on_day, t.encounter_id as visit_id, t.patient_id, null::bigint as payer_id,
      case when v.visit_date = t.received_on then 'at the visit' else 'at another time' end as words,
      case when v.visit_date = t.received_on then t.amount else 0 end as part, t.amount as whole
    from patient_payment t left join encounter v on v.practice_id = t.practice_id and v.id = t.encounter_id
    where t.practice_id = ${tx.practiceId} and ${within(sql`t.received_on`, days)}
      and not exists (select 1 from journal_entry e where e.practice_id = ${tx.practiceId} and e.source = 'reversal'
        and e.source_key = 'patient-payment/payment ' || t.id)`;
}

/** The visits of these days with a charge in the books, each with what was paid for it. */
export function cohortVisits(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select v.id as key, v.visit_date as on_day, v.id as visit_id, v.patient_id, p.payer_id,
      case when s.paid > 0 then 'paid' else 'nothing paid' end as words, s.paid as part, 1 as whole
    from encounter v
      join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
      cross join lateral (
        select count(*) as lines, coalesce(-sum(l.amount) filter (where ${isOfCharge}), 0) as paid
        from charge k join journal_line l on l.practice_id = k.practice_id and l.charge_id = k.id
        where k.practice_id = ${tx.practiceId} and k.encounter_id = v.id) s
    where v.practice_id = ${tx.practiceId} and ${within(sql`v.visit_date`, days)} and s.lines > 0`;
}
