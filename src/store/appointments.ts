/** Visits that are expected, and the day of the front desk. */
import type { EncounterId, Id, LocationId, PatientId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type AppointmentId = Id<"appointment">;
export type AppointmentState = "scheduled" | "checked-in" | "cancelled" | "no-show";

export interface Appointment {
  readonly id: AppointmentId;
  readonly patientId: PatientId;
  readonly on: IsoDate;
  /** HHMM. */
  readonly at?: string;
  readonly providerId: ProviderId;
  readonly locationId: LocationId;
  readonly reason: string;
  readonly selfPay: boolean;
  readonly scheduledOn: IsoDate;
  readonly scheduledBy: string;
  readonly state: AppointmentState;
  readonly stateWords: string;
  readonly stateBy?: string;
  readonly encounterId?: EncounterId;
  readonly formsSigned: boolean;
}

export type NewAppointment = Omit<Appointment, "id" | "state" | "stateWords" | "stateBy" | "encounterId" | "formsSigned">;

export async function insertAppointment(tx: Tx, one: NewAppointment): Promise<AppointmentId> {
  const row = await tx.one<{ id: AppointmentId }>(sql`
    insert into appointment (practice_id, patient_id, on_day, at_time, provider_id, location_id, reason, self_pay, scheduled_on, scheduled_by)
    values (${tx.practiceId}, ${one.patientId}, ${one.on}, ${one.at}, ${one.providerId}, ${one.locationId}, ${one.reason}, ${one.selfPay},
      ${one.scheduledOn}, ${one.scheduledBy})
    returning id`);
  return row.id;
}

/** Holds it until the transaction ends: two who check one patient in come one after the other. */
export async function lockAppointment(tx: Tx, id: number): Promise<Appointment | undefined> {
  const row = await tx.maybe<AppointmentRow>(
    sql`select * from appointment where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
  );
  return row === undefined ? undefined : appointmentOf(row);
}

export async function setAppointmentState(
  tx: Tx,
  id: AppointmentId,
  to: {
    readonly state: AppointmentState;
    readonly words: string;
    readonly by: string;
    readonly encounterId?: EncounterId;
    readonly formsSigned?: boolean;
  },
): Promise<void> {
  await tx.run(sql`
    update appointment set state = ${to.state}, state_words = ${to.words}, state_by = ${to.by}, encounter_id = ${to.encounterId},
      forms_signed = ${to.formsSigned ?? false}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** By time, those without one last. */
export async function appointmentsOn(tx: Tx, day: IsoDate, { limit }: { readonly limit: number }): Promise<readonly Appointment[]> {
  const rows = await tx.many<AppointmentRow>(sql`
    select * from appointment where practice_id = ${tx.practiceId} and on_day = ${day} order by at_time nulls last, id limit ${limit}`);
  return rows.map(appointmentOf);
}

/** Newest day first. */
export async function appointmentsOfPatient(tx: Tx, id: PatientId, { limit }: { readonly limit: number }): Promise<readonly Appointment[]> {
  const rows = await tx.many<AppointmentRow>(sql`
    select * from appointment where practice_id = ${tx.practiceId} and patient_id = ${id} order by on_day desc, id desc limit ${limit}`);
  return rows.map(appointmentOf);
}

interface VisitWithoutAppointment {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly reason: string;
  readonly renderingId: number;
  readonly selfPay: boolean;
}

/** Visits of the day that no appointment led to: they came from elsewhere. */
export async function visitsWithoutAppointment(
  tx: Tx,
  day: IsoDate,
  { limit }: { readonly limit: number },
): Promise<readonly VisitWithoutAppointment[]> {
  return tx.many<VisitWithoutAppointment>(sql`
    select e.id, e.patient_id as "patientId", e.reason, e.rendering_id as "renderingId", e.self_pay as "selfPay" from encounter e
    where e.practice_id = ${tx.practiceId} and e.visit_date = ${day}
      and not exists (select from appointment a where a.practice_id = ${tx.practiceId} and a.encounter_id = e.id)
    order by e.id limit ${limit}`);
}

/** The last day on which each of them signed the forms. */
export async function lastSigned(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, IsoDate>> {
  const rows = await tx.many<{ id: PatientId; on: IsoDate }>(sql`
    select patient_id as id, max(on_day) as "on" from appointment
    where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) and forms_signed group by patient_id`);
  return new Map(rows.map((row) => [row.id, row.on]));
}

interface AppointmentRow {
  readonly id: AppointmentId;
  readonly patient_id: PatientId;
  readonly on_day: IsoDate;
  readonly at_time: string | null;
  readonly provider_id: ProviderId;
  readonly location_id: LocationId;
  readonly reason: string;
  readonly self_pay: boolean;
  readonly scheduled_on: IsoDate;
  readonly scheduled_by: string;
  readonly state: AppointmentState;
  readonly state_words: string;
  readonly state_by: string | null;
  readonly encounter_id: EncounterId | null;
  readonly forms_signed: boolean;
}

function appointmentOf(row: AppointmentRow): Appointment {
  return {
    id: row.id,
    patientId: row.patient_id,
    on: row.on_day,
    providerId: row.provider_id,
    locationId: row.location_id,
    reason: row.reason,
    selfPay: row.self_pay,
    scheduledOn: row.scheduled_on,
    scheduledBy: row.scheduled_by,
    state: row.state,
    stateWords: row.state_words,
    formsSigned: row.forms_signed,
    ...present({ at: row.at_time, stateBy: row.state_by, encounterId: row.encounter_id }),
  };
}
