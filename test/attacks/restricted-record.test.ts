/** A restricted record against who may not open it: every address refuses, lists mask it, and breaking the glass opens it for one person for a while. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteEntry } from "../../src/http/identity.ts";
import type { Server } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { openClient } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { bodies } from "./bodies.ts";
import { memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let server: Server;
let ids: Readonly<Record<string, number | string>>;
let patientId: number;
let patient: { readonly last: string; readonly first: string };
let tokens: Readonly<Record<"biller" | "colleague" | "manager", string>>;

beforeAll(async () => {
  two = await openTwoPractices();
  server = two.server;
  patientId = two.mine.made.patient.vasquez;
  ids = await two.mine.inTx(async (tx) => {
    const { visit, fileId, outFileId } = await tx.one<{ visit: number; fileId: number; outFileId: number }>(sql`
      select c.encounter_id as visit, (select max(inbound_file_id) from remittance) as "fileId", s.outbound_file_id as "outFileId"
      from claim c join snapshot s on s.claim_id = c.id where c.patient_id = ${patientId} order by c.id limit 1`);
    const { id: statementId } = await tx.one<{ id: number }>(sql`select id from statement where patient_id = ${patientId}`);
    return { visitId: visit, statementId, fileId, outFileId };
  });
  patient = await two.mine.inTx((tx) => tx.one(sql`select last_name as last, first_name as first from patient where id = ${patientId}`));
  const { pool } = two.town.database;
  const { practiceId } = two.mine.context;
  const member = async (role: "biller" | "manager", name: string): Promise<string> =>
    (await memberOf(pool, practiceId, `${name.toLowerCase().replaceAll(" ", ".")}@example.org`, { role, name })).token;
  tokens = {
    biller: await member("biller", "Bea Larkin"),
    colleague: await member("biller", "Cal Dunmore"),
    manager: await member("manager", "Mae Ostrow"),
  };
});
afterAll(() => two.close());

type Person = keyof typeof tokens;

function ask(person: Person, method: string, path: string, payload?: object) {
  return server.inject({
    method: method as "GET",
    url: `/api/v1${path}`,
    headers: { host: "localhost", "x-claimwright": "1", cookie: `${plainCookie}=${tokens[person]}` },
    ...(payload === undefined ? {} : { payload }),
  });
}

async function last(): Promise<{ readonly act: string; readonly outcome: string; readonly purpose: string; readonly actor: string }> {
  return two.mine.inTx((tx) =>
    tx.one(sql`select act, outcome, purpose, actor from audit_entry where request is not null order by id desc limit 1`),
  );
}

/** Addresses of one visit or statement. */
function ofTheRecord(): readonly RouteEntry[] {
  return server.routeEntries.filter(({ path }) => /:visitId|:statementId/.test(path) && !path.endsWith("/emergency"));
}

describe("a restricted record", () => {
  it("is marked by who may, not by others", async () => {
    expect(
      (await ask("biller", "PUT", `/patients/${patientId}/restriction`, { restricted: true, reason: "a colleague's family" })).statusCode,
    ).toBe(403);
    expect((await ask("manager", "PUT", `/patients/${patientId}/restriction`, { restricted: true, reason: " " })).statusCode).toBe(409);
    const marked = await ask("manager", "PUT", `/patients/${patientId}/restriction`, { restricted: true, reason: "a colleague's family" });
    expect(marked.json()).toEqual({ restricted: true });
    expect(await last()).toMatchObject({ act: "record.restrict", outcome: "done", actor: "Mae Ostrow" });
  });

  it("is refused at every address, shows nothing, changes nothing, and the try is on record", async () => {
    const tried: string[] = [];
    for (const { method, path } of ofTheRecord()) {
      const address = path.replace("/api/v1", "").replace(/:(\w+)/g, (_, name: string) => String(ids[name]));
      const body = bodies[`${method} ${path.replace("/api/v1", "")}`]?.(ids, two.mine.context.practiceId) ?? {};
      const answer = await ask("biller", method, address, method === "GET" ? undefined : body);
      if (answer.statusCode === 403) continue;
      tried.push(`${method} ${path}`);
      expect([answer.statusCode, answer.json<{ problem: string }>().problem], `${method} ${path}`).toEqual([409, "restricted"]);
      expect(answer.body).not.toContain(patient.last);
      expect(await last(), `${method} ${path}`).toMatchObject({ outcome: "restricted", actor: "Bea Larkin" });
    }
    expect(tried.length).toBeGreaterThan(10);
  });

  it("stands masked in the list, and keeps the files it is in closed", async () => {
    const list = (await ask("biller", "GET", "/visits")).body;
    expect(list).toContain("Restricted record");
    expect(list).not.toContain(patient.last);
    expect((await ask("manager", "GET", "/visits")).body).toContain(patient.last);
    for (const path of [`/files/out/${ids.outFileId}`, `/files/in/${ids.fileId}`]) {
      expect((await ask("biller", "GET", path)).json<{ problem: string }>().problem).toBe("restricted-file");
      expect((await ask("manager", "GET", path)).statusCode).toBe(200);
    }
  });

  it("is open as ever to who may read restricted records", async () => {
    expect((await ask("manager", "GET", `/visits/${ids.visitId}`)).statusCode).toBe(200);
    expect(await last()).toMatchObject({ act: "visit.open", outcome: "done", purpose: "operations" });
    const needless = await ask("manager", "POST", `/visits/${ids.visitId}/emergency`, { reason: "curious about this one" });
    expect(needless.json()).toMatchObject({ problem: "open" });
  });
});

describe("breaking the glass", () => {
  it("needs a reason", async () => {
    const answer = await ask("biller", "POST", `/visits/${ids.visitId}/emergency`, { reason: "  help     " });
    expect(answer.json()).toMatchObject({ problem: "reason" });
    expect((await ask("biller", "GET", `/visits/${ids.visitId}`)).statusCode).toBe(409);
  });

  it("opens the record for this person, as an emergency, for an hour, and tells the owner", async () => {
    const opened = await ask("biller", "POST", `/visits/${ids.visitId}/emergency`, { reason: "patient on the phone, appeal ends today" });
    const { endsAt, minutes } = opened.json<{ endsAt: string; minutes: number }>();
    expect(minutes).toBe(60);
    expect(Math.abs(Date.parse(endsAt) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const visit = await ask("biller", "GET", `/visits/${ids.visitId}`);
    expect(visit.statusCode).toBe(200);
    expect(visit.body).toContain(patient.last);
    expect(await last()).toMatchObject({ act: "visit.open", outcome: "done", purpose: "emergency", actor: "Bea Larkin" });
    expect((await ask("colleague", "GET", `/visits/${ids.visitId}`)).statusCode).toBe(409);
    expect((await ask("colleague", "GET", "/visits")).body).not.toContain(patient.last);
    expect((await ask("manager", "GET", "/audit/emergencies/count")).json()).toEqual({ toReview: 2 });
  });

  it("is reviewed by somebody else, once", async () => {
    const { openings } = (await ask("manager", "GET", "/audit/emergencies")).json<{
      openings: { id: number; person: string; reason: string }[];
    }>();
    const opening = openings.find((one) => one.person === "Bea Larkin");
    expect(opening).toMatchObject({ reason: "patient on the phone, appeal ends today" });
    const path = `/audit/emergencies/${opening?.id}/review`;
    expect((await ask("biller", "PUT", path, { review: "justified", words: "" })).statusCode).toBe(403);
    expect((await ask("manager", "PUT", path, { review: "justified", words: "appeal was filed" })).json()).toEqual({ toReview: 1 });
    expect((await ask("manager", "PUT", path, { review: "not-justified", words: "" })).json()).toMatchObject({ problem: "reviewed" });
  });

  it("ends by itself", async () => {
    const owner = await openClient(two.town.database.ownerConfig);
    await owner.query("select set_config('app.practice', $1, false)", [String(two.mine.context.practiceId)]);
    await owner.query("update glass_break set ends_at = now() - interval '1 second'");
    await owner.end();
    expect((await ask("biller", "GET", `/visits/${ids.visitId}`)).statusCode).toBe(409);
  });

  it("is no more needed once the restriction is lifted", async () => {
    await ask("manager", "PUT", `/patients/${patientId}/restriction`, { restricted: false });
    expect((await ask("biller", "GET", `/visits/${ids.visitId}`)).statusCode).toBe(200);
  });
});
