/** Another practice's ids in every route, parameter, query and body: nothing of it is seen, and nothing in it changes. */
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteEntry } from "../../src/http/identity.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { removeMembership } from "../../src/store/access/memberships.ts";
import { outsidePractices } from "../../src/store/transaction.ts";
import { bodies } from "./bodies.ts";
import { contentOf, marker, memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let before: Readonly<Record<string, string>>;

beforeAll(async () => {
  two = await openTwoPractices();
  before = await contentOf(two.town.database.pool, two.other.context.practiceId);
});
afterAll(() => two.close());

/** Routes of a person's own account and of the door itself name no practice's rows. */
function attacked(): readonly RouteEntry[] {
  return two.server.routeEntries.filter(({ access }) => !["open", "signing-in", "person"].includes(access));
}

function addressOf({ path }: RouteEntry, choice: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = two.otherIds[name] ?? choice[name];
    if (value === undefined) throw new Error(`${path}: say in other-practice.ts which id of the other practice stands for :${name}`);
    return String(value);
  });
}

/** Parameters that are no ids. */
const choices: readonly Readonly<Record<string, string>>[] = [
  { direction: "in", system: "icd10cm", code: "I10", caseKey: "code-the-visit", measure: "charge-lag", position: "1", term: "1" },
  { direction: "out", system: "icd10cm", code: "I10", caseKey: "code-the-visit", measure: "charge-lag", position: "1", term: "1" },
];

async function attack(entry: RouteEntry, choice: Readonly<Record<string, string>>) {
  const { method, path } = entry;
  const otherPractice = two.other.context.practiceId;
  const body = bodies[`${method} ${path.replace("/api/v1", "")}`];
  const payload = body === undefined ? (method === "GET" ? undefined : {}) : body(two.otherIds, otherPractice);
  const request: InjectOptions = {
    method: method as "GET",
    url: `${addressOf(entry, choice)}?practiceId=${otherPractice}&practice_id=${otherPractice}&date=2026-03-02&q=${marker}&on=2026-03-02&from=2020-01-01&to=2030-01-01`,
    headers: { ...two.asMine, "x-practice-id": String(otherPractice) },
  };
  return two.server.inject(payload === undefined ? request : { ...request, payload });
}

describe("a person of one practice", () => {
  it("may do everything in their own: the attacks below are not refused for want of a right", async () => {
    const own = await two.server.inject({ url: "/api/v1/session", headers: two.asMine });
    expect(own.statusCode).toBe(200);
    expect(own.json()).toMatchObject({ user: { role: "owner" }, practice: { id: two.mine.context.practiceId } });
  });

  it("sees nothing of another in any answer, whatever ids are asked for", async () => {
    const tried: string[] = [];
    const seen: string[] = [];
    const letIn: string[] = [];
    for (const entry of attacked()) {
      for (const choice of choices) {
        const { statusCode, body } = await attack(entry, choice);
        const what = `${entry.method} ${entry.path}`;
        tried.push(what);
        expect(statusCode, `${what}: ${body.slice(0, 300)}`).not.toBe(401);
        expect(statusCode, `${what}: ${body.slice(0, 300)}`).toBeLessThan(500);
        if (body.includes(marker)) seen.push(what);
        // Not 400 either: a malformed attack would prove nothing.
        if (/:\w*Id\b/.test(entry.path) && statusCode !== 404) letIn.push(`${what}: ${statusCode} ${body.slice(0, 200)}`);
      }
    }
    expect(tried.length).toBeGreaterThan(40);
    expect(seen).toEqual([]);
    expect(letIn).toEqual([]);
  });

  it("has changed nothing there", async () => {
    const after = await contentOf(two.town.database.pool, two.other.context.practiceId);
    expect(Object.keys(after).length).toBeGreaterThan(30);
    expect(after).toEqual(before);
  });

  it("would have been noticed: the other practice's own owner does see those rows", async () => {
    const page = await two.other.page(two.otherIds.visitId as never);
    expect(JSON.stringify(page)).toContain(marker);
  });
});

describe("a session", () => {
  it("of nobody, or of a person who was removed from the practice, opens nothing", async () => {
    const ask = async (cookie: string): Promise<number> =>
      (await two.server.inject({ url: "/api/v1/visits", headers: { host: "localhost", cookie } })).statusCode;
    expect(await ask("claimwright=made-up-token-of-nobody")).toBe(401);
    const { pool } = two.town.database;
    const { practiceId } = two.mine.context;
    const gone = await memberOf(pool, practiceId, "leaver@example.org");
    const cookie = `${plainCookie}=${gone.token}`;
    expect(await ask(cookie)).toBe(200);
    await outsidePractices(pool, (queries) => removeMembership(queries, gone.accountId, practiceId));
    expect(await ask(cookie)).toBe(403);
  });

  it("cannot be pointed at another practice by its cookie, header or query", async () => {
    const answer = await two.server.inject({
      url: `/api/v1/visits?practiceId=${two.other.context.practiceId}`,
      headers: { ...two.asMine, "x-practice": String(two.other.context.practiceId) },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain(marker);
    expect(answer.json<{ visits: unknown[] }>().visits.length).toBe(4);
  });
});
