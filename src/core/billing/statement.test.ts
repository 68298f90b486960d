import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, sumCents } from "../kernel/cents.ts";
import { type ChargeId, id } from "../kernel/id.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { allocatePayment } from "./allocate-payment.ts";
import { type GatedCharge, gateCharge } from "./patient-due.ts";
import { whyOwed } from "./why-owed.ts";

const on = isoDate("2026-03-02");
const charge = (more: Partial<GatedCharge>): GatedCharge => ({
  chargeId: id<"charge">(1) as ChargeId,
  patientBalance: cents(2000),
  insuranceBalance: cents(0),
  shares: [{ reason: "PR-3", amount: cents(2000) }],
  selfPay: false,
  furtherPayer: false,
  openWork: false,
  awaitsCorrection: false,
  remarks: [],
  ...more,
});

test("the PR gate: each stop withholds the whole, and nothing else does", () => {
  expect(gateCharge(charge({}))).toMatchObject({ due: 2000, withheld: 0, reasons: [] });
  for (const stop of [
    { furtherPayer: true },
    { openWork: true },
    { awaitsCorrection: true },
    { program: "qmb" },
    { remarks: ["N782"] },
  ] as const) {
    expect(gateCharge(charge(stop))).toMatchObject({ due: 0, withheld: 2000 });
  }
  expect(gateCharge(charge({ program: "medicaid", shares: [{ reason: "PR-2", amount: cents(2000) }] }))).toMatchObject({ due: 0 });
  expect(gateCharge(charge({ shares: [], selfPay: true }))).toMatchObject({ due: 2000 });
  expect(gateCharge(charge({ shares: [] }))).toMatchObject({ due: 0, withheld: 2000 });
  expect(gateCharge(charge({ patientBalance: cents(-500) }))).toMatchObject({ due: 0, credit: 500 });
});

test("a payment is shared out without losing a cent, oldest first after what is named", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.array(fc.integer({ min: -500, max: 20_000 }), { maxLength: 6 }),
      fc.nat(5),
      (amount, balances, pick) => {
        const open = balances.map((balance, index) => ({
          chargeId: id<"charge">(index) as ChargeId,
          serviceFrom: addDays(on, -index),
          balance: cents(balance),
        }));
        const { shares, unapplied } = allocatePayment({
          amount: cents(amount),
          open,
          named: [{ chargeId: id<"charge">(pick) as ChargeId, amount: cents(700) }],
        });
        expect(sumCents(shares.map((one) => one.amount)) + unapplied).toBe(amount);
        expect(unapplied).toBeGreaterThanOrEqual(0);
        for (const one of shares) expect(one.amount).toBeLessThanOrEqual(balances[one.chargeId] ?? 0);
        if (unapplied > 0) expect(sumCents(shares.map((one) => one.amount))).toBe(balances.reduce((all, one) => all + Math.max(one, 0), 0));
      },
    ),
  );
});

test("why: plain words, and an unusual reason is not guessed", () => {
  const shares = [
    { reason: "PR-1", amount: cents(12000) },
    { reason: "PR-77", amount: cents(1) },
  ];
  const said = whyOwed({ shares, payerName: "Harbor Health", selfPay: false });
  expect(said[0]).toContain("$120.00 counts toward your yearly deductible");
  expect(said[1]).toContain("reason PR-77");
});
