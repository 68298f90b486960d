/**
 * Who asks, and may they. Every route names the permission that it needs; a route without one does not start. The person of
 * a session cookie, the program of an API key, or, for a demonstration on this machine only, whoever sits at it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Actor, machineActor } from "../app/access/actor.ts";
import { actorOf, identifyKey, identifySession, mustEnrol, type SignedIn, usualIdleMinutes } from "../app/access/identify.ts";
import type { Context } from "../app/context.ts";
import { type Permission, permissions } from "../core/access/permissions.ts";
import { isPurpose } from "../core/access/purposes.ts";
import { assert } from "../core/kernel/assert.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import { isLoopbackAddress } from "./foreign-requests.ts";
import type { Edge } from "./server.ts";
import { sessionTokenOf } from "./session-cookie.ts";

/**
 * `open`: before sign-in. `signing-in`: a live session, also one whose sign-in has a step left. `person`: somebody who has
 * signed in, in a practice or in none yet.
 */
export type RouteAccess = Permission | "open" | "signing-in" | "person";

declare module "fastify" {
  interface FastifyInstance {
    readonly routeEntries: readonly RouteEntry[];
  }
  interface FastifyContextConfig {
    readonly access?: RouteAccess;
  }
  interface FastifyRequest {
    /** The practice that is worked in and who works; only on routes that need a permission. */
    work: Context;
    /** The session's person; absent for keys and for the open demonstration. */
    person: SignedIn | undefined;
  }
}

export interface RouteEntry {
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess;
  /** Rationed by person (`limit-tries.ts`). */
  readonly costly: boolean;
}

/** Adds the check to every route registered after it, and notes each route in `entries`, for the reference and its test. */
export function demandAccess(server: FastifyInstance, edge: Edge, entries: RouteEntry[]): void {
  server.decorateRequest("person", undefined);
  // Read through a getter that throws, so that an open route cannot work in a practice by mistake.
  server.decorateRequest("work", {
    getter: () => {
      throw new Error("this route has no practice");
    },
  });
  server.addHook("onRoute", (route) => {
    const access = route.config?.access;
    if (access === undefined) throw new Error(`the route ${String(route.method)} ${route.url} names no permission`);
    for (const method of [route.method].flat())
      if (method !== "HEAD") entries.push({ method, path: route.url, access, costly: route.config?.costly === true });
  });
  server.addHook("onRequest", async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || access === "open") return;
    const found = await identify(request, edge);
    if (found === undefined) return refuse(reply, 401, ["sign-in", "Sign in first."]);
    request.person = found.person;
    const isPersons = access === "person" || access === "signing-in";
    if (isPersons && found.person === undefined) {
      return refuse(reply, 403, ["no-person", "This is for a person who has signed in, not for a key or the open demonstration."]);
    }
    if (access === "signing-in") return;
    const stop = reasonToStop(found);
    if (stop !== undefined) return refuse(reply, 403, stop);
    if (access === "person") return;
    if (found.person !== undefined && mustEnrol(found.person, edge.secondFactor ?? "nobody"))
      return refuse(reply, 403, ["enrol-second-factor", "Your role here needs a second factor.", "Set it up first, under My account."]);
    const { actor, practiceId } = found;
    if (actor === undefined || practiceId === undefined) return refuse(reply, 403, ["no-practice", "Choose a practice first."]);
    if (!actor.permissions.has(access)) {
      return refuse(reply, 403, [
        "not-allowed",
        `Your role may not do this: ${permissions[access]}.`,
        "Ask the practice's owner for the role that may.",
      ]);
    }
    Object.defineProperty(request, "work", {
      value: { app: edge.app, practiceId, user: actor.name, actor, request: request.id } satisfies Context,
    });
  });
}

interface Identity {
  readonly person: SignedIn | undefined;
  readonly practiceId: PracticeId | undefined;
  readonly actor: Actor | undefined;
}

/** For the open routes of the door: whose session comes along, if any. */
export function identifyPerson(request: FastifyRequest, edge: Edge): Promise<SignedIn | undefined> {
  const token = sessionTokenOf(request);
  const idleSeconds = idleSecondsOf(request);
  const terms = { idleMinutes: edge.idleMinutes ?? usualIdleMinutes, ...(idleSeconds === undefined ? {} : { idleSeconds }) };
  return token === undefined ? Promise.resolve(undefined) : identifySession(edge.app, token, terms);
}

/** The person of a route that only persons reach. */
export function personOf(request: FastifyRequest): SignedIn {
  assert(request.person !== undefined, "a route for persons has one");
  return request.person;
}

/** Whoever sits at this machine, and nobody who comes through another one: the demonstration without a password. */
export function opensWithoutPassword(request: FastifyRequest, edge: Edge): boolean {
  const forwarded = request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  return edge.openPractice !== undefined && !forwarded && isLoopbackAddress(request.ip);
}

async function identify(request: FastifyRequest, edge: Edge): Promise<Identity | undefined> {
  const bearer = /^Bearer (cw_[\w-]{20,100})$/.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) {
    const key = await identifyKey(edge.app, bearer);
    return key === undefined ? undefined : { ...key, person: undefined };
  }
  const person = await identifyPerson(request, edge);
  if (person !== undefined) {
    const { role, practiceId } = person;
    return { person, practiceId, actor: role === undefined ? undefined : actorOf({ ...person, role }, purposeOf(request)) };
  }
  if (edge.openPractice === undefined || !opensWithoutPassword(request, edge)) return undefined;
  return { person: undefined, practiceId: edge.openPractice(), actor: machineActor("This machine", "teaching") };
}

function reasonToStop({ person }: Identity): Reason | undefined {
  if (person?.awaitsSecondFactor === true) return ["second-factor", "Give the code of your second factor first."];
  if (person?.mustChangePassword === true) return ["change-password", "Choose a password of your own first."];
  return undefined;
}

/** A person may say why they look; without it the usual purpose of the role is recorded. */
function purposeOf(request: FastifyRequest) {
  const given = request.headers["x-purpose"];
  return typeof given === "string" && isPurpose(given) && given !== "emergency" ? given : undefined;
}

/** What the browser says of the last key or click; a page's own questions carry it too, so that they keep nobody signed in. */
function idleSecondsOf(request: FastifyRequest): number | undefined {
  const given = request.headers["x-idle-seconds"];
  return typeof given === "string" && /^\d{1,6}$/.test(given) ? Number(given) : undefined;
}

type Reason = readonly [problem: string, message: string, fix?: string];

function refuse(reply: FastifyReply, status: 401 | 403, [problem, message, fix]: Reason): FastifyReply {
  return reply.status(status).send({ problem, message, ...(fix === undefined ? {} : { fix }) });
}
