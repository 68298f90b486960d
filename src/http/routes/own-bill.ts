/** A patient's own view of statement and plan, by a one-time link. No address names anybody; who it is stands in the cookie alone. */
import { z } from "zod";
import { closeOwnBill, openPatientLink, readOwnStatement, viewOwnBill } from "../../app/patients/patient-links.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { doneSchema, openBillSchema, ownBillSchema } from "../contract/patient-billing.ts";
import { problemSchema } from "../contract/values.ts";
import { sendPdf } from "../downloads.ts";
import { fewTries } from "../limit-tries.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";
import { billSessionOf, giveBillSession, takeBillSession } from "../session-cookie.ts";

const problems = { 404: problemSchema, 409: problemSchema };
/** A patient looks now and then; a program that fetches is slowed. */
const lookLimit = { max: 60, timeWindow: 60_000 } as const;
const done = { done: true } as const;

export function ownBillRoutes(api: Routes, { app }: Edge): void {
  api.post(
    "/my-bill/open",
    { config: { access: "open", rateLimit: fewTries }, schema: { body: openBillSchema, response: { 200: doneSchema, ...problems } } },
    async (request, reply) => {
      const { link, birthDate } = request.body;
      const opened = valueOr(reply, await openPatientLink(app, { link, birthDate: isoDate(birthDate) }, { request: request.id }));
      if (opened === undefined) return reply;
      giveBillSession(request, reply, opened.value.session);
      return done;
    },
  );
  api.get(
    "/my-bill",
    { config: { access: "open", rateLimit: lookLimit }, schema: { response: { 200: ownBillSchema, ...problems } } },
    async (request, reply) => valueOr(reply, await viewOwnBill(app, billSessionOf(request) ?? "", { request: request.id }))?.value ?? reply,
  );
  api.get(
    "/my-bill/statements/:number.pdf",
    {
      config: { access: "open", rateLimit: lookLimit },
      schema: { params: z.object({ number: z.string().regex(/^S\d{1,12}$/) }), response: problems },
    },
    async (request, reply) => {
      const { number } = request.params;
      const pdf = valueOr(reply, await readOwnStatement(app, billSessionOf(request) ?? "", number, { request: request.id }));
      return pdf === undefined ? reply : sendPdf(reply, `statement-${number}`, pdf.value);
    },
  );
  api.post(
    "/my-bill/close",
    { config: { access: "open", rateLimit: lookLimit }, schema: { response: { 200: doneSchema } } },
    async (request, reply) => {
      const session = billSessionOf(request);
      if (session !== undefined) await closeOwnBill(app, session);
      takeBillSession(request, reply);
      return done;
    },
  );
}
