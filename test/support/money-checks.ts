/** The money checks that end every scenario: the books add up, and every cent of a visit has a place. */
import { expect } from "vitest";
import type { VisitPage } from "../../src/app/view-visit.ts";
import { type Cents, sumCents, zeroCents } from "../../src/core/kernel/cents.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { verifyBalances } from "../../src/store/balances.ts";
import { accountTotals, loadEntriesOfDays, type StoredEntry } from "../../src/store/journal.ts";
import { listRemittances } from "../../src/store/remittances.ts";
import type { Tx } from "../../src/store/transaction.ts";

const always = { from: isoDate("1990-01-01"), to: isoDate("2100-12-31") } as const;

/** The whole practice: entries and accounts sum to zero, stored balances are the fold, the payers' cash is Σ BPR02 of what was posted. */
export async function proveBooks(tx: Tx): Promise<void> {
  const entries = await loadEntriesOfDays(tx, always);
  for (const entry of entries)
    expect(sumCents(entry.lines.map((line) => line.amount)), `${entry.source} ${entry.sourceKey}`).toBe(zeroCents);
  expect(sumCents([...(await accountTotals(tx)).values()])).toBe(zeroCents);
  expect(await verifyBalances(tx)).toEqual([]);
  const posted = (await listRemittances(tx, { limit: 10_000 })).filter((one) => one.status === "posted");
  expect(payersCash(entries)).toBe(sumCents(posted.map((one) => one.amount)));
}

/** A visit: nothing is booked before it is known who is asked; then charge = paid + contractual + written off + patient paid + open. */
export function proveVisit({ money, charges, claim, selfPay }: VisitPage): void {
  expect(money.charged).toBe(claim === undefined && !selfPay ? zeroCents : sumCents(charges.map((charge) => charge.amount)));
  expect(money.charged).toBe(
    money.insurancePaid + money.adjusted + money.writtenOff + money.patientPaid + money.insuranceBalance + money.patientBalance,
  );
}

export function payersCash(entries: readonly StoredEntry[]): Cents {
  return sumCents(
    entries
      .filter((entry) => entry.source === "remittance-claim" || entry.source === "provider-adjustment")
      .flatMap((entry) => entry.lines)
      .filter((line) => line.account === "cash")
      .map((line) => line.amount),
  );
}
