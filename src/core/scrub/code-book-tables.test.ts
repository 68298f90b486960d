import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileCodeBook } from "../codebook/compile.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { codeBookTables } from "./code-book-tables.ts";

const data = new URL("../../../data/", import.meta.url);
const sources = readdirSync(data, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:tsv|txt)$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, data), "utf8") }));
const tables = codeBookTables(compileCodeBook(sources).codeBook);
const on = isoDate("2026-11-16");

describe("the starter code book as tables of the edits", () => {
  it("knows visits, tests and what is done together", () => {
    expect(tables.procedure("99213", on)).toMatchObject({ isEvaluation: true, isNewPatient: false, isLaboratory: false });
    expect(tables.procedure("99203", on)).toMatchObject({ isEvaluation: true, isNewPatient: true });
    expect(tables.procedure("80053", on)).toMatchObject({ isEvaluation: false, isLaboratory: true, isOrdered: true });
    expect(tables.procedure("99213", on)).toBe(tables.procedure("99213", on));
    expect(tables.procedure("ZZZZZ", on)).toBeUndefined();
  });

  it("reads Excludes1 both ways, and no code against itself", () => {
    expect(tables.excludes1("E119", "E109", on)).toBe(true);
    expect(tables.excludes1("E109", "E119", on)).toBe(true);
    expect(tables.excludes1("E119", "E119", on)).toBe(false);
    expect(tables.excludes1("E119", "I10", on)).toBe(false);
  });

  it("answers validity with the book's three words", () => {
    expect(tables.codes.validity("icd10cm", "E119", on)).toBe("valid");
    expect(tables.codes.validity("icd10cm", "E11", on)).toBe("invalid");
  });
});
