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

interface Term {
  readonly word: number;
  readonly weight: number;
}

/** Lines that are looked at for one keystroke; the rarest words come first, so what is left out says little. */
const mostPostings = 80_000;
const kept = 160;

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
      for (const id of prefixed(words, stem, 200)) if (stemOf(words[id] ?? "") === stem) terms.push({ word: id, weight: 0.86 });
    }
    if (isOpen && word.length >= 2) {
      for (const id of prefixed(words, word, 300)) if (id !== exact) terms.push({ word: id, weight: exact === undefined ? 0.92 : 0.7 });
    }
    if (terms.length === 0) terms.push(...likeness.near(word, 4), ...splitTerms(word));
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
      const asked = query.map((word, at) => {
        const terms = termsFor(word, openEnd && at === query.length - 1);
        const exact = ids.get(word);
        // A word that no line has still counts: a line cannot be right for what it does not say.
        const importance =
          exact !== undefined
            ? (rarities[exact] ?? 1)
            : Math.min(7, Math.max(isFaint(word) ? 1 : 4, ...terms.map((term) => rarities[term.word] ?? 1)));
        const cost = terms.reduce((sum, term) => sum + frequency(term.word), 0);
        return { terms, importance, cost };
      });
      const total = asked.reduce((sum, one) => sum + one.importance, 0);
      if (total === 0) return [];
      let count = 0;
      let looked = 0;
      for (const { terms, importance, cost } of asked.toSorted((a, b) => a.cost - b.cost)) {
        const onlyKnown = looked + cost > mostPostings && count > 0;
        looked += cost;
        let own = 0;
        let left = mostPostings;
        for (const { word, weight } of terms) {
          const end = Math.min(wordStarts[word + 1] ?? 0, (wordStarts[word] ?? 0) + left);
          left -= end - (wordStarts[word] ?? 0);
          const rarity = rarities[word] ?? 1;
          for (let at = wordStarts[word] ?? 0; at < end; at += 1) {
            const line = postings[at] ?? 0;
            if (onlyKnown && scores[line] === 0) continue;
            if (best[line] === 0) mine[own++] = line;
            if (weight > (best[line] ?? 0)) {
              best[line] = weight;
              gained[line] = rarity * weight;
            }
          }
        }
        for (let at = 0; at < own; at += 1) {
          const line = mine[at] ?? 0;
          if (scores[line] === 0) touched[count++] = line;
          scores[line] = (scores[line] ?? 0) + (best[line] ?? 0) * importance;
          found[line] = (found[line] ?? 0) + (gained[line] ?? 0);
          best[line] = 0;
        }
      }
      return ranked(count, total, query);
    },
  };

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
