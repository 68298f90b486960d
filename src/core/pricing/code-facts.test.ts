/** Codes that a single table knows, by files of the publishers' shapes, and prices of a small schedule: all rows are invented. */
import { describe, expect, it } from "vitest";
import { compileCodeBook, type Packs } from "../codebook/compile.ts";
import type { CodeBook } from "../codebook/model.ts";
import { openPack } from "../codebook/pack/pack-file.ts";
import { heldTexts, packMakers, packOf, readSource, sourceKind } from "../codebook/read/source-kinds.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { codeFacts, hasFacts } from "./code-facts.ts";

const on = isoDate("2026-11-16");

/** Of one file alone. */
function bookOf(name: string, text: string): CodeBook {
  const kind = sourceKind(text, name);
  const read = kind === undefined ? undefined : readSource({ kind, name, text }).value;
  if (read === undefined) throw new Error(`${name} is not known`);
  const maker = packMakers.find((one) => one.name === packOf(read.kind));
  const pack = openPack(maker?.compile(heldTexts([read])).bytes ?? new Uint8Array());
  if (maker === undefined || "wrong" in pack) throw new Error(`${name} makes no pack`);
  const packs: Packs = { [maker.name]: pack };
  return compileCodeBook([], packs).codeBook;
}

const isKnown = (book: CodeBook, code: string): boolean => {
  const facts = codeFacts(book, { code, on });
  return facts !== undefined && hasFacts(book, facts);
};

const pairs = "column_1\tcolumn_2\tdeletion_date\tmodifier_indicator\n10001\t10002\t*\t1\n";
const limits = (biller: string): string =>
  `"HCPCS/CPT Code","${biller} Services MUE Values","MUE Adjudication Indicator","MUE Rationale"\r\n10001,1,2 Date of Service Edit: Policy,Nature\r\n`;
const addOns = [
  "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes",
  "1\t10001\t\t10002\t\t2013091\t\t",
].join("\n");
const equipment = [
  "2026 DMEPOS Fee Schedule,,,,,,,,",
  "HCPCS,Mod,Mod2,JURIS,CATG,Ceiling,Floor,AL (NR),AL (R)",
  "E0001,,,D,IN,12.00,9.00,10.00,11.00",
].join("\n");

describe("a code is known", () => {
  it.each([
    ["pairs of practitioners", "ptp_practitioner_2026q4.tsv", pairs, ["10001", "10002"]],
    ["pairs of hospitals", "ptp_hospital_2026q4.tsv", pairs, ["10001", "10002"]],
    ["limits of practitioners", "mue_2026q4.csv", limits("Practitioner"), ["10001"]],
    ["limits of hospitals", "mue_2026q4.csv", limits("Outpatient Hospital"), ["10001"]],
    ["limits of suppliers", "mue_2026q4.csv", limits("DME Supplier"), ["10001"]],
    ["add-on codes and what they stand beside", "AOC_V2026Q4.txt", addOns, ["10001", "10002"]],
    ["the equipment schedule, whatever the place", "dmepos_2026.csv", equipment, ["E0001"]],
  ] as const)("by %s alone", (_, name, text, codes) => {
    const book = bookOf(name, text);
    for (const code of codes) expect([code, isKnown(book, code)]).toEqual([code, true]);
    expect(isKnown(book, "10003")).toBe(false);
  });
});

const table = (name: string, ...lines: readonly string[]) => ({
  name: `${name}.tsv`,
  text: [
    `# table: ${name}`,
    "# release: invented",
    "# effective: 2026-01-01",
    "# source: invented",
    "# licence: none",
    ...lines.map((line) => line.split(" ").join("\t")),
    "",
  ].join("\n"),
});

/** With factors of 1 and a conversion factor of 10. */
const schedule = compileCodeBook([
  table(
    "relative-values",
    "code mod status work nf_pe f_pe mp global pctc mult bilat asst",
    "10001  A 3.00 8.00 2.00 0.40 000 0 2 0 1",
    "10001 53 A 1.50 4.10 1.00 0.20 000 0 2 0 1",
  ),
  table("conversion-factors", "kind dollars from to", "physician 10 2026-01-01 2026-12-31"),
  table("gpci", "locality name work pe mp", "national National 1 1 1"),
]);

describe("a row of the physician schedule", () => {
  it("is priced by its own values, a stopped service too", () => {
    expect(schedule.findings).toEqual([]);
    const rows = codeFacts(schedule.codeBook, { code: "10001", on })?.physician ?? [];
    expect(rows.map(({ modifier, work, nonFacility }) => [modifier, work, nonFacility.amount])).toEqual([
      ["", "3", "114.00"],
      ["53", "1.5", "58.00"],
    ]);
    expect(rows[1]?.nonFacility.formula[0]).toBe("10001-53: work 1.5 × 1 + non-facility expense 4.1 × 1 + malpractice 0.2 × 1 = 5.8");
  });
});
