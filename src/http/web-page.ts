/** The web application: its files, and its one page, which carries a nonce of its own each time. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { fhirType, outcomeOf } from "./fhir-problems.ts";
import { pagePolicy } from "./security-headers.ts";

/** Stands in index.html for the nonce of one answer. */
const noncePlace = "STYLE-NONCE";

/** Static files; every other path outside of the API is the application's own and gets its page. */
export async function serveWeb(server: FastifyInstance, folder: string | undefined): Promise<void> {
  const page = folder === undefined ? undefined : readPage(folder);
  server.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith("/fhir/"))
      return reply.status(404).header("content-type", fhirType).send(outcomeOf("not-found", "There is nothing at this address."));
    if (page === undefined || request.url.startsWith("/api/") || (request.method !== "GET" && request.method !== "HEAD"))
      return reply.status(404).send({ problem: "not-found", message: "There is nothing at this address." });
    return sendPage(reply, page);
  });
  if (page === undefined || folder === undefined) return;
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    // The names of built files change with their content; what else there is, is asked for anew.
    setHeaders: (file, path) => {
      void file.header("cache-control", /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
    cacheControl: false,
    dotfiles: "ignore",
  });
  for (const path of ["/", "/index.html"]) server.get(path, (_request, reply) => sendPage(reply, page));
}

function readPage(folder: string): string | undefined {
  const file = join(folder, "index.html");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString("base64");
  return reply
    .header("content-type", "text/html; charset=utf-8")
    .header("content-security-policy", pagePolicy(nonce))
    .send(page.replace(noncePlace, nonce));
}
