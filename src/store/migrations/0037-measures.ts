import { type Migration, walled } from "./migration.ts";

/**
 * What the manager's numbers are read from: totals by day of visit and month of posting, brought up to date with the totals by day,
 * and the ways to what happened in some days: claims sent, claims decided, visits coded, denials closed.
 */
export const measures: Migration = {
  name: "0037-measures",
  sql: `
create table service_total (
  practice_id int not null references practice,
  -- The day of the visit whose charge the lines name.
  served_on date not null,
  -- The first day of the month in which they were posted.
  posted_in date not null check (extract(day from posted_in) = 1),
  account text not null,
  amount bigint not null,
  lines bigint not null,
  primary key (practice_id, served_on, posted_in, account)
);

create index claim_event_sent on claim_event (practice_id, happened_on, claim_id) where kind = 'written';
create index claim_event_decided on claim_event (practice_id, happened_on, claim_id) where kind = 'adjudicated';
create index encounter_by_coded_day on encounter (practice_id, coded_on, id) where coded_on is not null;
create index journal_line_cash on journal_line (practice_id, remittance_id) where account = 'cash' and remittance_id is not null;
create index denial_by_closing on denial (practice_id, closed_on, id) where closed_on is not null;

alter table books no force row level security;
alter table journal_line no force row level security;
alter table charge no force row level security;
alter table encounter no force row level security;
insert into service_total (practice_id, served_on, posted_in, account, amount, lines)
  select l.practice_id, v.visit_date, date_trunc('month', l.happened_on)::date, l.account, sum(l.amount)::bigint, count(*)
  from books b join journal_line l on l.practice_id = b.practice_id and l.entry_id <= b.totals_through
    join charge c on c.practice_id = l.practice_id and c.id = l.charge_id
    join encounter v on v.practice_id = c.practice_id and v.id = c.encounter_id
  group by 1, 2, 3, 4;
alter table books force row level security;
alter table journal_line force row level security;
alter table charge force row level security;
alter table encounter force row level security;
${walled("service_total")}
`,
};
