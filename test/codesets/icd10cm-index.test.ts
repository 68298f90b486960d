import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileDataFolder } from "../../src/app/load-code-book.ts";
import type { IndexEntry } from "../../src/core/codebook/model.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const { codeBook, findings } = compileDataFolder();
const on = isoDate("2026-11-16");
const entries = Array.from({ length: codeBook.index.size }, (_, id) => codeBook.index.entry(id));

describe("the starter Index", () => {
  it("was read whole, without a finding", () => {
    expect(findings).toEqual([]);
    expect(entries.length).toBeGreaterThan(3000);
  });

  it("has each path once", () => {
    const paths = entries.map(pathOf);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  it("ends no line in nothing", () => {
    const parents = new Set(entries.map((entry) => entry.parent));
    const empty = entries.filter(({ id, code, see, seeAlso }) => (code ?? see ?? seeAlso) === undefined && !parents.has(id));
    expect(empty.map(pathOf)).toEqual([]);
  });

  it("names only codes of the starter tabular", () => {
    const coded = entries.filter((entry) => entry.code !== undefined);
    expect(coded.length).toBeGreaterThan(2400);
    expect(
      coded.filter(
        (entry) =>
          codeBook.diagnosis(entry.code ?? "", on) === undefined && codeBook.validity("icd10cm", entry.code ?? "", on) === "unknown",
      ),
    ).toEqual([]);
  });

  it("leads every complete line to a billable code", () => {
    const short = entries.filter(
      (entry) => entry.code !== undefined && entry.incomplete !== true && codeBook.diagnosis(entry.code, on)?.billable !== true,
    );
    expect(short.map((entry) => `${entry.term} ${entry.code}`)).toEqual([]);
  });

  it("sends a reader only to main terms that are there", () => {
    const mains = new Set(entries.filter((entry) => entry.level === 0).map((entry) => plain(entry.term)));
    const lost = entries.filter(
      (entry) =>
        entry.see !== undefined && entry.see !== "condition" && !entry.see.startsWith("condition ") && !mains.has(plain(entry.see)),
    );
    expect(lost.map((entry) => `${entry.term} see ${entry.see}`)).toEqual([]);
  });
});

const folder = sharedFolder("codesets");
describe.skipIf(folder === undefined)("against the published release", () => {
  it("names only codes that FY2027 has", () => {
    const text = execFileSync("xz", ["-dc", join(folder ?? "", "icd10cm/fy2027/icd10cm_codes_2027.reconstructed.txt.xz")], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const published = new Set(text.split("\n").map((line) => line.slice(0, 7).trim()));
    expect(published.size).toBeGreaterThan(70_000);
    const wrong = entries.filter((entry) => entry.code !== undefined && entry.incomplete !== true && !published.has(entry.code));
    expect(wrong.map((entry) => `${entry.term} ${entry.code}`)).toEqual([]);
  });

  it("gives the code the Index of FY2025 gives wherever the path is the same", () => {
    const text = execFileSync("xz", ["-dc", join(folder ?? "", "icd10cm/fy2025/icd10cm_index_2025.flat.csv.xz")], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const official = officialCodes(text);
    expect(official.size).toBeGreaterThan(50_000);
    let compared = 0;
    const differences = new Map<string, string>();
    for (const entry of entries) {
      const path = pathOf(entry);
      const theirs = official.get(path) ?? "";
      if (entry.code === undefined || theirs === "") continue;
      compared += 1;
      // A line that needs more characters may stop earlier than the official one, which names the unspecified side.
      const same = entry.incomplete === true ? theirs.startsWith(entry.code) : theirs === entry.code;
      if (!same) differences.set(path, entry.code);
    }
    expect(differences).toEqual(changedSinceFy2025);
    expect(compared).toBeGreaterThan(1400);
  });
});

/** Codes that a later release than that Index replaced. */
const changedSinceFy2025: ReadonlyMap<string, string> = new Map([
  // FY2026 put three codes in the place of E78.01, two kinds of Z59.86 and the places of pelvic pain in that of R10.2.
  ["hypercholesterolemia > familial", "E78019"],
  ["insecurity > financial", "Z59869"],
  ["pain > pelvic", "R1020"],
]);

/** Path in small letters to the code without its point or its trailing dash; the first of equal paths. */
function officialCodes(text: string): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const open: string[] = [];
  for (const line of text.split("\n").slice(1)) {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((cell) => cell[1] ?? cell[2] ?? "");
    const [, , level, term, , , , code] = cells;
    if (term === undefined || code === undefined) continue;
    open.length = Number(level);
    open.push(term.replace(/\s+/g, " ").trim().toLowerCase());
    const path = open.join(" > ");
    if (!codes.has(path)) codes.set(path, code.replace(/[.\s-]/g, ""));
  }
  return codes;
}

function pathOf(entry: IndexEntry): string {
  const parent = entry.parent === undefined ? undefined : entries[entry.parent];
  const term = entry.term.toLowerCase();
  return parent === undefined ? term : `${pathOf(parent)} > ${term}`;
}

/** "Disease, pulmonary, chronic obstructive" begins with the main term "Disease". */
function plain(term: string): string {
  return (term.split(",")[0] ?? "").replace(/\(.*/, "").trim().toLowerCase();
}
