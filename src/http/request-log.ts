/**
 * One line of JSON a request and a failure, on standard error. A line names the route's pattern, never its address, and never
 * a body, a header, a query or the text of an error: each of them may hold what belongs to a patient.
 */
import type { FastifyInstance, FastifyServerOptions } from "fastify";

export type LogLevel = "silent" | "error" | "info";

export function logLevelOf(text: string | undefined): LogLevel {
  return text === "info" || text === "silent" ? text : "error";
}

export function logRequests(server: FastifyInstance): void {
  server.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? "none",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        account: request.person?.accountId,
        practice: request.person?.practiceId,
      },
      "request",
    );
  });
}

/** Where it happened: the error's class and our own lines of its stack, without its message. */
export function placeOf(error: Error): { readonly error: string; readonly code: string | undefined; readonly at: readonly string[] } {
  const lines = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { error: error.name, code, at: lines.slice(0, 6).map((line) => line.trim()) };
}

/** What Fastify logs by itself of an error: its class. */
function withoutWords(error: Error) {
  return { type: error.name, message: "", stack: "" };
}

/** For Fastify: pino with nothing of a request or an error but what we name ourselves. */
export function loggerOptions(
  level: LogLevel,
  stream: { write: (line: string) => void } = process.stderr,
): Exclude<FastifyServerOptions["logger"], undefined> {
  if (level === "silent") return false;
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { req: () => ({}), res: () => ({}), err: withoutWords },
    stream,
  };
}
