import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCents, cents, subtractCents, zeroCents } from "../kernel/cents.ts";
import { type ChargeId, id, type PatientId, type PayerId } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { chargeEntry, moveMoneyEntry, patientPaymentEntry, refundEntry, transferEntry, writeOffEntry } from "../ledger/entries.ts";
import type { JournalEntry } from "../ledger/model.ts";
import { accountLines } from "./account-lines.ts";

const on = isoDate("2026-11-02");
const patientId = id<"patient">(1) as PatientId;
const payerId = id<"payer">(1) as PayerId;
const chargeId = id<"charge">(1) as ChargeId;
const subject = { patientId, chargeId };
const payer = { owes: "payer", payerId } as const;

describe("the account like a bank statement", () => {
  it("tells charge, transfer to the patient and payment with the balance after each", () => {
    const lines = accountLines(
      [
        chargeEntry({ on, subject, amount: cents(10_000), owedBy: payer }),
        transferEntry({ on, sourceKey: "t", subject, amount: cents(3_000), from: payer, to: { owes: "patient" }, reason: "PR-3" }),
        patientPaymentEntry({
          on,
          sourceKey: "p",
          patientId,
          amount: cents(4_000),
          shares: [{ chargeId, amount: cents(3_000) }],
          method: "card",
        }),
      ],
      patientId,
    );
    expect(lines.map(({ balance, patientBalance }) => [balance, patientBalance])).toEqual([
      [10_000, 0],
      [10_000, 3_000],
      [6_000, -1_000],
    ]);
    expect(lines.map((line) => line.patientPaid)).toEqual([0, 0, 4_000]);
    expect(lines[1]?.shares).toEqual([{ reason: "PR-3", amount: 3_000 }]);
  });

  it("counts only this patient's lines of an entry that pays another one's bill", () => {
    const other = id<"patient">(2) as PatientId;
    const move = moveMoneyEntry({
      on,
      sourceKey: "m",
      patientId: other,
      charge: { chargeId, patientId },
      amount: cents(500),
      direction: "to-charge",
    });
    expect(accountLines([move], patientId)).toMatchObject([{ patientPaid: 500, balance: -500 }]);
    expect(accountLines([move], other)).toMatchObject([{ patientPaid: -500, balance: 500 }]);
  });

  it("explains every change of the balance by its columns, whatever happens", () => {
    const amount = fc.integer({ min: 1, max: 100_000 }).map(cents);
    const entry = fc.oneof(
      amount.map((of) => chargeEntry({ on, subject, amount: of, owedBy: payer })),
      amount.map((of) => chargeEntry({ on, subject, amount: of, owedBy: { owes: "patient" } })),
      amount.map((of) => transferEntry({ on, sourceKey: "t", subject, amount: of, from: payer, to: { owes: "patient" }, reason: "PR-1" })),
      amount.map((of) =>
        writeOffEntry({ on, sourceKey: "w", subject, amount: of, owedBy: payer, account: "contractual", reason: "CO-45" }),
      ),
      amount.map((of) => patientPaymentEntry({ on, sourceKey: "p", patientId, amount: of, shares: [], method: "cash" })),
      amount.map((of) => refundEntry({ on, sourceKey: "r", subject: { patientId }, amount: of, from: "unapplied", reason: "credit" })),
      amount.map(
        (of): JournalEntry => ({
          on,
          source: "remittance-claim",
          sourceKey: "c",
          memo: "",
          lines: [
            { account: "cash", amount: of, ...subject, payerId },
            { account: "insurance-receivable", amount: cents(-of), ...subject, payerId },
          ],
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        let before = zeroCents;
        for (const { charge, insurancePaid, adjusted, patientPaid, balance } of accountLines(entries, patientId)) {
          expect(subtractCents(subtractCents(subtractCents(charge, insurancePaid), adjusted), patientPaid)).toBe(
            subtractCents(balance, before),
          );
          before = balance;
        }
        const owed = entries
          .flatMap(({ lines }) => lines)
          .filter(({ account }) => ["insurance-receivable", "patient-receivable", "unapplied"].includes(account));
        expect(before).toBe(owed.reduce((sum, line) => addCents(sum, line.amount), zeroCents));
      }),
    );
  });
});
