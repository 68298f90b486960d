/** Loading releases that were invented for this test, through real files and a real folder. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { answeredSystems, expand } from "../code-book/terminology.ts";
import { loadCodeBook } from "../load-code-book.ts";
import { importCodeSets } from "./import-code-sets.ts";

const root = mkdtempSync(join(tmpdir(), "code-sets-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const line = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
const older = [line(1, "J18", 0, "Pneumonia"), line(2, "J189", 1, "Pneumonia, old words"), line(3, "J30", 1, "Rhinitis")].join("");
const newer = [
  line(1, "J18", 0, "Pneumonia"),
  line(2, "J189", 1, "Pneumonia, new words"),
  line(3, "J30", 0, "Rhinitis"),
  line(4, "J301", 1, "Rhinitis by pollen"),
].join("");
const tabular = `<ICD10CM.tabular><version>2024</version><chapter><name>10</name><desc>Breathing (J00-J99)</desc><excludes2><note>injury (S00-T88)</note></excludes2>
<section id="J00-J39"><desc>Upper and lower (J00-J39)</desc><diag><name>J18</name><desc>Pneumonia</desc><codeFirst><note>influenza (J11.0-)</note></codeFirst>
<diag><name>J18.9</name><desc>Pneumonia, old words</desc><inclusionTerm><note>Lung fever</note></inclusionTerm></diag></diag></section></chapter></ICD10CM.tabular>`;

function folderOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

describe("importCodeSets", () => {
  const dataFolder = join(root, "data");
  const given = folderOf("official", {
    "icd10cm-order-2024.txt": older,
    "icd10cm-order-2025.txt.gz": gzipSync(newer),
    "tabular.xml": tabular,
    "readme.txt": "This folder holds code sets.\n",
  });

  it("loads releases side by side, chosen by day, with notes that name their release", async () => {
    const report = await importCodeSets([given], { dataFolder });
    expect(report).toMatchObject({ outcome: "loaded", known: 0, others: 1 });
    expect(report.loaded.map(({ kind, release, rows }) => [kind, release, rows])).toEqual([
      ["icd10cm-order", "FY2024", 2],
      ["icd10cm-order", "FY2025", 2],
      ["icd10cm-tabular", "FY2024", 2],
    ]);
    const book = loadCodeBook(dataFolder);
    const before = isoDate("2024-09-30");
    const after = isoDate("2024-10-01");
    expect(book.title("icd10cm", "J189", before)).toBe("Pneumonia, old words");
    expect(book.title("icd10cm", "J189", after)).toBe("Pneumonia, new words");
    expect(book.validity("icd10cm", "J30", before)).toBe("valid");
    expect(book.validity("icd10cm", "J30", after)).toBe("invalid");
    expect(book.validity("icd10cm", "J301", before)).toBe("invalid");
    expect(book.validity("icd10cm", "J301", after)).toBe("valid");
    expect(book.validity("icd10cm", "A000", after)).toBe("invalid");
    expect(book.validity("icd10cm", "A000", isoDate("2029-01-01"))).toBe("unknown");
    expect(book.release("icd10cm", after)).toBe("FY2025");
    expect(book.diagnosis("J189", after)?.allNotes.map(({ kind, at, release }) => [kind, at, release])).toEqual([
      ["inclusion", "J189", "FY2024"],
      ["code-first", "J18", "FY2024"],
      ["excludes2", "chapter 10", "FY2024"],
    ]);
    expect(book.codeHistory("J189").map(({ from, to, title }) => [from, to, title])).toEqual([
      ["2015-10-01", "2023-09-30", "Pneumonia, unspecified organism"],
      ["2023-10-01", "2024-09-30", "Pneumonia, old words"],
      ["2024-10-01", undefined, "Pneumonia, new words"],
    ]);
    expect(book.search("lung fever", { on: after, systems: ["icd10cm"] })[0]).toMatchObject({ code: "J189", because: "inclusion term" });
  });

  it("changes nothing when the same files come again", async () => {
    const written = readFileSync(join(dataFolder, "codes", "installed.json"), "utf8");
    expect(await importCodeSets([given], { dataFolder })).toMatchObject({ outcome: "unchanged", known: 3, loaded: [] });
    expect(readFileSync(join(dataFolder, "codes", "installed.json"), "utf8")).toBe(written);
  });

  it("changes nothing when one of several files is damaged", async () => {
    const listed = () => readdirSync(join(dataFolder, "codes"), { recursive: true }).sort();
    const before = listed();
    const broken = folderOf("broken", { "icd10cm-order-2026.txt": newer, "tabular-2026.xml": tabular.slice(0, 300) });
    const report = await importCodeSets([broken], { dataFolder });
    expect(report).toMatchObject({ outcome: "refused", loaded: [] });
    expect(report.findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-02"]);
    expect(listed()).toEqual(before);
    expect(loadCodeBook(dataFolder).release("icd10cm", isoDate("2026-01-01"))).toBe("FY2025");
  });

  it("wants the day where nothing tells it, and takes it from the person", async () => {
    const undated = folderOf("undated", { "codes.txt": older });
    const other = join(root, "other");
    expect((await importCodeSets([undated], { dataFolder: other })).findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-04"]);
    const report = await importCodeSets([undated], { dataFolder: other, effective: isoDate("2025-10-01") });
    expect(report.loaded.map((one) => one.release)).toEqual(["FY2026"]);
  });

  it("calls nothing wrong of the days before the only release", async () => {
    const alone = join(root, "alone");
    const lines = [line(1, "Q97", 0, "Shape"), line(2, "Q977", 0, "Odd shape"), line(3, "Q9771", 1, "Odd shape, left")].join("");
    await importCodeSets([folderOf("only", { "icd10cm-order-2027.txt": lines })], { dataFolder: alone });
    const book = loadCodeBook(alone);
    const on = (day: string) => ["Q9771", "Q977"].map((code) => book.validity("icd10cm", code, isoDate(day)));
    // Q97.71 may be older, and Q97.7 may have been whole before.
    expect(on("2026-09-30")).toEqual(["unknown", "unknown"]);
    expect(on("2026-10-01")).toEqual(["valid", "invalid"]);
  });

  it("answers FHIR for procedures of hospitals as soon as they are loaded", async () => {
    const hospital = join(root, "hospital");
    const lines = [
      line(1, "0AB", 0, "Some system, doing"),
      line(2, "0AB1XZZ", 1, "Doing one thing"),
      line(3, "0AB2XZZ", 1, "Doing another"),
    ].join("");
    await importCodeSets([folderOf("pcs", { "icd10pcs_order_2027.txt": lines })], { dataFolder: hospital });
    const app = { codeBook: loadCodeBook(hospital) };
    const uri = "http://www.cms.gov/Medicare/Coding/ICD10";
    expect(answeredSystems(app)).toContain(uri);
    expect(answeredSystems({ codeBook: loadCodeBook(dataFolder) })).not.toContain(uri);
    const all = { filter: "", on: isoDate("2026-11-02"), offset: 0, count: 10 };
    expect(expand(app, uri, all)).toEqual({
      total: 2,
      codes: [
        { code: "0AB1XZZ", display: "Doing one thing" },
        { code: "0AB2XZZ", display: "Doing another" },
      ],
    });
    expect(expand(app, uri, { ...all, on: isoDate("2026-09-30") }).total).toBe(0);
  });

  it("makes its packs anew from the sources when they are gone or of another version", () => {
    const packs = join(dataFolder, "codes", "packs");
    for (const name of readdirSync(packs)) writeFileSync(join(packs, name), "of another time");
    expect(loadCodeBook(dataFolder).title("icd10cm", "J301", isoDate("2025-01-01"))).toBe("Rhinitis by pollen");
  });
});
