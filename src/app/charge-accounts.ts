/** What the ledger says of each charge of a patient, as the statement and the visit's page need it. */

import type { PatientShare } from "../core/billing/patient-due.ts";
import { addCents, type Cents, negateCents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Account, JournalEntry } from "../core/ledger/model.ts";

/** Positive as named. charged = insurancePaid + contractual + writtenOff + patientPaid + insuranceBalance + patientBalance. */
export interface ChargeAccount {
  readonly charged: Cents;
  readonly insurancePaid: Cents;
  /** Contractual and payer reductions. */
  readonly contractual: Cents;
  readonly writtenOff: Cents;
  readonly patientPaid: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  /** How the patient's part came about. */
  readonly shares: readonly PatientShare[];
  readonly owedSince?: IsoDate;
}

export const emptyAccount: ChargeAccount = {
  charged: zeroCents,
  insurancePaid: zeroCents,
  contractual: zeroCents,
  writtenOff: zeroCents,
  patientPaid: zeroCents,
  insuranceBalance: zeroCents,
  patientBalance: zeroCents,
  shares: [],
};

const writeOffs: ReadonlySet<Account> = new Set([
  "write-off-small-balance",
  "write-off-timely-filing",
  "write-off-denial",
  "write-off-courtesy",
  "bad-debt",
]);

export function chargeAccounts(entries: readonly JournalEntry[]): ReadonlyMap<ChargeId, ChargeAccount> {
  const accounts = new Map<ChargeId, ChargeAccount>();
  for (const entry of entries) {
    for (const line of entry.lines) {
      if (line.chargeId === undefined) continue;
      accounts.set(line.chargeId, withLine(accounts.get(line.chargeId) ?? emptyAccount, entry, line));
    }
  }
  return accounts;
}

function withLine(before: ChargeAccount, entry: JournalEntry, line: JournalEntry["lines"][number]): ChargeAccount {
  const { account, amount } = line;
  if (writeOffs.has(account)) return { ...before, writtenOff: addCents(before.writtenOff, amount) };
  switch (account) {
    case "charges":
      return { ...before, charged: addCents(before.charged, negateCents(amount)) };
    case "cash":
    // A payer's credit that goes back was paid and is not any more.
    case "refunds":
      return { ...before, insurancePaid: addCents(before.insurancePaid, amount) };
    // A payer's money that had waited for its claim; the patient's own is seen on the receivable.
    case "unapplied":
      return line.payerId === undefined ? before : { ...before, insurancePaid: addCents(before.insurancePaid, amount) };
    case "contractual":
    case "payer-reductions":
      return { ...before, contractual: addCents(before.contractual, amount) };
    case "insurance-receivable":
      return { ...before, insuranceBalance: addCents(before.insuranceBalance, amount) };
    case "patient-receivable":
      return withPatientLine(before, entry, line);
    default:
      return before;
  }
}

function withPatientLine(before: ChargeAccount, entry: JournalEntry, { amount, reason }: JournalEntry["lines"][number]): ChargeAccount {
  const patientBalance = addCents(before.patientBalance, amount);
  const isPayment =
    entry.source === "patient-payment" ||
    ((entry.source === "transfer" || entry.source === "reversal") &&
      entry.lines.some((one) => (one.account === "unapplied" || one.account === "cash") && one.payerId === undefined));
  if (isPayment) return { ...before, patientBalance, patientPaid: addCents(before.patientPaid, negateCents(amount)) };
  const shares = reason === undefined || !reason.startsWith("PR-") ? before.shares : withShare(before.shares, { reason, amount });
  return { ...before, patientBalance, shares, owedSince: before.owedSince ?? entry.on };
}

/** Shares of the same reason are one; a reversal takes its share out again. */
function withShare(shares: readonly PatientShare[], share: PatientShare): readonly PatientShare[] {
  const same = shares.find((one) => one.reason === share.reason);
  const total = addCents(same?.amount ?? zeroCents, share.amount);
  const others = shares.filter((one) => one.reason !== share.reason);
  return total === zeroCents ? others : [...others, { reason: share.reason, amount: total }];
}
