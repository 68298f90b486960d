import { expect, it } from "vitest";
import type { AccessRow } from "../../http/contract/audit.ts";
import { filterAccesses, groupAccesses, sortAccesses } from "./access-filter.ts";

function row(id: number, change: Partial<AccessRow> = {}): AccessRow {
  return {
    id,
    at: "2026-11-26T14:00:00Z",
    localTime: `2026-11-26 09:0${id}:00`,
    actorKind: "person",
    person: "Bea Larkin",
    role: "Biller",
    purpose: "payment",
    kind: "read",
    words: "opened the visit",
    outcome: "done",
    patients: 1,
    object: "visit 1",
    changes: [],
    unusual: [],
    ...change,
  };
}

const strange = [{ kind: "no-task", words: "Never had a task on this record." }];
const rows = [
  row(4, { person: "Cal Dunmore", unusual: strange, localTime: "2026-11-25 08:00:00" }),
  row(3, { kind: "write", words: "coded the visit" }),
  row(2, { kind: "list", purpose: "treatment", person: "Ada Quill", role: "Clinician" }),
  row(1),
];
const ids = (some: readonly AccessRow[]): readonly number[] => some.map(({ id }) => id);

it("keeps what every filter lets through, and everything when none is set", () => {
  expect(ids(filterAccesses(rows, {}))).toEqual([4, 3, 2, 1]);
  expect(ids(filterAccesses(rows, { people: ["Bea Larkin", "Ada Quill"], kinds: ["read", "list"] }))).toEqual([2, 1]);
  expect(ids(filterAccesses(rows, { purposes: ["treatment"] }))).toEqual([2]);
  expect(ids(filterAccesses(rows, { unusual: true }))).toEqual([4]);
  expect(ids(filterAccesses(rows, { day: "2026-11-25" }))).toEqual([4]);
});

it("orders by a column, the newest first among equals, and back", () => {
  expect(ids(sortAccesses(rows, { key: "time", back: false }))).toEqual([4, 3, 2, 1]);
  expect(ids(sortAccesses(rows, { key: "time", back: true }))).toEqual([1, 2, 3, 4]);
  expect(ids(sortAccesses(rows, { key: "person", back: false }))).toEqual([2, 3, 1, 4]);
  expect(ids(sortAccesses(rows, { key: "what", back: false }))).toEqual([3, 4, 2, 1]);
});

it("counts by person, the unusual first", () => {
  expect(groupAccesses(rows, "person").map(({ name, looks, changes, lists, unusual }) => [name, looks, changes, lists, unusual])).toEqual([
    ["Cal Dunmore", 1, 0, 0, 1],
    ["Bea Larkin", 1, 1, 0, 0],
    ["Ada Quill", 0, 0, 1, 0],
  ]);
});

it("counts by day, the newest first, and by purpose", () => {
  expect(groupAccesses(rows, "day").map(({ name, looks, detail }) => [name, looks, detail])).toEqual([
    ["2026-11-26", 1, "Bea Larkin, Ada Quill"],
    ["2026-11-25", 1, "Cal Dunmore"],
  ]);
  expect(groupAccesses(rows, "purpose").map(({ name, lists, last }) => [name, lists, last])).toEqual([
    ["payment", 0, "2026-11-26 09:03:00"],
    ["treatment", 1, "2026-11-26 09:02:00"],
  ]);
});
