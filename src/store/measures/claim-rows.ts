/** Rows of claims sent and claims decided in some days. */
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { type DaysAsked, within } from "./days.ts";

/** Claims that left for the first time in these days. `e` is that event, `c` the claim. */
export function sent(tx: Tx, days: DaysAsked, columns: Sql): Sql {
  return sql`
    select c.id as key, e.happened_on as on_day, c.encounter_id as visit_id, c.patient_id, c.payer_id, ${columns}
    from claim_event e join claim c on c.practice_id = e.practice_id and c.id = e.claim_id
    where e.practice_id = ${tx.practiceId} and e.kind = 'written' and ${within(sql`e.happened_on`, days)}
      and not exists (select 1 from claim_event b where b.practice_id = ${tx.practiceId} and b.claim_id = e.claim_id and b.sequence < e.sequence
        and b.kind = 'written')`;
}

const before = (tx: Tx, kinds: Sql): Sql => sql`exists (select 1 from claim_event b where b.practice_id = ${tx.practiceId}
  and b.claim_id = e.claim_id and b.sequence < e.sequence and b.kind in (${kinds}))`;

export function sentClean(tx: Tx, days: DaysAsked): Sql {
  return outcomeRows(
    sent(tx, days, sql`${before(tx, sql`'held', 'taken-back'`)} as hit`),
    { hit: "held before it was sent", else: "passed at once" },
    { counts: "else" },
  );
}

export function sentRejected(tx: Tx, days: DaysAsked): Sql {
  const rejected = sql`exists (select 1 from claim_event r where r.practice_id = ${tx.practiceId} and r.claim_id = e.claim_id
    and r.kind in ('file-rejected', 'claim-rejected') and r.sequence > e.sequence and not exists (select 1 from claim_event n
      where n.practice_id = ${tx.practiceId} and n.claim_id = e.claim_id and n.kind = 'written' and n.sequence > e.sequence and n.sequence < r.sequence))`;
  return outcomeRows(sent(tx, days, sql`${rejected} as hit`), { hit: "rejected", else: "not rejected" }, { counts: "hit" });
}

export function sentLag(tx: Tx, days: DaysAsked): Sql {
  return sent(tx, days, sql`'from ' || c.service_from as words, e.happened_on - c.service_from as part, 1 as whole`);
}

function outcomeRows(
  rows: Sql,
  words: { readonly hit: string; readonly else: string },
  { counts }: { readonly counts: "hit" | "else" },
): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, case when hit then ${words.hit}::text else ${words.else}::text end as words,
      case when ${counts === "hit" ? sql`hit` : sql`not hit`} then 1 else 0 end as part, 1 as whole
    from (${rows}) r`;
}

/** Claims whose first decision was posted in these days, with what was refused in it. */
function decided(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select c.id as key, e.happened_on as on_day, c.encounter_id as visit_id, c.patient_id, c.payer_id, e.claim_id, e.sequence, f.remittance_id,
      e.payload ->> 'outcome' as outcome, d.denied, d.category, coalesce(r.charge, c.charge_total) as charged
    from claim_event e join claim c on c.practice_id = e.practice_id and c.id = e.claim_id
      cross join lateral (select (e.payload ->> 'remittanceId')::bigint as remittance_id) f
      cross join lateral (select coalesce(sum(greatest(amount, 0)), 0) as denied, (array_agg(category order by amount desc, id))[1] as category
        from denial where practice_id = ${tx.practiceId} and claim_id = e.claim_id and remittance_id = f.remittance_id) d
      left join lateral (select charge from remittance_claim where practice_id = ${tx.practiceId} and claim_id = e.claim_id
        and remittance_id = f.remittance_id and status <> '22' order by position limit 1) r on true
    where e.practice_id = ${tx.practiceId} and e.kind = 'adjudicated' and ${within(sql`e.happened_on`, days)}
      and not exists (select 1 from claim_event b where b.practice_id = ${tx.practiceId} and b.claim_id = e.claim_id and b.sequence < e.sequence
        and b.kind = 'adjudicated')`;
}

const deniedWords = sql`case when category is null then 'no line denied' else 'denied: ' || category end`;

export function decidedDenied(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, ${deniedWords} as words, case when category is null then 0 else 1 end as part, 1 as whole
    from (${decided(tx, days)}) r`;
}

export function decidedDeniedMoney(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, ${deniedWords} as words, denied as part, charged as whole from (${decided(tx, days)}) r`;
}

export function decidedFirstPass(tx: Tx, days: DaysAsked): Sql {
  const again = sql`(select count(*) > 1 from claim_event b where b.practice_id = ${tx.practiceId} and b.claim_id = r.claim_id
    and b.sequence < r.sequence and b.kind = 'written')`;
  const rejected = sql`exists (select 1 from claim_event b where b.practice_id = ${tx.practiceId} and b.claim_id = r.claim_id
    and b.sequence < r.sequence and b.kind in ('file-rejected', 'claim-rejected'))`;
  const why = sql`case when category is not null then 'a line was denied' when ${again} then 'sent more than once' when ${rejected} then 'rejected first'
    when outcome in ('paid', 'to-patient') then 'resolved' else 'not paid in full' end`;
  return sql`
    select key, on_day, visit_id, patient_id, payer_id, why as words, case when why = 'resolved' then 1 else 0 end as part, 1 as whole
    from (select r.*, ${why} as why from (${decided(tx, days)}) r) w`;
}

/** From the first acceptance to the date of the payment. */
export function decidedTime(tx: Tx, days: DaysAsked): Sql {
  return sql`
    select r.key, r.on_day, r.visit_id, r.patient_id, r.payer_id, 'accepted ' || a.accepted_on as words,
      coalesce(p.paid_on, r.on_day) - a.accepted_on as part, 1 as whole
    from (${decided(tx, days)}) r
      cross join lateral (select min(happened_on) as accepted_on from claim_event where practice_id = ${tx.practiceId} and claim_id = r.claim_id
        and sequence < r.sequence and kind = 'acknowledged') a
      left join remittance p on p.practice_id = ${tx.practiceId} and p.id = r.remittance_id
    where a.accepted_on is not null`;
}
