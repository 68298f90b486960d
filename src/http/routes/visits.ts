/** A visit's commands. Each answers with the visit as it then is. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { correctMemberId } from "../../app/correct-coverage.ts";
import { askReopening } from "../../app/denials/ask-reopening.ts";
import { replaceClaim, resendClaim } from "../../app/denials/correct-claim.ts";
import { billPatientForDenials, writeOffDenials } from "../../app/denials/settle.ts";
import { exportVisits } from "../../app/export-lists.ts";
import { fileReleased } from "../../app/file-released.ts";
import { listVisits } from "../../app/list-visits.ts";
import { makeStatement, readStatementPdf } from "../../app/make-statement.ts";
import { prepareClaim } from "../../app/prepare-claim.ts";
import type { Outcome } from "../../app/refusal.ts";
import { releaseClaim, takeBackClaim } from "../../app/release-claim.ts";
import { saveCoding } from "../../app/save-coding.ts";
import { takePayment } from "../../app/take-payment.ts";
import { claimOfVisit } from "../../app/view-visit.ts";
import type { Permission } from "../../core/access/permissions.ts";
import type { ClaimId, EncounterId } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { problemSchema } from "../contract/values.ts";
import { codingSchema, memberIdSchema, paymentSchema, reopeningSchema, visitListSchema, visitSearchSchema } from "../contract/visits.ts";
import { sendCsv, sendPdf } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { asMayBeListed, command, seesMoney, show, visitAnswers, visitIdOf, visitParams } from "./visit-commands.ts";
import { asksForMoney, noMoney, visitQueryOf } from "./visit-query.ts";

export function visitRoutes(api: Routes): void {
  api.get("/visits", { config: { access: "visits:list" }, schema: { response: { 200: visitListSchema } } }, async ({ work }) =>
    asMayBeListed(work, await listVisits(work)),
  );
  // A search may hold a patient's name, which belongs into no address: so a body.
  api.post(
    "/visits/search",
    { config: { access: "visits:list" }, schema: { body: visitSearchSchema, response: { 200: visitListSchema, 409: problemSchema } } },
    async ({ work, body }, reply) => {
      // An order or a filter by amount tells amounts.
      if (!seesMoney(work) && asksForMoney(body)) return reply.status(409).send(noMoney);
      return asMayBeListed(work, await listVisits(work, visitQueryOf(work, body)));
    },
  );
  api.post(
    "/visits/export",
    { config: { access: "visits:export", costly: true }, schema: { body: visitSearchSchema, response: { 409: problemSchema } } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportVisits(work, visitQueryOf(work, body)));
      return lines === undefined ? reply : sendCsv(reply, "visits", lines.value);
    },
  );
  api.get(
    "/visits/:visitId",
    { config: { access: "visits:read" }, schema: { params: visitParams, response: visitAnswers } },
    (request, reply) => show(request.work, reply, visitIdOf(request.params)),
  );
  api.put(
    "/visits/:visitId/coding",
    { config: { access: "coding:write" }, schema: { params: visitParams, body: codingSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => saveCoding(work, visitId, body)),
  );
  api.post(
    "/visits/:visitId/payment",
    { config: { access: "payments:take" }, schema: { params: visitParams, body: paymentSchema, response: visitAnswers } },
    ({ work, params, body }, reply) =>
      command(work, reply, visitIdOf(params), (visitId) => {
        const { receivedOn, ...given } = body;
        return takePayment(work, visitId, { ...given, ...(receivedOn === undefined ? {} : { receivedOn: isoDate(receivedOn) }) });
      }),
  );
  api.put(
    "/visits/:visitId/member-id",
    { config: { access: "coverage:write" }, schema: { params: visitParams, body: memberIdSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => correctMemberId(work, visitId, body.memberId)),
  );
  api.post(
    "/visits/:visitId/denials/reopening",
    { config: { access: "claims:file" }, schema: { params: visitParams, body: reopeningSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => askReopening(work, visitId, body.reference)),
  );
  for (const [path, { access, run }] of Object.entries(commands)) {
    api.post(
      `/visits/:visitId${path}`,
      { config: { access }, schema: { params: visitParams, response: visitAnswers } },
      ({ work, params }, reply) => command(work, reply, visitIdOf(params), (visitId) => run(work, visitId)),
    );
  }
  const statementParams = z.object({ statementId: z.coerce.number().int().positive() });
  api.get(
    "/statements/:statementId.pdf",
    { config: { access: "statements:read" }, schema: { params: statementParams } },
    async ({ work, params }, reply) => {
      const pdf = valueOr(reply, await readStatementPdf(work, params.statementId));
      if (pdf === undefined) return reply;
      return sendPdf(reply, `statement-${params.statementId}`, pdf.value);
    },
  );
}

/** Commands on a visit that need nothing but the visit. */
const commands: Readonly<
  Record<string, { readonly access: Permission; readonly run: (work: Context, visitId: EncounterId) => Promise<Outcome<unknown>> }>
> = {
  "/claim": { access: "claims:prepare", run: prepareClaim },
  "/claim/release": {
    access: "claims:file",
    run: (work, visitId) => withClaim(work, visitId, (claimId) => releaseClaim(work, claimId)),
  },
  "/claim/take-back": {
    access: "claims:file",
    run: (work, visitId) => withClaim(work, visitId, (claimId) => takeBackClaim(work, claimId)),
  },
  "/claim/file": { access: "claims:file", run: (work, visitId) => withClaim(work, visitId, (claimId) => fileReleased(work, claimId)) },
  "/claim/resend": { access: "claims:file", run: resendClaim },
  "/claim/replace": { access: "claims:file", run: replaceClaim },
  "/denials/write-off": { access: "denials:settle", run: writeOffDenials },
  "/denials/bill-patient": { access: "denials:settle", run: billPatientForDenials },
  "/statement": { access: "statements:write", run: makeStatement },
};

async function withClaim(
  work: Context,
  visitId: EncounterId,
  run: (claimId: ClaimId) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const claim = await claimOfVisit(work, visitId);
  return claim.ok ? run(claim.value) : claim;
}
