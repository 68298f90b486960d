/**
 * A practice of any size for `bench`, made by the database itself: patients, visits, claims, charges, balances,
 * payments, denials and statements, as much as lists read; the kept places are folded by the program. No use case made it: there is no history of events and no ledger behind it.
 */
import { id } from "../../core/kernel/id.ts";
import { type Sql, sql } from "../../store/sql.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";

const atOnce = 20_000;
const payers = 12;
const providers = 25;

/** One claim a visit; four visits a patient. The newest visit is of 2026-11-30, about a thousand a day before it. */
export async function makeLargePractice({ app, practiceId }: Context, claims: number): Promise<void> {
  const run = (statement: (tx: Tx) => Sql): Promise<unknown> => inPractice(app.pool, practiceId, (tx) => tx.run(statement(tx)));
  await run(
    ({ practiceId: p }) => sql`
      insert into payer (practice_id, id, name, payer_id, filing_indicator, timely_filing_days, takes_replacement, appeal_days)
      select ${p}::int, n, 'Payer ' || chr(64 + n) || ' Health', 'PAY' || n, 'CI', 90 + 30 * (n % 10), true, 180
      from generate_series(1, ${payers}::int) n`,
  );
  await run(
    ({ practiceId: p }) => sql`
      insert into provider (practice_id, id, last_name, first_name, credential, npi)
      select ${p}::int, n, 'Clinician' || n, 'First' || n, 'MD', '' from generate_series(1, ${providers}::int) n`,
  );
  await run(
    ({ practiceId: p }) => sql`
      insert into location (practice_id, id, name, place_of_service, address) values (${p}, 1, 'Office', '11', '{}')`,
  );
  for (let from = 0; from * 4 < claims; from += atOnce)
    await inPractice(app.pool, practiceId, (tx) => makePatients(tx, from + 1, Math.min(from + atOnce, Math.ceil(claims / 4))));
  for (let from = 0; from < claims; from += atOnce)
    await inPractice(app.pool, practiceId, async (tx) => {
      const span = { from: from + 1, to: Math.min(from + atOnce, claims), claims };
      await makeVisits(tx, span);
      await makeAnswers(tx, span);
    });
  await run(
    ({ practiceId: p }) => sql`
      insert into statement (practice_id, number, patient_id, statement_date, amount, content)
      select ${p}::int, 'S' || v.encounter_id, v.patient_id, v.visit_date + 30, v.patient, '{}' from visit_place v
      where v.practice_id = ${p} and v.patient > 0`,
  );
  await inPractice(app.pool, practiceId, (tx) =>
    tx.run(sql`
    insert into patient_balance (practice_id, patient_id, insurance, patient, unapplied)
    select practice_id, patient_id, sum(insurance), sum(patient), 0 from visit_place where practice_id = ${tx.practiceId} group by 1, 2`),
  );
}

async function makePatients(tx: Tx, from: number, to: number): Promise<void> {
  const names = sql`(array['Adler', 'Brooks', 'Castillo', 'Dunn', 'Eriksen', 'Farouk', 'Grant', 'Huang', 'Ibarra', 'Jensen', 'Keller', 'Lindgren',
    'Moreau', 'Novak', 'Okafor', 'Park', 'Quinn', 'Rivera', 'Sato', 'Turner'])[1 + n % 20] || (array['', 'son', 'man', 'berg', 'field'])[1 + n / 20 % 5]`;
  const first = sql`(array['Ana', 'Ben', 'Carla', 'Dev', 'Elena', 'Finn', 'Grace', 'Hugo', 'Iris', 'Jonas', 'Kira', 'Liam', 'Mona', 'Nils'])[1 + n / 7 % 14]`;
  await tx.run(sql`
    insert into patient (practice_id, id, account_number, last_name, first_name, birth_date, sex, address, guarantor)
    select ${tx.practiceId}::int, n, 'P' || lpad(n::text, 7, '0'), ${names}, ${first}, date '1935-01-01' + (n * 7919 % 31000), 'F', '{}', '{}'
    from generate_series(${from}::int, ${to}::int) n`);
  await tx.run(sql`
    insert into coverage (practice_id, id, patient_id, payer_id, rank, member_id, relationship)
    select ${tx.practiceId}::int, n, n, 1 + n % ${payers}::int, 1, 'M' || (100000000 + n), '18'
    from generate_series(${from}::int, ${to}::int) n`);
  await tx.run(sql`
    insert into patient_word (practice_id, word, patient_id)
    select ${tx.practiceId}::int, w.word, p.id from patient p
      cross join lateral unnest(array[lower(p.last_name), lower(p.first_name), lower(p.account_number), to_char(p.birth_date, 'YYYYMMDD')]) w (word)
    where p.practice_id = ${tx.practiceId} and p.id >= ${from} and p.id <= ${to} on conflict do nothing`);
}

/** By the number of the visit: of a thousand claims 700 are decided and settled, 60 the patient's, 110 wait, the rest is open work. */
const states = sql`(case when n % 1000 < 700 then 'paid' when n % 1000 < 760 then 'to-patient' when n % 1000 < 870 then 'accepted'
  when n % 1000 < 920 then 'submitted' when n % 1000 < 950 then 'partly-paid' when n % 1000 < 965 then 'held' when n % 1000 < 990 then 'ready'
  when n % 1000 < 997 then 'rejected' else 'draft' end)`;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly claims: number;
}

async function makeVisits(tx: Tx, { from, to, claims }: Span): Promise<void> {
  const p = tx.practiceId;
  const numbers = sql`generate_series(${from}::int, ${to}::int) n`;
  const day = sql`date '2026-11-30' - (${claims}::int - n) / 1000`;
  const charge = sql`(7500 + n::bigint * 2500 % 40000)`;
  await tx.run(sql`
    insert into encounter (practice_id, id, patient_id, visit_date, rendering_id, location_id, place_of_service, reason, coding_state, coded_on,
      coded_by)
    select ${p}::int, n, 1 + n / 4 % greatest(1, ${Math.ceil(claims / 4)}::int), ${day}, 1 + n % ${providers}::int, 1, '11', 'Follow-up', 'coded', ${day},
      'bench' from ${numbers}`);
  await tx.run(
    sql`insert into encounter_diagnosis (practice_id, encounter_id, position, code, evidence) select ${p}::int, n, 1, 'I10', '[]' from ${numbers}`,
  );
  await tx.run(sql`
    insert into charge (practice_id, id, encounter_id, line_number, service_from, service_to, procedure, modifiers, units, amount, pointers,
      evidence)
    select ${p}::int, n, n, 1, ${day}, ${day}, '99213', '{}', 1, ${charge}, '{1}', '[]' from ${numbers}`);
  await tx.run(sql`
    insert into claim (practice_id, id, encounter_id, patient_id, coverage_id, payer_id, control_number, rank, version, frequency, content,
      charge_ids, charge_total, service_from, state, state_since, last_sequence)
    select ${p}::int, e.id, e.id, e.patient_id, e.patient_id, 1 + e.patient_id % ${payers}::int, 'B' || n, 1, 1, '1',
      '{"diagnoses": [{"qualifier": "ABK", "code": "I10"}]}', array[n::bigint], ${charge}, e.visit_date, ${states}, e.visit_date + 3, 2
    from ${numbers} join encounter e on e.practice_id = ${p} and e.id = n`);
  const insurance = sql`(case when k.state in ('paid', 'to-patient') then 0 when k.state = 'partly-paid' then k.charge_total / 4 else k.charge_total end)`;
  const patient = sql`(case when k.state = 'to-patient' then k.charge_total / 5 else 0 end)`;
  const mine = sql`claim k where k.practice_id = ${p} and k.id >= ${from} and k.id <= ${to}`;
  await tx.run(sql`
    insert into charge_balance (practice_id, charge_id, insurance, patient) select ${p}::int, k.id, ${insurance}, ${patient} from ${mine}`);
  await tx.run(sql`
    insert into claim_balance (practice_id, claim_id, insurance, patient) select ${p}::int, k.id, ${insurance}, ${patient} from ${mine}`);
  // What lists read of them is folded by the program itself, when the transaction ends.
  for (let visit = from; visit <= to; visit += 1) tx.touched.encounters.add(id<"encounter">(visit));
}

/** A payment for each hundred claims that were decided, a case for each that was partly paid, and what could not be placed. */
async function makeAnswers(tx: Tx, { from, to }: Omit<Span, "claims">): Promise<void> {
  const p = tx.practiceId;
  const payments = sql`generate_series(${Math.ceil(from / 100)}::int, ${Math.floor(to / 100)}::int) n`;
  await tx.run(sql`
    insert into file_blob (practice_id, id, sha256, byte_length) overriding system value select ${p}::int, n, 'bench' || n, 0 from ${payments}`);
  await tx.run(sql`
    insert into inbound_file (practice_id, id, file_id, name, sha256, kind, partner, status, received_on)
    select ${p}::int, n, n, '835-' || n || '.x12', 'bench' || n, '835', 'PAY' || 1 + n % ${payers}::int, 'worked', date '2026-01-01' + n % 330
    from ${payments}`);
  await tx.run(sql`
    insert into remittance (practice_id, id, inbound_file_id, position, trace, originator, payer_id, payer_name, amount, method, paid_on,
      payment_key, status, proof, content)
    select ${p}::int, n, n, 1, 'T' || n, '1999999999', y.id, y.name, 100000 + n % 900000, 'ACH', date '2026-01-01' + n % 330, 'bench ' || n,
      case when n % 40 = 0 then 'exception' else 'posted' end, '{"balanced": true}', '{}'
    from ${payments} join payer y on y.practice_id = ${p} and y.id = 1 + n % ${payers}::int`);
  await tx.run(sql`
    insert into remittance_claim (practice_id, remittance_id, position, control_number, payer_control_number, status, charge, paid, claim_id, state,
      source_key, content)
    select ${p}::int, (k.id - 1) / 100 + 1, 1 + (k.id - 1) % 100, k.control_number, 'Y' || k.id, '1', k.charge_total, 0, k.id,
      case when k.id % 500 = 0 then 'held' else 'posted' end, 'bench ' || k.id, '{}'
    from claim k where k.practice_id = ${p} and k.id >= ${from} and k.id <= ${to} and k.state in ('paid', 'to-patient', 'partly-paid')`);
  await tx.run(sql`
    insert into denial (practice_id, claim_id, patient_id, payer_id, charge_id, remittance_id, source_key, payer_control_number, denied_on,
      group_code, carc, remarks, category, kind, amount, adjustments, status, deadline, next_action, cause, preventable, procedure)
    select ${p}::int, k.id, k.patient_id, k.payer_id, k.id, (k.id - 1) / 100 + 1, 'bench ' || k.id, 'Y' || k.id, k.service_from + 14, 'CO',
      (array['16', '50', '97', '197', '29'])[1 + k.id % 5], '{}', (array['registration', 'necessity', 'bundling', 'authorization', 'timely-filing'])[1 + k.id % 5],
      'denial', k.charge_total / 4, '[]', case when k.state = 'partly-paid' then 'open' else 'closed' end, k.service_from + 90,
      (array['replacement', 'appeal', 'write-off'])[1 + k.id % 3], 'unknown', 'unknown', '99213'
    from claim k where k.practice_id = ${p} and k.id >= ${from} and k.id <= ${to} and (k.state = 'partly-paid' or k.id % 20 = 0 and k.state = 'paid')`);
  await tx.run(sql`
    insert into exception_item (practice_id, source, source_key, reason, detail, raised_on)
    select ${p}::int, 'remittance', n || '/1', 'The payment does not add up.', '{"amount": 1000}', date '2026-01-01' + n % 330
    from ${payments} where n % 40 = 0`);
}
