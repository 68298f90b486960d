/** Conventions over a small Tabular List that was written for this test. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { codeBookTables } from "../../scrub/code-book-tables.ts";
import { compileCodeBook } from "../compile.ts";
import { compileIcd10cm } from "../icd10cm/compile-pack.ts";
import { openPack } from "../pack/pack-file.ts";
import { readTabularXml } from "../read/tabular-xml.ts";
import { codeFirstOf, missingAdditional, missingAlso } from "./additional-codes.ts";
import { conventionsOf } from "./conventions.ts";
import { missingSeventh } from "./seventh-character.ts";

const on = isoDate("2026-11-02");
const diag = (name: string, inside: string): string => `<diag><name>${name}</name><desc>Words of ${name}</desc>${inside}</diag>`;
const note = (kind: string, ...texts: readonly string[]): string =>
  `<${kind}>${texts.map((text) => `<note>${text}</note>`).join("")}</${kind}>`;
const sevenths = '<sevenChrDef><extension char="A">first</extension><extension char="D">later</extension></sevenChrDef>';
const tabular = `<ICD10CM.tabular><version>2027</version><chapter><name>4</name><desc>All (A00-Z99)</desc><section id="A00-Z99"><desc>All (A00-Z99)</desc>
${diag("E11", diag("E11.621", note("useAdditionalCode", "where the sore is (L97.4-)")) + diag("E11.22", note("useAdditionalCode", "stage of the kidney disease (N18.1-N18.6)")))}
${diag("I12", diag("I12.9", ""))}
${diag("N18", note("codeFirst", "kidney disease of diabetes (E08.22, E11.22)", "kidney disease of pressure (I12.-)") + diag("N18.31", "") + diag("N18.9", ""))}
${diag("J44", note("useAdditionalCode", "tobacco use (Z72.0), if known") + diag("J44.9", ""))}
${diag("K29", diag("K29.00", ""))}
${diag("G92", note("codeFirst", "poisoning by a drug (T36-T50)") + diag("G92.8", ""))}
${diag("T40", `${note("codeFirst", "for adverse effects, the nature of the adverse effect:", "gastritis (K29.-)")}${sevenths}${diag("T40.1X1", "")}${diag("T40.1X5", "")}`)}
${diag("M10", note("useAdditionalCode", "code that tells of:", "failing nerves (G99.0)", "stones (N22)") + diag("M10.9", ""))}
${diag("G99", note("codeFirst", "gout (M10.-)") + diag("G99.0", ""))}
${diag("N22", note("codeFirst", "gout (M10.-)"))}
${diag("O98", note("useAdditionalCode", "the associated infection (B99.9)") + diag("O98.7", ""))}
${diag("B99", note("codeFirst", "infection of a mother (O98.-)") + diag("B99.9", ""))}
${diag("I21", diag("I21.A1", note("codeFirst", "what lies under it, such as:", "thin blood (D50.0-D64.9)", "a slow heart (R00.1)")))}
${diag("D64", diag("D64.9", ""))}
${diag("R00", diag("R00.1", ""))}
${diag("K86", diag("K86.0", note("codeAlso", "lack of enzymes (K86.81)")) + diag("K86.81", ""))}
${diag("G43", note("codeAlso", ", if applicable, a slow heart (R00.1)") + diag("G43.9", ""))}
${diag("P96", note("codeAlso", "any of these:", "gout (M10.-)") + diag("P96.9", ""))}
${diag("H90", note("codeAlso", "gout (M10.-)", "a slow heart (R00.1)") + diag("H90.9", ""))}
${diag("L97", note("codeFirst", "what lies under it, such as sore of diabetes (E11.621)") + diag("L97.4", ""))}
</section></chapter></ICD10CM.tabular>`;

const codes = [
  "E11 E1122 E11621 I12 I129 N18 N1831 N189 J44 J449 K29 K2900 G92 G928 T40 T401X1 T401X1A T401X1D T401X5 T401X5A T401X5D",
  "M10 M109 G99 G990 N22 O98 O987 B99 B999 I21 I21A1 D64 D649 R00 R001 L97 L974",
  "K86 K860 K8681 G43 G439 P96 P969 H90 H909",
].flatMap((line) => line.split(" "));
const headings = new Set("E11 I12 N18 J44 K29 G92 T40 T401X1 T401X5 M10 G99 O98 B99 I21 D64 R00 L97 K86 G43 P96 H90".split(" "));

function book() {
  const effective = isoDate("2026-10-01");
  const lines = codes.map((code, order) => ({ code, title: `Words of ${code}`, billable: !headings.has(code), order }));
  const read = readTabularXml("t", tabular);
  expect(read.findings).toEqual([]);
  const pack = openPack(
    compileIcd10cm({
      codeReleases: [{ name: "FY2027", effective, lines, hasHeadings: true }],
      tabulars: [{ release: "FY2027", effective, places: read.value.places }],
      indexes: [],
      starter: [],
      rules: [],
    }),
  );
  if ("wrong" in pack) throw new Error(pack.wrong);
  return compileCodeBook([], { icd10cm: pack }).codeBook;
}

const small = book();

describe("code first", () => {
  const first = (code: string, other: string) => codeFirstOf(small, { code, other }, on)?.note.text;

  it("names the one that comes before, from the heading as well", () => {
    expect(first("N1831", "E1122")).toContain("diabetes");
    expect(first("N1831", "I129")).toContain("pressure");
    expect(first("E1122", "N1831")).toBeUndefined();
    expect(first("N1831", "J449")).toBeUndefined();
  });

  it("leaves drugs alone where a note names effect and poisoning in one", () => {
    expect(first("T401X5A", "K2900")).toBeUndefined();
    expect(first("G928", "T401X1A")).toContain("poisoning");
    expect(first("G928", "T401X5A")).toBeUndefined();
  });

  it("takes examples only where both sides leave no choice", () => {
    expect(first("I21A1", "D649")).toBeUndefined();
    expect(first("I21A1", "R001")).toBeUndefined();
    expect(first("L974", "E11621")).toContain("diabetes");
  });
});

describe("use additional code", () => {
  it("is missed only where both sides say it, and any code of the category is enough", () => {
    expect(missingAdditional(small, ["E1122"], on).map(({ code, wanted }) => [code, wanted])).toEqual([["E1122", "N18.1-N18.6"]]);
    expect(missingAdditional(small, ["E1122", "N1831"], on)).toEqual([]);
    expect(missingAdditional(small, ["E1122", "N189"], on)).toEqual([]);
    expect(missingAdditional(small, ["J449"], on)).toEqual([]);
  });

  it("is not missed where a list gives a choice, or the record decides", () => {
    expect(missingAdditional(small, ["M109"], on)).toEqual([]);
    expect(missingAdditional(small, ["O987"], on)).toEqual([]);
    expect(missingAdditional(small, ["E11621"], on).map(({ wanted }) => wanted)).toEqual(["L97.4-"]);
  });
});

describe("the seventh character", () => {
  it("is asked for with its placeholder, and only where nothing else is missing", () => {
    expect(missingSeventh(small, "T401X1", on)).toMatchObject({ placeholder: "", example: "T401X1A" });
    expect(missingSeventh(small, "T401X1A", on)).toBeUndefined();
    expect(missingSeventh(small, "T40", on)).toBeUndefined();
    expect(missingSeventh(small, "E1122", on)).toBeUndefined();
  });
});

describe("conventions as data", () => {
  it("name rule, place, release and authority", () => {
    expect(conventionsOf(small, "N1831", on)).toContainEqual({
      rule: "code-first",
      text: "kidney disease of pressure (I12.-)",
      targets: [{ from: "I12", to: "I12" }],
      isConditional: false,
      at: "N18",
      release: "FY2027",
      authority: "ICD-10-CM Official Guidelines, section I.A.13 and I.A.17",
    });
    expect(conventionsOf(small, "J449", on)).toContainEqual(expect.objectContaining({ rule: "use-additional", isConditional: true }));
    expect(conventionsOf(small, "T401X1", on)).toContainEqual(expect.objectContaining({ rule: "placeholder", example: "T401X1A" }));
  });

  it("reach the claim edits", () => {
    const tables = codeBookTables(small);
    expect(tables.codeFirst("N1831", "E1122", on)).toBe(true);
    expect(tables.missingAdditional(["E1122"], on)).toEqual([{ code: "E1122", wanted: "N18.1-N18.6" }]);
    expect(tables.missingSeventh("T401X1", on)).toEqual({ characters: "A, D", example: "T401X1A" });
  });
});

describe("code also", () => {
  const also = (...given: readonly string[]) => missingAlso(book(), given, on).map(({ code, wanted }) => `${code}: ${wanted}`);

  it("is told where a note names codes without a condition and none of them is there", () => {
    expect(also("K860")).toEqual(["K860: lack of enzymes (K86.81)"]);
    expect(also("K860", "K8681")).toEqual([]);
    // One of several is enough, also by its category.
    expect(also("H909")).toEqual(["H909: gout (M10.-); a slow heart (R00.1)"]);
    expect(also("H909", "M109")).toEqual([]);
  });

  it("is not told where the note depends on the record, or leads a list", () => {
    expect(also("G439", "P969", "K8681", "R001")).toEqual([]);
  });
});
