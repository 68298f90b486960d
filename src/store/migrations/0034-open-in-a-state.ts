import type { Migration } from "./migration.ts";

/** What payers owe most of, among the claims of one state, is found by an index. */
export const openInAState: Migration = {
  name: "0034-open-in-a-state",
  sql: `
create index claim_place_by_state_open on claim_place (practice_id, state, insurance, claim_id);
`,
};
