/** ICD-10-PCS at full size: every code of the order file, and the tables that make them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { PcsBook } from "../../src/core/codebook/icd10pcs/model.ts";
import { readPcsIndexAddenda, withIndexChanges } from "../../src/core/codebook/icd10pcs/read-index-addenda.ts";
import { readPcsConversions } from "../../src/core/codebook/icd10pcs/read-lines.ts";
import { readPcsTablesAddenda } from "../../src/core/codebook/icd10pcs/read-tables-addenda.ts";
import { codesOfTables, readPcsIndex, readPcsTables } from "../../src/core/codebook/icd10pcs/read-xml.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const from = (path: string): string => join(folder ?? "", "icd10pcs", path);
const on = isoDate("2026-05-01");

async function textOf(path: string, name: RegExp): Promise<string> {
  for await (const file of sourceFiles(from(path))) if (!("problem" in file) && name.test(file.name)) return decodeText(file.bytes);
  throw new Error(`${path} has no ${name}`);
}

describe.skipIf(folder === undefined)("the full ICD-10-PCS", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "icd10pcs-"));
  let book: PcsBook;
  beforeAll(async () => {
    const report = await importCodeSets([from("")], { dataFolder });
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    expect(report.loaded.map(({ kind, rows, effective }) => [kind, rows, effective])).toEqual([
      ["icd10pcs-definitions", 930, "2024-10-01"],
      ["icd10pcs-index", 24_484, "2024-10-01"],
      ["icd10pcs-tables", 908, "2024-10-01"],
      ["icd10pcs-tables-addenda", 17, "2025-10-01"],
      ["icd10pcs-definitions-addenda", 24, "2025-10-01"],
      ["icd10pcs-index-addenda", 73, "2025-10-01"],
      // Its codes file and what changed say nothing more.
      ["icd10pcs-order", 79_193, "2026-04-01"],
      ["icd10pcs-conversions", 17_848, "2026-04-01"],
    ]);
    const { pcs } = loadCodeBook(dataFolder);
    if (pcs === undefined) throw new Error("nothing was loaded");
    book = pcs;
  }, 300_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("has every code of the order file with its titles, and calls exactly the codes valid", async () => {
    const wrong: string[] = [];
    let codes = 0;
    for (const line of (await textOf("fy2026-april", /pcs_order_2026\.txt$/)).split("\r\n")) {
      if (line === "") continue;
      const code = line.slice(6, 13).trim();
      const isCode = line[14] === "1";
      if (isCode) codes += 1;
      if (book.title(code, on) !== line.slice(77).trim()) wrong.push(code);
      if (book.validity(code, on) !== (isCode ? "valid" : "invalid")) wrong.push(`${code} validity`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(codes).toBe(79_193);
    expect(book.codes()).toHaveLength(80_110);
    expect(book.detail("0DTJ4ZZ", on)?.short).toBe("Resection of Appendix, Percutaneous Endoscopic Approach");
  });

  it("has tables that make every code of their release and no other", async () => {
    const made = codesOfTables(readPcsTables("tables", await textOf("fy2025", /tables_2025/)).value);
    // What CMS counts in FY2025.
    expect(made.size).toBe(78_948);
    const now = new Set(book.codes().filter((code) => book.validity(code, on) === "valid"));
    const conversions = readPcsConversions("conversions", await textOf("fy2026-april", /conversion_table\.txt$/)).value;
    const later = conversions.filter((one) => one.from > "2024-10-01");
    const fresh = new Set(later.flatMap((one) => (one.kind === "new" ? [one.code] : [])));
    // The order file is newer than the tables: all that they do not make is new since, by the publisher's own table of conversions.
    expect([...now].filter((code) => !made.has(code) && !fresh.has(code))).toEqual([]);
    expect([...now].filter((code) => !made.has(code))).toHaveLength(286);
    const ended = new Set(later.flatMap((one) => (one.kind === "deleted" ? [one.code, one.previous] : [])));
    expect([...made].filter((code) => !now.has(code) && !ended.has(code))).toEqual([]);
    expect([...made].filter((code) => !now.has(code))).toHaveLength(41);
    // Tables of the order file's own release are in its addenda, each of them whole.
    const tables = readPcsTablesAddenda("addenda", await textOf("fy2026-april", /tables_addenda_2026\.txt$/));
    const changed = new Set(tables.value.map((table) => table.at));
    const own = [...now].filter((code) => changed.has(code.slice(0, 3)));
    expect([...codesOfTables(tables.value)].sort()).toEqual(own.sort());
    expect(own).toHaveLength(2_954);
  });

  it("builds a code step by step, in the words of the tables", () => {
    const start = book.complete("", on);
    expect(start.codes).toBe(79_193);
    expect(start.choices).toHaveLength(17);
    expect(start.choices[0]).toMatchObject({ position: 1, value: "0", axis: "Section", label: "Medical and Surgical", codes: 68_456 });
    const approach = book.complete("0dtj", on);
    expect(approach.settled.map((one) => one.label)).toEqual(["Medical and Surgical", "Gastrointestinal System", "Resection", "Appendix"]);
    expect(approach.choices.map((one) => [one.value, one.label, one.codes])).toEqual([
      ["0", "Open", 1],
      ["4", "Percutaneous Endoscopic", 2],
      ["7", "Via Natural or Artificial Opening", 1],
      ["8", "Via Natural or Artificial Opening Endoscopic", 1],
    ]);
    expect(book.complete("0DTJ0", on).only).toBe("ZZ");
    expect(book.complete("0DTJ4Z", on).choices.map((one) => one.code)).toEqual(["0DTJ4ZG", "0DTJ4ZZ"]);
    expect(book.complete("0DTJ5", on)).toMatchObject({ codes: 0, choices: [], only: "" });
    // A table of the newer addenda, and one that goes on from the year before.
    expect(book.complete("02H", on).tablesFrom).toBe("FY2026");
    expect(book.complete("0DT", on).tablesFrom).toBe("FY2025");
  });

  it("finds what the addenda of the Index added, each in its place", async () => {
    const { value } = readPcsIndexAddenda("addenda", await textOf("fy2026-april", /index_addenda_2026\.txt$/));
    const whole = readPcsIndex("index", await textOf("fy2025", /index_2025/)).value;
    const { terms, unplaced } = withIndexChanges(whole, value);
    // Two take back what the Index of April 2025 had brought, which is not here: there is nothing to take back.
    expect(unplaced.map(({ action, term }) => `${action} ${term.code}`)).toEqual(["delete X2HN37B", "delete X2HN37B"]);
    const added = value.filter((one) => one.action === "add").length;
    expect(terms).toHaveLength(whole.length + added - (value.length - added - unplaced.length));
    const paths = Array.from({ length: book.index.size }, (_, id) => `${book.index.path(id)} ${book.index.entry(id).code}`);
    expect(paths).toContain("Assistance, Cardiac, Continuous, Output, Blood Flow Modulator 5A0221E");
    expect(paths).not.toContain("Hemolung(R) Respiratory Assist System (RAS) 5A0920Z");
  });

  it("knows what the addenda of the definitions added", () => {
    const place = (prefix: string, value: string) => book.complete(prefix, on).choices.find((one) => one.value === value);
    expect(place("0WJ", "G")).toMatchObject({ label: "Peritoneal Cavity" });
    expect(place("0WJ", "G")?.includes).toEqual(expect.arrayContaining(["Abdominal cavity", "Gallbladder fossa"]));
  });

  it("leads from every choice to a code", () => {
    let codes = 0;
    const walk = (prefix: string): void => {
      const { choices } = book.complete(prefix, on);
      expect(choices.length, prefix).toBeGreaterThan(0);
      for (const one of choices) {
        if (one.code === undefined) walk(prefix + one.value);
        else {
          codes += 1;
          expect(book.validity(one.code, on)).toBe("valid");
        }
      }
    };
    walk("0DT");
    walk("X2");
    expect(codes).toBe(book.codes().filter((code) => /^(?:0DT|X2)/.test(code) && book.validity(code, on) === "valid").length);
  });

  it("tells what became of codes", () => {
    expect(book.detail("00160JA", on)?.replaces).toEqual([{ from: "2019-10-01", kind: "new", code: "00160JA", previous: "00H60YZ" }]);
    expect(book.validity("02HM3JZ", isoDate("2026-04-01"))).toBe("valid");
    expect(book.validity("0SG604Z", on)).toBe("invalid");
    expect(book.validity("0DTJ4ZZ", isoDate("2025-12-01"))).toBe("unknown");
    expect(book.validity("0DTJ4ZI", on)).toBe("invalid");
  });

  it.each([
    ["laparoscopic appendectomy", /^0D[BT]J[48]/],
    ["total knee replacement right", /^0SRC/],
    ["cesarean", /^10D00/],
    ["02HM3J", /^02HM3JZ$/],
  ])("finds %s", (text, code) => expect(book.search(text, { on, limit: 5 })[0]?.code).toMatch(code));
});
