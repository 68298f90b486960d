/**
 * What happened to the claims of a large practice, as much as the manager's numbers read: events, journal, codings, statements,
 * patients' payments, questions. Made by the database itself; it agrees with the balances that `makeLargePractice` gave.
 */
import { sql } from "../../store/sql.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { keepMeasures, keepTotals } from "../periods.ts";

const atOnce = 20_000;

export async function makeLargeHistory(context: Context, claims: number): Promise<void> {
  const { app, practiceId } = context;
  for (let from = 1; from <= claims; from += atOnce)
    await inPractice(app.pool, practiceId, async (tx) => {
      const to = Math.min(from + atOnce - 1, claims);
      await makeEvents(tx, from, to);
      await makeJournal(tx, from, to);
      await makeAllowed(tx, from, to);
      await makeRest(tx, from, to);
    });
  await keepTotals(context);
  await keepMeasures(context);
}

/** Sent two days after the visit, accepted the next day, decided a fortnight later; every fiftieth was held first. */
async function makeEvents(tx: Tx, from: number, to: number): Promise<void> {
  const p = tx.practiceId;
  await tx.run(sql`
    insert into claim_event (practice_id, claim_id, sequence, happened_on, kind, payload)
    select ${p}::int, k.id, e.sequence, k.service_from + e.days, e.kind, e.payload || jsonb_build_object('v', 1, 'kind', e.kind)
    from claim k cross join lateral (values
      (1, 0, 'drafted', '{"version": 1, "frequency": "1", "why": "", "by": "Coder 1"}'::jsonb),
      (2, 0, case when k.id % 50 = 0 then 'held' else 'passed' end, '{}'),
      (3, 1, 'released', jsonb_build_object('by', 'Biller ' || k.id % 5)),
      (4, 2, 'written', '{}'), (5, 3, 'acknowledged', '{}'),
      (6, 17, 'adjudicated', jsonb_build_object('remittanceId', (k.id - 1) / 100 + 1, 'outcome', k.state))) e (sequence, days, kind, payload)
    where k.practice_id = ${p} and k.id between ${from} and ${to}
      and e.sequence <= case when k.state in ('paid', 'to-patient', 'partly-paid') then 6 when k.state = 'accepted' then 5
        when k.state in ('submitted', 'rejected') then 4 else 2 end`);
}

/** Each charge, and what the payer did with it: a fifth is contractual, a fifth the patient's, a quarter stays open, as the balances say. */
async function makeJournal(tx: Tx, from: number, to: number): Promise<void> {
  const p = tx.practiceId;
  const decided = sql`k.state in ('paid', 'to-patient', 'partly-paid')`;
  const mine = sql`claim k where k.practice_id = ${p} and k.id between ${from} and ${to}`;
  await tx.run(sql`
    insert into journal_entry (practice_id, id, happened_on, source, source_key, memo)
    select ${p}::int, k.id * 2, k.service_from, 'charge', 'bench ' || k.id, '' from ${mine}
    union all select ${p}::int, k.id * 2 + 1, k.service_from + 17, 'remittance-claim', 'bench ' || k.id, '' from ${mine} and ${decided}`);
  const patient = sql`case when k.state = 'to-patient' then k.charge_total / 5 else 0 end`;
  const open = sql`case when k.state = 'partly-paid' then k.charge_total / 4 else 0 end`;
  const contractual = sql`k.charge_total / 5`;
  await tx.run(sql`
    insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount, patient_id, claim_id, charge_id, payer_id, remittance_id)
    select ${p}::int, l.entry, l.number, k.service_from + l.days, l.account, l.amount, k.patient_id, k.id, k.id, k.payer_id,
      case when l.days > 0 then (k.id - 1) / 100 + 1 end
    from claim k cross join lateral (values
      (k.id * 2, 1, 0, 'insurance-receivable', k.charge_total), (k.id * 2, 2, 0, 'charges', -k.charge_total),
      (k.id * 2 + 1, 1, 17, 'insurance-receivable', ${open} - k.charge_total), (k.id * 2 + 1, 2, 17, 'contractual', ${contractual}),
      (k.id * 2 + 1, 3, 17, 'patient-receivable', ${patient}),
      (k.id * 2 + 1, 4, 17, 'cash', k.charge_total - ${contractual} - ${patient} - ${open})) l (entry, number, days, account, amount)
    where k.practice_id = ${p} and k.id between ${from} and ${to} and (l.days = 0 or ${decided})`);
}

/** What was allowed of each line that was paid whole: one in twenty a tenth less than expected, one in fifty without a price. */
async function makeAllowed(tx: Tx, from: number, to: number): Promise<void> {
  const expected = sql`k.charge_total - k.charge_total / 5`;
  await tx.run(sql`
    insert into allowed_line (practice_id, posted_on, source_key, remittance_id, claim_id, charge_id, payer_id, procedure, allowed, expected)
    select k.practice_id, k.service_from + 17, 'bench ' || k.id, (k.id - 1) / 100 + 1, k.id, k.id, k.payer_id, '99213',
      ${expected} - case when k.id % 20 = 0 then k.charge_total / 10 else 0 end, case when k.id % 50 = 0 then null else ${expected} end
    from claim k where k.practice_id = ${tx.practiceId} and k.id between ${from} and ${to} and k.state in ('paid', 'to-patient')`);
}

async function makeRest(tx: Tx, from: number, to: number): Promise<void> {
  const p = tx.practiceId;
  const visits = sql`encounter v join charge k on k.practice_id = v.practice_id and k.encounter_id = v.id
    where v.practice_id = ${p} and v.id between ${from} and ${to}`;
  await tx.run(sql`
    insert into coding_event (practice_id, encounter_id, sequence, on_day, by_name, kind, charges, total)
    select ${p}::int, v.id, 1, v.visit_date, 'Coder ' || v.id % 8, 'coded', 1, k.amount from ${visits}`);
  await tx.run(sql`
    insert into statement (practice_id, number, patient_id, statement_date, amount, content)
    select ${p}::int, 'B' || v.id, v.patient_id, v.visit_date + 20, k.amount / 5,
      jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('chargeId', k.id, 'youOwe', k.amount / 5))) from ${visits} and v.id % 1000 between 700 and 759`);
  await tx.run(sql`
    insert into patient_payment (practice_id, patient_id, encounter_id, received_on, amount, method, received_by, idempotency_key, allocations)
    select ${p}::int, v.patient_id, v.id, v.visit_date + (v.id % 3)::int, 2500, 'card', 'Desk ' || v.id % 3, 'bench ' || v.id, '[]' from ${visits} and v.id % 5 = 0`);
  await tx.run(sql`
    insert into visit_work (practice_id, encounter_id, on_day, by_name, kind, words)
    select ${p}::int, v.id, v.visit_date + a.days, 'Coder', a.kind, 'which side' from ${sql`encounter v
      cross join (values (0, 'asked'), (3, 'answered')) a (days, kind) where v.practice_id = ${p} and v.id between ${from} and ${to} and v.id % 50 = 0`}
    order by v.id, a.days`);
  await tx.run(sql`
    insert into denial_event (practice_id, denial_id, sequence, happened_on, actor, kind, payload)
    select ${p}::int, d.id, 1, d.denied_on + 7, 'Biller ' || d.id % 5, 'corrected', '{}' from denial d
    where d.practice_id = ${p} and d.claim_id between ${from} and ${to} and d.status = 'closed'`);
  await tx.run(sql`
    update denial d set closed_on = denied_on + 30, recovered = greatest(amount, 0), patient_share = 0, contractual = 0, still_refused = 0, status = 'overturned'
    where d.practice_id = ${p} and d.claim_id between ${from} and ${to} and d.status = 'closed'`);
  await tx.run(sql`
    insert into appointment (practice_id, patient_id, on_day, at_time, provider_id, location_id, reason, self_pay, scheduled_on, scheduled_by, state,
      state_by, encounter_id, forms_signed)
    select ${p}::int, v.patient_id, v.visit_date, '0900', v.rendering_id, v.location_id, v.reason, false, v.visit_date - 7, 'Desk ' || v.id % 3,
      'checked-in', 'Desk ' || v.id % 3, v.id, true from encounter v where v.practice_id = ${p} and v.id between ${from} and ${to} and v.id % 4 <> 0`);
}
