/** Coordination of benefits: each kind of later payer after Medicare or another first one. */
import { describe, expect, it } from "vitest";
import { claimOf, tablesOf } from "../../../test/support/payer-claims.ts";
import { adjudicate, cas, denialOf } from "../../../test/support/payer-decisions.ts";
import { cents } from "../kernel/cents.ts";
import type { Adjustment, ProfessionalClaim } from "../x12/transactions/professional-claim.ts";

const adjustments = (texts: readonly string[]): readonly Adjustment[] =>
  texts.map((text) => {
    const [code = "", amount = ""] = text.split(" ");
    const [group, reason = ""] = code.split("-");
    return { group: group as Adjustment["group"], reason, amount: cents(Number(amount)) };
  });

/** A claim of one line to the second payer, after the first one's decision. */
function afterFirst({
  payerId,
  memberId,
  charge = 15_000,
  paid,
  said,
  wholeClaim = false,
}: {
  readonly payerId: string;
  readonly memberId: string;
  readonly charge?: number;
  readonly paid: number;
  readonly said: readonly string[];
  readonly wholeClaim?: boolean;
}): ProfessionalClaim {
  const claim = claimOf({ payerId, memberId, sketches: [{ code: "99213", charge }] });
  return {
    ...claim,
    subscriber: { ...claim.subscriber, payerRank: "S" },
    otherPayers: [
      {
        subscriber: { ...claim.subscriber, payerRank: "P" },
        payer: { name: "FIRST", id: { qualifier: "PI", value: "FEDB1" }, identifiers: [] },
        paid: cents(paid),
        adjustments: wholeClaim ? adjustments(said) : [],
        remarks: [],
      },
    ],
    lines: claim.lines.map((line) => ({
      ...line,
      adjudications: wholeClaim
        ? []
        : [{ payerId: "FEDB1", paid: cents(paid), procedure: line.procedure, units: line.units, adjustments: adjustments(said) }],
    })),
  };
}

const tables = tablesOf({ fees: { "99213": 10_000 } });
const supplement = { payerId: "HMS01", memberId: "HMS123456" };
const medicaid = { payerId: "BCP01", memberId: "BCP123456" };

describe("the supplement", () => {
  it("pays Medicare's coinsurance", () => {
    const claim = afterFirst({ ...supplement, paid: 7_840, said: ["CO-45 5000", "PR-2 2000", "CO-253 160"] });
    const result = adjudicate({ claim, tables });
    expect([result.status, result.paid, cas(result.lines[0])]).toEqual(["2", 2_000, ["OA-23 13000"]]);
    expect(result.lines[0]?.denied).toBe(false);
  });

  it("leaves Part B's deductible to the patient (PR-275), by the line or by the claim", () => {
    const said = ["CO-45 5000", "PR-1 8300", "PR-2 340", "CO-253 27"];
    for (const wholeClaim of [false, true]) {
      const result = adjudicate({ claim: afterFirst({ ...supplement, paid: 1_333, said, wholeClaim }), tables });
      expect([result.paid, cas(result.lines[0])]).toEqual([340, ["OA-23 6360", "PR-275 8300"]]);
    }
  });

  it("does not cover what Medicare denied to the patient (PR-276)", () => {
    const result = adjudicate({ claim: afterFirst({ ...supplement, paid: 0, said: ["PR-96 15000"] }), tables });
    expect([result.paid, cas(result.lines[0]), result.lines[0]?.denied]).toEqual([0, ["PR-276 15000"], true]);
  });

  it("never pays first", () => {
    const first = claimOf({ ...supplement, sketches: [{ code: "99213", charge: 15_000 }] });
    expect(denialOf({ claim: first, tables })).toBe("CO-22");
  });
});

describe("Medicaid, after every other payer", () => {
  it("pays only up to its own price and leaves nothing but its copay to the patient", () => {
    // Own price 72.00, copay 1.00. The first paid 60.00 and left 40.00: 12.00 of room, the rest is contractual.
    const low = adjudicate({ claim: afterFirst({ ...medicaid, paid: 6_000, said: ["CO-45 5000", "PR-1 4000"] }), tables });
    expect([low.paid, cas(low.lines[0])]).toEqual([1_200, ["OA-23 11000", "CO-45 2800"]]);
    const high = adjudicate({ claim: afterFirst({ ...medicaid, paid: 7_840, said: ["CO-45 5000", "PR-2 2000", "CO-253 160"] }), tables });
    expect([high.paid, cas(high.lines[0])]).toEqual([0, ["OA-23 13000", "CO-45 2000"]]);
  });
});

describe("the earlier decision", () => {
  it("129: does not add up to the charge", () => {
    expect(denialOf({ claim: afterFirst({ ...supplement, paid: 7_840, said: ["CO-45 5000", "PR-2 2000"] }), tables })).toBe("CO-129 N48");
    expect(denialOf({ claim: afterFirst({ ...supplement, paid: 8_000, said: ["CO-45 5000", "PR-2 2000"] }), tables })).toBe("paid");
  });

  it("22 MA04: is missing", () => {
    const claim = afterFirst({ ...supplement, paid: 8_000, said: ["CO-45 5000", "PR-2 2000"] });
    expect(denialOf({ claim: { ...claim, otherPayers: [] }, tables })).toBe("CO-22 MA04");
  });

  it("is shared out to the lines in order when it is of the claim as a whole", () => {
    const two = claimOf({
      ...supplement,
      sketches: [
        { code: "99213", charge: 10_000 },
        { code: "93000", charge: 5_000 },
      ],
    });
    const whole = afterFirst({ ...supplement, paid: 3_000, said: ["CO-45 1000", "PR-2 11000"], wholeClaim: true });
    const result = adjudicate({ claim: { ...two, subscriber: whole.subscriber, otherPayers: whole.otherPayers }, tables });
    expect(result.lines.map((line) => line.paid)).toEqual([10_000, 1_000]);
    expect(result.lines.map(cas)).toEqual([[], ["OA-23 4000"]]);
  });
});
