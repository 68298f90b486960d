/**
 * A practice of any size for `bench`, made by the database itself: patients, visits, claims, charges, balances and kept
 * places, as much as lists read. No use case made it: there is no history of events and no ledger behind it.
 */
import { type Sql, sql } from "../../store/sql.ts";
import { inPractice, readPractice, type Tx } from "../../store/transaction.ts";
import { comparePlaces } from "../../store/visit-places.ts";
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
    await inPractice(app.pool, practiceId, (tx) => makeVisits(tx, { from: from + 1, to: Math.min(from + atOnce, claims), claims }));
  // What was made here must be what the program would have kept.
  const { ids, wrong } = await readPractice(app.pool, practiceId, (tx) => comparePlaces(tx, { after: Math.floor(claims / 2), limit: 500 }));
  if (ids.length === 0 || wrong.length > 0)
    throw new Error(`the invented practice is not right: ${wrong.length} of ${ids.length} places differ`);
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
  await tx.run(sql`
    insert into visit_place (practice_id, encounter_id, patient_id, visit_date, sort_name, rendering_id, payer_id, queue, why, silent_after,
      silent_why, deadline, charged, insurance, patient)
    select ${p}::int, k.id, k.patient_id, k.service_from, upper(t.last_name || ', ' || t.first_name), 1 + k.id % ${providers}::int, k.payer_id,
      q.queue, q.why, case k.state when 'submitted' then k.state_since + 4 when 'accepted' then k.state_since + 30 else 'infinity' end,
      case k.state when 'submitted' then 'No acknowledgement by ' || (k.state_since + 4) || '.'
        when 'accepted' then 'No decision by ' || (k.state_since + 30) || '.' end,
      case when k.state in ('paid', 'to-patient') then 'infinity' else k.service_from + y.timely_filing_days end,
      k.charge_total, ${insurance}, ${patient}
    from claim k join patient t on t.practice_id = k.practice_id and t.id = k.patient_id
      join payer y on y.practice_id = k.practice_id and y.id = k.payer_id
      join (values ('paid', 'closed', 'Decided and settled.'), ('to-patient', 'patient-balance', 'The patient''s, and may be billed.'),
        ('accepted', 'awaiting-payment', 'The payer has it; no decision yet.'), ('submitted', 'awaiting-acknowledgement', 'Sent; no answer yet.'),
        ('partly-paid', 'denied', 'The payer left money open.'), ('held', 'held-by-findings', 'The check found something that the payer would refuse.'),
        ('ready', 'ready-to-file', 'Checked; to be released.'), ('rejected', 'rejected', 'Refused before any decision: fix and send again.'),
        ('draft', 'ready-to-file', 'Made; to be checked and released.')) q (state, queue, why) on q.state = k.state
    where k.practice_id = ${p} and k.id >= ${from} and k.id <= ${to}`);
  await tx.run(sql`
    insert into claim_place (practice_id, claim_id, encounter_id, patient_id, payer_id, rendering_id, service_from, sort_name, state, frequency,
      charged, insurance, denied)
    select ${p}::int, k.id, k.encounter_id, k.patient_id, k.payer_id, v.rendering_id, k.service_from, v.sort_name, k.state, k.frequency,
      k.charge_total, v.insurance, v.queue = 'denied'
    from claim k join visit_place v on v.practice_id = k.practice_id and v.encounter_id = k.encounter_id
    where k.practice_id = ${p} and k.id >= ${from} and k.id <= ${to}`);
}
