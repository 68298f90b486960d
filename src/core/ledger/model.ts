/** Double entry. Debits are positive, credits negative; the lines of an entry add up to zero. */
import type { Cents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

export type Account =
  /** What payers owe us (asset). */
  | "insurance-receivable"
  /** What patients owe us (asset). */
  | "patient-receivable"
  /** Money received (asset). */
  | "cash"
  /** Gross charges (income; credit). */
  | "charges"
  /** CO-45 and its like (contra income; debit). */
  | "contractual"
  /** Reductions after the allowed amount: sequestration, incentives. */
  | "payer-reductions"
  | "write-off-small-balance"
  | "write-off-timely-filing"
  | "write-off-denial"
  | "write-off-courtesy"
  | "bad-debt"
  /** Money of a payer or patient that belongs to no line yet (liability; credit). */
  | "unapplied"
  /** PLB amounts that wait for their match. */
  | "take-backs-pending"
  | "interest-income"
  | "refunds";

export interface JournalLine {
  readonly account: Account;
  readonly amount: Cents;
  readonly patientId?: PatientId;
  readonly claimId?: ClaimId;
  readonly chargeId?: ChargeId;
  readonly payerId?: PayerId;
  readonly remittanceId?: RemittanceId;
  /** Group and CARC, write-off reason or another word for why. */
  readonly reason?: string;
}

export type EntrySource =
  | "charge"
  | "remittance-claim"
  | "provider-adjustment"
  | "patient-payment"
  | "transfer"
  | "write-off"
  | "reversal"
  | "deposit"
  /** A credit that is to go back, and the day it left the bank. */
  | "refund"
  | "refund-paid"
  /** What was open under one record of a patient is carried to the record that stands for it, or back. */
  | "record-merge";

export interface JournalEntry {
  readonly on: IsoDate;
  /** (source, sourceKey) is unique in a practice: posting twice is posting once. */
  readonly source: EntrySource;
  readonly sourceKey: string;
  readonly memo: string;
  readonly lines: readonly JournalLine[];
}
