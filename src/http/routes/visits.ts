/** A visit's commands. Each answers with the visit as it then is. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { askReopening } from "../../app/ask-reopening.ts";
import { replaceClaim, resendClaim } from "../../app/correct-claim.ts";
import { correctMemberId } from "../../app/correct-coverage.ts";
import { fileClaims } from "../../app/file-claims.ts";
import { listVisits } from "../../app/list-visits.ts";
import { makeStatement, readStatementPdf } from "../../app/make-statement.ts";
import { prepareClaim } from "../../app/prepare-claim.ts";
import type { Outcome } from "../../app/refusal.ts";
import { releaseClaim } from "../../app/release-claim.ts";
import { saveCoding } from "../../app/save-coding.ts";
import { billPatientForDenials, writeOffDenials } from "../../app/settle-denials.ts";
import { signNote } from "../../app/sign-note.ts";
import { takePayment } from "../../app/take-payment.ts";
import { claimOfVisit, claimStateOfVisit, viewVisit } from "../../app/view-visit.ts";
import { type EncounterId, id } from "../../core/kernel/id.ts";
import { problemSchema } from "../contract/values.ts";
import { codingSchema, memberIdSchema, paymentSchema, reopeningSchema, visitListSchema, visitViewSchema } from "../contract/visits.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

const visitParams = z.object({ visitId: z.coerce.number().int().positive() });
const answers = { 200: visitViewSchema, 404: problemSchema, 409: problemSchema };

export function visitRoutes(api: Routes, edge: Edge): void {
  const { context } = edge;
  api.get("/visits", { schema: { response: { 200: visitListSchema } } }, () => listVisits(context));
  api.get("/visits/:visitId", { schema: { params: visitParams, response: answers } }, (request, reply) =>
    show(edge, reply, visitIdOf(request.params)),
  );
  api.put("/visits/:visitId/coding", { schema: { params: visitParams, body: codingSchema, response: answers } }, (request, reply) =>
    command(edge, reply, visitIdOf(request.params), (visitId) => saveCoding(context, visitId, request.body)),
  );
  api.post("/visits/:visitId/payment", { schema: { params: visitParams, body: paymentSchema, response: answers } }, (request, reply) =>
    command(edge, reply, visitIdOf(request.params), (visitId) => takePayment(context, visitId, request.body)),
  );
  api.put("/visits/:visitId/member-id", { schema: { params: visitParams, body: memberIdSchema, response: answers } }, (request, reply) =>
    command(edge, reply, visitIdOf(request.params), (visitId) => correctMemberId(context, visitId, request.body.memberId)),
  );
  api.post(
    "/visits/:visitId/denials/reopening",
    { schema: { params: visitParams, body: reopeningSchema, response: answers } },
    (request, reply) =>
      command(edge, reply, visitIdOf(request.params), (visitId) => askReopening(context, visitId, request.body.reference)),
  );
  const commands: Readonly<Record<string, (visitId: EncounterId) => Promise<Outcome<unknown>>>> = {
    "/sign": (visitId) => signNote(context, visitId),
    "/claim": (visitId) => prepareClaim(context, visitId),
    "/claim/release": (visitId) => withClaim(edge, visitId, (claimId) => releaseClaim(context, claimId)),
    "/claim/file": async (visitId) => withClaim(edge, visitId, () => fileAndTell(edge, visitId)),
    "/claim/resend": (visitId) => resendClaim(context, visitId),
    "/claim/replace": (visitId) => replaceClaim(context, visitId),
    "/denials/write-off": (visitId) => writeOffDenials(context, visitId),
    "/denials/bill-patient": (visitId) => billPatientForDenials(context, visitId),
    "/statement": (visitId) => makeStatement(context, visitId),
  };
  for (const [path, run] of Object.entries(commands)) {
    api.post(`/visits/:visitId${path}`, { schema: { params: visitParams, response: answers } }, (request, reply) =>
      command(edge, reply, visitIdOf(request.params), run),
    );
  }
  const statementParams = z.object({ statementId: z.coerce.number().int().positive() });
  api.get("/statements/:statementId.pdf", { schema: { params: statementParams } }, async (request, reply) => {
    const pdf = valueOr(reply, await readStatementPdf(context, request.params.statementId));
    if (pdf === undefined) return reply;
    return reply.header("content-type", "application/pdf").header("cache-control", "no-store").send(Buffer.from(pdf.value));
  });
}

function visitIdOf(params: z.infer<typeof visitParams>): EncounterId {
  return id<"encounter">(params.visitId);
}

async function command(edge: Edge, reply: FastifyReply, visitId: EncounterId, run: (visitId: EncounterId) => Promise<Outcome<unknown>>) {
  if (valueOr(reply, await run(visitId)) === undefined) return reply;
  return show(edge, reply, visitId);
}

async function show(edge: Edge, reply: FastifyReply, visitId: EncounterId) {
  const view = valueOr(reply, await viewVisit(edge.context, visitId));
  return view === undefined ? reply : view.value;
}

async function withClaim(
  edge: Edge,
  visitId: EncounterId,
  run: (claimId: Awaited<ReturnType<typeof claimOfVisit>> & number) => Promise<Outcome<unknown>>,
) {
  const claimId = await claimOfVisit(edge.context, visitId);
  if (claimId === undefined)
    return {
      ok: false,
      refusal: { problem: "no-claim", message: "This visit has no claim yet.", fix: "Prepare the claim first." },
    } as const;
  return run(claimId);
}

/** Files everything released; says so when this visit's claim did not go out with it. */
async function fileAndTell(edge: Edge, visitId: EncounterId): Promise<Outcome<unknown>> {
  const filed = await fileClaims(edge.context);
  if ((await claimStateOfVisit(edge.context, visitId)) !== "queued") return { ok: true, value: filed };
  return {
    ok: false,
    refusal: {
      problem: "not-filed",
      message: "The file for this payer was not written: our own check refuses it.",
      fix: "Look under Files & exceptions for the reason.",
    },
  };
}
