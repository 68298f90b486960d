import fc from "fast-check";
import { expect, it } from "vitest";
import { cents, sumCents } from "../kernel/cents.ts";
import { type ChargeId, id } from "../kernel/id.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { allocatePayment, type OpenPatientCharge } from "./allocate-payment.ts";

const charges = fc
  .array(fc.record({ balance: fc.integer({ min: 1, max: 50_000 }), ago: fc.integer({ min: 0, max: 400 }) }), { maxLength: 12 })
  .map((all) =>
    all.map(
      ({ balance, ago }, at): OpenPatientCharge => ({
        chargeId: id<"charge">(at + 1) as ChargeId,
        serviceFrom: addDays(isoDate("2026-11-03"), -ago),
        balance: cents(balance),
      }),
    ),
  );

it("loses no cent, pays no service more than it owes, and leaves an older one open only when what was named came first", () => {
  fc.assert(
    fc.property(charges, fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 0, max: 11 }), (open, amount, at) => {
      const wish = open[at];
      const named = wish === undefined ? [] : [{ chargeId: wish.chargeId, amount: wish.balance }];
      const { shares, unapplied } = allocatePayment({ amount: cents(amount), open, named });
      expect(sumCents(shares.map((share) => share.amount)) + unapplied).toBe(amount);
      const paid = (charge: OpenPatientCharge) => shares.find((share) => share.chargeId === charge.chargeId)?.amount ?? 0;
      for (const charge of open) expect(paid(charge)).toBeLessThanOrEqual(charge.balance);
      if (wish !== undefined) expect(paid(wish)).toBe(Math.min(amount, wish.balance));
      if (unapplied > 0) expect(open.every((charge) => paid(charge) === charge.balance)).toBe(true);
      const unnamed = open.filter((charge) => charge !== wish);
      for (const one of unnamed)
        for (const older of unnamed) if (older.serviceFrom < one.serviceFrom && paid(one) > 0) expect(paid(older)).toBe(older.balance);
    }),
  );
});
