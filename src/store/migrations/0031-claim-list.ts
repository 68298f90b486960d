import { type Migration, walled } from "./migration.ts";

/**
 * What the list of claims filters and sorts by, one row a claim, as a copy: written with the places of its visit, checked by
 * comparing again. Who looks for a file by its name finds it by an index.
 */
export const claimList: Migration = {
  name: "0031-claim-list",
  sql: `
create table claim_place (
  practice_id int not null references practice,
  claim_id bigint not null,
  encounter_id bigint not null,
  patient_id bigint not null,
  payer_id bigint not null,
  rendering_id bigint not null,
  service_from date not null,
  -- Last and first name in capitals, as lists are sorted.
  sort_name text not null,
  state text not null check (state in ('draft', 'held', 'ready', 'queued', 'submitted', 'file-accepted', 'rejected', 'accepted',
    'paid', 'partly-paid', 'denied', 'to-patient', 'reversed', 'voided', 'closed')),
  frequency text not null check (frequency in ('1', '7', '8')),
  charged bigint not null,
  insurance bigint not null,
  -- Whether a denial of it is open.
  denied boolean not null,
  primary key (practice_id, claim_id),
  foreign key (practice_id, claim_id) references claim
);
create index claim_place_by_date on claim_place (practice_id, service_from, claim_id);
create index claim_place_by_name on claim_place (practice_id, sort_name, claim_id);
create index claim_place_by_charged on claim_place (practice_id, charged, claim_id);
create index claim_place_by_insurance on claim_place (practice_id, insurance, claim_id);
create index claim_place_by_state on claim_place (practice_id, state, service_from, claim_id);
create index claim_place_by_payer on claim_place (practice_id, payer_id, service_from, claim_id);
create index claim_place_by_clinician on claim_place (practice_id, rendering_id, service_from, claim_id);
create index claim_place_denied on claim_place (practice_id, service_from, claim_id) where denied;
create index claim_place_corrected on claim_place (practice_id, frequency, service_from, claim_id) where frequency <> '1';
create index claim_place_of_visit on claim_place (practice_id, encounter_id);

create index inbound_file_by_name on inbound_file (practice_id, name);

alter table claim no force row level security;
alter table encounter no force row level security;
alter table patient no force row level security;
alter table claim_balance no force row level security;
alter table denial no force row level security;
insert into claim_place (practice_id, claim_id, encounter_id, patient_id, payer_id, rendering_id, service_from, sort_name, state, frequency,
    charged, insurance, denied)
  select c.practice_id, c.id, c.encounter_id, c.patient_id, c.payer_id, e.rendering_id, c.service_from,
    upper(p.last_name || ', ' || p.first_name), c.state, c.frequency, c.charge_total, coalesce(b.insurance, 0),
    exists (select 1 from denial d where d.practice_id = c.practice_id and d.claim_id = c.id and d.status in ('open', 'working', 'appealed'))
  from claim c join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id
    join patient p on p.practice_id = c.practice_id and p.id = c.patient_id
    left join claim_balance b on b.practice_id = c.practice_id and b.claim_id = c.id;
alter table claim force row level security;
alter table encounter force row level security;
alter table patient force row level security;
alter table claim_balance force row level security;
alter table denial force row level security;
${walled("claim_place")}
`,
};
