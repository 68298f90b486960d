/** The payer's books while it works: the state opened into indexes, written to, and closed into a state again. */
import { subtractCents, zeroCents } from "../kernel/cents.ts";
import { yearOf } from "../kernel/iso-date.ts";
import type { Met } from "./benefits.ts";
import { familyKeyOf } from "./members.ts";
import type { DecidedClaim, DecidedLine, Fault, ForwardBalance, MemberYear, PayerState, Recovery } from "./state.ts";

/** Owned by one call of receive or pay: nothing outside sees it change. */
export interface Books {
  readonly counters: Map<string, number>;
  readonly members: Map<string, MemberYear>;
  readonly claims: Map<string, DecidedClaim>;
  readonly claimsOfPatient: Map<string, string[]>;
  readonly balances: Map<string, ForwardBalance>;
  /** By reference. */
  readonly recoveries: Map<string, Recovery>;
  /** By key. */
  readonly faults: Map<string, Fault>;
}

export function openBooks(state: PayerState): Books {
  const books: Books = {
    counters: new Map(Object.entries(state.counters)),
    members: new Map(state.members.map((one) => [memberYearKey(one.planId, one.patientKey, one.year), one])),
    claims: new Map(),
    claimsOfPatient: new Map(),
    balances: new Map(state.balances.map((one) => [balanceKey(one.planId, one.payeeNpi), one])),
    recoveries: new Map(state.recoveries.map((one) => [one.reference, one])),
    faults: new Map(state.faults.map((one) => [one.key, one])),
  };
  for (const claim of state.claims) putClaim(books, claim);
  return books;
}

export function closeBooks(books: Books): PayerState {
  return {
    v: 1,
    counters: Object.fromEntries(books.counters),
    members: [...books.members.values()],
    claims: [...books.claims.values()],
    balances: [...books.balances.values()],
    recoveries: [...books.recoveries.values()],
    faults: [...books.faults.values()],
  };
}

/** The next number of a sequence, from 1. */
export function nextNumber(books: Books, sequence: string): number {
  const number = books.counters.get(sequence) ?? 1;
  books.counters.set(sequence, number + 1);
  return number;
}

export function putClaim(books: Books, claim: DecidedClaim): void {
  if (!books.claims.has(claim.key)) {
    const patient = patientIndexKey(claim.planId, claim.patientKey);
    const keys = books.claimsOfPatient.get(patient);
    if (keys === undefined) books.claimsOfPatient.set(patient, [claim.key]);
    else keys.push(claim.key);
  }
  books.claims.set(claim.key, claim);
}

export function claimsOfPatient(books: Books, planId: string, patientKey: string): readonly DecidedClaim[] {
  const keys = books.claimsOfPatient.get(patientIndexKey(planId, patientKey)) ?? [];
  return keys.flatMap((key) => books.claims.get(key) ?? []);
}

/** What the member has met in the years that are asked for, or under the family's key all members together. */
export function metInYears(
  books: Books,
  { planId, patientKey, years }: { readonly planId: string; readonly patientKey: string; readonly years: Iterable<number> },
): Map<number, Met> {
  const met = new Map<number, Met>();
  for (const year of years) {
    const one = books.members.get(memberYearKey(planId, patientKey, year));
    met.set(year, { deductible: one?.deductible ?? zeroCents, outOfPocket: one?.outOfPocket ?? zeroCents });
  }
  return met;
}

export function putMet(
  books: Books,
  { planId, patientKey, met }: { readonly planId: string; readonly patientKey: string; readonly met: ReadonlyMap<number, Met> },
): void {
  for (const [year, { deductible, outOfPocket }] of met) {
    const key = memberYearKey(planId, patientKey, year);
    if (books.members.has(key) || outOfPocket !== 0) books.members.set(key, { planId, patientKey, year, deductible, outOfPocket });
  }
}

/** Gives back what the lines of a reversed claim had taken from the year's limits, the member's and the family's. */
export function giveBack(books: Books, claim: DecidedClaim): void {
  const years = new Set(claim.lines.map((line) => yearOf(line.from)));
  for (const patientKey of [claim.patientKey, familyKeyOf(claim.memberId)]) {
    const kept = [...years].filter((year) => books.members.has(memberYearKey(claim.planId, patientKey, year)));
    const met = metInYears(books, { planId: claim.planId, patientKey, years: kept });
    for (const line of claim.lines) {
      const before = met.get(yearOf(line.from));
      if (before !== undefined) met.set(yearOf(line.from), withoutLine(before, line));
    }
    putMet(books, { planId: claim.planId, patientKey, met });
  }
}

export function balanceKey(planId: string, payeeNpi: string): string {
  return `${planId}|${payeeNpi}`;
}

function withoutLine(met: Met, line: DecidedLine): Met {
  return {
    deductible: subtractCents(met.deductible, line.deductible),
    outOfPocket: subtractCents(met.outOfPocket, line.outOfPocket),
  };
}

function memberYearKey(planId: string, patientKey: string, year: number): string {
  return `${planId}|${patientKey}|${year}`;
}

function patientIndexKey(planId: string, patientKey: string): string {
  return `${planId}|${patientKey}`;
}
