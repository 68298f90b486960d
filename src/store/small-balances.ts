/** Accounts that owe little, and what stands on each of their charges. */

import type { ClaimState } from "../core/claims/model.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId } from "../core/kernel/id.ts";
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

/** Claims on which the payer owes something, at most `most`, the largest first. */
export async function claimsWithRemainder(tx: Tx, most: Cents): Promise<readonly ClaimId[]> {
  const rows = await tx.many<{ id: ClaimId }>(sql`
    select claim_id as id from claim_balance
    where practice_id = ${tx.practiceId} and insurance > 0 and insurance <= ${most} order by insurance desc, claim_id`);
  return rows.map((row) => row.id);
}

export interface RemainderShare {
  readonly claimId: ClaimId;
  readonly chargeId: ChargeId;
  readonly payerId: PayerId;
  readonly amount: Cents;
  readonly lastMoved: IsoDate;
}

/** What payers owe on each charge of the claims that is not zero, as the journal's lines stand. */
export async function remainderShares(tx: Tx, ids: readonly ClaimId[]): Promise<readonly RemainderShare[]> {
  return tx.many<RemainderShare>(sql`
    select l.claim_id as "claimId", l.charge_id as "chargeId", l.payer_id as "payerId", sum(l.amount)::bigint as amount,
      max(e.happened_on) as "lastMoved"
    from journal_line l join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
    where l.practice_id = ${tx.practiceId} and l.claim_id = any(${ids}::bigint[]) and l.account = 'insurance-receivable'
      and l.charge_id is not null and l.payer_id is not null
    group by l.claim_id, l.charge_id, l.payer_id having sum(l.amount) <> 0 order by 1, 2, 3`);
}

export interface RemainderClaim {
  readonly id: ClaimId;
  readonly patientId: PatientId;
  readonly controlNumber: string;
  readonly payerName: string;
  readonly state: ClaimState;
  /** Of the other claims of its visit. */
  readonly otherStates: readonly ClaimState[];
  readonly openDenial: boolean;
  readonly waits: boolean;
}

export async function remainderClaims(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, RemainderClaim>> {
  const rows = await tx.many<RemainderClaim>(sql`
    with waiting as (
      select claim_id as id from money_request where practice_id = ${tx.practiceId} and state = 'waiting' and claim_id is not null
      union
      select (one ->> 'claimId')::bigint from money_request r
        cross join lateral jsonb_array_elements(case when r.subject ->> 'what' = 'small-remainders' then r.subject -> 'remainders' else '[]' end) one
      where r.practice_id = ${tx.practiceId} and r.state = 'waiting')
    select c.id, c.patient_id as "patientId", c.control_number as "controlNumber", p.name as "payerName", c.state,
      array(select o.state from claim o where o.practice_id = c.practice_id and o.encounter_id = c.encounter_id and o.id <> c.id) as "otherStates",
      exists (select 1 from denial d where d.practice_id = c.practice_id and d.claim_id = c.id
        and d.status in ('open', 'working', 'corrected', 'appealed')) as "openDenial",
      exists (select 1 from waiting w where w.id = c.id) as waits
    from claim c join payer p on p.practice_id = c.practice_id and p.id = c.payer_id
    where c.practice_id = ${tx.practiceId} and c.id = any(${ids}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
