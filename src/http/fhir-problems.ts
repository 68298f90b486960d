/** FHIR's own words for what goes wrong: an OperationOutcome in place of the problem of the other addresses. */
import type { FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { placeOf } from "./request-log.ts";

export const fhirType = "application/fhir+json; charset=utf-8";

/** http://hl7.org/fhir/R4/valueset-issue-type.html */
export type IssueCode =
  | "invalid"
  | "required"
  | "not-found"
  | "not-supported"
  | "too-long"
  | "login"
  | "forbidden"
  | "exception"
  | "throttled";

/** A body that is larger than it may be, of a type that is not read, and too many questions. */
const issueOf: Readonly<Record<number, IssueCode>> = { 413: "too-long", 415: "not-supported", 429: "throttled" };

/** `problem`: the stable word that the other addresses use for it. */
export function outcomeOf(code: IssueCode, words: string, problem?: string) {
  const details = problem === undefined ? {} : { details: { coding: [{ code: problem }] } };
  return { resourceType: "OperationOutcome" as const, issue: [{ severity: "error" as const, code, ...details, diagnostics: words }] };
}

/** On all addresses of the scope, also for what is refused before a handler runs. */
export function answerFhirProblems(scope: FastifyInstance): void {
  scope.addContentTypeParser("application/fhir+json", { parseAs: "string" }, scope.getDefaultJsonParser("error", "error"));
  scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    reply.header("content-type", fhirType);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const first = error.validation[0];
      const where = first?.instancePath?.slice(1).replaceAll("/", ".") || "The request";
      return reply.status(400).send(outcomeOf("invalid", `${where}: ${first?.message ?? "is not as it should be"}.`));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send(outcomeOf(issueOf[status] ?? "invalid", error.message));
    request.log.error({ method: request.method, route: request.routeOptions.url ?? "none", ...placeOf(error) }, "request failed");
    return reply.status(500).send(outcomeOf("exception", "Something failed on the server. Nothing was half done."));
  });
  scope.addHook("preSerialization", async (_request, reply, payload) => {
    if (typeof payload !== "object" || payload === null) return payload;
    reply.header("content-type", fhirType);
    if (!("problem" in payload) || !("message" in payload)) return payload;
    const code = reply.statusCode === 401 ? "login" : reply.statusCode === 403 ? "forbidden" : "invalid";
    return outcomeOf(code, String(payload.message), String(payload.problem));
  });
}
