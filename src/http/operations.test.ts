import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/support/database.ts";
import { cast } from "../app/demonstration/cast.ts";
import { seedDemonstration } from "../app/demonstration/seed.ts";
import { openApp } from "../app/open-app.ts";
import { openPool } from "../store/pool.ts";
import { buildServer, type Server } from "./server.ts";

let database: TestDatabase;
let folder: string;
let server: Server;
const lines: string[] = [];
const local = { host: "localhost", "x-claimwright": "1" };

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "claimwright-operations-"));
  const app = openApp({ pool: database.pool, dataDir: folder });
  const openPractice = await seedDemonstration(app, { historyDays: 0, payersWork: async () => {} });
  server = await buildServer({
    app,
    openPractice: () => openPractice,
    version: "test",
    letPayersAnswer: () => Promise.reject(new Error(`no answer for ${cast.vasquez.patient.name.last}`)),
    log: { level: "info", stream: { write: (line) => void lines.push(line) } },
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe("the log", () => {
  it("has a line a request, and of a patient nothing: no name, number, note, query or address with an id", async () => {
    const { visits } = (await server.inject({ url: "/api/v1/visits", headers: local })).json<{
      visits: { id: number; patient: string }[];
    }>();
    expect(visits.length).toBeGreaterThan(5);
    for (const { id } of visits) await server.inject({ url: `/api/v1/visits/${id}`, headers: local });
    await server.inject({ url: `/api/v1/codes/search?q=${cast.vasquez.patient.name.last}&date=2026-03-02`, headers: local });
    const failed = await server.inject({ method: "POST", url: "/api/v1/demonstration/answer", headers: local, payload: {} });
    expect(failed.statusCode).toBe(500);
    await server.inject({ method: "PUT", url: "/api/v1/visits/1/member-id", headers: local, payload: { memberId: "SECRET-MEMBER 1!" } });
    const log = lines.join("");
    expect(lines.length).toBeGreaterThan(visits.length + 3);
    expect(log).toContain('"route":"/api/v1/visits/:visitId"');
    expect(log).toContain("request failed");
    const words = Object.values(cast).flatMap(({ patient, cover }) => [
      patient.name.last,
      patient.name.first,
      patient.accountNumber,
      ...(cover === undefined ? [] : [cover.memberId]),
    ]);
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => log.includes(word))).toEqual([]);
    expect(log).not.toMatch(/SECRET-MEMBER|visits\/\d|\?q=/);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe("figures and health", () => {
  it("say that the server lives and the database answers", async () => {
    expect((await server.inject({ url: "/api/v1/health", headers: local })).json()).toEqual({ status: "ok" });
    expect((await server.inject({ url: "/api/v1/ready", headers: local })).json()).toEqual({ status: "ready" });
  });

  it("say that it does not, when it does not", async () => {
    const pool = openPool({ host: "127.0.0.1", port: 1, database: "none", user: "none", password: "none" });
    const app = openApp({ pool, dataDir: folder });
    const cutOff = await buildServer({ app, version: "test", letPayersAnswer: async () => {} });
    const answer = await cutOff.inject({ url: "/api/v1/ready", headers: local });
    expect(answer.statusCode).toBe(503);
    expect((await cutOff.inject({ url: "/api/v1/health", headers: local })).statusCode).toBe(200);
    await cutOff.close();
    await pool.end();
  });

  it("count requests by pattern and status, for who may see them", async () => {
    const { body } = await server.inject({ url: "/api/v1/metrics", headers: local });
    expect(body).toMatch(/claimwright_http_request_seconds_count\{method="GET",route="\/api\/v1\/visits\/:visitId",status="200"\} [1-9]/);
    expect(body).toContain("claimwright_database_connections");
    expect(body).toContain("process_resident_memory_bytes");
    expect(Object.values(cast).filter(({ patient }) => body.includes(patient.name.last))).toEqual([]);
  });
});
