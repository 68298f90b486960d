/** The starter lists against the publishers' files in ../shared/codesets. Nothing of those files is in the project. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compileDataFolder, loadLookup } from "../../src/app/load-code-book.ts";
import { decimal, equalDecimals, formatDecimal } from "../../src/core/kernel/decimal.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";
import { differences } from "./lookup-differences.ts";

const folder = sharedFolder("codesets");
const on = isoDate("2026-11-02");
const { codeBook: book, findings } = compileDataFolder();

it("reads the starter set without a finding", () => {
  expect(findings.filter((one) => !String(one.params.file).startsWith("icd10cm"))).toEqual([]);
  expect(book.procedureCodes().length).toBeGreaterThan(500);
});

it("says of each code to a check of X12 what the whole book says", () => {
  expect(differences(loadLookup(join(tmpdir(), "claimwright-no-such-folder")), book)).toEqual([]);
});

it("prices 99203 in the office by hand", () => {
  // (1.60 + 1.76 + 0.16) x 33.4009 = 117.57 (Medicare national amount of 2026, worked out on paper).
  const values = book.relativeValues("99203", "", on);
  expect(values).toMatchObject({ work: decimal("1.6"), nonFacilityPe: decimal("1.76"), malpractice: decimal("0.16") });
  expect(book.conversionFactor("physician", on)).toEqual(decimal("33.4009"));
});

describe.skipIf(folder === undefined)("against the publishers' files", () => {
  const at = (path: string): string => `${folder}/${path}`;
  const unpack = (path: string): string => execFileSync("xz", ["-dc", at(path)], { maxBuffer: 1 << 30, encoding: "latin1" });

  it("has relative values equal to the Medicare file of July 2026", () => {
    const official = new Map<string, readonly string[]>();
    for (const cells of csv(unpack("mpfs/PPRRVU2026_Jul_nonQPP.nodesc.csv.xz"))) official.set(`${cells[0]} ${cells[1]}`, cells);
    let rows = 0;
    const wrong: string[] = [];
    for (const code of book.procedureCodes()) {
      for (const modifier of ["", "26", "TC"]) {
        const mine = book.relativeValues(code, modifier, on);
        if (mine === undefined) continue;
        rows += 1;
        const cells = official.get(`${code} ${modifier}`) ?? [];
        const numbers = [mine.work, mine.nonFacilityPe, mine.facilityPe, mine.malpractice];
        const same =
          [5, 6, 8, 10].every((column, index) => equalDecimals(decimal(cells[column] ?? "-1"), numbers[index] ?? decimal("-2"))) &&
          mine.status === cells[3] &&
          mine.pcTc === cells[13] &&
          mine.globalDays === cells[14] &&
          mine.multipleProcedure === cells[18] &&
          mine.bilateral === cells[19] &&
          mine.assistant === cells[20];
        if (!same) wrong.push(`${code} ${modifier}: ${numbers.map(formatDecimal)} is not ${cells.slice(3, 21)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(rows).toBeGreaterThan(140);
  });

  it("has laboratory amounts equal to the fee schedule of 2026", () => {
    const official = new Map<string, number>();
    for (const cells of csv(unpack("clfs/PUF_CLFS_CY2026_Q2V1.nodesc.csv.xz"))) {
      if (cells[2] === "" && !official.has(cells[1] ?? "")) official.set(cells[1] ?? "", Math.round(Number(cells[5]) * 100));
    }
    const mine = book.procedureCodes().flatMap((code) => {
      const amount = book.fee("clinical-lab", code, on);
      return amount === undefined ? [] : [{ code, amount: Number(amount) }];
    });
    expect(mine.filter((one) => official.get(one.code) !== one.amount)).toEqual([]);
    expect(mine.length).toBeGreaterThan(80);
  });

  it("names only HCPCS codes that exist, in like words, and calls none valid after its end", () => {
    const official = new Map<string, { readonly title: string; readonly ended: string }>();
    const [head, ...rows] = csv(unpack("hcpcs/2025-10/hcpcs_2025_oct.rebuilt.csv.xz"));
    const ends = head?.indexOf("TERM DT") ?? -1;
    for (const cells of rows) {
      if (cells[2] === "3") official.set(cells[0] ?? "", { title: (cells[3] ?? "").toLowerCase(), ended: cells[ends] ?? "" });
    }
    expect(official.size).toBeGreaterThan(8000);
    const newer = new Set(
      gunzipSync(readFileSync(at("hcpcs/2026-07/hcpcs_level2_2026q3.codes-only.txt.gz")))
        .toString("latin1")
        .split(/\s+/),
    );
    const codes = book.procedureCodes().filter((code) => /^[A-Z]/.test(code));
    const strange = codes.filter((code) => !official.has(code) && !newer.has(code));
    const unlike = codes.filter((code) => {
      const title = official.get(code)?.title;
      const words = (book.title("hcpcs", code, on) ?? "").toLowerCase().match(/[a-z]{4,}/g) ?? [];
      return title !== undefined && words.length > 0 && words.filter((word) => title.includes(word)).length * 2 < words.length;
    });
    const late = codes.filter((code) => {
      const ended = official.get(code)?.ended ?? "";
      return ended !== "" && ended <= "20260101" && book.validity("hcpcs", code, on) === "valid";
    });
    expect({ strange, unlike, late }).toEqual({ strange: [], unlike: [], late: [] });
    expect(codes.length).toBeGreaterThan(140);
  });

  it("lists each place of service, with Medicare's rate", () => {
    const official = csv(readFileSync(at("lists/place_of_service.csv"), "utf8"))
      .slice(1)
      .filter((cells) => cells[0] !== "");
    const assigned = official.filter((cells) => !/unassigned/i.test(cells[2] ?? ""));
    const wrong = assigned.filter(
      (cells) => book.placeOfService(cells[0] ?? "")?.rate !== (cells[1] === "Facility" ? "facility" : "non-facility"),
    );
    // The list names no single rate for 05 to 08 in the manual; ours follows the list all the same.
    expect(wrong.map((cells) => cells[0])).toEqual([]);
    for (const cells of official) {
      const is = book.validity("pos", cells[0] ?? "", on);
      expect(`${cells[0]} ${is}`).toBe(`${cells[0]} ${assigned.includes(cells) ? "valid" : "invalid"}`);
    }
  });

  it("lists only Level II modifiers that exist", () => {
    const official = new Set(csv(readFileSync(at("lists/hcpcs_modifiers_2025_oct.csv"), "utf8")).map((cells) => cells[0]));
    const mine = modifierCodes().filter((code) => /[A-Z]/.test(code));
    expect(mine.filter((code) => !official.has(code))).toEqual([]);
    expect(mine.length).toBeGreaterThan(90);
  });

  it("lists each adjustment reason in force, and calls ended ones invalid", () => {
    const official = csv(readFileSync(at("lists/adj_carc.csv"), "utf8")).slice(1);
    const wrong = official.filter((cells) => (book.validity("carc", cells[0] ?? "", on) === "valid") !== (cells[7] === ""));
    expect(wrong.map((cells) => cells[0])).toEqual([]);
    expect(official.length).toBeGreaterThan(400);
  });

  it("names only remark codes that exist", () => {
    const official = new Set(csv(readFileSync(at("lists/adj_rarc.csv"), "utf8")).map((cells) => cells[0]));
    expect(tableCodes("rarc.tsv").filter((code) => !official.has(code))).toEqual([]);
  });

  it("has unit limits equal to the MUE table of July 2024", () => {
    const official = new Map(csv(unpack("ncci/mue_practitioner_2024q3.csv.xz")).map((cells) => [cells[0], `${cells[1]} ${cells[2]}`]));
    const mine = book.procedureCodes().flatMap((code) => book.mue(code, on) ?? []);
    expect(mine.filter((one) => official.get(one.code) !== `${one.units} ${one.mai}`)).toEqual([]);
    expect(mine.length).toBeGreaterThan(70);
  });

  it("has pair edits that are in force in the NCCI table of July 2024", () => {
    const text = readFileSync("data/edits/ptp-practitioner.tsv", "utf8");
    const wanted = new Map<string, string>();
    for (const line of text.split("\n").slice(1)) {
      const [one, seconds, indicator] = line.split("\t");
      if (indicator === "0" || indicator === "1") for (const two of seconds?.split(" ") ?? []) wanted.set(`${one}\t${two}`, indicator);
    }
    const found = new Map<string, string>();
    for (const line of unpack("ncci/ptp_practitioner_2024q3.tsv.xz").split("\n")) {
      const [one, two, ends, indicator] = line.split("\t");
      if (ends === "*" && wanted.has(`${one}\t${two}`)) found.set(`${one}\t${two}`, indicator ?? "");
    }
    expect([...wanted].filter(([pair, indicator]) => found.get(pair) !== indicator)).toEqual([]);
    expect(wanted.size).toBeGreaterThan(90);
    for (const [pair, indicator] of wanted) {
      const [one, two] = pair.split("\t");
      expect(String(book.ptpEdit(one ?? "", two ?? "", on)?.indicator)).toBe(indicator);
    }
  });
});

function modifierCodes(): readonly string[] {
  return tableCodes("modifiers.tsv");
}

function tableCodes(file: string): readonly string[] {
  const lines = readFileSync(`data/lists/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return lines.slice(1).map((line) => line.split("\t")[0] ?? "");
}

/** Comma-separated values with quotes; newlines inside quotes are not in these files. */
function csv(text: string): readonly (readonly string[])[] {
  return text.split(/\r?\n/).map((line) => {
    const cells: string[] = [];
    for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) cells.push((match[1] ?? match[2] ?? "").replace(/""/g, '"'));
    return cells;
  });
}
