/** Rows of the claim list: what a table shows, without the claim's content. */

import type { ClaimState } from "../core/claims/model.ts";
import { type Cents, cents } from "../core/kernel/cents.ts";
import type { ClaimId, EncounterId, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface ClaimSummary {
  readonly id: ClaimId;
  readonly controlNumber: string;
  readonly encounterId: EncounterId;
  readonly patientId: PatientId;
  readonly patientLast: string;
  readonly patientFirst: string;
  readonly payerId: PayerId;
  readonly payerName: string;
  readonly rank: 1 | 2 | 3;
  readonly version: number;
  readonly serviceFrom: IsoDate;
  readonly state: ClaimState;
  readonly stateSince: IsoDate;
  readonly charge: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  readonly errors: number;
}

export interface ClaimFilter {
  readonly states?: readonly ClaimState[];
  readonly payerIds?: readonly PayerId[];
  readonly patientId?: PatientId;
  readonly encounterId?: EncounterId;
  readonly controlNumber?: string;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  /** Only claims whose current version has this finding. */
  readonly findingCode?: string;
}

/** Newest service first. */
export async function listClaims(
  tx: Tx,
  filter: ClaimFilter,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly ClaimSummary[]> {
  const rows = await tx.many<Omit<ClaimSummary, "charge"> & { readonly charge: number }>(sql`
    select c.id, c.control_number as "controlNumber", c.encounter_id as "encounterId", c.patient_id as "patientId",
      p.last_name as "patientLast", p.first_name as "patientFirst", c.payer_id as "payerId", y.name as "payerName", c.rank, c.version,
      c.service_from as "serviceFrom", c.state, c.state_since as "stateSince", c.charge_total as charge,
      coalesce(b.insurance, 0)::bigint as "insuranceBalance", coalesce(b.patient, 0)::bigint as "patientBalance",
      (select count(*) from claim_finding f where f.practice_id = ${tx.practiceId} and f.claim_id = c.id and f.version = c.version
        and f.severity = 'error') as errors
    from (select * from claim c where c.practice_id = ${tx.practiceId} and ${matches(tx, filter)}
      order by c.service_from desc, c.id desc limit ${limit} offset ${offset}) c
    join patient p on p.practice_id = ${tx.practiceId} and p.id = c.patient_id
    join payer y on y.practice_id = ${tx.practiceId} and y.id = c.payer_id
    left join claim_balance b on b.practice_id = ${tx.practiceId} and b.claim_id = c.id
    order by c.service_from desc, c.id desc`);
  return rows.map((row) => ({ ...row, charge: cents(row.charge) }));
}

/** Exact up to 10,000; 10,001 means more. */
export async function countClaims(tx: Tx, filter: ClaimFilter): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from claim c where c.practice_id = ${tx.practiceId} and ${matches(tx, filter)} limit 10001) as found`);
  return row.n;
}

/** How many claims are in each state, and what they charge. */
export async function claimStateTotals(
  tx: Tx,
): Promise<readonly { readonly state: ClaimState; readonly claims: number; readonly charge: Cents; readonly insuranceBalance: Cents }[]> {
  return tx.many(sql`
    select c.state, count(*) as claims, sum(c.charge_total)::bigint as charge, coalesce(sum(b.insurance), 0)::bigint as "insuranceBalance"
    from claim c left join claim_balance b on b.practice_id = c.practice_id and b.claim_id = c.id
    where c.practice_id = ${tx.practiceId} group by c.state order by c.state`);
}

function matches(tx: Tx, filter: ClaimFilter): Sql {
  const { states, payerIds, patientId, encounterId, controlNumber, serviceFrom, serviceTo, findingCode } = filter;
  return allOf([
    states === undefined ? undefined : sql`c.state = any(${states}::text[])`,
    payerIds === undefined ? undefined : sql`c.payer_id = any(${payerIds}::bigint[])`,
    patientId === undefined ? undefined : sql`c.patient_id = ${patientId}`,
    encounterId === undefined ? undefined : sql`c.encounter_id = ${encounterId}`,
    controlNumber === undefined ? undefined : sql`c.control_number = ${controlNumber}`,
    serviceFrom === undefined ? undefined : sql`c.service_from >= ${serviceFrom}::date`,
    serviceTo === undefined ? undefined : sql`c.service_from <= ${serviceTo}::date`,
    findingCode === undefined
      ? undefined
      : sql`exists (select 1 from claim_finding f where f.practice_id = ${tx.practiceId} and f.code = ${findingCode} and f.claim_id = c.id
          and f.version = c.version)`,
  ]);
}
