/** Open balances by age: what each payer owes, and what each patient owes. */
import type { Cents } from "../../core/kernel/cents.ts";
import type { PatientId, PayerId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { AgingBucket } from "../../core/ledger/aging.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export type Buckets = Readonly<Record<AgingBucket, Cents>>;

export interface AgedRow extends Buckets {
  /** Balances on which too much was paid, negative. */
  readonly credits: Cents;
  /** How many claims or visits are open. */
  readonly open: number;
}

/** From the day of service, as the measures of A/R. */
export async function agePayers(tx: Tx, today: IsoDate): Promise<readonly (AgedRow & { readonly payerId: PayerId })[]> {
  return tx.many(sql`
    select payer_id as "payerId", ${bucketSums(sql`${today}::date - service_from`, sql`insurance`)}
    from claim_place where practice_id = ${tx.practiceId} and insurance <> 0 group by payer_id order by sum(insurance) desc, payer_id`);
}

/** `basis`: from the visit, or from the first statement that has it; a visit that is on no statement yet is new. */
function patientBalances(tx: Tx, basis: "service" | "statement"): Sql {
  const first = sql`(
    select min(s.statement_date) from statement s where s.practice_id = ${tx.practiceId} and s.patient_id = p.patient_id
      and exists (select 1 from jsonb_array_elements(s.content -> 'lines') line
        join charge k on k.practice_id = ${tx.practiceId} and k.id = (line ->> 'chargeId')::bigint and k.encounter_id = p.encounter_id))`;
  return sql`
    select p.patient_id, p.encounter_id, p.patient as amount, ${basis === "service" ? sql`p.visit_date` : first} as since
    from visit_place p where p.practice_id = ${tx.practiceId} and p.patient <> 0`;
}

export async function agePatients(
  tx: Tx,
  {
    today,
    basis,
    limit,
    after,
  }: { readonly today: IsoDate; readonly basis: "service" | "statement"; readonly limit: number; readonly after?: PatientId },
): Promise<readonly (AgedRow & { readonly patientId: PatientId })[]> {
  // By their ids when every patient is wanted in turn, else who owes most.
  const beyond = after === undefined ? sql`true` : sql`patient_id > ${after}`;
  const order = after === undefined ? sql`sum(amount) desc, patient_id` : sql`patient_id`;
  return tx.many(sql`
    select patient_id as "patientId", ${bucketSums(sql`coalesce(${today}::date - since, 0)`, sql`amount`)}
    from (${patientBalances(tx, basis)}) b where ${beyond} group by patient_id order by ${order} limit ${limit}`);
}

export async function patientsAged(
  tx: Tx,
  { today, basis }: { readonly today: IsoDate; readonly basis: "service" | "statement" },
): Promise<AgedRow & { readonly patients: number }> {
  return tx.one(sql`
    select count(distinct patient_id) as patients, ${bucketSums(sql`coalesce(${today}::date - since, 0)`, sql`amount`)}
    from (${patientBalances(tx, basis)}) b`);
}

/** As core's `bucketOf` has it. */
function bucketSums(age: Sql, amount: Sql): Sql {
  const sum = (condition: Sql): Sql => sql`coalesce(sum(${amount}) filter (where ${amount} > 0 and ${condition}), 0)::bigint`;
  return sql`${sum(sql`${age} <= 30`)} as "0-30", ${sum(sql`${age} between 31 and 60`)} as "31-60", ${sum(sql`${age} between 61 and 90`)} as "61-90",
    ${sum(sql`${age} between 91 and 120`)} as "91-120", ${sum(sql`${age} > 120`)} as "over-120",
    coalesce(sum(${amount}) filter (where ${amount} < 0), 0)::bigint as credits, count(*) as open`;
}
