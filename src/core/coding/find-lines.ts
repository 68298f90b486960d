/** The Index walked with the words of a phrase: the main term anywhere, its subterms anywhere around it. */
import type { Line, LineKind } from "./lexicon.ts";
import type { Lexicon, LineTable } from "./lexicon-table.ts";
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

/** A line that fits, by its place: most are beaten, and only the best is read. */
interface Fit {
  readonly table: LineTable;
  readonly at: number;
  readonly score: number;
  readonly positions: readonly number[];
}

function bestLine(
  lexicon: Lexicon,
  words: readonly PhraseWord[],
  { free, reach }: { readonly free: readonly boolean[]; readonly reach: number },
): Match | undefined {
  const places = new Map<number, number[]>();
  words.forEach((word, at) => {
    const number = free[at] ? lexicon.numberOf(word.text) : undefined;
    if (number === undefined) return;
    const list = places.get(number);
    if (list === undefined) places.set(number, [at]);
    else list.push(at);
  });
  let best: Fit | undefined;
  let rivals: Fit[] = [];
  for (const number of places.keys()) {
    for (const table of lexicon.tables) {
      const lines = table.linesOf(number);
      for (let next = 0; next < lines.length; next += 1) {
        const fit = tryLine(table, lines[next] ?? 0, { lexicon, places, reach });
        if (fit === undefined) continue;
        if (best === undefined || fit.score > best.score) {
          if (best !== undefined && fit.score - best.score < 0.6) rivals = [best, ...rivals].slice(0, 4);
          best = fit;
        } else if (best.score - fit.score < 0.6 && rivals.length < 4) rivals.push(fit);
      }
    }
  }
  if (best === undefined) return undefined;
  const line = best.table.line(best.at);
  return {
    line,
    score: best.score,
    positions: best.positions,
    rivals: rivals.map(({ table, at }) => table.line(at)).filter((one) => one.code !== line.code),
  };
}

function tryLine(
  table: LineTable,
  at: number,
  {
    lexicon,
    places,
    reach,
  }: { readonly lexicon: Lexicon; readonly places: ReadonlyMap<number, readonly number[]>; readonly reach: number },
): Fit | undefined {
  const { neededFrom, needed, welcomeFrom, welcome } = table;
  let score = kindScore[table.kindOf(at)];
  const positions: number[] = [];
  for (let next = neededFrom[at] ?? 0; next < (neededFrom[at + 1] ?? 0); next += 1) {
    const number = needed[next] ?? 0;
    const place = nearest(places.get(number), positions[0]);
    if (place === undefined) return undefined;
    positions.push(place);
    score += lexicon.weightOf(number);
  }
  const span = Math.max(...positions) - Math.min(...positions) + 1 - positions.length;
  if (span > reach) return undefined;
  score -= 0.12 * span;
  for (let next = welcomeFrom[at] ?? 0; next < (welcomeFrom[at + 1] ?? 0); next += 1) {
    const number = welcome[next] ?? 0;
    const place = nearest(places.get(number), positions[0]);
    if (place === undefined || positions.includes(place) || Math.abs(place - (positions[0] ?? 0)) > reach) continue;
    positions.push(place);
    score += 0.6 * lexicon.weightOf(number);
  }
  return { table, at, score, positions };
}

function nearest(list: readonly number[] | undefined, to: number | undefined): number | undefined {
  if (list === undefined) return undefined;
  if (to === undefined || list.length === 1) return list[0];
  return list.reduce((best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best));
}
