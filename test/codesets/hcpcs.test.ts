/** HCPCS Level II at full size: every code and modifier of every release, with its titles and days. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import { readAnweb, readHcpcsSheet } from "../../src/core/codebook/hcpcs/read-hcpcs.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const from = (path: string): string => join(folder ?? "", "hcpcs", path);

async function textOf(path: string, name: RegExp): Promise<string> {
  for await (const file of sourceFiles(from(path))) if (!("problem" in file) && name.test(file.name)) return decodeText(file.bytes);
  throw new Error(`${path} has no ${name}`);
}

describe.skipIf(folder === undefined)("the full HCPCS Level II", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "hcpcs-"));
  let book: CodeBook;
  beforeAll(async () => {
    const report = await importCodeSets([from("")], { dataFolder });
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    book = loadCodeBook(dataFolder);
  }, 300_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("counts as the publisher does", () => {
    expect(book.hcpcs?.releases.map(({ name, codes, modifiers, hasTitles }) => [name, codes, modifiers, hasTitles])).toEqual([
      ["2019 Q1", 6_440, 360, true],
      ["2020 Q4", 6_825, 371, true],
      ["2025 Q4", 8_463, 383, true],
      ["2026 Q3", 8_725, 383, false],
    ]);
    const day = isoDate("2025-11-01");
    const codes = book.hcpcs?.codes().filter((code) => code.length === 5) ?? [];
    expect(codes.filter((code) => book.validity("hcpcs", code, day) === "valid")).toHaveLength(7_258);
  });

  it("leaves nothing of October 2020 out: its 7,198 rows are the heading, 7,196 codes and modifiers, and a title that goes on", async () => {
    const rows = (await textOf("2020-10", /ANWEB\.xlsx$/))
      .split(/\r?\n/)
      .map((line) => line.split("\t"))
      .filter(([code = "", , record = ""]) => code.trim() === "HCPC" || /^[3478]$/.test(record));
    expect(rows).toHaveLength(7_198);
    const codes = rows.slice(1).map(([code = "", , record = ""]) => `${code.trim()} ${record}`);
    const goesOn = codes.filter((one) => /[48]$/.test(one));
    expect(goesOn).toEqual(["G0503 4"]);
    expect(new Set(codes.map((one) => one.split(" ")[0])).size).toBe(7_196);
    const known = new Set(book.hcpcs?.codes() ?? []);
    expect(codes.filter((one) => !known.has(one.split(" ")[0] ?? ""))).toEqual([]);
  });

  it("reads the fixed file and the spreadsheet of a quarter the same", async () => {
    for (const [path, text, sheet] of [
      ["2025-10", /ANWEB\.rebuilt\.txt$/, /\.csv$/],
      ["2019-01", /ANWEB\.txt$/, /ANWEB\.xlsx$/],
    ] as const) {
      const fixed = readAnweb("a", await textOf(path, text)).value;
      const table = await textOf(path, sheet);
      const same = readHcpcsSheet("b", table, table.includes("HCPC\t") ? "\t" : ",").value;
      const titles = (rows: typeof fixed) =>
        rows.map(({ code, long, short, added, terminated, coverage, betos }) =>
          [code, long.replace(/\s+/g, ""), short.replace(/\s+/g, ""), added, terminated, coverage, betos].join("|"),
        );
      expect(titles(same).sort()).toEqual(titles(fixed).sort());
    }
  });

  it("has every code with its long title and its days", async () => {
    const day = isoDate("2025-10-15");
    const wrong: string[] = [];
    const rows = readHcpcsSheet("b", await textOf("2025-10", /\.csv$/), ",").value;
    for (const { code, long, isModifier, added, terminated } of rows) {
      const system = isModifier ? "modifier" : "hcpcs";
      if (!isModifier && book.title(system, code, day) !== long) wrong.push(code);
      const isValid = (added === undefined || added <= day) && (terminated === undefined || terminated >= day);
      const said = book.validity(system, code, day);
      if (said !== (isValid ? "valid" : "invalid")) wrong.push(`${code} ${said}`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(rows).toHaveLength(8_846);
  });

  it("chooses by the day of service, and goes on with what an older release says", () => {
    expect(book.validity("hcpcs", "A4563", isoDate("2018-12-31"))).toBe("invalid");
    expect(book.validity("hcpcs", "A4563", isoDate("2019-01-01"))).toBe("valid");
    expect(book.validity("hcpcs", "G2012", isoDate("2024-12-31"))).toBe("valid");
    expect(book.validity("hcpcs", "G2012", isoDate("2025-01-01"))).toBe("invalid");
    // Between two releases that are loaded: the later one names the day when the code began.
    expect(book.validity("hcpcs", "G2211", isoDate("2024-03-01"))).toBe("valid");
    expect(book.validity("hcpcs", "D0120", isoDate("2026-08-01"))).toBe("unknown");
    expect(book.validity("hcpcs", "W1234", isoDate("2026-08-01"))).toBe("invalid");
    expect(book.hcpcs?.detail("J1100", isoDate("2026-08-01"))).toMatchObject({ release: "2025 Q4", coverage: "D", betos: "O1E" });
    expect(book.search("power wheelchair", { on: isoDate("2026-08-01"), systems: ["hcpcs"] })[0]?.code).toMatch(/^K08/);
  });
});
