/**
 * The chance that what is open is still paid, by queue, and for a denial by its category and the age at which it came. They are
 * assumptions to sort work by, not forecasts: each says what it stands on, and none is ever added up to money.
 */
import type { Queue } from "./queue.ts";

interface Chance {
  readonly percent: number;
  readonly basis: string;
}

const byQueue = {
  "needs-coding": { percent: 90, basis: "nothing was refused yet, and most first claims are paid." },
  "question-open": { percent: 90, basis: "nothing was refused yet; it waits for an answer in the house." },
  "held-by-findings": { percent: 85, basis: "the fault is known before the payer sees it, and in our hands." },
  "outdated-code-set": { percent: 85, basis: "the codes can be replaced before the payer sees them." },
  "ready-to-file": { percent: 95, basis: "it is checked, and most checked claims are paid." },
  "awaiting-acknowledgement": { percent: 90, basis: "it was sent; some are refused at the door." },
  rejected: { percent: 85, basis: "it was refused before any decision, so it goes again as new." },
  "awaiting-payment": { percent: 90, basis: "the payer has it in work." },
  silent: { percent: 60, basis: "no answer in the usual time often means that it never arrived." },
  denied: { percent: 50, basis: "of appealed and corrected denials about half are paid; the category is not known." },
  "patient-balance": { percent: 60, basis: "patients pay less often than payers, and less the later they are asked." },
  "credit-balance": { percent: 100, basis: "the money is here and is somebody else's; it has to go back." },
  "unmatched-money": { percent: 100, basis: "the money is here; it only has to find its place." },
  exceptions: { percent: 70, basis: "what is wrong with it is not known before somebody looks." },
} as const satisfies Readonly<Record<Exclude<Queue, "closed">, Chance>>;

const byDenial = {
  "denied-mendable": {
    percent: 75,
    basis: "the reason is one that a corrected claim or a missing paper mends, and it came within 120 days of the visit.",
  },
  "denied-mendable-late": { percent: 50, basis: "a corrected claim mends the reason, but it came more than 120 days after the visit." },
  "denied-arguable": { percent: 45, basis: "the payer has to be convinced: about half of good appeals succeed." },
  "denied-arguable-late": { percent: 30, basis: "the payer has to be convinced, more than 120 days after the visit." },
  "denied-final": { percent: 10, basis: "late filing, duplicates and services that the plan does not cover are rarely paid after all." },
} as const satisfies Readonly<Record<string, Chance>>;

export const chances = { none: { percent: 0, basis: "nothing is open." }, ...byQueue, ...byDenial } as const;

export type ChanceName = keyof typeof chances;

/** Categories of the reason's table (core/remit/code-words.ts): what a corrected claim mends, what must be argued, what stays. */
const mendable: ReadonlySet<string> = new Set(["PR", "ELG", "COB", "COD", "BUN", "INF", "DOC", "REG", "ENR", "PEN"]);
const final: ReadonlySet<string> = new Set(["TF", "DUP", "BEN"]);

const lateDays = 120;

/** `age`: days from the visit to the decision. */
export function denialChance(category: string, age: number): ChanceName {
  if (final.has(category)) return "denied-final";
  const late = age > lateDays;
  if (mendable.has(category)) return late ? "denied-mendable-late" : "denied-mendable";
  return late ? "denied-arguable-late" : "denied-arguable";
}
