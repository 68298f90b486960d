/** The door: signing in step by step, and out. Each step that changes what the session may do gives the browser a new token. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { choosePasswordByLink, setUpFirstOwner, viewLink } from "../../app/access/door-links.ts";
import { acceptInvitation } from "../../app/access/invitations.ts";
import type { Knock } from "../../app/access/open-session.ts";
import { signInByProvider } from "../../app/access/provider.ts";
import { readDoor } from "../../app/access/read-door.ts";
import { chooseOwnPassword, choosePractice, giveSecondFactor, signIn, signOut } from "../../app/access/sign-in.ts";
import type { Outcome } from "../../app/refusal.ts";
import { id } from "../../core/kernel/id.ts";
import {
  acceptSchema,
  codeSchema,
  doneSchema,
  doorSchema,
  linkPasswordSchema,
  linkSchema,
  linkViewSchema,
  newPasswordSchema,
  practiceSchema,
  providerSchema,
  providerStartSchema,
  setupSchema,
  signInSchema,
  signOutSchema,
} from "../contract/door.ts";
import { problemSchema } from "../contract/values.ts";
import { identifyPerson, opensWithoutPassword, personOf } from "../identity.ts";
import { fewTries } from "../limit-tries.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";
import { giveFlow, giveSession, sessionTokenOf, takeFlow, takeSession } from "../session-cookie.ts";

const answers = { 200: doneSchema, 404: problemSchema, 409: problemSchema };
const done = { done: true } as const;

export function doorRoutes(api: Routes, edge: Edge): void {
  const { app } = edge;
  api.get("/door", { config: { access: "open" }, schema: { response: { 200: doorSchema } } }, async (request) => {
    const person = await identifyPerson(request, edge);
    const door = await readDoor(app, { person, open: opensWithoutPassword(request, edge), secondFactor: edge.secondFactor ?? "nobody" });
    return { ...door, ...(edge.provider === undefined ? {} : { provider: edge.provider.name }) };
  });
  api.post(
    "/door/sign-in",
    { config: { access: "open", rateLimit: fewTries }, schema: { body: signInSchema, response: answers } },
    async (request, reply) => entered(request, reply, await signIn(app, { ...request.body, knock: knockOf(request) })),
  );
  api.post(
    "/door/second-factor",
    { config: { access: "signing-in", rateLimit: fewTries }, schema: { body: codeSchema, response: answers } },
    async (request, reply) =>
      entered(request, reply, await giveSecondFactor(app, personOf(request), { ...request.body, knock: knockOf(request) })),
  );
  api.post(
    "/door/password",
    { config: { access: "signing-in", rateLimit: fewTries }, schema: { body: newPasswordSchema, response: answers } },
    async (request, reply) =>
      entered(request, reply, await chooseOwnPassword(app, personOf(request), { ...request.body, knock: knockOf(request) })),
  );
  api.post(
    "/door/practice",
    { config: { access: "person" }, schema: { body: practiceSchema, response: answers } },
    async (request, reply) => {
      const practiceId = id<"practice">(request.body.practiceId);
      return entered(request, reply, await choosePractice(app, personOf(request), { practiceId, knock: knockOf(request) }));
    },
  );
  // Open, so that it also takes a cookie away whose session is gone.
  api.post(
    "/door/sign-out",
    { config: { access: "open" }, schema: { body: signOutSchema, response: { 200: doneSchema } } },
    async (request, reply) => {
      const token = sessionTokenOf(request);
      if (token !== undefined) await signOut(app, token, { address: request.ip, idle: request.body.idle });
      takeSession(request, reply);
      return done;
    },
  );
  linkRoutes(api, edge);
  providerRoutes(api, edge);
}

function linkRoutes(api: Routes, { app }: Edge): void {
  api.post(
    "/door/link",
    {
      config: { access: "open", rateLimit: fewTries },
      schema: { body: linkSchema, response: { 200: linkViewSchema, 404: problemSchema, 409: problemSchema } },
    },
    async (request, reply) => valueOr(reply, await viewLink(app, request.body.token))?.value ?? reply,
  );
  api.post(
    "/door/link/password",
    { config: { access: "open", rateLimit: fewTries }, schema: { body: linkPasswordSchema, response: answers } },
    async (request, reply) => entered(request, reply, await choosePasswordByLink(app, { ...request.body, knock: knockOf(request) })),
  );
  api.post(
    "/door/link/accept",
    { config: { access: "person", rateLimit: fewTries }, schema: { body: acceptSchema, response: answers } },
    async (request, reply) => {
      const { token, password } = request.body;
      return entered(request, reply, await acceptInvitation(app, personOf(request), { token, password, knock: knockOf(request) }));
    },
  );
  api.post(
    "/door/setup",
    { config: { access: "open", rateLimit: fewTries }, schema: { body: setupSchema, response: answers } },
    async (request, reply) => {
      const { token, ...owner } = request.body;
      return entered(request, reply, await setUpFirstOwner(app, { token, owner, knock: knockOf(request) }));
    },
  );
}

function providerRoutes(api: Routes, edge: Edge): void {
  const { app, provider } = edge;
  api.post(
    "/door/provider",
    {
      config: { access: "open", rateLimit: fewTries },
      schema: { body: providerSchema, response: { 200: providerStartSchema, 404: problemSchema, 502: problemSchema } },
    },
    async (request, reply) => {
      if (provider === undefined) return reply.status(404).send({ problem: "not-found", message: "No identity provider is set up here." });
      try {
        const { url, sealedFlow } = await provider.begin({ redirectUri: redirectUriOf(request), ...request.body });
        giveFlow(request, reply, sealedFlow);
        return { url };
      } catch (error) {
        request.log.error({ error: error instanceof Error ? error.name : "failure" }, "the identity provider does not answer");
        return reply.status(502).send({
          problem: "provider-away",
          message: "The identity provider does not answer.",
          fix: "Try again later, or sign in by password.",
        });
      }
    },
  );
  // The provider sends the browser here. What comes is only looked at together with what this browser was given before.
  api.get(
    "/door/provider/answer",
    { config: { access: "open", rateLimit: fewTries }, schema: { hide: true, querystring: z.record(z.string(), z.string().max(4000)) } },
    async (request, reply) => {
      const sealedFlow = takeFlow(request, reply);
      const url = new URL(`${redirectUriOf(request)}${queryOf(request.url)}`);
      const finished =
        provider === undefined || sealedFlow === undefined
          ? undefined
          : await provider.finish({ url, sealedFlow }).catch((error: unknown) => {
              request.log.error({ error: error instanceof Error ? error.name : "failure" }, "sign-in by the provider failed");
              return undefined;
            });
      if (finished === undefined) return reply.redirect("/?door=provider-failed", 303);
      const outcome = await signInByProvider(app, { who: finished.who, knock: knockOf(request) });
      if (!outcome.ok) return reply.redirect("/?door=unknown-person", 303);
      giveSession(request, reply, outcome.value.token);
      return reply.redirect(finished.path, 303);
    },
  );
}

/** The host was checked before: it is one of our names. */
function redirectUriOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? "localhost"}/api/v1/door/provider/answer`;
}

function queryOf(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at);
}

export function knockOf(request: FastifyRequest): Knock {
  const earlierToken = sessionTokenOf(request);
  return {
    address: request.ip,
    agent: (request.headers["user-agent"] ?? "").replace(/\p{Cc}/gu, "").slice(0, 200),
    ...(earlierToken === undefined ? {} : { earlierToken }),
  };
}

/** A new token in the browser's cookie, or the refusal. */
export function entered(request: FastifyRequest, reply: FastifyReply, outcome: Outcome<{ readonly token: string }>) {
  const opened = valueOr(reply, outcome);
  if (opened === undefined) return reply;
  giveSession(request, reply, opened.value.token);
  return done;
}
