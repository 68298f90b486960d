/** Money that is taken back, added, or paid ahead: every cent of it is in a payment or in the payer's books. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { claimOf } from "../../../test/support/payer-claims.ts";
import { pay, send, visit } from "../../../test/support/payer-days.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import type { Remittance } from "../x12/transactions/remittance.ts";
import type { Member, PracticeAccount } from "./records.ts";
import { emptyPayerState, type PayerState } from "./state.ts";

const rows = (remittance: Remittance | undefined) => remittance?.providerAdjustments.map((one) => `${one.reason} ${one.amount}`);
const bluestem = { payerId: "BCP01", memberId: "BCP000111222" };

describe("a payer that waits before it takes back", () => {
  it("leaves the overpayment alone (WO −) and takes it from later payments as far as they reach (WO +)", () => {
    // 72 % of 92.00 = 66.24, less the copay of 1.00.
    const first = send(emptyPayerState(), [visit("A1", bluestem)]);
    const paid = pay(first.state, "2026-04-10");
    expect(paid.read[0]?.payment.amount).toBe(6_524);
    const number = first.numbers[0] ?? "";
    const back = visit("A1", { ...bluestem, frequency: "8", identifiers: [{ qualifier: "F8", value: number }] });
    const voided = send(paid.state, [back], { today: "2026-04-15" });
    const neutral = pay(voided.state, "2026-05-06");
    expect([neutral.read[0]?.claims[0]?.paid, rows(neutral.read[0]), neutral.read[0]?.payment]).toMatchObject([
      -6_524,
      ["WO -6524"],
      { amount: 0, handling: "H", method: "NON" },
    ]);
    expect(neutral.read[0]?.providerAdjustments[0]?.reference).toBe(number);
    // Before the thirty days are over nothing is taken.
    const early = pay(
      send(neutral.state, [visit("A2", { ...bluestem, memberId: "BCP000333444" })], { today: "2026-05-07" }).state,
      "2026-05-28",
    );
    expect(rows(early.read[0])).toEqual([]);
    const small = visit("A3", { ...bluestem, memberId: "BCP000555666", sketches: [{ code: "71046", charge: 5_000, on: "2026-05-20" }] });
    const partly = pay(send(early.state, [small], { today: "2026-05-29" }).state, "2026-06-19");
    expect([rows(partly.read[0]), partly.read[0]?.payment.amount]).toEqual([["WO 2160"], 0]);
    const rest = pay(
      send(partly.state, [visit("A4", { ...bluestem, memberId: "BCP000777888" })], { today: "2026-06-20" }).state,
      "2026-07-11",
    );
    expect([rows(rest.read[0]), rest.read[0]?.payment.amount]).toEqual([["WO 4364"], 2_160]);
    expect(rest.state.recoveries).toEqual([]);
  });

  it("takes back only what the corrected claim does not pay again", () => {
    const first = send(emptyPayerState(), [visit("A1", { ...bluestem, sketches: [{ code: "99214", charge: 25_000 }] })]);
    const paid = pay(first.state, "2026-04-10");
    const less = visit("A1", { ...bluestem, frequency: "7", identifiers: [{ qualifier: "F8", value: first.numbers[0] ?? "" }] });
    const corrected = pay(send(paid.state, [less], { today: "2026-04-15" }).state, "2026-05-06");
    // 130.00 × 0.72 − 1.00 = 92.60, corrected to 65.24.
    expect([rows(corrected.read[0]), corrected.read[0]?.payment.amount]).toEqual([["WO -2736"], 0]);
    expect(corrected.state.recoveries).toMatchObject([{ amount: 2_736, dueOn: "2026-06-05" }]);
  });
});

describe("interest", () => {
  it("comes with a payment more than thirty days after receipt: AMT*I and PLB L6", () => {
    const { state } = send(emptyPayerState(), [visit("A1")]);
    // 85.00 at 12 %, 41 − 30 = 11 days: 0.3074.
    const paid = pay(state, "2026-04-30");
    expect(paid.read[0]?.claims[0]?.amounts).toContainEqual({ qualifier: "I", amount: 31 });
    expect([rows(paid.read[0]), paid.read[0]?.payment.amount]).toEqual([["L6 -31"], 8_531]);
    expect(rows(pay(state, "2026-04-19").read[0])).toEqual([]);
  });

  it("is not taken back with the payment", () => {
    const first = send(emptyPayerState(), [visit("A1")]);
    const paid = pay(first.state, "2026-04-30");
    const back = visit("A1", { frequency: "8", identifiers: [{ qualifier: "F8", value: first.numbers[0] ?? "" }] });
    const voided = pay(send(paid.state, [back], { today: "2026-05-02" }).state, "2026-05-09");
    expect([voided.read[0]?.claims[0]?.paid, rows(voided.read[0]), voided.read[0]?.claims[0]?.amounts]).toEqual([-8_500, ["FB -8500"], []]);
  });
});

describe("checks", () => {
  it("of the small fund pay ten claims each, in one file", () => {
    const claims = Array.from({ length: 23 }, (_, index) =>
      visit(`U${index}`, {
        payerId: "UTB01",
        memberId: `UTB00000${100 + index}`,
        sketches: [{ code: "99396", charge: 20_000 }],
        codes: ["Z0000"],
      }),
    );
    const { outputs, read } = pay(send(emptyPayerState(), claims).state, "2026-04-10");
    expect(outputs).toHaveLength(1);
    expect(read.map((one) => [one.control, one.claims.length, one.payment.amount])).toEqual([
      ["0001", 10, 168_000],
      ["0002", 10, 168_000],
      ["0003", 3, 50_400],
    ]);
    expect(new Set(read.map((one) => one.payment.trace)).size).toBe(3);
  });

  it("the small fund takes no replacement", () => {
    const more = { payerId: "UTB01", memberId: "UTB000111222" };
    const first = send(emptyPayerState(), [visit("A1", more)]);
    const again = visit("A1", { ...more, frequency: "7", identifiers: [{ qualifier: "F8", value: first.numbers[0] ?? "" }] });
    expect(send(first.state, [again]).said).toEqual(["A7:535"]);
  });
});

describe("capitation", () => {
  const account: PracticeAccount = {
    planId: "prairie-hmo",
    npi: "1234567893",
    name: "CEDAR CREEK FAMILY MEDICINE",
    taxId: "391234567",
    receiver: { qualifier: "ZZ", id: "CEDAR1", groupId: "CEDAR1", test: true },
  };
  const member = (memberId: string, more: Partial<Member> = {}): Member => ({
    planId: "prairie-hmo",
    memberId,
    last: "Quill",
    first: "Ada",
    capitatedTo: account.npi,
    ...more,
  });
  const records = {
    accounts: [account],
    members: [member("PCH000111222"), member("PCH000111223"), member("PCH000111224", { from: isoDate("2026-03-02") })],
  };

  it("is paid once a month for who is insured on the first (PLB CT)", () => {
    const march = pay(emptyPayerState(), "2026-03-02", { records });
    expect([rows(march.read[0]), march.read[0]?.payment.amount, march.read[0]?.claims]).toEqual([["CT -3700"], 3_700, []]);
    expect(pay(march.state, "2026-03-03", { records }).outputs).toEqual([]);
    expect(rows(pay(march.state, "2026-04-01", { records }).read[0])).toEqual(["CT -5550"]);
  });

  it("has paid for the visits of its members (CO-24), and for nothing else and nobody else", () => {
    const claim = (memberId: string) =>
      visit("A1", {
        payerId: "PCH01",
        memberId,
        sketches: [
          { code: "99213", charge: 18_000 },
          { code: "93000", charge: 6_000 },
        ],
      });
    const { state } = send(emptyPayerState(), [claim("PCH000111222")], { records });
    const lines = state.claims[0]?.lines.map((line) => [line.denied, line.adjustments.map((one) => `${one.group}-${one.reason}`)]);
    expect(lines).toEqual([
      [false, ["CO-24"]],
      [false, ["CO-45", "PR-2"]],
    ]);
    expect(send(emptyPayerState(), [claim("PCH000999888")], { records }).state.claims[0]?.lines[0]?.paid).toBe(7_300);
  });
});

describe("laws", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("bill" as const),
      payer: fc.constantFrom("LSM", "BCP", "PCH", "UTB"),
      code: fc.constantFrom("99213", "99214", "71046"),
      member: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({
      kind: fc.constantFrom("replace" as const, "void" as const),
      which: fc.integer({ min: 0, max: 9 }),
      code: fc.constantFrom("99213", "71046"),
    }),
    fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 50 }) }),
  );

  it("over billing, correcting, voiding and late payment, what was paid is what stands, with interest, less what is still owed back", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        let state: PayerState = emptyPayerState();
        let today = isoDate("2026-03-20");
        let paid = 0;
        let interest = 0;
        const payAll = () => {
          const result = pay(state, today);
          state = result.state;
          for (const remittance of result.read) {
            paid += remittance.payment.amount;
            for (const one of remittance.providerAdjustments) if (one.reason === "L6") interest -= one.amount;
          }
        };
        steps.forEach((one, index) => {
          if (one.kind === "wait") {
            today = addDays(today, one.days);
            payAll();
            return;
          }
          const standing = state.claims.filter((claim) => claim.kind === "decision" && claim.supersededBy === undefined);
          const target = one.kind === "bill" ? undefined : standing[one.which % Math.max(1, standing.length)];
          if (one.kind !== "bill" && target === undefined) return;
          const claim = claimOf({
            controlNumber: target?.controlNumber ?? `K${index}`,
            payerId: target === undefined ? `${one.kind === "bill" ? one.payer : ""}01` : (payerIds[target.planId] ?? ""),
            memberId: target?.memberId ?? (one.kind === "bill" ? `${one.payer}00011122${one.member}` : ""),
            frequency: one.kind === "bill" ? "1" : one.kind === "void" ? "8" : "7",
            identifiers: target === undefined ? [] : [{ qualifier: "F8", value: target.payerControlNumber }],
            sketches: [{ code: one.code, charge: 30_000 + index }],
          });
          state = send(state, [claim], { today, control: index + 1 }).state;
        });
        for (let round = 0; round < 3; round += 1) {
          today = addDays(today, 60);
          payAll();
        }
        const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
        const standing = sum(
          state.claims.filter((claim) => claim.kind === "decision" && claim.supersededBy === undefined).map((claim) => claim.paid),
        );
        const owedBack = sum(state.balances.map((one) => one.amount)) + sum(state.recoveries.map((one) => one.amount));
        expect(paid).toBe(standing + interest + owedBack);
        for (const year of state.members) expect([year.deductible >= 0, year.outOfPocket >= 0]).toEqual([true, true]);
        const taken = sum(
          state.claims
            .filter((claim) => claim.kind === "decision" && claim.supersededBy === undefined)
            .flatMap((claim) => claim.lines.map((line) => line.outOfPocket)),
        );
        expect(sum(state.members.filter((one) => !one.patientKey.endsWith("/*")).map((one) => one.outOfPocket))).toBe(taken);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

const payerIds: Readonly<Record<string, string>> = {
  "lakeshore-ppo": "LSM01",
  "bluestem-medicaid": "BCP01",
  "prairie-hmo": "PCH01",
  "trades-fund": "UTB01",
};
