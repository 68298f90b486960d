/** Restricted records, emergency openings and the audit of who saw and did what. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { countEmergencies, listEmergencies, openInEmergency, restrictRecord, reviewEmergency } from "../../app/audit/break-glass.ts";
import { addDisclosure, exportAccounting, type GivenDisclosure, listDisclosures, takeBackDisclosure } from "../../app/audit/disclosures.ts";
import { verifyAudit } from "../../app/audit/verify-audit.ts";
import { exportWhoSaw, findPatients, listPeople, whatPersonDid, whoSaw } from "../../app/audit/who-saw.ts";
import type { Outcome } from "../../app/refusal.ts";
import { formatChainFault } from "../../core/access/chain.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  chainReportSchema,
  disclosureLogSchema,
  emergenciesSchema,
  emergencyCountSchema,
  emergencyOpenedSchema,
  emergencyReasonSchema,
  emergencyReviewSchema,
  newDisclosureSchema,
  patientLinesSchema,
  patientSearchSchema,
  peopleSchema,
  personActsSchema,
  restrictedSchema,
  restrictionSchema,
  takeBackSchema,
  whoSawSchema,
} from "../contract/audit.ts";
import { daySchema, problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const problems = { 404: problemSchema, 409: problemSchema };
const patientParams = z.object({ patientId: z.coerce.number().int().positive() });

export function emergencyRoutes(api: Routes): void {
  api.post(
    "/visits/:visitId/emergency",
    {
      config: { access: "glass:break" },
      schema: {
        params: z.object({ visitId: z.coerce.number().int().positive() }),
        body: emergencyReasonSchema,
        response: { 200: emergencyOpenedSchema, ...problems },
      },
    },
    async ({ work, params, body }, reply) => {
      const opened = valueOr(reply, await openInEmergency(work, id<"encounter">(params.visitId), body.reason));
      return opened === undefined ? reply : opened.value;
    },
  );
  api.put(
    "/patients/:patientId/restriction",
    {
      config: { access: "restricted:write" },
      schema: { params: patientParams, body: restrictionSchema, response: { 200: restrictedSchema, ...problems } },
    },
    async ({ work, params, body }, reply) => {
      const restricted = valueOr(reply, await restrictRecord(work, id<"patient">(params.patientId), body));
      return restricted === undefined ? reply : restricted.value;
    },
  );
  api.get(
    "/audit/emergencies",
    { config: { access: "audit:read" }, schema: { response: { 200: emergenciesSchema } } },
    async ({ work }) => {
      const { openings, toReview } = await listEmergencies(work);
      return { openings: [...openings], toReview };
    },
  );
  api.get(
    "/audit/emergencies/count",
    { config: { access: "audit:read" }, schema: { response: { 200: emergencyCountSchema } } },
    ({ work }) => countEmergencies(work),
  );
  api.put(
    "/audit/emergencies/:glassId/review",
    {
      config: { access: "audit:read" },
      schema: {
        params: z.object({ glassId: z.coerce.number().int().positive() }),
        body: emergencyReviewSchema,
        response: { 200: emergencyCountSchema, ...problems },
      },
    },
    async ({ work, params, body }, reply) => {
      if (valueOr(reply, await reviewEmergency(work, params.glassId, body)) === undefined) return reply;
      return countEmergencies(work);
    },
  );
}

const dateText = daySchema;
const days = z.object({ from: dateText, to: dateText });

/** Who saw and did what. */
export function auditRoutes(api: Routes): void {
  api.post(
    "/audit/patients/search",
    { config: { access: "audit:read" }, schema: { body: patientSearchSchema, response: { 200: patientLinesSchema } } },
    ({ work, body }) => findPatients(work, body.text),
  );
  api.get(
    "/audit/patients/:patientId",
    {
      config: { access: "audit:read" },
      schema: { params: patientParams, querystring: days, response: { 200: whoSawSchema, ...problems } },
    },
    async ({ work, params, query }, reply) => {
      const seen = valueOr(reply, await whoSaw(work, id<"patient">(params.patientId), query));
      return seen === undefined ? reply : seen.value;
    },
  );
  api.post(
    "/audit/patients/:patientId/export",
    { config: { access: "audit:read", costly: true }, schema: { params: patientParams, body: days, response: problems } },
    async ({ work, params, body }, reply) => {
      const lines = valueOr(reply, await exportWhoSaw(work, id<"patient">(params.patientId), body));
      return lines === undefined ? reply : sendCsv(reply, "who-saw", lines.value);
    },
  );
  api.get("/audit/people", { config: { access: "audit:read" }, schema: { response: { 200: peopleSchema } } }, ({ work }) =>
    listPeople(work),
  );
  api.get(
    "/audit/people/:personId",
    {
      config: { access: "audit:read" },
      schema: {
        params: z.object({ personId: z.coerce.number().int().positive() }),
        querystring: days,
        response: { 200: personActsSchema, ...problems },
      },
    },
    ({ work, params, query }, reply) => answer(reply, whatPersonDid(work, params.personId, query)),
  );
  api.post("/audit/check", { config: { access: "audit:read" }, schema: { response: { 200: chainReportSchema } } }, async ({ work }) => {
    const { head, faults, ...rest } = await verifyAudit(work.app, work.practiceId);
    return { ...rest, faults: faults.map(formatChainFault), ...(head === undefined ? {} : { head }) };
  });
}

/** To whom records were disclosed. */
export function disclosureRoutes(api: Routes): void {
  api.get(
    "/patients/:patientId/disclosures",
    { config: { access: "disclosures:read" }, schema: { params: patientParams, response: { 200: disclosureLogSchema, ...problems } } },
    ({ work, params }, reply) => answer(reply, listDisclosures(work, id<"patient">(params.patientId))),
  );
  api.post(
    "/patients/:patientId/disclosures",
    {
      config: { access: "disclosures:write" },
      schema: { params: patientParams, body: newDisclosureSchema, response: { 200: disclosureLogSchema, ...problems } },
    },
    ({ work, params, body }, reply) => answer(reply, addDisclosure(work, id<"patient">(params.patientId), givenDisclosure(body))),
  );
  api.post(
    "/patients/:patientId/disclosures/:disclosureId/take-back",
    {
      config: { access: "disclosures:write" },
      schema: {
        params: patientParams.extend({ disclosureId: z.coerce.number().int().positive() }),
        body: takeBackSchema,
        response: { 200: disclosureLogSchema, ...problems },
      },
    },
    ({ work, params, body }, reply) =>
      answer(reply, takeBackDisclosure(work, id<"patient">(params.patientId), { disclosureId: params.disclosureId, words: body.words })),
  );
  api.post(
    "/patients/:patientId/disclosures/accounting",
    { config: { access: "disclosures:read", costly: true }, schema: { params: patientParams, response: problems } },
    async ({ work, params }, reply) => {
      const lines = valueOr(reply, await exportAccounting(work, id<"patient">(params.patientId)));
      return lines === undefined ? reply : sendCsv(reply, "accounting-of-disclosures", lines.value);
    },
  );
}

async function answer<Value>(reply: FastifyReply, outcome: Promise<Outcome<Value>>) {
  const value = valueOr(reply, await outcome);
  return value === undefined ? reply : value.value;
}

function givenDisclosure(body: z.infer<typeof newDisclosureSchema>): GivenDisclosure {
  const { disclosedOn, lastOn, withheldUntil, frequency, recipientAddress, withheldWords, recipient, what, basis, purposeWords } = body;
  return {
    disclosedOn: isoDate(disclosedOn),
    recipient,
    what,
    basis,
    purposeWords,
    ...(frequency === undefined ? {} : { frequency }),
    ...(recipientAddress === undefined ? {} : { recipientAddress }),
    ...(withheldWords === undefined ? {} : { withheldWords }),
    ...(lastOn === undefined ? {} : { lastOn: isoDate(lastOn) }),
    ...(withheldUntil === undefined ? {} : { withheldUntil: isoDate(withheldUntil) }),
  };
}
