import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClaimSketch, claimOf, tablesOf } from "../../../test/support/payer-claims.ts";
import { pay, send, visit } from "../../../test/support/payer-days.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import { refusalsOf } from "./front-door.ts";
import { termsOn } from "./plan.ts";
import { configuredPlans, federalPartB, lakeshorePpo } from "./plans.ts";
import { directoryOf, type Member, noRecords } from "./records.ts";
import { emptyPayerState } from "./state.ts";

describe("the front door", () => {
  const mbi = "1EG4TE5MK73";
  const said = (claim: ProfessionalClaim, members: readonly Member[] = []) =>
    send(emptyPayerState(), [claim], { records: { members } }).said[0];

  it("takes a clean claim in and gives it a number", () => {
    const { said, numbers } = send(emptyPayerState(), [visit("A1")]);
    expect(said).toEqual(["A2:20:PR"]);
    expect(numbers).toEqual(["LSM012607907000001"]);
  });

  it("rejects what it cannot take, with status and entity", () => {
    expect(said(visit("A1", { payerId: "NOPE" }))).toBe("A3:116:PR");
    expect(said(visit("A1", { memberId: "ZZZ1" }))).toBe("A7:164:IL");
    const claim = visit("A1");
    expect(said({ ...claim, billing: { ...claim.billing, npi: "1234567890" } })).toBe("A7:562:85");
    const nameless = refusalsOf({
      claim: visit("A1", { frequency: "7" }),
      plan: lakeshorePpo,
      directory: directoryOf(noRecords),
      original: undefined,
      today: isoDate("2026-03-20"),
    });
    expect(nameless.map((one) => one.status)).toEqual([{ category: "A6", status: "464" }]);
    expect(said(visit("A1", { frequency: "7", identifiers: [{ qualifier: "F8", value: "LSM99" }] }))).toBe("A7:464");
    expect(said(visit("A1", { payerId: "FEDB1", memberId: mbi, frequency: "7", identifiers: [{ qualifier: "F8", value: "X" }] }))).toBe(
      "A7:535",
    );
    expect(said(visit("A1", { sketches: [{ code: "99213", charge: 18_000, on: "2026-03-21" }] }))).toBe("A7:510");
    expect(said({ ...visit("A1"), charge: visit("A1", { sketches: [{ code: "99213", charge: 1 }] }).charge })).toBe("A8:400");
    expect(said(visit("A1", { sketches: [{ code: "99213", charge: 18_000, pointers: [2] }] }))).toBe("A8:477");
  });

  it("compares the birth date of a listed member", () => {
    const ada: Member = { planId: lakeshorePpo.id, memberId: "LSM000111222", last: "Quill", first: "Ada" };
    expect(said(visit("A1"), [{ ...ada, birthDate: isoDate("1950-04-03") }])).toBe("A7:158:IL");
    expect(said(visit("A1"), [{ ...ada, birthDate: isoDate("1950-04-02") }])).toBe("A2:20:PR");
  });

  it("never adjudicates a rejected claim", () => {
    const { state } = send(emptyPayerState(), [visit("A1", { memberId: "ZZZ1" })]);
    expect([state.claims, state.members]).toEqual([[], []]);
  });
});

describe("payment", () => {
  it("waits for the day it is due, pays once, and says what the claim said", () => {
    const { state } = send(emptyPayerState(), [visit("A1")]);
    expect(pay(state, "2026-03-26").outputs).toEqual([]);
    const first = pay(state, "2026-03-27");
    const claim = first.read[0]?.claims[0];
    expect(first.read).toHaveLength(1);
    expect(first.read[0]?.payment).toMatchObject({
      handling: "I",
      method: "ACH",
      amount: 8_500,
      paidOn: "2026-03-27",
      originator: "1990000101",
    });
    expect(claim).toMatchObject({
      patientControlNumber: "A1",
      status: "1",
      charge: 18_000,
      paid: 8_500,
      patientResponsibility: 3_000,
      filingIndicator: "12",
    });
    expect(claim?.lines[0]).toMatchObject({ controlNumber: "L1-99213", allowed: 11_500, serviceFrom: "2026-03-10" });
    expect(pay(first.state, "2026-03-27").outputs).toEqual([]);
  });

  it("makes one payment a payer and payee", () => {
    const other = visit("A3", { sketches: [{ code: "93000", charge: 6_000 }] });
    const elsewhere = { ...other, billing: { ...other.billing, npi: "1245319599" } };
    const { state } = send(emptyPayerState(), [
      visit("A1"),
      visit("A2", { payerId: "FEDB1", memberId: "1EG4TE5MK73" }),
      elsewhere,
      visit("A4", { memberId: "LSM000999888" }),
    ]);
    const { read, outputs } = pay(state, "2026-04-30");
    expect(outputs.map((one) => one.name)).toEqual(["835-20260430-000000004.x12", "835-20260430-000000005.x12"]);
    expect(read.map((one) => [one.payer.name, one.payee.id.value, one.claims.map((claim) => claim.patientControlNumber)])).toEqual([
      [federalPartB.name, "1234567893", ["A2"]],
      [lakeshorePpo.name, "1234567893", ["A1", "A4"]],
      [lakeshorePpo.name, "1245319599", ["A3"]],
    ]);
    expect(new Set(read.map((one) => one.payment.trace)).size).toBe(3);
  });

  it("says nothing is due when all of it is the patient's (BPR H, NON)", () => {
    const { state } = send(emptyPayerState(), [visit("A1", { sketches: [{ code: "93000", charge: 6_000 }] })]);
    expect(pay(state, "2026-03-27").read[0]?.payment).toMatchObject({ handling: "H", method: "NON", amount: 0 });
  });

  it("carries the deductible through the year's claims", () => {
    const imaging = (control: string, on: string) => visit(control, { sketches: [{ code: "71046", charge: 9_000, on }] });
    let state = emptyPayerState();
    for (let day = 1; day <= 45; day += 1) {
      const on = addDays(isoDate("2026-01-01"), day);
      state = send(state, [imaging(`D${day}`, on)], { today: on }).state;
    }
    // 37.50 a film: 40 films make 1,500.00, the other five cost 20 %.
    expect(state.members).toEqual([
      { planId: "lakeshore-ppo", patientKey: "LSM000111222", year: 2026, deductible: 150_000, outOfPocket: 153_750 },
      { planId: "lakeshore-ppo", patientKey: "LSM000111222/*", year: 2026, deductible: 150_000, outOfPocket: 153_750 },
    ]);
  });
});

describe("replacement and void", () => {
  const replace = (number: string | undefined, frequency: "7" | "8", sketch: Partial<ClaimSketch> = {}) =>
    visit("A1", { frequency, identifiers: [{ qualifier: "F8", value: number ?? "" }], ...sketch });

  it("takes the first decision back and pays the corrected claim", () => {
    const first = send(emptyPayerState(), [visit("A1")]);
    const paid = pay(first.state, "2026-03-27");
    const corrected = replace(first.numbers[0], "7", { sketches: [{ code: "99214", charge: 25_000 }] });
    const second = send(paid.state, [corrected], { today: "2026-04-01" });
    expect(second.said).toEqual(["A2:20:PR"]);
    const { read } = pay(second.state, "2026-04-08");
    const [back, again] = read[0]?.claims ?? [];
    expect(back).toMatchObject({ status: "22", charge: -18_000, paid: -8_500, payerControlNumber: first.numbers[0] });
    expect(back?.patientResponsibility).toBeUndefined();
    expect(back?.lines[0]?.adjustments).toEqual([
      { group: "CO", reason: "45", amount: -6_500 },
      { group: "PR", reason: "3", amount: -3_000 },
    ]);
    expect(again).toMatchObject({ status: "1", charge: 25_000, paid: 13_250, patientResponsibility: 3_000 });
    expect(again?.identifiers).toEqual([{ qualifier: "F8", value: first.numbers[0] }]);
    expect(read[0]?.payment.amount).toBe(13_250 - 8_500);
    expect(second.state.members[0]?.outOfPocket).toBe(3_000);
  });

  it("does not take a claim for a duplicate of the one it replaces", () => {
    const first = send(emptyPayerState(), [visit("A1")]);
    const again = send(first.state, [replace(first.numbers[0], "7")]);
    expect(again.state.claims.at(-1)?.lines[0]?.denied).toBe(false);
  });

  it("refuses to replace what was replaced, and another patient's claim", () => {
    const first = send(emptyPayerState(), [visit("A1")]);
    const second = send(first.state, [replace(first.numbers[0], "7")]);
    expect(send(second.state, [replace(first.numbers[0], "7")]).said).toEqual(["A7:464"]);
    expect(send(first.state, [replace(first.numbers[0], "7", { memberId: "LSM000999888" })]).said).toEqual(["A8:464"]);
  });

  it("carries what a void takes back into the next payment (PLB FB)", () => {
    const first = send(emptyPayerState(), [visit("A1")]);
    const paid = pay(first.state, "2026-03-27");
    const voided = pay(send(paid.state, [replace(first.numbers[0], "8")], { today: "2026-04-01" }).state, "2026-04-08");
    const trace = voided.read[0]?.payment.trace;
    expect(voided.read[0]?.payment).toMatchObject({ amount: 0, handling: "H", method: "NON" });
    expect(voided.read[0]?.providerAdjustments).toMatchObject([{ reason: "FB", reference: trace, amount: -8_500 }]);
    expect(voided.state.members[0]?.outOfPocket).toBe(0);
    const small = send(
      voided.state,
      [visit("A2", { memberId: "LSM000999888", codes: ["M170"], sketches: [{ code: "99396", charge: 5_000 }] })],
      {
        today: "2026-04-09",
        book: tablesOf({ fees: { "99396": 4_000 } }),
      },
    );
    const partly = pay(small.state, "2026-04-16");
    // 50.00 of the 85.00 owed: one new balance of 35.00, the old one closed.
    expect(partly.read[0]?.providerAdjustments.map((one) => [one.reference, one.amount])).toEqual([
      [trace, 8_500],
      [partly.read[0]?.payment.trace, -3_500],
    ]);
    const rest = pay(send(partly.state, [visit("A3", { memberId: "LSM000777666" })], { today: "2026-04-17" }).state, "2026-04-24");
    expect(rest.read[0]?.payment.amount).toBe(8_500 - 3_500);
    expect(rest.state.balances).toEqual([]);
  });
});

describe("laws", () => {
  const line = fc.record({
    code: fc.constantFrom("99213", "99214", "93000", "71046", "20610", "85025", "11111"),
    charge: fc.integer({ min: 1, max: 90_000 }),
    modifiers: fc.constantFrom<readonly string[]>([], ["25"], ["59"], ["50"]),
    units: fc.constantFrom("1", "2", "3"),
    on: fc.constantFrom("2025-12-30", "2026-01-15", "2026-03-10"),
  });
  const claim = fc.record({
    payerId: fc.constantFrom(...configuredPlans.map((plan) => plan.payerId)),
    member: fc.constantFrom(0, 1),
    sketches: fc.array(line, { minLength: 1, maxLength: 6 }),
  });
  const memberIds: Readonly<Record<string, readonly string[]>> = {
    LSM01: ["LSM000111222", "LSM000999888"],
    FEDB1: ["1EG4TE5MK73", "2EG4TE5MK74"],
    PCH01: ["PCH000111222", "PCH000999888"],
    HMS01: ["HMS000111222", "HMS000999888"],
    BCP01: ["BCP000111222", "BCP000999888"],
    UTB01: ["UTB000111222", "UTB000999888"],
  };

  it("every remittance balances, limits hold, and the same files give the same answers", () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 8 }), (sketches) => {
        const claims = sketches.map(({ payerId, member, sketches: lines }, index) =>
          claimOf({ controlNumber: `P${index}`, payerId, memberId: memberIds[payerId]?.[member] ?? "", sketches: lines }),
        );
        const first = send(emptyPayerState(), claims);
        const again = send(emptyPayerState(), claims);
        expect(again).toEqual(first);
        expect(first.said).toHaveLength(claims.length);
        expect(first.state.claims).toHaveLength(claims.length);
        // The state survives JSON.
        expect(JSON.parse(JSON.stringify(first.state))).toEqual(first.state);
        const paid = pay(first.state, "2026-12-31");
        expect(pay(again.state, "2026-12-31").outputs).toEqual(paid.outputs);
        for (const year of first.state.members) {
          const plan = configuredPlans.find((one) => one.id === year.planId);
          const { benefits } = termsOn(plan ?? lakeshorePpo, isoDate(`${year.year}-07-01`));
          const isFamily = year.patientKey.endsWith("/*");
          const limit = isFamily ? benefits.familyOutOfPocketMaximum : benefits.outOfPocketMaximum;
          expect(year.outOfPocket).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
          const deductible = isFamily ? benefits.familyDeductible : benefits.deductible;
          expect(year.deductible).toBeLessThanOrEqual(deductible ?? Number.POSITIVE_INFINITY);
        }
        // The accumulators are what the decisions took.
        const taken = (planId?: string) =>
          first.state.claims
            .filter((one) => planId === undefined || one.planId === planId)
            .flatMap((one) => one.lines)
            .reduce((sum, one) => sum + one.outOfPocket, 0);
        const kept = (isFamily: boolean) =>
          first.state.members.filter((one) => one.patientKey.endsWith("/*") === isFamily).reduce((sum, one) => sum + one.outOfPocket, 0);
        expect(kept(false)).toBe(taken());
        const ofFamilies = ["lakeshore-ppo", "prairie-hmo", "trades-fund"].reduce((sum, id) => sum + taken(id), 0);
        expect(kept(true)).toBe(ofFamilies);
      }),
      { numRuns: 30 },
    );
  }, 30_000);

  it("which lines of a claim are denied, and what is allowed, does not depend on their order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(line, { minLength: 2, maxLength: 6, selector: (one) => JSON.stringify(one) }), (sketches) => {
        const decide = (lines: typeof sketches) => {
          const { state } = send(emptyPayerState(), [claimOf({ sketches: lines })]);
          expect(state.claims[0]?.lines).toHaveLength(lines.length);
          return state.claims[0]?.lines
            .map((one) => JSON.stringify([one.procedure, one.charge, one.modifiers, one.units, one.from, one.denied, one.allowed]))
            .sort();
        };
        expect(decide([...sketches].reverse())).toEqual(decide(sketches));
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});
