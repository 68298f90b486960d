/** Accounts that owe little, and what stands on each of their charges. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** All patients who owe something, at most `most`, the largest first. */
export async function patientsWhoOweLittle(tx: Tx, most: Cents): Promise<readonly PatientId[]> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select patient_id as id from patient_balance
    where practice_id = ${tx.practiceId} and patient > 0 and patient <= ${most} order by patient desc, patient_id`);
  return rows.map((row) => row.id);
}

/** Those of the patients who stand in a request that waits for a second person, alone or with others. */
export async function patientsWhoWait(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlySet<PatientId>> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select patient_id as id from money_request
    where practice_id = ${tx.practiceId} and state = 'waiting' and patient_id = any(${ids}::bigint[])
    union
    select (one ->> 'patientId')::bigint from money_request r
      cross join lateral jsonb_array_elements(case when r.subject ->> 'what' = 'small-balances' then r.subject -> 'patients' else '[]' end) one
    where r.practice_id = ${tx.practiceId} and r.state = 'waiting' and (one ->> 'patientId')::bigint = any(${ids}::bigint[])`);
  return new Set(rows.map((row) => row.id));
}

export interface SmallShare {
  readonly patientId: PatientId;
  readonly chargeId: ChargeId;
  readonly claimId: ClaimId | null;
  readonly amount: Cents;
  /** The last day on which anything was posted to the patient's part of the charge. */
  readonly lastMoved: IsoDate;
}

/** The patient's part of each charge that is not zero, as the journal's lines stand; by patient and charge. */
export async function patientShares(tx: Tx, ids: readonly PatientId[]): Promise<readonly SmallShare[]> {
  return tx.many<SmallShare>(sql`
    select l.patient_id as "patientId", l.charge_id as "chargeId", l.claim_id as "claimId", sum(l.amount)::bigint as amount,
      max(e.happened_on) as "lastMoved"
    from journal_line l join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
    where l.practice_id = ${tx.practiceId} and l.patient_id = any(${ids}::bigint[]) and l.account = 'patient-receivable'
      and l.charge_id is not null
    group by l.patient_id, l.charge_id, l.claim_id having sum(l.amount) <> 0 order by 1, 2, 3`);
}
