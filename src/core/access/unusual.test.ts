import { describe, expect, it } from "vitest";
import { type SeenAccess, type UnusualKind, unusualReasons } from "./unusual.ts";

const usual: SeenAccess = {
  act: "visit.open",
  actorKind: "person",
  person: "Bea Larkin",
  role: "biller",
  purpose: "payment",
  outcome: "done",
  hour: 10,
  weekday: 2,
  hadTask: true,
  patientsInHour: 5,
};
const patient = { first: "Rosa", last: "Vásquez-Ito" };

function kinds(change: Partial<SeenAccess>, whom = patient): readonly UnusualKind[] {
  return unusualReasons({ ...usual, ...change }, whom).map(({ kind }) => kind);
}

describe("a look at a record", () => {
  it("is usual in working hours by who has work on it", () => {
    expect(kinds({})).toEqual([]);
  });

  it.each([
    ["own-record", { person: "Rosa Vasquez" }],
    ["family-name", { person: "Tom Vásquez Jr." }],
    ["family-name", { person: "Kim Larkin-Ito, CPC" }],
    ["no-task", { hadTask: false }],
    ["many-patients", { patientsInHour: 41 }],
    ["unusual-hour", { hour: 5 }],
    ["unusual-hour", { hour: 20 }],
    ["unusual-hour", { weekday: 0 }],
    ["emergency", { purpose: "emergency" }],
    ["emergency", { act: "glass.break" as const }],
    ["refused", { outcome: "restricted" }],
  ] as const)("is marked %s for %j", (kind, change) => {
    expect(kinds(change)).toEqual([kind]);
  });

  it.each([
    ["the first name alone is the same", { person: "Rosa Lindqvist" }],
    ["a name only begins alike", { person: "Tom Vasquezon" }],
    ["a middle name is the patient's family's", { person: "Tom Ito Larkin" }],
    ["exactly as many as may be", { patientsInHour: 40 }],
    ["the first and the last minute of the day", { hour: 6 }],
    ["the evening's last hour", { hour: 19 }],
    ["Saturday", { weekday: 6 }],
    ["who oversees has no task", { role: "auditor" as const, hadTask: false }],
    ["a list has everybody in it", { act: "visit.list" as const, person: "Rosa Vasquez", hour: 3 }],
    ["a program works at night", { actorKind: "machine" as const, hour: 3, hadTask: false }],
    ["work itself is the task", { act: "coding.save" as const, hadTask: false }],
  ] as const)("is not marked when %s", (_why, change) => {
    expect(kinds(change)).toEqual([]);
  });

  it("has all its reasons at once, each in a sentence", () => {
    const reasons = unusualReasons({ ...usual, person: "Rosa Ito", hadTask: false, hour: 2, purpose: "emergency" }, patient);
    expect(reasons.map(({ kind }) => kind)).toEqual(["emergency", "own-record", "no-task", "unusual-hour"]);
    for (const { words } of reasons) expect(words).toMatch(/^[A-Z].*\.$/);
  });
});
