/** The publishers' releases at full size, loaded as a person loads them: every code, title and count. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { findDataFolder, loadCodeBook, loadLookup } from "../../src/app/load-code-book.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";
import { differences } from "./lookup-differences.ts";
import { answered, searchQueries } from "./search-queries.ts";

const folder = sharedFolder("codesets");
const from = (path: string): string => join(folder ?? "", "icd10cm", path);
const releases = [
  { path: "fy2025/ICD10-CM-Code-Descriptions-2025.zip", day: isoDate("2025-03-01"), billable: 74_260 },
  { path: "fy2026/icd10cm-Code-Descriptions-2026.zip", day: isoDate("2026-03-01"), billable: 74_719 },
] as const;

describe.skipIf(folder === undefined)("the full ICD-10-CM", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "full-book-"));
  let book: CodeBook;
  beforeAll(async () => {
    const paths = [...releases.map((one) => one.path), "fy2017/ICD10CM_FY2017_Full_XML.zip", "fy2021", "fy2026-april", "fy2027"].map(from);
    const report = await importCodeSets(paths, { dataFolder });
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    expect(report.loaded).toHaveLength(13);
    book = loadCodeBook(dataFolder);
  }, 600_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("counts each release as its publisher does", () => {
    const official = book.releases.filter((one) => one.table.startsWith("icd10cm") && one.source === "ICD-10-CM, CDC/NCHS");
    expect(official.map(({ table, effective, rows }) => `${table} ${effective}: ${rows}`).sort()).toEqual([
      "icd10cm 2021-01-01: 72621",
      "icd10cm 2024-10-01: 74260",
      "icd10cm 2025-10-01: 74719",
      "icd10cm 2026-10-01: 74879",
      "icd10cm-drug 2026-04-01: 7430",
      "icd10cm-external-cause 2026-04-01: 8090",
      "icd10cm-index 2016-10-01: 77199",
      // Its terms and the one main term above them.
      "icd10cm-neoplasm 2026-04-01: 1940",
      "icd10cm-tabular 2016-10-01: 43910",
      "icd10cm-tabular 2021-01-01: 45017",
    ]);
  });

  it("says of each code to a check of X12 what the whole book says", () => {
    expect(differences(loadLookup(dataFolder), book)).toEqual([]);
  });

  it.each(releases)(
    "has every code of $path with its title, and calls exactly the billable ones valid",
    async ({ path, day, billable }) => {
      let valid = 0;
      const wrong: string[] = [];
      for await (const file of sourceFiles(from(path))) {
        if ("problem" in file || !/order-20\d\d\.txt$/.test(file.name)) continue;
        for (const line of decodeText(file.bytes).split("\r\n")) {
          if (line === "") continue;
          const code = line.slice(6, 13).trim();
          const isBillable = line[14] === "1";
          if (isBillable) valid += 1;
          if (book.title("icd10cm", code, day) !== line.slice(77).trim()) wrong.push(code);
          if (book.validity("icd10cm", code, day) !== (isBillable ? "valid" : "invalid")) wrong.push(`${code} validity`);
        }
      }
      expect(wrong).toEqual([]);
      expect(valid).toBe(billable);
      expect(book.codeHistory("A000").length).toBeGreaterThan(0);
    },
  );

  it("has as many billable codes on a day of FY2027 as its addenda state", () => {
    const day = isoDate("2026-11-16");
    expect(book.diagnosisCodes().filter((code) => book.validity("icd10cm", code, day) === "valid")).toHaveLength(74_879);
  });

  it("puts what a coder means first: words in any order, short forms, typos, sides, British spelling, beginnings, older wordings", () => {
    const queries = searchQueries();
    expect(queries.length).toBeGreaterThanOrEqual(500);
    const { share, byKind } = answered(book, queries);
    expect(share).toBeGreaterThanOrEqual(0.94);
    for (const [kind, own] of Object.entries(byKind)) expect({ kind, own: own >= 0.85 }).toEqual({ kind, own: true });
  });

  it("has every history that the ranges of search lead to", () => {
    const day = isoDate("2026-11-16");
    const lines = readFileSync(join(findDataFolder(), "search/history-codes.txt"), "utf8").matchAll(/^history .* = (\S+) \| (\S+)$/gm);
    const codes = [...new Set([...lines].flatMap(([, personal = "", family = ""]) => [personal, family]))].filter((code) => code !== "-");
    expect(codes.length).toBeGreaterThan(100);
    expect(codes.filter((code) => book.diagnosis(code.replace(".", ""), day)?.billable !== true)).toEqual([]);
  });

  it("finds the history of a condition that no line of the Index names", () => {
    const first = (text: string) =>
      book.search(text, { on: isoDate("2026-11-16"), systems: ["icd10cm"], limit: 3 }).map(({ code }) => code);
    expect(first("history of appendicitis")[0]).toBe("Z8719");
    expect(first("family history of eczema")[0]).toBe("Z840");
    expect(first("hx of hypertension").slice(0, 2)).toEqual(["I10", "Z8679"]);
  });

  it("leads to a row of the Neoplasm Table only where a growth is named", () => {
    const first = (text: string) => book.search(text, { on: isoDate("2026-11-16"), systems: ["icd10cm"], limit: 1 })[0]?.code;
    for (const text of ["knee", "back", "scalp", "buttock", "mouth", "lung", "kidney", "left calf"])
      expect({ text, first: first(text) }).toEqual({ text, first: expect.not.stringMatching(/^(?:C|D[0-4])/) });
    for (const text of ["knee tumor", "neoplasm of knee", "knee neoplsm", "lung cancer", "colon ca"])
      expect({ text, first: first(text) }).toEqual({ text, first: expect.stringMatching(/^(?:C|D[0-4])/) });
  });

  it("keeps what a code was on each day", () => {
    expect(book.validity("icd10cm", "G35", isoDate("2025-09-30"))).toBe("valid");
    expect(book.validity("icd10cm", "G35", isoDate("2025-10-01"))).toBe("invalid");
    expect(book.validity("icd10cm", "I420", isoDate("2026-09-30"))).toBe("valid");
    expect(book.validity("icd10cm", "I420", isoDate("2026-10-01"))).toBe("invalid");
    expect(book.validity("icd10cm", "I4200", isoDate("2026-10-01"))).toBe("valid");
    expect(book.validity("icd10cm", "QA171", isoDate("2026-10-01"))).toBe("valid");
  });

  it("brings down the notes of category, block and chapter, with the release they are from", () => {
    const detail = book.diagnosis("E1122", isoDate("2026-11-16"));
    expect(
      detail?.allNotes.some((note) => note.kind === "use-additional" && note.at === "E1122" && note.text.includes("N18.1-N18.6")),
    ).toBe(true);
    expect(detail?.allNotes.some((note) => note.kind === "excludes1" && note.at === "E11" && note.text.includes("gestational"))).toBe(true);
    expect(detail?.allNotes.some((note) => note.at === "chapter 4")).toBe(true);
    expect(new Set(detail?.allNotes.map((note) => note.release))).toEqual(new Set(["FY2021 from January 2021"]));
    expect(book.diagnosis("S52501A", isoDate("2026-11-16"))?.sevenths.map((one) => one.character)).toEqual([..."ABCDEFGHJKMNPQRS"]);
  });

  it("has the Index as a tree that leads to codes, with its tables", () => {
    const { index } = book;
    const pneumonia = index.follow("Pneumonia, viral", "index");
    expect(pneumonia === undefined ? undefined : index.entry(pneumonia).code).toBe("J129");
    const breast = index.follow("Neoplasm, breast", "neoplasm");
    const cells = breast === undefined ? [] : (index.entry(breast).cells ?? []);
    expect(cells.map((cell) => cell?.code)).toEqual(["C509", "C7981", "D05", "D24", "D486", "D493"]);
    const aspirin = index.follow("Aspirin", "drug");
    expect(aspirin === undefined ? undefined : index.entry(aspirin).cells?.[4]?.code).toBe("T39015");
    expect(index.mainTerms("index")).toHaveLength(7_973);
  });
});
