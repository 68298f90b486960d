/** `codes search`, `codes show` and `codes list` on the starter set. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tryFolderLock } from "../../src/app/code-sets/folder-lock.ts";
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

test("list: in words what stands, what the calendar says, and packs of another version; --data names the folder for show and search too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "codes-list-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = ["--data", folder];
  expect((await runCommand(["codes", "list", "--data", join(folder, "none")])).err).toMatch(/^Only the starter set is loaded/);
  // An order file of ICD-10-CM with a heading and a code that is in no release.
  const order = [`00001 Z99     0 ${"Short".padEnd(60)} Invented heading`, `00002 Z9999   1 ${"Short".padEnd(60)} Invented dependence`];
  mkdirSync(join(folder, "in"));
  const file = join(folder, "in", "icd10cm-order-2025.txt");
  writeFileSync(file, `${order.join("\r\n")}\r\n`);
  expect((await runCommand(["codes", "import", file, ...data])).exit).toBe(0);

  const shown = await runCommand(["codes", "show", "Z99.99", "--date", "2025-03-01", ...data]);
  expect(JSON.parse(shown.text)[0]).toMatchObject({ title: "Invented dependence", validity: "valid", release: "FY2025" });
  const found = await runCommand(["codes", "search", "invented dependence", "--date", "2025-03-01", ...data]);
  expect(JSON.parse(found.text)[0]).toMatchObject({ code: "Z99.99" });

  // As another version of the program would have left it; a process reads each folder once, so it is told of a copy.
  const older = join(folder, "older");
  cpSync(join(folder, "codes"), join(older, "codes"), { recursive: true });
  const installed = join(older, "codes", "installed.json");
  writeFileSync(installed, JSON.stringify({ ...JSON.parse(readFileSync(installed, "utf8")), recipes: { icd10cm: "0.0", search: "0.0" } }));
  const { text, err, exit } = await runCommand(["codes", "list", "--date", "2026-12-01", "--data", older]);
  expect(exit).toBe(0);
  expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ table: "icd10cm", name: "FY2025", rows: 1 }));
  expect(err).toMatch(/^On 2026-12-01, beside the starter set:$/m);
  expect(err).toMatch(/^ {2}icd10cm +FY2025 +2024-10-01 +1$/m);
  expect(err).toMatch(/^ {2}ICD-10-CM codes +FY2025 +2024-10-01 +2026-10-01 +icd10cm$/m);
  expect(err).not.toMatch(/demonstration|starter \d/);
  expect(err).toMatch(/Packs of another version, made anew now: icd10cm, search\.$/);
  const again = await runCommand(["codes", "list", "--data", older]);
  expect(again.err).not.toContain("another version");
  expect((await runCommand(["codes", "list", "--json", ...data])).err).toBe("");

  // While another process changes them they stay as they are, and the list says why.
  const busy = join(folder, "busy");
  cpSync(join(folder, "codes"), join(busy, "codes"), { recursive: true });
  const list = join(busy, "codes", "installed.json");
  writeFileSync(list, JSON.stringify({ ...JSON.parse(readFileSync(list, "utf8")), recipes: {} }));
  const lock = tryFolderLock(join(busy, "codes"), "codes");
  const told = await runCommand(["codes", "list", "--data", busy]);
  expect("holder" in lock).toBe(false);
  expect(told.err).toMatch(
    /Packs of another version that count as they are: icd10cm, search\. Another process \(number \d+\) changes the code sets now\.$/,
  );
});

test.each([
  ["a state that is none", ["show", "99213", "--state", "ZZ"], '--state takes two letters such as TX, not "ZZ".'],
  ["a place without indices", ["show", "99213", "--locality", "nowhere"], "No locality nowhere has indices on"],
  ["a code of thousands of letters", ["show", "x".repeat(5000)], `No code ${"x".repeat(40)}… on`],
  ["a day that nobody lives to see", ["search", "pain", "--date", "9999-12-31"], "--date takes a day as YYYY-MM-DD between 1800 and 2999"],
  ["a word for a day", ["list", "--date", "yesterday"], "--date takes a day"],
] as const)("%s is refused in one short line", async (_, args, words) => {
  const { exit, err, text } = await runCommand(["codes", ...args]);
  expect([exit, text]).toEqual([2, ""]);
  expect(err).toContain(words);
  expect(err.length).toBeLessThan(200);
});
