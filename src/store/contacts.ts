/** Calls and letters with patients and payers, as they were. Rows are only added; one that settles an earlier one names it. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ClaimId, EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { mergedRecords, recordsOf } from "./patient-merges.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface NewContact {
  readonly patientId: PatientId;
  readonly encounterId?: EncounterId;
  readonly claimId?: ClaimId;
  readonly on: IsoDate;
  readonly by: string;
  /** Theirs, when they had signed in. */
  readonly account?: number;
  readonly party: "patient" | "guarantor" | "payer" | "other";
  readonly who: string;
  readonly direction: "in" | "out";
  readonly way: "phone" | "in-person" | "mail" | "portal" | "fax";
  /** What the caller proved, word by word of `core/billing/telephone.ts`. */
  readonly verified: readonly string[];
  readonly reference?: string;
  readonly words: string;
  readonly promised?: string;
  readonly promisedAmount?: Cents;
  readonly nextOn?: IsoDate;
  readonly closesId?: number;
}

export interface StoredContact extends NewContact {
  readonly id: number;
  /** An instant, ISO 8601. */
  readonly at: string;
  /** By which later contact its next date was settled. */
  readonly closedBy?: number;
}

export async function insertContact(tx: Tx, contact: NewContact): Promise<number> {
  const row = await tx.one<{ id: number }>(sql`
    insert into contact (practice_id, patient_id, encounter_id, claim_id, on_day, by_name, account_id, party, who, direction, way, verified, reference,
      words, promised, promised_amount, next_on, closes_id)
    values (${tx.practiceId}, ${contact.patientId}, ${contact.encounterId}, ${contact.claimId}, ${contact.on}, ${contact.by}, ${contact.account},
      ${contact.party}, ${contact.who}, ${contact.direction}, ${contact.way}, ${contact.verified}::text[], ${contact.reference},
      ${contact.words}, ${contact.promised}, ${contact.promisedAmount}, ${contact.nextOn}, ${contact.closesId})
    returning id`);
  return row.id;
}

export async function loadContact(tx: Tx, id: number): Promise<StoredContact | undefined> {
  const rows = await contactsWhere(tx, sql`c.id = ${id}`, sql`c.id`, 1);
  return rows[0];
}

/** The newest first. */
export async function contactsOfPatient(tx: Tx, patientId: PatientId, limit: number): Promise<readonly StoredContact[]> {
  return contactsWhere(tx, sql`c.patient_id = any(${await recordsOf(tx, patientId)}::bigint[])`, sql`c.id desc`, limit);
}

/** Whose next date is not after this day and which nothing has settled, the oldest first. */
export async function dueContacts(tx: Tx, until: IsoDate, limit: number): Promise<readonly StoredContact[]> {
  return contactsWhere(
    tx,
    sql`c.next_on <= ${until}::date and not exists (select 1 from contact x where x.practice_id = c.practice_id and x.closes_id = c.id)`,
    sql`c.next_on, c.id`,
    limit,
  );
}

interface ContactRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly encounter_id: EncounterId | null;
  readonly claim_id: ClaimId | null;
  readonly at: string;
  readonly on_day: IsoDate;
  readonly by_name: string;
  readonly party: NewContact["party"];
  readonly who: string;
  readonly direction: NewContact["direction"];
  readonly way: NewContact["way"];
  readonly verified: readonly string[];
  readonly reference: string | null;
  readonly words: string;
  readonly promised: string | null;
  readonly promised_amount: Cents | null;
  readonly next_on: IsoDate | null;
  readonly closes_id: number | null;
  readonly closed_by: number | null;
}

async function contactsWhere(
  tx: Tx,
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly StoredContact[]> {
  const rows = await tx.many<ContactRow>(sql`
    select c.*, to_char(c.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      (select max(x.id) from contact x where x.practice_id = c.practice_id and x.closes_id = c.id) as closed_by
    from contact c where c.practice_id = ${tx.practiceId} and ${condition} order by ${order} limit ${limit}`);
  const merged = await mergedRecords(tx);
  return rows.map((row) => ({
    id: row.id,
    patientId: merged.get(row.patient_id) ?? row.patient_id,
    at: row.at,
    on: row.on_day,
    by: row.by_name,
    party: row.party,
    who: row.who,
    direction: row.direction,
    way: row.way,
    verified: row.verified,
    words: row.words,
    ...present({
      encounterId: row.encounter_id,
      claimId: row.claim_id,
      reference: row.reference,
      promised: row.promised,
      promisedAmount: row.promised_amount,
      nextOn: row.next_on,
      closesId: row.closes_id,
      closedBy: row.closed_by,
    }),
  }));
}
