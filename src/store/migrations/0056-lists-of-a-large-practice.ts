import type { Migration } from "./migration.ts";

/**
 * What the lists of a large practice still had to look for: the service of a denied line stands with it, the sums over denials and
 * over the board and over what is open come from an index alone, and a queue is also kept in the order of names.
 */
export const listsOfALargePractice: Migration = {
  name: "0056-lists-of-a-large-practice",
  sql: `
alter table denial add column procedure text;
alter table denial no force row level security;
alter table charge no force row level security;
update denial d set procedure = c.procedure from charge c where c.practice_id = d.practice_id and c.id = d.charge_id;
alter table denial force row level security;
alter table charge force row level security;
alter table denial alter column procedure set not null;

create index denial_summed on denial (practice_id, status, payer_id, carc, procedure, category, cause)
  include (amount, recovered, denied_on, next_action, preventable, answer_by, next_on, deadline);
create index denial_of_charge on denial (practice_id, charge_id);
create index visit_place_by_queue_name on visit_place (practice_id, queue, sort_name, encounter_id);
create index visit_place_board on visit_place (practice_id, queue, silent_after) include (charged, insurance, patient, visit_date)
  where queue <> 'closed';
create index claim_place_open on claim_place (practice_id, claim_id) include (service_from, encounter_id, patient_id, payer_id, insurance)
  where insurance <> 0;
create index visit_place_owed on visit_place (practice_id, encounter_id) include (visit_date, patient_id, patient) where patient <> 0;
create index journal_line_given_up on journal_line (practice_id, happened_on)
  where account in ('write-off-denial', 'write-off-timely-filing', 'bad-debt');
`,
};
