import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { type CodedCharge, type Coding, decideCoding, reasonNotToBill } from "./decide-coding.ts";
import type { Encounter } from "./model.ts";
import { priceCharge } from "./price-charge.ts";

const visit: Encounter = {
  id: id(1),
  patientId: id(1),
  date: isoDate("2026-11-16"),
  renderingId: id(1),
  locationId: id(1),
  placeOfService: "11",
  reason: "cough",
  selfPay: false,
  note: { text: "Cough for a week. Lungs clear.", authorId: id(1) },
  diagnoses: [],
  charges: [],
};
const options = { claimSent: false, nextChargeId: (index: number) => id<"charge">(500 + index) };
const later = { claimSent: false, nextChargeId: (index: number) => id<"charge">(600 + index) };

function coded(over: Partial<CodedCharge> = {}): CodedCharge {
  return { procedure: "99213", modifiers: [], units: decimal("1"), amount: cents(15_000), pointers: [1], evidence: [], ...over };
}

function decide(coding: Partial<Coding>, encounter: Encounter = visit, given = options) {
  return decideCoding(encounter, { diagnoses: [{ code: "R051", evidence: [] }], charges: [], ...coding }, given);
}

describe("decideCoding", () => {
  it("numbers diagnoses and lines, and dates the lines by the visit", () => {
    const result = decide({ charges: [coded(), coded({ procedure: "36415" })] });
    expect(result).toMatchObject({
      ok: true,
      value: {
        diagnoses: [{ position: 1, code: "R051" }],
        charges: [
          { id: 500, lineNumber: 1, serviceFrom: "2026-11-16", serviceTo: "2026-11-16" },
          { id: 501, lineNumber: 2, procedure: "36415" },
        ],
      },
    });
  });

  it("makes equal diagnoses one, and the pointers follow", () => {
    const diagnoses = ["R051", "I10", "R051", "E119"].map((code) => ({ code, evidence: [] }));
    const result = decide({ diagnoses, charges: [coded({ pointers: [3, 1, 4] })] });
    expect(result).toMatchObject({
      ok: true,
      value: { diagnoses: [{ code: "R051" }, { code: "I10" }, { position: 3, code: "E119" }], charges: [{ pointers: [1, 3] }] },
    });
  });

  it("keeps the number of a line that stays and never gives a used number to a new one", () => {
    const first = decide({ charges: [coded(), coded({ procedure: "36415" })] });
    if (!first.ok) throw new Error(first.refusal.words);
    const second = decide({ charges: [coded({ id: id(501), procedure: "36415" }), coded({ procedure: "81002" })] }, first.value, later);
    expect(second).toMatchObject({
      ok: true,
      value: {
        charges: [
          { id: 501, lineNumber: 2 },
          { id: 601, lineNumber: 3 },
        ],
      },
    });
  });

  it("refuses a change after the claim has left", () => {
    expect(decideCoding(visit, { diagnoses: [], charges: [] }, { ...options, claimSent: true })).toMatchObject({
      ok: false,
      refusal: { code: "claim-sent" },
    });
  });

  it("refuses what cannot be", () => {
    const code = (coding: Partial<Coding>): string | undefined => {
      const result = decide(coding);
      return result.ok ? undefined : result.refusal.code;
    };
    expect(code({ charges: [coded({ pointers: [2] })] })).toBe("pointer");
    expect(code({ charges: [coded({ units: decimal("0") })] })).toBe("units");
    expect(code({ charges: [coded({ amount: cents(-1) })] })).toBe("amount");
    expect(code({ charges: [coded({ serviceTo: isoDate("2026-11-15") })] })).toBe("dates");
    expect(code({ charges: [coded({ id: id(77) })] })).toBe("charge");
    expect(code({ charges: [coded({ evidence: [{ start: 0, end: 5, text: "Fever" }] })] })).toBe("evidence");
    expect(code({ charges: [coded({ evidence: [{ start: 0, end: 5, text: "Cough" }] })] })).toBeUndefined();
  });
});

describe("reasonNotToBill", () => {
  it("names self-pay before anything else, and a visit without charges", () => {
    expect(reasonNotToBill({ ...visit, selfPay: true })?.code).toBe("self-pay");
    expect(reasonNotToBill(visit)?.code).toBe("no-charges");
    const priced = decide({ charges: [coded()] });
    expect(priced.ok && reasonNotToBill(priced.value)).toBeUndefined();
  });
});

describe("priceCharge", () => {
  const fees = { priceOf: (procedure: string) => (procedure === "J1100" ? cents(333) : undefined) };
  it("multiplies by the units and rounds half up", () => {
    const on = visit.date;
    expect(priceCharge({ procedure: "J1100", units: decimal("4"), on, fees })).toBe(1_332);
    expect(priceCharge({ procedure: "J1100", units: decimal("0.5"), on, fees })).toBe(167);
    expect(priceCharge({ procedure: "99213", units: decimal("1"), on, fees })).toBeUndefined();
  });
});
