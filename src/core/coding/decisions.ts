/** What a coder made of the suggestions of a visit: each with its outcome, from what was saved. */
import type { Evidence } from "../visits/model.ts";
import type { Outcome, TaughtSuggestion } from "./local-lexicon.ts";
import type { Band } from "./model.ts";
import type { LocalPhrase } from "./phrase.ts";

export const rejectionReasons = ["not-documented", "not-addressed", "symptom", "wrong-code", "other"] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** Codes without a dot. */
export interface Decision {
  readonly code: string;
  /** Absent: the coder gave the code by hand. */
  readonly suggested?: { readonly band: Band; readonly score: number };
  readonly phrase?: LocalPhrase;
  readonly outcome: Outcome;
  /** Of "changed". */
  readonly chosen?: string;
  /** Of "rejected". */
  readonly reason?: RejectionReason;
  readonly words?: string;
}

export interface CoderSaid {
  readonly rejected: readonly { readonly code: string; readonly reason: RejectionReason; readonly words: string }[];
  readonly changed: readonly { readonly from: string; readonly to: string }[];
}

interface Saved {
  readonly suggestions: readonly TaughtSuggestion[];
  readonly diagnoses: readonly { readonly code: string; readonly evidence: readonly Evidence[] }[];
  readonly said: CoderSaid;
  /** What held before. */
  readonly before: readonly Decision[];
  readonly phraseOf: (text: string) => LocalPhrase | undefined;
}

/** The decisions that are new or other than before. What was saved decides; what the coder said only tells why a code is not there. */
export function decisionsOf({ suggestions, diagnoses, said, before, phraseOf }: Saved): readonly Decision[] {
  const saved = new Set(diagnoses.map((one) => one.code));
  // A code that was given by hand, and is suggested since because of it, stays one that was given by hand.
  const byHand = before.filter((one) => one.outcome === "added" && saved.has(one.code));
  const suggested = suggestions.map(
    (one) => byHand.find((other) => other.code === one.code) ?? { ...decided(one, saved, said), ...phrased(one.phrase) },
  );
  const known = new Set([...suggestions.map((one) => one.code), ...suggested.flatMap((one) => one.chosen ?? [])]);
  const added = diagnoses
    .filter((one) => !known.has(one.code))
    .map((one): Decision => ({ code: one.code, outcome: "added", ...phrased(phraseOf(one.evidence[0]?.text ?? "")) }));
  const now = [...suggested, ...added];
  const gone = before
    .filter((one) => one.outcome === "added" && !now.some((other) => keyOf(other) === keyOf(one)))
    .map((one): Decision => ({ code: one.code, outcome: "open", ...phrased(one.phrase) }));
  const held = new Map(before.map((one) => [keyOf(one), one]));
  return [...now, ...gone].filter((one) => !isSame(one, held.get(keyOf(one))));
}

function decided({ code, band, score }: TaughtSuggestion, saved: ReadonlySet<string>, said: CoderSaid): Decision {
  const suggested = { band, score };
  if (saved.has(code)) return { code, suggested, outcome: "accepted" };
  const changed = said.changed.find((one) => one.from === code && saved.has(one.to));
  if (changed !== undefined) return { code, suggested, outcome: "changed", chosen: changed.to };
  const rejected = said.rejected.find((one) => one.code === code);
  if (rejected !== undefined) return { code, suggested, outcome: "rejected", reason: rejected.reason, words: rejected.words };
  return { code, suggested, outcome: "open" };
}

function phrased(phrase: LocalPhrase | undefined): { readonly phrase?: LocalPhrase } {
  return phrase === undefined ? {} : { phrase };
}

function keyOf({ code, phrase }: Decision): string {
  return `${phrase?.key ?? ""} > ${code}`;
}

function isSame(one: Decision, other: Decision | undefined): boolean {
  return (
    other !== undefined &&
    one.outcome === other.outcome &&
    one.chosen === other.chosen &&
    one.reason === other.reason &&
    (one.words ?? "") === (other.words ?? "")
  );
}
