/** From a heading down to the code that may be reported, as far as the words and the "unspecified" codes allow. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { dayOf } from "../icd10cm/spans.ts";

import { isDenied, isFaint, searchWords } from "./words.ts";

/** The words of titles, by span: the same headings are completed again at every keystroke. */
export type TitleWords = (span: number) => readonly string[];

const keptTitles = 30_000;

export function titleWords(diagnoses: Diagnoses): TitleWords {
  const kept = new Map<number, readonly string[]>();
  return (span) => {
    const known = kept.get(span);
    if (known !== undefined) return known;
    if (kept.size >= keptTitles) kept.clear();
    const words = searchWords(diagnoses.titleOf(span));
    kept.set(span, words);
    return words;
  };
}

interface Asked {
  readonly words: readonly string[];
  /** Words of like meaning: they say a little. */
  readonly alike: readonly string[];
  readonly on: IsoDate;
  readonly rarity: (word: string) => number;
  readonly titleWords: TitleWords;
}

interface Completed {
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
  const own = new Set(asked.titleWords(asked.above));
  let best: Child | undefined;
  for (const below of diagnoses.below(at)) {
    const span = diagnoses.spanOn(below, asked.day);
    if (span < 0) continue;
    const title = diagnoses.titleOf(span);
    const fresh = asked.titleWords(span).filter((word) => !own.has(word));
    const gain = fresh.reduce(
      (sum, word) => sum + (asked.words.includes(word) ? Math.min(5, asked.rarity(word)) : asked.alike.includes(word) ? 1 : 0),
      0,
    );
    const value = 4 * gain + defaultness(title, fresh, [...asked.words, ...asked.alike]);
    const denies = fresh.length > 0 && fresh.every((word) => isDenied(word) || isFaint(word));
    if (best === undefined || value > best.value) best = { at: below, span, gain, value, denies };
  }
  // Nothing in the words and no default among the codes: a person chooses. A code that only denies is a default too.
  return best === undefined || (best.value < 0 && !best.denies) ? undefined : best;
}

/** How well a code stands for words that say no more: unspecified, closed, at its first encounter, uncomplicated. */
function defaultness(title: string, fresh: readonly string[], words: readonly string[]): number {
  const said = title.toLowerCase();
  // What the words do not say counts against a code; what it denies, or leaves open, hardly does.
  let value = 0;
  for (const word of fresh) if (!words.includes(word)) value -= isDenied(word) || isFaint(word) ? 0.2 : 0.8;
  const unspecified = (said.match(/unspecified|\bnos\b/g) ?? []).length;
  value += unspecified * 4;
  if (/initial encounter/.test(said)) value += 6;
  if (/initial encounter for closed|closed fracture/.test(said)) value += 1;
  if (
    /without complication|uncomplicated|not having achieved|not intractable|without (?:acute|behavior|coma|gangrene|bleeding|hemorrhage|obstruction|perforation|aura|exacerbation)/.test(
      said,
    )
  )
    value += 5;
  if (/\b(?:right|left|bilateral)\b/.test(said) && !words.some((word) => word === "right" || word === "left" || word === "bilateral"))
    value -= 6;
  if (/subsequent encounter|sequela/.test(said)) value -= 6;
  // Without a word of how it happened it was an accident (Guidelines I.C.19.e.5.b).
  if (/\baccidental\b/.test(said)) value += 4;
  else if (/\b(?:assault|self-harm|undetermined|underdosing)\b/.test(said)) value -= 4;
  if (/^other /.test(said) || /\bother specified\b/.test(said)) value -= 2;
  return value + (fresh.length === 0 ? 3 : 0);
}
