/**
 * Until there is sign-in, the server answers this machine only. A browser on this machine also runs other people's pages,
 * so a request must name this machine as its host (a rebound name is refused), and one that changes something must come
 * from our own pages: browsers let no other site set this header without asking first, and we never allow it.
 */
import type { FastifyInstance } from "fastify";

const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function refuseForeignRequests(server: FastifyInstance): void {
  server.addHook("onRequest", async (request, reply) => {
    if (!localHosts.has(hostName(request.headers.host ?? ""))) {
      return reply.status(403).send({
        problem: "foreign-host",
        message: "This server answers on this machine only.",
        fix: "Open it as http://localhost with its port.",
      });
    }
    if (request.method === "GET" || request.method === "HEAD") return;
    const origin = request.headers.origin;
    const sameOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
    if (!sameOrigin || request.headers["x-claimwright"] !== "1") {
      return reply.status(403).send({
        problem: "foreign-page",
        message: "A change must come from Claimwright's own pages, or carry the header x-claimwright: 1.",
      });
    }
  });
}

function hostName(host: string): string {
  return host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : (host.split(":")[0] ?? "");
}
