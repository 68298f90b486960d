/** Answers as people read them; hostile files never throw. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { inventedEnvelope } from "../x12/samples/invented.ts";
import { encodeUtf8 } from "../x12/syntax/decode.ts";
import type { Benefit, EligibilityAnswer } from "../x12/transactions/eligibility.ts";
import { readInquiryFile } from "../x12/transactions/read-inquiries.ts";
import { writeStatusResponses } from "../x12/transactions/write-claim-status.ts";
import { writeEligibilityResponses } from "../x12/transactions/write-eligibility.ts";
import { summariseStatus } from "./claim-status.ts";
import { isSpecialist, officeCopay, summariseEligibility } from "./eligibility.ts";
import { missingAt } from "./missing.ts";

const benefit = (kind: string, more: Partial<Benefit> = {}): Benefit => ({
  kind,
  serviceTypes: ["30"],
  identifiers: [],
  dates: [],
  rejections: [],
  messages: [],
  parties: [],
  ...more,
});
const answer = (benefits: readonly Benefit[], more: Partial<EligibilityAnswer> = {}): EligibilityAnswer => ({
  payer: { role: "PR", name: { kind: "organisation", last: "LAKESHORE" } },
  contacts: [],
  traces: [],
  subscriber: { name: { kind: "person", last: "Quill", first: "Ada" }, memberId: { qualifier: "MI", value: "LSM1" }, identifiers: [] },
  dates: [{ qualifier: "346", from: isoDate("2026-01-01") }],
  rejections: [],
  benefits,
  ...more,
});
const copay = (amount: number, message: string, network = "Y") =>
  benefit("B", { serviceTypes: ["98"], amount: cents(amount), network, messages: [message] });
const full = answer([
  benefit("1", { plan: "Lakeshore PPO" }),
  benefit("C", { coverage: "IND", period: "23", amount: cents(150_000), network: "Y" }),
  benefit("C", { coverage: "IND", period: "29", amount: cents(112_500), network: "Y" }),
  benefit("A", { percent: decimal("0.125"), network: "Y" }),
  copay(3_000, "PRIMARY CARE"),
  copay(5_000, "SPECIALIST"),
  benefit("R", { messages: ["ANOTHER PAYER IS PRIMARY"] }),
  benefit("I", { serviceTypes: ["35"] }),
]);

describe("an answer about eligibility", () => {
  it("says plan, what is met and left, co-pays, coinsurance, other payers, and what it leaves open", () => {
    const summary = summariseEligibility(full, { memberId: "LSM 1", last: "QUILL" });
    expect(summary).toMatchObject({
      state: "active",
      plan: "Lakeshore PPO",
      from: "2026-01-01",
      limits: [{ of: "deductible", who: "person", total: 150_000, left: 112_500, met: 37_500 }],
      coinsurance: ["12.5 % in the network"],
      notCovered: ["dental care"],
      otherPayers: ["another payer is primary"],
      differs: [],
    });
    expect(summary.copays.map((one) => [one.service, one.amount])).toEqual([
      ["professional visit, office, primary care", 3_000],
      ["professional visit, office, specialist", 5_000],
    ]);
    expect(summary.silent.join(" ")).toMatch(/yearly maximum.*no promise to pay/);
    expect(summary.silent.join(" ")).not.toMatch(/deductible|coinsurance/);
  });

  it("explains each refusal with what to correct", () => {
    const refused = answer([], { rejections: [{ at: "subscriber", valid: false, reason: "72", followUp: "C" }] });
    expect(summariseEligibility(refused)).toMatchObject({
      state: "refused",
      refusals: [{ words: expect.stringContaining("(72)"), correct: expect.stringContaining("member id"), after: "Then ask again." }],
      silent: [],
    });
    for (const reason of ["constructor", "__proto__", "ZZ"])
      expect(
        summariseEligibility(answer([], { rejections: [{ at: "payer", valid: true, reason, followUp: reason }] })).refusals[0],
      ).toMatchObject({
        words: `The payer refused with reason ${reason}.`,
        after: "",
      });
  });

  it("says inactive even when something else is said too, and never active without a word for it", () => {
    expect(summariseEligibility(answer([benefit("1"), benefit("6")])).state).toBe("inactive");
    expect(summariseEligibility(answer([benefit("C", { period: "29", amount: cents(0) })])).state).toBe("unclear");
    expect(summariseEligibility(answer([])).state).toBe("unclear");
  });

  it("says when the payer knows the person by another id or name", () => {
    expect(summariseEligibility(full, { memberId: "LSM2", last: "Quil" }).differs).toHaveLength(2);
  });

  it("gives the co-pay of the visit, or the card's, and guesses nothing between two", () => {
    const summary = summariseEligibility(full);
    expect(officeCopay(summary, { card: undefined, specialist: false })).toEqual({ amount: 3_000, from: "payer" });
    expect(officeCopay(summary, { card: cents(3_000), specialist: true })).toEqual({ amount: 5_000, from: "payer" });
    const two = summariseEligibility(answer([benefit("1"), copay(2_000, ""), copay(4_000, "")]));
    expect(officeCopay(two, { card: undefined, specialist: false })).toBeUndefined();
    expect(officeCopay(two, { card: cents(4_000), specialist: false })).toEqual({ amount: 4_000, from: "payer" });
    expect(officeCopay(undefined, { card: cents(2_500), specialist: false })).toEqual({ amount: 2_500, from: "card" });
    expect(
      officeCopay(summariseEligibility(answer([benefit("1"), copay(9_000, "", "N")])), { card: undefined, specialist: false }),
    ).toBeUndefined();
    expect([isSpecialist("207Q00000X"), isSpecialist("207RC0000X"), isSpecialist(undefined)]).toEqual([false, true, false]);
  });
});

describe("an answer about a claim", () => {
  const status = (category: string, code = "20", more: object = {}) =>
    summariseStatus({
      payer: full.payer,
      receiver: full.payer,
      providers: [],
      contacts: [],
      statuses: [{ statuses: [{ category, status: code }], ...more }],
      identifiers: [{ qualifier: "1K", value: "P77" }],
      lines: [],
    });

  it("says where the claim stands and what to do", () => {
    expect(status("P1")).toMatchObject({ state: "pending", payerControlNumber: "P77" });
    expect(status("F1", "65", { paid: cents(8_500), paidOn: isoDate("2026-03-27") })).toMatchObject({ state: "finalized", paid: 8_500 });
    expect(status("D0", "35").next).toMatch(/no such claim/);
    expect([status("A2"), status("P3"), status("R4"), status("E1")].map((one) => one.state)).toEqual([
      "acknowledged",
      "waits-for-us",
      "waits-for-us",
      "error",
    ]);
    expect(status("constructor", "__proto__").words[0]).toBe("category constructor: status __proto__ (constructor:__proto__)");
  });
});

describe("hostile answers", () => {
  const envelope = inventedEnvelope({ from: "PAYER1", to: "CEDAR1", control: 9 });
  const head = { control: "0001", purpose: "11", createdOn: isoDate("2026-03-20"), createdAt: "1000" };
  const good = [
    writeEligibilityResponses([{ ...head, reference: "R1", answers: [full] }], envelope),
    writeStatusResponses(
      [
        {
          ...head,
          reference: "R1",
          answers: [
            {
              payer: full.payer,
              receiver: full.payer,
              providers: [],
              contacts: [],
              subscriber: { name: { kind: "person", last: "Quill", first: "Ada" } },
              trace: "T1",
              statuses: [{ statuses: [{ category: "P1", status: "20" }], charge: cents(100) }],
              identifiers: [],
              lines: [],
            },
          ],
        },
      ],
      envelope,
    ),
  ];

  it("are read to something that can be summarised, whatever was changed in them", () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.array(fc.tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 6 }), fc.string({ unit: "binary", maxLength: 8 })), {
          minLength: 1,
          maxLength: 6,
        }),
        (text, faults) => {
          let bad = text;
          for (const [at, length, piece] of faults) bad = bad.slice(0, at) + piece + bad.slice(at + length);
          for (const one of readInquiryFile(encodeUtf8(bad)).inquiries) {
            if (one.kind === "271")
              for (const each of one.value.answers)
                expect(summariseEligibility(each).limits.every(({ met }) => met === undefined || met >= 0)).toBe(true);
            if (one.kind === "277") for (const each of one.value.answers) expect(typeof summariseStatus(each).next).toBe("string");
            read += 1;
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(read).toBeGreaterThan(20);
  });
});

describe("what is missing", () => {
  const facts = {
    state: "checked-in" as const,
    selfPay: false,
    insured: true,
    eligibility: "active" as const,
    copayDue: cents(3_000),
    copayTaken: cents(0),
    formsSigned: true,
    estimated: false,
    fromElsewhere: false,
  };
  const kinds = (more: object) => missingAt({ ...facts, ...more }).map((one) => one.kind);

  it("is what the desk still has to do, and nothing at a visit that is off", () => {
    expect(missingAt(facts)).toEqual([{ kind: "copay", words: "co-pay $30.00" }]);
    expect(kinds({ copayTaken: cents(3_000) })).toEqual([]);
    expect(kinds({ state: "scheduled", eligibility: "none", formsSigned: false })).toEqual(["not-asked", "forms"]);
    expect(kinds({ insured: false, state: "scheduled" })).toEqual(["insurance"]);
    expect(kinds({ selfPay: true })).toEqual(["estimate"]);
    expect(kinds({ eligibility: "refused", state: "cancelled" })).toEqual([]);
    expect(kinds({ fromElsewhere: true, formsSigned: false, eligibility: "none", copayDue: undefined })).toEqual([]);
  });
});
