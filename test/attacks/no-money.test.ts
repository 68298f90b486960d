/** A coder and a clinician see no amounts: walks every address that their roles open, on visits that were billed, denied and paid. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermission } from "../../src/core/access/permissions.ts";
import { permissionsOf, type Role, roles } from "../../src/core/access/roles.ts";
import type { RouteEntry } from "../../src/http/identity.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { sql } from "../../src/store/sql.ts";
import { bodies } from "./bodies.ts";
import { memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let ids: Readonly<Record<string, number | string>>;
const headersOf = new Map<Role, Readonly<Record<string, string>>>();

beforeAll(async () => {
  two = await openTwoPractices();
  const { visit } = await two.mine.inTx((tx) => tx.one<{ visit: number }>(sql`select min(encounter_id) as visit from claim`));
  ids = { ...(await two.idsOf(two.mine)), visitId: visit, patientId: two.mine.made.patient.vasquez };
  for (const role of ["coder", "clinician", "biller"] as const) {
    const { token } = await memberOf(two.town.database.pool, two.mine.context.practiceId, `${role}@example.org`, { role });
    headersOf.set(role, { host: "localhost", "x-claimwright": "1", cookie: `${plainCookie}=${token}` });
  }
});
afterAll(() => two.close());

const choices: Readonly<Record<string, string>> = {
  direction: "in",
  system: "icd10cm",
  code: "I10",
  caseKey: "code-the-visit",
  position: "1",
  term: "1",
};
const keyOf = ({ method, path }: RouteEntry): string => `${method} ${path.replace("/api/v1", "")}`;

/** Public prices of Medicare, and what people of an occupation earn: nobody's money here. */
const publicFigures: readonly string[] = [
  "GET /codes/search",
  "GET /codes/:system/:code",
  "GET /codes/:system/:code/facts",
  "GET /learn/guide",
  "GET /learn/advice",
];

/** Where a diagnosis is no answer: a service that the practice has a price for. */
const procedureOf = (path: string): string | undefined => (path.includes("/procedures/:code") ? "99213" : undefined);

function ask(role: Role, entry: RouteEntry) {
  const path = entry.path.replace(/:(\w+)/g, (_, name: string) =>
    String(ids[name] ?? (name === "code" ? procedureOf(entry.path) : undefined) ?? choices[name]),
  );
  const body = bodies[keyOf(entry)]?.(ids, two.mine.context.practiceId) ?? {};
  return two.server.inject({
    method: entry.method as "GET",
    url: `${path}?date=2026-03-02&q=I10&month=2026-03&day=2026-03-02&from=2020-01-01&to=2030-01-01`,
    headers: headersOf.get(role) ?? {},
    ...(entry.method === "GET" ? {} : { payload: body }),
  });
}

/** Names under which answers have amounts, and amounts inside of sentences. */
const moneyNames =
  /"(amount|charge|charged|paid|allowed|balance|\w*Balance|\w*Amount|\w*Share|\w*Paid|adjusted|writtenOff|owed|open)":-?\d/;
const dollars = /\$\s?\d/;

describe.each(["coder", "clinician"] as const)("a %s", (role) => {
  it("is shown no amount at any address", async () => {
    const asked: string[] = [];
    for (const entry of two.server.routeEntries) {
      if (!isPermission(entry.access) || !permissionsOf(role).has(entry.access) || publicFigures.includes(keyOf(entry))) continue;
      const { statusCode, body } = await ask(role, entry);
      if (statusCode !== 200) continue;
      asked.push(keyOf(entry));
      expect(body.match(moneyNames)?.[0] ?? body.match(dollars)?.[0], `${keyOf(entry)}: ${body.slice(0, 300)}`).toBeUndefined();
    }
    expect(asked).toEqual(
      expect.arrayContaining(["GET /visits", "POST /visits/search", "GET /visits/:visitId", "GET /session", "GET /book/procedures/:code"]),
    );
  });

  it("learns none by the order of the list", async () => {
    for (const sort of ["charged", "insurance", "patient-owes"]) {
      const answer = await two.server.inject({
        method: "POST",
        url: "/api/v1/visits/search",
        headers: headersOf.get(role) ?? {},
        payload: { sort },
      });
      expect([answer.statusCode, answer.json().problem]).toEqual([409, "no-money"]);
    }
  });
});

it("the same addresses show amounts to a biller, so that this test would see them", async () => {
  const entry = (path: string) => two.server.routeEntries.find((one) => keyOf(one) === path);
  for (const path of ["GET /visits", "GET /visits/:visitId", "GET /book/procedures/:code"]) {
    const found = entry(path);
    expect(found === undefined ? "" : (await ask("biller", found)).body, path).toMatch(moneyNames);
  }
});

it("a coder who saves a line without its amount leaves the amount that somebody gave it", async () => {
  const { visit } = await two.mine.inTx((tx) =>
    tx.one<{ visit: number }>(
      sql`select e.id as visit from encounter e where not exists (select from claim c where c.encounter_id = e.id) order by e.id desc limit 1`,
    ),
  );
  const put = (role: Role, charges: readonly object[]) =>
    two.server.inject({
      method: "PUT",
      url: `/api/v1/visits/${visit}/coding`,
      headers: headersOf.get(role) ?? {},
      payload: { diagnoses: [{ code: "J06.9", evidence: [] }], charges },
    });
  const line = { procedure: "99213", modifiers: [], units: "1", pointers: [1], evidence: [] };
  const owner = await two.server.inject({
    method: "PUT",
    url: `/api/v1/visits/${visit}/coding`,
    headers: two.asMine,
    payload: { diagnoses: [{ code: "J06.9", evidence: [] }], charges: [{ ...line, amount: 17_777 }] },
  });
  expect(owner.statusCode, owner.body).toBe(200);
  const saved = await put("coder", [{ ...line, modifiers: ["25"] }]);
  expect([saved.statusCode, saved.body.includes("17777")]).toEqual([200, false]);
  const amounts = async () =>
    (await two.mine.inTx((tx) => tx.many<{ amount: number }>(sql`select amount from charge where encounter_id = ${visit}`))).map(
      (one) => one.amount,
    );
  expect(await amounts()).toEqual([17_777]);
});

it("each role either sees money or has no permission that is about it", () => {
  for (const role of roles) {
    const own = permissionsOf(role);
    if (own.has("money:read")) continue;
    for (const about of [
      "payments:take",
      "statements:read",
      "money:adjust",
      "money:refund",
      "money:approve",
      "books:read",
      "numbers:read",
      "denials:settle",
      "visits:export",
    ] as const)
      expect(own.has(about), `${role}: ${about}`).toBe(false);
  }
});
