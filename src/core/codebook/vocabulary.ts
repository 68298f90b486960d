/** The words of all searchable lines: ids, documents by word, prefixes and likeness by trigrams. */
export interface Vocabulary {
  idOf(word: string): number | undefined;
  /** Higher for words that stand in few lines. */
  rarity(word: number): number;
  eachDocument(word: number, visit: (document: number) => void): void;
  withPrefix(prefix: string, limit: number): readonly number[];
  similar(word: string, limit: number): readonly { readonly word: number; readonly weight: number }[];
  /** Number of words of a line. */
  length(document: number): number;
  startsWithAny(document: number, words: readonly string[]): boolean;
}

/** Words in alphabetical order get ids in that order, so that a prefix is a range of ids. */
export function makeVocabulary(documents: readonly (readonly string[])[]): Vocabulary {
  const words = [...new Set(documents.flat())].sort();
  const ids = new Map(words.map((word, id) => [word, id]));
  const lengths = Uint8Array.from(documents, (document) => Math.min(255, document.length));
  const firsts = Int32Array.from(documents, (document) => ids.get(document[0] ?? "") ?? -1);
  const { starts, postings } = invert(documents, ids);
  let trigrams: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    idOf: (word) => ids.get(word),
    rarity: (word) => 1 + Math.log(1 + documents.length / (1 + (starts[word + 1] ?? 0) - (starts[word] ?? 0))),
    eachDocument(word, visit) {
      const end = starts[word + 1] ?? 0;
      for (let at = starts[word] ?? 0; at < end; at += 1) visit(postings[at] ?? 0);
    },
    withPrefix(prefix, limit) {
      const found: number[] = [];
      for (let id = firstAtLeast(words, prefix); found.length < limit && words[id]?.startsWith(prefix); id += 1) found.push(id);
      return found;
    },
    similar(word, limit) {
      trigrams ??= trigramIndex(words);
      return similarWords(word, { words, trigrams, limit });
    },
    length: (document) => lengths[document] ?? 0,
    startsWithAny: (document, wanted) => wanted.some((word) => ids.get(word) === firsts[document]),
  };
}

function invert(
  documents: readonly (readonly string[])[],
  ids: ReadonlyMap<string, number>,
): { readonly starts: Uint32Array; readonly postings: Uint32Array } {
  const unique = documents.map((document) => [...new Set(document)].map((word) => ids.get(word) ?? 0));
  const starts = new Uint32Array(ids.size + 1);
  for (const document of unique) for (const id of document) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < ids.size; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice();
  const postings = new Uint32Array(starts[ids.size] ?? 0);
  unique.forEach((document, number) => {
    for (const id of document) {
      postings[next[id] ?? 0] = number;
      next[id] = (next[id] ?? 0) + 1;
    }
  });
  return { starts, postings };
}

function firstAtLeast(words: readonly string[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function trigramsOf(word: string): readonly string[] {
  const padded = `^${word}$`;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
  return [...grams];
}

function trigramIndex(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  words.forEach((word, id) => {
    if (word.length < 4) return;
    for (const gram of trigramsOf(word)) {
      const list = index.get(gram);
      if (list === undefined) index.set(gram, [id]);
      else list.push(id);
    }
  });
  return index;
}

/** Dice's coefficient of the trigrams; below 0.4 two words are not taken for one. */
function similarWords(
  word: string,
  {
    words,
    trigrams,
    limit,
  }: { readonly words: readonly string[]; readonly trigrams: ReadonlyMap<string, readonly number[]>; readonly limit: number },
): readonly { readonly word: number; readonly weight: number }[] {
  const grams = trigramsOf(word);
  const shared = new Map<number, number>();
  for (const gram of grams) for (const id of trigrams.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
  return [...shared]
    .map(([id, count]) => ({ word: id, weight: (2 * count) / (grams.length + Math.max(1, words[id]?.length ?? 1)) }))
    .filter((one) => one.weight >= 0.4)
    .sort((a, b) => b.weight - a.weight || a.word - b.word)
    .slice(0, limit)
    .map((one) => ({ word: one.word, weight: Math.min(0.85, one.weight) }));
}
