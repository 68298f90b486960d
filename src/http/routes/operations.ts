/** For whoever runs the server: is it alive, is it ready, how is it doing. */
import { isDatabaseReady } from "../../app/database-ready.ts";
import type { Metrics } from "../metrics.ts";
import type { Edge, Routes } from "../server.ts";

export function operationRoutes(api: Routes, { app }: Edge, metrics: Metrics): void {
  api.get("/health", { config: { access: "open" }, schema: { hide: true } }, () => ({ status: "ok" }));
  api.get("/ready", { config: { access: "open" }, schema: { hide: true } }, async (_request, reply) => {
    if (await isDatabaseReady(app)) return { status: "ready" };
    return reply.status(503).send({ status: "the database does not answer" });
  });
  api.get("/metrics", { config: { access: "operations:read" }, schema: { hide: true } }, async (_request, reply) =>
    reply.header("content-type", metrics.contentType).send(await metrics.text()),
  );
}
