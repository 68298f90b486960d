/** Rows of each person's work, `words` being the person: what they did, and what reviews said of what they coded. */
import type { Days } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

/** `deeds` has key, on_day, visit_id, patient_id, payer_id and words. The first deed of a person in a span counts the span. */
function perSpan(deeds: Sql, span: Sql): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, words, 1 as part,
      case when row_number() over (partition by words, ${span} order by key) = 1 then 1 else 0 end as whole
    from (${deeds}) d`;
}

const perDay = (deeds: Sql): Sql => perSpan(deeds, sql`on_day`);

function firstCodings(tx: Tx, { from, to }: Days): Sql {
  return sql`
    select k.encounter_id as key, k.on_day, k.encounter_id as visit_id, v.patient_id, p.payer_id, k.by_name as words, k.recorded_at, k.account_id
    from coding_event k join encounter v on v.practice_id = k.practice_id and v.id = k.encounter_id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where k.practice_id = ${tx.practiceId} and k.sequence = 1 and k.kind = 'coded' and k.on_day between ${from}::date and ${to}::date`;
}

export function codedDone(tx: Tx, days: Days): Sql {
  return perDay(firstCodings(tx, days));
}

/** Only people who signed in have hours: a history that is made in a minute would have thousands of visits in one. */
export function codedHours(tx: Tx, days: Days): Sql {
  return perSpan(
    sql`select * from (${firstCodings(tx, days)}) f where account_id is not null and recorded_at is not null`,
    sql`date_trunc('hour', recorded_at at time zone 'utc')`,
  );
}

function byHand(tx: Tx, { from, to }: Days, kind: "drafted" | "released"): Sql {
  return perDay(sql`
    select e.claim_id * 1000 + e.sequence as key, e.happened_on as on_day, c.encounter_id as visit_id, c.patient_id, c.payer_id,
      e.payload ->> 'by' as words
    from claim_event e join claim c on c.practice_id = e.practice_id and c.id = e.claim_id
    where e.practice_id = ${tx.practiceId} and e.kind in ('drafted', 'released') and e.kind = ${kind}
      and e.happened_on between ${from}::date and ${to}::date and e.payload ->> 'by' is not null`);
}

export function preparedDone(tx: Tx, days: Days): Sql {
  return byHand(tx, days, "drafted");
}

export function releasedDone(tx: Tx, days: Days): Sql {
  return byHand(tx, days, "released");
}

export function paymentsDone(tx: Tx, { from, to }: Days): Sql {
  return perDay(sql`
    select id as key, received_on as on_day, encounter_id as visit_id, patient_id, null::bigint as payer_id, received_by as words
    from patient_payment where practice_id = ${tx.practiceId} and received_on between ${from}::date and ${to}::date`);
}

export function exceptionsDone(tx: Tx, { from, to }: Days): Sql {
  return perDay(sql`
    select id as key, resolved_on as on_day, null::bigint as visit_id, null::bigint as patient_id, null::bigint as payer_id,
      coalesce(resolved_by, '') as words
    from exception_item where practice_id = ${tx.practiceId} and resolved_on between ${from}::date and ${to}::date`);
}

/** Not people, but what stands in a case's history as who did it. */
const notPeople = sql`('the payer', 'a second person')`;

export function denialsDone(tx: Tx, { from, to }: Days): Sql {
  return perDay(sql`
    select e.denial_id * 1000 + e.sequence as key, e.happened_on as on_day, c.encounter_id as visit_id, d.patient_id, d.payer_id, e.actor as words
    from (
      select distinct on (denial_id, happened_on, actor) denial_id, happened_on, actor, sequence from denial_event
      where practice_id = ${tx.practiceId} and happened_on between ${from}::date and ${to}::date and actor not in ${notPeople}
      order by denial_id, happened_on, actor, sequence) e
      join denial d on d.practice_id = ${tx.practiceId} and d.id = e.denial_id
      join claim c on c.practice_id = d.practice_id and c.id = d.claim_id`);
}

export function callsDone(tx: Tx, { from, to }: Days): Sql {
  return perDay(sql`
    select k.id as key, k.on_day, k.encounter_id as visit_id, k.patient_id, c.payer_id, k.by_name as words
    from contact k left join claim c on c.practice_id = k.practice_id and c.id = k.claim_id
    where k.practice_id = ${tx.practiceId} and k.on_day between ${from}::date and ${to}::date`);
}

/** Closed reviews: `e` is the closing, `s` the visit as it was sampled. */
function closed(
  tx: Tx,
  { from, to }: Days,
  { part, whole, where = sql`true` }: { readonly part: Sql; readonly whole: Sql; readonly where?: Sql },
): Sql {
  return sql`
    select e.sample_id * 1000 + e.position as key, e.on_day, s.encounter_id as visit_id, v.patient_id, p.payer_id, s.coder_name as words,
      ${part} as part, ${whole} as whole
    from coding_review_event e
      join coding_sample_visit s on s.practice_id = e.practice_id and s.sample_id = e.sample_id and s.position = e.position
      join encounter v on v.practice_id = s.practice_id and v.id = s.encounter_id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where e.practice_id = ${tx.practiceId} and e.kind = 'closed' and e.on_day between ${from}::date and ${to}::date and ${where}`;
}

export function reviewedCodes(tx: Tx, days: Days): Sql {
  return closed(tx, days, { part: sql`e.right_codes`, whole: sql`e.right_codes + e.wrong_codes + e.missed_codes` });
}

export function reviewedVisits(tx: Tx, days: Days): Sql {
  return closed(tx, days, { part: sql`case when e.wrong_codes + e.missed_codes = 0 then 1 else 0 end`, whole: sql`1` });
}

export function reviewedMoney(tx: Tx, days: Days): Sql {
  return closed(tx, days, { part: sql`e.charged - e.misstated`, whole: sql`e.charged`, where: sql`e.misstated is not null` });
}
