import { type Migration, walled } from "./migration.ts";

/**
 * A denial becomes a case: both of its clocks, what its work brought in, when to look again, and everything that was done
 * about it. Rows of an older database get their clocks as they would have been counted.
 */
export const denialCases: Migration = {
  name: "0028-denial-cases",
  sql: `
alter table denial drop constraint denial_status_check;
alter table denial add constraint denial_status_check check (status in ('open', 'working', 'corrected', 'appealed', 'overturned', 'upheld',
  'written-off', 'to-patient', 'to-next-payer', 'void', 'closed'));
alter table denial
  add column cause text not null default 'unknown',
  add column preventable text not null default 'unknown',
  add column liable text not null default 'undecided',
  -- Last day for the corrected claim, and for the appeal; without a right of appeal none.
  add column correct_by date,
  add column appeal_by date,
  -- When the payer's answer to what was asked last is due, and when somebody wants to look again.
  add column answer_by date,
  add column next_on date,
  -- Levels of appeal that were used.
  add column appeal_level int not null default 0,
  -- How the payer's next decision settled the amount, once there is one.
  add column recovered bigint,
  add column patient_share bigint,
  add column contractual bigint,
  add column still_refused bigint,
  add column closed_on date,
  add constraint denial_settled_whole check (recovered is null
    or recovered + patient_share + contractual + still_refused = greatest(amount, 0));

create table denial_event (
  practice_id int not null references practice,
  denial_id bigint not null,
  sequence int not null check (sequence > 0),
  happened_on date not null,
  recorded_at timestamptz not null default now(),
  actor text not null,
  kind text not null,
  payload jsonb not null,
  primary key (practice_id, denial_id, sequence),
  foreign key (practice_id, denial_id) references denial
);
create index denial_by_day on denial (practice_id, denied_on, id);
create index denial_by_amount on denial (practice_id, amount, id);

alter table denial no force row level security;
alter table claim no force row level security;
alter table payer no force row level security;
update denial d set cause = coalesce(d.detail ->> 'cause', 'unknown'), preventable = coalesce(d.detail ->> 'preventable', 'unknown'),
    liable = coalesce(d.detail ->> 'liable', 'undecided'), correct_by = c.service_from + p.timely_filing_days,
    appeal_by = case when d.remarks && array['MA130', 'MA44', 'N211'] or (d.carc = '29' and p.filing_indicator in ('MA', 'MB')) then null
      else d.denied_on + p.appeal_days end
  from claim c, payer p
  where c.practice_id = d.practice_id and c.id = d.claim_id and p.practice_id = d.practice_id and p.id = d.payer_id;
alter table denial force row level security;
alter table claim force row level security;
alter table payer force row level security;
${walled("denial_event")}
`,
};
