/**
 * A restricted record against every role that may not open it, at every address there is: whatever ids of it stand in the address
 * or in the body, no answer shows the patient and nothing of the record changes.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermission } from "../../src/core/access/permissions.ts";
import { permissionsOf, type Role, roles } from "../../src/core/access/roles.ts";
import type { RouteEntry } from "../../src/http/identity.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { restrictPatient } from "../../src/store/audit/restrictions.ts";
import { sql } from "../../src/store/sql.ts";
import { bodies } from "./bodies.ts";
import { memberOf, openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let ids: Readonly<Record<string, number | string>>;
let secrets: readonly string[];
let patientId: number;
const headersOf = new Map<Role, Readonly<Record<string, string>>>();
const shut = roles.filter((role) => !permissionsOf(role).has("restricted:read"));

beforeAll(async () => {
  two = await openTwoPractices();
  patientId = two.mine.made.patient.vasquez;
  await two.mine.inTx(async (tx) => {
    // Words that stand nowhere else.
    await tx.run(
      sql`update patient set last_name = 'Hollowbrook', account_number = 'A-77001', birth_date = '1971-11-23' where id = ${patientId}`,
    );
    await tx.run(sql`update coverage set member_id = 'HLB770019' where patient_id = ${patientId}`);
  });
  secrets = ["Hollowbrook", "A-77001", "1971-11-23", "HLB770019"];
  ids = await idsOfPatient();
  for (const role of roles) {
    const { token } = await memberOf(two.town.database.pool, two.mine.context.practiceId, `shut.${role}@example.org`, { role });
    headersOf.set(role, { host: "localhost", "x-claimwright": "1", cookie: `${plainCookie}=${token}` });
  }
});
afterAll(() => two.close());

/** Rows of this patient for each parameter; where a table is of no patient, any row of the practice. */
async function idsOfPatient(): Promise<Record<string, number>> {
  const any = await two.idsOf(two.mine);
  return two.mine.inTx(async (tx) => {
    const own: Record<string, number> = {};
    for (const [name, query] of Object.entries(ofPatient)) {
      const row = await tx.maybe<{ id: number | null }>({ text: query.replaceAll("$p", String(patientId)), values: [] });
      if (row !== undefined && row.id !== null) own[name] = row.id;
    }
    return { ...any, ...own, patientId };
  });
}

const ofPatient: Readonly<Record<string, string>> = {
  visitId: "select max(e.id) as id from encounter e join claim c on c.encounter_id = e.id where e.patient_id = $p",
  statementId: "select max(id) as id from statement where patient_id = $p",
  claimId: "select max(id) as id from claim where patient_id = $p",
  chargeId: "select max(c.id) as id from charge c join encounter e on e.id = c.encounter_id where e.patient_id = $p",
  paymentId: "select max(id) as id from patient_payment where patient_id = $p",
  requestId: "select max(id) as id from money_request where patient_id = $p",
  denialId: "select max(d.id) as id from denial d join claim c on c.id = d.claim_id where c.patient_id = $p",
  holdId: "select max(id) as id from billing_hold where patient_id = $p",
  planId: "select max(id) as id from payment_plan where patient_id = $p",
  linkId: "select max(id) as id from patient_link where patient_id = $p",
  contactId: "select max(id) as id from contact where patient_id = $p",
  coverageId: "select max(id) as id from coverage where patient_id = $p",
  appointmentId: "select max(id) as id from appointment where patient_id = $p and state = 'scheduled'",
};

const choices: Readonly<Record<string, string>> = {
  direction: "in",
  system: "icd10cm",
  code: "I10",
  caseKey: "code-the-visit",
  measure: "days-in-ar",
};
const keyOf = ({ method, path }: RouteEntry): string => `${method} ${path.replace("/api/v1", "")}`;

function ask(role: Role, entry: RouteEntry) {
  const path = entry.path.replace(/:(\w+)/g, (_, name: string) => String(ids[name] ?? choices[name] ?? 1));
  const body = bodies[keyOf(entry)]?.(ids, two.mine.context.practiceId) ?? {};
  const found = JSON.parse(JSON.stringify(body).replaceAll("Quarrystone", "Hollowbrook")) as object;
  return two.server.inject({
    method: entry.method as "GET",
    url: `${path}?date=2026-03-02&q=I10&month=2026-03&day=2026-03-02&from=2020-01-01&to=2030-01-01`,
    headers: headersOf.get(role) ?? {},
    ...(entry.method === "GET" ? {} : { payload: found }),
  });
}

/** With a reason, for an hour, on record: that is what it is for. */
const opensIt = ({ path }: RouteEntry): boolean => path.endsWith("/emergency");

/** Every row that says whose it is, by patient, visit or claim. */
async function recordOf(): Promise<Readonly<Record<string, string>>> {
  return two.mine.inTx(async (tx) => {
    const columns = await tx.many<{ table: string; column: string }>(sql`
      select table_name as "table", min(column_name) as "column" from information_schema.columns
      where table_schema = 'public' and column_name in ('patient_id', 'encounter_id', 'claim_id') and table_name not like 'audit%' and table_name not like '%_place'
      group by table_name having bool_or(column_name = 'patient_id') or count(*) > 0`);
    const content: Record<string, string> = {};
    for (const { table } of columns) {
      const has = (
        await tx.many<{ column: string }>(sql`
        select column_name as "column" from information_schema.columns where table_schema = 'public' and table_name = ${table}`)
      ).map((one) => one.column);
      const where = has.includes("patient_id")
        ? `patient_id = ${patientId}`
        : has.includes("encounter_id")
          ? `encounter_id in (select id from encounter where patient_id = ${patientId})`
          : `claim_id in (select id from claim where patient_id = ${patientId})`;
      const { digest } = await tx.one<{ digest: string }>({
        text: `select count(*)::text || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${table} t where ${where}`,
        values: [],
      });
      content[table] = digest;
    }
    return content;
  });
}

describe("a restricted record", () => {
  it("is seen by who may, so that this test would see it", async () => {
    expect(shut.length).toBeGreaterThan(4);
    const seen = new Set<string>();
    for (const entry of two.server.routeEntries.filter(({ access, method }) => isPermission(access) && method === "GET")) {
      const { statusCode, body } = await ask("manager", entry);
      if (statusCode === 200 && secrets.some((secret) => body.includes(secret))) seen.add(keyOf(entry));
    }
    expect(seen.size).toBeGreaterThan(12);
  });

  it.each(shut)("shows nothing of the patient to the role %s, and stays as it is, whatever is asked", async (role) => {
    await two.mine.inTx((tx) => restrictPatient(tx, { patientId: two.mine.made.patient.vasquez, reason: "a colleague", by: "test" }));
    const before = await recordOf();
    expect(Object.keys(before).length).toBeGreaterThan(15);
    const shown: string[] = [];
    const changed: string[] = [];
    let last = before;
    for (const entry of two.server.routeEntries) {
      if (!isPermission(entry.access) || !permissionsOf(role).has(entry.access) || opensIt(entry)) continue;
      const { statusCode, body } = await ask(role, entry);
      expect(statusCode, `${keyOf(entry)}: ${body.slice(0, 200)}`).toBeLessThan(500);
      // What the person has typed themselves may come back.
      const asked = JSON.stringify(bodies[keyOf(entry)]?.(ids, two.mine.context.practiceId) ?? {});
      const found = secrets.filter(
        (secret) => body.includes(secret) && !(secret === "Hollowbrook" && asked.includes("Quarrystone") && statusCode !== 200),
      );
      if (found.length > 0)
        shown.push(
          `${keyOf(entry)} ${statusCode}: ${found.join()} … ${body.slice(Math.max(0, body.indexOf(found[0] ?? "") - 80), body.indexOf(found[0] ?? "") + 60)}`,
        );
      if (entry.method === "GET") continue;
      const now = await recordOf();
      const tables = Object.keys(now).filter((table) => now[table] !== last[table]);
      if (tables.length > 0) changed.push(`${keyOf(entry)} ${statusCode}: ${tables.join()}`);
      last = now;
    }
    expect({ shown, changed }).toEqual({ shown: [], changed: [] });
  });
});
