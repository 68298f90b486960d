import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, sumCents } from "../kernel/cents.ts";
import { type ChargeId, type ClaimId, id, type PatientId, type PayerId } from "../kernel/id.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { ageBalances, bucketOf } from "./aging.ts";
import { balanceOf, balancesAsOf, foldBalances, owedByCharge } from "./balances.ts";
import {
  applyUnappliedEntry,
  assertBalanced,
  chargeEntry,
  patientPaymentEntry,
  type Receivable,
  refundEntry,
  reversalOf,
  transferEntry,
  writeOffEntry,
} from "./entries.ts";
import type { JournalEntry } from "./model.ts";

const on = isoDate("2026-03-02");
const amount = fc.integer({ min: -10_000_000, max: 10_000_000 }).map(cents);
const patientId = id<"patient">(1) as PatientId;
const subject = fc
  .record({ charge: fc.integer({ min: 1, max: 5 }), claim: fc.integer({ min: 1, max: 3 }) })
  .map(({ charge, claim }) => ({ patientId, chargeId: id<"charge">(charge) as ChargeId, claimId: id<"claim">(claim) as ClaimId }));
const receivable: fc.Arbitrary<Receivable> = fc.oneof(
  fc.constant<Receivable>({ owes: "patient" }),
  fc.integer({ min: 1, max: 3 }).map((payer): Receivable => ({ owes: "payer", payerId: id<"payer">(payer) as PayerId })),
);
const shares = fc.array(fc.record({ chargeId: fc.integer({ min: 1, max: 5 }).map((one) => id<"charge">(one) as ChargeId), amount }), {
  maxLength: 4,
});
const key = { on, sourceKey: "k" };

const anyEntry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.tuple(subject, amount, receivable).map(([about, sum, owedBy]) => chargeEntry({ on, subject: about, amount: sum, owedBy })),
  fc.tuple(amount, shares).map(([sum, parts]) => patientPaymentEntry({ ...key, patientId, amount: sum, shares: parts, method: "card" })),
  shares.map((parts) => applyUnappliedEntry({ ...key, patientId, shares: parts })),
  fc
    .tuple(subject, amount, receivable, receivable)
    .map(([about, sum, from, to]) => transferEntry({ ...key, subject: about, amount: sum, from, to, reason: "PR-1" })),
  fc
    .tuple(subject, amount, receivable)
    .map(([about, sum, owedBy]) => writeOffEntry({ ...key, subject: about, amount: sum, owedBy, account: "bad-debt", reason: "agency" })),
  fc
    .tuple(subject, amount)
    .map(([about, sum]) => refundEntry({ ...key, subject: about, amount: sum, from: "unapplied", reason: "credit" })),
);

describe("journal entries", () => {
  test("every builder adds up to zero and leaves out lines of zero", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(sumCents(entry.lines.map((line) => line.amount))).toBe(0);
        expect(entry.lines.every((line) => line.amount !== 0)).toBe(true);
      }),
    );
  });

  test("a reversal cancels its entry in every dimension", () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 6 }), (entries) => {
        const all = entries.flatMap((entry) => [entry, reversalOf(entry, { on, why: "test" })]);
        const { accounts, charges, claims, patients, payers } = foldBalances(all.flatMap((entry) => entry.lines));
        const groups = [accounts, ...charges.values(), ...claims.values(), ...patients.values(), ...payers.values()];
        for (const group of groups) for (const sum of group.values()) expect(sum).toBe(0);
      }),
    );
  });

  test("the order of the lines does not matter", () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (entries, keys) => {
        const lines = entries.flatMap((entry) => entry.lines);
        const shuffled = lines
          .map((line) => ({ line, rank: keys.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map((one) => one.line);
        expect(foldBalances(shuffled)).toEqual(foldBalances(lines));
      }),
    );
  });

  test("an entry that is off by a cent is a bug", () => {
    const lines = [
      { account: "cash", amount: cents(100) },
      { account: "unapplied", amount: cents(-99) },
    ] as const;
    expect(() => assertBalanced({ on, source: "deposit", sourceKey: "1", memo: "", lines })).toThrow("off by 1 cents");
  });

  test("a charge, its transfer and its payment leave the balances one expects", () => {
    const about = { patientId, chargeId: id<"charge">(7) as ChargeId };
    const payer: Receivable = { owes: "payer", payerId: id<"payer">(3) as PayerId };
    const entries = [
      chargeEntry({ on, subject: about, amount: cents(20000), owedBy: payer }),
      transferEntry({
        on: addDays(on, 10),
        sourceKey: "t",
        subject: about,
        amount: cents(2000),
        from: payer,
        to: { owes: "patient" },
        reason: "PR-3",
      }),
      patientPaymentEntry({
        on: addDays(on, 20),
        sourceKey: "p",
        patientId,
        amount: cents(2500),
        shares: [{ chargeId: about.chargeId, amount: cents(2000) }],
        method: "card",
      }),
    ];
    const owed = owedByCharge(entries.flatMap((entry) => entry.lines)).get(about.chargeId);
    expect(owed?.patient).toBe(0);
    expect(owed?.payers.get(id<"payer">(3) as PayerId)).toBe(18000);
    expect(balanceOf(balancesAsOf(entries, addDays(on, 15)).accounts, "patient-receivable")).toBe(2000);
    expect(balanceOf(balancesAsOf(entries, addDays(on, 20)).accounts, "unapplied")).toBe(-500);
  });
});

describe("aging", () => {
  test("bucket edges", () => {
    const at = (days: number) => bucketOf({ from: on, asOf: addDays(on, days) });
    expect([0, 30, 31, 60, 61, 90, 91, 120, 121].map(at)).toEqual([
      "0-30",
      "0-30",
      "31-60",
      "31-60",
      "61-90",
      "61-90",
      "91-120",
      "91-120",
      "over-120",
    ]);
  });

  test("credits stand apart and the total is the net of all", () => {
    const aging = ageBalances(
      [
        { amount: cents(500), from: on },
        { amount: cents(-200), from: on },
      ],
      addDays(on, 40),
    );
    expect(aging).toMatchObject({ "31-60": 500, credits: -200, total: 300 });
  });
});
