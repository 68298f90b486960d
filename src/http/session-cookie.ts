/**
 * The cookie of a session. `__Host-` binds it to this host and to https, so that no neighbour can plant one; on this machine's
 * plain http a browser would refuse that name. Strict: no other site's link or form carries it.
 */
import type { FastifyReply, FastifyRequest } from "fastify";

const secureCookie = "__Host-claimwright";
export const plainCookie = "claimwright";
/** Lax: it must come back with the visitor whom the identity provider sends. */
const flowCookie = "claimwright-provider";

export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return cookieOf(request, isSecure(request) ? secureCookie : plainCookie);
}

export function giveSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(reply, `${isSecure(request) ? secureCookie : plainCookie}=${token}; Path=/; HttpOnly; SameSite=Strict${secureWord(request)}`);
}

export function takeSession(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(
    reply,
    `${isSecure(request) ? secureCookie : plainCookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secureWord(request)}`,
  );
}

export function giveFlow(request: FastifyRequest, reply: FastifyReply, sealedFlow: string): void {
  setCookie(reply, `${flowName(request)}=${sealedFlow}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600${secureWord(request)}`);
}

export function takeFlow(request: FastifyRequest, reply: FastifyReply): string | undefined {
  setCookie(reply, `${flowName(request)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secureWord(request)}`);
  return cookieOf(request, flowName(request));
}

const billCookie = "claimwright-bill";

/** Of a patient who came by a one-time link. Not the cookie of a person who works here, and it opens nothing of theirs. */
export function billSessionOf(request: FastifyRequest): string | undefined {
  return cookieOf(request, billName(request));
}

export function giveBillSession(request: FastifyRequest, reply: FastifyReply, session: string): void {
  setCookie(reply, `${billName(request)}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=900${secureWord(request)}`);
}

export function takeBillSession(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(reply, `${billName(request)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secureWord(request)}`);
}

function billName(request: FastifyRequest): string {
  return isSecure(request) ? `__Host-${billCookie}` : billCookie;
}

function flowName(request: FastifyRequest): string {
  return isSecure(request) ? `__Host-${flowCookie}` : flowCookie;
}

/** A proxy's word counts only when the proxy is one that was named. */
export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === "https";
}

function secureWord(request: FastifyRequest): string {
  return isSecure(request) ? "; Secure" : "";
}

function setCookie(reply: FastifyReply, text: string): void {
  void reply.header("set-cookie", text);
}

function cookieOf(request: FastifyRequest, wanted: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === wanted) return pair.slice(at + 1).trim();
  }
  return undefined;
}
