/** What was lost or damaged in the folder of code sets, or lies oddly in a given one: said plainly, and mended by loading again. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { probeCodeSets } from "../doctor/code-sets.ts";
import { loadCodeBook, loadWithPacks } from "../load-code-book.ts";
import { openWorkplace } from "../open-workplace.ts";
import { CodeSetsFailure } from "./code-sets-failure.ts";
import { importCodeSets } from "./import-code-sets.ts";
import { readInstalled, writePack } from "./installed.ts";
import { sourceFiles } from "./source-files.ts";

const root = mkdtempSync(join(tmpdir(), "codes-mended-"));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const limits = `"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",2,3,"Invented"\n"99214",1,3,"Invented"\n`;
const given = join(root, "given");
mkdirSync(given);
// Nothing in its name tells the day, so that it has to be remembered.
const path = join(given, "limits.csv");
writeFileSync(path, limits);
const dataFolder = join(root, "data");
const folder = join(dataFolder, "codes");
const around = { dataDir: dataFolder, port: 0, keyFile: undefined, env: {}, now: () => new Date("2026-11-16T12:00:00Z") };
const units = () => loadCodeBook(dataFolder).mue("99213", isoDate("2026-02-02"))?.units;
const onlySource = () => join(folder, "sources", readdirSync(join(folder, "sources"))[0] ?? "none");

describe("what is wrong in the folder of code sets", () => {
  it("is mended by the file that doctor asks for, of the day it had", async () => {
    await importCodeSets([path], { dataFolder, effective: isoDate("2026-01-01") });
    const installed = readInstalled(folder);
    for (const spoil of [() => rmSync(onlySource()), () => writeFileSync(onlySource(), "cut off")]) {
      spoil();
      const report = await importCodeSets([given], { dataFolder });
      expect(report).toMatchObject({ outcome: "loaded", known: 0, left: [] });
      expect(readInstalled(folder)).toMatchObject({ packs: installed.packs, sources: [{ effective: "2026-01-01" }] });
      expect(probeCodeSets(around).findings).toEqual([]);
      expect(await importCodeSets([given], { dataFolder })).toMatchObject({ outcome: "unchanged", known: 1, remade: [] });
    }
  });

  it("is mended by the same files again where packs are gone, damaged or of another version", async () => {
    const packs = readInstalled(folder).packs;
    const names = Object.values(packs);
    rmSync(join(folder, "packs", names[0] ?? ""));
    writeFileSync(join(folder, "packs", names[1] ?? ""), "of another time");
    const list = join(folder, "installed.json");
    const { recipes, ...older } = JSON.parse(readFileSync(list, "utf8"));
    writeFileSync(list, JSON.stringify(older));
    const report = await importCodeSets([given], { dataFolder });
    expect(report).toMatchObject({ outcome: "unchanged", loaded: [] });
    expect([...report.remade].sort()).toEqual(Object.keys(packs).sort());
    expect(JSON.parse(readFileSync(list, "utf8"))).toMatchObject({ packs, recipes });
    expect(units()).toBe(2);
  });

  it("is told with the file's name where old packs cannot be made anew, or nothing can be opened, and then no database stays", async () => {
    const list = join(folder, "installed.json");
    const whole = readFileSync(list, "utf8");
    const { recipes: _made, ...older } = JSON.parse(whole);
    writeFileSync(list, JSON.stringify(older));
    const source = onlySource();
    rmSync(source);
    expect(loadWithPacks(dataFolder).loaded.notRemade).toContain(`${source}, the kept file of ${path}, is gone: load`);
    rmSync(join(folder, "packs"), { recursive: true });
    await expect(openWorkplace(dataFolder, { env: {} })).rejects.toThrow(`The code book in ${folder} cannot be opened. ${source}`);
    const cluster = join(dataFolder, "postgresql", "data");
    expect([existsSync(join(cluster, "PG_VERSION")), existsSync(join(cluster, "postmaster.pid"))]).toEqual([true, false]);
    expect((await importCodeSets([given], { dataFolder })).outcome).toBe("loaded");
    expect(units()).toBe(2);
  });

  it.each(["{", "[]", '{"version":1}', '{"version":1,"sources":[],"packs":{"icd10cm":"../../keys"}}'])(
    "is told of a list that reads %s, with what to do",
    async (text) => {
      const damaged = join(root, "damaged");
      mkdirSync(join(damaged, "codes"), { recursive: true });
      writeFileSync(join(damaged, "codes", "installed.json"), text);
      expect(() => loadCodeBook(damaged)).toThrow(CodeSetsFailure);
      await expect(importCodeSets([given], { dataFolder: damaged })).rejects.toThrow(
        /installed\.json is damaged: .* load the code sets again/,
      );
      expect(readdirSync(join(damaged, "codes"))).toEqual(["installed.json"]);
    },
  );

  it("leaves no half of a file that could not be written", () => {
    const full = join(root, "full");
    const bytes = new TextEncoder().encode("pack");
    const name = writePack(full, "search", bytes);
    rmSync(join(full, "packs", name));
    mkdirSync(join(full, "packs", name, "in the way"), { recursive: true });
    expect(() => writePack(full, "search", bytes)).toThrow();
    expect(readdirSync(join(full, "packs"))).toEqual([name]);
  });
});

describe("what lies oddly in a given folder", () => {
  const odd = join(root, "odd");
  mkdirSync(join(odd, "closed"), { recursive: true });
  for (const name of ["closed.csv", "mue_2026q1.csv"]) writeFileSync(join(odd, name), limits);
  symlinkSync(join(odd, "nowhere"), join(odd, "a-dangling-link"));
  symlinkSync(odd, join(odd, "b-link-around"));
  symlinkSync(path, join(odd, "c-link-out.csv"));

  it("is passed over when it is a link, and the rest loads", async () => {
    const report = await importCodeSets([odd], { dataFolder: join(root, "links") });
    expect(report.loaded.map((one) => one.kind)).toEqual(["ncci-mue"]);
    expect(report.left.map((one) => [one.path, one.because])).toEqual([[join(odd, "closed.csv"), "no-day"]]);
  });

  it("is a problem of that file alone when it may not be read", async () => {
    chmodSync(join(odd, "closed.csv"), 0o000);
    chmodSync(join(odd, "closed"), 0o000);
    // Root may read everything.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const found: (readonly [string, string])[] = [];
      for await (const file of sourceFiles(odd)) found.push([file.path, "problem" in file ? file.problem : "read"]);
      const refused = "may not be read by the user that runs Claimwright";
      expect(found).toEqual([
        [join(odd, "closed"), refused],
        [join(odd, "closed.csv"), refused],
        [join(odd, "mue_2026q1.csv"), "read"],
      ]);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(odd, "closed"), 0o755);
    }
  });
});
