/** What is on file of the practice's own people. */
import { z } from "zod";
import {
  endCredential,
  exportStaff,
  keepCredential,
  keepEducation,
  takeBackEducation,
  viewReminders,
  viewStaff,
  viewStaffHistory,
} from "../../app/staff/records.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { doneSchema } from "../contract/door.ts";
import {
  endedSchema,
  type NewStaffCredential,
  newEducationSchema,
  newStaffCredentialSchema,
  remindersSchema,
  staffHistorySchema,
  staffKeptSchema,
  staffSchema,
} from "../contract/staff.ts";
import { problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const done = { done: true } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const person = z.object({ personId: z.coerce.number().int().min(0) });

/** Everybody has their own file; the use cases keep others' from who does not manage it. */
export function staffRoutes(api: Routes): void {
  const config = { access: "codes:read" } as const;
  api.get("/staff", { config, schema: { response: { 200: staffSchema } } }, ({ work }) => viewStaff(work));
  api.get("/staff/reminders", { config, schema: { response: { 200: remindersSchema } } }, ({ work }) => viewReminders(work));
  api.get(
    "/staff/:personId/history",
    { config, schema: { params: person, response: { 200: staffHistorySchema, ...problems } } },
    async ({ work, params }, reply) => valueOr(reply, await viewStaffHistory(work, params.personId))?.value ?? reply,
  );
  api.post(
    "/staff/:personId/credentials",
    { config, schema: { params: person, body: newStaffCredentialSchema, response: { 200: staffKeptSchema, ...problems } } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await keepCredential(work, params.personId, credentialOf(body)))?.value ?? reply,
  );
  api.post(
    "/staff/credentials/:credentialId/end",
    {
      config,
      schema: {
        params: z.object({ credentialId: z.coerce.number().int().positive() }),
        body: endedSchema,
        response: { 200: doneSchema, ...problems },
      },
    },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await endCredential(work, params.credentialId, body.why)) === undefined ? reply : done,
  );
  api.post(
    "/staff/:personId/education",
    { config, schema: { params: person, body: newEducationSchema, response: { 200: staffKeptSchema, ...problems } } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await keepEducation(work, params.personId, { ...body, on: isoDate(body.on) }))?.value ?? reply,
  );
  api.post(
    "/staff/education/:educationId/take-back",
    {
      config,
      schema: { params: z.object({ educationId: z.coerce.number().int().positive() }), response: { 200: doneSchema, ...problems } },
    },
    async ({ work, params }, reply) => (valueOr(reply, await takeBackEducation(work, params.educationId)) === undefined ? reply : done),
  );
  api.post(
    "/staff/export",
    { config: { access: "staff:manage", costly: true }, schema: { response: problems } },
    async ({ work }, reply) => {
      const lines = valueOr(reply, await exportStaff(work));
      return lines === undefined ? reply : sendCsv(reply, "staff-credentials", lines.value);
    },
  );
}

function credentialOf({ kind, title, issuer, number, note, since, renewsOn, ...rest }: NewStaffCredential) {
  const { key, unitsNeeded, cycleMonths, replacesId } = rest;
  return {
    kind,
    title,
    issuer,
    number,
    note,
    ...(since === undefined ? {} : { since: isoDate(since) }),
    ...(renewsOn === undefined ? {} : { renewsOn: isoDate(renewsOn) }),
    ...(key === undefined ? {} : { key }),
    ...(unitsNeeded === undefined ? {} : { unitsNeeded }),
    ...(cycleMonths === undefined ? {} : { cycleMonths }),
    ...(replacesId === undefined ? {} : { replacesId }),
  };
}
