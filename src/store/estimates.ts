/** Good-faith estimates as they were given. */
import type { Cents } from "../core/kernel/cents.ts";
import type { EncounterId, Id, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { AppointmentId } from "./appointments.ts";
import { storeBlob } from "./blobs.ts";
import { toJson } from "./json.ts";
import { takeRowIds } from "./row-ids.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type EstimateId = Id<"estimate">;

export interface StoredEstimate {
  readonly id: EstimateId;
  readonly appointmentId: AppointmentId;
  readonly patientId: PatientId;
  readonly madeOn: IsoDate;
  readonly madeBy: string;
  readonly total: Cents;
  readonly pdfFileId: number;
}

export async function takeEstimateId(tx: Tx): Promise<EstimateId> {
  const [id] = await takeRowIds<EstimateId>(tx, "estimate", 1);
  return id as EstimateId;
}

export async function insertEstimate(
  tx: Tx,
  one: Omit<StoredEstimate, "pdfFileId"> & { readonly content: unknown; readonly pdf: Uint8Array },
): Promise<void> {
  const { fileId } = await storeBlob(tx, one.pdf);
  await tx.run(sql`
    insert into estimate (practice_id, id, patient_id, appointment_id, made_on, made_by, total, content, pdf_file_id)
    values (${tx.practiceId}, ${one.id}, ${one.patientId}, ${one.appointmentId}, ${one.madeOn}, ${one.madeBy}, ${one.total},
      ${toJson(one.content)}, ${fileId})`);
}

const columns = sql`id, appointment_id as "appointmentId", patient_id as "patientId", made_on as "madeOn", made_by as "madeBy", total,
  pdf_file_id as "pdfFileId"`;

export async function loadEstimate(tx: Tx, id: number): Promise<StoredEstimate | undefined> {
  return tx.maybe<StoredEstimate>(sql`select ${columns} from estimate where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** The newest of each visit in the calendar. */
export async function newestEstimates(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, StoredEstimate>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.many<StoredEstimate>(sql`
    select distinct on (appointment_id) ${columns} from estimate
    where practice_id = ${tx.practiceId} and appointment_id = any(${ids}::bigint[]) order by appointment_id, id desc`);
  return new Map(rows.map((row) => [row.appointmentId, row]));
}

/** The newest that was made before each of these visits. */
export async function estimatesOfVisits(tx: Tx, visits: readonly EncounterId[]): Promise<ReadonlyMap<EncounterId, StoredEstimate>> {
  if (visits.length === 0) return new Map();
  const rows = await tx.many<StoredEstimate & { readonly visit: EncounterId }>(sql`
    select distinct on (e.appointment_id) a.encounter_id as visit, e.id, e.appointment_id as "appointmentId", e.patient_id as "patientId",
      e.made_on as "madeOn", e.made_by as "madeBy", e.total, e.pdf_file_id as "pdfFileId"
    from appointment a join estimate e on e.practice_id = a.practice_id and e.appointment_id = a.id
    where a.practice_id = ${tx.practiceId} and a.encounter_id = any(${visits}::bigint[]) order by e.appointment_id, e.id desc`);
  return new Map(rows.map(({ visit, ...row }) => [visit, row]));
}

/** What a visit was estimated at before it, and what is charged for it now; undefined when no estimate was made. */
export async function estimateAndBill(
  tx: Tx,
  visitId: EncounterId,
): Promise<{ readonly id: EstimateId; readonly madeOn: IsoDate; readonly expected: Cents; readonly billed: Cents } | undefined> {
  return tx.maybe(sql`
    select e.id, e.made_on as "madeOn", e.total as expected,
      (select coalesce(sum(c.amount), 0)::bigint from charge c where c.practice_id = e.practice_id and c.encounter_id = a.encounter_id and not c.removed)
        as billed
    from appointment a join estimate e on e.practice_id = a.practice_id and e.appointment_id = a.id
    where a.practice_id = ${tx.practiceId} and a.encounter_id = ${visitId} order by e.id desc limit 1`);
}
