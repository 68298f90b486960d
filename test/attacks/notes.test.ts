/** What the clinician wrote is for who may read it: a visit opens without its note for the front desk. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { setRole } from "../../src/store/access/memberships.ts";
import { outsidePractices } from "../../src/store/transaction.ts";
import { memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;

beforeAll(async () => {
  two = await openTwoPractices();
});
afterAll(() => two.close());

it("opens a visit without the note and the words of it that support a code", async () => {
  const { pool } = two.town.database;
  const { practiceId } = two.mine.context;
  const desk = await memberOf(pool, practiceId, "desk@example.org");
  const ask = async (): Promise<{ readonly text: string; readonly note: unknown }> => {
    const { visits } = (
      await two.server.inject({ url: "/api/v1/visits", headers: { host: "localhost", cookie: `${plainCookie}=${desk.token}` } })
    ).json<{ visits: { id: number }[] }>();
    const answers = [];
    for (const { id } of visits)
      answers.push(
        await two.server.inject({ url: `/api/v1/visits/${id}`, headers: { host: "localhost", cookie: `${plainCookie}=${desk.token}` } }),
      );
    expect(answers.length).toBeGreaterThan(1);
    for (const { statusCode } of answers) expect(statusCode).toBe(200);
    return { text: answers.map(({ body }) => body).join("\n"), note: answers[0]?.json<{ note?: unknown }>().note };
  };
  const asOwner = await ask();
  expect(asOwner.note).toBeDefined();
  expect(asOwner.text).toContain("as discussed with the patient");
  await outsidePractices(pool, (queries) => setRole(queries, { accountId: desk.accountId, practiceId, role: "front-desk" }));
  const asDesk = await ask();
  expect(asDesk.note).toBeUndefined();
  expect(asDesk.text).not.toContain("as discussed with the patient");
});
