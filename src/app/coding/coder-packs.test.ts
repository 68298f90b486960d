/** The coder's packs on disk: found for their days, never read when they are damaged or of something else, made anew then. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { codeNote } from "../../core/coding/code-note.ts";
import type { Coder } from "../../core/coding/coder.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { importCodeSets } from "../code-sets/import-code-sets.ts";
import { loadCodeBook } from "../load-code-book.ts";
import { makeNoteCoder } from "./coder-pool.ts";
import { makeShelf } from "./coder-shelf.ts";
import { loadCoder } from "./load-coder.ts";

const root = mkdtempSync(join(tmpdir(), "coder-packs-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const line = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
const older = [line(1, "J18", 0, "Pneumonia"), line(2, "J189", 1, "Pneumonia, old words"), line(3, "J30", 1, "Rhinitis by grass")].join("");
const newer = [
  line(1, "J18", 0, "Pneumonia"),
  line(2, "J189", 1, "Pneumonia, new words"),
  line(3, "J30", 0, "Rhinitis"),
  line(4, "J301", 1, "Rhinitis by grass"),
].join("");
const before = isoDate("2024-09-30");
const after = isoDate("2024-10-01");

const dataFolder = join(root, "data");
const packs = join(dataFolder, "codes", "coder");
const codesOf = (coder: Coder): readonly string[] =>
  codeNote(coder, { text: "ASSESSMENT\n1. Pneumonia.\n2. Rhinitis by grass.", setting: "outpatient" }).codes.map((one) => one.code);
const coderOn = (on: typeof before): Coder => loadCoder(loadCodeBook(dataFolder), on, dataFolder);

async function load(name: string, text: string): Promise<void> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.txt`), text);
  expect((await importCodeSets([folder], { dataFolder })).outcome).toBe("loaded");
}

describe("a coder's pack", () => {
  it("is not written for the starter set alone", () => {
    expect(codesOf(coderOn(before))).toContain("J189");
    expect(() => readdirSync(packs)).toThrow();
  });

  it("is written once for the days in which nothing changes, and read for each of them", async () => {
    await load("icd10cm-order-2024", older);
    await load("icd10cm-order-2025", newer);
    expect(codesOf(coderOn(before))).toEqual(["J189", "J30"]);
    const [first] = readdirSync(packs);
    expect(first).toMatch(/^[0-9a-f]{32}_2023-10-01_2024-09-30_[0-9a-f]{32}\.pack$/);
    expect(codesOf(coderOn(isoDate("2024-01-15")))).toEqual(["J189", "J30"]);
    expect(readdirSync(packs)).toEqual([first]);
    expect(codesOf(coderOn(after))).toEqual(["J189", "J301"]);
    expect(readdirSync(packs)).toHaveLength(2);
  });

  it("is made anew where it is damaged, and the damaged file goes", () => {
    const name = readdirSync(packs).find((one) => one.includes("_2024-10-01_")) ?? "";
    const whole = readFileSync(join(packs, name));
    const damaged = Buffer.from(whole);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(packs, name), damaged);
    expect(codesOf(coderOn(after))).toEqual(["J189", "J301"]);
    expect(readFileSync(join(packs, name))).toEqual(whole);
    writeFileSync(join(packs, name), whole.subarray(0, 100));
    expect(codesOf(coderOn(after))).toEqual(["J189", "J301"]);
    expect(readFileSync(join(packs, name))).toEqual(whole);
  });

  it("is made anew when a release comes; what stood before stays while a process uses it, and goes a week later", async () => {
    const stale = readdirSync(packs);
    const inUse = loadCodeBook(dataFolder);
    await load("icd10cm-order-2026", newer.replace("new words", "newest words"));
    const day = isoDate("2025-10-01");
    expect(codesOf(coderOn(day))).toEqual(["J189", "J301"]);
    const [made] = readdirSync(packs).filter((one) => !stale.includes(one));
    expect(readdirSync(packs)).toEqual([...stale, made].sort());
    const written = statSync(join(packs, made ?? "")).mtimeMs;
    // A server from before the load makes what it lacks and finds it again, and so does the process after the load.
    expect(codesOf(loadCoder(inUse, day, dataFolder))).toEqual(["J189", "J301"]);
    expect(codesOf(coderOn(day))).toEqual(["J189", "J301"]);
    expect(statSync(join(packs, made ?? "")).mtimeMs).toBe(written);
    const longAgo = new Date(Date.now() - 8 * 86_400_000);
    for (const one of readdirSync(packs)) utimesSync(join(packs, one), longAgo, longAgo);
    // Its use is noted; the others go when the next is written.
    expect(codesOf(coderOn(day))).toEqual(["J189", "J301"]);
    expect(codesOf(coderOn(before))).toEqual(["J189", "J30"]);
    const names = readdirSync(packs);
    expect(names).toHaveLength(2);
    expect(names).toContain(made);
  });

  it("of a book that is in use while a release comes is never taken for one of that release", async () => {
    const inUse = loadCodeBook(dataFolder);
    const pool = makeNoteCoder({ dataDir: dataFolder });
    const ask = (on: typeof before) =>
      pool.code({ on, phrases: [], note: { text: "ASSESSMENT\nRhinitis by grass.", setting: "outpatient" } });
    const day = isoDate("2026-10-01");
    expect((await ask(before)).codes[0]?.code).toBe("J30");
    await load("icd10cm-order-2027", `${newer}${line(5, "J3022", 1, "Rhinitis by the pollen of trees")}`);
    const tree = (coder: Coder): readonly string[] =>
      codeNote(coder, { text: "ASSESSMENT\n1. Rhinitis by the pollen of trees.", setting: "outpatient" }).codes.map((one) => one.code);
    // The book of before makes its packs after the release came: in this thread, and in the pool's.
    expect(tree(loadCoder(inUse, day, dataFolder))).not.toContain("J3022");
    await ask(day);
    expect(tree(coderOn(day))).toContain("J3022");
    // And those of the release are not read by the book of before.
    expect(tree(loadCoder(inUse, day, dataFolder))).not.toContain("J3022");
    await pool.close();
  }, 60_000);

  it("lies once in memory for all threads of a pool", async () => {
    const pool = makeNoteCoder({ dataDir: dataFolder, threads: 2 });
    const ask = (on: typeof before) =>
      pool.code({ on, phrases: [], note: { text: "ASSESSMENT\nRhinitis by grass.", setting: "outpatient" } });
    const coded = await Promise.all([ask(before), ask(after), ask(after), ask(before), ask(after)]);
    await pool.close();
    expect(coded.map(({ codes }) => codes[0]?.code)).toEqual(["J30", "J301", "J301", "J30", "J301"]);
  }, 60_000);
});

describe("the shelf", () => {
  const pack = { from: after, bytes: new Uint8Array(1) };

  it("has one thread make a pack, and gives it to those that wait", () => {
    const shelf = makeShelf<string>();
    const given: string[] = [];
    for (const name of ["a", "b", "c"]) shelf.ask(name, after, (found) => given.push(`${name} ${found === undefined ? "makes" : "opens"}`));
    expect(given).toEqual(["a makes"]);
    shelf.put("a", pack);
    expect(given).toEqual(["a makes", "b opens", "c opens"]);
    shelf.ask("d", before, (found) => given.push(`d ${found === undefined ? "makes" : "opens"}`));
    expect(given.at(-1)).toBe("d makes");
  });

  it("asks the next when the maker ends, and never one that is gone", () => {
    const shelf = makeShelf<string>();
    const given: string[] = [];
    for (const name of ["a", "b", "c"]) shelf.ask(name, after, (found) => given.push(`${name} ${found === undefined ? "makes" : "opens"}`));
    shelf.leave("b");
    shelf.leave("a");
    expect(given).toEqual(["a makes", "c makes"]);
  });
});
