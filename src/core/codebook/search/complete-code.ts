/** From a heading down to the code that may be reported, as far as the words and the "unspecified" codes allow. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { dayOf } from "../icd10cm/spans.ts";

import { isDenied, isFaint, searchWords } from "./words.ts";

/** What titles say, by span: the same headings are completed again at every keystroke. */
export interface Titles {
  words(span: number): readonly string[];
  /** The words that a note has to say: neither those in brackets nor "displaced", which a fracture is when nobody says (I.C.19.c). */
  claims(span: number): readonly string[];
  /** The words, with those of like meaning. */
  told(span: number): ReadonlySet<string>;
  /** How well the code stands for words that say no more, by its title alone. */
  standing(span: number): number;
}

const keptTitles = 30_000;

export function titlesOf(diagnoses: Diagnoses, like: (word: string) => readonly string[]): Titles {
  const words = kept((span) => searchWords(diagnoses.titleOf(span)));
  return {
    words,
    claims: kept((span) => searchWords(diagnoses.titleOf(span).replace(/\([^)]*\)/g, " ")).filter((word) => word !== "displaced")),
    told: kept((span) => new Set(words(span).flatMap((word) => [word, ...like(word)]))),
    standing: kept((span) => standingOf(diagnoses.titleOf(span))),
  };
}

function kept<Value>(make: (span: number) => Value): (span: number) => Value {
  const known = new Map<number, Value>();
  return (span) => {
    const value = known.get(span) ?? make(span);
    if (known.size >= keptTitles) known.clear();
    known.set(span, value);
    return value;
  };
}

interface Asked {
  readonly words: readonly string[];
  /** Words of like meaning: they say a little. */
  readonly alike: readonly string[];
  readonly on: IsoDate;
  readonly rarity: (word: string) => number;
  readonly titles: Titles;
}

export interface Completed {
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
  readonly span: number;
  /** What the words gained, or lost, on the way down. */
  readonly agreement: number;
}

const deepest = 5;

/** Undefined when the code and all below it are not in force on the day. */
export function completeCode(diagnoses: Diagnoses, code: string, asked: Asked): Completed | undefined {
  const day = dayOf(asked.on);
  let at = diagnoses.position(code);
  let span = at < 0 ? -1 : diagnoses.spanOn(at, day);
  let agreement = 0;
  if (span < 0) return undefined;
  for (let depth = 0; depth < deepest && !diagnoses.isBillable(span); depth += 1) {
    const next = bestChild(diagnoses, at, { ...asked, day, above: span });
    if (next === undefined) break;
    at = next.at;
    span = next.span;
    agreement += next.gain;
  }
  return {
    code: diagnoses.codeAt(at),
    title: diagnoses.titleOf(span),
    billable: diagnoses.isBillable(span),
    span,
    agreement: Math.min(8, agreement),
  };
}

interface Child {
  readonly at: number;
  readonly span: number;
  readonly gain: number;
  readonly value: number;
  readonly denies: boolean;
}

function bestChild(diagnoses: Diagnoses, at: number, asked: Asked & { readonly day: number; readonly above: number }): Child | undefined {
  const { titles } = asked;
  // What the heading says, in these words or others, tells its codes apart no more.
  const own = titles.told(asked.above);
  const said = titles.words(asked.above).filter((word) => asked.words.includes(word));
  let best: Child | undefined;
  for (const below of diagnoses.below(at)) {
    const span = diagnoses.spanOn(below, asked.day);
    if (span < 0) continue;
    const words = titles.words(span);
    const fresh = words.filter((word) => !own.has(word));
    let gain = 0;
    for (const word of fresh) gain += asked.words.includes(word) ? Math.min(5, asked.rarity(word)) : asked.alike.includes(word) ? 1 : 0;
    // "Subluxation and dislocation of foot": the code that leaves out what was said is the other one.
    let dropped = 0;
    for (const word of said) if (!words.includes(word)) dropped += 1;
    const value = 4 * gain - 0.5 * dropped + titles.standing(span) + defaultness(fresh, asked);
    const denies = fresh.length > 0 && fresh.every((word) => isDenied(word) || isFaint(word));
    if (best === undefined || value > best.value) best = { at: below, span, gain, value, denies };
  }
  // Nothing in the words and no default among the codes: a person chooses. A code that only denies is a default too.
  return best === undefined || (best.value < 0 && !best.denies) ? undefined : best;
}

/** What the words do not say counts against a code; what it denies, or leaves open, hardly does. */
function defaultness(fresh: readonly string[], { words, alike }: Asked): number {
  let value = fresh.length === 0 ? 3 : 0;
  for (const word of fresh) if (!words.includes(word) && !alike.includes(word)) value -= isDenied(word) || isFaint(word) ? 0.2 : 0.8;
  return value - (fresh.some(isSide) && !words.some(isSide) ? 6 : 0);
}

/** Codes stand for words that say no more when they are unspecified, closed, at their first encounter, uncomplicated. */
function standingOf(title: string): number {
  const said = title.toLowerCase();
  let value = (said.match(/unspecified|\bnos\b/g) ?? []).length * 4;
  if (/initial encounter/.test(said)) value += 6;
  if (/initial encounter for closed|closed fracture/.test(said)) value += 1;
  if (
    /without complication|uncomplicated|not having achieved|not intractable|without (?:acute|behavior|coma|gangrene|bleeding|hemorrhage|obstruction|perforation|aura|exacerbation)/.test(
      said,
    )
  )
    value += 5;
  if (/subsequent encounter|sequela/.test(said)) value -= 6;
  // Without a word of how it happened it was an accident (Guidelines I.C.19.e.5.b).
  if (/\baccidental\b/.test(said)) value += 4;
  else if (/\b(?:assault|self-harm|undetermined|underdosing)\b/.test(said)) value -= 4;
  if (/^other /.test(said) || /\bother specified\b/.test(said)) value -= 2;
  return value;
}

function isSide(word: string): boolean {
  return word === "right" || word === "left" || word === "bilateral";
}
