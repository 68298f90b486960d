/** Several processes load code sets into one folder at once, and none undoes what another one loaded. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { loadCodeBook, loadWithPacks } from "../load-code-book.ts";
import { CodeSetsFailure } from "./code-sets-failure.ts";
import { tryFolderLock } from "./folder-lock.ts";
import { importCodeSets } from "./import-code-sets.ts";
import { readInstalled } from "./installed.ts";

const root = mkdtempSync(join(tmpdir(), "codes-at-once-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const limits = `"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",2,3,"Invented"\n"99214",1,3,"Invented"\n`;

function given(name: string): string {
  const path = join(root, name);
  writeFileSync(path, limits);
  return path;
}

function importElsewhere(path: string, dataFolder: string): Promise<number | null> {
  const main = resolve(import.meta.dirname, "../../main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", main, "codes", "import", path, "--data", dataFolder], { stdio: "ignore" });
  return new Promise((done) => child.once("exit", done));
}

describe("code sets that several processes load at once", () => {
  it("are all there afterwards", async () => {
    const dataFolder = join(root, "at-once");
    const quarters = ["2025q1", "2025q2", "2025q3", "2025q4", "2026q1"];
    const [first = "", second = "", ...others] = quarters.map((quarter, at) => {
      const path = given(`mue_${quarter}.csv`);
      // No two of them are the same bytes: each would be known after the first.
      writeFileSync(path, limits.replace('"99213",2', `"99213",${at + 2}`));
      return path;
    });
    const elsewhere = [importElsewhere(first, dataFolder), importElsewhere(second, dataFolder)];
    const here = await Promise.all(others.map((path) => importCodeSets([path], { dataFolder })));
    expect(await Promise.all(elsewhere)).toEqual([0, 0]);
    expect(here.map((one) => one.outcome)).toEqual(["loaded", "loaded", "loaded"]);
    const { sources, packs } = readInstalled(join(dataFolder, "codes"));
    expect(sources).toHaveLength(quarters.length);
    expect(readdirSync(join(dataFolder, "codes", "sources")).sort()).toEqual(sources.map((one) => `${one.sha256}.gz`).sort());
    expect(readdirSync(join(dataFolder, "codes", "packs")).sort()).toEqual(Object.values(packs).sort());
    const book = loadCodeBook(dataFolder);
    const days = ["2025-01-02", "2025-04-02", "2025-07-02", "2025-10-02", "2026-01-02"];
    expect(days.map((day) => book.mue("99213", isoDate(day))?.units)).toEqual([2, 3, 4, 5, 6]);
  });

  it("wait for each other, say for whom, and give up with a plain sentence that changes nothing", async () => {
    const dataFolder = join(root, "busy");
    const folder = join(dataFolder, "codes");
    const lock = tryFolderLock(folder, "codes");
    if ("holder" in lock) throw new Error("nobody else is here");
    expect(tryFolderLock(folder, "codes")).toEqual({ holder: `Another process (number ${process.pid})` });
    const said: string[] = [];
    const path = given("mue_2024q1.csv");
    const waiting = importCodeSets([path], { dataFolder, patience: 0, say: (text) => said.push(text) });
    await expect(waiting).rejects.toThrow(CodeSetsFailure);
    await expect(waiting).rejects.toThrow(/still loads code sets into .*\. Call this again when that has ended\./);
    expect(said).toEqual([`Another process (number ${process.pid}) loads code sets here: waiting for it.`]);
    expect(existsSync(join(folder, "installed.json"))).toBe(false);
    const later = importCodeSets([path], { dataFolder });
    lock.release();
    expect((await later).outcome).toBe("loaded");
    expect(existsSync(join(folder, ".codes.lock"))).toBe(false);
  });

  it("take the lock of a dead process over, and no lock that was taken from them counts", async () => {
    const folder = join(root, "dead", "codes");
    mkdirSync(folder, { recursive: true });
    const dead = await new Promise<number>((done) => {
      const child = spawn(process.execPath, ["--eval", ""], { stdio: "ignore" });
      child.once("exit", () => done(child.pid ?? 0));
    });
    const path = join(folder, ".codes.lock");
    writeFileSync(path, JSON.stringify({ pid: dead, host: hostname(), token: "of a process that was killed" }));
    const lock = tryFolderLock(folder, "codes");
    if ("holder" in lock) throw new Error(lock.holder);
    lock.prove();
    // Whether a process of another machine runs is not seen from here.
    writeFileSync(path, JSON.stringify({ pid: dead, host: "elsewhere.example", token: "of somebody else" }));
    expect(() => lock.prove()).toThrow(CodeSetsFailure);
    lock.release();
    expect(tryFolderLock(folder, "codes")).toEqual({ holder: `Another process (number ${dead} on elsewhere.example)` });
    expect(readdirSync(folder)).toEqual([".codes.lock"]);
  });

  it("do not keep a reader of old packs from going on, who then leaves them as they are and says why", async () => {
    const dataFolder = join(root, "reader");
    const folder = join(dataFolder, "codes");
    await importCodeSets([given("mue_2026q2.csv")], { dataFolder });
    const list = join(folder, "installed.json");
    const { recipes, ...older } = JSON.parse(readFileSync(list, "utf8"));
    writeFileSync(list, JSON.stringify(older));
    const lock = tryFolderLock(folder, "codes");
    if ("holder" in lock) throw new Error(lock.holder);
    const { codeBook, loaded } = loadWithPacks(dataFolder);
    expect(codeBook.mue("99213", isoDate("2026-05-01"))?.units).toBe(2);
    expect(loaded.notRemade).toBe(`Another process (number ${process.pid}) changes the code sets now.`);
    expect(JSON.parse(readFileSync(list, "utf8"))).toEqual(older);
    lock.release();
    expect(loadWithPacks(dataFolder).loaded.notRemade).toBeUndefined();
    expect(JSON.parse(readFileSync(list, "utf8")).recipes).toEqual(recipes);
  });
});
