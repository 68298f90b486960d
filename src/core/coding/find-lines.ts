/** The Index walked with the words of a phrase: the main term anywhere, its subterms anywhere around it. */
import type { Lexicon, Line, LineKind } from "./lexicon.ts";
import type { Word } from "./words.ts";

export interface Match {
  readonly line: Line;
  readonly score: number;
  /** Positions in the phrase that the line explains. */
  readonly positions: readonly number[];
  /** Other lines that explain as many words. */
  readonly rivals: readonly Line[];
}

export interface PhraseWord extends Word {
  /** May not be used: negated, uncertain, of somebody else. */
  readonly barred?: boolean;
}

const kindScore: Readonly<Record<LineKind, number>> = {
  practice: 1,
  vocabulary: 1,
  index: 0.45,
  inclusion: 0.3,
  neoplasm: 0.15,
  title: 0.1,
};

/** The best line for the phrase, then the best for what is left of it, until nothing is. */
export function findLines(lexicon: Lexicon, words: readonly PhraseWord[], reach: number): readonly Match[] {
  const free = words.map((one) => one.barred !== true);
  const found: Match[] = [];
  for (let round = 0; round < 12; round += 1) {
    const best = bestLine(lexicon, words, { free, reach });
    if (best === undefined) break;
    found.push(best);
    for (const at of best.positions) free[at] = false;
  }
  return found;
}

function bestLine(
  lexicon: Lexicon,
  words: readonly PhraseWord[],
  { free, reach }: { readonly free: readonly boolean[]; readonly reach: number },
): Match | undefined {
  const places = new Map<number, number[]>();
  words.forEach((word, at) => {
    const number = free[at] ? lexicon.numbers.get(word.text) : undefined;
    if (number === undefined) return;
    const list = places.get(number);
    if (list === undefined) places.set(number, [at]);
    else list.push(at);
  });
  let best: Match | undefined;
  let rivals: Line[] = [];
  for (const number of places.keys()) {
    for (const at of lexicon.byRarest.get(number) ?? []) {
      const line = lexicon.lines[at];
      if (line === undefined) continue;
      const match = tryLine(line, { lexicon, places, reach });
      if (match === undefined) continue;
      if (best === undefined || match.score > best.score) {
        if (best !== undefined && match.score - best.score < 0.6) rivals = [best.line, ...rivals].slice(0, 4);
        best = match;
      } else if (best.score - match.score < 0.6 && rivals.length < 4) rivals.push(line);
    }
  }
  const code = best?.line.code;
  return best === undefined ? undefined : { ...best, rivals: rivals.filter((one) => one.code !== code) };
}

function tryLine(
  line: Line,
  {
    lexicon,
    places,
    reach,
  }: { readonly lexicon: Lexicon; readonly places: ReadonlyMap<number, readonly number[]>; readonly reach: number },
): Match | undefined {
  let score = kindScore[line.kind];
  const positions: number[] = [];
  for (const number of line.needed) {
    const at = nearest(places.get(number), positions[0]);
    if (at === undefined) return undefined;
    positions.push(at);
    score += lexicon.weights[number] ?? 1;
  }
  const span = Math.max(...positions) - Math.min(...positions) + 1 - positions.length;
  if (span > reach) return undefined;
  score -= 0.12 * span;
  for (const number of line.welcome) {
    const at = nearest(places.get(number), positions[0]);
    if (at === undefined || positions.includes(at) || Math.abs(at - (positions[0] ?? 0)) > reach) continue;
    positions.push(at);
    score += 0.6 * (lexicon.weights[number] ?? 1);
  }
  return { line, score, positions, rivals: [] };
}

function nearest(list: readonly number[] | undefined, to: number | undefined): number | undefined {
  if (list === undefined) return undefined;
  if (to === undefined || list.length === 1) return list[0];
  return list.reduce((best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best));
}
