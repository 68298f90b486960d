import type { Migration } from "./migration.ts";

/** A visit asks each payer in turn once: a further try is a version of the same claim, never a second claim. */
export const oneClaimARank: Migration = {
  name: "0011-one-claim-a-rank",
  sql: "create unique index claim_one_a_rank on claim (practice_id, encounter_id, rank);",
};
