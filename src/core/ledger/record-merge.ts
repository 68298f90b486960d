/**
 * Two records of one person become one, or are parted again: what lies open under one is carried to the other by an entry. Only
 * accounts of the balance sheet are carried; what was earned and received stays where it was booked. Claims, charges and payers
 * keep their balances, since the same line leaves one patient and comes to the other.
 */
import { negateCents } from "../kernel/cents.ts";
import type { PatientId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { journalEntry } from "./entries.ts";
import type { JournalEntry, JournalLine } from "./model.ts";

/** What one record has open, by charge, claim and payer. */
export type HeldBalance = Omit<JournalLine, "patientId" | "reason">;

/** Undefined when nothing is open: an entry has lines. */
export function carryEntry(carry: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly from: PatientId;
  readonly to: PatientId;
  readonly held: readonly HeldBalance[];
  readonly memo: string;
}): JournalEntry | undefined {
  const { from, to, held } = carry;
  if (held.length === 0) return undefined;
  return journalEntry({
    on: carry.on,
    source: "record-merge",
    sourceKey: carry.sourceKey,
    memo: carry.memo,
    lines: held.flatMap((line): JournalLine[] => [
      { ...line, patientId: from, amount: negateCents(line.amount) },
      { ...line, patientId: to },
    ]),
  });
}
