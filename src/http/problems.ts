/** What goes wrong at the edge, as the contract's problem. Nothing of a patient and no stack leaves the process. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Outcome, Refusal } from "../app/refusal.ts";
import { diskFull, insufficientStorage } from "./full-disk.ts";
import { placeOf } from "./request-log.ts";

/** PostgreSQL's own code, and the operating system's for a partner's folder. */
const diskFullCodes: ReadonlySet<string> = new Set(["53100", "ENOSPC", "EDQUOT"]);

export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const first = error.validation[0];
      const where =
        first?.instancePath === undefined || first.instancePath === "" ? "the request" : first.instancePath.slice(1).replaceAll("/", ".");
      return reply.status(400).send({
        problem: "invalid",
        message: `${where}: ${first?.message ?? "is not as the contract says"}.`,
        fix: "Correct it and try again.",
      });
    }
    if (diskFullCodes.has(error.code ?? "")) {
      request.log.error({ method: request.method, route: request.routeOptions.url ?? "none", ...placeOf(error) }, "the disk is full");
      return reply.status(insufficientStorage).send(diskFull);
    }
    const late = tooLate[error.code ?? ""];
    if (late !== undefined) return reply.status(409).send(late);
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send({ problem: status === 429 ? "too-many" : "request", message: error.message });
    request.log.error({ method: request.method, route: request.routeOptions.url ?? "none", ...placeOf(error) }, "request failed");
    return reply.status(500).send({
      problem: "failure",
      message: "Something failed on the server. Nothing was half done.",
      fix: "Try again; the server's log has the place.",
    });
  });
}

/** What the database itself refuses to who began before somebody else was done: by the code of its guard. */
const tooLate: Readonly<Record<string, Refusal>> = {
  CW001: {
    problem: "period-closed",
    message: "The books of this day were closed just now. Nothing was saved.",
    fix: "Load the page again: it goes on an open day.",
  },
  CW002: {
    problem: "merged",
    message: "This record was brought together with another one just now. Nothing was saved.",
    fix: "Load the page again: it leads to the record that stands.",
  },
};

/** 404 for what is not there, 409 for what cannot be done now. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.status(refusal.problem === "not-found" ? 404 : 409).send(refusal);
}

/** The value, or the refusal sent as the answer (then undefined). */
export function valueOr<Value>(reply: FastifyReply, outcome: Outcome<Value>): { readonly value: Value } | undefined {
  if (outcome.ok) return { value: outcome.value };
  sendRefusal(reply, outcome.refusal);
  return undefined;
}
