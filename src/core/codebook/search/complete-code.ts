/** From a heading down to the code that may be reported, as far as the words and the "unspecified" codes allow. */
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { hasWord, marks, type Said, type Titles, wordKinds } from "./titles.ts";

export interface Completed {
  /** Position of the code. */
  readonly at: number;
  readonly span: number;
  readonly billable: boolean;
  /** What the words gained, or lost, on the way down. */
  readonly agreement: number;
}

export interface Completer {
  /** Undefined when the code and all below it are not in force on the day. */
  complete(position: number): Completed | undefined;
}

interface Child {
  readonly at: number;
  readonly span: number;
  readonly gain: number;
}

const deepest = 5;

/** For one reading on one day: several of its lines lead to the same heading, whose best code is looked for once. */
export function openCompleter(
  diagnoses: Diagnoses,
  titles: Titles,
  { said, day }: { readonly said: Said; readonly day: number },
): Completer {
  const known = new Map<number, Child | undefined>();
  const own = new Set<number>();
  const childOf = (at: number, above: number): Child | undefined => {
    if (known.has(at)) return known.get(at);
    const child = bestChild({ at, above });
    known.set(at, child);
    return child;
  };
  return {
    complete(position) {
      let at = position;
      let span = at < 0 ? -1 : diagnoses.spanOn(at, day);
      if (span < 0) return undefined;
      let agreement = 0;
      for (let depth = 0; depth < deepest && !diagnoses.isBillable(span); depth += 1) {
        const next = childOf(at, span);
        if (next === undefined) break;
        at = next.at;
        span = next.span;
        agreement += next.gain;
      }
      return { at, span, billable: diagnoses.isBillable(span), agreement: Math.min(8, agreement) };
    },
  };

  function bestChild({ at, above }: { readonly at: number; readonly above: number }): Child | undefined {
    const { starts, words } = titles;
    // What the heading says, in these words or others, tells its codes apart no more.
    own.clear();
    const kept: number[] = [];
    const end = starts[above + 1] ?? 0;
    for (let place = starts[above] ?? 0; place < end; place += 1) {
      const word = words[place] ?? 0;
      own.add(word);
      for (const other of titles.like(word)) own.add(other);
      if (((said.marks[word] ?? 0) & marks.said) !== 0) kept.push(word);
    }
    let best: Child | undefined;
    let most = 0;
    let denies = false;
    for (let below = diagnoses.firstBelow(at); below >= 0; below = diagnoses.nextBeside(below)) {
      const span = diagnoses.spanOn(below, day);
      if (span < 0) continue;
      const fresh = freshWords(span);
      // "Subluxation and dislocation of foot": the code that leaves out what was said is the other one.
      let dropped = 0;
      for (const word of kept) if (!hasWord(titles, span, word)) dropped += 1;
      const value = 4 * fresh.gain - 0.5 * dropped + titles.standing(span) + fresh.defaultness;
      if (best !== undefined && value <= most) continue;
      best = { at: below, span, gain: fresh.gain };
      most = value;
      denies = fresh.denies;
    }
    // Nothing in the words and no default among the codes: a person chooses. A code that only denies is a default too.
    return most < 0 && !denies ? undefined : best;
  }

  /** What a title adds to its heading. What the words do not say counts against it; what it denies, or leaves open, hardly does. */
  function freshWords(span: number): { readonly gain: number; readonly defaultness: number; readonly denies: boolean } {
    const end = titles.starts[span + 1] ?? 0;
    let count = 0;
    let quiet = 0;
    let gain = 0;
    let cost = 0;
    let hasSide = false;
    for (let place = titles.starts[span] ?? 0; place < end; place += 1) {
      const word = titles.words[place] ?? 0;
      if (own.has(word)) continue;
      const kind = titles.kinds[word] ?? 0;
      const mark = said.marks[word] ?? 0;
      const isQuiet = (kind & (wordKinds.faint | wordKinds.denied)) !== 0;
      count += 1;
      if (isQuiet) quiet += 1;
      if ((kind & wordKinds.side) !== 0) hasSide = true;
      if ((mark & marks.said) !== 0) gain += Math.min(5, titles.rarities[word] ?? 0);
      else if ((mark & marks.alike) !== 0) gain += 1;
      else cost += isQuiet ? 0.2 : 0.8;
    }
    const defaultness = (count === 0 ? 3 : 0) - cost - (hasSide && !said.saysSide ? 6 : 0);
    return { gain, defaultness, denies: count > 0 && quiet === count };
  }
}
