import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { balanceOf, foldBalances } from "./balances.ts";
import { applyUnappliedEntry, patientPaymentEntry, refundEntry } from "./entries.ts";
import type { JournalEntry } from "./model.ts";
import { planUndo, pocketOf } from "./undo.ts";

const on = isoDate("2026-11-03");
const patientId = id<"patient">(1);
const [first, second] = [id<"charge">(11), id<"charge">(12)];
const payment = patientPaymentEntry({
  on,
  sourceKey: "payment 1",
  patientId,
  amount: cents(12_500),
  shares: [{ chargeId: first, amount: cents(10_000) }],
  method: "check",
});
const move = (key: string, amount: number) =>
  applyUnappliedEntry({ on, sourceKey: key, patientId, shares: [{ chargeId: second, amount: cents(amount) }] });
const undo = (entries: readonly JournalEntry[]) => planUndo({ payment, patientId, entries, on, why: "check returned" });

describe("undoing a payment", () => {
  it("is its inverse, once", () => {
    const planned = undo([payment]);
    if (!planned.ok) throw new Error("refused");
    expect(planned.value).toHaveLength(1);
    const { accounts } = foldBalances([payment, ...planned.value].flatMap((entry) => entry.lines));
    expect([...accounts.values()]).toEqual([0, 0, 0]);
    expect(undo([payment, ...planned.value])).toMatchObject({ ok: false, refusal: { kind: "undone-already" } });
  });

  it("takes back what was moved from it since, the newest first and no more than is needed", () => {
    const entries = [payment, move("a", 500), move("b", 2_000)];
    expect(
      pocketOf(
        entries.flatMap((entry) => entry.lines),
        patientId,
      ),
    ).toBe(0);
    const planned = undo(entries);
    if (!planned.ok) throw new Error("refused");
    expect(planned.value.map((entry) => entry.sourceKey)).toEqual(["patient-payment/payment 1", "transfer/b", "transfer/a"]);
    const after = foldBalances([...entries, ...planned.value].flatMap((entry) => entry.lines));
    expect(balanceOf(after.patients.get(patientId), "unapplied")).toBe(0);
    expect(balanceOf(after.charges.get(second), "patient-receivable")).toBe(0);
    const other = patientPaymentEntry({ on, sourceKey: "payment 2", patientId, amount: cents(600), shares: [], method: "cash" });
    const less = undo([...entries, other]);
    expect(less.ok && less.value.map((entry) => entry.sourceKey)).toEqual(["patient-payment/payment 1", "transfer/b"]);
  });

  it("is refused when the money has gone back to the patient", () => {
    const refund = refundEntry({ on, sourceKey: "r", subject: { patientId }, amount: cents(2_500), from: "unapplied", reason: "asked" });
    expect(undo([payment, refund])).toMatchObject({ ok: false, refusal: { kind: "went-back", missing: 2_500 } });
  });
});
