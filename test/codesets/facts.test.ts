/** What lists beside the classification say of its codes, at full size; and a release made from the one before and its addenda. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { FactBook } from "../../src/core/codebook/facts/fact-book.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { applyAddenda, readAddenda, readCodesFile } from "../../src/core/codebook/read/code-lines.ts";
import { riskOfSuggested } from "../../src/core/coding/risk-beside.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const from = (path: string): string => join(folder ?? "", path);
const on = isoDate("2026-08-01");

async function textOf(path: string, name: RegExp): Promise<string> {
  for await (const file of sourceFiles(from(path))) if (!("problem" in file) && name.test(file.name)) return decodeText(file.bytes);
  throw new Error(`${path} has no ${name}`);
}

describe.skipIf(folder === undefined)("facts of codes", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "facts-"));
  let facts: FactBook;
  let book: CodeBook;
  beforeAll(async () => {
    const paths = [
      "icd10cm/fy2026/POAexemptCodesFY26.zip",
      "icd10cm/fy2026/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx",
      "icd10cm/gems",
      "risk",
      "ccsr",
      "hcpcs/rbcs_2024.csv.xz",
      "msdrg/mce_code_edits_v41_1.csv.xz",
    ];
    const report = await importCodeSets(paths.map(from), { dataFolder });
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    book = loadCodeBook(dataFolder);
    if (book.facts === undefined) throw new Error("nothing was loaded");
    facts = book.facts;
  }, 300_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("count as the publishers do", () => {
    expect(facts.releases.map(({ fact, name, effective, rows }) => [fact, name, effective, rows])).toEqual(
      expect.arrayContaining([
        ["poa-exempt", "FY2026", "2025-10-01", 38_349],
        ["icd9-of", "GEM 2018", "2017-10-01", 81_593],
        ["icd10-of", "GEM 2018", "2017-10-01", 24_860],
        ["hcc", "PY2026", "2025-01-01", 58_985],
        ["hcc-above", "PY2026", "2025-01-01", 734],
        ["hcc-label", "PY2026", "2025-01-01", 783],
        ["ccsr", "CCSR of FY2023", "2022-10-01", 74_549],
        ["rbcs", "RBCS 2024", "2024-01-01", 17_033],
        ["code-editor", "MCE v41.1", "2024-04-01", 7_946],
        ["conversion", "FY2026", "2025-10-01", 5_892],
      ]),
    );
  });

  it("tell for every code of the list that no present-on-admission is reported, and for no other", async () => {
    const exempt = new Set(
      (await textOf("icd10cm/fy2026/POAexemptCodesFY26.zip", /exemptCodesFY26\.txt$/))
        .split("\r\n")
        .slice(1)
        .flatMap((line) => line.split("\t")[1]?.replace(".", "") ?? []),
    );
    const order = await textOf("icd10cm/fy2026/icd10cm-Code-Descriptions-2026.zip", /order-2026\.txt$/);
    const wrong = order.split("\r\n").flatMap((line) => {
      const code = line.slice(6, 13).trim();
      return line[14] === "1" && facts.diagnosis(code, on).poaExempt?.isExempt !== exempt.has(code) ? [code] : [];
    });
    expect(exempt.size).toBeGreaterThan(38_000);
    expect(wrong).toEqual([]);
    // Before the first list nothing is said.
    expect(facts.diagnosis("Z7984", isoDate("2024-01-01")).poaExempt).toBeUndefined();
  });

  it("give risk categories by the payment year, and only the highest of a hierarchy", () => {
    const of = (day: string) =>
      facts
        .diagnosis("E1122", isoDate(day))
        .riskCategories.filter((one) => one.model === "V28")
        .map((one) => [one.category, one.release]);
    expect(of("2025-06-01")).toEqual([["37", "PY2026"]]);
    expect(of("2024-06-01")).toEqual([["37", "PY2025"]]);
    expect(of("2019-06-01")).toEqual([]);
    const counted = facts.riskOf(["E1010", "E1122", "E119", "N185", "N1831"], { model: "V28", on }).map((one) => one.category);
    expect(counted).toEqual(["36", "326"]);
    expect(facts.riskOf(["E119"], { model: "V24", on })[0]?.label).toBe("Diabetes without Complication");
  });

  it("stand beside suggested codes, with what another code puts them under, and change nothing of the suggestions", () => {
    const suggestions = [
      { code: "E1122", band: "auto" as const },
      { code: "N1831", band: "suggest" as const },
      { code: "N185", band: "query" as const },
      { code: "R05", band: "auto" as const },
    ];
    const ofV28 = (given: typeof suggestions) =>
      [...riskOfSuggested({ facts }, given, on)].map(([code, all]) => [
        code,
        ...all.filter((one) => one.model === "V28").map(({ category, under }) => ({ category, under })),
      ]);
    expect(ofV28(suggestions)).toEqual([
      ["E1122", { category: "37", under: [] }],
      ["N1831", { category: "329", under: [] }],
    ]);
    const both = suggestions.map((one) => ({ ...one, band: "auto" as const }));
    expect(ofV28(both)).toEqual([
      ["E1122", { category: "37", under: [] }],
      ["N1831", { category: "329", under: ["326"] }],
      ["N185", { category: "326", under: [] }],
    ]);
    expect(riskOfSuggested({}, both, on).size).toBe(0);
  });

  it("lead from ICD-9-CM and to it", () => {
    expect(facts.icd10Of("250.00").map((one) => one.code)).toEqual(["E119"]);
    expect(facts.icd10Of("428.0").map((one) => one.code)).toContain("I509");
    expect(facts.diagnosis("E119", on).icd9.map((one) => one.code)).toEqual(["25000"]);
  });

  it("answer a code of ICD-9-CM that is typed, and say by what", () => {
    const found = book.search("250.00", { on: isoDate("2026-11-16"), systems: ["icd10cm"] });
    expect(found[0]).toMatchObject({ code: "E119", because: "ICD-9-CM 250.00, by CMS's general equivalence mappings (approximate)" });
    expect(book.search("E11.9", { on, systems: ["icd10cm"] })[0]?.because).toBe("code");
    expect(book.search("250.00", { on, systems: ["cpt"] })).toEqual([]);
  });

  it("say what was reported before a new code, and what after an old one", () => {
    expect(facts.diagnosis("C50A0", on).replaces).toEqual([{ from: "2025-10-01", codes: ["C50919", "C50929"] }]);
    expect(facts.diagnosis("G35", on).replacedBy.map((one) => one.code)).toContain("G35D");
    expect(facts.diagnosis("N400", on).codeEditor.map((one) => one.edit)).toEqual(["adult", "male"]);
    expect(facts.serviceGroup("99213", on)?.category).toBe("E&M");
  });
});

describe.skipIf(folder === undefined)("a release of ICD-10-CM from the one before and its addenda", () => {
  it("is the one that was reconstructed elsewhere, code for code and title for title", async () => {
    const before = readCodesFile("2026", await textOf("icd10cm/fy2026/icd10cm-Code-Descriptions-2026.zip", /codes-2026\.txt$/));
    const addenda = readAddenda("addenda", await textOf("icd10cm/fy2027/icd10cm_codes_addenda_2027.txt", /2027/));
    const wanted = readCodesFile("2027", await textOf("icd10cm/fy2027/icd10cm_codes_2027.reconstructed.txt.xz", /2027/));
    expect([...before.findings, ...addenda.findings, ...wanted.findings]).toEqual([]);
    const made = applyAddenda(before.value, addenda.value, "addenda");
    expect(made.findings).toEqual([]);
    const lines = (rows: typeof made.value) =>
      rows
        .filter((row) => row.billable)
        .map(({ code, title }) => `${code} ${title}`)
        .sort();
    expect(lines(made.value)).toEqual(lines(wanted.value));
    expect(lines(made.value)).toHaveLength(74_879);
  });
});
