/** `codes search`, `codes show` and `codes list` on the starter set. */
import { expect, test } from "vitest";
import { runCommand } from "./fake-io.ts";

async function search(...args: readonly string[]): Promise<readonly { readonly system: string; readonly code: string }[]> {
  const { exit, text, err } = await runCommand(["codes", "search", ...args]);
  expect(err).toBe("");
  expect(exit).toBe(0);
  return JSON.parse(text);
}

test("a visit in a coder's words finds its code first", async () => {
  const hits = await search("New patient visit of low complexity");
  expect(hits[0]).toMatchObject({ system: "cpt", code: "99203" });
  expect(Object.keys(hits[0] ?? {})).toEqual(["system", "code", "title", "billable", "score", "path", "because"]);
});

test("pneumonia without more is J18.9, with its dot", async () => {
  const hits = await search("pneumonia", "--system", "icd10cm", "--limit", "5");
  expect(hits[0]).toMatchObject({ system: "icd10cm", code: "J18.9", billable: true });
  expect(hits.length).toBeGreaterThan(1);
  expect(hits.length).toBeLessThanOrEqual(5);
  expect(new Set(hits.map((one) => one.system))).toEqual(new Set(["icd10cm"]));
});

test("systems may be several, and words need no quotes", async () => {
  const hits = await search("office", "visit", "--system", "cpt,hcpcs");
  expect(hits.length).toBeGreaterThan(0);
  expect(hits.every((one) => one.system === "cpt" || one.system === "hcpcs")).toBe(true);
});

test("a code that does not hold on the day is not found", async () => {
  expect(await search("J18.9", "--system", "icd10cm", "--date", "2010-01-01")).toEqual([]);
});

test("a stream of queries is answered line by line; a bad line is told and the rest answered", async () => {
  const lines = ['{"id":1,"text":"pneumonia"}', "", '{"id":"b","text":"essential hypertension"}', "not json", '{"id":3}'].join("\r\n");
  const { exit, text, err } = await runCommand(["codes", "search", "--jsonl", "--system", "icd10cm", "--limit", "3"], { "-": lines });
  const answers = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map((one) => [one.id, one.results[0].code])).toEqual([
    [1, "J18.9"],
    ["b", "I10"],
  ]);
  expect(answers.every((one) => one.results.length <= 3)).toBe(true);
  expect(err).toContain("Line 4 ");
  expect(err).toContain("Line 5 ");
  expect(exit).toBe(2);
});

test("show: a diagnosis with what stands around it, with or without dot", async () => {
  const dotted = await runCommand(["codes", "show", "J18.9"]);
  expect((await runCommand(["codes", "show", "j189"])).text).toBe(dotted.text);
  const [page] = JSON.parse(dotted.text);
  expect(page).toMatchObject({ system: "icd10cm", code: "J18.9", validity: "valid", billable: true, chapter: { number: "10" } });
  expect(page.parents.map((one: { code: string }) => one.code)).toEqual(["J18"]);
  expect(page.neighbours.map((one: { code: string }) => one.code)).toContain("J18.1");
  expect(page.notes.length).toBeGreaterThan(0);
  expect(dotted.exit).toBe(0);
});

test("show: a service with its fees and edits, and a number that two lists have", async () => {
  const [visit] = JSON.parse((await runCommand(["codes", "show", "99213"])).text);
  expect(visit).toMatchObject({
    system: "cpt",
    code: "99213",
    mue: { units: expect.any(Number) },
    relativeValues: { work: expect.any(String) },
  });
  const both = JSON.parse((await runCommand(["codes", "show", "11"])).text);
  expect(both.map((one: { system: string }) => one.system)).toEqual(expect.arrayContaining(["pos", "carc"]));
});

test("list: each release with its source and licence", async () => {
  const { exit, text } = await runCommand(["codes", "list"]);
  const releases = JSON.parse(text);
  expect(exit).toBe(0);
  expect(releases.map((one: { table: string }) => one.table)).toEqual(expect.arrayContaining(["icd10cm", "procedures", "carc"]));
  for (const one of releases) {
    expect(one.rows).toBeGreaterThan(0);
    expect(one.source).not.toBe("");
    expect(one.licence).not.toBe("");
  }
});
