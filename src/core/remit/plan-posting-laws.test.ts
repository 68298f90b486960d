import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjust, chargeId, line, openClaim, payment, plan, remitted, secondary, sums } from "../../../test/support/posting-cases.ts";
import { type Cents, cents, sumCents } from "../kernel/cents.ts";
import { type ClaimId, id } from "../kernel/id.ts";
import type { Adjustment } from "../x12/transactions/professional-claim.ts";
import type { RemittanceClaim } from "../x12/transactions/remittance.ts";
import { proveBalance } from "./balance.ts";

const reasons = [
  "CO-45",
  "CO-253",
  "CO-97",
  "CO-50",
  "PR-1",
  "PR-2",
  "PR-3",
  "PR-96",
  "PR-45",
  "OA-23",
  "OA-209",
  "PI-96",
  "CO-144",
  "CO-999",
  "OA-133",
];
const anyLine = fc
  .record({
    charge: fc.integer({ min: 0, max: 50_000 }),
    cas: fc.array(fc.tuple(fc.constantFrom(...reasons), fc.integer({ min: -2_000, max: 30_000 })), { maxLength: 4 }),
  })
  .map(({ charge, cas }) =>
    line(
      charge / 100,
      (charge - cas.reduce((all, [, amount]) => all + amount, 0)) / 100,
      cas.map(([code, amount]) => `${code} ${amount / 100}`),
    ),
  );
const anyClaim = fc
  .record({
    lines: fc.array(anyLine, { maxLength: 4 }),
    cas: fc.array(fc.tuple(fc.constantFrom(...reasons), fc.integer({ min: -500, max: 5_000 })), { maxLength: 2 }),
    control: fc.constantFrom("C1", "C2", "C3", "unknown"),
    status: fc.constantFrom("1", "1", "2", "19", "23", "25", "4"),
    wrongLine: fc.boolean(),
    reversed: fc.boolean(),
  })
  .map(({ lines, cas, control, status, wrongLine, reversed }) => {
    const numbered = lines.map((one, index) => ({ ...one, controlNumber: wrongLine && index === 0 ? "?" : `L${index + 1}` }));
    const adjustments = cas.map(([code, amount]) => adjust(`${code} ${amount / 100}`));
    const claim = remitted(numbered, { adjustments, patientControlNumber: control, status, payerControlNumber: `ICN-${control}` });
    const paid = cents(claim.paid - sumCents(adjustments.map((one) => one.amount)));
    return { claim: { ...claim, paid }, reversed };
  });
const negated = (claim: RemittanceClaim): RemittanceClaim => {
  const flip = (amount: Cents): Cents => cents(-amount);
  const cas = (list: readonly Adjustment[]) => list.map((one) => ({ ...one, amount: flip(one.amount) }));
  const lines = claim.lines.map((one) => ({ ...one, charge: flip(one.charge), paid: flip(one.paid), adjustments: cas(one.adjustments) }));
  return { ...claim, status: "22", charge: flip(claim.charge), paid: flip(claim.paid), adjustments: cas(claim.adjustments), lines };
};
const anyPayment = fc
  .record({
    claims: fc.array(anyClaim, { maxLength: 5 }),
    plb: fc.array(fc.tuple(fc.constantFrom("WO", "FB", "L6", "72", "CS", "50"), fc.integer({ min: -9_000, max: 9_000 })), { maxLength: 3 }),
  })
  .map(({ claims, plb }) =>
    payment(
      claims.flatMap(({ claim, reversed }) => (reversed ? [claim, negated(claim)] : [claim])),
      plb.map(([reason, amount]) => [reason, amount / 100, "REF"]),
    ),
  );
const ours = ["C1", "C2", "C3"].map((controlNumber, index) => ({
  ...openClaim([100, 200, 300, 400], { controlNumber, claimId: id<"claim">(index + 1) as ClaimId }),
  charges: openClaim([100, 200, 300, 400]).charges.map((one) => ({ ...one, chargeId: chargeId(index * 10 + one.lineNumber) })),
}));

describe("laws over random balanced remittances", () => {
  test("every entry sums to zero and the cash of the plan is BPR02", () => {
    fc.assert(
      fc.property(anyPayment, fc.boolean(), (remittance, withNext) => {
        const result = plan(remittance, ours, withNext ? { nextPayerFor: () => secondary } : {});
        expect(proveBalance(remittance).balanced).toBe(true);
        expect(result.posted).toBe(true);
        for (const entry of result.entries) expect(sumCents(entry.lines.map((one) => one.amount))).toBe(0);
        expect(result.deposit.cash).toBe(remittance.payment.amount);
        expect(result.claims.length).toBe(remittance.claims.length);
      }),
      { numRuns: 400 },
    );
  });

  test("charge = paid + contractual + reductions + share + left + settled by another payer, on each posted claim", () => {
    fc.assert(
      fc.property(anyClaim, ({ claim }) => {
        const whole = { ...claim, status: "1", patientControlNumber: "C1" };
        if (whole.lines.some((one) => one.controlNumber === "?")) return;
        const plain = {
          ...whole,
          lines: whole.lines.map((one) => ({ ...one, adjustments: one.adjustments.filter((cas) => cas.reason !== "23") })),
          adjustments: whole.adjustments.filter((cas) => cas.reason !== "23"),
        };
        const lines = plain.lines.map((one) => ({ ...one, paid: cents(one.charge - sumCents(one.adjustments.map((cas) => cas.amount))) }));
        const paid = cents(sumCents(lines.map((one) => one.paid)) - sumCents(plain.adjustments.map((cas) => cas.amount)));
        const result = plan(payment([{ ...plain, lines, paid }]), ours);
        const one = result.claims[0];
        expect((one?.paid ?? 0) + (one?.contractual ?? 0) + (one?.reductions ?? 0) + (one?.patientShare ?? 0) + (one?.left ?? 0)).toBe(
          plain.charge,
        );
        const settled = sumCents(
          result.entries.flatMap((entry) => entry.lines.filter((row) => row.account === "insurance-receivable").map((row) => row.amount)),
        );
        expect(settled + plain.charge).toBe(one?.left ?? 0);
      }),
      { numRuns: 400 },
    );
  });

  test("a reversal cancels its posting to the cent", () => {
    fc.assert(
      fc.property(anyClaim, ({ claim }) => {
        const original = { ...claim, status: "1", patientControlNumber: "C1" };
        const result = plan(payment([original, negated(original)]), ours);
        expect(sums(result.entries)).toEqual({});
        expect(result.claims.map((one) => one.outcome)).toEqual(["posted", "reversed"]);
      }),
      { numRuns: 300 },
    );
  });

  test("one cent more or less anywhere stops the posting", () => {
    fc.assert(
      fc.property(anyPayment, fc.constantFrom(-1, 1), (remittance, cent) => {
        const off = { ...remittance, payment: { ...remittance.payment, amount: cents(remittance.payment.amount + cent) } };
        const result = plan(off, ours);
        expect(result.posted).toBe(false);
        expect(result.entries).toEqual([]);
        expect(result.exceptions.map((one) => one.kind)).toEqual(["out-of-balance"]);
      }),
      { numRuns: 100 },
    );
  });
});
