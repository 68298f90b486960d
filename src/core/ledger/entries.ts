/** Builders of journal entries. Each adds up to zero; lines of zero cents are left out. */
import { assert } from "../kernel/assert.ts";
import { type Cents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Account, EntrySource, JournalEntry, JournalLine } from "./model.ts";

export type WriteOffAccount =
  | "contractual"
  | "write-off-small-balance"
  | "write-off-timely-filing"
  | "write-off-denial"
  | "write-off-courtesy"
  | "bad-debt";

/** Who owes a balance: a payer or the patient. */
export type Receivable = { readonly owes: "payer"; readonly payerId: PayerId } | { readonly owes: "patient" };

/** What a line is about. Every receivable line names at least the patient and the charge. */
export interface LineSubject {
  readonly patientId: PatientId;
  readonly chargeId?: ChargeId;
  readonly claimId?: ClaimId;
}

/** A priced service: Dr the receivable of whoever is asked first, Cr charges. `sourceKey` is the charge's id. */
export function chargeEntry(charge: {
  readonly on: IsoDate;
  readonly subject: LineSubject & { readonly chargeId: ChargeId };
  readonly amount: Cents;
  readonly owedBy: Receivable;
  readonly memo?: string;
  /** Set when a charge is priced again after a reversal of its first entry. */
  readonly sourceKey?: string;
}): JournalEntry {
  const { subject, amount } = charge;
  return journalEntry({
    on: charge.on,
    source: "charge",
    sourceKey: charge.sourceKey ?? String(subject.chargeId),
    memo: charge.memo ?? "Charge",
    lines: [receivableLine(charge.owedBy, subject, amount), { ...subject, account: "charges", amount: negateCents(amount) }],
  });
}

/** Money of the patient: Dr cash, Cr the patient receivable of each share, Cr unapplied for what has no charge yet. */
export function patientPaymentEntry(payment: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly patientId: PatientId;
  readonly amount: Cents;
  readonly shares: readonly { readonly chargeId: ChargeId; readonly claimId?: ClaimId; readonly amount: Cents }[];
  /** Card, cash, check …, as the receipt says it. */
  readonly method: string;
}): JournalEntry {
  const { patientId } = payment;
  const unapplied = subtractCents(payment.amount, sumCents(payment.shares.map((share) => share.amount)));
  return journalEntry({
    on: payment.on,
    source: "patient-payment",
    sourceKey: payment.sourceKey,
    memo: `Patient payment, ${payment.method}`,
    lines: [
      { account: "cash", amount: payment.amount, patientId, reason: payment.method },
      ...payment.shares.map(
        ({ amount, ...share }): JournalLine => ({
          ...share,
          account: "patient-receivable",
          amount: negateCents(amount),
          patientId,
        }),
      ),
      { account: "unapplied", amount: negateCents(unapplied), patientId },
    ],
  });
}

/** Money received earlier finds its charges: Dr unapplied, Cr the patient receivable. */
export function applyUnappliedEntry(use: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly patientId: PatientId;
  readonly shares: readonly { readonly chargeId: ChargeId; readonly claimId?: ClaimId; readonly amount: Cents }[];
}): JournalEntry {
  const { patientId } = use;
  return journalEntry({
    on: use.on,
    source: "transfer",
    sourceKey: use.sourceKey,
    memo: "Unapplied money applied",
    lines: [
      { account: "unapplied", amount: sumCents(use.shares.map((share) => share.amount)), patientId },
      ...use.shares.map(
        ({ amount, ...share }): JournalLine => ({
          ...share,
          account: "patient-receivable",
          amount: negateCents(amount),
          patientId,
        }),
      ),
    ],
  });
}

/** A patient's unapplied money goes on a charge, or a charge's credit becomes unapplied again. */
export function moveMoneyEntry(move: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly patientId: PatientId;
  readonly charge: { readonly chargeId: ChargeId; readonly claimId?: ClaimId; readonly patientId: PatientId };
  readonly amount: Cents;
  readonly direction: "to-charge" | "to-unapplied";
}): JournalEntry {
  const onCharge = move.direction === "to-charge" ? negateCents(move.amount) : move.amount;
  return journalEntry({
    on: move.on,
    source: "transfer",
    sourceKey: move.sourceKey,
    memo: move.direction === "to-charge" ? "Unapplied money applied" : "Credit of a charge set free",
    lines: [
      { account: "unapplied", amount: negateCents(onCharge), patientId: move.patientId },
      { ...move.charge, account: "patient-receivable", amount: onCharge },
    ],
  });
}

/** A balance changes who owes it (payer to payer, payer to patient, patient to payer). */
export function transferEntry(transfer: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly subject: LineSubject;
  readonly amount: Cents;
  readonly from: Receivable;
  readonly to: Receivable;
  readonly reason: string;
}): JournalEntry {
  const { subject, amount, reason } = transfer;
  return journalEntry({
    on: transfer.on,
    source: "transfer",
    sourceKey: transfer.sourceKey,
    memo: `Transfer: ${reason}`,
    lines: [
      { ...receivableLine(transfer.to, subject, amount), reason },
      { ...receivableLine(transfer.from, subject, negateCents(amount)), reason },
    ],
  });
}

/** A balance is given up for a named reason. Who may approve it is decided elsewhere. */
export function writeOffEntry(writeOff: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly subject: LineSubject;
  readonly amount: Cents;
  readonly owedBy: Receivable;
  readonly account: WriteOffAccount;
  readonly reason: string;
}): JournalEntry {
  const { subject, amount, reason } = writeOff;
  return journalEntry({
    on: writeOff.on,
    source: "write-off",
    sourceKey: writeOff.sourceKey,
    memo: `Write-off: ${reason}`,
    lines: [
      { ...subject, account: writeOff.account, amount, reason },
      { ...receivableLine(writeOff.owedBy, subject, negateCents(amount)), reason },
    ],
  });
}

/** A credit is to go back: it is used up, and owed as a refund until it leaves the bank. */
export function refundEntry(refund: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly subject: LineSubject;
  readonly amount: Cents;
  /** The account that holds the credit balance. */
  readonly from: "unapplied" | "patient-receivable" | "insurance-receivable" | "take-backs-pending";
  readonly payerId?: PayerId;
  readonly reason: string;
}): JournalEntry {
  const { subject, amount, reason } = refund;
  const payer = refund.payerId === undefined ? {} : { payerId: refund.payerId };
  return journalEntry({
    on: refund.on,
    source: "refund",
    sourceKey: refund.sourceKey,
    memo: `Refund: ${reason}`,
    lines: [
      { ...subject, ...payer, account: refund.from, amount, reason },
      { ...subject, ...payer, account: "refunds", amount: negateCents(amount), reason },
    ],
  });
}

/** Money that waits and is nobody's of ours goes back to its payer. `held` is the line by which it waits. */
export function heldRefundEntry(refund: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly held: JournalLine;
  readonly reason: string;
}): JournalEntry {
  const { held, reason } = refund;
  return journalEntry({
    on: refund.on,
    source: "refund",
    sourceKey: refund.sourceKey,
    memo: `Refund: ${reason}`,
    lines: [
      { ...held, amount: negateCents(held.amount) },
      { ...held, account: "refunds" },
    ],
  });
}

/** Money that waits turns out to be a patient's own. */
export function heldToPatientEntry(move: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly held: JournalLine;
  readonly patientId: PatientId;
}): JournalEntry {
  const { held, patientId } = move;
  return journalEntry({
    on: move.on,
    source: "transfer",
    sourceKey: move.sourceKey,
    memo: "Waiting money is the patient's own",
    lines: [
      { ...held, amount: negateCents(held.amount) },
      {
        account: "unapplied",
        amount: held.amount,
        patientId,
        ...(held.remittanceId === undefined ? {} : { remittanceId: held.remittanceId }),
      },
    ],
  });
}

/** A refund leaves the bank: Dr refunds, Cr cash. */
export function refundPaidEntry(paid: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly patientId?: PatientId | undefined;
  readonly payerId?: PayerId;
  readonly amount: Cents;
  /** The number of the check or transfer. */
  readonly reference: string;
}): JournalEntry {
  const patient = paid.patientId === undefined ? {} : { patientId: paid.patientId };
  const about = { ...patient, ...(paid.payerId === undefined ? {} : { payerId: paid.payerId }), reason: paid.reference };
  return journalEntry({
    on: paid.on,
    source: "refund-paid",
    sourceKey: paid.sourceKey,
    memo: `Refund paid, ${paid.reference}`,
    lines: [
      { ...about, account: "refunds", amount: paid.amount },
      { ...about, account: "cash", amount: negateCents(paid.amount) },
    ],
  });
}

/** The exact inverse of an entry. One entry can be reversed once: its key is the key of what it undoes. */
export function reversalOf(entry: JournalEntry, { on, why }: { readonly on: IsoDate; readonly why: string }): JournalEntry {
  return journalEntry({
    on,
    source: "reversal",
    sourceKey: `${entry.source}/${entry.sourceKey}`,
    memo: `Reversal of "${entry.memo}": ${why}`,
    lines: inverseLines(entry.lines),
  });
}

export function inverseLines(lines: readonly JournalLine[]): readonly JournalLine[] {
  return lines.map((line) => ({ ...line, amount: negateCents(line.amount) }));
}

/** Leaves out lines of zero and asserts the balance: an entry that is off is a bug of ours, never bad input. */
export function journalEntry(entry: {
  readonly on: IsoDate;
  readonly source: EntrySource;
  readonly sourceKey: string;
  readonly memo: string;
  readonly lines: readonly JournalLine[];
}): JournalEntry {
  const built = { ...entry, lines: entry.lines.filter((line) => line.amount !== 0) };
  assertBalanced(built);
  return built;
}

export function assertBalanced(entry: JournalEntry): void {
  const off = sumCents(entry.lines.map((line) => line.amount));
  assert(off === zeroCents, `entry ${entry.source}/${entry.sourceKey} is off by ${off} cents`);
}

export function receivableLine(owedBy: Receivable, subject: LineSubject, amount: Cents): JournalLine {
  const account: Account = owedBy.owes === "payer" ? "insurance-receivable" : "patient-receivable";
  return { ...subject, account, amount, ...(owedBy.owes === "payer" ? { payerId: owedBy.payerId } : {}) };
}

/** The dimension that posting adds to a line of a remittance. */
export function withRemittance(line: JournalLine, remittanceId: RemittanceId): JournalLine {
  return { ...line, remittanceId };
}
