import { type Migration, walled } from "./migration.ts";

/** A student's private copy of a practice: whose it is, which visit is which practice case, and each grade as it was given. */
export const labs: Migration = {
  name: "0043-labs",
  sql: `
create table lab (
  practice_id int primary key references practice,
  -- Absent: of whoever sits at the machine of an open demonstration.
  account_id int,
  -- Where its person came from; it may be gone.
  home_practice_id int not null,
  -- False until the last day of its story was lived: a copy that was cut off is thrown away.
  whole boolean not null default false
);
${walled("lab")}

create table lab_case (
  practice_id int not null references practice,
  case_key text not null check (case_key ~ '^[a-z0-9-]{1,40}$'),
  encounter_id bigint not null,
  primary key (practice_id, case_key),
  foreign key (practice_id, encounter_id) references encounter
);
create index lab_case_of_visit on lab_case (practice_id, encounter_id);
${walled("lab_case")}

create table lab_grade (
  practice_id int not null references practice,
  case_key text not null,
  -- 1 is the first time that the case was graded.
  number int not null check (number > 0),
  graded_at timestamptz not null default now(),
  -- In hundredths of a point.
  earned int not null check (earned >= 0),
  points int not null check (points > 0),
  answers jsonb not null,
  report jsonb not null,
  primary key (practice_id, case_key, number),
  foreign key (practice_id, case_key) references lab_case
);
${walled("lab_grade")}
`,
};
