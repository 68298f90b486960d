/** What each role may do. Given anew at every start, so that the list here is what holds. */
import pg from "pg";

/** Written once and never changed by the app: the books, what happened, what was sent and received, who saw and did what. */
export const appendOnlyTables = [
  "journal_entry",
  "journal_line",
  "period_event",
  "money_limit",
  "claim_event",
  "denial_event",
  "snapshot",
  "file_blob",
  "file_chunk",
  "audit_entry",
  "audit_group",
  "audit_seal",
  "disclosure",
  "visit_work",
  "exception_event",
  "statement_cycle",
  "statement_run_row",
  "contact",
  "record_version",
  "same_person",
  "lab_grade",
  "bulk_work_item",
  "estimate",
  "setting_change",
  "practice_fee",
  "practice_rules",
  "coding_decision",
  "coding_phrase_switch",
  "staff_credential",
  "staff_education",
  "coding_event",
  "coding_sample",
  "coding_sample_visit",
  "coding_review_event",
  "note_version",
  "allowed_line",
] as const;

/** The app reads but does not write these. */
const readOnlyTables = ["schema_migration"] as const;

export async function grantRights(
  client: pg.ClientBase,
  { appRole, simulatorRole }: { readonly appRole: string; readonly simulatorRole: string | undefined },
): Promise<void> {
  const app = pg.escapeIdentifier(appRole);
  await client.query(`
    begin;
    revoke all on schema public from public;
    grant usage on schema public to ${app};
    grant select, insert, update, delete on all tables in schema public to ${app};
    grant usage on all sequences in schema public to ${app};
    revoke update, delete on ${appendOnlyTables.join(", ")} from ${app};
    revoke insert, update, delete on ${readOnlyTables.join(", ")} from ${app};
    revoke update, delete on tenant from ${app};
    revoke all on schema access from public;
    grant usage on schema access to ${app};
    grant select, insert, update, delete on all tables in schema access to ${app};
    grant usage on all sequences in schema access to ${app};
    revoke update, delete on access.security_event from ${app};
    revoke delete on access.account, access.api_key from ${app};
    revoke all on all tables in schema simulator from ${app};
    revoke all on schema simulator from ${app};
    commit;`);
  if (simulatorRole === undefined) return;
  const simulator = pg.escapeIdentifier(simulatorRole);
  await client.query(`
    begin;
    grant usage on schema simulator to ${simulator};
    grant select, insert, update, delete on all tables in schema simulator to ${simulator};
    grant usage on all sequences in schema simulator to ${simulator};
    revoke all on all tables in schema public from ${simulator};
    revoke usage on schema public from ${simulator};
    revoke all on all tables in schema access from ${simulator};
    revoke usage on schema access from ${simulator};
    commit;`);
}
