/** Lists that a user downloads, at full size: every code, with the words of those who keep them on this machine only. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const names = [
  "adj_carc.csv",
  "adj_group.csv",
  "adj_rarc.csv",
  "hcpcs_modifiers_2025_oct.csv",
  "nucc_taxonomy_251.csv",
  "place_of_service.csv",
  "pyx12_codes.xml",
];
const on = isoDate("2026-02-02");

describe.skipIf(folder === undefined)("the lists", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "lists-"));
  let book: CodeBook;
  beforeAll(async () => {
    const paths = names.map((name) => join(folder ?? "", "lists", name));
    const first = await importCodeSets(paths, { dataFolder });
    // Some say their day neither in the name nor in the file: a person does.
    expect(first.outcome).toBe("partly");
    expect(first.left.map((one) => [basename(one.path), one.because])).toEqual([
      ["adj_group.csv", "no-day"],
      ["place_of_service.csv", "no-day"],
      ["pyx12_codes.xml", "no-day"],
    ]);
    expect(new Set(first.findings.map((one) => one.code))).toEqual(new Set(["BOOK-SOURCE-04"]));
    const report = await importCodeSets(
      first.left.map((one) => one.path),
      { dataFolder, effective: isoDate("2025-10-01") },
    );
    expect(report.findings).toEqual([]);
    expect([...first.loaded, ...report.loaded].map(({ kind, rows }) => `${kind} ${rows}`).sort()).toEqual([
      "adjustment-codes 1171",
      "adjustment-codes 405",
      "adjustment-codes 5",
      "claim-code-lists 2078",
      "modifiers 383",
      "nucc-taxonomy 883",
      "places-of-service 99",
    ]);
    book = loadCodeBook(dataFolder);
  }, 60_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("have as many codes as their publishers count", () => {
    const counts = (
      ["carc", "rarc", "adjustment-group", "taxonomy", "pos", "modifier", "claim-status", "claim-status-category", "service-type"] as const
    ).map((list) => [list, book.lists?.rows(list).length]);
    expect(Object.fromEntries(counts)).toEqual({
      carc: 405,
      rarc: 1171,
      "adjustment-group": 5,
      taxonomy: 883,
      pos: 99,
      modifier: 383,
      "claim-status": 759,
      "claim-status-category": 48,
      // The file has 221, two of them twice.
      "service-type": 219,
    });
    expect(book.lists?.rows("carc").filter((row) => row.to === undefined)).toHaveLength(295);
  });

  it("keep every letter of a list in windows-1252", () => {
    const words =
      book.lists
        ?.rows("taxonomy")
        .map((row) => `${row.title} ${row.detail}`)
        .join("\n") ?? "";
    expect(words).toContain("\u2019");
    expect(/[\u0080-\u009f\ufffd]/.test(words)).toBe(false);
  });

  it("answer for codes that the starter set does not have", () => {
    expect(book.validity("taxonomy", "207Q00000X", on)).toBe("valid");
    expect(book.validity("taxonomy", "207Q00001X", on)).toBe("invalid");
    expect(book.validity("taxonomy", "207Q00001X", isoDate("2026-06-01"))).toBe("unknown");
    expect(book.title("taxonomy", "207Q00000X", on)).toContain("Family");
    expect(book.validity("rarc", "N1", on)).toBe("valid");
    expect(book.placeOfService("21")?.rate).toBe("facility");
    const only = book.lists?.rows("modifier").find((row) => row.to === undefined && row.code === "A9");
    expect(book.modifier("A9", on)?.title).toBe(only?.title);
    for (const row of book.lists?.rows("pos") ?? []) {
      const rate = book.placeOfService(row.code)?.rate;
      if (rate !== undefined && row.extra !== "") expect(rate === "facility" ? "F" : "N", row.code).toBe(row.extra);
    }
  });
});
