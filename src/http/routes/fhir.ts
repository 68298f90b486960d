/** FHIR R4 terminology (http://hl7.org/fhir/R4/terminology-service.html): $lookup, $validate-code, $expand, and what is answered. */
import { z } from "zod";
import {
  answeredSystems,
  expand,
  type FhirSystem,
  fhirSystems,
  isFhirSystem,
  lookUp,
  releaseNames,
  releaseOf,
} from "../../app/code-book/terminology.ts";
import { type IsoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import { daySchema } from "../contract/values.ts";
import { type AskedParameters, parametersSchema, readParameters } from "../fhir-parameters.ts";
import { fhirType, type IssueCode, outcomeOf } from "../fhir-problems.ts";
import type { Edge, Routes } from "../server.ts";

const config = { access: "codes:read" } as const;
const hide = { hide: true } as const;
const resource = z.looseObject({ resourceType: z.string() });
const response = { 200: resource, 400: resource, 404: resource };
type Resource = z.output<typeof resource>;
const codeText = z.string().min(1).max(20);
const uriText = z.string().max(200);

/** A value set of all codes of a system, as FHIR names one that nobody wrote out. */
const valueSetSuffix = "?fhir_vs";

export function fhirRoutes(api: Routes, edge: Edge): void {
  api.get("/metadata", { config: { access: "open" }, schema: hide }, (_request, reply) =>
    reply.header("content-type", fhirType).send(capabilities(edge)),
  );
  answerOperation(api, "/CodeSystem/$lookup", (asked) => answerLookup(edge, asked));
  answerOperation(api, "/CodeSystem/$validate-code", (asked) => answerValidation(edge, asked, "CodeSystem"));
  answerOperation(api, "/ValueSet/$validate-code", (asked) => answerValidation(edge, asked, "ValueSet"));
  // Without words it asks of every code whether it holds on the day.
  answerOperation(api, "/ValueSet/$expand", (asked) => answerExpansion(edge, asked), { costly: true });
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

/** What is asked cannot be answered. The words go out as an OperationOutcome. */
interface Refusal {
  readonly refused: IssueCode;
  readonly words: string;
}

const refusal = (refused: IssueCode, words: string): Refusal => ({ refused, words });

/** By address, or by a Parameters resource as most clients send it: the same question has the same answer. */
function answerOperation(
  api: Routes,
  path: string,
  answer: (asked: AskedParameters) => Resource | Refusal,
  { costly = false }: { readonly costly?: boolean } = {},
): void {
  const open = costly ? { ...config, costly } : config;
  const send = (asked: AskedParameters): { readonly status: 200 | 400 | 404; readonly body: Resource } => {
    const [carried] = asked.resources;
    const answered =
      carried === undefined
        ? answer(asked)
        : refusal("not-supported", `The resource in the parameter "${carried}" is not read: name a system or a value set by its url.`);
    return isRefusal(answered)
      ? { status: answered.refused === "not-found" ? 404 : 400, body: outcomeOf(answered.refused, answered.words) }
      : { status: 200, body: answered };
  };
  const querystring = z.record(z.string(), z.unknown());
  api.get(path, { config: open, schema: { ...hide, querystring, response } }, async ({ query }, reply) => {
    const { status, body } = send({ texts: query, codings: [], resources: [] });
    return reply.status(status).send(body);
  });
  api.post(path, { config: { ...open, asksOnly: true }, schema: { ...hide, body: parametersSchema, response } }, async (request, reply) => {
    // Some clients put a part of the question into the address.
    const { texts, ...more } = readParameters(request.body);
    const { status, body } = send({ ...more, texts: { ...(request.query as Readonly<Record<string, unknown>>), ...texts } });
    return reply.status(status).send(body);
  });
}

function isRefusal(answered: Resource | Refusal): answered is Refusal {
  return "refused" in answered;
}

/** In the words of the first thing that is wrong. */
function readAsked<Schema extends z.ZodType>(schema: Schema, texts: Readonly<Record<string, unknown>>): z.output<Schema> | Refusal {
  const read = schema.safeParse(texts);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  const name = String(first?.path[0] ?? "The request");
  return Object.hasOwn(texts, name)
    ? refusal("invalid", `${name}: ${first?.message}.`)
    : refusal("required", `${name} is missing, or has no value of its type.`);
}

/** A day, or a moment whose day counts as it is written. */
const dayText = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d{2}-\d{2}(?:T.*)?$/, "is no day such as 2026-10-01")
  .transform((text) => text.slice(0, 10))
  .pipe(daySchema);
const dated = z.object({ date: dayText.optional(), version: z.string().max(100).optional() });

/** The day that is asked about; the practice's own day would make the same address answer two ways. */
function dayOf(edge: Edge, uri: FhirSystem, { date, version }: z.output<typeof dated>): IsoDate | Refusal {
  const day = date === undefined ? undefined : parseIsoDate(date);
  if (version === undefined) return day ?? edge.app.wallDate("UTC");
  const released = releaseOf(edge.app, uri, version);
  if (released === undefined) {
    const known = releaseNames(edge.app, uri).join(", ");
    return refusal("not-found", `The version "${version}" of ${uri} is not loaded. There are: ${known}; a day is understood as well.`);
  }
  const { system } = fhirSystems[uri];
  const [there, here] = [released, day ?? released].map((one) => edge.app.codeBook.release(system, one));
  return there === here ? (day ?? released) : refusal("invalid", `On ${date} the version is ${here ?? "none"}, not ${version}.`);
}

/** "http://…|FY2027": an address with its version behind it. */
function splitCanonical(canonical: string): { readonly url: string; readonly version?: string } {
  const at = canonical.indexOf("|");
  return at < 0 ? { url: canonical } : { url: canonical.slice(0, at), version: canonical.slice(at + 1) };
}

function answerLookup(edge: Edge, { texts, codings: [coding] }: AskedParameters): Resource | Refusal {
  const asked = readAsked(dated.extend({ system: uriText, code: codeText }), { ...texts, ...coding });
  if ("refused" in asked) return asked;
  const { url, version } = splitCanonical(asked.system);
  if (!isFhirSystem(url)) return refusal("not-found", unknownSystem(edge, url));
  const on = dayOf(edge, url, { version, ...asked });
  if (typeof on !== "string") return on;
  const found = lookUp(edge.app, url, { code: asked.code, on });
  if (found === undefined) return refusal("not-found", `There is no code ${asked.code} in the loaded releases.`);
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
    ...found.inclusions.map((words) => ({ name: "designation", part: [{ name: "value", valueString: words }] })),
    // Not said where it is not known.
    ...(found.inForce === undefined ? [] : [property("inactive", { valueBoolean: !found.inForce })]),
    property("billable", { valueBoolean: found.billable }),
    ...(found.parent === undefined ? [] : [property("parent", { valueCode: found.parent })]),
    ...found.children.map((child) => property("child", { valueCode: child })),
  ]);
}

const validated = dated.extend({
  url: uriText.optional(),
  system: uriText.optional(),
  systemVersion: z.string().max(100).optional(),
  code: codeText,
  display: z.string().max(300).optional(),
});

/** Several codings of one concept: right when one of them is, which then answers. */
function answerValidation(edge: Edge, { texts, codings }: AskedParameters, of: "CodeSystem" | "ValueSet"): Resource | Refusal {
  const questions = codings.length === 0 ? [texts] : codings.map((coding) => ({ ...texts, ...coding }));
  const answers = questions.map((one) => answerOne(edge, one, of));
  const fine = answers.filter((one): one is Validation => !("refused" in one));
  const [first = refusal("invalid", "No code is asked about.")] = answers;
  const told = fine.find((one) => one.result) ?? fine[0];
  if (told === undefined) return isValidation(first) ? refusal("invalid", "No code is asked about.") : first;
  return parametersOf([
    { name: "result", valueBoolean: told.result },
    ...(told.message === undefined ? [] : [{ name: "message", valueString: told.message }]),
    ...(told.display === undefined ? [] : [{ name: "display", valueString: told.display }]),
    ...(told.version === undefined ? [] : [{ name: "version", valueString: told.version }]),
  ]);
}

interface Validation {
  readonly result: boolean;
  readonly message: string | undefined;
  readonly display: string | undefined;
  readonly version: string | undefined;
}

function isValidation(answer: Validation | Refusal): answer is Validation {
  return "result" in answer;
}

function answerOne(edge: Edge, texts: Readonly<Record<string, unknown>>, of: "CodeSystem" | "ValueSet"): Validation | Refusal {
  const asked = readAsked(validated, texts);
  if ("refused" in asked) return asked;
  const named = of === "CodeSystem" ? (asked.url ?? asked.system) : asked.url;
  if (named === undefined) return refusal("required", "url is missing: which system or value set the code is looked for in.");
  const { url, version = asked.systemVersion } = splitCanonical(named);
  const uri = of === "ValueSet" ? systemOfSet(url) : isFhirSystem(url) ? url : undefined;
  if (uri === undefined) return refusal("not-found", of === "ValueSet" ? unknownSet(url) : unknownSystem(edge, url));
  const on = dayOf(edge, uri, { version, ...asked });
  if (typeof on !== "string") return on;
  const release = edge.app.codeBook.release(fhirSystems[uri].system, on);
  if (asked.system !== undefined && splitCanonical(asked.system).url !== uri)
    return { result: false, message: `The codes here are of ${uri}, not of ${asked.system}.`, display: undefined, version: release };
  const { code, display } = asked;
  const found = lookUp(edge.app, uri, { code, on });
  // Neither right nor wrong: a "false" would be taken for the code's own fault.
  if (found !== undefined && found.inForce === undefined) return refusal("not-found", notCovered(edge, uri, { code: found.code, on }));
  // A heading is a code of the system. The value set of a whole system holds what is reported, as its expansion does.
  const isRight = found?.inForce === true && (found.billable || of === "CodeSystem");
  const isNamed = found === undefined || display === undefined || display.trim().toLowerCase() === found.display.toLowerCase();
  const message =
    found === undefined
      ? `${code} is not a code of the loaded releases.`
      : found.inForce !== true
        ? `${found.code} is not in force on the day.`
        : !found.billable
          ? `${found.code} is a heading: a longer code is reported.`
          : undefined;
  const messages = [
    ...(message === undefined ? [] : [message]),
    ...(isNamed ? [] : [`The display of ${found?.code} is "${found?.display}".`]),
  ];
  return {
    result: isRight && isNamed,
    message: messages.length === 0 ? undefined : messages.join(" "),
    display: found?.display,
    version: release,
  };
}

const expanded = dated.extend({
  url: uriText,
  filter: z.string().max(200).default(""),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  count: z.coerce.number().int().min(0).max(1000).default(100),
  "system-version": z.string().max(300).optional(),
});

function answerExpansion(edge: Edge, { texts }: AskedParameters): Resource | Refusal {
  const asked = readAsked(expanded, texts);
  if ("refused" in asked) return asked;
  const { url, version } = splitCanonical(asked.url);
  const uri = systemOfSet(url);
  if (uri === undefined) return refusal("not-found", unknownSet(url));
  const wanted = splitCanonical(asked["system-version"] ?? "");
  const on = dayOf(edge, uri, { version: version ?? (wanted.url === uri ? wanted.version : undefined), ...asked });
  if (typeof on !== "string") return on;
  const { total, codes } = expand(edge.app, uri, { ...asked, on });
  const release = edge.app.codeBook.release(fhirSystems[uri].system, on);
  return {
    resourceType: "ValueSet",
    url,
    status: "active",
    expansion: {
      timestamp: `${on}T00:00:00Z`,
      total,
      offset: asked.offset,
      parameter: [
        ...(release === undefined ? [] : [{ name: "version", valueUri: `${uri}|${release}` }]),
        ...(asked.filter === "" ? [] : [{ name: "filter", valueString: asked.filter }]),
        { name: "count", valueInteger: asked.count },
      ],
      contains: codes.map(({ code, display }) => ({ system: uri, code, display })),
    },
  };
}

function notCovered({ app }: Edge, uri: FhirSystem, { code, on }: { readonly code: string; readonly on: IsoDate }): string {
  return `No loaded release covers ${on} for ${code}: whether it was in force then is not known. There are: ${releaseNames(app, uri).join(", ")}.`;
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
