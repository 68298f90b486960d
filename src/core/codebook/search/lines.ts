/** The lines of a search pack, and how well each answers a list of words. */
import type { Pack } from "../pack/pack-file.ts";
import { makeLikeness } from "./likeness.ts";
import type { SearchVocabulary } from "./vocabulary.ts";
import { foldWord, isDenied, isFaint, stemOf } from "./words.ts";

export interface LineMatch {
  readonly line: number;
  /** Share of the query that the line has, by weight of the words: 0 to 1. */
  readonly coverage: number;
  /** Share of the line that the query has. */
  readonly precision: number;
  readonly startsTogether: boolean;
}

export interface Lines {
  readonly size: number;
  match(words: readonly string[], options: { readonly openEnd: boolean }): readonly LineMatch[];
  /** Weight of a word: rare ones say more. */
  rarity(word: string): number;
}

interface Asked {
  readonly terms: readonly Term[];
  readonly importance: number;
  /** Postings to be looked at for it. */
  readonly cost: number;
}

interface Term {
  readonly word: number;
  readonly weight: number;
}

/** Lines enough to choose from: after so many the common words only tell these apart. */
const enough = 24;
const kept = 120;
const mostOpen = 160;
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
  const scores = new Float32Array(size);
  const found = new Float32Array(size);
  const best = new Float32Array(size);
  const gained = new Float32Array(size);
  const touched = new Uint32Array(size);
  const mine = new Uint32Array(size);
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
    size,
    rarity: (word) => rarities[ids.get(word) ?? -1] ?? 8,
    match(query, { openEnd }) {
      const asked = query.map((word, at): Asked => {
        const terms = termsFor(word, openEnd && at === query.length - 1);
        const exact = ids.get(word);
        // A word that no line has still counts: a line cannot be right for what it does not say.
        const importance =
          exact !== undefined
            ? (rarities[exact] ?? 1)
            : Math.min(7, Math.max(isFaint(word) ? 1 : 4, ...terms.map((term) => rarities[term.word] ?? 1)));
        const cost = terms.reduce((sum, term) => sum + frequency(term.word), 0);
        // What is said first is meant first.
        return { terms, importance: importance * (1 - 0.012 * Math.min(at, 12)), cost };
      });
      const total = asked.reduce((sum, one) => sum + one.importance, 0);
      if (total === 0) return [];
      let count = 0;
      let rest = total;
      let most = 0;
      for (const one of asked.toSorted((a, b) => a.cost - b.cost)) {
        // A line that has none of the rarer words cannot reach one that has them all: the commoner words only tell the known apart.
        const own = count >= enough && most > rest && one.cost > 2 * count ? amongKnown(one, count) : everywhere(one);
        for (let at = 0; at < own; at += 1) {
          const line = mine[at] ?? 0;
          if (scores[line] === 0) touched[count++] = line;
          const score = (scores[line] ?? 0) + (best[line] ?? 0) * one.importance;
          scores[line] = score;
          if (score > most) most = score;
          found[line] = (found[line] ?? 0) + (gained[line] ?? 0);
          best[line] = 0;
          gained[line] = 0;
        }
        rest -= one.importance;
      }
      return ranked(count, total, query);
    },
  };

  /** All lines of the terms, into `mine` with what each has; how many they are. */
  function everywhere({ terms }: Asked): number {
    let own = 0;
    for (const { word, weight } of terms) {
      const end = wordStarts[word + 1] ?? 0;
      const gain = (rarities[word] ?? 1) * weight;
      const besideWeight = weight * beside;
      for (let at = wordStarts[word] ?? 0; at < end; at += 1) {
        const posting = postings[at] ?? 0;
        const line = posting >>> 1;
        if (best[line] === 0) mine[own++] = line;
        if ((posting & 1) === 1) {
          if (weight > (best[line] ?? 0)) best[line] = weight;
          if (gain > (gained[line] ?? 0)) gained[line] = gain;
        } else if (besideWeight > (best[line] ?? 0)) best[line] = besideWeight;
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
        if (best[line] === 0) mine[own++] = line;
        const worth = at < others ? weight : weight * beside;
        if (worth > (best[line] ?? 0)) best[line] = worth;
        const gain = (rarities[word] ?? 1) * weight;
        if (at < others && gain > (gained[line] ?? 0)) gained[line] = gain;
      }
    }
    for (const { word } of terms) standing[word] = 0;
    return own;
  }

  function ranked(count: number, total: number, query: readonly string[]): readonly LineMatch[] {
    const values = new Float32Array(count);
    for (let at = 0; at < count; at += 1) {
      const line = touched[at] ?? 0;
      values[at] = 100 * ((scores[line] ?? 0) / total) + 35 * Math.min(1, (found[line] ?? 0) / (weights[line] ?? 1));
    }
    const least = thresholdOf(values, kept);
    const firsts = query.map((word) => ids.get(word));
    const matches: LineMatch[] = [];
    for (let at = 0; at < count; at += 1) {
      const line = touched[at] ?? 0;
      if ((values[at] ?? 0) >= least) {
        matches.push({
          line,
          coverage: (scores[line] ?? 0) / total,
          precision: Math.min(1, (found[line] ?? 0) / (weights[line] ?? 1)),
          startsTogether: firsts.includes(lineWords[starts[line] ?? 0]),
        });
      }
      scores[line] = 0;
      found[line] = 0;
    }
    return matches;
  }
}

/** The value that about `wanted` of the values reach. */
function thresholdOf(values: Float32Array, wanted: number): number {
  if (values.length <= wanted) return 0;
  const buckets = new Uint32Array(141);
  for (let at = 0; at < values.length; at += 1) {
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
