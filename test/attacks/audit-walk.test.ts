/** Walks every address that touches patients and demands that the audit says so; the others must show no patient. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteEntry } from "../../src/http/identity.ts";
import { sql } from "../../src/store/sql.ts";
import { bodies } from "./bodies.ts";
import { openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let ids: Readonly<Record<string, number | string>>;
let names: readonly string[];

beforeAll(async () => {
  two = await openTwoPractices();
  const { visit } = await two.mine.inTx((tx) =>
    tx.one<{ visit: number }>(sql`select encounter_id as visit from claim order by id desc limit 1`),
  );
  await two.server.inject({ url: "/api/v1/visits", headers: two.asMine });
  const { person } = await two.mine.inTx((tx) => tx.one<{ person: number }>(sql`select max(account_id) as person from audit_entry`));
  ids = {
    ...(await two.idsOf(two.mine)),
    visitId: visit,
    personId: person,
    patientId: two.mine.made.patient.vasquez,
    otherId: two.mine.made.patient.brandt,
  };
  names = (await two.mine.inTx((tx) => tx.many<{ name: string }>(sql`select last_name as name from patient`))).map(({ name }) => name);
});
afterAll(() => two.close());

/** Addresses that show and change nothing of a patient, and why. */
const untouched: Readonly<Record<string, string>> = {
  "POST /front-desk/eligibility/day": "a job is started, whose questions leave rows (payers-asked.test.ts)",
  "GET /front-desk/choices": "clinicians, places and payers",
  "POST /coding/lexicon": "words that several patients' notes share, and codes",
  "POST /coding/lexicon/switch": "words that several patients' notes share, and codes",
  "GET /worklist/board": "numbers and sums of queues",
  "GET /worklist/owners": "people who work here",
  "GET /views": "names and addresses of lists; no address holds a name",
  "POST /views": "a name and an address of a list",
  "POST /views/:viewId/remove": "a name and an address of a list",
  "POST /worklist/bulk/preview": "how many visits, by the reasons why",
  "GET /session": "the practice and who works",
  "GET /codes/search": "the code book",
  "GET /codes/:system/:code": "the code book",
  "GET /book": "the code book",
  "GET /book/tabular": "the code book",
  "GET /book/codes/:code": "the code book",
  "GET /book/diagnoses/:code": "the code book",
  "GET /book/procedures/:code": "the code book",
  "GET /book/procedures/:code/pairs": "the code book",
  "GET /book/pcs": "the code book",
  "GET /book/pcs/codes": "the code book",
  "GET /book/pcs/codes/:code": "the code book",
  "GET /book/pcs/index": "the code book",
  "GET /book/pcs/index/:term": "the code book",
  "GET /book/releases": "the code book",
  "GET /book/index": "the code book",
  "GET /book/index/:term": "the code book",
  "GET /book/changes": "the code book",
  "GET /book/list/:system": "the code book",
  "GET /book/marks": "codes that somebody keeps",
  "POST /book/marks": "a code that somebody keeps",
  "GET /fhir/CodeSystem/$lookup": "the code book",
  "GET /fhir/CodeSystem/$validate-code": "the code book",
  "GET /fhir/ValueSet/$validate-code": "the code book",
  "GET /fhir/ValueSet/$expand": "the code book",
  "POST /fhir/CodeSystem/$lookup": "the code book",
  "POST /fhir/CodeSystem/$validate-code": "the code book",
  "POST /fhir/ValueSet/$validate-code": "the code book",
  "POST /fhir/ValueSet/$expand": "the code book",
  "GET /codes/:system/:code/facts": "the code book",
  "POST /files/export": "names of files, as above",
  "GET /learn/guide": "credentials and pay",
  "GET /learn/advice": "credentials",
  "GET /lab": "practice cases, and no patient of the practice",
  "POST /lab/start": "a copy with invented patients",
  "POST /lab/leave": "no copy is open",
  "POST /lab/cases/:caseKey/grade": "refused outside of a copy",
  "GET /files": "names of files, which carry control numbers only",
  "POST /imports/837": "what is sent here is no file; test/scenarios imports real ones",
  "GET /numbers": "sums over all patients",
  "GET /numbers/trends": "sums over all patients",
  "GET /numbers/measures/:measure": "sums over all patients",
  "GET /numbers/aging/payers": "sums by payer",
  "POST /numbers/aging/payers/export": "sums by payer",
  "GET /statements/cycle": "how the practice asks",
  "PUT /statements/cycle": "how the practice asks",
  "GET /statements/runs": "numbers and sums",
  "GET /books/trial-balance": "sums over all patients",
  "POST /remittances/search": "payments by payer, trace and amount, without patients",
  "GET /books/month": "sums over all patients",
  "GET /books/entries": "the day's entries by their kind and amount, without patients",
  "GET /books/periods": "months",
  "POST /books/periods/close": "months",
  "POST /books/periods/reopen": "months",
  "GET /books/limits": "amounts",
  "POST /books/limits": "amounts",
  "GET /staff": "people who work here",
  "GET /staff/reminders": "people who work here",
  "GET /staff/:personId/history": "people who work here",
  "POST /staff/:personId/credentials": "people who work here",
  "POST /staff/credentials/:credentialId/end": "people who work here",
  "POST /staff/:personId/education": "people who work here",
  "POST /staff/education/:educationId/take-back": "people who work here",
  "POST /staff/export": "people who work here",
  "GET /reviews": "samples, days and who coded, without patients",
  "GET /reviews/choices": "who coded how many visits, and who may review",
  "POST /reviews/accuracy/export": "sums by coder",
  "GET /jobs": "long work and the names of files",
  "GET /jobs/glance": "numbers",
  "POST /jobs/:jobId/cancel": "long work",
  "POST /jobs/:jobId/retry": "long work",
  "GET /security-events": "what happened at the door",
  "GET /audit/people": "people who work here",
  "POST /audit/check": "numbers of the chain",
  "GET /audit/emergencies/count": "a number",
  "GET /small-balances/batches": "how many were closed together, their sum and who asked",
  "POST /demonstration/next-day": "refused where no town is; where one is, what came leaves rows (next-day.test.ts)",
  "POST /demonstration/answer": "what the payers answered; each file that is taken in leaves rows of its own",
  "GET /settings": "the practice itself",
  "GET /settings/surroundings": "folders, releases and the door",
  "GET /settings/history": "what was changed of the practice itself",
  "GET /settings/fees": "prices",
  "PUT /settings/fees": "a price",
  "PUT /settings/rules": "numbers",
  "PUT /settings/practice": "the practice itself; settings.test.ts reads its rows in the audit",
  "POST /settings/providers": "a clinician",
  "PUT /settings/providers/:providerId": "a clinician",
  "POST /settings/locations": "a place",
  "PUT /settings/locations/:locationId": "a place",
  "POST /settings/payers": "a payer",
  "PUT /settings/payers/:payerId": "a payer",
  "POST /settings/plans": "a plan",
  "PUT /settings/plans/:insurancePlanId": "a plan",
  "GET /metrics": "the server's own figures",
};

const choices: Readonly<Record<string, string>> = {
  direction: "in",
  system: "icd10cm",
  code: "I10",
  caseKey: "code-the-visit",
  measure: "charge-lag",
  position: "1",
  term: "1",
};

function keyOf({ method, path }: RouteEntry): string {
  return `${method} ${path.replace("/api/v1", "")}`;
}

/** The door itself, and who works here: accounts and keys, no patients. */
const ofTheDoor: ReadonlySet<string> = new Set(["open", "person", "signing-in", "users:manage", "keys:manage"]);

function touching(): readonly RouteEntry[] {
  return two.server.routeEntries.filter((entry) => !ofTheDoor.has(entry.access) && !(keyOf(entry) in untouched));
}

async function call(entry: RouteEntry) {
  const body = bodies[keyOf(entry)]?.(ids, two.mine.context.practiceId) ?? {};
  const path = entry.path.replace(/:(\w+)/g, (_, name: string) => String(ids[name] ?? choices[name]));
  // A day sheet is of a month at most.
  const days = path.endsWith("/day-sheet") ? "from=2026-03-01&to=2026-03-31" : "from=2020-01-01&to=2030-01-01";
  return two.server.inject({
    method: entry.method as "GET",
    url: `${path}?date=2026-03-02&q=I10&month=2026-03&day=2026-03-02&${days}&work=billing&experience=none&schooling=associate`,
    headers: two.asMine,
    ...(entry.method === "GET" ? {} : { payload: body }),
  });
}

interface Row {
  readonly act: string;
  readonly outcome: string;
  readonly patients: number;
  readonly actor: string;
  readonly role: string | null;
  readonly purpose: string;
  readonly session: string | null;
  readonly request: string | null;
}

async function rowsAfter(id: number): Promise<readonly Row[]> {
  return two.mine.inTx((tx) =>
    tx.many<Row>(sql`select act, outcome, patients, actor, role, purpose, session, request from audit_entry where id > ${id}`),
  );
}

async function lastId(): Promise<number> {
  return two.mine.inTx(async (tx) => (await tx.one<{ id: number }>(sql`select coalesce(max(id), 0) as id from audit_entry`)).id);
}

describe("every address", () => {
  it("that touches patients leaves a row of who, what and why", async () => {
    const silent: string[] = [];
    const reached: string[] = [];
    for (const entry of touching()) {
      const before = await lastId();
      const { statusCode, body } = await call(entry);
      const what = keyOf(entry);
      expect([200, 409], `${what}: ${statusCode} ${body.slice(0, 200)}`).toContain(statusCode);
      if (entry.method === "GET") expect(statusCode, what).toBe(200);
      const rows = await rowsAfter(before);
      const own = rows.filter((row) => row.request !== null);
      if (own.length === 0) silent.push(what);
      for (const row of own) {
        expect(row, what).toMatchObject({ actor: "Somebody", role: "owner", purpose: "operations" });
        expect(row.session, what).toMatch(/^[0-9a-f]{12}$/);
      }
      // A command that was refused is on record as refused, one that was done as done.
      if (entry.path.includes(":visitId") && own.length > 0) {
        expect(
          own.some((row) => row.patients === 1),
          what,
        ).toBe(true);
        if (statusCode === 409)
          expect(
            own.some((row) => row.outcome !== "done"),
            what,
          ).toBe(true);
      }
      if (statusCode === 200) reached.push(what);
    }
    expect(silent).toEqual([]);
    expect(reached.length).toBeGreaterThan(6);
  });

  it("that leaves none shows no patient", async () => {
    const others = two.server.routeEntries.filter((entry) => keyOf(entry) in untouched);
    expect(others.length).toBe(Object.keys(untouched).length);
    for (const entry of others) {
      const { body } = await call(entry);
      expect(
        names.filter((name) => body.includes(name)),
        keyOf(entry),
      ).toEqual([]);
    }
  });

  it("and the wall holds for the audit too: nothing of it stands in the other practice", async () => {
    const foreign = await two.other.inTx((tx) => tx.many(sql`select 1 from audit_entry where request is not null`));
    expect(foreign).toEqual([]);
  });
});
