/** A visit in the calendar: made, taken out again, and the patient who has come. */

import type { EncounterId, LocationId, PatientId, ProviderId } from "../../core/kernel/id.ts";
import { addDays, formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { type Appointment, type AppointmentId, insertAppointment, lockAppointment, setAppointmentState } from "../../store/appointments.ts";
import { insertEncounter } from "../../store/encounters.ts";
import { loadLocation, loadProvider } from "../../store/parties.ts";
import { loadPatient } from "../../store/patients.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export interface WantedVisit {
  readonly patientId: PatientId;
  readonly on: IsoDate;
  /** HHMM. */
  readonly at?: string;
  readonly providerId: ProviderId;
  readonly locationId: LocationId;
  readonly reason: string;
  /** No claim will be made: the patient has no insurance, or asked for it (45 CFR 164.522). */
  readonly selfPay: boolean;
}

const farthest = 366;

export async function makeAppointment(context: Context, wanted: WantedVisit): Promise<Outcome<{ readonly appointmentId: AppointmentId }>> {
  return onRecord(context, { act: "appointment.make", object: ["patient", wanted.patientId] }, async (tx, audit) => {
    const { today } = await practiceToday(context, tx);
    if (wanted.on < today)
      return no("day", "A visit cannot be put on a day that is over.", "A patient who came earlier is registered on the visit itself.");
    if (wanted.on > addDays(today, farthest)) return no("day", "The calendar goes one year ahead.");
    const patient = await loadPatient(tx, wanted.patientId);
    if (patient?.deathDate !== undefined) return no("died", `The patient died on ${formatUsDate(patient.deathDate)}.`);
    if ((await loadProvider(tx, wanted.providerId)) === undefined) return notFound("clinician");
    if ((await loadLocation(tx, wanted.locationId)) === undefined) return notFound("location");
    const appointmentId = await insertAppointment(tx, { ...wanted, scheduledOn: today, scheduledBy: context.user });
    audit.note([{ field: "visit", to: wanted.on }]);
    return ok({ appointmentId });
  });
}

/** Cancelled, or the patient did not come. Refuses once the patient is checked in. */
export async function closeAppointment(
  context: Context,
  id: number,
  { state, words }: { readonly state: "cancelled" | "no-show" | "scheduled"; readonly words: string },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "appointment.close", object: ["appointment", id] }, async (tx, audit) => {
    const appointment = await lockAppointment(tx, id);
    if (appointment === undefined) return notFound("visit in the calendar");
    if (appointment.state === "checked-in") return checkedIn;
    const { today } = await practiceToday(context, tx);
    if (state === "no-show" && appointment.on > today) return no("not-yet", "The day of this visit has not come yet.");
    await setAppointmentState(tx, appointment.id, { state, words, by: context.user });
    audit.note([{ field: "state", from: appointment.state, to: state }]);
    return ok(undefined);
  });
}

const checkedIn = no("checked-in", "The patient is checked in already.");

/** The patient has come: the visit begins, without a note yet. The same again changes nothing but the forms. */
export async function checkIn(
  context: Context,
  id: number,
  { formsSigned }: { readonly formsSigned: boolean },
): Promise<Outcome<{ readonly visitId: EncounterId }>> {
  return onRecord(context, { act: "appointment.check-in", object: ["appointment", id] }, async (tx, audit) => {
    const appointment = await lockAppointment(tx, id);
    if (appointment === undefined) return notFound("visit in the calendar");
    const { today } = await practiceToday(context, tx);
    if (appointment.encounterId === undefined && appointment.on !== today)
      return no(
        "other-day",
        `This visit is on ${formatUsDate(appointment.on)}.`,
        "Put a visit on today in the calendar, and cancel the other.",
      );
    if (appointment.encounterId === undefined && appointment.state !== "scheduled")
      return no("closed", "This visit was taken out of the calendar.", "Put it back first.");
    const visitId = appointment.encounterId ?? (await beginVisit(tx, appointment));
    if (visitId === undefined) return notFound("location");
    await setAppointmentState(tx, appointment.id, {
      state: "checked-in",
      words: "",
      by: context.user,
      encounterId: visitId,
      formsSigned: formsSigned || appointment.formsSigned,
    });
    audit.note([{ field: "state", from: appointment.state, to: "checked-in" }]);
    return ok({ visitId });
  });
}

async function beginVisit(tx: Parameters<typeof insertEncounter>[0], one: Appointment): Promise<EncounterId | undefined> {
  const location = await loadLocation(tx, one.locationId);
  if (location === undefined) return undefined;
  return insertEncounter(tx, {
    patientId: one.patientId,
    date: one.on,
    renderingId: one.providerId,
    locationId: one.locationId,
    placeOfService: location.placeOfService,
    reason: one.reason,
    selfPay: one.selfPay,
  });
}
