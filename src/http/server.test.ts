import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/support/database.ts";
import { seedDemonstration } from "../app/demonstration/seed.ts";
import { openApp } from "../app/open-app.ts";
import { buildServer, type Server } from "./server.ts";

let database: TestDatabase;
let folder: string;
let server: Server;
const change = { host: "localhost:8480", "x-claimwright": "1", "content-type": "application/json" };

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "claimwright-http-"));
  const app = openApp({ pool: database.pool, dataDir: folder });
  // Payers that say nothing: the loop with answers is in test/scenarios.
  const practiceId = await seedDemonstration(app, { historyDays: 0, payersWork: async () => {} });
  server = await buildServer({
    app,
    openPractice: () => practiceId,
    version: "test",
    letPayersAnswer: async () => {},
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe("who may ask", () => {
  it("answers this machine by its own names only", async () => {
    const asked = async (host: string): Promise<number> => (await server.inject({ url: "/api/v1/session", headers: { host } })).statusCode;
    expect([await asked("localhost:8480"), await asked("127.0.0.1:8480"), await asked("[::1]:8480")]).toEqual([200, 200, 200]);
    expect([await asked("claims.example.org"), await asked("localhost.example.org")]).toEqual([403, 403]);
  });

  it("lets only its own pages change something", async () => {
    const post = async (headers: Record<string, string>): Promise<number> =>
      (await server.inject({ method: "POST", url: "/api/v1/visits/1/claim", headers: { host: "localhost:8480", ...headers }, payload: {} }))
        .statusCode;
    expect(await post({})).toBe(403);
    expect(await post({ "x-claimwright": "1", origin: "https://example.org" })).toBe(403);
    expect(await post({ "x-claimwright": "1", origin: "null" })).toBe(403);
    expect(await post({ "x-claimwright": "1", origin: "http://localhost:8480" })).not.toBe(403);
  });

  it("sends a content security policy and forbids framing by others", async () => {
    const { headers } = await server.inject({ url: "/api/v1/session", headers: { host: "localhost" } });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

describe("bad requests", () => {
  const put = (payload: unknown, visitId: string | number = 8) =>
    server.inject({ method: "PUT", url: `/api/v1/visits/${visitId}/coding`, headers: change, payload: JSON.stringify(payload) });

  it("names the field that is wrong", async () => {
    const answer = await put({ diagnoses: [], charges: [{ procedure: "9921", modifiers: [], units: "1", pointers: [], evidence: [] }] });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ problem: "invalid" });
    expect(answer.json().message).toContain("procedure");
  });

  it("says what is not there, and what cannot be done now", async () => {
    expect((await put({ diagnoses: [], charges: [] }, 9999)).statusCode).toBe(404);
    expect((await put({ diagnoses: [], charges: [] }, "x")).statusCode).toBe(400);
    const release = await server.inject({ method: "POST", url: "/api/v1/visits/8/claim/release", headers: change, payload: "{}" });
    expect([release.statusCode, release.json().problem]).toEqual([409, "no-claim"]);
  });

  it("refuses evidence that the note does not say", async () => {
    const answer = await put({ diagnoses: [{ code: "I10", evidence: [{ start: 0, end: 5, text: "wrong" }] }], charges: [] });
    expect([answer.statusCode, answer.json().problem]).toEqual([409, "evidence"]);
  });

  it("answers 404 for a file, a code and an address that do not exist", async () => {
    const asked = async (url: string): Promise<number> =>
      (await server.inject({ url: `/api/v1${url}`, headers: { host: "localhost" } })).statusCode;
    expect([await asked("/files/in/77777"), await asked("/codes/icd10cm/QQQ?date=2026-11-16"), await asked("/nothing")]).toEqual([
      404, 404, 404,
    ]);
    expect(await asked("/codes/search?q=x&date=2026-02-30")).toBe(400);
  });
});

describe("answers", () => {
  it("fit the contract, which the serializer checks in every answer", async () => {
    for (const url of [
      "/session",
      "/visits",
      "/visits/1",
      "/visits/8",
      "/files",
      "/exceptions",
      "/codes/search?q=pneumonia&date=2026-11-16",
      "/codes/cpt/99213?date=2026-11-16",
    ]) {
      const answer = await server.inject({ url: `/api/v1${url}`, headers: { host: "localhost" } });
      expect([url, answer.statusCode]).toEqual([url, 200]);
    }
  });

  it("describe themselves as OpenAPI", async () => {
    const { paths } = (await server.inject({ url: "/api/v1/openapi.json", headers: { host: "localhost" } })).json();
    expect(Object.keys(paths)).toContain("/api/v1/visits/{visitId}/claim/release");
  });
});
