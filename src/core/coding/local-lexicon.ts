/**
 * What a practice's coders taught: for the words of a note and a code, how often it was taken, changed, refused or added, and what
 * follows from that. Nothing is learnt that cannot be read here, and a person can switch any line off.
 */
import type { Alternative, Band, Suggestion } from "./model.ts";

export const outcomes = ["accepted", "changed", "rejected", "added", "open"] as const;
/** "added": a coder gave the code by hand, with these words behind it. "open": it was suggested and nothing was decided. */
export type Outcome = (typeof outcomes)[number];

/** Visits, each counted once with what was decided last. */
export interface Tally {
  readonly accepted: number;
  readonly changed: number;
  readonly rejected: number;
  readonly added: number;
  /** Different patients in whose visits something was decided. */
  readonly patients: number;
  /** What was chosen instead most often. */
  readonly chosen?: { readonly code: string; readonly visits: number };
}

export const effects = ["raises", "lowers", "offers", "adds", "none"] as const;
/**
 * "raises": preselected, though the program alone would only suggest it. "lowers": the other way round. "offers": another code stands
 * first among the alternatives. "adds": the words are suggested this code, which the code book does not know by them.
 */
export type Effect = (typeof effects)[number];

/** So many visits without a contradiction make a suggestion one that is preselected. */
const enoughToRaise = 5;
const enoughToLower = 2;
const enoughToAdd = 3;
/** What was decided about one patient's notes alone changes nothing for others. */
const enoughPatients = 2;
/** One visit against so many others is an exception, more are a doubt. */
const forOneAgainst = 10;

/** What follows from the decisions, by itself and in the same way each time. */
export function effectOf(tally: Tally): Effect {
  if (tally.patients < enoughPatients) return "none";
  const against = tally.changed + tally.rejected;
  const taken = tally.accepted + tally.added;
  if (against >= enoughToLower && against > taken)
    return tally.chosen !== undefined && tally.chosen.visits >= enoughToLower && tally.chosen.visits > tally.rejected ? "offers" : "lowers";
  if (against * forOneAgainst > taken) return "none";
  if (tally.added >= enoughToAdd) return "adds";
  return tally.accepted >= enoughToRaise ? "raises" : "none";
}

/** A line of the lexicon. */
export interface Learnt extends Tally {
  /** The key of the words. */
  readonly phrase: string;
  /** The words as they stood. */
  readonly shown: string;
  readonly code: string;
  readonly effect: Effect;
  /** Switched off by a person: it counts on, and changes nothing. */
  readonly off: boolean;
}

export interface TaughtSuggestion extends Suggestion {
  readonly learnt?: Learnt;
}

/** Weight of what was measured on public notes, in visits, against what was decided here. */
const priorVisits = 10;

/** The suggestions as this practice's decisions leave them. `titleOf`: a code's title on the day, undefined when it may not be used. */
export function withLocalLexicon(
  suggestions: readonly Suggestion[],
  { learnt, titleOf }: { readonly learnt: readonly Learnt[]; readonly titleOf: (code: string) => string | undefined },
): readonly TaughtSuggestion[] {
  const lines = new Map(learnt.map((one) => [`${one.phrase} > ${one.code}`, one]));
  return suggestions.map((one) => {
    const line = one.phrase === undefined ? undefined : lines.get(`${one.phrase.key} > ${one.code}`);
    return line === undefined || line.off ? one : taught(one, line, titleOf);
  });
}

function taught(suggestion: Suggestion, learnt: Learnt, titleOf: (code: string) => string | undefined): TaughtSuggestion {
  const offered = learnt.effect === "offers" ? offerOf(learnt, titleOf) : undefined;
  return {
    ...suggestion,
    band: bandOf(suggestion, learnt),
    score: scoreOf(suggestion.score, learnt),
    alternatives:
      offered === undefined
        ? suggestion.alternatives
        : [offered, ...suggestion.alternatives.filter((one) => one.code !== offered.code)].slice(0, 4),
    learnt,
  };
}

/** What the note calls past, uncertain or somebody else's stays a suggestion, however often it was taken (IV.H, IV.J). */
function bandOf({ band, doubts }: Suggestion, { effect }: Learnt): Band {
  if (effect === "lowers" || effect === "offers") return band === "auto" ? "suggest" : band;
  return effect === "raises" && !doubts.some((one) => one.startsWith("documented as")) ? "auto" : band;
}

/** Between 0 and 1: the measured share, moved by what was decided here as so many more visits. */
function scoreOf(score: number, { accepted, added, changed, rejected }: Tally): number {
  const decided = accepted + added + changed + rejected;
  return (score * priorVisits + accepted + added) / (priorVisits + decided);
}

function offerOf({ chosen }: Learnt, titleOf: (code: string) => string | undefined): Alternative | undefined {
  const title = chosen === undefined ? undefined : titleOf(chosen.code);
  return chosen === undefined || title === undefined
    ? undefined
    : { code: chosen.code, title, why: `the practice's coders chose it instead in ${chosen.visits} visits with these words` };
}
