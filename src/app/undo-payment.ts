/** A payment taken by mistake, or whose check came back: undone by an entry of its own, on a day of its own. */

import { assert } from "../core/kernel/assert.ts";
import { formatUsd } from "../core/kernel/cents.ts";
import { ok } from "../core/kernel/result.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { planUndo } from "../core/ledger/undo.ts";
import { holdBooks } from "../store/books.ts";
import { loadEntries, loadEntriesByKey, postEntries } from "../store/journal.ts";
import { lockPatient } from "../store/patients.ts";
import { loadPayment } from "../store/payments.ts";
import { onRecord } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

export type UndoReason = "mistake" | "returned";

const reasonWords: Readonly<Record<UndoReason, string>> = { mistake: "taken by mistake", returned: "returned by the bank" };

export async function undoPayment(
  context: Context,
  paymentId: number,
  { reason, note }: { readonly reason: UndoReason; readonly note: string },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "payment.undo", object: ["payment", paymentId] }, async (tx) => {
    const payment = await loadPayment(tx, paymentId);
    if (payment === undefined) return notFound("payment");
    await lockPatient(tx, payment.patientId);
    const { today } = await practiceToday(context, tx);
    const on = firstOpenDay(today, await holdBooks(tx));
    const [entry] = await loadEntriesByKey(tx, "patient-payment", [`payment ${paymentId}`]);
    assert(entry !== undefined, "a payment that was taken is in the journal");
    const entries = await loadEntries(tx, { patientIds: [payment.patientId] });
    const why = [reasonWords[reason], note.trim(), `by ${context.actor.name}`].filter((part) => part !== "").join(", ");
    const planned = planUndo({ payment: entry, patientId: payment.patientId, entries, on, why });
    if (!planned.ok) {
      const { refusal } = planned;
      return refusal.kind === "undone-already"
        ? no("undone-already", `This payment was undone on ${refusal.on}.`)
        : no(
            "went-back",
            `${formatUsd(refusal.missing)} of this payment has been refunded to the patient.`,
            "Undo it only when the refund has not left the bank.",
          );
    }
    await postEntries(tx, planned.value);
    return ok(undefined);
  });
}
