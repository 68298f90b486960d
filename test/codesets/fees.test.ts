/** The fee files of CMS at full size, loaded as a person loads them: counts, and amounts that stand in the files. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { FeeBook } from "../../src/core/codebook/fees/fee-book.ts";
import { eachRow, isTabbed } from "../../src/core/codebook/fees/rows.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { centsFromDollars, parseCents } from "../../src/core/kernel/cents.ts";
import { addDecimals, decimal, equalDecimals, formatDecimal, multiplyDecimals } from "../../src/core/kernel/decimal.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { codeFacts } from "../../src/core/pricing/code-facts.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const at = (path: string): string => join(folder ?? "", path);
const paths = [
  "mpfs",
  "opps/2025-10_Web_Addendum_B.nodesc.csv.xz",
  "opps/2026-04_addendum_b.derived.nodesc.csv.xz",
  "clfs",
  "dmepos",
  "asp",
];
const today = isoDate("2026-11-16");

async function rowsOf(path: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const one of sourceFiles(at(path))) {
    if ("problem" in one) throw new Error(one.problem);
    const text = decodeText(one.bytes);
    eachRow(text, isTabbed(text), (cells) => rows.push(cells));
  }
  return rows;
}

describe.skipIf(folder === undefined)("the fee files of CMS", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "fees-"));
  let book: CodeBook;
  let fees: FeeBook;
  beforeAll(async () => {
    const report = await importCodeSets(paths.map(at), { dataFolder });
    expect(report.findings).toEqual([]);
    expect(report.loaded.map(({ kind, release, rows }) => `${kind}, ${release}: ${rows}`).sort()).toEqual([
      "clinical-lab, 2026 Q2: 2179",
      "dmepos, 2026 Q1: 3515",
      "dmepos-zips, 2026 Q1: 32035",
      "drug-limits, 2026 Q1: 877",
      "drug-packages, 2026 Q1: 7125",
      "mpfs-anesthesia, 2024 Q1: 109",
      "mpfs-counties, 2024 Q1: 110",
      "mpfs-gpci, 2024 Q1: 109",
      "mpfs-imaging-cap, 2024 Q3: 17710",
      "mpfs-relative-values, 2024 Q1: 74196",
      "mpfs-relative-values, 2026 Q3: 19356",
      "opps-addendum-b, 2025 Q4: 18798",
      "opps-addendum-b, 2026 Q2: 19059",
      "zip-localities, 2026 Q1: 42956",
    ]);
    book = loadCodeBook(dataFolder);
    fees = book.feeBook as FeeBook;
  }, 120_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("has the values and indicators of every row of July 2026", async () => {
    const wrong: string[] = [];
    let rows = 0;
    for (const cells of await rowsOf("mpfs/PPRRVU2026_Jul_nonQPP.nodesc.csv.xz")) {
      if (!/^[A-Z]$/.test(cells[3] ?? "")) continue;
      rows += 1;
      const mine = book.relativeValues(cells[0] ?? "", cells[1] ?? "", today);
      const numbers = mine === undefined ? [] : [mine.work, mine.nonFacilityPe, mine.facilityPe, mine.malpractice];
      const same =
        [5, 6, 8, 10].every((column, place) => equalDecimals(decimal(cells[column] ?? ""), numbers[place] ?? decimal("-1"))) &&
        [mine?.status, mine?.pcTc, mine?.globalDays, mine?.multipleProcedure, mine?.bilateral, mine?.assistant].join() ===
          [3, 13, 14, 18, 19, 20].map((column) => cells[column]).join() &&
        [mine?.more?.coSurgeon, mine?.more?.team, mine?.more?.endoscopyBase, mine?.more?.supervision, mine?.more?.preOp].join() ===
          [21, 22, 24, 26, 15].map((column) => cells[column]).join();
      if (!same) wrong.push(cells.join());
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(rows).toBe(19_356);
  });

  it("has each edition with as many rows as its file, those within a year too", () => {
    const rows = (table: string) =>
      book.releases.filter((one) => one.table === table).map(({ effective, rows: count }) => `${effective}: ${count}`);
    // 2024 comes as A, its revision from March 9, B and C: 74,196 rows in all.
    expect(rows("mpfs-relative-values")).toEqual([
      "2024-01-01: 18499",
      "2024-03-09: 18499",
      "2024-04-01: 18534",
      "2024-07-01: 18664",
      "2026-07-01: 19356",
    ]);
    expect(rows("mpfs-imaging-cap")).toEqual(["2024-07-01: 17710"]);
  });

  it("takes each day's edition and factor, two of them within 2024", () => {
    const on = (day: string): string | undefined => {
      const factor = book.conversionFactor("physician", isoDate(day));
      return factor === undefined ? undefined : formatDecimal(factor);
    };
    expect([on("2024-03-08"), on("2024-03-09"), on("2024-12-31"), on("2026-07-01")]).toEqual(["32.7442", "33.2875", "33.2875", "33.4009"]);
    expect(fees.relativeValueRelease(isoDate("2024-03-09"))).toBe("relative values from 2024-03-09");
    // No edition was loaded for the time between: the starter set answers, which knows its own codes only.
    expect(fees.hasRelativeValues(isoDate("2025-05-01"))).toBe(false);
    expect(fees.gpci("01112-05", today)).toBeUndefined();
  });

  it("prices a visit by locality and place, worked out on paper", () => {
    // San Francisco 2024: 1.30 x 1.088 + 1.33 x 1.419 + 0.10 x 0.445 = 3.34617; x 33.2875 = 111.39.
    const facts = codeFacts(book, { code: "99213", on: isoDate("2024-05-06"), place: { locality: "01112-05" } });
    const [plain] = facts?.physician ?? [];
    expect([plain?.work, plain?.nonFacilityPe, plain?.malpractice, plain?.nonFacility.amount]).toEqual(["1.3", "1.33", "0.1", "111.39"]);
    expect(plain?.facility.amount).not.toBe(plain?.nonFacility.amount);
    expect(plain?.nonFacility.formula.join(" ")).toContain("SAN FRANCISCO");
    expect(facts?.place.counties?.[0]).toContain("SAN MATEO");
  });

  it("knows what the file's own totals are", async () => {
    // Column 12 is work + practice expense + malpractice, as CMS added it up.
    const wrong: string[] = [];
    for (const cells of await rowsOf("mpfs/PPRRVU2026_Jul_nonQPP.nodesc.csv.xz")) {
      const mine = /^[A-Z]$/.test(cells[3] ?? "") ? book.relativeValues(cells[0] ?? "", cells[1] ?? "", today) : undefined;
      if (mine === undefined) continue;
      const total = addDecimals(addDecimals(mine.work, mine.nonFacilityPe), mine.malpractice);
      if (!equalDecimals(total, decimal(cells[11] ?? "")) && cells[7] !== "NA") wrong.push(`${cells[0]} ${cells[1]}`);
    }
    expect(wrong).toEqual([]);
  });

  it("has the 109 localities, each reached by ZIP codes", () => {
    const spring = isoDate("2024-05-06");
    expect(fees.localities(spring)).toHaveLength(109);
    expect(fees.localityOfZip("94110", today)).toEqual({ locality: "01112-05", state: "CA", rural: false, moreDigits: false });
    expect(fees.localityOfZip("00501", today)?.state).toBe("NY");
    expect(fees.localityOfZip("00000", today)).toBeUndefined();
    const factor = fees.anesthesiaFactor("02102-01", spring);
    expect(factor === undefined ? undefined : formatDecimal(factor)).toBe("28.54");
  });

  it("caps imaging where the table of the locality does, and to the cent as its values and indices say", async () => {
    const on = isoDate("2024-08-01");
    expect(fees.imagingCap({ code: "0633T", modifier: "TC", locality: "01112-05", facility: false }, on)).toBe(14_837);
    const wrong: string[] = [];
    let checked = 0;
    for (const [code = "", modifier = "", , mac, locality, , price = ""] of await rowsOf("mpfs/oppscap_2024jul.csv.xz")) {
      const cap = book.relativeValues(code, modifier, on)?.more?.cap;
      const index = fees.gpci(`${mac}-${locality}`, on);
      if (modifier !== "TC") continue;
      if (cap === undefined || index === undefined || cap.nonFacilityPe.digits === 0n) continue;
      const sum = addDecimals(
        multiplyDecimals(cap.nonFacilityPe, index.practiceExpense),
        multiplyDecimals(cap.malpractice, index.malpractice),
      );
      checked += 1;
      // What the outpatient system pays is dollars: the values for it were made with the first factor of the year, and stay.
      if (centsFromDollars(multiplyDecimals(sum, decimal("32.7442"))) !== parseCents(price))
        wrong.push(`${code} ${mac}-${locality} ${price}`);
    }
    expect({ wrong: wrong.length, checked, first: wrong[0] }).toEqual({ wrong: 0, checked: 9047, first: undefined });
  });

  it("has outpatient rates, laboratory fees and drug limits as printed, each in its time", async () => {
    expect(fees.outpatient("0101T", isoDate("2025-11-01"))).toMatchObject({ status: "T", apc: "5111", leastCopayment: 4798 });
    expect(fees.outpatient("A4341", isoDate("2025-11-01"))?.status).toBe("N");
    expect(fees.outpatient("0101T", isoDate("2026-04-01"))).toMatchObject({ status: "T", rate: decimal("252.01") });
    expect(fees.outpatient("0101T", isoDate("2025-09-30"))).toBeUndefined();
    let tests = 0;
    for (const cells of await rowsOf("clfs/PUF_CLFS_CY2026_Q2V1.nodesc.csv.xz")) {
      if (cells[0] !== "2026") continue;
      const mine = fees.labFees(cells[1] ?? "", today).find((one) => one.modifier === cells[2]);
      expect(mine?.amount ?? 0, cells.join()).toBe(Math.round(Number(cells[5]) * 100));
      tests += 1;
    }
    expect(tests).toBe(2_179);
    expect(fees.labFees("0614U", isoDate("2026-03-31"))).toEqual([]);
    expect(fees.drugLimit("90371", isoDate("2026-03-31"))).toMatchObject({ unit: "1 ML", limit: decimal("137.828") });
    expect(fees.drugLimit("90371", isoDate("2026-04-01"))).toBeUndefined();
    expect(fees.drugPackages("13533-0636-05", isoDate("2026-02-01"))).toMatchObject([{ code: "90371", unitsOfAll: decimal("5") }]);
  });

  it("has the amount of each state, and the rural one where the ZIP is", async () => {
    const amounts = (zip?: string) =>
      fees.equipment({ code: "E0601", state: "MA", ...(zip ? { zip } : {}) }, today).map((one) => one.amount);
    expect([amounts(), amounts("01223")]).toEqual([[5089], [8795]]);
    const rows = await rowsOf("dmepos/DMEPOS26_JAN.xlsx");
    const texas = rows.find((cells) => cells.includes("TX (NR)"))?.indexOf("TX (NR)") ?? -1;
    let checked = 0;
    for (const cells of rows) {
      if (!/^[A-Z]\d{4}$/.test(cells[0] ?? "")) continue;
      const key = [cells[1], cells[2]].filter((one) => one?.trim()).join();
      const mine = fees.equipment({ code: cells[0] ?? "", state: "TX" }, today).find((one) => one.modifiers.join() === key);
      expect(mine?.amount ?? 0, cells.slice(0, 7).join()).toBe(Math.round(Number(cells[texas]) * 100));
      checked += 1;
    }
    expect(checked).toBe(3_515);
    expect(fees.equipmentArea("01223", today)).toEqual({ state: "MA", area: "RURAL" });
  });

  it("keeps no words of the AMA, neither in the pack nor in the sources", () => {
    const installed = JSON.parse(readFileSync(join(dataFolder, "codes", "installed.json"), "utf8")) as {
      sources: { kind: string; sha256: string; effective: string }[];
    };
    const source = installed.sources.find((one) => one.kind === "mpfs-relative-values" && one.effective.startsWith("2026"));
    const text = gunzipSync(readFileSync(join(dataFolder, "codes", "sources", `${source?.sha256}.gz`))).toString("latin1");
    // HCPCS Level II titles are CMS's own; the file has them in the column that is the AMA's for other codes.
    expect(text).not.toContain("Alcohol and/or drug");
    expect(text.split("\n").filter((line) => line.startsWith("99213,"))[0]).toMatch(/^99213,,,A,/);
  });
});
