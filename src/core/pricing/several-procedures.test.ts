/** Several services of one day, with figures that were worked out by hand: national factors of 1 and a conversion factor of 10. */
import { describe, expect, it } from "vitest";
import { formatCents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { type LineToPrice, type SchedulePrice, schedulePrice } from "./allowed.ts";
import { besideOf } from "./several-procedures.ts";
import type { FeeTables, RvuRow } from "./tables.ts";

const zero = decimal("0");
const noCap = { nonFacilityPe: zero, facilityPe: zero, malpractice: zero };
const more = (endoscopyBase = "", cap = noCap) => ({ preOp: "", intraOp: "", postOp: "", endoscopyBase, cap });

function row(work: string, pe: string, over: Partial<RvuRow>): RvuRow {
  const [work_, expense] = [work, pe].map(decimal) as [Decimal, Decimal];
  return {
    status: "A",
    work: work_,
    nonFacilityPe: expense,
    facilityPe: expense,
    malpractice: zero,
    multipleProcedure: "0",
    bilateral: "0",
    assistant: "0",
    ...over,
  };
}

const scope = (work: string, base: string) => row(work, "0", { multipleProcedure: "3", more: more(base) });
/** A test with both parts: the whole, its professional and its technical row. */
const test = (
  code: string,
  professional: string,
  technical: string,
  indicator: string,
  cap = noCap,
): readonly (readonly [string, RvuRow])[] => [
  [`${code} `, row(professional, technical, { multipleProcedure: indicator, pcTc: "1" })],
  [`${code} 26`, row(professional, "0", { multipleProcedure: indicator, pcTc: "1" })],
  [`${code} TC`, row("0", technical, { multipleProcedure: indicator, pcTc: "1", more: more("", cap) })],
];

const rows = new Map<string, RvuRow>([
  ["BASE1 ", row("10", "0", { multipleProcedure: "2" })],
  ["SCOP1 ", scope("15", "BASE1")],
  ["SCOP2 ", scope("13", "BASE1")],
  ["SCOP3 ", scope("9", "BASE1")],
  ["SIDE1 ", row("13", "0", { multipleProcedure: "3", bilateral: "1", more: more("BASE1") })],
  ["CARE1 ", row("13", "0", { multipleProcedure: "3", more: { ...more("BASE1"), preOp: "0.10", intraOp: "0.70", postOp: "0.20" } })],
  ["STOP1 ", row("10", "4", { multipleProcedure: "2" })],
  ["STOP1 53", row("5", "2.1", { multipleProcedure: "2" })],
  ["BASE2 ", row("6", "0", { multipleProcedure: "2" })],
  ["OTHR1 ", scope("8", "BASE2")],
  ["OTHR2 ", scope("7", "BASE2")],
  // As in the starter set: endoscopies without the base code of their family.
  ["OPEN1 ", row("15", "0", { multipleProcedure: "3" })],
  ["OPEN2 ", row("13", "0", { multipleProcedure: "3" })],
  ["OPEN3 ", row("1", "0", { multipleProcedure: "3" })],
  ["CUT02 ", row("2", "0", { multipleProcedure: "2" })],
  ["CUT01 ", row("16", "0", { multipleProcedure: "2" })],
  ["VISIT ", row("50", "0", {})],
  ...test("SCAN1", "5", "20", "4"),
  ...test("SCAN2", "8", "12", "4"),
  // Its technical part is capped at 7 (the outpatient system's value), half of 12 is 6: the lower of both.
  ...test("SCAN3", "1", "12", "4", { nonFacilityPe: decimal("7"), facilityPe: decimal("7"), malpractice: zero }),
  ...test("HEART", "4", "20", "6"),
  ...test("VEIN1", "2", "12", "6"),
  ...test("EYE01", "4", "10", "7"),
  ...test("EYE02", "2", "5", "7"),
  ["THER1 ", row("4", "6", { multipleProcedure: "5" })],
  ["THER2 ", row("3", "4", { multipleProcedure: "5" })],
]);

const one = decimal("1");
const tables: FeeTables = {
  rvu: (code, modifier) => rows.get(`${code} ${modifier}`),
  locality: () => ({ work: one, practiceExpense: one, malpractice: one }),
  conversionFactor: () => decimal("10"),
  labFee: () => undefined,
  drugLimit: () => undefined,
  equipmentFee: () => undefined,
  imagingCap: () => undefined,
  edition: () => undefined,
  isFacility: () => false,
  isPreventive: () => false,
};

function amounts(...given: readonly string[]): readonly string[] {
  return prices(given).map((price) => (price.kind === "priced" ? formatCents(price.amount) : price.kind));
}

function words(...given: readonly string[]): readonly string[] {
  return prices(given).flatMap(({ formula }) => formula);
}

/** "CODE", "CODE-26", "CODE*2" for two units, with a day after @. */
function prices(given: readonly string[]): readonly SchedulePrice[] {
  const lines = given.map((text): LineToPrice => {
    const [, procedure = "", modifier, units = "1", day = "2026-03-02"] = /^(\w{5})(?:-(\w\w))?(?:\*(\d))?(?:@(\S+))?$/.exec(text) ?? [];
    return {
      procedure,
      modifiers: modifier === undefined ? [] : [modifier],
      units: decimal(units),
      placeOfService: "11",
      on: isoDate(day),
      locality: "national",
    };
  });
  const beside = besideOf(lines, tables);
  return lines.map((line, index) => schedulePrice({ ...line, beside: beside[index] ?? {} }, tables));
}

describe("endoscopies", () => {
  it("of one family: the dearest in full, of the others what they are worth beyond the base code", () => {
    expect(amounts("SCOP2", "SCOP1")).toEqual(["30.00", "150.00"]);
    // A member that is worth less than its base adds nothing.
    expect(amounts("SCOP1", "SCOP2", "SCOP3")).toEqual(["150.00", "30.00", "0.00"]);
  });

  it("take their base code with them when it stands beside", () => {
    expect(amounts("BASE1", "SCOP1")).toEqual(["0.00", "150.00"]);
    expect(amounts("BASE1")).toEqual(["100.00"]);
  });

  it("of two families are ranked as two procedures, each by what its family comes to", () => {
    // Families: 150 + 30 = 180; 80 + 10 = 90, at half.
    expect(amounts("SCOP1", "SCOP2", "OTHR1", "OTHR2")).toEqual(["150.00", "30.00", "40.00", "5.00"]);
    // Alone the endoscopy is below the other procedure, with its family above it.
    expect(amounts("SCOP1", "CUT01")).toEqual(["75.00", "160.00"]);
    expect(amounts("SCOP1", "SCOP2", "CUT01")).toEqual(["150.00", "30.00", "80.00"]);
  });

  it("of several surgeons and assistants: each has the share of what an endoscopy is worth beyond its base code", () => {
    // 0.136 of 150, and of 130 − 100; likewise 0.16 and 0.625.
    expect(amounts("SCOP1-AS", "SCOP2-AS")).toEqual(["20.40", "4.08"]);
    for (const modifier of ["80", "81", "82"]) expect(amounts(`SCOP1-${modifier}`, `SCOP2-${modifier}`)).toEqual(["24.00", "4.80"]);
    expect(amounts("SCOP1-62", "SCOP2-62")).toEqual(["93.75", "18.75"]);
    expect(["54", "55", "78"].map((modifier) => amounts("SCOP1", `CARE1-${modifier}`)[1])).toEqual(["24.00", "6.00", "21.00"]);
    // Ranked by the same sums: 20.40 + 4.08 is more than 0.136 of 160.
    expect(amounts("SCOP1-AS", "SCOP2-AS", "CUT01-AS")).toEqual(["20.40", "4.08", "10.88"]);
  });

  it("of both sides: one and a half times the endoscopy, less its base code once", () => {
    expect(amounts("SIDE1-50", "SCOP1")).toEqual(["195.00", "50.00"]);
    expect(amounts("SIDE1-50", "SIDE1-50")).toEqual(["195.00", "95.00"]);
  });

  it("of several units: each less the base code, also where families are ranked", () => {
    // 3 × 80 + 3 × 10 = 270, which is less than 2 × 160.
    expect(amounts("OTHR1*3", "OTHR2*3", "CUT01*2")).toEqual(["120.00", "15.00", "320.00"]);
  });

  it("leave other days and services that are not ranked as they are", () => {
    expect(amounts("SCOP1", "SCOP2@2026-03-03", "VISIT")).toEqual(["150.00", "130.00", "500.00"]);
  });
});

describe("endoscopies whose base code is not loaded", () => {
  it("have no price beside another, and the dearest its own", () => {
    expect(amounts("OPEN2", "OPEN1")).toEqual(["unknown", "150.00"]);
    expect(amounts("OPEN1", "OPEN1")).toEqual(["150.00", "unknown"]);
    expect(amounts("OPEN1", "OPEN2@2026-03-03", "VISIT")).toEqual(["150.00", "130.00", "500.00"]);
    expect(amounts("SCOP2", "OPEN1")).toEqual(["unknown", "150.00"]);
  });

  it("leave the dearest without a price where others may be one family that comes to more", () => {
    // OPEN2 and OPEN3 come to 140 at most, twice OPEN2 to 260 less a base code that nobody knows.
    expect(amounts("OPEN1", "OPEN2", "OPEN3")).toEqual(["150.00", "unknown", "unknown"]);
    expect(amounts("OPEN1", "OPEN2", "OPEN2")).toEqual(["unknown", "unknown", "unknown"]);
    expect(amounts("CUT01", "OPEN1", "OPEN2")).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("are ranked below a dearer procedure, and what is cheaper may be their base code", () => {
    expect(amounts("OPEN1", "CUT01", "CUT02")).toEqual(["75.00", "160.00", "unknown"]);
  });

  it("say so in words", () => {
    expect(words("OPEN2", "OPEN1")).toContain(
      "The price of OPEN2 beside OPEN1 cannot be told: the endoscopy family's base code is not loaded.",
    );
  });
});

describe("a service that was stopped", () => {
  it("is paid by its own row where the schedule has one, and else by that of the whole service", () => {
    expect(amounts("STOP1")).toEqual(["140.00"]);
    expect(amounts("STOP1-53")).toEqual(["71.00"]);
    expect(amounts("CUT01-53")).toEqual(["160.00"]);
  });

  it("is ranked by that row", () => {
    // Whole it would come before the other.
    expect(amounts("STOP1-53", "BASE1")).toEqual(["35.50", "100.00"]);
  });
});

describe("imaging", () => {
  it("is paid in full for the dearest technical and the dearest professional part, 50 and 95 percent of the others", () => {
    // SCAN1: 50 + 200, its professional part less 2.50. SCAN2: 80 + 120, its technical part less 60.
    expect(amounts("SCAN1", "SCAN2")).toEqual(["247.50", "140.00"]);
    expect(amounts("SCAN1-TC", "SCAN2-TC")).toEqual(["200.00", "60.00"]);
    expect(amounts("SCAN1-26", "SCAN2-26")).toEqual(["47.50", "80.00"]);
  });

  it("counts further units of a line, and not another session", () => {
    expect(amounts("SCAN1*2")).toEqual(["397.50"]);
    expect(amounts("SCAN1", "SCAN2-59")).toEqual(["250.00", "200.00"]);
  });

  it("is held to the lower of the reduced part and the cap of the outpatient system", () => {
    expect(amounts("SCAN3-TC")).toEqual(["70.00"]);
    expect(amounts("SCAN1-TC", "SCAN3-TC")).toEqual(["200.00", "60.00"]);
  });

  it("goes by the share of the day", () => {
    expect(amounts("SCAN1-26@2016-12-31", "SCAN2-26@2016-12-31")).toEqual(["37.50", "80.00"]);
    expect(amounts("SCAN1-TC@2009-01-05", "SCAN2-TC@2009-01-05")).toEqual(["200.00", "120.00"]);
  });
});

describe("other tests", () => {
  it("of heart and vessels: the technical part of the others less 25 percent, each professional part in full", () => {
    expect(amounts("VEIN1", "HEART")).toEqual(["110.00", "240.00"]);
  });

  it("of the eye: less 20 percent, apart from those of the heart", () => {
    expect(amounts("EYE01", "EYE02", "HEART")).toEqual(["140.00", "60.00", "240.00"]);
  });

  it("are reduced by the day: another session of it is no exemption", () => {
    expect(amounts("VEIN1-59", "HEART")).toEqual(["110.00", "240.00"]);
    expect(amounts("EYE01", "EYE02-XE")).toEqual(["140.00", "60.00"]);
  });
});

describe("therapy", () => {
  it("has the practice expense of one unit in full, the dearest, and of all others half", () => {
    // THER1 100 a unit, 30 of its practice expense off for the second; THER2 70, 20 off.
    expect(amounts("THER1*2", "THER2")).toEqual(["170.00", "50.00"]);
    expect(amounts("THER2*3")).toEqual(["170.00"]);
    expect(amounts("THER1")).toEqual(["100.00"]);
  });

  it("is reduced by the day, also where a modifier says that a service is distinct or of another session", () => {
    expect(amounts("THER1", "THER2-59")).toEqual(["100.00", "50.00"]);
    expect(amounts("THER1-XE", "THER2")).toEqual(["100.00", "50.00"]);
  });

  it("was not reduced before April 2013 by a half", () => {
    expect(amounts("THER1*2@2013-03-31")).toEqual(["200.00"]);
  });
});
