/** What goes wrong in a simulated office: each mistake comes, as often as meant, and only where it can. */
import { expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { inventDay, isOfficeDay } from "./invent-day.ts";
import { type InventedCover, inventPeople } from "./invent-people.ts";
import { mistakes } from "./mistakes.ts";

const covers: readonly InventedCover[] = [
  { key: "asks", weight: 1, medicare: false, prefix: "ASK", groups: [], authorization: { procedures: ["20610"], prefix: "NR" } },
  { key: "asks-not", weight: 1, medicare: false, prefix: "NOT", groups: [], copay: cents(2_000) },
  { key: "medicare", weight: 1, medicare: true, prefix: "", groups: [] },
];
const from = isoDate("2026-01-05");
const town = { city: "Maple Hollow", state: "WI", zip: "53599" };
const people = inventPeople({ seed: 3, count: 800, on: from, covers, town, accounts: "T" });
const days = Array.from({ length: 180 }, (_, day) => addDays(from, day)).filter(isOfficeDay);
const visits = days.flatMap((on) => inventDay({ seed: 3, on, visits: 20, people, clinicians: 3, lastSeen: new Map() }));

it("makes every mistake, in about one visit of eight", () => {
  const made = visits.flatMap((visit) => visit.mistake ?? []);
  expect(new Set(made)).toEqual(new Set(mistakes));
  expect(made.length / visits.length).toBeGreaterThan(0.08);
  expect(made.length / visits.length).toBeLessThan(0.16);
});

it("asks for an authorisation where the payer wants one, and forgets some", () => {
  const needing = visits.filter(
    ({ person, charges }) => person.coverage?.key === "asks" && charges.some((one) => one.procedure === "20610"),
  );
  expect(needing.length).toBeGreaterThan(10);
  for (const { authorization, mistake } of needing) expect(authorization === undefined).toBe(mistake === "authorization-missing");
  for (const visit of visits)
    if (!needing.includes(visit)) expect([visit.authorization, visit.mistake]).not.toContain("authorization-missing");
});

it("lets a few insurances end, never Medicare, and a few people have another one that is first", () => {
  const covered = people.flatMap(({ coverage }) => coverage ?? []);
  const ended = covered.filter((one) => one.endedOn !== undefined);
  expect(ended.every((one) => !one.medicare)).toBe(true);
  expect(ended.length).toBeGreaterThan(8);
  expect(covered.filter((one) => one.otherFirst === true).length).toBeGreaterThan(4);
});

it("gives some of those with Medicare a supplement that pays after it, and changes nobody else by it", () => {
  const supplement = { key: "supplement", percent: 40, prefix: "SUP" };
  const others = covers.map((one) => (one.medicare ? { ...one, supplement } : one));
  const again = inventPeople({ seed: 3, count: 800, on: from, covers: others, town, accounts: "T" });
  const having = again.filter(({ coverage }) => coverage?.supplement !== undefined);
  expect(having.length).toBeGreaterThan(40);
  expect(having.every(({ coverage }) => coverage?.medicare === true && coverage.otherFirst !== true)).toBe(true);
  const without = again.map(({ coverage, ...person }) => {
    const { supplement: _second, ...first } = coverage ?? {};
    return coverage === undefined ? person : { ...person, coverage: first };
  });
  expect(without).toEqual(people);
});
