/** Removes a practice for good: sandboxes, classes, off-boarding. The only way by which the books are ever deleted. */
import type { PracticeId } from "../core/kernel/id.ts";
import { type ConnectionConfig, openClient } from "./pool.ts";

/** Every table of a practice, those that point to others first. */
export const eraseOrder = [
  "audit_seal",
  "audit_entry",
  "audit_group",
  "disclosure",
  "glass_break",
  "restricted_patient",
  "lab_grade",
  "lab_case",
  "lab",
  "books",
  "period_event",
  "day_total",
  "service_total",
  "measure_day",
  "measure_stale",
  "open_total",
  "money_limit",
  "money_request",
  "recurring_job",
  "job",
  "saved_view",
  "code_mark",
  "bulk_work_item",
  "bulk_work",
  "coding_phrase_switch",
  "coding_phrase",
  "coding_decision",
  "staff_credential",
  "staff_education",
  "coding_review_event",
  "coding_sample_visit",
  "coding_sample",
  "coding_event",
  "visit_place",
  "visit_work",
  "note_version",
  "note_unsaved",
  "claim_place",
  "patient_link",
  "payment_plan",
  "contact",
  "billing_hold",
  "estimate",
  "inquiry",
  "appointment",
  "record_version",
  "same_person",
  "patient_merge",
  "patient_payment",
  "statement_run_row",
  "statement",
  "statement_run",
  "statement_cycle",
  "exception_event",
  "exception_item",
  "allowed_line",
  "appeal_letter",
  "denial_event",
  "denial",
  "patient_balance",
  "claim_balance",
  "charge_balance",
  "journal_line",
  "journal_entry",
  "remittance_deposit",
  "remittance_claim",
  "remittance",
  "snapshot",
  "outbound_file",
  "import_claim",
  "inbound_file",
  "file_chunk",
  "file_blob",
  "claim_finding",
  "claim_event",
  "claim",
  "charge",
  "encounter_diagnosis",
  "encounter",
  "coverage",
  "patient_word",
  "patient",
  "plan",
  "payer",
  "location",
  "clinician_account",
  "provider",
  "counter",
  "town",
  "setting_change",
  "practice_fee",
  "practice_rules",
  "practice_clock",
  "practice",
] as const;

/** What of the door points to a practice. The people stay: they may work for others. */
const doorOrder = ["door_link", "session", "api_key", "membership", "organisation_practice"] as const;

/** Under the owner's role, all or nothing. Returns the rows removed. */
export async function erasePractice(owner: ConnectionConfig, practiceId: PracticeId): Promise<number> {
  const client = await openClient(owner);
  try {
    await client.query("begin");
    await client.query("select set_config('app.practice', $1, true), set_config('app.erasing', 'yes', true)", [String(practiceId)]);
    let removed = 0;
    for (const table of eraseOrder) {
      removed += (await client.query(`delete from ${table} where practice_id = $1`, [practiceId])).rowCount ?? 0;
    }
    for (const table of doorOrder) {
      removed += (await client.query(`delete from access.${table} where practice_id = $1`, [practiceId])).rowCount ?? 0;
    }
    // What still waits in the queue for a practice that is gone.
    await client.query("delete from graphile_worker._private_jobs where payload->>'practiceId' = $1::text", [practiceId]);
    removed += (await client.query("delete from tenant where practice_id = $1", [practiceId])).rowCount ?? 0;
    await client.query("commit");
    return removed;
  } finally {
    await client.end();
  }
}
