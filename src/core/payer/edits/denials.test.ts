/** Each rule with a claim that breaks it and a near miss that is paid. The first rules of all are in adjudicate.test.ts. */
import { describe, expect, it } from "vitest";
import { billingNpi, type ClaimSketch, claimOf, type LineSketch, renderingNpi, tablesOf } from "../../../../test/support/payer-claims.ts";
import { adjudicate, cas, denialOf, historyAfter } from "../../../../test/support/payer-decisions.ts";
import { isoDate } from "../../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../../x12/transactions/professional-claim.ts";
import type { AuthorizationRecord, Member } from "../records.ts";

const line = (code: string, more: Partial<LineSketch> = {}): LineSketch => ({ code, charge: 18_000, ...more });
const lakeshore = (sketches: readonly LineSketch[], more: Partial<ClaimSketch> = {}) => claimOf({ sketches, ...more });
const hmo = (sketches: readonly LineSketch[], more: Partial<ClaimSketch> = {}) =>
  claimOf({ payerId: "PCH01", memberId: "PCH000111222", sketches, ...more });
const medicaid = (sketches: readonly LineSketch[], more: Partial<ClaimSketch> = {}) =>
  claimOf({ payerId: "BCP01", memberId: "BCP000111222", sketches, ...more });
const medicare = (sketches: readonly LineSketch[], more: Partial<ClaimSketch> = {}) =>
  claimOf({ payerId: "FEDB1", memberId: "1EG4TE5MK73", sketches, ...more });
const withIds = (claim: ProfessionalClaim, ...identifiers: readonly (readonly [string, string])[]): ProfessionalClaim => ({
  ...claim,
  identifiers: identifiers.map(([qualifier, value]) => ({ qualifier, value })),
});
const specialist = {
  name: { kind: "person" as const, last: "Vance" },
  npi: renderingNpi,
  taxonomy: "207RC0000X",
  identifiers: [],
  contacts: [],
};
const ada: Member = { planId: "lakeshore-ppo", memberId: "LSM000111222", last: "Quill", first: "Ada" };

describe("who is insured", () => {
  const child = (first: string, birthDate: string) =>
    lakeshore([line("99213")], {
      dependent: { relationship: "19", name: { kind: "person", last: "Quill", first }, birthDate: isoDate(birthDate), identifiers: [] },
    });
  const members = [{ ...ada, dependents: [{ last: "Quill", first: "Ben", birthDate: isoDate("2015-05-05") }] }];

  it("32: a dependent whom the member did not enrol", () => {
    expect(denialOf({ claim: child("Cal", "2015-05-05"), members })).toBe("PR-32");
    expect(denialOf({ claim: child("Ben", "2015-05-06"), members })).toBe("PR-32");
    expect(denialOf({ claim: child("BEN", "2015-05-05"), members })).toBe("paid");
    expect(denialOf({ claim: child("Cal", "2015-05-05"), members: [ada] })).toBe("paid");
  });

  it("14 and 13: before birth, after death", () => {
    expect(denialOf({ claim: child("Ben", "2026-03-11") })).toBe("CO-14");
    expect(denialOf({ claim: child("Ben", "2026-03-10") })).toBe("paid");
    const claim = lakeshore([line("99213")]);
    expect(denialOf({ claim, members: [{ ...ada, diedOn: isoDate("2026-03-09") }] })).toBe("CO-13");
    expect(denialOf({ claim, members: [{ ...ada, diedOn: isoDate("2026-03-10") }] })).toBe("paid");
  });
});

describe("duplicates in another form", () => {
  const history = historyAfter({ claim: lakeshore([line("96372", { charge: 5_000 })]) });
  const visits = historyAfter({ claim: lakeshore([line("99213")]) });

  it("B13: the service of a day again at another charge, without a modifier that tells it apart", () => {
    expect(denialOf({ claim: lakeshore([line("96372", { charge: 5_500 })]), history })).toBe("CO-B13 M86");
    expect(denialOf({ claim: lakeshore([line("96372", { charge: 5_500, modifiers: ["76"] })]), history })).toBe("paid");
    expect(denialOf({ claim: lakeshore([line("96372", { charge: 5_500, on: "2026-03-11" })]), history })).toBe("paid");
  });

  it("B14: a second visit of the day with the same practitioner", () => {
    expect(denialOf({ claim: lakeshore([line("99213", { charge: 19_000 })]), history: visits })).toBe("CO-B14");
    expect(denialOf({ claim: lakeshore([line("99213", { charge: 19_000, modifiers: ["25"] })]), history: visits })).toBe("paid");
    const other = historyAfter({ claim: lakeshore([line("99213")]) }, { renderingNpi: "1111111112" });
    expect(denialOf({ claim: lakeshore([line("99213", { charge: 19_000 })]), history: other })).toBe("paid");
  });
});

describe("codes that do not fit the patient", () => {
  it("7 and 6: the procedure by sex and age", () => {
    const claim = lakeshore([line("55700")]);
    expect(denialOf({ claim, tables: tablesOf({ procedures: { "55700": { sex: "male" } } }) })).toBe("CO-7");
    expect(denialOf({ claim, tables: tablesOf({ procedures: { "55700": { sex: "female" } } }) })).toBe("paid");
    // Born on 2 April 1950: 75 on the day.
    expect(denialOf({ claim, tables: tablesOf({ procedures: { "55700": { maximumAge: 74 } } }) })).toBe("CO-6 N129");
    expect(denialOf({ claim, tables: tablesOf({ procedures: { "55700": { maximumAge: 75 } } }) })).toBe("paid");
  });

  it("10 and 9: the diagnosis by sex and age", () => {
    const claim = lakeshore([line("99213")]);
    expect(denialOf({ claim, tables: tablesOf({ flags: { J029: ["male"] } }) })).toBe("CO-10");
    expect(denialOf({ claim, tables: tablesOf({ flags: { J029: ["female"] } }) })).toBe("paid");
    expect(denialOf({ claim, tables: tablesOf({ flags: { J029: ["pediatric"] } }) })).toBe("CO-9");
    expect(denialOf({ claim, tables: tablesOf({ flags: { J029: ["adult"] } }) })).toBe("paid");
  });
});

describe("what the claim has to say", () => {
  it("16 N265: a test without the one who ordered it; MA130 when nothing else is on the claim", () => {
    const { referring: _referring, ...claim } = medicare([line("71046")]);
    expect(denialOf({ claim })).toBe("CO-16 N265");
    expect(adjudicate({ claim }).remarks).toEqual(["MA130"]);
    expect(denialOf({ claim: medicare([line("71046")]) })).toBe("paid");
    const { referring: _one, ...elsewhere } = lakeshore([line("71046")]);
    expect(denialOf({ claim: elsewhere })).toBe("paid");
  });

  it("16 M119: a drug of Medicaid without its NDC", () => {
    const claim = medicaid([line("J1100")]);
    expect(denialOf({ claim })).toBe("CO-16 M119");
    expect(denialOf({ claim: { ...claim, lines: claim.lines.map((one) => ({ ...one, drug: { ndc: "00641036721" } })) } })).toBe("paid");
    expect(denialOf({ claim: lakeshore([line("J1100")]) })).toBe("paid");
  });
});

describe("what the plan covers", () => {
  it("204, 96 and 55: excluded by the plan", () => {
    expect(denialOf({ claim: lakeshore([line("69090")]) })).toBe("PR-204 N130");
    expect(denialOf({ claim: hmo([line("97810")]) })).toBe("PR-96 N130");
    expect(denialOf({ claim: lakeshore([line("0232T")]) })).toBe("CO-55 N130");
    expect(denialOf({ claim: lakeshore([line("97810")]) })).toBe("paid");
  });

  it("119: a second preventive visit in the calendar year", () => {
    const seen = (on: string) => historyAfter({ claim: lakeshore([line("99396", { on })]) });
    const claim = lakeshore([line("99396")]);
    expect(denialOf({ claim, history: seen("2026-01-02") })).toBe("PR-119 N362");
    expect(denialOf({ claim, history: seen("2025-12-31") })).toBe("paid");
  });

  it("119 and 151: Medicare's wellness visit in twelve months, hemoglobin in three", () => {
    const clia = (claim: ProfessionalClaim) => withIds(claim, ["X4", "52D1234567"]);
    const wellness = (on: string) => historyAfter({ claim: medicare([line("G0439", { on })]) });
    expect(denialOf({ claim: medicare([line("G0439")]), history: wellness("2025-04-11") })).toBe("PR-119 N130");
    expect(denialOf({ claim: medicare([line("G0439")]), history: wellness("2025-04-09") })).toBe("paid");
    const test = (on: string) => clia(medicare([line("83036", { on })], { codes: ["E119"] }));
    expect(denialOf({ claim: test("2026-03-10"), history: historyAfter({ claim: test("2026-01-05") }) })).toBe("CO-151 N362");
    expect(denialOf({ claim: test("2026-03-10"), history: historyAfter({ claim: test("2025-12-01") }) })).toBe("paid");
  });

  it("50: the HMO's policy on magnetic resonance of the back", () => {
    const scan = (codes: readonly string[]) => withIds(hmo([line("72148")], { codes }), ["G1", "PCA77"]);
    expect(denialOf({ claim: scan(["M5450"]) })).toBe("CO-50 N115");
    expect(denialOf({ claim: scan(["M5416"]) })).toBe("paid");
  });

  it("97: a visit in the days after an operation, unless modifier 24 says otherwise", () => {
    const tables = tablesOf({ values: { "11402": { globalDays: "010" } } });
    const history = historyAfter({ claim: lakeshore([line("11402", { on: "2026-03-01" })]), tables });
    const visit = (on: string, modifiers: readonly string[] = []) => lakeshore([line("99213", { on, modifiers })]);
    expect(denialOf({ claim: visit("2026-03-11"), history, tables })).toBe("CO-97 M144");
    expect(denialOf({ claim: visit("2026-03-12"), history, tables })).toBe("paid");
    expect(denialOf({ claim: visit("2026-03-11", ["24"]), history, tables })).toBe("paid");
  });
});

describe("who may do it", () => {
  it("B7: not enrolled on the day", () => {
    const record = { planId: "lakeshore-ppo", npi: renderingNpi, inNetwork: true };
    const claim = lakeshore([line("99213")]);
    expect(denialOf({ claim, providers: [{ ...record, from: isoDate("2026-03-11") }] })).toBe("CO-B7");
    expect(denialOf({ claim, providers: [{ ...record, to: isoDate("2026-03-09") }] })).toBe("CO-B7");
    expect(denialOf({ claim, providers: [{ ...record, from: isoDate("2026-03-10"), to: isoDate("2026-03-10") }] })).toBe("paid");
  });

  it("242: outside a closed network, but not in an emergency; an open one pays less", () => {
    const outside = (planId: string) => [{ planId, npi: billingNpi, inNetwork: false }];
    expect(denialOf({ claim: hmo([line("99213")]), providers: outside("prairie-hmo") })).toBe("PR-242 N52");
    expect(denialOf({ claim: medicaid([line("99213")]), providers: outside("bluestem-medicaid") })).toBe("CO-242 N52");
    const emergency = hmo([line("99284", { place: "23" })]);
    expect(denialOf({ claim: emergency, providers: outside("prairie-hmo") })).toBe("paid");
    expect(denialOf({ claim: hmo([line("99213")]) })).toBe("paid");
    // 92.00 × 1.25 = 115.00 of 180.00: no contract, so the rest is the patient's; deductible 50.00 left, 40 % of 65.00.
    const less = adjudicate({
      claim: lakeshore([line("99213")]),
      providers: outside("lakeshore-ppo"),
      tables: tablesOf({ fees: { "99213": 9_200 } }),
      met: [145_000, 145_000],
    });
    expect(cas(less.lines[0])).toEqual(["PR-45 6500", "PR-1 5000", "PR-2 2600"]);
  });

  it("288 and 287: a specialist without referral, or with one that is used up", () => {
    const claim = hmo([line("99213")], { rendering: specialist });
    expect(denialOf({ claim })).toBe("CO-288");
    expect(denialOf({ claim: withIds(claim, ["9F", "XX1"]) })).toBe("CO-288");
    expect(denialOf({ claim: withIds(claim, ["9F", "PCA1"]) })).toBe("paid");
    expect(denialOf({ claim: hmo([line("99213")]) })).toBe("paid");
    const authorizations: readonly AuthorizationRecord[] = [{ planId: "prairie-hmo", number: "PCA1", memberId: "PCH000111222", units: 1 }];
    const earlier = withIds(hmo([line("99213", { on: "2026-03-02" })], { rendering: specialist }), ["9F", "PCA1"]);
    const history = historyAfter({ claim: earlier, authorizations });
    expect(denialOf({ claim: withIds(claim, ["9F", "PCA1"]), authorizations, history })).toBe("CO-287");
    const two = [{ ...(authorizations[0] as AuthorizationRecord), units: 2 }];
    expect(denialOf({ claim: withIds(claim, ["9F", "PCA1"]), authorizations: two, history })).toBe("paid");
  });

  it("302, 284, 296: an authorisation that is over, for something else, for someone else", () => {
    const claim = withIds(hmo([line("73721")]), ["G1", "PCA5"]);
    const given: AuthorizationRecord = { planId: "prairie-hmo", number: "PCA5", memberId: "PCH000111222" };
    const denied = (more: Partial<AuthorizationRecord>) => denialOf({ claim, authorizations: [{ ...given, ...more }] });
    expect(denied({ to: isoDate("2026-03-09") })).toBe("CO-302");
    expect(denied({ to: isoDate("2026-03-10") })).toBe("paid");
    expect(denied({ procedures: ["72148"] })).toBe("CO-284 N54");
    expect(denied({ procedures: ["73721"] })).toBe("paid");
    expect(denied({ npi: "1111111112" })).toBe("CO-296");
    expect(denied({ npi: renderingNpi })).toBe("paid");
    expect(denialOf({ claim: withIds(hmo([line("73721")]), ["G1", "OTHER5"]) })).toBe("CO-197 M62");
  });

  it("198: only the units beyond the authorised ones", () => {
    const tables = tablesOf({ fees: { "97110": 3_000 } });
    const authorizations: readonly AuthorizationRecord[] = [{ planId: "prairie-hmo", number: "PCA9", memberId: "PCH000111222", units: 6 }];
    const therapy = (units: string, on: string) => withIds(hmo([line("97110", { charge: 20_000, units, on })]), ["G1", "PCA9"]);
    const first = adjudicate({ claim: therapy("4", "2026-03-02"), authorizations, tables }).lines;
    const history = first.map((one) => ({ line: one, billingNpi, renderingNpi }));
    const second = adjudicate({ claim: therapy("4", "2026-03-09"), authorizations, history, tables }).lines[0];
    // Two of four stand: half the charge; 2 × 33.00 allowed, copay 40.00.
    expect([second?.denied, second?.units, second?.unitsPaid, second?.remarks]).toEqual([false, "4", "2", []]);
    expect(cas(second)).toEqual(["CO-45 3400", "PR-3 4000", "CO-198 10000"]);
    expect(cas(adjudicate({ claim: therapy("2", "2026-03-09"), authorizations, history, tables }).lines[0])).toEqual([
      "CO-45 13400",
      "PR-3 4000",
    ]);
    const used = [...history, ...(second === undefined ? [] : [{ line: second, billingNpi, renderingNpi }])];
    expect(denialOf({ claim: therapy("1", "2026-03-16"), authorizations, history: used, tables })).toBe("CO-198");
  });
});
