/** The correct-coding edits at full size: every pair, limit and add-on code of the files, and nothing else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { codeBookTables } from "../../src/core/scrub/code-book-tables.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const file = (name: string): string => join(folder ?? "", "ncci", name);
const on = isoDate("2026-05-01");

async function linesOf(name: string): Promise<readonly string[]> {
  for await (const one of sourceFiles(file(name))) if (!("problem" in one)) return decodeText(one.bytes).split(/\r?\n/).slice(1);
  throw new Error(`${name} is not there`);
}

/** The two codes that a row begins with, five characters each, as one number. */
function pairKey(line: string): number {
  return Number.parseInt(line.slice(0, 5), 36) * 36 ** 5 + Number.parseInt(line.slice(6, 11), 36);
}

describe.skipIf(folder === undefined)("the edits of the National Correct Coding Initiative", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "ncci-"));
  let book: CodeBook;
  beforeAll(async () => {
    const report = await importCodeSets([file("")], { dataFolder });
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    expect(report.loaded.map(({ kind, rows }) => [kind, rows])).toEqual([
      ["ncci-add-ons", 9_000],
      ["ncci-mue-supplier", 2_928],
      ["ncci-mue-hospital", 14_628],
      ["ncci-mue", 14_677],
      ["ncci-ptp-hospital", 1_775_818],
      ["ncci-ptp", 2_546_017],
    ]);
    book = loadCodeBook(dataFolder);
  }, 600_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("has every pair with its indicator and last day, in its order only", async () => {
    // Pairs as numbers, and days read once: two million strings and lists of one row take minutes where memory is scarce.
    const lines = (await linesOf("ptp_practitioner_2024q3.tsv.xz")).filter((line) => line !== "");
    const keys = Float64Array.from(lines, pairKey);
    const sorted = keys.slice().sort();
    const repeated = new Set(sorted.filter((key, at) => key === sorted[at - 1]));
    const days = new Map<string, IsoDate>([["*", on]]);
    const open = new Map<number, string>();
    const wrong: string[] = [];
    lines.forEach((line, at) => {
      const [first = "", second = "", deleted = "", indicator = ""] = line.split("\t");
      let last = days.get(deleted);
      if (last === undefined) {
        last = isoDate(`${deleted.slice(0, 4)}-${deleted.slice(4, 6)}-${deleted.slice(6)}`);
        days.set(deleted, last);
      }
      const edit = book.ptpEdit(first, second, last);
      const key = keys[at] ?? 0;
      // A pair that was withdrawn and came again has several rows, which in this copy have no first day to tell them apart.
      if (repeated.has(key)) {
        if (edit === undefined) wrong.push(line);
        if (deleted === "*") open.set(key, line);
      } else if (edit?.indicator !== Number(indicator) || (deleted !== "*" && edit.to !== last)) wrong.push(line);
    });
    for (const line of open.values()) {
      const [first = "", second = "", , indicator] = line.split("\t");
      if (book.ptpEdit(first, second, on)?.indicator !== Number(indicator)) wrong.push(`again ${line}`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(open.size).toBeGreaterThan(0);
    expect(sorted.reduce((pairs, key, at) => (key === sorted[at - 1] ? pairs : pairs + 1), 0)).toBe(2_238_466);
    const known = new Set(keys);
    const codes = ["99213", "99214", "20610", "45385", "45380", "80053", "80048", "11042", "97597", "36415"];
    for (const one of codes)
      for (const other of codes)
        if (!known.has(pairKey(`${one}\t${other}`))) expect(book.ptpEdit(one, other, on), `${one} ${other}`).toBeUndefined();
  });

  it("has the pairs of hospitals beside them, which are others", async () => {
    const wrong: string[] = [];
    const lines = await linesOf("ptp_hospital_2024q3.tsv.xz");
    let rows = 0;
    lines.forEach((line, at) => {
      const [first = "", second = "", deleted, indicator] = line.split("\t");
      if (first === "") return;
      rows += 1;
      // Every seventeenth of the pairs that stand; the whole table is read the same way as the practitioner's above.
      if (at % 17 === 0 && deleted === "*" && book.ptpEdit(first, second, on, "hospital")?.indicator !== Number(indicator))
        wrong.push(line);
    });
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(rows).toBe(1_775_818);
    expect(book.ptpEdit("99213", "36415", on, "supplier")).toBeUndefined();
    const own = book.ptpPartners("45385", on);
    const hospital = book.ptpPartners("45385", on, "hospital");
    const active = lines.filter((line) => line.startsWith("45385\t") && line.split("\t")[2] === "*" && line.split("\t")[3] !== "9");
    expect(hospital.paysOver).toBe(active.length);
    expect(own).not.toEqual(hospital);
  });

  it.each([
    ["practitioner", "mue_practitioner_2024q3.csv.xz"],
    ["hospital", "mue_outpatient_hospital_2024q3.csv.xz"],
    ["supplier", "mue_dme_supplier_2024q3.csv.xz"],
  ] as const)("has every limit of units of a %s from its quarter on", async (biller, name) => {
    const wrong: string[] = [];
    for (const line of await linesOf(name)) {
      const [code = "", units, mai] = line.replaceAll('"', "").split(",");
      if (code === "") continue;
      const limit = book.mue(code, on, biller);
      if (limit?.units !== Number(units) || limit.mai !== Number(mai)) wrong.push(line);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(book.mue("99213", isoDate("2024-06-30"))).toBeUndefined();
  });

  it("tells the claim edits beside which codes an add-on may stand", () => {
    const tables = codeBookTables(book);
    const addOn = tables.procedure("99292", on)?.addOn;
    expect(addOn?.isPrimary("99291")).toBe(true);
    expect(addOn?.isPrimary("99213")).toBe(false);
    expect(book.releases.filter((one) => one.name.startsWith("NCCI")).map((one) => `${one.table}: ${one.name}`)).toEqual([
      "mue: NCCI 2024 Q3",
      "ptp-edits: NCCI 2024 Q3",
      "add-ons: NCCI 2026 Q2",
      "mue-hospital: NCCI 2024 Q3",
      "ptp-edits-hospital: NCCI 2024 Q3",
      "mue-supplier: NCCI 2024 Q3",
    ]);
  });
});
