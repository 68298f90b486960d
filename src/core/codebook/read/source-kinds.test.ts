/** Each kind of file in a few invented lines: known by what stands in it, and never a crash where it is damaged. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packMakers, readSource, type SourceKind, sourceKind } from "./source-kinds.ts";

const pcsOrder = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
const anweb = (code: string, sequence: string, record: string, long: string, rest = ""): string =>
  `${code.padStart(5)}${sequence}${record}${long.padEnd(80)}${"Short words".padEnd(28)}${rest}`.padEnd(268) +
  "2020010120250101        N\r\n";
const axis = (position: number, title: string, labels: Readonly<Record<string, string>>): string =>
  `<axis pos="${position}" values="${Object.keys(labels).length}"><title>${title}</title>${Object.entries(labels)
    .map(([code, label]) => `<label code="${code}">${label}</label>`)
    .join("")}</axis>`;

const samples: readonly {
  readonly kind: SourceKind;
  readonly name: string;
  readonly text: string;
  readonly rows: number;
  readonly isXml?: true;
}[] = [
  {
    kind: "icd10pcs-order",
    name: "order_2026.txt",
    text:
      pcsOrder(1, "0AB", 0, "Some system, doing") +
      pcsOrder(2, "0AB1XZZ", 1, "Doing one thing") +
      pcsOrder(3, "XAB1XZZ", 1, "Doing another"),
    rows: 2,
  },
  { kind: "icd10pcs-codes", name: "codes_2026.txt", text: "0AB1XZZ Doing one thing\r\nXAB1XZZ Doing another\r\n", rows: 2 },
  {
    kind: "icd10pcs-codes-addenda",
    name: "addenda_2026.txt",
    text: "Add:         0AB1XZZ Doing one thing\r\nDelete:      XAB1XZZ Doing another\r\n\r\nCodes\r\n  1 codes in x\r\n",
    rows: 2,
  },
  {
    kind: "icd10pcs-order-addenda",
    name: "addenda_2026.txt",
    text: `Add:         0AB1XZZ ${"Doing one".padEnd(60)} Doing one thing\r\nRevise from: 0AB1XZX ${"Was".padEnd(60)} Was before\r\nRevise to:   0AB1XZX ${"Is".padEnd(60)} Is now\r\n`,
    rows: 2,
  },
  {
    kind: "icd10pcs-tables",
    name: "tables_2026.xml",
    text: `<ICD10PCS.tabular><version>2026</version><pcsTable>${axis(1, "Section", { 0: "One" })}${axis(2, "System", { A: "Two" })}${axis(3, "Operation", { B: "Doing" })}<pcsRow codes="2">${axis(4, "Part", { 1: "Part" })}${axis(5, "Approach", { 0: "Open", X: "Outside" })}${axis(6, "Device", { Z: "None" })}${axis(7, "Qualifier", { Z: "None" })}</pcsRow></pcsTable></ICD10PCS.tabular>`,
    rows: 1,
    isXml: true,
  },
  {
    kind: "icd10pcs-index",
    name: "index_2026.xml",
    text: "<ICD10PCS.index><version>2026</version><letter><title>A</title><mainTerm><title>Doing</title><term level='1'><title>part</title><codes>0AB1</codes></term><term level='1'><see>Other<tab>0AC</tab></see></term></mainTerm></letter></ICD10PCS.index>",
    rows: 3,
    isXml: true,
  },
  {
    kind: "icd10pcs-index-addenda",
    name: "index_addenda_2026.txt",
    text: "Lttr             D\r\nMain             Doing\r\n     Add           part 0AB1\r\n",
    rows: 1,
  },
  {
    kind: "icd10pcs-definitions-addenda",
    name: "definitions_addenda_2026.txt",
    text: "Section 0               Invented\r\nAxis 4                  Body Part\r\nRow                     \r\nTerm                    Part\r\nIncludes    Add         Hollow\r\n",
    rows: 1,
  },
  {
    kind: "icd10pcs-definitions",
    name: "definitions_2026.xml",
    text: '<ICD10PCS.definitions><version>2026</version><section code="0"><title>One</title><axis pos="3"><title>Operation</title><terms><title>Doing</title><definition>What it is</definition><includes>this</includes></terms></axis></section></ICD10PCS.definitions>',
    rows: 1,
    isXml: true,
  },
  {
    kind: "icd10pcs-conversions",
    name: "conversions_2026.txt",
    text: 'Current code(s) assignment\tCode title\tEffective year\tPrevious code(s) assignment\tPredecessor code title\tChange type\tComment\tEffective month/day [MM.DD]\r\n0AB1XZZ\t"Doing one, thing"\t2025\t0AB1XZX\tWas\tNew\t10.01\r\n',
    rows: 1,
  },
  {
    kind: "icd10pcs-tables-addenda",
    name: "tables_addenda_2026.txt",
    text: "\nNo change: table 0 A B\n  First character (Section) is value 0: One\n  Second character (Body System) is value A: Two\n  Third character (Operation) is value B: Doing: what it is\n\nFY2026: First panel of table 0 A B\n  Fourth character (Body Part) has 2 choices.\n    First choice is value 1: Part\n    Second choice is value 2: Other part\n  Fifth character (Approach) is value X: Outside\n  Sixth character (Device) is value Z: None\n  Seventh character (Qualifier) is value Z: None\n",
    rows: 1,
  },
  {
    kind: "hcpcs-anweb",
    name: "HCPC2026_JAN_ANWEB.txt",
    text:
      anweb("ZZ", "00100", "7", "A modifier") +
      anweb("A0001", "00100", "3", "A thing that is long") +
      anweb("A0001", "00200", "4", "and goes on"),
    rows: 2,
  },
  {
    kind: "hcpcs-sheet",
    name: "hcpcs_2026_jan.csv",
    text: 'HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,COV,ADD DT,ACT EFF DT,TERM DT,ACTION CD\nA0001,00100,3,"A thing, ""long""\nover two lines",A thing,C,20200101,20250101,,N\n',
    rows: 1,
  },
  { kind: "hcpcs-codes", name: "hcpcs_2026q3.txt", text: "A0001\nA0002\nQ0001\n", rows: 3 },
  {
    kind: "poa-exempt",
    name: "POAexemptCodesFY26.txt",
    text: "Order26\tPOAexemptCode\tDescription\r\n00001\tB90.0\tOne thing\r\n00002\tZ99.3\tAnother\r\n",
    rows: 2,
  },
  {
    kind: "code-editor",
    name: "mce_v41_1.csv",
    text: '"icd_code","icd_description","icd_conflict_group","icd_conflict_rule"\n"N40.0","One","Sex","Male Only"\n"P59.9","Two","Age","Perinatal/Newborn (Age 0 Only)"\n',
    rows: 2,
  },
  { kind: "gem-icd10-to-icd9", name: "2018_I10gem.txt", text: "A000    0010  00000\nA0101   NoDx  11000\nT8853XD v5889 10000\n", rows: 3 },
  { kind: "gem-icd9-to-icd10", name: "2018_I9gem.txt", text: "0010  A000    00000\nE8000 V8101XA 10111\n", rows: 2 },
  {
    kind: "hcc-mapping",
    name: "mapping_2026.csv",
    text: "diagnosis_code,cc,model_name\nE1122,37,CMS-HCC Model V28\nE1122,18,CMS-HCC ESRD Model V24\n",
    rows: 2,
  },
  {
    kind: "hcc-sheet",
    name: "mappings.csv",
    text: '"ICD-10-CM Codes, ESRD, CMS-HCC and RxHCC Models",,\n,,\n"Diagnosis\nCode",Description,"CMS-HCC\nModel\nCategory\nV28","CMS-HCC\nModel\nCategory\nV28 for 2026\nPayment Year"\nE1122,One,37,Yes\nE119,Two,38,No\n',
    rows: 1,
  },
  {
    kind: "hcc-years",
    name: "years.csv",
    text: "payment_year,diagnosis_code,cms_hcc_v24,cms_hcc_v24_flag,cms_hcc_v28,cms_hcc_v28_flag\n2025,E1122,18,Yes,37,Yes\n2026,E1122,18,No,37,Yes\n",
    rows: 3,
  },
  {
    kind: "hcc-labels",
    name: "labels_2026.csv",
    text: "cc,label,model_domain,model_version,model_fullname\nHCC37,Words,CMS-HCC,V28,V28115L3\n",
    rows: 1,
  },
  {
    kind: "hcc-hierarchy",
    name: "above_2026.csv",
    text: "cc_parent,cc_child,model_domain,model_version,model_fullname\n36,37,CMS-HCC,V28,V28115H1\n",
    rows: 1,
  },
  { kind: "ccsr", name: "ccsr_2026.tsv", text: "icd10cm\tccsr\nE1122\tEND003\n", rows: 1 },
  {
    kind: "rbcs",
    name: "rbcs_2026.csv",
    text: '"hcpcs_code","rbcs_procedure","rbcs_category","rbcs_subcategory","rbcs_family","hcpcs_date_added","hcpcs_date_ended","rbcs_date_effective"\n"A0001","Non-Procedure","Group","Part","None",2013-01-01,9999-12-31,2017-01-01\n',
    rows: 1,
  },
  {
    kind: "icd10cm-conversions",
    name: "CONVERSION-TABLE-FY2026.xlsx",
    text: "Words before the table\nCurrent code assignment\tEffective\tPrevious Code(s) Assignment\nE11.A\t2025\tE11.9 and E11.8\nE11.B\t45017\tE11.9\n",
    rows: 2,
  },
];

describe("a document about code sets", () => {
  it("is no code set, though it has their headings in its prose", () => {
    const about = [
      "# What lies here",
      "| file | columns |",
      "|---|---|",
      "| opps/addendum_b.csv | HCPCS Code, Short Descriptor, SI, APC, Payment Rate |",
      "| mpfs/oppscap.csv | OPPSCAP: prices by locality |",
      "| asp/limits.csv | HCPCS Code Dosage, Payment Limit, NDC2, BILLUNITS |",
      "| zip.xlsx | STATE, ZIP CODE, CARRIER, LOCALITY |",
      "| dmepos.csv | JURIS, CATG, AL (NR), AL (R) |",
      "",
    ].join("\n");
    expect(sourceKind(about, "README.md")).toBeUndefined();
  });
});

describe("a list of few changes", () => {
  it.each([
    ["icd10cm-codes-addenda", "Add:         U098    Invented\r\n\r\nCodes\r\n  1 codes in a\r\n  2 codes in b\r\n"],
    ["icd10cm-order-addenda", `Add:         1 U098    ${"Invented".padEnd(60)} Invented\r\n\r\nHeaders\r\n  1 headers in a\r\n`],
    ["icd10pcs-codes-addenda", "Add:         XW013Z1 Invented\r\n\r\nCodes\r\n  1 codes in icd10pcs_a\r\n"],
  ] as const)("is known as %s before its sums", (kind, text) => {
    expect(sourceKind(text, "addenda.txt")).toBe(kind);
  });
});

describe("a publisher's file", () => {
  it.each(samples)("$kind is known by its content and read whole", ({ kind, name, text, rows }) => {
    expect(sourceKind(text, "anything")).toBe(kind);
    const { value, findings } = readSource({ kind, name, text });
    expect(findings).toEqual([]);
    expect(value?.rows).toBe(rows);
  });

  it("that only numbers the lines of its changes is none of them", () => {
    const changes =
      "Order26\tAction\tPOAexemptCode\tDescription\r\n30219\tRevise from:\tQ75.0\tOne thing\r\n30219\tRevise to:\tQ75.0\tAnother\r\n30220\t";
    expect(sourceKind(changes, "POAexemptReviseCodesFY26.txt")).toBeUndefined();
  });

  it.each(samples)("$kind is never a crash where it is cut off or changed", ({ kind, name, text, isXml }) => {
    for (let at = 1; at < text.length - 1; at += Math.max(1, Math.floor(text.length / 60))) {
      const { value, findings } = readSource({ kind, name, text: text.slice(0, at) });
      // What is cut within a tag or a record is said; between two lines nothing shows it.
      if (isXml) expect(findings.map((one) => one.severity)).toContain("error");
      expect(value === undefined).toBe(findings.some((one) => one.severity === "error"));
    }
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.string({ unit: "binary", maxLength: 3 }),
        fc.nat({ max: 9 }),
        (at, other, length) => {
          const changed = text.slice(0, at) + other + text.slice(at + length);
          sourceKind(changed, name);
          const { value, findings } = readSource({ kind, name, text: changed });
          const isRefused = findings.some((one) => one.severity === "error");
          expect(value === undefined).toBe(isRefused);
          if (value?.holds !== "text") return;
          const maker = packMakers.find((one) => one.compile !== undefined && samplePack(kind) === one.name);
          expect(maker?.compile([{ ...value, kind, name }]).bytes.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function samplePack(kind: SourceKind): string {
  return kind.startsWith("icd10pcs") ? "icd10pcs" : kind.startsWith("hcpcs") ? "hcpcs" : "facts";
}
