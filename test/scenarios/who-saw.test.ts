/** "Who saw this patient?" over HTTP: looks, lists, changes, unusual ones with their reasons, the export, people, disclosures. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/core/access/roles.ts";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import type { AccessRow, DisclosureLog, WhoSaw } from "../../src/http/contract/audit.ts";
import { buildServer, type Server } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { openClient } from "../../src/store/pool.ts";
import { memberOf } from "../attacks/other-practice.ts";
import { openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let server: Server;
let visit: EncounterId;
let patientId: number;
let lastName: string;
let people: Readonly<Record<"owner" | "biller" | "coder" | "cousin" | "desk", { readonly token: string; readonly accountId: number }>>;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
  server = await buildServer({ app: town.app, version: "test", letPayersAnswer: async () => {} });
  visit = await world.seePatient({ patient: "vasquez" });
  await world.seePatient({ patient: "osei" });
  patientId = world.made.patient.vasquez;
  lastName = (await world.page(visit)).patient.name.split(" ").at(-1) ?? "";
  const member = (role: Role, name: string) =>
    memberOf(town.database.pool, world.context.practiceId, `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.org`, { role, name });
  people = {
    owner: await member("owner", "Olive Penrose"),
    biller: await member("biller", "Bea Larkin"),
    coder: await member("coder", "Cy Dunmore"),
    cousin: await member("front-desk", `Tom ${lastName}`),
    desk: await member("front-desk", "Dee Abbot"),
  };
});
afterAll(async () => {
  await server.close();
  await town.close();
});

function ask(
  person: keyof typeof people,
  path: string,
  { method = "GET", payload, purpose }: { method?: string; payload?: object; purpose?: string } = {},
) {
  return server.inject({
    method: method as "GET",
    url: `/api/v1${path}`,
    headers: {
      host: "localhost",
      "x-claimwright": "1",
      cookie: `${plainCookie}=${people[person].token}`,
      ...(purpose === undefined ? {} : { "x-purpose": purpose }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

const ever = "from=2020-01-01&to=2035-01-01";

async function seen(): Promise<readonly AccessRow[]> {
  const answer = await ask("owner", `/audit/patients/${patientId}?${ever}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<WhoSaw>().rows.filter((row) => row.actorKind === "person");
}

function of(rows: readonly AccessRow[], person: string) {
  return rows
    .filter((row) => row.person === person)
    .map((row) => [row.words, row.purpose, row.unusual.map(({ kind }) => kind).filter((kind) => kind !== "unusual-hour")]);
}

describe("who saw this patient", () => {
  it("names a biller who opened a visit she has no task on, and no more once she has worked on it", async () => {
    await ask("biller", `/visits/${visit}`);
    expect(of(await seen(), "Bea Larkin")).toEqual([["opened the visit", "payment", ["no-task"]]]);
    await ask("biller", `/visits/${visit}/member-id`, { method: "PUT", payload: { memberId: "NEW12345" } });
    const rows = await seen();
    expect(of(rows, "Bea Larkin")).toEqual([
      ["corrected the insurance", "payment", []],
      ["opened the visit", "payment", []],
    ]);
    expect(rows.find((row) => row.words === "corrected the insurance")?.changes).toEqual([
      expect.stringMatching(/^memberId: .* → NEW12345$/),
    ]);
  });

  it("has who saw the name in a list, and how many others stood there", async () => {
    await ask("coder", "/visits");
    const row = (await seen()).find((one) => one.person === "Cy Dunmore");
    expect(row).toMatchObject({ kind: "list", words: "saw in the list of visits", patients: 2, unusual: [] });
    const other = (await ask("owner", `/audit/patients/${world.made.patient.delacroix}?${ever}`)).json<WhoSaw>().rows;
    expect(other.filter((one) => one.person === "Cy Dunmore")).toEqual([]);
  });

  it("takes the purpose that a person gives, but never an emergency that was none", async () => {
    await ask("biller", `/visits/${visit}`, { purpose: "patient-request" });
    await ask("biller", `/visits/${visit}`, { purpose: "emergency" });
    expect((await seen()).slice(0, 2).map((row) => row.purpose)).toEqual(["payment", "at the patient's request"]);
  });

  it("marks the same family name", async () => {
    await ask("cousin", `/visits/${visit}`);
    expect(of(await seen(), `Tom ${lastName}`)).toEqual([["opened the visit", "payment", ["family-name", "no-task"]]]);
  });

  it("marks many patients within an hour", async () => {
    const owner = await openClient(town.database.ownerConfig);
    await owner.query("select set_config('app.practice', $1, false)", [String(world.context.practiceId)]);
    await owner.query(
      `insert into audit_entry (practice_id, actor_kind, actor, account_id, role, purpose, act, outcome, patient_id, patients)
       select $1, 'person', 'Dee Abbot', $2, 'front-desk', 'payment', 'visit.open', 'done', 100000 + n, 1 from generate_series(1, 45) n`,
      [world.context.practiceId, people.desk.accountId],
    );
    await owner.end();
    await ask("desk", `/visits/${visit}`);
    expect(of(await seen(), "Dee Abbot")).toEqual([["opened the visit", "payment", ["no-task", "many-patients"]]]);
  });

  it("is itself on record, and is for who may audit", async () => {
    expect((await seen()).some((row) => row.person === "Olive Penrose" && row.words === "looked who saw the record")).toBe(true);
    expect((await ask("biller", `/audit/patients/${patientId}?${ever}`)).statusCode).toBe(403);
  });

  it("shows the days that are asked for", async () => {
    const { rows } = (await ask("owner", `/audit/patients/${patientId}?from=2020-01-01&to=2020-12-31`)).json<WhoSaw>();
    expect(rows).toEqual([]);
  });

  it("is a file for the patient, without what the practice asks about its people", async () => {
    const answer = await ask("owner", `/audit/patients/${patientId}/export`, {
      method: "POST",
      payload: { from: "2020-01-01", to: "2035-01-01" },
    });
    expect(answer.headers["content-type"]).toContain("text/csv");
    const [head, ...lines] = parseCsv(answer.body);
    expect(head).toEqual(["Date", "Time", "Who", "Role", "Purpose", "What", "Outcome"]);
    expect(lines.some((line) => line[2] === "Bea Larkin" && line[5] === "corrected the insurance")).toBe(true);
    expect(answer.body).not.toMatch(/family name|Never had a task/);
  });

  it("finds the patient by a search that is on record too", async () => {
    const found = (await ask("owner", "/audit/patients/search", { method: "POST", payload: { text: lastName } })).json<{
      patients: { id: number }[];
    }>();
    expect(found.patients.map((one) => one.id)).toContain(patientId);
    expect((await seen()).some((row) => row.words === "found by a search")).toBe(true);
  });
});

describe("what a person did", () => {
  it("lists people, and each one's acts with the patients", async () => {
    const list = (await ask("owner", "/audit/people")).json<{ people: { accountId: number; name: string; role: string }[] }>().people;
    expect(list.find((one) => one.name === "Bea Larkin")).toMatchObject({ accountId: people.biller.accountId, role: "Biller" });
    const acts = (await ask("owner", `/audit/people/${people.biller.accountId}?${ever}`)).json<{
      rows: (AccessRow & { patient?: { id: number } })[];
    }>();
    expect(acts.rows.map((row) => row.words)).toContain("corrected the insurance");
    expect(new Set(acts.rows.map((row) => row.patient?.id))).toEqual(new Set([patientId]));
  });
});

describe("disclosures", () => {
  const given = {
    disclosedOn: "2026-11-10",
    recipient: "=County court",
    what: "the visit's note",
    basis: "judicial",
    purposeWords: "subpoena 17",
  };
  const path = () => `/patients/${patientId}/disclosures`;

  it("are recorded by a biller, read by the owner, taken back with a reason, never removed", async () => {
    const log = (await ask("biller", path(), { method: "POST", payload: given })).json<DisclosureLog>();
    expect(log.disclosures).toMatchObject([{ ...given, standing: "accounted", recordedBy: "Bea Larkin" }]);
    expect((await ask("coder", path())).statusCode).toBe(403);
    await ask("biller", path(), { method: "POST", payload: { ...given, basis: "authorization", recipient: "Life insurer" } });
    const first = log.disclosures[0]?.id;
    const back = (
      await ask("biller", `${path()}/${first}/take-back`, { method: "POST", payload: { words: "sent to nobody" } })
    ).json<DisclosureLog>();
    expect(back.disclosures.map((one) => [one.recipient, one.standing, one.takenBackWords])).toEqual([
      ["Life insurer", "exempt", undefined],
      ["=County court", "taken-back", "sent to nobody"],
    ]);
    expect((await ask("biller", `${path()}/${first}/take-back`, { method: "POST", payload: { words: "again" } })).json()).toMatchObject({
      problem: "taken-back",
    });
  });

  it("refuse what cannot be", async () => {
    const problem = async (change: object): Promise<string> =>
      (await ask("biller", path(), { method: "POST", payload: { ...given, ...change } })).json<{ problem: string }>().problem;
    expect(await problem({ disclosedOn: "2026-11-17" })).toBe("future");
    expect(await problem({ lastOn: "2026-11-01" })).toBe("order");
    expect(await problem({ withheldUntil: "2027-01-01" })).toBe("withheld");
    expect(await problem({ recipient: " " })).toBe("invalid");
  });

  it("make the accounting: what is owed to the patient and nothing else, safe in a spreadsheet", async () => {
    await ask("biller", path(), { method: "POST", payload: given });
    await ask("biller", path(), {
      method: "POST",
      payload: { ...given, recipient: "Agency", withheldUntil: "2027-01-01", withheldWords: "letter of the state police" },
    });
    const answer = await ask("owner", `${path()}/accounting`, { method: "POST", payload: {} });
    const [, ...lines] = parseCsv(answer.body);
    expect(lines.map((line) => line[3])).toEqual(["=County court"]);
    expect(answer.body).toContain("'=County court");
    expect(answer.body).not.toContain("Agency");
    expect((await seen()).some((row) => row.words === "made the accounting of disclosures")).toBe(true);
  });
});
