import type { Migration } from "./migration.ts";

/** What is due next among the denials is found by an index, and so are the claims of the patients that a search found. */
export const denialsByDueDay: Migration = {
  name: "0045-denials-by-due-day",
  sql: `
create index denial_by_due on denial (practice_id, (case when status in ('open', 'working', 'corrected', 'appealed')
  then coalesce(least(answer_by, next_on), deadline, 'infinity') else 'infinity' end), id);
create index claim_place_of_patient on claim_place (practice_id, patient_id);
`,
};
