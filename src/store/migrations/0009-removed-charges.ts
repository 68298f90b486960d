import type { Migration } from "./migration.ts";

/**
 * A charge that recoding takes out stays, since the ledger names it; it is out of the visit. Its line number is freed by
 * moving it behind every number that a visit can have.
 */
export const removedCharges: Migration = {
  name: "0009-removed-charges",
  sql: "alter table charge add column removed boolean not null default false;",
};
