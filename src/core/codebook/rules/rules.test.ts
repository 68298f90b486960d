import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { sampleBook } from "../sample-book.ts";
import { excludes1Conflicts } from "./excludes1.ts";
import { diagnosisConflicts, procedureConflicts } from "./patient-fit.ts";
import { sequencingProblems } from "./sequencing.ts";

const on = isoDate("2026-11-02");
const book = sampleBook();

describe("excludes1Conflicts", () => {
  it("finds a pair from either side and names it once", () => {
    expect(excludes1Conflicts(book, ["J189", "J690"], on).map(({ code, other }) => [code, other])).toEqual([["J189", "J690"]]);
    expect(excludes1Conflicts(book, ["J690", "J189"], on).map(({ code, other }) => [code, other])).toEqual([["J189", "J690"]]);
    expect(excludes1Conflicts(book, ["E119", "E109"], on)).toHaveLength(1);
  });

  it("leaves Excludes2 and unrelated codes alone", () => {
    expect(excludes1Conflicts(book, ["J189", "S52501A", "E119"], on)).toEqual([]);
  });
});

describe("sequencingProblems", () => {
  const kinds = (codes: readonly string[]): readonly string[] =>
    sequencingProblems(book, codes, on).map((one) => `${one.kind} ${one.code}`);

  it("wants no external cause and no manifestation first", () => {
    expect(kinds(["W1830XA", "J189"])).toEqual(["external-cause-first W1830XA"]);
    expect(kinds(["J189", "W1830XA"])).toEqual([]);
    expect(kinds(["H42"])).toContain("manifestation-first H42");
  });

  it("wants the cause before its manifestation", () => {
    expect(kinds(["E119", "H42", "E8589"])).toEqual(["code-first-later H42"]);
    expect(kinds(["E8589", "H42"])).toEqual([]);
    expect(kinds(["J189", "J1100"])).toEqual(["code-first-later J189"]);
    expect(kinds(["J1100", "J189"])).toEqual([]);
    expect(kinds(["J189"])).toEqual([]);
  });

  it("wants first-only codes first, several of them together being fine", () => {
    expect(kinds(["E119", "Z0000"])).toEqual(["not-first Z0000"]);
    expect(kinds(["Z0000", "E119"])).toEqual([]);
  });
});

describe("patient fit", () => {
  it("compares age and sex with the flags", () => {
    expect(
      diagnosisConflicts(book, ["P599", "N400", "Z0000"], { ageYears: 40, sex: "female" }, on).map((one) => [one.code, one.about]),
    ).toEqual([
      ["P599", "age"],
      ["N400", "sex"],
    ]);
    expect(diagnosisConflicts(book, ["N400"], { ageYears: 70, sex: "male" }, on)).toEqual([]);
    expect(procedureConflicts(book, ["99397"], { ageYears: 64 }, on)).toHaveLength(1);
    expect(procedureConflicts(book, ["99397"], { ageYears: 65 }, on)).toEqual([]);
    expect(procedureConflicts(book, ["59400"], { ageYears: 30, sex: "male" }, on)).toHaveLength(1);
  });
});
