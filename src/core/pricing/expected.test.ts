import { describe, expect, it } from "vitest";
import { line as claimLine, cleanClaim, withLines } from "../../../test/findings/scrub-case.ts";
import { type Cents, cents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { type Expected, expectedFor, type PriceOptions } from "./expected.ts";
import { expectedForClaim } from "./expected-claim.ts";
import { sequestrationRate } from "./sequestration.ts";
import type { FeeTables, RvuRow } from "./tables.ts";

const on = isoDate("2026-11-16");

function row(values: readonly [string, string, string, string], over: Partial<RvuRow> = {}): RvuRow {
  const [work, nonFacilityPe, facilityPe, malpractice] = values.map(decimal) as [Decimal, Decimal, Decimal, Decimal];
  return { status: "A", work, nonFacilityPe, facilityPe, malpractice, multipleProcedure: "0", bilateral: "0", assistant: "0", ...over };
}

const rows: Readonly<Record<string, RvuRow>> = {
  "99213": row(["1.3", "1.35", "0.5", "0.1"]),
  "11102": row(["0.66", "2.1", "0.4", "0.06"], { multipleProcedure: "2", bilateral: "1" }),
  "20610": row(["0.79", "1.02", "0.4", "0.13"], { multipleProcedure: "2", bilateral: "1" }),
  "36416": row(["0", "0", "0", "0"], { status: "B" }),
  "100": row(["100", "0", "0", "0"]),
};

const tables: FeeTables = {
  rvu: (code, modifier) => (modifier === "" ? rows[code] : undefined),
  locality: (locality) =>
    locality === "national"
      ? { work: decimal("1"), practiceExpense: decimal("1"), malpractice: decimal("1") }
      : locality === "W1"
        ? { work: decimal("1.02"), practiceExpense: decimal("0.95"), malpractice: decimal("0.4") }
        : undefined,
  conversionFactor: () => decimal("33.4009"),
  labFee: (code) => (code === "80053" ? cents(1_056) : undefined),
  drugLimit: (code) => (code === "J1100" ? decimal("0.15") : undefined),
  equipmentFee: () => undefined,
  imagingCap: () => undefined,
  edition: () => undefined,
  isFacility: (place) => place === "22",
  isPreventive: (code) => code === "G0439",
};

const medicare: PriceOptions = { plan: { kind: "medicare-part-b" }, tables };

function price(procedure: string, over: Partial<Parameters<typeof expectedFor>[0]> = {}, options: PriceOptions = medicare): Expected {
  const line = {
    procedure,
    modifiers: [],
    units: decimal("1"),
    placeOfService: "11",
    on,
    locality: "national",
    charge: cents(100_000) as Cents,
  };
  return expectedFor({ ...line, ...over }, options);
}

describe("expectedFor", () => {
  it("works the published example: allowed 100.00, coinsurance 20.00, sequestration 1.60, paid 78.40, contractual 50.00", () => {
    const flat: FeeTables = { ...tables, conversionFactor: () => decimal("1") };
    expect(price("100", { charge: cents(15_000) }, { ...medicare, tables: flat })).toMatchObject({
      allowed: 10_000,
      contractual: 5_000,
      share: { deductible: 0, copay: 0, coinsurance: 2_000 },
      reduction: 160,
      paid: 7_840,
    });
  });

  it("computes the physician fee with the factors of the place: (1.3×1.02 + 1.35×0.95 + 0.1×0.4) × 33.4009 = 88.46", () => {
    const expected = price("99213", { locality: "W1" });
    // 1.326 + 1.2825 + 0.04 = 2.6485; × 33.4009 = 88.46228…
    expect(expected).toMatchObject({ outcome: "priced", basis: "physician-schedule", allowed: 8_846 });
    expect(expected.formula[0]).toBe("99213: work 1.3 × 1.02 + non-facility expense 1.35 × 0.95 + malpractice 0.1 × 0.4 = 2.6485");
    expect(expected.formula[1]).toBe("× conversion factor 33.4009 = 88.46");
  });

  it("uses the facility expense in a hospital", () => {
    // 1.3 + 0.5 + 0.1 = 1.9; × 33.4009 = 63.46171
    expect(price("99213", { placeOfService: "22" }).allowed).toBe(6_346);
  });

  it("takes the deductible first, never more than allowed", () => {
    const expected = price("99213", {}, { ...medicare, benefits: { deductibleRemaining: cents(5_000) } });
    // 2.75 × 33.4009 = 91.85; less 50.00 leaves 41.85: coinsurance 8.37, due 33.48, cut 0.67
    expect(expected).toMatchObject({ allowed: 9_185, share: { deductible: 5_000, coinsurance: 837 }, reduction: 67, paid: 3_281 });
    expect(price("99213", {}, { ...medicare, benefits: { deductibleRemaining: cents(99_999) } })).toMatchObject({
      patient: 9_185,
      paid: 0,
    });
  });

  it("never allows more than the charge", () => {
    expect(price("99213", { charge: cents(4_000) })).toMatchObject({ allowed: 4_000, contractual: 0 });
  });

  it("pays laboratory tests without a share of the patient, and drugs by the unit", () => {
    expect(price("80053")).toMatchObject({ basis: "laboratory-schedule", allowed: 1_056, patient: 0, reduction: 21, paid: 1_035 });
    expect(price("J1100", { units: decimal("4") })).toMatchObject({ basis: "drug-schedule", allowed: 60 });
  });

  it("prices a contract as a share of the schedule and leaves the shares open without benefits", () => {
    const ppo: PriceOptions = { plan: { kind: "ppo", contractFactor: decimal("1.25") }, tables };
    const bare = price("99213", {}, ppo);
    expect(bare.allowed).toBe(11_481);
    expect(bare.paid).toBeUndefined();
    const known = price("99213", {}, { ...ppo, benefits: { copay: cents(3_000) } });
    expect(known).toMatchObject({ share: { copay: 3_000, coinsurance: 0, deductible: 0 }, reduction: 0, paid: 8_481 });
    expect(price("99213", { modifiers: ["33"] }, { ...ppo, benefits: { copay: cents(3_000) } })).toMatchObject({
      patient: 0,
      paid: 11_481,
    });
  });

  it("multiplies for both sides, two surgeons, assistants and later procedures of the day", () => {
    const full = price("20610").allowed ?? cents(0);
    expect(full).toBe(6_480);
    expect(price("20610", { modifiers: ["50"] }).allowed).toBe(9_720);
    expect(price("20610", { modifiers: ["62"] }).allowed).toBe(4_050);
    expect(price("20610", { modifiers: ["80"] }).allowed).toBe(1_037);
    expect(price("20610", { beside: { rank: 2 } }).allowed).toBe(3_240);
    expect(price("99213", { beside: { rank: 2 } }).allowed).toBe(9_185);
  });

  it("says when the schedule pays nothing and when no schedule knows", () => {
    expect(price("36416")).toMatchObject({ outcome: "not-paid", allowed: 0, contractual: 100_000 });
    expect(price("36416").formula[0]).toMatch(/status B/);
    const unknown = price("12345");
    expect(unknown.outcome).toBe("unknown");
    expect(unknown.allowed).toBeUndefined();
    expect(price("99213", { locality: "elsewhere" }).outcome).toBe("unknown");
  });

  it("cuts by the law of the day of service", () => {
    const rates = ["2013-03-31", "2019-01-01", "2021-06-01", "2022-05-01", "2026-01-01"].map((text) => sequestrationRate(isoDate(text)));
    expect(rates).toEqual(["0", "0.02", "0", "0.01", "0.02"].map(decimal));
  });
});

describe("expectedForClaim", () => {
  it("ranks the procedures of a day and lets the deductible run out over the lines", () => {
    const claim = withLines([
      claimLine({ code: "20610", charge: cents(20_000) }),
      claimLine({ code: "11102", charge: cents(20_000) }),
      claimLine({ code: "99213", charge: cents(20_000) }),
    ]);
    const expected = expectedForClaim(claim, { ...medicare, benefits: { deductibleRemaining: cents(10_000) }, today: on });
    // 11102 is dearer (94.19), so 20610 is paid at half (32.40).
    expect(expected.lines.map((one) => one.allowed)).toEqual([3_240, 9_419, 9_185]);
    expect(expected.lines.map((one) => one.share?.deductible)).toEqual([3_240, 6_760, 0]);
    expect(expected.complete).toBe(true);
    expect(expected.allowed).toBe(expected.paid + expected.patient + expected.lines.reduce((sum, one) => sum + (one.reduction ?? 0), 0));
  });

  it("is not complete when a line has no price", () => {
    expect(expectedForClaim({ ...cleanClaim, lines: [claimLine({ code: "12345" })] }, { ...medicare, today: on }).complete).toBe(false);
  });
});
