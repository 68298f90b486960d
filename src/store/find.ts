/** Looking something up by the beginning of its name or number. Ranges, because row security lets LIKE use no index. */
import type { ClaimId, EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

const highest = "\u{10FFFF}";

/** So many of the rarest word are looked at: enough to find a person, and no wait in a large practice. */
const mostLookedAt = 20_000;

/** Patients who have a word that begins with each of these, by name. */
export async function patientsWithWords(tx: Tx, words: readonly string[], limit: number): Promise<readonly PatientId[]> {
  const [rarest, ...others] = [...words].sort((a, b) => b.length - a.length);
  if (rarest === undefined) return [];
  const begins = (word: string): Sql => sql`w.word >= ${word}::text and w.word < ${word}::text || ${highest}`;
  const rows = await tx.many<{ id: PatientId }>(sql`
    with found as materialized (
      select distinct patient_id from (select w.patient_id from patient_word w where w.practice_id = ${tx.practiceId} and ${begins(rarest)}
        limit ${mostLookedAt}) as looked)
    select p.id from found join patient p on p.practice_id = ${tx.practiceId} and p.id = found.patient_id
    where ${allOf(
      others.map(
        (word) => sql`exists (select 1 from patient_word w where w.practice_id = ${tx.practiceId}
      and w.patient_id = p.id and ${begins(word)})`,
      ),
    )}
    order by p.last_name, p.first_name, p.id limit ${limit}`);
  return rows.map((row) => row.id);
}

export interface FoundVisit {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly date: IsoDate;
  readonly reason: string;
}

/** The newest visits of each patient. */
export async function newestVisits(tx: Tx, patients: readonly PatientId[], each: number): Promise<readonly FoundVisit[]> {
  return tx.many<FoundVisit>(sql`
    select v.id, v.patient_id as "patientId", v.visit_date as date, v.reason
    from unnest(${patients}::bigint[]) with ordinality as wanted (patient, at)
      cross join lateral (select e.id, e.patient_id, e.visit_date, e.reason from encounter e
        where e.practice_id = ${tx.practiceId} and e.patient_id = wanted.patient order by e.visit_date desc, e.id desc limit ${each}) v
    order by wanted.at, v.visit_date desc, v.id desc`);
}

export interface FoundClaim {
  readonly id: ClaimId;
  readonly encounterId: EncounterId;
  readonly patientId: PatientId;
  readonly controlNumber: string;
  readonly state: string;
  readonly payerName: string;
}

/** Claims whose control number begins so. */
export async function claimsNumbered(tx: Tx, beginning: string, limit: number): Promise<readonly FoundClaim[]> {
  return tx.many<FoundClaim>(sql`
    select c.id, c.encounter_id as "encounterId", c.patient_id as "patientId", c.control_number as "controlNumber", c.state,
      y.name as "payerName"
    from claim c join payer y on y.practice_id = c.practice_id and y.id = c.payer_id
    where c.practice_id = ${tx.practiceId} and c.control_number >= ${beginning}::text and c.control_number < ${beginning}::text || ${highest}
    order by c.control_number limit ${limit}`);
}

export interface FoundFile {
  readonly id: number;
  readonly direction: "in" | "out";
  readonly name: string;
  readonly on: IsoDate;
}

/** Files whose name begins so. */
export async function filesNamed(tx: Tx, beginning: string, limit: number): Promise<readonly FoundFile[]> {
  return tx.many<FoundFile>(sql`
    (select id, 'in' as direction, name, received_on as "on" from inbound_file
      where practice_id = ${tx.practiceId} and name >= ${beginning}::text and name < ${beginning}::text || ${highest} order by name limit ${limit})
    union all
    (select id, 'out', name, prepared_on from outbound_file
      where practice_id = ${tx.practiceId} and name >= ${beginning}::text and name < ${beginning}::text || ${highest} order by name limit ${limit})
    limit ${limit}`);
}
