import { type Migration, walled } from "./migration.ts";

/**
 * What somebody is writing and has not saved, one of each writer and visit; gone when it is saved. Requests over many accounts are
 * listed page by page, and those about an exception are found, however many others there are.
 */
export const wordsKept: Migration = {
  name: "0059-words-kept",
  sql: `
create table note_unsaved (
  practice_id int not null references practice,
  encounter_id bigint not null,
  -- 0: the open demonstration, which has no accounts.
  account_id bigint not null,
  -- The version that the writer had before them.
  newest int not null check (newest >= 0),
  written jsonb not null,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (practice_id, encounter_id, account_id),
  foreign key (practice_id, encounter_id) references encounter
);
${walled("note_unsaved")}
create index money_request_what on money_request (practice_id, (subject ->> 'what'), id);
create index money_request_exception on money_request (practice_id, ((subject ->> 'exceptionId')::bigint), id) where subject ? 'exceptionId';
`,
};
