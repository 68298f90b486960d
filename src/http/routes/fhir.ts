/** FHIR R4 terminology (http://hl7.org/fhir/R4/terminology-service.html): $lookup, $validate-code, $expand, and what is answered. */
import { z } from "zod";
import { answeredSystems, expand, type FhirSystem, fhirSystems, isFhirSystem, lookUp } from "../../app/code-book/terminology.ts";
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import { daySchema } from "../contract/values.ts";
import { fhirType, outcomeOf } from "../fhir-problems.ts";
import type { Edge, Routes } from "../server.ts";

const config = { access: "codes:read" } as const;
const hide = { hide: true } as const;
const resource = z.looseObject({ resourceType: z.string() });
const response = { 200: resource, 400: resource, 404: resource };
const codeText = z.string().min(1).max(20);
const uriText = z.string().max(200);

/** A value set of all codes of a system, as FHIR names one that nobody wrote out. */
const valueSetSuffix = "?fhir_vs";

export function fhirRoutes(api: Routes, edge: Edge): void {
  api.get("/metadata", { config: { access: "open" }, schema: hide }, (_request, reply) =>
    reply.header("content-type", fhirType).send(capabilities(edge)),
  );
  lookupRoute(api, edge);
  validateRoutes(api, edge);
  expandRoute(api, edge);
}

function capabilities({ app }: Edge) {
  const operation = (name: string, definition: string) => ({ name, definition: `http://hl7.org/fhir/OperationDefinition/${definition}` });
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date:
      app.codeBook.releases
        .flatMap((one) => one.effective ?? [])
        .sort()
        .at(-1) ?? "2026-10-01",
    kind: "instance",
    software: { name: "Claimwright" },
    implementation: {
      description: `Codes of ${answeredSystems(app)
        .map((uri) => fhirSystems[uri].name)
        .join(", ")}, by date`,
    },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json"],
    rest: [
      {
        mode: "server",
        security: { description: "A signed-in session, or a key of the practice as bearer token." },
        resource: [
          {
            type: "CodeSystem",
            operation: [operation("lookup", "CodeSystem-lookup"), operation("validate-code", "CodeSystem-validate-code")],
          },
          { type: "ValueSet", operation: [operation("expand", "ValueSet-expand"), operation("validate-code", "ValueSet-validate-code")] },
        ],
      },
    ],
  };
}

type Parameter = Readonly<Record<string, unknown>> & { readonly name: string };
const parametersOf = (parameter: readonly Parameter[]) => ({ resourceType: "Parameters", parameter });

const dated = z.object({ date: daySchema.optional() });

/** The day that is asked about; the practice's own day would make the same address answer two ways. */
function dayOf(edge: Edge, date: string | undefined): IsoDate {
  return date === undefined ? edge.app.wallDate("UTC") : isoDate(date);
}

function lookupRoute(api: Routes, edge: Edge): void {
  const querystring = dated.extend({ system: uriText, code: codeText });
  api.get("/CodeSystem/$lookup", { config, schema: { ...hide, querystring, response } }, async ({ query }, reply) => {
    if (!isFhirSystem(query.system)) return reply.status(404).send(outcomeOf("not-found", unknownSystem(edge, query.system)));
    const found = lookUp(edge.app, query.system, { code: query.code, on: dayOf(edge, query.date) });
    if (found === undefined)
      return reply.status(404).send(outcomeOf("not-found", `There is no code ${query.code} in the loaded releases.`));
    const property = (code: string, value: Readonly<Record<string, unknown>>): Parameter => ({
      name: "property",
      part: [
        { name: "code", valueCode: code },
        { name: "value", ...value },
      ],
    });
    return parametersOf([
      { name: "name", valueString: found.name },
      ...(found.version === undefined ? [] : [{ name: "version", valueString: found.version }]),
      { name: "display", valueString: found.display },
      ...found.inclusions.map((text) => ({ name: "designation", part: [{ name: "value", valueString: text }] })),
      property("inactive", { valueBoolean: found.inactive }),
      property("billable", { valueBoolean: found.billable }),
      ...(found.parent === undefined ? [] : [property("parent", { valueCode: found.parent })]),
      ...found.children.map((child) => property("child", { valueCode: child })),
    ]);
  });
}

function validateRoutes(api: Routes, edge: Edge): void {
  const asked = dated.extend({ code: codeText, display: z.string().max(300).optional() });
  const answer = (uri: FhirSystem, { code, display, date }: z.infer<typeof asked>) => {
    const found = lookUp(edge.app, uri, { code, on: dayOf(edge, date) });
    const isRight = found !== undefined && !found.inactive && found.billable;
    const isNamed = found === undefined || display === undefined || display.trim().toLowerCase() === found.display.toLowerCase();
    const message =
      found === undefined
        ? `${code} is not a code of the loaded releases.`
        : found.inactive
          ? `${found.code} is not in force on the day.`
          : !found.billable
            ? `${found.code} is a heading: a longer code is reported.`
            : isNamed
              ? undefined
              : `The display of ${found.code} is "${found.display}".`;
    return parametersOf([
      { name: "result", valueBoolean: isRight && isNamed },
      ...(message === undefined ? [] : [{ name: "message", valueString: message }]),
      ...(found === undefined ? [] : [{ name: "display", valueString: found.display }]),
    ]);
  };
  api.get(
    "/CodeSystem/$validate-code",
    { config, schema: { ...hide, querystring: asked.extend({ url: uriText }), response } },
    async ({ query }, reply) =>
      isFhirSystem(query.url) ? answer(query.url, query) : reply.status(404).send(outcomeOf("not-found", unknownSystem(edge, query.url))),
  );
  api.get(
    "/ValueSet/$validate-code",
    { config, schema: { ...hide, querystring: asked.extend({ url: uriText, system: uriText.optional() }), response } },
    async ({ query }, reply) => {
      const uri = systemOfSet(query.url);
      return uri === undefined ? reply.status(404).send(outcomeOf("not-found", unknownSet(query.url))) : answer(uri, query);
    },
  );
}

function expandRoute(api: Routes, edge: Edge): void {
  const querystring = dated.extend({
    url: uriText,
    filter: z.string().max(200).default(""),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    count: z.coerce.number().int().min(0).max(1000).default(100),
  });
  // Without words it asks of every code whether it holds on the day.
  api.get(
    "/ValueSet/$expand",
    { config: { ...config, costly: true }, schema: { ...hide, querystring, response } },
    async ({ query }, reply) => {
      const uri = systemOfSet(query.url);
      if (uri === undefined) return reply.status(404).send(outcomeOf("not-found", unknownSet(query.url)));
      const on = dayOf(edge, query.date);
      const { total, codes } = expand(edge.app, uri, { ...query, on });
      const version = edge.app.codeBook.release(fhirSystems[uri].system, on);
      return {
        resourceType: "ValueSet",
        url: query.url,
        status: "active",
        expansion: {
          timestamp: `${on}T00:00:00Z`,
          total,
          offset: query.offset,
          parameter: [
            ...(version === undefined ? [] : [{ name: "version", valueUri: `${uri}|${version}` }]),
            ...(query.filter === "" ? [] : [{ name: "filter", valueString: query.filter }]),
            { name: "count", valueInteger: query.count },
          ],
          contains: codes.map(({ code, display }) => ({ system: uri, code, display })),
        },
      };
    },
  );
}

function systemOfSet(url: string): FhirSystem | undefined {
  const uri = url.endsWith(valueSetSuffix) ? url.slice(0, -valueSetSuffix.length) : url;
  return isFhirSystem(uri) ? uri : undefined;
}

function unknownSystem({ app }: Edge, uri: string): string {
  return `The system "${uri}" is not known here. Known are ${answeredSystems(app).join(" and ")}.`;
}

function unknownSet(url: string): string {
  return `The value set "${url}" is not known here. A whole system is asked for by its address with ${valueSetSuffix}.`;
}
