/** How many were left out of work on many balances, and why. */
import { counted } from "../../core/kernel/counted.ts";
import { no, type Refusal } from "../refusal.ts";

interface Counted {
  readonly words: string;
  readonly count: number;
}

export function countLeftOut<Why extends string>(why: readonly Why[], words: Readonly<Record<Why, string>>): Counted[] {
  return [...new Set(why)].map((one) => ({ words: words[one], count: why.filter((other) => other === one).length }));
}

export function leftOutWords(leftOut: readonly Counted[], noun: string): string {
  return leftOut.map(({ words, count }) => `${counted(count, noun)} left out: ${words}.`).join(" ");
}

/** What two people agree on is what stood there when one of them asked. */
export function changedSince(count: number, noun: string): { readonly ok: false; readonly refusal: Refusal } {
  return no(
    "changed-since",
    `${counted(count, noun)} of them ${count === 1 ? "has" : "have"} changed since this was asked.`,
    "Decline it, and ask again for what is there now.",
  );
}
