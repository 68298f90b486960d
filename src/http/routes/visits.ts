/** A visit's commands. Each answers with the visit as it then is. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { enterRecord } from "../../app/audit/record.ts";
import type { Context } from "../../app/context.ts";
import { correctMemberId } from "../../app/correct-coverage.ts";
import { askReopening } from "../../app/denials/ask-reopening.ts";
import { replaceClaim, resendClaim } from "../../app/denials/correct-claim.ts";
import { billPatientForDenials, writeOffDenials } from "../../app/denials/settle.ts";
import { exportVisits } from "../../app/export-lists.ts";
import { fileClaims } from "../../app/file-claims.ts";
import { listVisits, type VisitList, type VisitQuery } from "../../app/list-visits.ts";
import { makeStatement, readStatementPdf } from "../../app/make-statement.ts";
import { prepareClaim } from "../../app/prepare-claim.ts";
import { no, type Outcome } from "../../app/refusal.ts";
import { releaseClaim, takeBackClaim } from "../../app/release-claim.ts";
import { saveCoding } from "../../app/save-coding.ts";
import { signNote } from "../../app/sign-note.ts";
import { takePayment } from "../../app/take-payment.ts";
import { claimOfVisit, claimStateOfVisit, type VisitPage, viewVisit, visitAfterCommand } from "../../app/view-visit.ts";
import type { Permission } from "../../core/access/permissions.ts";
import { type ClaimId, type EncounterId, id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { problemSchema } from "../contract/values.ts";
import {
  codingSchema,
  memberIdSchema,
  paymentSchema,
  reopeningSchema,
  type VisitSearch,
  visitListSchema,
  visitSearchSchema,
  visitViewSchema,
} from "../contract/visits.ts";
import { sendCsv, sendPdf } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { listWithoutMoney, moneySorts, pageWithoutMoney } from "../without-money.ts";

const visitParams = z.object({ visitId: z.coerce.number().int().positive() });
const answers = { 200: visitViewSchema, 404: problemSchema, 409: problemSchema };

export function visitRoutes(api: Routes): void {
  api.get("/visits", { config: { access: "visits:list" }, schema: { response: { 200: visitListSchema } } }, async ({ work }) =>
    asMayBeListed(work, await listVisits(work)),
  );
  // A search may hold a patient's name, which belongs into no address: so a body.
  api.post(
    "/visits/search",
    { config: { access: "visits:list" }, schema: { body: visitSearchSchema, response: { 200: visitListSchema, 409: problemSchema } } },
    async ({ work, body }, reply) => {
      // An order by amount tells amounts.
      if (body.sort !== undefined && moneySorts.has(body.sort) && !seesMoney(work))
        return reply.status(409).send({ problem: "no-money", message: "Your role sees no amounts, so it cannot sort by them." });
      return asMayBeListed(work, await listVisits(work, visitQueryOf(body)));
    },
  );
  api.post(
    "/visits/export",
    { config: { access: "visits:export" }, schema: { body: visitSearchSchema, response: { 409: problemSchema } } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportVisits(work, visitQueryOf(body)));
      return lines === undefined ? reply : sendCsv(reply, "visits", lines.value);
    },
  );
  api.get("/visits/:visitId", { config: { access: "visits:read" }, schema: { params: visitParams, response: answers } }, (request, reply) =>
    show(request.work, reply, visitIdOf(request.params)),
  );
  api.put(
    "/visits/:visitId/coding",
    { config: { access: "coding:write" }, schema: { params: visitParams, body: codingSchema, response: answers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => saveCoding(work, visitId, body)),
  );
  api.post(
    "/visits/:visitId/payment",
    { config: { access: "payments:take" }, schema: { params: visitParams, body: paymentSchema, response: answers } },
    ({ work, params, body }, reply) =>
      command(work, reply, visitIdOf(params), (visitId) => {
        const { receivedOn, ...given } = body;
        return takePayment(work, visitId, { ...given, ...(receivedOn === undefined ? {} : { receivedOn: isoDate(receivedOn) }) });
      }),
  );
  api.put(
    "/visits/:visitId/member-id",
    { config: { access: "coverage:write" }, schema: { params: visitParams, body: memberIdSchema, response: answers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => correctMemberId(work, visitId, body.memberId)),
  );
  api.post(
    "/visits/:visitId/denials/reopening",
    { config: { access: "claims:file" }, schema: { params: visitParams, body: reopeningSchema, response: answers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => askReopening(work, visitId, body.reference)),
  );
  for (const [path, { access, run }] of Object.entries(commands)) {
    api.post(
      `/visits/:visitId${path}`,
      { config: { access }, schema: { params: visitParams, response: answers } },
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
  "/sign": { access: "notes:sign", run: signNote },
  "/claim": { access: "claims:prepare", run: prepareClaim },
  "/claim/release": {
    access: "claims:file",
    run: (work, visitId) => withClaim(work, visitId, (claimId) => releaseClaim(work, claimId)),
  },
  "/claim/take-back": {
    access: "claims:file",
    run: (work, visitId) => withClaim(work, visitId, (claimId) => takeBackClaim(work, claimId)),
  },
  "/claim/file": { access: "claims:file", run: (work, visitId) => withClaim(work, visitId, () => fileAndTell(work, visitId)) },
  "/claim/resend": { access: "claims:file", run: resendClaim },
  "/claim/replace": { access: "claims:file", run: replaceClaim },
  "/denials/write-off": { access: "denials:settle", run: writeOffDenials },
  "/denials/bill-patient": { access: "denials:settle", run: billPatientForDenials },
  "/statement": { access: "statements:write", run: makeStatement },
};

function visitQueryOf({ queues, payers, providers, from, to, find, sort, descending, after, before, limit }: VisitSearch): VisitQuery {
  return {
    ...(queues === undefined ? {} : { queues }),
    ...(payers === undefined ? {} : { payerIds: payers.map((one) => id<"payer">(one)) }),
    ...(providers === undefined ? {} : { providerIds: providers.map((one) => id<"provider">(one)) }),
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(find === undefined ? {} : { find }),
    ...(sort === undefined ? {} : { sort }),
    ...(descending === undefined ? {} : { descending }),
    ...(after === undefined ? {} : { after: id<"encounter">(after) }),
    ...(before === undefined ? {} : { before: id<"encounter">(before) }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function visitIdOf(params: z.infer<typeof visitParams>): EncounterId {
  return id<"encounter">(params.visitId);
}

async function command(work: Context, reply: FastifyReply, visitId: EncounterId, run: (visitId: EncounterId) => Promise<Outcome<unknown>>) {
  if (valueOr(reply, await run(visitId)) === undefined) return reply;
  const view = valueOr(reply, await visitAfterCommand(work, visitId));
  return view === undefined ? reply : asMayBeRead(work, view.value);
}

async function show(work: Context, reply: FastifyReply, visitId: EncounterId) {
  const view = valueOr(reply, await viewVisit(work, visitId));
  return view === undefined ? reply : asMayBeRead(work, view.value);
}

function asMayBeRead(work: Context, page: VisitPage) {
  const shown = work.actor.permissions.has("notes:read") ? page : withoutNote(page);
  return seesMoney(work) ? shown : pageWithoutMoney(shown);
}

function asMayBeListed(work: Context, list: VisitList) {
  return seesMoney(work) ? list : listWithoutMoney(list);
}

function seesMoney({ actor }: Context): boolean {
  return actor.permissions.has("money:read");
}

/** For who may not read what the clinician wrote: neither the note nor its words that support a code. */
function withoutNote({ note: _note, diagnoses, charges, ...rest }: VisitPage) {
  return {
    ...rest,
    diagnoses: diagnoses.map((one) => ({ ...one, evidence: [] })),
    charges: charges.map((one) => ({ ...one, evidence: [] })),
  };
}

async function withClaim(
  work: Context,
  visitId: EncounterId,
  run: (claimId: ClaimId) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const claim = await claimOfVisit(work, visitId);
  return claim.ok ? run(claim.value) : claim;
}

/** Files everything released; says so when this visit's claim did not go out with it. */
async function fileAndTell(work: Context, visitId: EncounterId): Promise<Outcome<unknown>> {
  const entered = await enterRecord(work, { act: "claim.file", object: ["visit", visitId] });
  if (!entered.ok) return entered;
  const filed = await fileClaims(work);
  if ((await claimStateOfVisit(work, visitId)) !== "queued") return { ok: true, value: filed };
  return no(
    "not-filed",
    "The file for this payer was not written: our own check refuses it.",
    "Look under Files & exceptions for the reason.",
  );
}
