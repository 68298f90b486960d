import { type Migration, walled } from "./migration.ts";

/**
 * The one queue of each visit with what lists filter and sort by, as a copy: written in the transaction that changes what it
 * follows from, checked by folding again. No day is in it: a visit that waits for an answer turns silent by comparing
 * silent_after with the day that is asked about. Rows of an older database wait as "unplaced" for the next start.
 */
export const visitPlaces: Migration = {
  name: "0018-visit-places",
  sql: `
create table visit_place (
  practice_id int not null references practice,
  encounter_id bigint not null,
  patient_id bigint not null,
  visit_date date not null,
  -- Last and first name in capitals, as lists are sorted.
  sort_name text not null,
  rendering_id bigint not null,
  -- Who is asked first; none for self-pay.
  payer_id bigint,
  queue text not null check (queue in ('unplaced', 'needs-coding', 'held-by-findings', 'outdated-code-set', 'ready-to-file',
    'awaiting-acknowledgement', 'rejected', 'awaiting-payment', 'denied', 'patient-balance', 'credit-balance', 'unmatched-money',
    'exceptions', 'closed')),
  why text not null,
  silent_after date not null default 'infinity',
  silent_why text,
  deadline date not null default 'infinity',
  charged bigint not null,
  insurance bigint not null,
  patient bigint not null,
  primary key (practice_id, encounter_id),
  foreign key (practice_id, encounter_id) references encounter
);
create index visit_place_by_date on visit_place (practice_id, visit_date, encounter_id);
create index visit_place_by_name on visit_place (practice_id, sort_name, encounter_id);
create index visit_place_by_charged on visit_place (practice_id, charged, encounter_id);
create index visit_place_by_insurance on visit_place (practice_id, insurance, encounter_id);
create index visit_place_by_patient_owes on visit_place (practice_id, patient, encounter_id);
create index visit_place_by_deadline on visit_place (practice_id, deadline, encounter_id);
create index visit_place_by_queue on visit_place (practice_id, queue, visit_date, encounter_id);
create index visit_place_by_silence on visit_place (practice_id, queue, silent_after);
create index visit_place_by_payer on visit_place (practice_id, payer_id, visit_date, encounter_id);
create index visit_place_by_clinician on visit_place (practice_id, rendering_id, visit_date, encounter_id);
create index visit_place_of_patient on visit_place (practice_id, patient_id);

alter table encounter no force row level security;
alter table patient no force row level security;
insert into visit_place (practice_id, encounter_id, patient_id, visit_date, sort_name, rendering_id, queue, why, charged, insurance, patient)
  select e.practice_id, e.id, e.patient_id, e.visit_date, upper(p.last_name || ', ' || p.first_name), e.rendering_id, 'unplaced', '', 0, 0, 0
  from encounter e join patient p on p.practice_id = e.practice_id and p.id = e.patient_id;
alter table encounter force row level security;
alter table patient force row level security;
${walled("visit_place")}
`,
};
