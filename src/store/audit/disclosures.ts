/** Disclosures of records to others. Append only: a mistake is taken back by an entry that says so. */
import type { Disclosure } from "../../core/access/disclosures.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { recordsOf } from "../patient-merges.ts";
import { present } from "../row.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export async function insertDisclosure(tx: Tx, patientId: PatientId, one: Omit<Disclosure, "id" | "recordedAt">): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into disclosure (practice_id, patient_id, disclosed_on, last_on, frequency, recipient, recipient_address, what, basis, purpose_words,
      withheld_until, withheld_words, takes_back, recorded_by)
    values (${tx.practiceId}, ${patientId}, ${one.disclosedOn}, ${one.lastOn}, ${one.frequency}, ${one.recipient}, ${one.recipientAddress},
      ${one.what}, ${one.basis}, ${one.purposeWords}, ${one.withheldUntil}, ${one.withheldWords}, ${one.takesBack}, ${one.recordedBy})
    returning id`);
  return id;
}

export async function disclosuresOfPatient(tx: Tx, patientId: PatientId): Promise<readonly Disclosure[]> {
  const rows = await tx.many<Record<keyof Disclosure, never>>(sql`
    select id, disclosed_on as "disclosedOn", last_on as "lastOn", frequency, recipient, recipient_address as "recipientAddress", what, basis,
      purpose_words as "purposeWords", withheld_until as "withheldUntil", withheld_words as "withheldWords", takes_back as "takesBack",
      recorded_by as "recordedBy", recorded_at as "recordedAt"
    from disclosure where practice_id = ${tx.practiceId} and patient_id = any(${await recordsOf(tx, patientId)}::bigint[]) order by disclosed_on desc, id desc limit 5000`);
  return rows.map((row) => present(row) as unknown as Disclosure);
}
