import type { Migration } from "./migration.ts";

/**
 * A queue in the order of what is open, and of the payer's last day. By the order alone a queue that has nothing open would
 * be found at the end of everybody's: the whole practice would be walked over.
 */
export const worklistIndexes: Migration = {
  name: "0018-worklist-indexes",
  sql: `
create index visit_place_by_queue_insurance on visit_place (practice_id, queue, insurance, encounter_id);
create index visit_place_by_queue_patient_owes on visit_place (practice_id, queue, patient, encounter_id);
create index visit_place_by_queue_deadline on visit_place (practice_id, queue, deadline, encounter_id);
`,
};
