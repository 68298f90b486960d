/**
 * A payer's own mistakes, when a demonstration or a test wants them: seeded, rare as configured, and each written down,
 * so that one can tell what was a fault and what was a rule.
 */
import { subtractCents, sumCents, timesHalfUp } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import type { Books } from "./books.ts";
import type { DecidedClaim, DecidedLine, Fault } from "./state.ts";

export const faultKinds = [
  "lost-file",
  "mistaken-rejection",
  "lost-claim",
  "late-claim",
  "underpaid-line",
  "duplicate-remittance",
  "unbalanced-remittance",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** How many of a thousand files, claims, lines or remittances it befalls. None: the payer makes no mistakes. */
export type FaultRates = Partial<Readonly<Record<FaultKind, number>>>;

export const noFaults: FaultRates = {};

/** What decides on a fault: the same seed, kind and key always say the same. */
export interface Luck {
  readonly seed: number;
  readonly rates: FaultRates;
}

export function strikes(kind: FaultKind, key: string, { seed, rates }: Luck): boolean {
  const rate = rates[kind] ?? 0;
  return rate > 0 && drawn(`${seed}|${kind}|${key}`) % 1_000 < rate;
}

/** A whole number from nothing but text: FNV-1a, then mixed so that neighbours differ. */
export function drawn(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function writeFault(books: Books, fault: Fault): void {
  books.faults.set(fault.key, fault);
}

/** The line is allowed a tenth to a fifth less than the contract says; the contractual adjustment hides it. Undefined when nothing can be cut. */
export function underpaid(line: DecidedLine, { seed }: Luck): DecidedLine | undefined {
  const part = decimal(`0.${10 + (drawn(`${seed}|part|${line.number}|${line.procedure}`) % 11)}`);
  const cut = timesHalfUp(line.paid, part);
  const isContracted = line.adjustments.some((one) => one.group === "CO" && one.reason === "45");
  if (line.denied || cut <= 0 || !isContracted) return undefined;
  return {
    ...line,
    allowed: subtractCents(line.allowed, cut),
    paid: subtractCents(line.paid, cut),
    adjustments: line.adjustments.map((one) =>
      one.group === "CO" && one.reason === "45" ? { ...one, amount: sumCents([one.amount, cut]) } : one,
    ),
  };
}

/** Makes the decision's mistakes: lines paid less, payment later. */
export function withMistakes(
  claim: DecidedClaim,
  { books, luck, today }: { readonly books: Books; readonly luck: Luck; readonly today: IsoDate },
): DecidedClaim {
  if (luck.rates["late-claim"] === undefined && luck.rates["underpaid-line"] === undefined) return claim;
  const lines = claim.lines.map((line) => mistakenLine(line, { claim, books, luck, today }));
  const late = strikes("late-claim", claim.key, luck);
  const dueOn = late ? addDays(claim.dueOn, 25 + (drawn(`${luck.seed}|days|${claim.key}`) % 21)) : claim.dueOn;
  if (late) {
    writeFault(books, {
      ...aboutClaim("late-claim", claim, today),
      key: `late-claim ${claim.key}`,
      words: `due on ${claim.dueOn}, paid on ${dueOn}`,
    });
  }
  return { ...claim, lines, paid: sumCents(lines.map((line) => line.paid)), dueOn };
}

function mistakenLine(
  line: DecidedLine,
  { claim, books, luck, today }: { readonly claim: DecidedClaim; readonly books: Books; readonly luck: Luck; readonly today: IsoDate },
): DecidedLine {
  if (!strikes("underpaid-line", `${claim.key}|${line.number}`, luck)) return line;
  const cut = underpaid(line, luck);
  if (cut === undefined) return line;
  writeFault(books, {
    ...aboutClaim("underpaid-line", claim, today),
    key: `underpaid-line ${claim.key} ${line.number}`,
    line: line.number,
    expected: line.paid,
    given: cut.paid,
    words: `line ${line.number} ${line.procedure} is paid less than the contract says`,
  });
  return cut;
}

export function aboutClaim(
  kind: FaultKind,
  {
    planId,
    controlNumber,
    payerControlNumber,
    patientKey,
  }: Pick<DecidedClaim, "planId" | "controlNumber" | "payerControlNumber" | "patientKey">,
  on: IsoDate,
): Omit<Fault, "key" | "words"> {
  return { kind, on, planId, controlNumber, claimNumber: payerControlNumber, patientKey };
}
