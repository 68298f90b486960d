/** Packs made anew beside the work: pack by pack, on a thread, after a cut as well, and the book that stands in meanwhile. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { aboutBook } from "../code-book/about.ts";
import { probeCodeSets } from "../doctor/code-sets.ts";
import { loadWhatIsReady, starterSources } from "../load-code-book.ts";
import { openWorkplace } from "../open-workplace.ts";
import { folderLockHolder, tryFolderLock } from "./folder-lock.ts";
import { importCodeSets } from "./import-code-sets.ts";
import { packsToBeMade, readInstalled } from "./installed.ts";
import { remakeBeside } from "./remake-beside.ts";
import { type Remaking, remakePacks } from "./remake-packs.ts";

const root = mkdtempSync(join(tmpdir(), "remake-beside-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const dataFolder = join(root, "data");
const folder = join(dataFolder, "codes");
const list = join(folder, "installed.json");
const starter = starterSources();
const around = { dataDir: dataFolder, port: 0, keyFile: undefined, env: {}, now: () => new Date("2026-11-16T12:00:00Z") };
const day = isoDate("2025-11-16");
const proven = { prove: () => {} };

const line = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
let whole = "";

beforeAll(async () => {
  const given = join(root, "given");
  mkdirSync(given);
  writeFileSync(join(given, "icd10cm-order-2026.txt"), line(1, "Q99", 0, "Invented") + line(2, "Q9977", 1, "Invented, finer"));
  writeFileSync(join(given, "mue_2026q1.csv"), `"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",7,3,"Invented"\n`);
  writeFileSync(join(given, "hcpcs_2026q1.txt"), "A0001\nA0002\n");
  expect((await importCodeSets([given], { dataFolder })).outcome).toBe("loaded");
  whole = readFileSync(list, "utf8");
});

/** As an earlier version of the program left them. */
function makeOld(): void {
  const { recipes, ...installed } = JSON.parse(whole);
  writeFileSync(list, JSON.stringify({ ...installed, recipes: Object.fromEntries(Object.keys(recipes).map((name) => [name, "1.0"])) }));
}

const title = (): string | undefined => loadWhatIsReady(dataFolder).codeBook.title("icd10cm", "Q9977", day);
const units = (): number | undefined => loadWhatIsReady(dataFolder).codeBook.mue("99213", isoDate("2026-02-02"))?.units;

it("goes on with the packs that are left when it was cut off, and says how far it is", () => {
  makeOld();
  const said: Remaking[] = [];
  const cut = (at: Remaking): void => {
    said.push(at);
    if (at.now === "icd10cm") throw new Error("cut off");
  };
  expect(() => remakePacks(folder, { before: readInstalled(folder), lock: proven }, starter, cut)).toThrow("cut off");
  expect(said).toEqual([
    { now: "edits", ready: 0, total: 4 },
    { now: "hcpcs", ready: 1, total: 4 },
    { now: "icd10cm", ready: 2, total: 4 },
  ]);
  expect(packsToBeMade(dataFolder, starter)).toEqual(["icd10cm", "search"]);
  expect(remakePacks(folder, { before: readInstalled(folder), lock: proven }, starter)).toEqual(["icd10cm", "search"]);
  expect(JSON.parse(readFileSync(list, "utf8"))).toEqual(JSON.parse(whole));
});

it("is done on a thread while the old packs serve, and leaves no lock", async () => {
  makeOld();
  expect(loadWhatIsReady(dataFolder).isWhole).toBe(false);
  expect([title(), units()]).toEqual(["Invented, finer", 7]);
  await new Promise<void>((resolve) => remakeBeside(folder, resolve));
  expect(loadWhatIsReady(dataFolder).isWhole).toBe(true);
  expect(folderLockHolder(folder, "codes")).toBeUndefined();
  expect(JSON.parse(readFileSync(list, "utf8"))).toEqual(JSON.parse(whole));
});

it("leaves what can be read in use, and the starter set for the rest, where packs are damaged; doctor says which", async () => {
  writeFileSync(list, whole);
  const { packs } = readInstalled(folder);
  const path = join(folder, "packs", packs.icd10cm ?? "");
  const bytes = readFileSync(path);
  // One byte among the titles: nothing but the check sum tells.
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect([title(), units(), loadWhatIsReady(dataFolder).codeBook.search("fever", { on: day }).length > 0]).toEqual([undefined, 7, true]);
  expect(probeCodeSets(around).findings).toMatchObject([{ code: "DOC-BOK-02", params: { count: 1, name: "icd10cm" } }]);
  await new Promise<void>((resolve) => remakeBeside(folder, resolve));
  expect([title(), units(), probeCodeSets(around).findings]).toEqual(["Invented, finer", 7, []]);
});

it("puts the whole book into an open workplace in the place of the one that it began with", async () => {
  makeOld();
  rmSync(join(folder, "packs"), { recursive: true });
  let told = (): void => {};
  const made = new Promise<void>((resolve) => {
    told = resolve;
  });
  const workplace = await openWorkplace(dataFolder, { env: {}, packsBeside: told });
  try {
    const { app } = workplace;
    const { coder } = app;
    if (app.remaking !== undefined) expect(aboutBook(app, day)).toMatchObject({ starterOnly: true, remaking: { state: "makes" } });
    await made;
    expect(aboutBook(app, day)).toMatchObject({ starterOnly: false, release: "FY2026" });
    expect(app.remaking).toBeUndefined();
    expect(app.codeBook.title("icd10cm", "Q9977", day)).toBe("Invented, finer");
    expect(app.releases).toContain("FY2026");
    expect(app.coder).not.toBe(coder);
  } finally {
    await workplace.close();
  }
}, 60_000);

it("waits for another that changes the code sets, and is cut off where it is", async () => {
  makeOld();
  const lock = tryFolderLock(folder, "codes");
  if ("holder" in lock) throw new Error(lock.holder);
  const made = new Promise<void>((resolve) => {
    const remaking = remakeBeside(folder, resolve);
    expect(remaking.state()).toMatchObject({ state: "waits", because: expect.stringMatching(/changes the code sets now\.$/) });
  });
  expect(probeCodeSets(around).words).toMatch(/works on their packs now, and 0 of 4 stand$/);
  lock.release();
  await made;
  makeOld();
  const remaking = remakeBeside(folder, () => expect.unreachable("it was stopped"));
  await remaking.stop();
  expect(folderLockHolder(folder, "codes")).toBeUndefined();
  expect(readdirSync(folder).filter((name) => name.endsWith(".lock"))).toEqual([]);
});

it("says why where the files are gone, and the book goes on with what it has", async () => {
  writeFileSync(list, whole);
  const { packs, sources } = readInstalled(folder);
  rmSync(join(folder, "packs", packs.hcpcs ?? ""));
  for (const { sha256 } of sources) rmSync(join(folder, "sources", `${sha256}.gz`));
  const remaking = remakeBeside(folder, () => expect.unreachable("nothing can be made"));
  await vi.waitFor(
    () => expect(remaking.state()).toMatchObject({ state: "failed", because: expect.stringMatching(/is gone: load/) }),
    30_000,
  );
  expect(units()).toBe(7);
  expect(statSync(list).size).toBe(whole.length);
  expect(probeCodeSets(around).findings.map((one) => one.code)).toEqual(["DOC-BOK-01", "DOC-BOK-02"]);
});

it("tells of a damaged list as a finding", () => {
  for (const damaged of ["{", JSON.stringify({ ...JSON.parse(whole), recipes: null })]) {
    writeFileSync(list, damaged);
    expect(probeCodeSets(around).findings).toMatchObject([{ code: "DOC-BOK-03", severity: "error", params: { path: list } }]);
  }
});
