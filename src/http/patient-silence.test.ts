/** Every address, asked rightly, wrongly and while the database fails: no patient's name in the log, nor in an answer that says no. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodies } from "../../test/attacks/bodies.ts";
import { freshDatabase, type TestDatabase } from "../../test/support/database.ts";
import type { App } from "../app/context.ts";
import { cast } from "../app/demonstration/cast.ts";
import { seedDemonstration } from "../app/demonstration/seed.ts";
import { openApp } from "../app/open-app.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { Pool } from "../store/pool.ts";
import { buildServer, type Server } from "./server.ts";

const names = Object.values(cast).flatMap(({ patient, cover }) => [
  patient.name.last,
  patient.accountNumber,
  ...(cover === undefined ? [] : [cover.memberId]),
]);
const someone = cast.vasquez.patient.name.last;
const local = { host: "localhost", "x-claimwright": "1" };

let database: TestDatabase;
let folder: string;
let app: App;
let openPractice: PracticeId;
let visitId = 0;
const lines: string[] = [];
const refusals: { readonly what: string; readonly body: string }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "claimwright-silence-"));
  app = openApp({ pool: database.pool, dataDir: folder });
  openPractice = await seedDemonstration(app, { historyDays: 0, payersWork: async () => {} });
  const server = await serverOf(app);
  const { visits } = (await server.inject({ url: "/api/v1/visits", headers: local })).json<{ visits: { id: number }[] }>();
  visitId = visits[0]?.id ?? 0;
  await server.close();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function serverOf(given: App, full = false): Promise<Server> {
  return buildServer({
    app: given,
    openPractice: () => openPractice,
    version: "test",
    diskRoom: { isFull: async () => full },
    letPayersAnswer: () => Promise.reject(new Error(`no answer for ${someone}`)),
    log: { level: "info", stream: { write: (line) => void lines.push(line) } },
  });
}

/** What fits the contract, what does not, and nothing at all, with names wherever a value may stand. */
function payloadsOf(what: string): readonly (object | undefined)[] {
  if (what.startsWith("GET")) return [undefined];
  const fitting = bodies[what.replace("/api/v1", "")]?.({ visitId }, openPractice) ?? {};
  return [
    fitting,
    { ...fitting, memberId: `${someone} 1!`, find: [someone], method: someone, key: { name: someone }, amount: someone },
    {},
  ];
}

async function askEverything(server: Server): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  for (const { method, path } of server.routeEntries) {
    const address = path.replace(/:(\w*[iI]d)\b/g, String(visitId)).replace(/:(\w+)/g, someone);
    for (const url of [address, `${address}?q=${someone}&find=${someone}&date=${someone}`, path.replace(/:\w+/g, someone)]) {
      for (const payload of payloadsOf(`${method} ${path}`)) {
        const request: InjectOptions = { method: method as "GET", url, headers: local, ...(payload === undefined ? {} : { payload }) };
        const answer = await server.inject(request);
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        if (answer.statusCode >= 400) refusals.push({ what: `${method} ${path} ${answer.statusCode}`, body: answer.body });
      }
    }
  }
  return statuses;
}

/** A database that fails as PostgreSQL does: with the values in its words. */
function failingPool(pool: Pool, code: string): Pool {
  const fail = (): Promise<never> =>
    Promise.reject(
      Object.assign(new Error(`duplicate key: (${someone})`), { code, detail: `Key (last_name)=(${someone}) already exists.` }),
    );
  return new Proxy(pool, { get: (target, key) => (key === "connect" || key === "query" ? fail : Reflect.get(target, key)) });
}

describe("no patient's name", () => {
  it("stands in the log or in a refusal when every address is asked rightly and wrongly", async () => {
    const server = await serverOf(app);
    const statuses = await askEverything(server);
    await server.close();
    expect(statuses.get(200)).toBeGreaterThan(10);
    expect(statuses.get(400)).toBeGreaterThan(10);
    expect(statuses.get(404)).toBeGreaterThan(3);
  });

  it("stands there when the database fails with the name in its own words", async () => {
    const server = await serverOf({ ...app, pool: failingPool(database.pool, "23505") });
    const statuses = await askEverything(server);
    await server.close();
    expect(statuses.get(500)).toBeGreaterThan(10);
  });

  it("stands there when the disk is full", async () => {
    const full = await serverOf(app, true);
    const change = { method: "PUT" as const, url: `/api/v1/visits/${visitId}/member-id`, headers: local, payload: { memberId: "A1" } };
    const refused = await full.inject(change);
    expect(refused.statusCode).toBe(507);
    expect(refused.json()).toMatchObject({ problem: "disk-full", fix: expect.stringContaining("goes on by itself") });
    expect((await full.inject({ url: `/api/v1/visits/${visitId}`, headers: local })).statusCode).toBe(200);
    await full.close();
    const server = await serverOf({ ...app, pool: failingPool(database.pool, "53100") });
    const answer = await server.inject(change);
    expect(answer.statusCode).toBe(507);
    refusals.push({ what: "full", body: answer.body });
    await server.close();
  });

  it("was looked for in enough lines and refusals, and would have been found", () => {
    expect(lines.length).toBeGreaterThan(100);
    expect(refusals.length).toBeGreaterThan(50);
    const log = lines.join("");
    expect(log).toContain("request failed");
    expect(names.filter((name) => log.includes(name))).toEqual([]);
    expect(refusals.filter(({ body }) => names.some((name) => body.includes(name)))).toEqual([]);
    expect(names.length).toBeGreaterThan(10);
    expect(`Key (last_name)=(${someone})`).toContain(names[0]);
  });
});
