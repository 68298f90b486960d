/** Every address with bodies, parameters and queries that fit the contract and that nearly do: an answer, never a failure. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermission } from "../../src/core/access/permissions.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { fitting, hostileTexts, type JsonSchema, nearlyFitting } from "../support/json-schema-arbitrary.ts";
import { bodies } from "./bodies.ts";
import { contentOf, memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let operations: readonly Operation[];
let ids: Readonly<Record<string, number>>;
let sessions = 0;
let cookie: string;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema; readonly required?: boolean }[];
  readonly body: JsonSchema | undefined;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          Partial<Pick<Operation, "parameters">> & { requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> } }
        >
      >
    >
  >;
}

beforeAll(async () => {
  two = await openTwoPractices();
  const { paths } = (await two.server.inject({ url: "/api/v1/openapi.json", headers: two.asMine })).json<Document>();
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content["application/json"]?.schema,
    })),
  );
  ids = await two.mine.inTx(async (tx) => {
    const { visitId } = await tx.one<{ visitId: number }>({ text: 'select max(id) as "visitId" from encounter', values: [] });
    return { visitId };
  });
  await newSession();
});
afterAll(() => two.close());

/** Some addresses end sessions; the attack goes on with another. */
async function newSession(): Promise<void> {
  sessions += 1;
  cookie = `${plainCookie}=${(await memberOf(two.town.database.pool, two.mine.context.practiceId, `fuzz${sessions}@example.org`)).token}`;
}

const keyOf = ({ method, path }: Pick<Operation, "method" | "path">): string =>
  `${method} ${path.replace("/api/v1", "").replace(/\{(\w+)\}/g, ":$1")}`;

/** What the document leaves out, because no program asks for it. */
const undocumented = /\/(fhir\/.*|health|ready|metrics|openapi\.json|door\/provider\/answer)$/;

async function ask(
  operation: Operation,
  { parameters, body }: { readonly parameters: Readonly<Record<string, unknown>>; readonly body: unknown },
) {
  const query = new URLSearchParams();
  let url = operation.path;
  for (const parameter of operation.parameters) {
    const value = parameters[parameter.name];
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    if (parameter.in === "path") url = url.replace(`{${parameter.name}}`, encodeURIComponent(Buffer.from(text).toString()));
    else if (value !== undefined && parameter.in === "query") query.set(parameter.name, text);
  }
  const answer = await two.server.inject({
    method: operation.method as "GET",
    url: `${url}?${query.toString()}`,
    headers: { host: "localhost", "x-claimwright": "1", cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  if (answer.statusCode === 401) await newSession();
  return answer;
}

function attackOn(operation: Operation, kind: (schema: JsonSchema) => fc.Arbitrary<unknown>) {
  const parameters = fc.record(
    Object.fromEntries(
      operation.parameters.map(({ name, schema }) => {
        const known = ids[name];
        return [name, known === undefined ? kind(schema) : fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>(known) }, kind(schema))];
      }),
    ),
  );
  const body = operation.body === undefined ? fc.constant(undefined) : kind(operation.body);
  return fc.record({ parameters, body });
}

describe("the contract", () => {
  it("names every address, and every body that an attack needs", () => {
    expect(operations.length).toBeGreaterThan(20);
    const documented = new Set(operations.map(keyOf));
    const missing = two.server.routeEntries
      .map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`)
      .filter((one) => !documented.has(one));
    expect(missing.filter((one) => !undocumented.test(one))).toEqual([]);
    // What belongs to the door or to a person's own account names no practice's rows.
    const ofPractices = new Set(
      two.server.routeEntries.filter(({ access }) => isPermission(access)).map(({ method, path }) => `${method} ${path}`),
    );
    const demanding = operations
      .filter(({ body }) => (body?.required ?? []).length > 0)
      .map(keyOf)
      .filter((one) => ofPractices.has(one.replace(" ", " /api/v1")));
    expect(demanding.length).toBeGreaterThan(3);
    expect(demanding.filter((one) => bodies[one] === undefined)).toEqual([]);
  });
});

describe("no failure comes of", () => {
  for (const [what, kind] of [
    ["what fits", fitting],
    ["what nearly fits", nearlyFitting],
  ] as const) {
    it(what, { timeout: 300_000 }, async () => {
      const statuses = new Map<number, number>();
      for (const operation of operations) {
        await fc.assert(
          fc.asyncProperty(attackOn(operation, kind), async (attack) => {
            const { statusCode, body } = await ask(operation, attack);
            statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
            expect(statusCode, `${keyOf(operation)} ${JSON.stringify(attack).slice(0, 400)}: ${body.slice(0, 200)}`).toBeLessThan(500);
          }),
          { numRuns: operation.body === undefined ? 12 : 40 },
        );
      }
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
    });
  }

  it("hostile texts where a text belongs", { timeout: 300_000 }, async () => {
    for (const operation of operations.filter(({ body }) => body?.properties !== undefined)) {
      const fine = bodies[keyOf(operation)]?.({ ...ids }, two.mine.context.practiceId) ?? {};
      for (const key of Object.keys(operation.body?.properties ?? {})) {
        for (const text of hostileTexts) {
          const parameters = Object.fromEntries(operation.parameters.map(({ name }) => [name, ids[name] ?? 1]));
          const { statusCode, body } = await ask(operation, { parameters, body: { ...fine, [key]: text } });
          expect(statusCode, `${keyOf(operation)} ${key}=${JSON.stringify(text)}: ${body.slice(0, 200)}`).toBeLessThan(500);
        }
      }
    }
  });

  it("any of it in the books or in another practice", async () => {
    await two.mine.proveBooks();
    const content = await contentOf(two.town.database.pool, two.other.context.practiceId);
    expect(content.patient).not.toBe("empty");
  });
});
