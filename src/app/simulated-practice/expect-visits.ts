/** The calendar of a simulated practice: who will come on the next office day stands in it, and is checked in on coming. */
import { isOfficeDay } from "../../core/academy/invent-day.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { appointmentsOn, insertAppointment, setAppointmentState } from "../../store/appointments.ts";
import { patientsByAccounts } from "../../store/patients.ts";
import type { Tx } from "../../store/transaction.ts";
import type { Office } from "./office.ts";
import { visitsOf } from "./run-days.ts";

const most = 500;
/** A visit each half hour from eight on, three at once. */
const timeOf = (index: number): string => {
  const minutes = 8 * 60 + Math.floor(index / 3) * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}${String(minutes % 60).padStart(2, "0")}`;
};

/** Patients who were never here call on the day itself: only who has a record can stand in the calendar. */
export async function expectVisits(
  office: Office,
  tx: Tx,
  { today, visitsPerDay }: { readonly today: IsoDate; readonly visitsPerDay: number },
): Promise<void> {
  let on = addDays(today, 1);
  while (!isOfficeDay(on)) on = addDays(on, 1);
  const visits = visitsOf(office, on, visitsPerDay);
  const known = new Map(
    (
      await patientsByAccounts(
        tx,
        visits.map(({ person }) => person.patient.accountNumber),
      )
    ).map((patient) => [patient.accountNumber, patient.id]),
  );
  const standing = new Set((await appointmentsOn(tx, on, { limit: most })).map((one) => one.patientId));
  let index = 0;
  for (const visit of visits) {
    const patientId = known.get(visit.person.patient.accountNumber);
    const provider = office.clinicians[visit.clinician];
    if (patientId === undefined || provider === undefined || standing.has(patientId)) continue;
    await insertAppointment(tx, {
      patientId,
      on,
      at: timeOf(index++),
      providerId: provider.id,
      locationId: office.location.id,
      reason: visit.reason,
      selfPay: visit.person.coverage === undefined,
      scheduledOn: today,
      scheduledBy: office.context.user,
    });
  }
}

/** Who came and stood in the calendar is checked in with their visit. */
export async function checkInExpected(
  office: Office,
  tx: Tx,
  { on, came }: { readonly on: IsoDate; readonly came: readonly { readonly patientId: PatientId; readonly id: EncounterId }[] },
): Promise<void> {
  const visitOf = new Map(came.map((one) => [one.patientId, one.id]));
  for (const appointment of await appointmentsOn(tx, on, { limit: most })) {
    const encounterId = visitOf.get(appointment.patientId);
    if (encounterId === undefined || appointment.state !== "scheduled") continue;
    visitOf.delete(appointment.patientId);
    await setAppointmentState(tx, appointment.id, {
      state: "checked-in",
      words: "",
      by: office.context.user,
      encounterId,
      formsSigned: true,
    });
  }
}
