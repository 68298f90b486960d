/** Files of the shape in which CMS publishes them, with invented rows. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { openPack } from "../pack/pack-file.ts";
import type { HeldText } from "../read/kind-of-source.ts";
import { sourceKind } from "../read/source-kinds.ts";
import { readSheet } from "../read/xlsx.ts";
import { compileEdits, openEdits } from "./edits-pack.ts";
import { type PtpRow, quarterByName, quarterName, readAddOnFile, readMue, readPtp } from "./read-ncci.ts";

const official = [
  "Codes only",
  "Column1/Column2 Edits",
  "Column 1\tColumn 2\t*=In existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
  "\t\tprior to 1996\tDate\tDate\t0=not allowed",
  "99213\t36415\t\t20200101\t*\t1\tMisuse",
  "99213\t94760\t*\t19960101\t20211231\t0\tStandards",
  "99213\t94761\t\t19980401\t19980401\t9\tStandards",
].join("\r\n");
const bare = "column_1\tcolumn_2\tdeletion_date\tmodifier_indicator\trationale_id\n99213\t36415\t*\t1\t7\n99213\t94760\t20211231\t0\t12\n";
const units =
  '"Copyright"\r\n"HCPCS/CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"\r\n"J1100","40","3 Date of Service Edit: Clinical","Prescribing, information"\r\n99213,1,2 Date of Service Edit: Policy,Nature\r\n';
const addOns = [
  "Add-on codes\t\t\t\t\t\t\t",
  "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes",
  "1\t99292\t\t99291\t\t2013091\t\t",
  "1\t11001\t\t11000\t\t2013091\t2020366\t",
  "2\t0054T\t\tCCCCC\t\t2013091\t\tContractor",
].join("\n");

const pairs = (text: string): readonly PtpRow[] => {
  const rows: PtpRow[] = [];
  expect(readPtp("x", text, (row) => rows.push(row)).findings).toEqual([]);
  return rows;
};

describe("a quarter's files", () => {
  it("are known by what stands in them, and only the practitioner's tables are read", () => {
    expect(sourceKind(official, "ccipra-v302r0-f1.txt")).toBe("ncci-ptp");
    expect(sourceKind(official, "ccioph-v302r0-f1.txt")).toBe("ncci-ptp-hospital");
    expect(sourceKind(bare, "ptp_practitioner_2024q3.tsv")).toBe("ncci-ptp");
    expect(sourceKind(bare, "ptp_hospital_2024q3.tsv")).toBe("ncci-ptp-hospital");
    expect(sourceKind(units, "mue.csv")).toBe("ncci-mue");
    expect(sourceKind(units.replace("Practitioner", "DME Supplier"), "mue.csv")).toBe("ncci-mue-supplier");
    expect(sourceKind(addOns, "AOC.txt")).toBe("ncci-add-ons");
  });

  it.each([
    ["folder/ptp_practitioner_2024q3.tsv", "2024-07-01"],
    ["AOC_V2026Q2-MCR.xlsx", "2026-04-01"],
    ["medicare-ncci-2024.zip/ccipra-v302r0-f1.txt", "2024-07-01"],
    ["MCR_MUE_PractitionerServices_Eff_10-01-2025.csv", "2025-10-01"],
    ["edits.txt", undefined],
  ])("%s tell their quarter in the name", (name, day) => expect(quarterByName(name)).toBe(day));

  it("give pairs with their days, modifier indicator and all", () => {
    expect(pairs(official)).toEqual([
      { column1: "99213", column2: "36415", indicator: 1, from: "2020-01-01" },
      { column1: "99213", column2: "94760", indicator: 0, from: "1996-01-01", to: "2021-12-31" },
      { column1: "99213", column2: "94761", indicator: 9, from: "1998-04-01", to: "1998-04-01" },
    ]);
    expect(pairs(bare)).toEqual([
      { column1: "99213", column2: "36415", indicator: 1 },
      { column1: "99213", column2: "94760", indicator: 0, to: "2021-12-31" },
    ]);
  });

  it("give units with how they are counted, also where a comma stands in quotes", () => {
    expect(readMue("x", units)).toMatchObject({
      findings: [],
      value: [
        { code: "J1100", units: 40, mai: 3 },
        { code: "99213", units: 1, mai: 2 },
      ],
    });
  });

  it("give add-on codes with days of the year", () => {
    expect(readAddOnFile("x", addOns)).toMatchObject({
      findings: [],
      value: [
        { code: "99292", type: 1, primary: "99291", from: "2013-04-01" },
        { code: "11001", type: 1, primary: "11000", from: "2013-04-01", to: "2020-12-31" },
        { code: "0054T", type: 2, from: "2013-04-01" },
      ],
    });
  });

  it("are refused where a row after the first cannot be read, or none can", () => {
    expect(readPtp("x", `${official}\n99213\t36416\t\tsoon\t*\t1\tx`, () => {}).findings).toMatchObject([
      { severity: "error", params: { line: 8 } },
    ]);
    expect(readMue("x", "nothing here").findings).toMatchObject([{ severity: "error" }]);
    expect(readAddOnFile("x", `${addOns}\n7\t99292\t\t99291\t\t\t\t`).findings).toMatchObject([{ params: { line: 6 } }]);
  });
});

describe("the pack of edits", () => {
  const source = (more: Partial<HeldText>): HeldText => ({
    kind: "ncci-ptp",
    name: "x",
    text: official,
    effective: isoDate("2024-07-01"),
    rows: 3,
    ...more,
  });
  const opened = (sources: readonly HeldText[]) => {
    const pack = openPack(compileEdits(sources).bytes);
    if ("wrong" in pack) throw new Error(pack.wrong);
    return openEdits(pack);
  };
  const on = isoDate("2024-08-01");

  it("answers as the files say, by day", () => {
    const {
      ptp,
      mue,
      addOns: table,
    } = opened([source({}), source({ kind: "ncci-mue", text: units }), source({ kind: "ncci-add-ons", text: addOns })]);
    expect(ptp?.ptpEdit("99213", "36415", on)?.indicator).toBe(1);
    expect(ptp?.ptpEdit("99213", "94760", on)).toBeUndefined();
    expect(ptp?.ptpEdit("99213", "94760", isoDate("2021-12-31"))?.indicator).toBe(0);
    expect(mue?.mue("J1100", on)).toEqual({ code: "J1100", units: 40, mai: 3 });
    expect(mue?.mue("J1100", isoDate("2024-06-30"))).toBeUndefined();
    expect(table?.addOn("99292", on)).toEqual({ code: "99292", type: 1, primaries: ["99291"] });
    expect(table?.addOn("11001", on)).toBeUndefined();
    expect(table?.addOn("0054T", on)).toEqual({ code: "0054T", type: 2, primaries: [] });
  });

  it("takes the newest quarter's pairs in all of its parts, and leaves out what no file gives", () => {
    const old = source({
      effective: isoDate("2024-04-01"),
      text: "column_1\tcolumn_2\tdeletion_date\tmodifier_indicator\n10060\t10061\t*\t1\n",
    });
    const second = source({ text: "column_1\tcolumn_2\tdeletion_date\tmodifier_indicator\n20610\t20605\t*\t1\n" });
    const tables = opened([{ ...old, rows: 1 }, source({}), { ...second, rows: 1 }]);
    expect(tables.ptp?.size).toBe(4);
    expect(tables.ptp?.ptpEdit("10060", "10061", on)).toBeUndefined();
    expect(tables.releases).toEqual([{ kind: "ncci-ptp", name: "2024 Q3", effective: "2024-07-01", rows: 4 }]);
    expect(tables.mue ?? tables.addOns).toBeUndefined();
    expect(quarterName(isoDate("2026-12-31"))).toBe("2026 Q4");
  });
});

it("keeps the quarter before while the newest has half of its pairs or fewer, and says so", () => {
  const of = (effective: string, rows: number): HeldText => ({
    kind: "ncci-ptp",
    name: "x",
    text: official,
    effective: isoDate(effective),
    rows,
  });
  const releaseOf = (sources: readonly HeldText[]) => {
    const { bytes, findings } = compileEdits(sources);
    const pack = openPack(bytes);
    if ("wrong" in pack) throw new Error(pack.wrong);
    return [openEdits(pack).releases.map((one) => one.name), findings.map((one) => one.code)];
  };
  expect(releaseOf([of("2024-07-01", 2_000_000), of("2024-10-01", 600_000)])).toEqual([["2024 Q3"], ["BOOK-SOURCE-06"]]);
  expect(releaseOf([of("2024-07-01", 2_000_000), of("2024-10-01", 1_900_000)])).toEqual([["2024 Q4"], []]);
});

describe("a workbook's first sheet", () => {
  it("is lines with tabs, with shared and own strings, gaps and formatted runs", () => {
    const read = readSheet({
      sharedStrings: "<sst><si><t>Code</t></si><si><r><t>Two </t></r><r><t>parts</t></r></si></sst>",
      sheet:
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="B2"><v>12</v></c><c r="D2" t="inlineStr"><is><t>own &amp; words</t></is></c></row></sheetData></worksheet>',
    });
    expect(read).toEqual({ text: "Code\t\tTwo parts\n\t12\t\town & words\n" });
    expect(readSheet({ sharedStrings: "", sheet: "<worksheet><sheetData>" })).toMatchObject({ reason: expect.any(String) });
  });
});
