/** Rows of each person's work, `words` being the person: what they did, and what reviews said of what they coded. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { type DaysAsked, within } from "./days.ts";

/** Somebody whose name another one in the practice has too. */
export interface NamedAlike {
  readonly accountId: number;
  readonly login: string;
}

/**
 * `deeds` has key, on_day, visit_id, patient_id, payer_id, words and account_id. A person is an account, or a name without one; the first
 * deed of a person in a span counts the span.
 */
function perSpan(deeds: Sql, span: Sql, alike: readonly NamedAlike[]): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, words || ${loginBeside(alike, sql`account_id`)} as words, 1 as part,
      case when row_number() over (partition by words, account_id, ${span} order by key) = 1 then 1 else 0 end as whole
    from (${deeds}) d`;
}

/** Who did something is known by the account, and those of one name are told apart by their login. */
export function loginBeside(alike: readonly NamedAlike[], account: Sql): Sql {
  return sql`coalesce((select ' (' || login || ')' from unnest(${alike.map((one) => one.accountId)}::bigint[],
    ${alike.map((one) => one.login)}::text[]) as alike (id, login) where alike.id = ${account}), '')`;
}

const perDay = (deeds: Sql, alike: readonly NamedAlike[]): Sql => perSpan(deeds, sql`on_day`, alike);

function firstCodings(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select k.encounter_id as key, k.on_day, k.encounter_id as visit_id, v.patient_id, p.payer_id, k.by_name as words, k.recorded_at, k.account_id
    from coding_event k join encounter v on v.practice_id = k.practice_id and v.id = k.encounter_id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where k.practice_id = ${tx.practiceId} and k.sequence = 1 and k.kind = 'coded' and ${within(sql`k.on_day`, days)}`;
}

export function codedDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perDay(firstCodings(tx, days), alike);
}

/** Only people who signed in have hours: a history that is made in a minute would have thousands of visits in one. */
export function codedHours(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perSpan(
    sql`select * from (${firstCodings(tx, days)}) f where account_id is not null and recorded_at is not null`,
    sql`on_day, date_trunc('hour', recorded_at at time zone 'utc')`,
    alike,
  );
}

function byHand(
  tx: Tx,
  days: DaysAsked,
  { kind, alike }: { readonly kind: "drafted" | "released"; readonly alike: readonly NamedAlike[] },
): Sql {
  return perDay(
    sql`
    select e.claim_id * 1000 + e.sequence as key, e.happened_on as on_day, c.encounter_id as visit_id, c.patient_id, c.payer_id,
      e.payload ->> 'by' as words, (e.payload ->> 'account')::bigint as account_id
    from claim_event e join claim c on c.practice_id = e.practice_id and c.id = e.claim_id
    where e.practice_id = ${tx.practiceId} and e.kind in ('drafted', 'released') and e.kind = ${kind}
      and ${within(sql`e.happened_on`, days)} and e.payload ->> 'by' is not null`,
    alike,
  );
}

export function preparedDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return byHand(tx, days, { kind: "drafted", alike });
}

export function releasedDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return byHand(tx, days, { kind: "released", alike });
}

export function paymentsDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perDay(
    sql`
    select id as key, received_on as on_day, encounter_id as visit_id, patient_id, null::bigint as payer_id, received_by as words,
      account_id
    from patient_payment where practice_id = ${tx.practiceId} and ${within(sql`received_on`, days)}`,
    alike,
  );
}

export function exceptionsDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perDay(
    sql`
    select id as key, resolved_on as on_day, null::bigint as visit_id, null::bigint as patient_id, null::bigint as payer_id,
      coalesce(resolved_by, '') as words, resolved_account_id as account_id
    from exception_item where practice_id = ${tx.practiceId} and ${within(sql`resolved_on`, days)}`,
    alike,
  );
}

/** Not people, but what stands in a case's history as who did it. */
const notPeople = sql`('the payer', 'a second person')`;

export function denialsDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perDay(
    sql`
    select e.denial_id * 1000 + e.sequence as key, e.happened_on as on_day, c.encounter_id as visit_id, d.patient_id, d.payer_id, e.actor as words,
      e.account_id
    from (
      select distinct on (denial_id, happened_on, actor, account_id) denial_id, happened_on, actor, account_id, sequence from denial_event
      where practice_id = ${tx.practiceId} and ${within(sql`happened_on`, days)} and actor not in ${notPeople}
      order by denial_id, happened_on, actor, account_id, sequence) e
      join denial d on d.practice_id = ${tx.practiceId} and d.id = e.denial_id
      join claim c on c.practice_id = d.practice_id and c.id = d.claim_id`,
    alike,
  );
}

export function callsDone(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return perDay(
    sql`
    select k.id as key, k.on_day, k.encounter_id as visit_id, k.patient_id, c.payer_id, k.by_name as words, k.account_id
    from contact k left join claim c on c.practice_id = k.practice_id and c.id = k.claim_id
    where k.practice_id = ${tx.practiceId} and ${within(sql`k.on_day`, days)}`,
    alike,
  );
}

/** Closed reviews: `e` is the closing, `s` the visit as it was sampled. */
function closed(
  tx: Tx,
  days: DaysAsked,
  {
    part,
    whole,
    where = sql`true`,
    alike,
  }: { readonly part: Sql; readonly whole: Sql; readonly where?: Sql; readonly alike: readonly NamedAlike[] },
): Sql {
  return sql`
    select e.sample_id * 1000 + e.position as key, e.on_day, s.encounter_id as visit_id, v.patient_id, p.payer_id,
      s.coder_name || ${loginBeside(alike, sql`s.coder_id`)} as words,
      ${part} as part, ${whole} as whole
    from coding_review_event e
      join coding_sample_visit s on s.practice_id = e.practice_id and s.sample_id = e.sample_id and s.position = e.position
      join encounter v on v.practice_id = s.practice_id and v.id = s.encounter_id
      left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
    where e.practice_id = ${tx.practiceId} and e.kind = 'closed' and ${within(sql`e.on_day`, days)} and ${where}`;
}

export function reviewedCodes(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return closed(tx, days, { alike, part: sql`e.right_codes`, whole: sql`e.right_codes + e.wrong_codes + e.missed_codes` });
}

export function reviewedVisits(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return closed(tx, days, { alike, part: sql`case when e.wrong_codes + e.missed_codes = 0 then 1 else 0 end`, whole: sql`1` });
}

export function reviewedMoney(tx: Tx, days: DaysAsked, alike: readonly NamedAlike[]): Sql {
  return closed(tx, days, { alike, part: sql`e.charged - e.misstated`, whole: sql`e.charged`, where: sql`e.misstated is not null` });
}

/** What one unit of a service is worth in hundredths of a relative value unit, by code, part of it and day. */
interface WorkValue extends Service {
  readonly hundredths: number;
}

interface Service {
  readonly procedure: string;
  /** "26", "TC", "53" (stopped) or "". */
  readonly part: string;
  readonly on: IsoDate;
}

/** The loaded fee schedule, as far as work is asked of it. */
export interface WorkSchedule {
  /** Names what it says: sums that were made under another mark are not its own. Absent: it cannot be told. */
  readonly mark?: string;
  readonly hundredthsOf: (procedure: string, part: string, on: IsoDate) => number | undefined;
}

const partOf = sql`case when '26' = any(k.modifiers) then '26' when 'TC' = any(k.modifiers) then 'TC'
  when '53' = any(k.modifiers) then '53' else '' end`;

/** What the services of these days are worth; those that have no row in the schedule are left out. */
export async function workValues(tx: Tx, days: DaysAsked, { hundredthsOf }: WorkSchedule): Promise<readonly WorkValue[]> {
  const services = await tx.many<Service>(sql`
    select k.procedure, ${partOf} as part, k.service_from as "on"
    from encounter v join charge k on k.practice_id = v.practice_id and k.encounter_id = v.id
    where v.practice_id = ${tx.practiceId} and ${within(sql`v.visit_date`, days)} and not k.removed group by 1, 2, 3`);
  return services.flatMap((service) => {
    const hundredths = hundredthsOf(service.procedure, service.part, service.on);
    return hundredths === undefined ? [] : [{ ...service, hundredths }];
  });
}

/** Each line with its work; the first valued line of a clinician on a day counts the day. Two of one name are told apart by their NPI. */
export function relativeWork(tx: Tx, days: DaysAsked, values: readonly WorkValue[]): Sql {
  const known = sql`unnest(${values.map((one) => one.procedure)}::text[], ${values.map((one) => one.part)}::text[],
    ${values.map((one) => one.on)}::date[], ${values.map((one) => one.hundredths)}::bigint[]) as w (procedure, part, on_day, hundredths)`;
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, case when work is null then name || ': no relative value' else name end as words,
      coalesce(work, 0) as part,
      case when work is not null and row_number() over (partition by rendering_id, on_day, work is null order by key) = 1 then 1 else 0 end as whole
    from (
      select k.id as key, v.visit_date as on_day, v.id as visit_id, v.patient_id, p.payer_id, v.rendering_id, n.name,
        round(w.hundredths * k.units)::bigint as work
      from encounter v join charge k on k.practice_id = v.practice_id and k.encounter_id = v.id
        join (select id, last_name || ', ' || first_name || case when count(*) over (partition by last_name, first_name) > 1
          then ' (NPI ' || npi || ')' else '' end as name from provider where practice_id = ${tx.practiceId}) n on n.id = v.rendering_id
        left join visit_place p on p.practice_id = v.practice_id and p.encounter_id = v.id
        left join ${known} on w.procedure = k.procedure and w.part = ${partOf} and w.on_day = k.service_from
      where v.practice_id = ${tx.practiceId} and ${within(sql`v.visit_date`, days)} and not k.removed) r`;
}
