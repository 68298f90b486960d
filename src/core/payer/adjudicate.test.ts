import { describe, expect, it } from "vitest";
import { claimOf, type LineSketch, type TableSketch, tablesOf } from "../../../test/support/payer-claims.ts";
import { adjudicate, type Case, cas, denialOf } from "../../../test/support/payer-decisions.ts";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { expectedForClaim } from "../pricing/expected-claim.ts";
import type { FeeTables } from "../pricing/tables.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { Member } from "./records.ts";
import type { HistoryLine } from "./seen-line.ts";
import type { DecidedLine } from "./state.ts";

const mbi = "1EG4TE5MK73";

describe("Federal Part B", () => {
  const medicare = (charge: number) => claimOf({ payerId: "FEDB1", memberId: mbi, sketches: [{ code: "99213", charge }] });
  const tables = tablesOf({ fees: { "99213": 10_000 } });

  it("pays 78.40 of an allowed 100.00 once the deductible is met", () => {
    const [line] = adjudicate({ claim: medicare(15_000), tables, met: [28_300, 28_300] }).lines;
    expect(cas(line)).toEqual(["CO-45 5000", "PR-2 2000", "CO-253 160"]);
    expect(line?.paid).toBe(7_840);
    expect(line?.allowed).toBe(10_000);
  });

  it("takes a deductible partly met first and cuts only its own payment", () => {
    // 33.00 left: PR-1 33.00; 20 % of 67.00 = 13.40; 53.60 less 2 % (1.07) = 52.53.
    const result = adjudicate({ claim: medicare(15_000), tables, met: [25_000, 25_000] });
    expect(cas(result.lines[0])).toEqual(["CO-45 5000", "PR-1 3300", "PR-2 1340", "CO-253 107"]);
    expect(result.paid).toBe(5_253);
    expect(result.met.get(2026)).toEqual({ deductible: 28_300, outOfPocket: 29_640 });
  });

  it("prices by the formula, by place of service", () => {
    // (1.30 + 1.50 + 0.10) × 33.4009 = 96.86261 → 96.86; in a facility (1.30 + 0.55 + 0.10) × 33.4009 = 65.131755 → 65.13.
    const values = { work: decimal("1.30"), nonFacilityPe: decimal("1.50"), facilityPe: decimal("0.55"), malpractice: decimal("0.10") };
    const book = tablesOf({ values: { "99213": values } });
    expect(adjudicate({ claim: medicare(15_000), tables: book }).lines[0]?.allowed).toBe(9_686);
    const inHospital = claimOf({ payerId: "FEDB1", memberId: mbi, placeOfService: "22", sketches: [{ code: "99213", charge: 15_000 }] });
    expect(adjudicate({ claim: inHospital, tables: book }).lines[0]?.allowed).toBe(6_513);
  });

  it("never allows more than the charge", () => {
    expect(adjudicate({ claim: medicare(6_000), tables }).lines[0]?.allowed).toBe(6_000);
  });

  it("pays a laboratory test without deductible and coinsurance, less sequestration", () => {
    const claim = claimOf({
      payerId: "FEDB1",
      memberId: mbi,
      codes: ["E119"],
      identifiers: [{ qualifier: "X4", value: "52D1234567" }],
      sketches: [{ code: "83036", charge: 4_000 }],
    });
    const [line] = adjudicate({ claim, tables: tablesOf({ fees: { "83036": 1_000 } }) }).lines;
    expect(cas(line)).toEqual(["CO-45 3000", "CO-253 20"]);
    expect(line?.paid).toBe(980);
  });

  it("pays a preventive visit without cost share", () => {
    const claim = claimOf({ payerId: "FEDB1", memberId: mbi, sketches: [{ code: "G0439", charge: 20_000 }] });
    expect(cas(adjudicate({ claim, tables: tablesOf({ fees: { G0439: 13_000 } }) }).lines[0])).toEqual(["CO-45 7000", "CO-253 260"]);
  });

  it("pays 85 % of the schedule to a nurse practitioner", () => {
    const rendering = {
      name: { kind: "person" as const, last: "Reed" },
      npi: "1245319599",
      taxonomy: "363LF0000X",
      identifiers: [],
      contacts: [],
    };
    const claim = claimOf({ payerId: "FEDB1", memberId: mbi, rendering, sketches: [{ code: "99213", charge: 15_000 }] });
    expect(adjudicate({ claim, tables }).lines[0]?.allowed).toBe(8_500);
  });

  it("halves the second procedure of the day (CO-59)", () => {
    const book = tablesOf({
      fees: { "11402": 20_000, "11421": 30_000 },
      values: { "11402": { multipleProcedure: "2" }, "11421": { multipleProcedure: "2" } },
    });
    const sketches = [
      { code: "11402", charge: 25_000 },
      { code: "11421", charge: 30_000 },
    ];
    const claim = claimOf({ payerId: "FEDB1", memberId: mbi, sketches });
    const [small, large] = adjudicate({ claim, tables: book, met: [28_300, 0] }).lines;
    expect(cas(small)).toEqual(["CO-45 5000", "CO-59 10000", "PR-2 2000", "CO-253 160"]);
    expect(large?.allowed).toBe(30_000);
  });
});

describe("services of one day", () => {
  const rvu = (work: string, expense: string, multipleProcedure: string) => ({
    work: decimal(work),
    nonFacilityPe: decimal(expense),
    facilityPe: decimal(expense),
    malpractice: decimal("0.01"),
    multipleProcedure,
  });
  const therapy = { "97110": rvu("0.45", "0.41", "5"), "97530": rvu("0.44", "0.60", "5") };
  const test = (code: string, professional: string, technical: string, indicator: string) => ({
    [code]: { ...rvu(professional, technical, indicator), pcTc: "1" },
    [`${code}-26`]: { ...rvu(professional, "0", indicator), pcTc: "1", malpractice: decimal("0") },
    [`${code}-TC`]: { ...rvu("0", technical, indicator), pcTc: "1" },
  });
  const allowed = (payerId: string, values: TableSketch["values"], ...sketches: readonly Omit<LineSketch, "charge">[]) =>
    adjudicate({
      claim: claimOf({
        payerId,
        ...(payerId === "FEDB1" ? { memberId: mbi } : {}),
        sketches: sketches.map((one) => ({ ...one, charge: 100_000 })),
      }),
      tables: tablesOf(values === undefined ? {} : { values }),
      met: [28_300, 28_300],
    }).lines.map((line) => line.allowed);

  it("has half of the practice expense taken off each unit of therapy but the dearest, another session or not (CO-59)", () => {
    // 97110: 0.87 × 33.4009 = 29.06, its expense 13.69, half of it stays (6.85): 22.22 a unit. 97530: 35.07, expense 20.04, 25.05 reduced.
    expect(allowed("FEDB1", therapy, { code: "97110", units: "2" }, { code: "97530" })).toEqual([4_444, 3_507]);
    expect(allowed("FEDB1", therapy, { code: "97110" }, { code: "97530", modifiers: ["59"], units: "2" })).toEqual([2_222, 6_012]);
    expect(allowed("FEDB1", therapy, { code: "97110" }, { code: "97530", on: "2026-03-11" })).toEqual([2_906, 3_507]);
    const claim = claimOf({
      payerId: "FEDB1",
      memberId: mbi,
      sketches: [
        { code: "97110", charge: 4_000 },
        { code: "97530", charge: 4_000 },
      ],
    });
    expect(cas(adjudicate({ claim, tables: tablesOf({ values: therapy }), met: [28_300, 0] }).lines[0])).toContain("CO-59 684");
  });

  it("is what the practice expects of the same tables", () => {
    const tables = tablesOf({ values: therapy });
    const one = decimal("1");
    const fees: FeeTables = {
      rvu: (code, modifier, on) => tables.relativeValues(code, modifier, on),
      locality: () => ({ work: one, practiceExpense: one, malpractice: one }),
      conversionFactor: (on) => tables.conversionFactor("physician", on),
      labFee: () => undefined,
      drugLimit: () => undefined,
      equipmentFee: () => undefined,
      imagingCap: () => undefined,
      edition: () => undefined,
      isFacility: () => false,
      isPreventive: () => false,
    };
    const sketches: readonly LineSketch[] = [
      { code: "97110", charge: 90_000, units: "3" },
      { code: "97530", charge: 90_000, units: "2", modifiers: ["59"] },
    ];
    const claim = claimOf({ payerId: "FEDB1", memberId: mbi, sketches });
    const expected = expectedForClaim(claim, { plan: { kind: "medicare-part-b" }, tables: fees, today: isoDate("2026-03-20") });
    expect(adjudicate({ claim, tables }).lines.map((line) => line.allowed)).toEqual(expected.lines.map((line) => line.allowed));
  });

  it("has a part of the technical part taken off further tests, where the tables part them", () => {
    const scans = { ...test("71250", "1", "3", "4"), ...test("74150", "2", "2", "4") };
    // 71250: 4.01 = 133.94, professional 33.40 less 5 % (1.67). 74150: 4.01 = 133.94, technical 2.01 = 67.14 less half (33.57).
    expect(allowed("FEDB1", scans, { code: "71250" }, { code: "74150" })).toEqual([13_227, 10_037]);
    expect(allowed("FEDB1", scans, { code: "71250" }, { code: "74150", modifiers: ["59"] })).toEqual([13_394, 13_394]);
    const hearts = { ...test("93306", "1", "3", "6"), ...test("93880", "1", "2", "6") };
    // 3.01 = 100.54, technical 2.01 = 67.14 less 25 % (16.78).
    expect(allowed("FEDB1", hearts, { code: "93306" }, { code: "93880", modifiers: ["59"] })).toEqual([13_394, 8_376]);
    const whole = { "71250": rvu("1", "3", "4"), "74150": rvu("2", "2", "4") };
    expect(allowed("FEDB1", whole, { code: "71250" }, { code: "74150" })).toEqual([13_394, 13_394]);
  });
});

describe("Lakeshore Mutual PPO", () => {
  it("pays 1.25 × Medicare less the copay for an office visit, deductible waived", () => {
    // 92.00 × 1.25 = 115.00; copay 30.00; paid 85.00.
    const claim = claimOf({ sketches: [{ code: "99213", charge: 18_000 }] });
    const [line] = adjudicate({ claim, tables: tablesOf({ fees: { "99213": 9_200 } }) }).lines;
    expect(cas(line)).toEqual(["CO-45 6500", "PR-3 3000"]);
    expect(line?.paid).toBe(8_500);
  });

  it("takes deductible, coinsurance and copay of one claim together", () => {
    // 93000: 16.00 × 1.25 = 20.00, 10.00 deductible left, then 20 % of 10.00.
    const claim = claimOf({
      sketches: [
        { code: "99213", charge: 18_000, modifiers: ["25"] },
        { code: "93000", charge: 6_000 },
      ],
    });
    const result = adjudicate({ claim, tables: tablesOf({ fees: { "99213": 9_200, "93000": 1_600 } }), met: [149_000, 149_000] });
    expect(cas(result.lines[1])).toEqual(["CO-45 4000", "PR-1 1000", "PR-2 200"]);
    expect(result.paid).toBe(8_500 + 800);
    expect(result.met.get(2026)).toEqual({ deductible: 150_000, outOfPocket: 149_000 + 3_000 + 1_200 });
  });

  it("takes one copay a visit and day", () => {
    const claim = claimOf({
      sketches: [
        { code: "99213", charge: 18_000 },
        { code: "99214", charge: 25_000, modifiers: ["25"] },
      ],
    });
    const result = adjudicate({ claim, tables: tablesOf({ fees: { "99213": 9_200, "99214": 13_000 } }) });
    expect(result.lines.map((line) => line.outOfPocket)).toEqual([3_000, 0]);
  });

  it("pays preventive care in full", () => {
    const claim = claimOf({ codes: ["Z0000"], sketches: [{ code: "99396", charge: 25_000 }] });
    expect(cas(adjudicate({ claim, tables: tablesOf({ fees: { "99396": 12_000 } }) }).lines[0])).toEqual(["CO-45 10000"]);
  });

  it("pays as a second payer no more than the first one left", () => {
    // The first allowed 100.00 of 150.00, paid 78.40, left 20.00. Ours: 125.00 less deductible met, 20 % = 25.00, plan 100.00.
    const claim = claimOf({ sketches: [{ code: "93000", charge: 15_000 }] });
    const second: ProfessionalClaim = {
      ...claim,
      subscriber: { ...claim.subscriber, payerRank: "S" },
      otherPayers: [
        {
          subscriber: { ...claim.subscriber, payerRank: "P" },
          payer: { name: "FIRST", id: { qualifier: "PI", value: "FEDB1" }, identifiers: [] },
          paid: cents(7_840),
          adjustments: [],
          remarks: [],
        },
      ],
      lines: claim.lines.map((line) => ({
        ...line,
        adjudications: [
          {
            payerId: "FEDB1",
            paid: cents(7_840),
            procedure: line.procedure,
            units: line.units,
            adjustments: [
              { group: "CO", reason: "45", amount: cents(5_000) },
              { group: "PR", reason: "2", amount: cents(2_000) },
              { group: "CO", reason: "253", amount: cents(160) },
            ],
          },
        ],
      })),
    };
    const result = adjudicate({ claim: second, tables: tablesOf({ fees: { "93000": 10_000 } }), met: [150_000, 150_000] });
    expect(result.status).toBe("2");
    expect(cas(result.lines[0])).toEqual(["OA-23 13000"]);
    expect(result.paid).toBe(2_000);
  });
});

describe("denials: each with a claim that breaks the rule and a near miss that pays", () => {
  const office = claimOf({ sketches: [{ code: "99213", charge: 18_000 }] });
  const fed = (sketch: Parameters<typeof claimOf>[0]) => claimOf({ payerId: "FEDB1", memberId: mbi, ...sketch });
  const ada: Member = { planId: "lakeshore-ppo", memberId: "LSM000111222", last: "Quill", first: "Ada" };

  it("31: an id that the plan never issued, status 4", () => {
    const stranger = claimOf({ memberId: "ZZZ1", sketches: [{ code: "99213", charge: 18_000 }] });
    const result = adjudicate({ claim: stranger });
    expect([result.status, denialOf({ claim: stranger })]).toEqual(["4", "PR-31"]);
    expect(denialOf({ claim: office })).toBe("paid");
  });

  it("140: the name is not that of the member", () => {
    expect(denialOf({ claim: office, members: [{ ...ada, last: "Other" }] })).toBe("CO-140 N382");
    expect(denialOf({ claim: office, members: [{ ...ada, last: "QUILL" }] })).toBe("paid");
  });

  it("26 and 27: outside the days of coverage", () => {
    expect(denialOf({ claim: office, members: [{ ...ada, from: isoDate("2026-03-11") }] })).toBe("PR-26");
    expect(denialOf({ claim: office, members: [{ ...ada, to: isoDate("2026-03-09") }] })).toBe("PR-27");
    expect(denialOf({ claim: office, members: [{ ...ada, from: isoDate("2026-03-10"), to: isoDate("2026-03-10") }] })).toBe("paid");
  });

  it("22: another payer is first", () => {
    expect(denialOf({ claim: office, members: [{ ...ada, otherCoverageFirst: true }] })).toBe("CO-22");
    expect(denialOf({ claim: { ...office, subscriber: { ...office.subscriber, payerRank: "S" } } })).toBe("CO-22 MA04");
  });

  it("29: past the filing limit of 180 days, or one calendar year", () => {
    expect(denialOf({ claim: office, receivedOn: "2026-09-06" })).toBe("paid");
    expect(denialOf({ claim: office, receivedOn: "2026-09-07" })).toBe("CO-29");
    expect(denialOf({ claim: office, receivedOn: "2026-09-07", replacing: true })).toBe("paid");
    const leap = fed({ sketches: [{ code: "99213", charge: 18_000, on: "2024-02-29" }] });
    expect(denialOf({ claim: leap, receivedOn: "2025-02-28" })).toBe("paid");
    expect(denialOf({ claim: leap, receivedOn: "2025-03-01" })).toBe("CO-29");
  });

  it("18: the same line twice in a claim, or again in a later one", () => {
    const twice = (modifiers: readonly string[]) =>
      claimOf({
        sketches: [
          { code: "71046", charge: 9_000 },
          { code: "71046", charge: 9_000, modifiers },
        ],
      });
    expect(denialOf({ claim: twice([]) }, 1)).toBe("OA-18");
    expect(denialOf({ claim: twice([]) }, 0)).toBe("paid");
    expect(denialOf({ claim: twice(["76"]) }, 1)).toBe("paid");
    const first = adjudicate({ claim: office }).lines;
    const history = (lines: readonly DecidedLine[]) =>
      lines.map((line) => ({ line, billingNpi: "1234567893", renderingNpi: "1245319599" }));
    expect(denialOf({ claim: office, history: history(first) })).toBe("OA-18");
    expect(denialOf({ claim: office, history: history(first.map((line) => ({ ...line, denied: true }))) })).toBe("paid");
  });

  it("181, 146, 182: codes that the releases know to be invalid", () => {
    expect(denialOf({ claim: office, tables: tablesOf({ invalid: ["99213"] }) })).toBe("CO-181 N56");
    expect(denialOf({ claim: office, tables: tablesOf({ invalid: ["J029"] }) })).toBe("CO-146 M76");
    const modified = claimOf({ sketches: [{ code: "99213", charge: 18_000, modifiers: ["ZQ"] }] });
    expect(denialOf({ claim: modified, tables: tablesOf({ invalid: ["ZQ"] }) })).toBe("CO-182 N823");
    expect(denialOf({ claim: modified })).toBe("paid");
  });

  it("4: modifiers that contradict each other or do not fit", () => {
    const withModifiers = (code: string, modifiers: readonly string[]) => claimOf({ sketches: [{ code, charge: 18_000, modifiers }] });
    expect(denialOf({ claim: withModifiers("20610", ["50", "LT"]) })).toBe("CO-4 N519");
    expect(denialOf({ claim: withModifiers("20610", ["LT"]) })).toBe("paid");
    expect(denialOf({ claim: withModifiers("20610", ["25"]) })).toBe("CO-4 N823");
    expect(denialOf({ claim: withModifiers("99213", ["59"]) })).toBe("CO-4 N823");
    expect(denialOf({ claim: withModifiers("99213", ["25"]) })).toBe("paid");
  });

  it("5: a place where the service is not furnished", () => {
    const at = (code: string, place: string) => claimOf({ placeOfService: place, sketches: [{ code, charge: 18_000 }] });
    expect(denialOf({ claim: at("99213", "21") })).toBe("CO-5 M77");
    expect(denialOf({ claim: at("99213", "22") })).toBe("paid");
    expect(denialOf({ claim: at("99284", "11") })).toBe("CO-5 M77");
    expect(denialOf({ claim: at("99284", "23") })).toBe("paid");
  });

  it("197: no authorization number", () => {
    const mri = claimOf({ sketches: [{ code: "73721", charge: 90_000 }] });
    expect(denialOf({ claim: mri })).toBe("CO-197 M62");
    expect(denialOf({ claim: { ...mri, identifiers: [{ qualifier: "G1", value: "A77" }] } })).toBe("paid");
  });

  it("B16: a new-patient visit within three years", () => {
    const earlier = (on: string) =>
      adjudicate({ claim: claimOf({ sketches: [{ code: "99213", charge: 18_000, on }] }), receivedOn: "2026-03-20" }).lines;
    const seen = (on: string): readonly HistoryLine[] =>
      earlier(on).map((line) => ({ line: { ...line, denied: false }, billingNpi: "1234567893", renderingNpi: "1245319599" }));
    const fresh = claimOf({ sketches: [{ code: "99203", charge: 25_000 }] });
    expect(denialOf({ claim: fresh, history: seen("2023-03-11") })).toBe("CO-B16");
    expect(denialOf({ claim: fresh, history: seen("2023-03-10") })).toBe("paid");
  });

  it("50: no diagnosis that the policy names; PR when the patient was told (GA)", () => {
    const test = (codes: readonly string[], modifiers: readonly string[] = []) =>
      fed({ codes, identifiers: [{ qualifier: "X4", value: "52D1234567" }], sketches: [{ code: "83036", charge: 4_000, modifiers }] });
    expect(denialOf({ claim: test(["J029"]) })).toBe("CO-50 N386");
    expect(denialOf({ claim: test(["J029"], ["GA"]) })).toBe("PR-50 N386");
    expect(denialOf({ claim: test(["E119"]) })).toBe("paid");
  });

  it("96: what Medicare excludes by statute; 16: status I; B and P are always bundled", () => {
    expect(denialOf({ claim: fed({ sketches: [{ code: "99396", charge: 20_000 }] }) })).toBe("PR-96 N425");
    expect(
      denialOf({
        claim: fed({ sketches: [{ code: "92015", charge: 4_000 }] }),
        tables: tablesOf({ values: { "92015": { status: "N" } } }),
      }),
    ).toBe("PR-96 N425");
    expect(
      denialOf({
        claim: claimOf({ sketches: [{ code: "92015", charge: 4_000 }] }),
        tables: tablesOf({ values: { "92015": { status: "N" } } }),
      }),
    ).toBe("paid");
    expect(
      denialOf({
        claim: fed({ sketches: [{ code: "98000", charge: 4_000 }] }),
        tables: tablesOf({ values: { "98000": { status: "I" } } }),
      }),
    ).toBe("CO-16 N657");
    expect(denialOf({ claim: office, tables: tablesOf({ values: { "99213": { status: "B" } } }) })).toBe("CO-97 M15");
    expect(denialOf({ claim: office, tables: tablesOf({ values: { "99213": { status: "M" } } }) })).toBe("CO-246 N620");
    expect(denialOf({ claim: office, tables: tablesOf({ values: { "99213": { status: "A" } } }) })).toBe("paid");
  });

  it("16 MA120: a laboratory test of Medicare without a CLIA number", () => {
    const test = fed({ sketches: [{ code: "85025", charge: 4_000 }] });
    expect(denialOf({ claim: test })).toBe("CO-16 MA120");
    expect(denialOf({ claim: { ...test, identifiers: [{ qualifier: "X4", value: "52D1234567" }] } })).toBe("paid");
  });

  it("97 and 236: code pairs, unless an NCCI modifier sets the service apart", () => {
    const pair = (payerId: string, indicator: 0 | 1 | 9, modifiers: readonly string[]): Case => ({
      claim: claimOf({
        payerId,
        memberId: payerId === "FEDB1" ? mbi : "LSM000111222",
        sketches: [
          { code: "11042", charge: 20_000 },
          { code: "97597", charge: 15_000, modifiers },
        ],
      }),
      tables: tablesOf({ pairs: [["11042", "97597", indicator]] }),
    });
    expect(denialOf(pair("LSM01", 1, []), 1)).toBe("CO-97 M15");
    expect(denialOf(pair("FEDB1", 1, []), 1)).toBe("CO-236 N20");
    expect(denialOf(pair("FEDB1", 1, ["59"]), 1)).toBe("paid");
    expect(denialOf(pair("FEDB1", 0, ["59"]), 1)).toBe("CO-236 N20");
    expect(denialOf(pair("FEDB1", 9, []), 1)).toBe("paid");
    expect(denialOf(pair("FEDB1", 1, ["76"]), 1)).toBe("CO-236 N20");
    expect(denialOf(pair("FEDB1", 1, []), 0)).toBe("paid");
  });

  it("97: a visit with a minor procedure and no modifier 25", () => {
    const visit = (modifiers: readonly string[], globalDays: string): Case => ({
      claim: claimOf({
        sketches: [
          { code: "99213", charge: 18_000, modifiers },
          { code: "17110", charge: 20_000 },
        ],
      }),
      tables: tablesOf({ values: { "17110": { globalDays, work: decimal("1") } } }),
    });
    expect(denialOf(visit([], "010"))).toBe("CO-97 M15");
    expect(denialOf(visit(["25"], "010"))).toBe("paid");
    expect(denialOf(visit([], "ZZZ"))).toBe("paid");
  });

  it("B15: an add-on code without its primary", () => {
    const tables = tablesOf({ addOns: { "11045": ["11042"] } });
    const alone = claimOf({ sketches: [{ code: "11045", charge: 5_000 }] });
    const both = claimOf({
      sketches: [
        { code: "11045", charge: 5_000 },
        { code: "11042", charge: 20_000 },
      ],
    });
    expect(denialOf({ claim: alone, tables })).toBe("CO-B15 N122");
    expect(denialOf({ claim: both, tables })).toBe("paid");
  });

  it("151 N362: units above the MUE, by line (1) or by day (2, 3)", () => {
    const units = (mai: 1 | 2 | 3, lines: readonly string[]): Case => ({
      claim: claimOf({
        sketches: lines.map((count, index) => ({ code: "96372", charge: 5_000, units: count, modifiers: index === 0 ? [] : ["59"] })),
      }),
      tables: tablesOf({ mue: { "96372": [4, mai] } }),
    });
    expect(denialOf(units(3, ["4"]))).toBe("paid");
    expect(denialOf(units(3, ["5"]))).toBe("CO-151 N362");
    expect(denialOf(units(2, ["3", "2"]), 1)).toBe("CO-151 N362");
    expect(denialOf(units(1, ["3", "2"]), 1)).toBe("paid");
    const never = tablesOf({ mue: { "99499": [0, 2] } });
    expect(denialOf({ claim: fed({ sketches: [{ code: "99499", charge: 5_000 }] }), tables: never })).toBe("CO-151 N362");
    expect(denialOf({ claim: claimOf({ sketches: [{ code: "99499", charge: 5_000 }] }), tables: never })).toBe("paid");
  });
});
