/** What has come to a practice since a moment: payments, denials, rejected claims, visits. */
import type { Cents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** The newest rows of a moment: what is newer came after it. */
export interface Moment {
  readonly remittance: number;
  readonly denial: number;
  readonly encounter: number;
  readonly on: IsoDate;
}

export async function readMoment(tx: Tx, on: IsoDate): Promise<Moment> {
  const row = await tx.one<Omit<Moment, "on">>(sql`
    select coalesce((select max(id) from remittance where practice_id = ${tx.practiceId}), 0) as remittance,
      coalesce((select max(id) from denial where practice_id = ${tx.practiceId}), 0) as denial,
      coalesce((select max(id) from encounter where practice_id = ${tx.practiceId}), 0) as encounter`);
  return { ...row, on };
}

export interface CamePayment {
  readonly id: number;
  readonly payer: string;
  readonly amount: Cents;
  readonly claims: number;
  readonly posted: boolean;
}

/** Something about a visit. */
export interface CameVisit {
  readonly visitId: EncounterId;
  readonly patientId: PatientId;
  readonly last: string;
  readonly first: string;
  readonly reason: string;
}

export interface CameDenial extends CameVisit {
  readonly group: string;
  readonly carc: string;
  readonly amount: Cents;
}

export interface WhatCame {
  readonly payments: readonly CamePayment[];
  readonly denials: readonly CameDenial[];
  readonly rejections: readonly CameVisit[];
  readonly visits: readonly CameVisit[];
}

export async function whatCameSince(tx: Tx, { remittance, denial, encounter, on }: Moment): Promise<WhatCame> {
  const about = sql`e.id as "visitId", p.id as "patientId", p.last_name as last, p.first_name as first, e.reason`;
  const patient = sql`join patient p on p.practice_id = e.practice_id and p.id = e.patient_id`;
  const payments = await tx.many<CamePayment>(sql`
    select r.id, r.payer_name as payer, r.amount, r.status = 'posted' as posted,
      (select count(*) from remittance_claim where practice_id = r.practice_id and remittance_id = r.id) as claims
    from remittance r where r.practice_id = ${tx.practiceId} and r.id > ${remittance}::bigint order by r.id`);
  const denials = await tx.many<CameDenial>(sql`
    select ${about}, d.group_code as "group", d.carc, d.amount
    from denial d join claim c on c.practice_id = d.practice_id and c.id = d.claim_id
      join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id ${patient}
    where d.practice_id = ${tx.practiceId} and d.id > ${denial}::bigint order by d.id`);
  const rejections = await tx.many<CameVisit>(sql`
    select ${about} from claim c join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id ${patient}
    where c.practice_id = ${tx.practiceId} and c.state = 'rejected' and c.state_since > ${on}::date order by c.id`);
  const visits = await tx.many<CameVisit>(sql`
    select ${about} from encounter e ${patient}
    where e.practice_id = ${tx.practiceId} and e.id > ${encounter}::bigint order by e.id`);
  return { payments, denials, rejections, visits };
}
