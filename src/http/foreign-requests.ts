/**
 * A browser also runs other people's pages. A request must name this machine, or one of the server's configured names, as its
 * host (a rebound name is refused), and one that changes something must come from our own pages: browsers let no other site
 * set this header without asking first, and we never allow it. A program with a key has no cookie that could be borrowed.
 */
import type { FastifyInstance } from "fastify";

const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function refuseForeignRequests(server: FastifyInstance, hostNames: readonly string[]): void {
  const known = new Set([...localHosts, ...hostNames]);
  server.addHook("onRequest", async (request, reply) => {
    if (!known.has(hostName(request.headers.host ?? "").toLowerCase())) {
      return reply.status(403).send({
        problem: "foreign-host",
        message: "This server does not answer under this name.",
        fix: "Open it as http://localhost with its port, or start it with --name and the name that people use.",
      });
    }
    if (request.method === "GET" || request.method === "HEAD") return;
    if (request.headers.authorization?.startsWith("Bearer cw_") === true && request.headers.cookie === undefined) return;
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
