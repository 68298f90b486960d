import { type Migration, walled } from "./migration.ts";

/** Where the people of a simulated practice come from, and whether making its history has come to its end. */
export const towns: Migration = {
  name: "0023-towns",
  sql: `
create table town (
  practice_id int primary key references practice,
  seed bigint not null,
  people int not null check (people > 0),
  -- The day on which the people were invented: their ages follow from it.
  since date not null,
  visits_per_day int not null check (visits_per_day > 0),
  history_days int not null check (history_days >= 0),
  -- False until the last day of its history was lived: a town that was cut off is thrown away.
  whole boolean not null default false
);
${walled("town")}

-- Plans of the kinds that a family practice meets.
alter table plan drop constraint plan_kind_check;
alter table plan add constraint plan_kind_check check (kind in ('ppo', 'hmo', 'medicare-part-b', 'medicaid', 'supplement', 'fund'));
`,
};
