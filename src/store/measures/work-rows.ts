/** Rows of visits coded and not billed, and of denials. */
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { type DaysAsked, within } from "./days.ts";

function coded(tx: Tx, days: DaysAsked, columns: Sql): Sql {
  return sql`
    select v.id as key, v.coded_on as on_day, v.id as visit_id, v.patient_id, p.payer_id, coalesce(v.coded_by, '') as words, ${columns}
    from encounter v left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where v.practice_id = ${tx.practiceId} and ${within(sql`v.coded_on`, days)}`;
}

export function codedLag(tx: Tx, days: DaysAsked): Sql {
  return coded(tx, days, sql`v.coded_on - v.visit_date as part, 1 as whole`);
}

export function codedWithQuestion(tx: Tx, days: DaysAsked): Sql {
  // Few are asked about: they are read once, instead of looked for at each visit.
  const asked = sql`v.id in (select w.encounter_id from visit_work w where w.practice_id = ${tx.practiceId} and w.kind = 'asked')`;
  return coded(tx, days, sql`case when ${asked} then 1 else 0 end as part, 1 as whole`);
}

/** Visits whose next claim is still in the house. Before a payer has decided all charges wait, afterwards what is open with the payer asked now. */
export function unbilledVisits(tx: Tx): Sql {
  return sql`
    select p.encounter_id as key, p.visit_date as on_day, p.encounter_id as visit_id, p.patient_id, p.payer_id, p.queue as words,
      case when (select true from claim c join claim_event e on e.practice_id = c.practice_id and e.claim_id = c.id
          and e.kind in ('adjudicated', 'crossed-over') where c.practice_id = ${tx.practiceId} and c.encounter_id = p.encounter_id limit 1)
        then greatest(p.insurance, 0) else p.charged end as part, 1 as whole
    from visit_place p join encounter v on v.practice_id = p.practice_id and v.id = p.encounter_id
    where p.practice_id = ${tx.practiceId} and not v.self_pay
      and p.queue in ('needs-coding', 'question-open', 'held-by-findings', 'outdated-code-set', 'ready-to-file', 'rejected')`;
}

function denials(tx: Tx, where: Sql, columns: Sql): Sql {
  return sql`
    select d.id as key, d.denied_on as on_day, c.encounter_id as visit_id, d.patient_id, d.payer_id, ${columns}
    from denial d join claim c on c.practice_id = d.practice_id and c.id = d.claim_id
    where d.practice_id = ${tx.practiceId} and ${where}`;
}

/** Closed in these days after something was asked of the payer. */
export function denialsDecided(tx: Tx, days: DaysAsked): Sql {
  return denials(
    tx,
    sql`${within(sql`d.closed_on`, days)} and d.status <> 'void' and exists (select 1 from denial_event e
      where e.practice_id = ${tx.practiceId} and e.denial_id = d.id and e.kind in ('corrected', 'appealed', 'reopening-asked', 'documents-sent'))`,
    sql`d.status as words, coalesce(d.recovered, 0) as part, greatest(d.amount, 0) as whole`,
  );
}

function deniedIn(tx: Tx, days: DaysAsked, columns: Sql): Sql {
  return denials(tx, sql`${within(sql`d.denied_on`, days)} and d.status <> 'void'`, columns);
}

export function denialsWorked(tx: Tx, days: DaysAsked): Sql {
  const worked = sql`(d.status <> 'open' or exists (select 1 from denial_event e where e.practice_id = ${tx.practiceId} and e.denial_id = d.id))`;
  return deniedIn(
    tx,
    days,
    sql`d.group_code || '-' || d.carc || ', ' || d.category as words, case when ${worked} then 1 else 0 end as part, 1 as whole`,
  );
}

export function denialsPreventable(tx: Tx, days: DaysAsked): Sql {
  return deniedIn(tx, days, sql`d.category as words, case when d.preventable = 'yes' then 1 else 0 end as part, 1 as whole`);
}
