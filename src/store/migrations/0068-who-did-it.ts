import type { Migration } from "./migration.ts";

/** Beside the name the account of whoever did it, where they had signed in: two people may have one name. Rows of before have none. */
export const whoDidIt: Migration = {
  name: "0068-who-did-it",
  sql: `
alter table contact add column account_id bigint;
alter table patient_payment add column account_id bigint;
alter table denial_event add column account_id bigint;
alter table exception_item add column resolved_account_id bigint;
`,
};
