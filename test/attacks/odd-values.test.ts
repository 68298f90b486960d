/**
 * Every address with values that fit the contract and are at its edges, which a person never sends: words of JavaScript's own
 * objects, the ends of the calendar, the largest numbers, lists and texts as long as they may be, bodies that unpack into much.
 */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermission } from "../../src/core/access/permissions.ts";
import type { RouteEntry } from "../../src/http/identity.ts";
import type { JsonSchema } from "../support/json-schema-arbitrary.ts";
import { bodies } from "./bodies.ts";
import { openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let ids: Readonly<Record<string, number | string>>;
let operations: ReadonlyMap<string, { readonly body: JsonSchema | undefined; readonly query: readonly string[] }>;

beforeAll(async () => {
  two = await openTwoPractices();
  ids = await two.idsOf(two.mine);
  const { paths } = (await two.server.inject({ url: "/api/v1/openapi.json", headers: two.asMine })).json<{
    paths: Record<
      string,
      Record<string, { parameters?: { name: string; in: string }[]; requestBody?: { content: Record<string, { schema: JsonSchema }> } }>
    >;
  }>();
  operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => [
        `${method.toUpperCase()} ${path.replace("/api/v1", "").replace(/\{(\w+)\}/g, ":$1")}`,
        {
          body: requestBody?.content["application/json"]?.schema,
          query: parameters.filter((one) => one.in === "query").map((one) => one.name),
        },
      ]),
    ),
  );
});
afterAll(() => two.close());

const keyOf = ({ method, path }: RouteEntry): string => `${method} ${path.replace("/api/v1", "")}`;
const choices: Readonly<Record<string, string>> = {
  direction: "in",
  system: "icd10cm",
  code: "I10",
  caseKey: "code-the-visit",
  measure: "days-in-ar",
};
const entries = (): readonly RouteEntry[] => two.server.routeEntries.filter(({ access }) => isPermission(access));
const bodyOf = (entry: RouteEntry): object => bodies[keyOf(entry)]?.(ids, two.mine.context.practiceId) ?? {};

async function ask(
  entry: RouteEntry,
  { word, query = "", body }: { readonly word?: string; readonly query?: string; readonly body?: unknown },
) {
  const path = entry.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(word ?? String(ids[name] ?? choices[name] ?? 1)));
  const started = performance.now();
  const { statusCode, body: said } = await two.server.inject({
    method: entry.method as "GET",
    url: `${path}${query}`,
    headers: two.asMine,
    ...(entry.method === "GET" ? {} : { payload: (body ?? bodyOf(entry)) as object }),
  });
  const seconds = (performance.now() - started) / 1000;
  const what = `${keyOf(entry)} ${query} ${JSON.stringify(body)?.slice(0, 300)}`;
  return { statusCode, said, seconds, what };
}

/** What went wrong: a failure, or an answer that took long. */
function bad({ statusCode, said, seconds, what }: Awaited<ReturnType<typeof ask>>): readonly string[] {
  return statusCode < 500 && seconds < 10 ? [] : [`${what}: ${statusCode} in ${seconds.toFixed(1)} s ${said.slice(0, 120)}`];
}

describe("no failure and no long wait comes of", () => {
  it("words of JavaScript's own objects in an address or as names in a body", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"]) {
      for (const entry of entries()) {
        if (entry.path.includes(":")) found.push(...bad(await ask(entry, { word })));
        if (entry.method === "GET" || word === "__proto__") continue;
        // A list of own names that were asked for is what such a word would get past.
        const nested = Object.fromEntries(
          Object.entries(bodyOf(entry)).map(([key, value]) => [key, isRecord(value) ? { ...value, [word]: word } : value]),
        );
        found.push(...bad(await ask(entry, { body: { ...nested, [word]: word } })));
      }
    }
    expect(found).toEqual([]);
  });

  it("the ends of the calendar", { timeout: 600_000 }, async () => {
    const found: string[] = [];
    for (const day of ["0001-01-01", "1800-01-01", "1850-01-01", "2899-12-31", "2999-12-31"]) {
      for (const entry of entries()) {
        const { query = [] } = operations.get(keyOf(entry)) ?? {};
        const asked = query.filter((name) => /^(date|day|on|from|to|month|week)$/.test(name));
        for (const name of asked) found.push(...bad(await ask(entry, { query: `?${name}=${name === "month" ? day.slice(0, 7) : day}` })));
        if (asked.includes("from") && asked.includes("to"))
          found.push(...bad(await ask(entry, { query: "?from=1850-01-01&to=2899-12-31" })));
        if (entry.method === "GET") continue;
        for (const body of withEach(
          bodyOf(entry),
          (value) => typeof value === "string" && /^\d{4}-\d\d(-\d\d)?$/.test(value),
          (value) => day.slice(0, String(value).length),
        ))
          found.push(...bad(await ask(entry, { body })));
      }
    }
    for (const entry of entries().filter((one) => one.method === "POST" && "from" in bodyOf(one)))
      found.push(...bad(await ask(entry, { body: { ...bodyOf(entry), from: "1850-01-01", to: "2899-12-31" } })));
    expect(found).toEqual([]);
  });

  it("the largest and smallest numbers that the contract lets in", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    for (const entry of entries().filter((one) => one.method !== "GET")) {
      for (const number of [Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 31 - 1, 1_000_000_000, 100_000_000, 0, -1, -Number.MAX_SAFE_INTEGER]) {
        for (const body of withEach(
          bodyOf(entry),
          (value) => typeof value === "number",
          () => number,
        ))
          found.push(...bad(await ask(entry, { body })));
      }
      for (const text of ["9999999", "99999999999", "0.0000001", "1e9"])
        for (const body of withEach(
          bodyOf(entry),
          (value) => typeof value === "string" && /^\d+(\.\d+)?$/.test(value),
          () => text,
        ))
          found.push(...bad(await ask(entry, { body })));
    }
    expect(found).toEqual([]);
  });
});

/** The body once for each place where `is` holds, with what `to` says there. */
function withEach(body: unknown, is: (value: unknown) => boolean, to: (value: unknown) => unknown): readonly unknown[] {
  if (is(body)) return [to(body)];
  if (Array.isArray(body))
    return body.flatMap((one, at) => withEach(one, is, to).map((changed) => body.map((other, place) => (place === at ? changed : other))));
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => withEach(value, is, to).map((changed) => ({ ...body, [key]: changed })));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("a body", () => {
  it("has no text and no list without an end, whatever the address", () => {
    const endless = [...operations].flatMap(([key, { body }]) => (body === undefined ? [] : unbounded(body, key)));
    expect(operations.size).toBeGreaterThan(150);
    expect(endless).toEqual([]);
  });

  it("that unpacks into much more than it is, is refused at its limit", async () => {
    const entry = entries().find((one) => keyOf(one) === "POST /visits/search");
    if (entry === undefined) throw new Error("the list of visits can be searched");
    const packed = gzipSync(JSON.stringify({ find: "a".repeat(200_000_000) }));
    expect(packed.length).toBeLessThan(400_000);
    const before = process.memoryUsage().rss;
    const { statusCode } = await two.server.inject({
      method: "POST",
      url: entry.path,
      headers: { ...two.asMine, "content-type": "application/json", "content-encoding": "gzip" },
      payload: packed,
    });
    expect([400, 413, 415]).toContain(statusCode);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

/** Places of a schema where a text or a list may be as long as the whole body. */
function unbounded(
  schema: JsonSchema & {
    readonly format?: string;
    readonly additionalProperties?: JsonSchema | boolean;
    readonly propertyNames?: JsonSchema;
  },
  at: string,
): readonly string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one, index) => unbounded(one, `${at}|${index}`));
  if (schema.type === "string") return isShort(schema) ? inner : [...inner, `${at}: text`];
  if (schema.type === "array")
    return [...inner, ...(schema.maxItems === undefined ? [`${at}: list`] : []), ...unbounded(schema.items ?? {}, `${at}[]`)];
  return [...inner, ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => unbounded(one, `${at}.${key}`))];
}

function isShort({ maxLength, enum: values, const: value, pattern = "" }: JsonSchema): boolean {
  return (
    maxLength !== undefined || values !== undefined || value !== undefined || (pattern !== "" && !/[*+](?![^[]*\])|\{\d+,\}/.test(pattern))
  );
}
