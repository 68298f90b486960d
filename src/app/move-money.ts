/** The patient's own money moves between the pocket of what is unapplied and charges; no cent enters or leaves. */
import { changesBetween } from "../core/access/changes.ts";
import { cents, formatUsd, negateCents, sumCents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, PatientId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { moveMoneyEntry } from "../core/ledger/entries.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { pocketOf } from "../core/ledger/undo.ts";
import { holdBooks } from "../store/books.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { findCharge } from "../store/encounters.ts";
import { loadEntries, loadEntriesByKey, postEntries } from "../store/journal.ts";
import { loadPatient, lockPatient } from "../store/patients.ts";
import type { Tx } from "../store/transaction.ts";
import { hiddenPatients, onRecord, recordAct } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

export interface MoneyMove {
  /** Whose unapplied money it is, or becomes. */
  readonly patientId: PatientId;
  /** Of this patient, or of another whose bill this one pays. */
  readonly chargeId: ChargeId;
  readonly amount: number;
  readonly direction: "to-charge" | "to-unapplied";
  /** The same key again is the same move. */
  readonly key: string;
}

/** Puts unapplied money on a charge (no more than is owed), or frees a charge's credit (no more than it has). */
export async function moveMoney(context: Context, move: MoneyMove): Promise<Outcome<undefined>> {
  const amount = cents(move.amount);
  if (amount <= zeroCents) return no("amount", "The amount is more than zero.");
  return onRecord(context, { act: "money.move", object: ["charge", move.chargeId] }, async (tx, audit) => {
    const charge = await findCharge(tx, move.chargeId);
    if (charge === undefined) return notFound("charge");
    // In the order of their ids, as everywhere.
    for (const id of [...new Set([move.patientId, charge.patientId])].sort((a, b) => a - b)) await lockPatient(tx, id);
    if ((await loadPatient(tx, move.patientId)) === undefined) return notFound("patient");
    if (move.patientId !== charge.patientId) {
      const hidden = await hiddenPatients(context, tx, [move.patientId]);
      const object = ["charge", move.chargeId] as const;
      await recordAct(context, tx, {
        act: "money.move",
        patients: [move.patientId],
        object,
        ...(hidden.size > 0 ? { outcome: "restricted" } : {}),
      });
      if (hidden.size > 0) return no("restricted", "The record of the patient whose money it is is restricted.");
    }
    const sourceKey = `move ${move.key}`;
    const [known] = await loadEntriesByKey(tx, "transfer", [sourceKey]);
    if (known !== undefined) {
      const same = known.lines.some((line) => line.chargeId === move.chargeId && Math.abs(line.amount) === amount);
      return same ? ok(undefined) : no("move-key", "This was moved before with another amount or charge.", "Load the page again.");
    }
    const { owed, pocket } = await standing(tx, move, charge.patientId);
    const there = move.direction === "to-charge" ? Math.min(owed, pocket) : negateCents(owed);
    if (amount > there) {
      const most = formatUsd(cents(Math.max(0, there)));
      return no(
        "more-than-there-is",
        move.direction === "to-charge"
          ? `No more than ${most} can be put on this charge: that much is unapplied and owed.`
          : `This charge has a credit of ${most}.`,
      );
    }
    const claim = (await claimsOfEncounter(tx, charge.encounterId)).findLast((one) => one.rank === 1);
    const { today } = await practiceToday(context, tx);
    const on = firstOpenDay(today, await holdBooks(tx));
    await postEntries(tx, [
      moveMoneyEntry({
        on,
        sourceKey,
        patientId: move.patientId,
        charge: { chargeId: move.chargeId, patientId: charge.patientId, ...(claim === undefined ? {} : { claimId: claim.id }) },
        amount,
        direction: move.direction,
      }),
    ]);
    audit.note(changesBetween({}, { amount: formatUsd(amount), direction: move.direction }));
    return ok(undefined);
  });
}

/** What the patient owes on the charge (a credit is negative), and what lies in the pocket. */
async function standing(tx: Tx, { patientId, chargeId }: MoneyMove, chargePatientId: PatientId) {
  const onCharge = (await loadEntries(tx, { chargeIds: [chargeId] })).flatMap((entry) => entry.lines);
  const owed = sumCents(
    onCharge
      .filter((line) => line.account === "patient-receivable" && line.chargeId === chargeId && line.patientId === chargePatientId)
      .map((line) => line.amount),
  );
  const ofPatient = (await loadEntries(tx, { patientIds: [patientId] })).flatMap((entry) => entry.lines);
  return { owed, pocket: pocketOf(ofPatient, patientId) };
}
