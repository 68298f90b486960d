/** A patient's account as a bank statement reads: one line an entry of the books, with what it did to the balance. */
import { addCents, type Cents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { Account, JournalEntry, JournalLine } from "../ledger/model.ts";

/** Positive as named. charge − insurancePaid − adjusted − patientPaid is what the entry adds to the balance. */
export interface AccountLine {
  readonly entry: JournalEntry;
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  /** Contractual, payers' reductions and write-offs: nobody owes it any more. */
  readonly adjusted: Cents;
  readonly patientPaid: Cents;
  /** After this entry: what insurance and patient owe together, less the patient's unapplied money. */
  readonly balance: Cents;
  /** Of it the patient's own part. */
  readonly patientBalance: Cents;
  /** What the entry adds to the patient's own part. */
  readonly patientChange: Cents;
  /** By reason: what became the patient's by it ("PR-1"), and what was taken off ("CO-45"). */
  readonly shares: readonly ReasonedAmount[];
  readonly taken: readonly ReasonedAmount[];
  readonly chargeIds: readonly ChargeId[];
  readonly claimId?: ClaimId;
  readonly payerId?: PayerId;
  readonly remittanceId?: RemittanceId;
}

export interface ReasonedAmount {
  readonly reason: string;
  readonly amount: Cents;
}

const adjusting: ReadonlySet<Account> = new Set([
  "contractual",
  "payer-reductions",
  "write-off-small-balance",
  "write-off-timely-filing",
  "write-off-denial",
  "write-off-courtesy",
  "bad-debt",
]);

/**
 * `entries` whole, in the order in which they were posted; only the lines of this patient count. An entry that moves nothing of
 * the patient (a payer's cash that only names them) is left out. What the patient paid is what is left when charge, insurance
 * and adjustments are known, so the columns always explain the balance.
 */
export function accountLines(entries: readonly JournalEntry[], patientId: PatientId): readonly AccountLine[] {
  let balance = zeroCents;
  let patientBalance = zeroCents;
  const lines: AccountLine[] = [];
  for (const entry of entries) {
    const mine = entry.lines.filter((line) => line.patientId === patientId);
    const change = sumCents(mine.filter(isOwed).map((line) => line.amount));
    const patientChange = sumCents(mine.filter(isPatients).map((line) => line.amount));
    balance = addCents(balance, change);
    patientBalance = addCents(patientBalance, patientChange);
    const columns = columnsOf(mine, change);
    const moves = Object.values(columns).some((amount) => amount !== zeroCents) || patientChange !== zeroCents;
    if (!moves && entry.source !== "refund-paid") continue;
    lines.push({ entry, ...columns, balance, patientBalance, patientChange, ...aboutOf(mine) });
  }
  return lines;
}

function columnsOf(
  mine: readonly JournalLine[],
  change: Cents,
): Pick<AccountLine, "charge" | "insurancePaid" | "adjusted" | "patientPaid"> {
  const total = (keep: (line: JournalLine) => boolean): Cents => sumCents(mine.filter(keep).map((line) => line.amount));
  const charge = negateCents(total((line) => line.account === "charges"));
  const adjusted = total((line) => adjusting.has(line.account));
  const insurancePaid = total((line) => isPayers(line) && !isOwed(line) && line.account !== "charges" && !adjusting.has(line.account));
  return {
    charge,
    adjusted,
    insurancePaid,
    patientPaid: subtractCents(subtractCents(subtractCents(charge, adjusted), insurancePaid), change),
  };
}

function aboutOf(
  mine: readonly JournalLine[],
): Pick<AccountLine, "shares" | "taken" | "chargeIds" | "claimId" | "payerId" | "remittanceId"> {
  const claimId = mine.find((line) => line.claimId !== undefined)?.claimId;
  const payerId = mine.find((line) => line.payerId !== undefined)?.payerId;
  const remittanceId = mine.find((line) => line.remittanceId !== undefined)?.remittanceId;
  return {
    shares: byReason(mine.filter((line) => line.account === "patient-receivable")),
    taken: byReason(mine.filter((line) => adjusting.has(line.account))),
    chargeIds: [...new Set(mine.flatMap((line) => line.chargeId ?? []))],
    ...(claimId === undefined ? {} : { claimId }),
    ...(payerId === undefined ? {} : { payerId }),
    ...(remittanceId === undefined ? {} : { remittanceId }),
  };
}

/** Lines without a reason are not named. */
function byReason(lines: readonly JournalLine[]): readonly ReasonedAmount[] {
  const sums = new Map<string, Cents>();
  for (const { reason, amount } of lines) if (reason !== undefined) sums.set(reason, addCents(sums.get(reason) ?? zeroCents, amount));
  return [...sums].filter(([, amount]) => amount !== zeroCents).map(([reason, amount]) => ({ reason, amount }));
}

function isOwed(line: JournalLine): boolean {
  return line.account === "insurance-receivable" || isPatients(line);
}

/** What a payer sent and nobody has placed is held for the claim, not the patient's. */
function isPatients({ account, payerId }: JournalLine): boolean {
  return account === "patient-receivable" || (account === "unapplied" && payerId === undefined);
}

function isPayers({ payerId, remittanceId }: JournalLine): boolean {
  return payerId !== undefined || remittanceId !== undefined;
}
