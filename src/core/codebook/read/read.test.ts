/** The publishers' formats in a few invented lines each. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { applyAddenda, readAddenda, readCodesFile, readOrderFile } from "./code-lines.ts";
import { readIndexXml } from "./index-xml.ts";
import { effectiveByName, releaseName } from "./release-day.ts";
import { sourceKind } from "./source-kinds.ts";
import { readTabularXml } from "./tabular-xml.ts";

const line = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
const order = `${line(1, "A00", 0, "Cholera")}${line(2, "A000", 1, "Cholera due to one thing")}${line(3, "QA01", 1, "Something new")}`;

describe("code files", () => {
  it("are told by their lines", () => {
    expect(sourceKind(order)).toBe("icd10cm-order");
    expect(sourceKind("A000    Cholera\r\nA001    Cholera again\r\n")).toBe("icd10cm-codes");
    expect(sourceKind("Delete:      1 B880    Other                    Other\r\nAdd:         0 B880    Other         Other\r\n")).toBe(
      "icd10cm-order-addenda",
    );
    expect(sourceKind("Add:         C7831   Secondary\nDelete:      D691    Qualitative\n")).toBe("icd10cm-codes-addenda");
    expect(sourceKind("A000    0010    00000\nA0100   0020    10000\nA0101   NoDx    11000\nA0102   0021    10111\n")).toBe(
      "gem-icd10-to-icd9",
    );
    expect(sourceKind("Dear reader,\nthis is about codes.\n")).toBeUndefined();
    expect(sourceKind("")).toBeUndefined();
  });

  it("are read with heading and billable codes", () => {
    expect(readOrderFile("o", order)).toEqual({
      value: [
        { code: "A00", title: "Cholera", billable: false, order: 1 },
        { code: "A000", title: "Cholera due to one thing", billable: true, order: 2 },
        { code: "QA01", title: "Something new", billable: true, order: 3 },
      ],
      findings: [],
    });
    expect(readCodesFile("c", "A000    Cholera\r\n").value).toEqual([{ code: "A000", title: "Cholera", billable: true, order: 1 }]);
  });

  it("name the line that cannot be read", () => {
    const { value, findings } = readOrderFile("o", `${order}00004 A0`);
    expect(value).toHaveLength(3);
    expect(findings.map((one) => [one.code, one.params.line])).toEqual([["BOOK-SOURCE-01", 4]]);
  });

  it("make a release from the one before and its addenda", () => {
    const before = readOrderFile("o", order).value;
    const { value: changes, findings } = readAddenda(
      "a",
      "Delete:      A000    Cholera due to one thing\nAdd:         A0001   Cholera, first kind\nRevise from: QA01    Something new\nRevise to:   QA01    Something known\n\nCodes\n 3 codes in one\n",
    );
    expect(findings).toEqual([]);
    const after = applyAddenda(before, changes, "a");
    expect(after.findings).toEqual([]);
    expect(after.value.map(({ code, title, billable }) => [code, title, billable])).toEqual([
      ["A00", "Cholera", false],
      ["QA01", "Something known", true],
      ["A0001", "Cholera, first kind", true],
      ["A000", "Cholera due to one thing", false],
    ]);
    expect(applyAddenda(before, [{ action: "delete", code: "B99", title: "", billable: true }], "a").findings).toHaveLength(1);
  });

  it.each([
    ["icd10cm-order-2026.txt", "2025-10-01"],
    ["icd10cm-order-Jan-2021.txt", "2021-01-01"],
    ["icd10cm_tabular_2021_jan.xml", "2021-01-01"],
    ["icd10cm-drug-April-1-2026.xml", "2026-04-01"],
    ["POAexemptCodesFY26.txt", "2025-10-01"],
    ["fy2027/codes.zip/codes.txt", "2026-10-01"],
  ])("%s is in force from %s", (name, day) => {
    expect(effectiveByName(name)).toBe(day);
  });

  it("have names for people", () => {
    expect(releaseName(isoDate("2026-10-01"))).toBe("FY2027");
    expect(releaseName(isoDate("2026-04-01"))).toBe("FY2026 from April 2026");
  });
});

const tabular = `<?xml version="1.0"?><ICD10CM.tabular><version>2030</version>
<chapter><name>1</name><desc>Infections (A00-B99)</desc><excludes2><note>carrier (Z22.-)</note></excludes2>
<section id="A00-A09"><desc>Intestinal infections (A00-A09)</desc>
<diag><name>A00</name><desc>Cholera &amp; more</desc>
<sevenChrNote><note>Add one</note></sevenChrNote><sevenChrDef><extension char="A">first</extension><extension char="D">later</extension></sevenChrDef>
<diag placeholder="true"><name>A00.0X</name><desc>Cholera, one kind</desc><inclusionTerm><note>Old cholera</note></inclusionTerm>
<excludes1><note>typhoid (A01.0-)</note></excludes1></diag></diag></section></chapter></ICD10CM.tabular>`;

describe("the Tabular List", () => {
  it("is read with chapters, blocks, notes and seventh characters", () => {
    const { value, findings } = readTabularXml("t", tabular);
    expect(findings).toEqual([]);
    expect(value.version).toBe("2030");
    expect(value.places.map(({ kind, at, title }) => [kind, at, title])).toEqual([
      ["chapter", "chapter 1", "Infections"],
      ["block", "A00-A09", "Intestinal infections"],
      ["code", "A00", "Cholera & more"],
      ["code", "A000X", "Cholera, one kind"],
    ]);
    expect(value.places[0]?.range).toEqual({ from: "A00", to: "B99" });
    expect(value.places[2]?.sevenths).toEqual([
      { character: "A", text: "first" },
      { character: "D", text: "later" },
    ]);
    expect(value.places[3]).toMatchObject({
      placeholder: true,
      notes: [
        { kind: "inclusion", text: "Old cholera" },
        { kind: "excludes1", text: "typhoid (A01.0-)" },
      ],
    });
  });

  it("is refused at every place where it may be cut", () => {
    for (let at = 40; at < tabular.length - 1; at += 7) {
      expect(readTabularXml("t", tabular.slice(0, at)).findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-02"]);
    }
  });
});

describe("an index", () => {
  it("is read with nonessential words, second codes, references and the columns of tables", () => {
    const { value } = readIndexXml(
      "i",
      `<ICD10CM.index><version>2030</version><letter><title>A</title><mainTerm><title>Amyloid heart<nemod>(disease) (old)</nemod> NEC</title><code>E85.4</code><manif>I43</manif>
      <term level="1"><title>left</title><code>M25.51-</code></term><term level="1"><title>right</title><see>Heart</see><seeAlso>Lung</seeAlso></term></mainTerm>
      <mainTerm><title>Neoplasm</title><cell col="2">C80.1</cell><cell col="3">C79.8-</cell><cell col="4">--</cell></mainTerm></letter></ICD10CM.index>`,
    );
    expect(value.terms).toEqual([
      {
        level: 0,
        term: "Amyloid heart NEC",
        nonessential: ["disease", "old"],
        code: "E85.4",
        manifestation: "I43",
        see: "",
        seeAlso: "",
        cells: [],
      },
      { level: 1, term: "left", nonessential: [], code: "M25.51-", manifestation: "", see: "", seeAlso: "", cells: [] },
      { level: 1, term: "right", nonessential: [], code: "", manifestation: "", see: "Heart", seeAlso: "Lung", cells: [] },
      { level: 0, term: "Neoplasm", nonessential: [], code: "", manifestation: "", see: "", seeAlso: "", cells: ["C80.1", "C79.8-", "--"] },
    ]);
  });
});
