/**
 * Requests that this server does not answer: under a name it does not have, unencrypted over a network, or made by other
 * people's pages.
 *
 * A browser also runs other people's pages. A request must name this machine, or one of the server's configured names, as its
 * host (a rebound name is refused), and one that changes something must come from our own pages: browsers let no other site
 * set this header without asking first, and we never allow it. A program with a key has no cookie that could be borrowed. A route
 * that only asks (`asksOnly`) needs no such header.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isSecure } from "./session-cookie.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** A question that is too long for an address: it comes by POST, changes nothing, and is answered from public data. */
    readonly asksOnly?: boolean;
  }
}

const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

export interface Neighbourhood {
  /** Names under which the server may be asked beside those of this machine. */
  readonly hostNames: readonly string[];
  /** Answers over a network without encryption: for a closed network or a trial, said by whoever starts it. */
  readonly plainHttp: boolean;
}

export function refuseForeignRequests(server: FastifyInstance, { hostNames, plainHttp }: Neighbourhood): void {
  const known = new Set([...localHosts, ...hostNames.map((name) => name.toLowerCase())]);
  server.addHook("onRequest", async (request, reply) => {
    const name = hostName(request.headers.host ?? "").toLowerCase();
    if (!known.has(name)) {
      return reply.status(403).send({
        problem: "foreign-host",
        message: "This server does not answer under this name.",
        fix: "Open it as http://localhost with its port, or start it with --host-name and the name that people use.",
      });
    }
    if (!plainHttp && !isSecure(request) && !(localHosts.has(name) && isLoopbackAddress(request.ip))) {
      return reply.status(403).send({
        problem: "not-encrypted",
        message: "This server does not speak without encryption over a network.",
        fix: "Open it by https. Whoever runs it: name the proxy that has the certificate in CLAIMWRIGHT_PROXY (docs/guides/sign-in.md).",
      });
    }
    if (request.method === "GET" || request.method === "HEAD") return;
    if (request.headers.authorization?.startsWith("Bearer cw_") === true && request.headers.cookie === undefined) return;
    // What only asks gives another page nothing: it changes nothing, and no other page may read the answer. Clients of FHIR send no
    // header of ours; what a browser says of its page counts here too.
    const isMarked = request.headers["x-claimwright"] === "1" || request.routeOptions.config.asksOnly === true;
    if (!isOwnPage(request) || !isMarked) {
      return reply.status(403).send({
        problem: "foreign-page",
        message: "A change must come from Claimwright's own pages, or carry the header x-claimwright: 1.",
      });
    }
  });
}

/** By what browsers say and no page can change: the origin, and how the request came about. Programs say neither. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  const sameOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
  return sameOrigin && (site === undefined || site === "same-origin");
}

export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

function hostName(host: string): string {
  return host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : (host.split(":")[0] ?? "");
}
