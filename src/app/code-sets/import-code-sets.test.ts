/** Loading releases that were invented for this test, through real files and a real folder. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { pcsIndexTerm, pcsMainTerms } from "../code-book/pcs-index-walk.ts";
import { answeredSystems, expand, lookUp } from "../code-book/terminology.ts";
import { probeCodeSets } from "../doctor/code-sets.ts";
import { loadCodeBook } from "../load-code-book.ts";
import { type ImportReport, importCodeSets } from "./import-code-sets.ts";
import { writePack } from "./installed.ts";

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

const limits = (units: number): string =>
  `"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",${units},3,"Invented"\n"99214",1,3,"Invented"\n`;

/** Names of the files that were left, without their folders. */
const because = ({ left }: ImportReport): Readonly<Record<string, string>> =>
  Object.fromEntries(left.map((one) => [basename(one.name), one.because]));

function folderOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

describe("importCodeSets", () => {
  const dataFolder = join(root, "data");
  const around = { dataDir: dataFolder, port: 0, keyFile: undefined, env: {}, now: () => new Date("2026-11-16T12:00:00Z") };
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

  it("changes nothing of a release of which one file is damaged", async () => {
    const listed = () => readdirSync(join(dataFolder, "codes"), { recursive: true }).sort();
    const before = listed();
    const broken = folderOf("broken", {
      "icd10cm-order-2026.txt": `${newer}${line(5, "J302", 1, "Rhinitis by dust")}`,
      "tabular-2026.xml": tabular.slice(0, 300),
    });
    const report = await importCodeSets([broken], { dataFolder });
    expect(report).toMatchObject({ outcome: "refused", loaded: [] });
    expect(report.findings.map((one) => one.code).sort()).toEqual(["BOOK-SOURCE-02", "BOOK-SOURCE-07"]);
    expect(because(report)).toEqual({ "icd10cm-order-2026.txt": "release", "tabular-2026.xml": "damaged" });
    expect(listed()).toEqual(before);
    expect(loadCodeBook(dataFolder).release("icd10cm", isoDate("2026-01-01"))).toBe("FY2025");
  });

  it("loads the other releases beside a damaged one, and what lies whole in another archive", async () => {
    const beside = join(root, "beside");
    const zip = gzipSync(newer);
    const report = await importCodeSets(
      [
        folderOf("mixed", {
          "icd10cm-order-2025.txt": older,
          "icd10cm-order-2026.txt.gz": zip.subarray(0, zip.length - 12),
          "icd10cm-tabular-2027.xml": tabular.slice(0, 300),
          "icd10cm-order-2027.txt": newer,
          "icd10cm-drug.xml": "<ICD10CM.index><indexHeading><head>Substance</head>",
          "mue_2026q1.csv": limits(2),
        }),
      ],
      { dataFolder: beside },
    );
    // Nothing tells of which release the table of drugs is: no release of its set may be the one that it is missing from.
    expect(report).toMatchObject({ outcome: "partly", known: 0, others: 0 });
    expect(report.loaded.map((one) => one.kind)).toEqual(["ncci-mue"]);
    expect(because(report)).toEqual({
      "icd10cm-drug.xml": "damaged",
      "icd10cm-order-2025.txt": "release",
      "icd10cm-order-2026.txt": "damaged",
      "icd10cm-order-2027.txt": "release",
      "icd10cm-tabular-2027.xml": "damaged",
    });
    const without = folderOf("without", { "icd10cm-order-2025.txt": older, "icd10cm-tabular-2027.xml": tabular.slice(0, 300) });
    const again = await importCodeSets([without], { dataFolder: beside });
    expect(again.loaded.map((one) => one.release)).toEqual(["FY2025"]);
    expect(loadCodeBook(beside).mue("99213", isoDate("2026-02-02"))?.units).toBe(2);
  });

  it("wants the day where nothing tells it, loads all else, and takes the day from the person", async () => {
    const undated = folderOf("undated", { "codes.txt": older, "icd10cm-order-2025.txt": newer });
    const other = join(root, "other");
    const first = await importCodeSets([undated], { dataFolder: other });
    expect(first).toMatchObject({ outcome: "partly", left: [{ path: join(undated, "codes.txt"), because: "no-day" }] });
    expect(first.loaded.map((one) => one.release)).toEqual(["FY2025"]);
    expect(first.findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-04"]);
    // In a folder the day is for those that tell none.
    const report = await importCodeSets([undated], { dataFolder: other, effective: isoDate("2025-10-01") });
    expect(report).toMatchObject({ outcome: "loaded", known: 1, left: [] });
    expect(report.loaded.map((one) => one.release)).toEqual(["FY2026"]);
    // A file that is named is of the day that is said, whatever was held of it before.
    const moved = await importCodeSets([join(undated, "codes.txt")], { dataFolder: other, effective: isoDate("2026-04-01") });
    expect(moved.loaded.map((one) => one.release)).toEqual(["FY2026 from April 2026"]);
    const book = loadCodeBook(other);
    expect(["2026-03-31", "2026-04-01"].map((day) => book.title("icd10cm", "J189", isoDate(day)))).toEqual([
      "Pneumonia, new words",
      "Pneumonia, old words",
    ]);
    expect(book.releases.filter((one) => one.table === "icd10cm").map((one) => one.name)).not.toContain("FY2026");
  });

  it("takes a list that comes as text and as workbook once, and tells of two that differ", async () => {
    const twice = join(root, "twice");
    const folder = folderOf("twice-given", {
      "a-2026q1": limits(2),
      "b-2026q1": limits(2).replaceAll("\n", "\r\n"),
      "c-2026q1": `${limits(2)}"99215",1,3,"Invented"\n`,
    });
    const report = await importCodeSets([folder], { dataFolder: twice });
    expect(report).toMatchObject({ outcome: "partly", known: 1 });
    expect(because(report)).toEqual({ "c-2026q1": "same-release" });
    expect(report.findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-09"]);
    // And again: the other form of what stands is not taken in its place.
    expect(await importCodeSets([folder], { dataFolder: twice })).toMatchObject({ outcome: "refused", known: 2, loaded: [] });
  });

  it("makes a release of changes from the one before them, and from no other", async () => {
    const changes = (before: number): string =>
      `Add:         J302    Rhinitis by dust\r\n\r\nCodes\r\n  ${before} codes in icd10cm_order_2025.txt\r\n  ${before + 1} codes in icd10cm_order_2026.txt\r\n`;
    const based = join(root, "based");
    const alone = await importCodeSets([folderOf("alone", { "icd10cm-codes-addenda-2026.txt": changes(2) })], { dataFolder: based });
    expect([alone.outcome, because(alone)]).toEqual(["refused", { "icd10cm-codes-addenda-2026.txt": "no-base" }]);
    const wrong = folderOf("wrong", { "icd10cm-order-2025.txt": newer, "icd10cm-codes-addenda-2026.txt": changes(7) });
    expect(because(await importCodeSets([wrong], { dataFolder: based }))).toEqual({ "icd10cm-codes-addenda-2026.txt": "no-base" });
    const right = await importCodeSets([folderOf("right", { "icd10cm-codes-addenda-2026.txt": changes(2) })], { dataFolder: based });
    expect([right.outcome, right.findings]).toEqual(["loaded", []]);
    expect(loadCodeBook(based).title("icd10cm", "J302", isoDate("2025-10-01"))).toBe("Rhinitis by dust");
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
    const fhir = (code: string, day: string) =>
      lookUp({ codeBook: book }, "http://hl7.org/fhir/sid/icd-10-cm", { code, on: isoDate(day) })?.inForce;
    expect([fhir("Q97.71", "2026-09-30"), fhir("Q97.7", "2026-09-30")]).toEqual([undefined, undefined]);
    expect([fhir("Q97.71", "2026-10-01"), fhir("Q97.7", "2026-10-01")]).toEqual([true, true]);
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
    // Every code whose title has the words, page by page, beside what a search means by them.
    const things = { ...all, filter: "DOING thi" };
    expect(expand(app, uri, things)).toEqual({ total: 1, codes: [{ code: "0AB1XZZ", display: "Doing one thing" }] });
    expect(expand(app, uri, { ...all, filter: "doing", offset: 1 })).toMatchObject({ total: 2, codes: [{}] });
    expect(expand(app, uri, { ...all, filter: "nothing" })).toEqual({ total: 0, codes: [] });
    expect(lookUp(app, uri, { code: "0AB", on: all.on })).toMatchObject({ billable: false, inForce: true });
    expect(lookUp(app, uri, { code: "0AB1XZZ", on: all.on })).toMatchObject({ billable: true, inForce: true });
  });

  it("lets the Index of the procedures be walked from a main term to the characters that it settles", async () => {
    const walked = join(root, "walked");
    const procedures = [line(1, "0AB", 0, "Some system, doing"), line(2, "0AB1XZZ", 1, "Doing one thing")].join("");
    const text =
      "<ICD10PCS.index><version>2027</version><letter><title>D</title><mainTerm><title>Doing</title><term level='1'><title>Part</title><codes>0AB1</codes></term></mainTerm><mainTerm><title>Acting</title><see>Doing, Part<tab>0AB</tab></see></mainTerm><mainTerm><title>Limb of the part</title><use>Part</use></mainTerm></letter></ICD10PCS.index>";
    const folder = folderOf("pcs-index", { "icd10pcs_order_2027.txt": procedures, "icd10pcs_index_2027.xml": text });
    await importCodeSets([folder], { dataFolder: walked });
    const app = { codeBook: loadCodeBook(walked) };
    const terms = pcsMainTerms(app, { from: "", after: -1 });
    if (!terms.ok) throw new Error("no Index was loaded");
    const { lines, ...told } = terms.value;
    expect(told).toEqual({ total: 3, more: false, release: "FY2027" });
    const [acting, doing, limb] = lines;
    expect(acting).toMatchObject({ term: "Acting", code: "0AB", see: { words: "Doing, Part" }, below: 0 });
    expect(limb).toMatchObject({ term: "Limb of the part", use: "Part" });
    expect(pcsIndexTerm(app, acting?.see?.to ?? -1)).toMatchObject({
      ok: true,
      value: { line: { term: "Part", code: "0AB1" }, above: [{ term: "Doing" }], lines: [] },
    });
    expect(pcsMainTerms(app, { from: "", after: acting?.id ?? -1 })).toMatchObject({ value: { lines: [doing, limb] } });
    expect(pcsIndexTerm(app, 99).ok).toBe(false);
    expect(pcsMainTerms({ codeBook: loadCodeBook(dataFolder) }, { from: "", after: -1 }).ok).toBe(false);
  });

  it("makes its packs anew when the program makes others of the same sources, and keeps the old ones where it cannot", () => {
    const list = join(dataFolder, "codes", "installed.json");
    const { recipes, ...installed } = JSON.parse(readFileSync(list, "utf8"));
    expect(Object.keys(recipes).sort()).toEqual(Object.keys(installed.packs).sort());
    // As a version wrote it that knew no recipes, with a pack that says something else.
    const packs = join(dataFolder, "codes", "packs");
    const search = readFileSync(join(packs, installed.packs.search));
    search[search.length - 1] = (search.at(-1) ?? 0) ^ 1;
    const old = writePack(join(dataFolder, "codes"), "search", search);
    writeFileSync(list, JSON.stringify({ ...installed, packs: { ...installed.packs, search: old } }));
    const source = join(dataFolder, "codes", "sources", `${installed.sources[0].sha256}.gz`);
    const bytes = readFileSync(source);
    rmSync(source);
    expect(probeCodeSets(around).findings.map((one) => one.code)).toEqual(["DOC-BOK-01"]);
    expect(probeCodeSets(around).words).toContain("another version made 2 of their packs");
    expect(loadCodeBook(dataFolder).title("icd10cm", "J301", isoDate("2025-01-01"))).toBe("Rhinitis by pollen");
    expect(JSON.parse(readFileSync(list, "utf8")).packs.search).toBe(old);
    writeFileSync(source, bytes);
    expect(loadCodeBook(dataFolder).title("icd10cm", "J301", isoDate("2025-01-01"))).toBe("Rhinitis by pollen");
    const made = JSON.parse(readFileSync(list, "utf8"));
    expect([made.packs, made.recipes]).toEqual([installed.packs, recipes]);
    expect(probeCodeSets(around)).toMatchObject({ words: "3 files are loaded", findings: [] });
  });

  it("makes its packs anew from the sources when they are gone or of another version", () => {
    const packs = join(dataFolder, "codes", "packs");
    for (const name of readdirSync(packs)) writeFileSync(join(packs, name), "of another time");
    expect(loadCodeBook(dataFolder).title("icd10cm", "J301", isoDate("2025-01-01"))).toBe("Rhinitis by pollen");
  });
});
