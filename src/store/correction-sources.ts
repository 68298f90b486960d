/** Where else the practice's record has a value that a claim got wrong: other visits of the same patient with the same payer. */
import type { EncounterId, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Encounter } from "../core/visits/model.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

interface Found {
  readonly value: string;
  readonly source: string;
}

export async function otherValues(
  tx: Tx,
  { patientId, encounterId, payerId }: { readonly patientId: PatientId; readonly encounterId: EncounterId; readonly payerId: PayerId },
): Promise<{ readonly memberId?: Found; readonly authorisation?: Found; readonly referring?: Found }> {
  const member = await tx.maybe<{ value: string; on: IsoDate }>(sql`
    select c.content #>> '{subscriber,memberId,value}' as value, c.service_from as on from claim c
    where c.practice_id = ${tx.practiceId} and c.patient_id = ${patientId} and c.payer_id = ${payerId} and c.encounter_id <> ${encounterId}
      and c.payer_control_number is not null and c.content #>> '{subscriber,memberId,value}' is not null
      and c.content #>> '{subscriber,memberId,value}' is distinct from (select content #>> '{subscriber,memberId,value}' from claim
        where practice_id = ${tx.practiceId} and encounter_id = ${encounterId} and rank = 1)
    order by c.service_from desc, c.id desc limit 1`);
  const authorised = await tx.maybe<{ value: string; on: IsoDate }>(sql`
    select e.prior_authorization as value, e.visit_date as on from encounter e join encounter mine
        on mine.practice_id = e.practice_id and mine.id = ${encounterId}
    where e.practice_id = ${tx.practiceId} and e.patient_id = ${patientId} and e.id <> ${encounterId} and e.prior_authorization is not null
      and e.visit_date between mine.visit_date - 180 and mine.visit_date + 180
    order by abs(e.visit_date - mine.visit_date), e.id desc limit 1`);
  const referred = await tx.maybe<{ value: NonNullable<Encounter["referring"]>; on: IsoDate }>(sql`
    select referring as value, visit_date as on from encounter
    where practice_id = ${tx.practiceId} and patient_id = ${patientId} and id <> ${encounterId} and referring is not null
    order by visit_date desc, id desc limit 1`);
  return {
    ...(member === undefined ? {} : { memberId: { value: member.value, source: `accepted by this payer for ${member.on}` } }),
    ...(authorised === undefined ? {} : { authorisation: { value: authorised.value, source: `on the visit of ${authorised.on}` } }),
    ...(referred === undefined
      ? {}
      : {
          referring: {
            value: `${referred.value.name.last}, ${referred.value.name.first} ${referred.value.npi}`,
            source: `on the visit of ${referred.on}`,
          },
        }),
  };
}
