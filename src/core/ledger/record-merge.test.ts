import fc from "fast-check";
import { expect, it } from "vitest";
import { cents, sumCents } from "../kernel/cents.ts";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { foldBalances } from "./balances.ts";
import type { Account, JournalLine } from "./model.ts";
import { carryEntry, type HeldBalance } from "./record-merge.ts";

const accounts: readonly Account[] = ["insurance-receivable", "patient-receivable", "unapplied", "refunds", "take-backs-pending"];
const from = id<"patient">(1);
const to = id<"patient">(2);

const held = fc.record({
  account: fc.constantFrom(...accounts),
  amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(cents),
  chargeId: fc.integer({ min: 1, max: 3 }).map((one) => id<"charge">(one)),
  claimId: fc.integer({ min: 1, max: 2 }).map((one) => id<"claim">(one)),
  payerId: fc.integer({ min: 1, max: 2 }).map((one) => id<"payer">(one)),
});

it("leaves accounts, charges, claims and payers as they were, empties one patient and fills the other, and back again", () => {
  fc.assert(
    fc.property(fc.array(held, { minLength: 1, maxLength: 8 }), (some) => {
      const before: JournalLine[] = some.map((line) => ({ ...line, patientId: from }));
      const on = isoDate("2026-11-16");
      const over = carryEntry({ on, sourceKey: "merge 1", from, to, held: some, memo: "over" });
      const back = carryEntry({ on, sourceKey: "unmerge 1", from: to, to: from, held: some, memo: "back" });
      const merged = foldBalances([...before, ...(over?.lines ?? [])]);
      const first = foldBalances(before);
      const nonzero = (map: ReadonlyMap<unknown, number> | undefined) => [...(map ?? [])].filter(([, amount]) => amount !== 0).sort();
      expect(nonzero(merged.accounts)).toEqual(nonzero(first.accounts));
      for (const kind of ["charges", "claims", "payers"] as const)
        for (const [key, balances] of first[kind] as ReadonlyMap<never, never>)
          expect(nonzero((merged[kind] as ReadonlyMap<never, never>).get(key))).toEqual(nonzero(balances));
      expect(nonzero(merged.patients.get(from))).toEqual([]);
      expect(nonzero(merged.patients.get(to))).toEqual(nonzero(first.patients.get(from)));
      const parted = foldBalances([...before, ...(over?.lines ?? []), ...(back?.lines ?? [])]);
      expect(nonzero(parted.patients.get(from))).toEqual(nonzero(first.patients.get(from)));
      expect(sumCents((over?.lines ?? []).map((line) => line.amount))).toBe(0);
    }),
  );
});

it("makes no entry when nothing is open", () => {
  const none: readonly HeldBalance[] = [];
  expect(carryEntry({ on: isoDate("2026-11-16"), sourceKey: "merge 1", from, to, held: none, memo: "over" })).toBeUndefined();
});
