/** Balances are folds of journal lines: the order of the lines never matters, and nothing else is a balance. */
import { addCents, type Cents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Account, JournalEntry, JournalLine } from "./model.ts";

/** Cents by account; an account that is absent is zero. Debits positive. */
export type AccountBalances = ReadonlyMap<Account, Cents>;

export interface Balances {
  readonly accounts: AccountBalances;
  readonly charges: ReadonlyMap<ChargeId, AccountBalances>;
  readonly claims: ReadonlyMap<ClaimId, AccountBalances>;
  readonly patients: ReadonlyMap<PatientId, AccountBalances>;
  readonly payers: ReadonlyMap<PayerId, AccountBalances>;
}

export function foldBalances(lines: Iterable<JournalLine>): Balances {
  const accounts = new Map<Account, Cents>();
  const charges = new Map<ChargeId, Map<Account, Cents>>();
  const claims = new Map<ClaimId, Map<Account, Cents>>();
  const patients = new Map<PatientId, Map<Account, Cents>>();
  const payers = new Map<PayerId, Map<Account, Cents>>();
  for (const line of lines) {
    add(accounts, line);
    addUnder(charges, line.chargeId, line);
    addUnder(claims, line.claimId, line);
    addUnder(patients, line.patientId, line);
    addUnder(payers, line.payerId, line);
  }
  return { accounts, charges, claims, patients, payers };
}

/** The balances at the end of a day: entries posted later are left out. */
export function balancesAsOf(entries: Iterable<JournalEntry>, asOf: IsoDate): Balances {
  return foldBalances(linesUntil(entries, asOf));
}

export function balanceOf(balances: AccountBalances | undefined, account: Account): Cents {
  return balances?.get(account) ?? zeroCents;
}

/** What payers still owe on a charge, payer by payer, and what the patient owes. */
export interface ChargeOwed {
  readonly patient: Cents;
  readonly payers: ReadonlyMap<PayerId, Cents>;
}

export function owedByCharge(lines: Iterable<JournalLine>): ReadonlyMap<ChargeId, ChargeOwed> {
  const owed = new Map<ChargeId, { patient: Cents; payers: Map<PayerId, Cents> }>();
  for (const line of lines) {
    if (line.chargeId === undefined) continue;
    const one = owed.get(line.chargeId) ?? { patient: zeroCents, payers: new Map<PayerId, Cents>() };
    owed.set(line.chargeId, one);
    if (line.account === "patient-receivable") one.patient = addCents(one.patient, line.amount);
    if (line.account === "insurance-receivable" && line.payerId !== undefined) {
      one.payers.set(line.payerId, addCents(one.payers.get(line.payerId) ?? zeroCents, line.amount));
    }
  }
  return owed;
}

function* linesUntil(entries: Iterable<JournalEntry>, asOf: IsoDate): Iterable<JournalLine> {
  for (const entry of entries) if (entry.on <= asOf) yield* entry.lines;
}

function addUnder<Key>(groups: Map<Key, Map<Account, Cents>>, key: Key | undefined, line: JournalLine): void {
  if (key === undefined) return;
  const group = groups.get(key) ?? new Map<Account, Cents>();
  groups.set(key, group);
  add(group, line);
}

function add(balances: Map<Account, Cents>, line: JournalLine): void {
  balances.set(line.account, addCents(balances.get(line.account) ?? zeroCents, line.amount));
}
