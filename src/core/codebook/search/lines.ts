/** The lines of a search pack, and how well each answers a list of words. */
import type { Pack } from "../pack/pack-file.ts";
import { makeLikeness } from "./likeness.ts";
import type { SearchVocabulary } from "./vocabulary.ts";
import { foldWord, isDenied, isFaint, stemOf } from "./words.ts";

/**
 * A line that answers: `coverage` is the share of the query that it has, by weight of the words, `precision` the share of the
 * line that the query has, both 0 to 1.
 */
export type TakeLine = (line: number, coverage: number, precision: number, startsTogether: boolean) => void;

export interface Lines {
  /** The words of all lines in order, and the number of each. */
  readonly texts: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** Weight of a word: rare ones say more. */
  readonly rarities: Float32Array;
  match(words: readonly string[], options: { readonly openEnd: boolean; readonly take: TakeLine }): void;
}

interface Asked {
  readonly terms: readonly Term[];
  readonly importance: number;
  /** Postings to be looked at for it. */
  readonly cost: number;
  /** In which order words are asked: those that tell something, then the beginning of any of very many words, then faint ones. */
  readonly turn: number;
}

interface Term {
  readonly word: number;
  readonly weight: number;
}

/** Lines enough to choose from: after so many the common words only tell these apart. */
const enough = 24;
const kept = 120;
const mostOpen = 160;
/** The beginning of words with more lines than this is no word yet: beside others it only tells their lines apart. */
const vague = 4000;
/** Postings looked at of each word where nothing else is asked for: those of the shortest lines come first. */
const aloneMost = 1500;
const aloneLeast = 60;
/** A word that may stand beside a term is a little less than one that the term says. */
const beside = 0.94;

export function openLines(pack: Pack, vocabulary: SearchVocabulary): Lines {
  const words = pack.texts.text(pack.u32("words")[0] ?? 0).split("\n");
  const ids = new Map(words.map((word, id) => [word, id]));
  const { wide } = pack.meta as { readonly wide: boolean };
  const starts = pack.u32("doc_start");
  const essentials = pack.u8("doc_essential");
  const lineWords = wide ? pack.u32("doc_words") : pack.u16("doc_words");
  const wordStarts = pack.u32("word_start");
  const postings = pack.u32("word_docs");
  const stems = pack.u32("word_stem");
  const size = essentials.length;
  const frequency = (word: number): number => (wordStarts[word + 1] ?? 0) - (wordStarts[word] ?? 0);
  const rarities = Float32Array.from(words, (word, id) => {
    const plain = 1 + Math.log(1 + size / (1 + frequency(id)));
    return isFaint(word) ? plain * 0.12 : isDenied(word) ? plain * 0.35 : plain;
  });
  const weights = lineWeights({ size, starts, essentials, lineWords, rarities });
  const likeness = makeLikeness(words, frequency);
  const byStem = stemGroups(stems);
  /** Four numbers a line side by side, since they are read together: score, found, and best and gained of the word asked for. */
  const state = new Float32Array(size * 4);
  const touched = new Uint32Array(size);
  const mine = new Uint32Array(size);
  const values = new Float32Array(size);
  /** How well each word stands for the word that is being asked for; zero but while it is. */
  const standing = new Float32Array(words.length);

  const termsFor = (word: string, isOpen: boolean): readonly Term[] => {
    const terms: Term[] = [];
    const exact = ids.get(word);
    if (exact !== undefined) terms.push({ word: exact, weight: 1 });
    for (const other of vocabulary.like(word)) {
      const id = ids.get(other);
      if (id !== undefined) terms.push({ word: id, weight: 0.85 });
    }
    if (exact !== undefined) for (const id of byStem.get(stems[exact] ?? 0) ?? []) if (id !== exact) terms.push({ word: id, weight: 0.86 });
    if (exact === undefined) {
      const stem = stemOf(word);
      for (const id of prefixed(words, stem, 200)) if (stemOf(words[id] ?? "") === stem) terms.push({ word: id, weight: 0.8 });
    }
    if (isOpen && word.length >= 2) {
      for (const id of prefixed(words, word, mostOpen))
        if (id !== exact) terms.push({ word: id, weight: exact === undefined ? 0.92 : 0.7 });
    }
    const begins = isOpen && exact === undefined && terms.some(({ weight }) => weight > 0.9);
    if (exact === undefined && !begins) terms.push(...likeness.near(word, 4));
    if (terms.length === 0) terms.push(...splitTerms(word));
    // "Coccidioidal" and "coccidioidomycosis": long words with one beginning are mostly of one thing.
    if (terms.length === 0 && word.length >= 9)
      for (const id of prefixed(words, word.slice(0, 8), 40)) terms.push({ word: id, weight: 0.6 });
    return terms;
  };
  /** "gastroesophageal" where the lines have two words. */
  const splitTerms = (word: string): readonly Term[] => {
    for (let at = 4; at <= word.length - 4; at += 1) {
      const head = ids.get(foldWord(word.slice(0, at)));
      const tail = ids.get(foldWord(word.slice(at)));
      if (head !== undefined && tail !== undefined) return [{ word: tail, weight: 0.8 }];
    }
    return [];
  };

  return {
    texts: words,
    ids,
    rarities,
    match(query, { openEnd, take }) {
      const asked = query.map((word, at): Asked => {
        const terms = termsFor(word, openEnd && at === query.length - 1);
        const exact = ids.get(word);
        // A word that no line has still counts: a line cannot be right for what it does not say.
        const importance =
          exact !== undefined
            ? (rarities[exact] ?? 1)
            : Math.min(7, Math.max(isFaint(word) ? 1 : 4, ...terms.map((term) => rarities[term.word] ?? 1)));
        const cost = terms.reduce((sum, term) => sum + frequency(term.word), 0);
        const isBegun = openEnd && at === query.length - 1 && exact === undefined && cost > vague;
        // What is said first is meant first.
        return {
          terms,
          importance: importance * (1 - 0.012 * Math.min(at, 12)),
          cost,
          turn: isFaint(word) ? 2 : isBegun ? 1 : 0,
        };
      });
      const total = asked.reduce((sum, one) => sum + one.importance, 0);
      if (total === 0) return;
      let count = 0;
      let rest = total;
      let most = 0;
      for (const one of asked.toSorted((a, b) => a.turn - b.turn || a.cost - b.cost)) {
        // A line that has none of the rarer words cannot reach one that has them all: the commoner words only tell the known apart.
        const isSettled = count >= enough && (most > rest || one.turn > 0) && one.cost > 2 * count;
        const own = isSettled ? amongKnown(one, count) : everywhere(one, asked.length === 1);
        for (let at = 0; at < own; at += 1) {
          const line = mine[at] ?? 0;
          const place = line * 4;
          const before = state[place] ?? 0;
          if (before === 0) touched[count++] = line;
          const score = before + (state[place + 2] ?? 0) * one.importance;
          state[place] = score;
          if (score > most) most = score;
          state[place + 1] = (state[place + 1] ?? 0) + (state[place + 3] ?? 0);
          state[place + 2] = 0;
          state[place + 3] = 0;
        }
        rest -= one.importance;
      }
      takeBest({ count, total, query, take });
    },
  };

  /** All lines of the terms, into `mine` with what each has; how many they are. */
  function everywhere({ terms }: Asked, isAlone: boolean): number {
    let own = 0;
    const most = isAlone ? Math.max(aloneLeast, Math.ceil(aloneMost / terms.length)) : size;
    for (const { word, weight } of terms) {
      const end = Math.min(wordStarts[word + 1] ?? 0, (wordStarts[word] ?? 0) + most);
      const gain = (rarities[word] ?? 1) * weight;
      const besideWeight = weight * beside;
      for (let at = wordStarts[word] ?? 0; at < end; at += 1) {
        const posting = postings[at] ?? 0;
        const place = (posting >>> 1) * 4 + 2;
        const best = state[place] ?? 0;
        if (best === 0) mine[own++] = posting >>> 1;
        if ((posting & 1) === 1) {
          if (weight > best) state[place] = weight;
          if (gain > (state[place + 1] ?? 0)) state[place + 1] = gain;
        } else if (besideWeight > best) state[place] = besideWeight;
      }
    }
    return own;
  }

  /** The same among the lines that were touched before, by their own words. */
  function amongKnown({ terms }: Asked, count: number): number {
    for (const { word, weight } of terms) if (weight > (standing[word] ?? 0)) standing[word] = weight;
    let own = 0;
    for (let place = 0; place < count; place += 1) {
      const line = touched[place] ?? 0;
      const first = starts[line] ?? 0;
      const others = first + (essentials[line] ?? 0);
      const end = starts[line + 1] ?? 0;
      for (let at = first; at < end; at += 1) {
        const word = lineWords[at] ?? 0;
        const weight = standing[word] ?? 0;
        if (weight === 0) continue;
        const best = state[line * 4 + 2] ?? 0;
        if (best === 0) mine[own++] = line;
        const worth = at < others ? weight : weight * beside;
        if (worth > best) state[line * 4 + 2] = worth;
        const gain = (rarities[word] ?? 1) * weight;
        if (at < others && gain > (state[line * 4 + 3] ?? 0)) state[line * 4 + 3] = gain;
      }
    }
    for (const { word } of terms) standing[word] = 0;
    return own;
  }

  function takeBest({ count, total, query, take }: Matched): void {
    for (let at = 0; at < count; at += 1) {
      const line = touched[at] ?? 0;
      values[at] = (100 * (state[line * 4] ?? 0)) / total + 35 * Math.min(1, (state[line * 4 + 1] ?? 0) / (weights[line] ?? 1));
    }
    const least = thresholdOf(values, { count, wanted: kept });
    const firsts = query.map((word) => ids.get(word));
    for (let at = 0; at < count; at += 1) {
      const line = touched[at] ?? 0;
      if ((values[at] ?? 0) >= least) {
        const precision = Math.min(1, (state[line * 4 + 1] ?? 0) / (weights[line] ?? 1));
        take(line, (state[line * 4] ?? 0) / total, precision, firsts.includes(lineWords[starts[line] ?? 0]));
      }
      state[line * 4] = 0;
      state[line * 4 + 1] = 0;
    }
  }
}

interface Matched {
  /** Lines touched. */
  readonly count: number;
  readonly total: number;
  readonly query: readonly string[];
  readonly take: TakeLine;
}

/** The value that about `wanted` of the values reach. */
function thresholdOf(values: Float32Array, { count, wanted }: { readonly count: number; readonly wanted: number }): number {
  if (count <= wanted) return 0;
  const buckets = new Uint32Array(141);
  for (let at = 0; at < count; at += 1) {
    const bucket = Math.min(140, Math.trunc(values[at] ?? 0));
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  let reached = 0;
  for (let bucket = 140; bucket >= 0; bucket -= 1) {
    const above = reached;
    reached += buckets[bucket] ?? 0;
    if (reached >= wanted) return reached > wanted * 6 && above >= 20 ? bucket + 1 : bucket;
  }
  return 0;
}

interface LineArrays {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly essentials: Uint8Array;
  readonly lineWords: Uint16Array | Uint32Array;
  readonly rarities: Float32Array;
}

function lineWeights({ size, starts, essentials, lineWords, rarities }: LineArrays): Float32Array {
  const weights = new Float32Array(size);
  for (let line = 0; line < size; line += 1) {
    let sum = 0;
    const first = starts[line] ?? 0;
    for (let at = first; at < first + (essentials[line] ?? 0); at += 1) sum += rarities[lineWords[at] ?? 0] ?? 0;
    weights[line] = Math.max(1, sum);
  }
  return weights;
}

function stemGroups(stems: Uint32Array): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  stems.forEach((stem, word) => {
    const group = groups.get(stem);
    if (group === undefined) groups.set(stem, [word]);
    else group.push(word);
  });
  return groups;
}

function prefixed(words: readonly string[], prefix: string, limit: number): readonly number[] {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let id = low; found.length < limit && words[id]?.startsWith(prefix) === true; id += 1) found.push(id);
  return found;
}
