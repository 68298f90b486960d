import type { Migration } from "./migration.ts";

/** Rows of a practice may lie on another machine than the door's: they point to nothing of it (docs/guides/scale-out.md). */
export const tiesWithoutDoor: Migration = {
  name: "0065-ties-without-door",
  sql: "alter table clinician_account drop constraint clinician_account_practice_id_account_id_fkey",
};
