/** A patient's one-time link under attack: what it opens, how often, for how long, and what it never shows. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { makePatientLink, revokePatientLink, viewPatientLinks } from "../../src/app/patients/patient-links.ts";
import { mostTries } from "../../src/core/access/patient-link-rule.ts";
import { buildServer, type Server } from "../../src/http/server.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let server: Server;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-03");
  for (const [patient, amount] of [
    ["whitfield", 10_000],
    ["kowalczyk", 7_700],
  ] as const) {
    const visit = await world.seePatient({ patient });
    done(await world.code(visit, ["J20.9"], [["99203", [], [1], amount]]));
    if (patient === "whitfield") await world.statement(visit);
  }
});
afterEach(() => server.close());
afterAll(() => town.close());
// A server of its own for each test: the limit by address is counted anew.
beforeEach(async () => {
  server = await buildServer({ app: town.app, version: "test", letPayersAnswer: async () => {} });
});

const birthDate = "1993-12-05";

function post(url: string, payload: object, cookie?: string) {
  return server.inject({
    method: "POST",
    url: `/api/v1${url}`,
    headers: { host: "localhost", "x-claimwright": "1", ...(cookie === undefined ? {} : { cookie }) },
    payload,
  });
}

function get(url: string, cookie: string) {
  return server.inject({ url: `/api/v1${url}`, headers: { host: "localhost", cookie } });
}

async function newLink(): Promise<string> {
  const { path } = done(await makePatientLink(world.context, world.made.patient.whitfield));
  return path.replace("/my-bill#", "");
}

async function openWith(link: string, date = birthDate): Promise<{ readonly status: number; readonly cookie: string }> {
  const answer = await post("/my-bill/open", { link, birthDate: date });
  const cookie = String(answer.headers["set-cookie"] ?? "");
  return { status: answer.statusCode, cookie: cookie.split(";")[0] ?? "" };
}

it("opens once, shows this account's bill and statement, and nothing of anybody else", async () => {
  const link = await newLink();
  const { status, cookie } = await openWith(link);
  expect(status).toBe(200);
  const bill = await get("/my-bill", cookie);
  expect(bill.json()).toMatchObject({ name: "Desmond Whitfield", amountDue: 10_000, statements: [{ amount: 10_000 }] });
  expect(bill.body).not.toContain("Kowalczyk");
  expect(bill.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(bill.headers["cache-control"]).toBe("no-store");
  const { number } = bill.json().statements[0];
  expect((await get(`/my-bill/statements/${number}.pdf`, cookie)).headers["content-type"]).toBe("application/pdf");
  expect((await get("/my-bill/statements/S999999.pdf", cookie)).statusCode).toBe(404);
  // Spent: the same link and the right date open nothing more.
  expect((await openWith(link)).status).toBe(409);
  // The cookie opens no address of the practice.
  for (const url of ["/session", "/patients/1/account", "/visits"]) expect((await get(url, cookie)).statusCode, url).toBe(401);
});

it("gives a cookie that no script and no other site can use, for a quarter of an hour", async () => {
  const answer = await post("/my-bill/open", { link: await newLink(), birthDate });
  const cookie = String(answer.headers["set-cookie"]);
  for (const word of ["HttpOnly", "SameSite=Strict", "Max-Age=900"]) expect(cookie).toContain(word);
  await world.inTx((tx) =>
    tx.run(sql`update patient_link set session_ends_at = now() - interval '1 second' where session_hash is not null`),
  );
  expect((await get("/my-bill", cookie.split(";")[0] ?? "")).json()).toMatchObject({ problem: "no-session" });
});

it("is dead after a few wrong birth dates, and every refusal says the same", async () => {
  const link = await newLink();
  const answers = new Set<string>();
  for (let wrong = 0; wrong < mostTries; wrong += 1) answers.add((await post("/my-bill/open", { link, birthDate: "1970-01-01" })).body);
  answers.add((await post("/my-bill/open", { link, birthDate })).body);
  answers.add((await post("/my-bill/open", { link: `${link.slice(0, -1)}_`, birthDate })).body);
  answers.add((await post("/my-bill/open", { link: `999999.${"x".repeat(43)}`, birthDate })).body);
  answers.add((await post("/my-bill/open", { link: "nonsense", birthDate })).body);
  expect(answers.size).toBe(1);
  expect(done(await viewPatientLinks(world.context, world.made.patient.whitfield)).links[0]).toMatchObject({
    state: "locked",
    tries: mostTries,
  });
});

it("opens nothing in another practice, when it is too old, revoked, or followed by a newer one", async () => {
  const other = await town.openPractice("2026-11-03");
  const link = await newLink();
  const elsewhere = link.replace(/^\d+/, String(other.context.practiceId));
  expect((await openWith(elsewhere)).status).toBe(409);
  const newer = await newLink();
  expect((await openWith(link)).status).toBe(409);
  await world.inTx((tx) => tx.run(sql`update patient_link set ends_at = now() - interval '1 second' where used_at is null`));
  expect((await openWith(newer)).status).toBe(409);
  const last = await newLink();
  const { cookie } = await openWith(last);
  const [used] = done(await viewPatientLinks(world.context, world.made.patient.whitfield)).links;
  done(await revokePatientLink(world.context, used?.id ?? 0));
  expect((await get("/my-bill", cookie)).json()).toMatchObject({ problem: "no-session" });
});

it("slows whoever tries many links", async () => {
  const answers = [];
  for (let at = 0; at < 25; at += 1) answers.push((await post("/my-bill/open", { link: `1.${"y".repeat(43)}`, birthDate })).statusCode);
  expect(answers.at(-1)).toBe(429);
});

it("keeps no token as it is, and writes what the patient saw as seen by the patient", async () => {
  const link = await newLink();
  const token = link.split(".")[1] ?? "";
  await openWith(link, "1970-01-01");
  const { cookie } = await openWith(link);
  await get("/my-bill", cookie);
  const rows = await world.inTx((tx) => tx.many<Record<string, unknown>>(sql`select * from patient_link`));
  const session = cookie.split(".").at(-1) ?? "";
  expect(rows.length).toBeGreaterThan(0);
  for (const secret of [token, session]) expect(JSON.stringify(rows)).not.toContain(secret);
  const seen = await world.inTx((tx) =>
    tx.many<{ act: string; outcome: string; actor_kind: string; purpose: string }>(
      sql`select act, outcome, actor_kind, purpose from audit_entry where act in ('link.use', 'link.view') order by id desc limit 3`,
    ),
  );
  expect(seen.map((row) => [row.act, row.outcome, row.actor_kind, row.purpose])).toEqual([
    ["link.view", "done", "patient", "patient-request"],
    ["link.use", "done", "patient", "patient-request"],
    ["link.use", "wrong-birth-date", "patient", "patient-request"],
  ]);
});
