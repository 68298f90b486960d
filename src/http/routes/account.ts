/** One's own account: password, second factor, sessions. What a borrowed session should not do asks for the password again. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { usualIdleMinutes } from "../../app/access/identify.ts";
import { endMyOtherSessions, endMySession, viewMyAccount } from "../../app/access/my-account.ts";
import { confirmSecondFactor, proposeSecondFactor, removeSecondFactor, renewRecoveryCodes } from "../../app/access/second-factor.ts";
import { changePassword, confirmPerson } from "../../app/access/sign-in.ts";
import type { Outcome } from "../../app/refusal.ts";
import { id } from "../../core/kernel/id.ts";
import {
  accountSchema,
  changePasswordSchema,
  codeSchema,
  doneSchema,
  proofSchema,
  recoveryCodesSchema,
  secretSchema,
} from "../contract/door.ts";
import { problemSchema } from "../contract/values.ts";
import { personOf } from "../identity.ts";
import { fewTries } from "../limit-tries.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";
import { entered, knockOf } from "./door.ts";

const done = { done: true } as const;
const refusals = { 404: problemSchema, 409: problemSchema };
const guarded = { access: "person", rateLimit: fewTries } as const;

export function accountRoutes(api: Routes, edge: Edge): void {
  const { app } = edge;
  api.get("/account", { config: { access: "person" }, schema: { response: { 200: accountSchema } } }, (request) =>
    viewMyAccount(app, personOf(request), edge.idleMinutes ?? usualIdleMinutes),
  );
  api.put(
    "/account/password",
    { config: guarded, schema: { body: changePasswordSchema, response: { 200: doneSchema, ...refusals } } },
    async (request, reply) => {
      const { proof, password } = request.body;
      if (!(await isConfirmed(edge, request, reply, proof))) return reply;
      return entered(request, reply, await changePassword(app, personOf(request), { password, knock: knockOf(request) }));
    },
  );
  api.post(
    "/account/second-factor",
    { config: guarded, schema: { body: proofSchema, response: { 200: secretSchema, ...refusals } } },
    async (request, reply) => {
      if (!(await isConfirmed(edge, request, reply, request.body.proof))) return reply;
      return valueOr(reply, await proposeSecondFactor(app, personOf(request)))?.value ?? reply;
    },
  );
  api.put(
    "/account/second-factor",
    { config: guarded, schema: { body: codeSchema, response: { 200: recoveryCodesSchema, ...refusals } } },
    async (request, reply) => codes(reply, await confirmSecondFactor(app, personOf(request), { ...request.body, address: request.ip })),
  );
  api.post(
    "/account/second-factor/remove",
    { config: guarded, schema: { body: proofSchema, response: { 200: doneSchema, ...refusals } } },
    async (request, reply) => {
      if (!(await isConfirmed(edge, request, reply, request.body.proof))) return reply;
      return valueOr(reply, await removeSecondFactor(app, personOf(request), request.ip)) === undefined ? reply : done;
    },
  );
  api.post(
    "/account/recovery-codes",
    { config: guarded, schema: { body: proofSchema, response: { 200: recoveryCodesSchema, ...refusals } } },
    async (request, reply) => {
      if (!(await isConfirmed(edge, request, reply, request.body.proof))) return reply;
      return codes(reply, await renewRecoveryCodes(app, personOf(request), request.ip));
    },
  );
  const params = z.object({ sessionId: z.coerce.number().int().positive() });
  api.post(
    "/account/sessions/:sessionId/end",
    { config: { access: "person" }, schema: { params, response: { 200: doneSchema, ...refusals } } },
    async (request, reply) => {
      const sessionId = id<"session">(request.params.sessionId);
      const ended = await endMySession(app, personOf(request), { sessionId, address: request.ip });
      return valueOr(reply, ended) === undefined ? reply : done;
    },
  );
  api.post("/account/sessions/end-others", { config: { access: "person" }, schema: { response: { 200: doneSchema } } }, async (request) => {
    await endMyOtherSessions(app, personOf(request), request.ip);
    return done;
  });
}

async function isConfirmed({ app }: Edge, request: FastifyRequest, reply: FastifyReply, proof: string): Promise<boolean> {
  return valueOr(reply, await confirmPerson(app, personOf(request), { proof, address: request.ip })) !== undefined;
}

function codes(reply: FastifyReply, outcome: Outcome<{ readonly recoveryCodes: readonly string[] }>) {
  const made = valueOr(reply, outcome);
  return made === undefined ? reply : { recoveryCodes: [...made.value.recoveryCodes] };
}
