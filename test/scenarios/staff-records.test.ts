/** Credentials and education on file: one's own or the manager's, only added to, counted by cycle, reminded of in time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import {
  endCredential,
  exportStaff,
  keepCredential,
  keepEducation,
  takeBackEducation,
  viewReminders,
  viewStaff,
  viewStaffHistory,
} from "../../src/app/staff/records.ts";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sql } from "../../src/store/sql.ts";
import { memberContext } from "../support/people.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let cora: Context;
let mia: Context;
let stu: Context;
const idOf = (who: Context) => Number(who.actor.accountId);
const cpc = {
  kind: "credential",
  key: "CPC",
  title: "CPC",
  issuer: "AAPC",
  number: "7",
  note: "",
  unitsNeeded: "36",
  cycleMonths: 24,
} as const;
const course = { title: "Guideline update", category: "coding", evidence: "certificate 12" } as const;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
  cora = await memberContext(world.context, "Cora Coder", "coder");
  mia = await memberContext(world.context, "Mia Manager", "manager");
  stu = await memberContext(world.context, "Stu Student", "student");
});
afterAll(() => town.close());

const own = async (who: Context) => (await viewStaff(who)).people.find((one) => one.self);

it("counts the units of the cycle, and asks an AAPC holder of two for more", async () => {
  const renewsOn = isoDate("2026-04-30");
  const { id } = done(await keepCredential(cora, idOf(cora), { ...cpc, since: isoDate("2024-04-30"), renewsOn }));
  done(await keepEducation(cora, idOf(cora), { ...course, on: isoDate("2026-01-10"), units: "10.5" }));
  done(await keepEducation(mia, idOf(cora), { ...course, on: isoDate("2024-05-01"), units: "20" }));
  done(await keepEducation(cora, idOf(cora), { ...course, on: isoDate("2024-04-30"), units: "5" }));
  const meter = async () => (await own(cora))?.credentials.find((one) => one.key === "CPC")?.meter;
  expect(await meter()).toEqual({ from: "2024-05-01", to: renewsOn, needed: "36", earned: "30.5", entries: 2, enough: false });
  const wrong = done(await keepEducation(cora, idOf(cora), { ...course, on: isoDate("2026-02-01"), units: "5.5" }));
  expect(await meter()).toMatchObject({ earned: "36", enough: true });
  done(await takeBackEducation(cora, wrong.id));
  expect(await meter()).toMatchObject({ earned: "30.5" });
  done(await keepCredential(cora, idOf(cora), { ...cpc, key: "CPB", title: "CPB", renewsOn }));
  expect(await meter()).toMatchObject({ needed: "48" });
  // Renewed: the next cycle begins with nothing.
  done(await keepCredential(cora, idOf(cora), { ...cpc, renewsOn: isoDate("2028-04-30"), replacesId: id }));
  expect(await meter()).toMatchObject({ from: "2026-05-01", earned: "0", entries: 0 });
  expect(refused(await keepCredential(cora, idOf(cora), { ...cpc, replacesId: id })).problem).toBe("replaced");
});

it("reminds in time, each of their own and the manager of all", async () => {
  done(await keepCredential(mia, idOf(mia), { ...cpc, kind: "licence", title: "RN licence", renewsOn: isoDate("2026-02-27") }));
  const due = async (who: Context) => (await viewReminders(who)).due.map((one) => [one.name, one.title, one.stage, one.daysLeft]);
  expect(await due(cora)).toEqual([["Cora Coder", "CPB", 60, 59]]);
  expect(await due(mia)).toEqual([
    ["Mia Manager", "RN licence", "past", -3],
    ["Cora Coder", "CPB", 60, 59],
  ]);
  expect(await due(stu)).toEqual([]);
});

it("is one's own or the manager's, and nobody else's; a key has none", async () => {
  for (const who of [stu, cora]) {
    expect(refused(await keepCredential(who, idOf(mia), cpc)).problem).toBe("not-found");
    expect(refused(await keepEducation(who, idOf(mia), { ...course, on: isoDate("2026-01-01"), units: "1" })).problem).toBe("not-found");
    expect((await viewStaffHistory(who, idOf(mia))).ok).toBe(false);
    expect((await viewStaff(who)).people.map((one) => one.name)).toEqual([who.user]);
  }
  const key: Context = { ...mia, actor: { kind: "key", name: "a key", permissions: new Set(["codes:read"]), purpose: "operations" } };
  expect((await viewStaff(key)).people).toEqual([]);
  expect(refused(await keepCredential(key, 0, cpc)).problem).toBe("not-found");
  const names = (await viewStaff(mia)).people.map((one) => one.name);
  expect(names).toEqual(["Mia Manager", "Cora Coder", "Stu Student"]);
});

it("refuses what cannot be, and keeps everything that was ever on file", async () => {
  const bad = { ...cpc, since: isoDate("2026-02-02"), renewsOn: isoDate("2026-02-01") };
  expect(refused(await keepCredential(cora, idOf(cora), bad)).problem).toBe("dates");
  expect(refused(await keepEducation(cora, idOf(cora), { ...course, on: isoDate("2026-03-03"), units: "1" })).problem).toBe("future");
  expect(refused(await keepEducation(cora, idOf(cora), { ...course, on: isoDate("2026-03-02"), units: "0" })).problem).toBe("units");
  const held = (await own(cora))?.credentials.find((one) => one.key === "CPB");
  done(await endCredential(cora, Number(held?.id), "given up"));
  expect((await own(cora))?.credentials.map((one) => one.key)).toEqual(["CPC"]);
  const { rows } = done(await viewStaffHistory(mia, idOf(cora)));
  expect(rows.map((one) => [one.key, one.ended])).toEqual([
    ["CPB", true],
    ["CPC", false],
    ["CPB", false],
    ["CPC", false],
  ]);
  await expect(world.inTx((tx) => tx.run(sql`update staff_credential set title = 'x'`))).rejects.toThrow(/permission denied/);
  await expect(world.inTx((tx) => tx.run(sql`delete from staff_education`))).rejects.toThrow(/permission denied/);
});

it("leaves as a spreadsheet", async () => {
  let text = "";
  for await (const piece of done(await exportStaff(mia))) text += piece;
  const rows = parseCsv(text);
  expect(rows[0]?.slice(0, 4)).toEqual(["Person", "What", "Title", "Issuer"]);
  expect(rows.some((row) => row[0] === "Cora Coder" && row[2] === "CPC" && row[8] === "36")).toBe(true);
  expect(rows.filter((row) => row[1]?.startsWith("education"))).toHaveLength(3);
});
