/** Taking back a patient's payment that was a mistake or whose check came back: what was posted stays, its inverse is added. */
import { addCents, type Cents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { PatientId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import { reversalOf } from "./entries.ts";
import type { JournalEntry, JournalLine } from "./model.ts";

export type UndoRefusal =
  | { readonly kind: "undone-already"; readonly on: IsoDate }
  /** A part of the money has gone back to the patient. */
  | { readonly kind: "went-back"; readonly missing: Cents };

/**
 * The reversal of a payment. Where its money lay unapplied and has been put on charges since, those moves are taken back
 * too, the newest first and whole, until the pocket holds what goes. `entries`: all that touch the patient, oldest first.
 */
export function planUndo({
  payment,
  patientId,
  entries,
  on,
  why,
}: {
  readonly payment: JournalEntry;
  readonly patientId: PatientId;
  readonly entries: readonly JournalEntry[];
  readonly on: IsoDate;
  readonly why: string;
}): Result<readonly JournalEntry[], UndoRefusal> {
  const reversals = new Map(entries.filter((entry) => entry.source === "reversal").map((entry) => [entry.sourceKey, entry.on]));
  const undone = reversals.get(keyOf(payment));
  if (undone !== undefined) return refuse({ kind: "undone-already", on: undone });
  let missing = subtractCents(
    pocketOf(payment.lines, patientId),
    pocketOf(
      entries.flatMap((entry) => entry.lines),
      patientId,
    ),
  );
  const back: JournalEntry[] = [];
  const moves = entries.filter(
    (entry) => entry.source === "transfer" && pocketOf(entry.lines, patientId) < zeroCents && !reversals.has(keyOf(entry)),
  );
  for (const move of moves.toReversed()) {
    if (missing <= zeroCents) break;
    back.push(reversalOf(move, { on, why }));
    missing = addCents(missing, pocketOf(move.lines, patientId));
  }
  if (missing > zeroCents) return refuse({ kind: "went-back", missing });
  return ok([reversalOf(payment, { on, why }), ...back]);
}

/** The patient's own unapplied money in these lines, positive; a payer's that is held for the patient's claim is not it. */
export function pocketOf(lines: Iterable<JournalLine>, patientId: PatientId): Cents {
  const own: Cents[] = [];
  for (const line of lines)
    if (line.account === "unapplied" && line.patientId === patientId && line.payerId === undefined) own.push(line.amount);
  return negateCents(sumCents(own));
}

function keyOf(entry: JournalEntry): string {
  return `${entry.source}/${entry.sourceKey}`;
}
