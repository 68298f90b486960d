/** The front desk: who is registered, who comes when, who is here. */
import { z } from "zod";
import { checkIn, closeAppointment, makeAppointment } from "../../app/front-desk/appointments.ts";
import { changeRegistration } from "../../app/front-desk/change-registration.ts";
import { viewDeskDay } from "../../app/front-desk/day.ts";
import { checkNewPatient, registerPatient } from "../../app/front-desk/register.ts";
import { findPatients, listChoices, markSame, viewRegistration } from "../../app/front-desk/view-registration.ts";
import { id, type PatientId } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { Registration } from "../../core/parties/registration.ts";
import {
  appointmentMadeSchema,
  appointmentSchema,
  checkedInSchema,
  checkedSchema,
  checkInSchema,
  checkSchema,
  choicesSchema,
  closeAppointmentSchema,
  deskDaySchema,
  findSchema,
  foundPatientsSchema,
  type RegistrationBody,
  registeredSchema,
  registerSchema,
  registrationSchema,
  registrationViewSchema,
  sameSchema,
} from "../contract/front-desk.ts";
import { daySchema, problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const access = { config: { access: "patients:register" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const done = { 200: z.object({}), ...problems };
const patientParams = z.object({ patientId: z.coerce.number().int().positive() });
const appointmentParams = z.object({ appointmentId: z.coerce.number().int().positive() });

export function frontDeskRoutes(api: Routes): void {
  patientRoutes(api);
  calendarRoutes(api);
}

function patientRoutes(api: Routes): void {
  api.get("/front-desk/choices", { ...access, schema: { response: { 200: choicesSchema } } }, ({ work }) => listChoices(work));
  api.post(
    "/front-desk/patients/find",
    { ...access, schema: { body: findSchema, response: { 200: foundPatientsSchema } } },
    ({ work, body }) => findPatients(work, body.text),
  );
  api.post(
    "/front-desk/patients/check",
    { ...access, schema: { body: checkSchema, response: { 200: checkedSchema } } },
    async ({ work, body }) => {
      const { findings, like } = await checkNewPatient(work, registrationOf(body.registration), body.exceptId as PatientId | undefined);
      return { findings: [...findings], like: like.map((one) => ({ ...one, reasons: [...one.reasons] })) };
    },
  );
  api.post(
    "/front-desk/patients",
    { ...access, schema: { body: registerSchema, response: { 200: registeredSchema, ...problems } } },
    async ({ work, body }, reply) => {
      const made = valueOr(reply, await registerPatient(work, registrationOf(body.registration), { notThese: body.notThese }));
      return made === undefined ? reply : made.value;
    },
  );
  api.get(
    "/front-desk/patients/:patientId",
    { ...access, schema: { params: patientParams, response: { 200: registrationViewSchema, ...problems } } },
    async ({ work, params }, reply) => {
      const view = valueOr(reply, await viewRegistration(work, patientIdOf(params)));
      return view === undefined ? reply : { ...view.value, coverages: [...view.value.coverages] };
    },
  );
  api.put(
    "/front-desk/patients/:patientId",
    { ...access, schema: { params: patientParams, body: registrationSchema, response: done } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await changeRegistration(work, patientIdOf(params), registrationOf(body))) === undefined ? reply : {},
  );
  api.put(
    "/front-desk/patients/:patientId/same",
    { ...access, schema: { params: patientParams, body: sameSchema, response: done } },
    async ({ work, params, body }, reply) => {
      const decision = { ...body, otherId: id<"patient">(body.otherId) };
      return valueOr(reply, await markSame(work, patientIdOf(params), decision)) === undefined ? reply : {};
    },
  );
}

function calendarRoutes(api: Routes): void {
  api.get(
    "/front-desk/day",
    { ...access, schema: { querystring: z.object({ on: daySchema.optional() }), response: { 200: deskDaySchema } } },
    async ({ work, query }) => {
      const day = await viewDeskDay(work, query.on === undefined ? undefined : isoDate(query.on));
      return { ...day, rows: day.rows.map((row) => ({ ...row, payments: [...row.payments], missing: [...row.missing] })) };
    },
  );
  api.post(
    "/front-desk/appointments",
    { ...access, schema: { body: appointmentSchema, response: { 200: appointmentMadeSchema, ...problems } } },
    async ({ work, body: { at, ...body } }, reply) => {
      const wanted = {
        ...body,
        ...(at === undefined ? {} : { at }),
        patientId: id<"patient">(body.patientId),
        on: isoDate(body.on),
        providerId: id<"provider">(body.providerId),
        locationId: id<"location">(body.locationId),
      };
      const made = valueOr(reply, await makeAppointment(work, wanted));
      return made === undefined ? reply : made.value;
    },
  );
  api.put(
    "/front-desk/appointments/:appointmentId",
    { ...access, schema: { params: appointmentParams, body: closeAppointmentSchema, response: done } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await closeAppointment(work, params.appointmentId, body)) === undefined ? reply : {},
  );
  api.post(
    "/front-desk/appointments/:appointmentId/check-in",
    { ...access, schema: { params: appointmentParams, body: checkInSchema, response: { 200: checkedInSchema, ...problems } } },
    async ({ work, params, body }, reply) => {
      const checked = valueOr(reply, await checkIn(work, params.appointmentId, body));
      return checked === undefined ? reply : checked.value;
    },
  );
}

function patientIdOf({ patientId }: { readonly patientId: number }): PatientId {
  return id<"patient">(patientId);
}

/** The contract has checked shapes and days; ids of others' rows find nothing behind the wall. */
function registrationOf(body: RegistrationBody): Registration {
  return withoutUndefined(body) as unknown as Registration;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutUndefined(inner)]),
  );
}
