/** The lines that can be found as a pack: words, lines by word and words by line. */
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { createPackWriter } from "../pack/pack-file.ts";
import { origins, type SearchDocument } from "./documents.ts";
import { readTitles, writeTitles } from "./titles.ts";
import { foldWord, isFaint, searchWords, splitWords, stemOf } from "./words.ts";

const mostWords = 40;

export function compileSearch(documents: Iterable<SearchDocument>, diagnoses: Diagnoses): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  const seen = new Set<string>();
  const ids = new Map<string, number>();
  const systems: number[] = [];
  const codes: number[] = [];
  const positions: number[] = [];
  const paths: number[] = [];
  const entries: number[] = [];
  const kinds: number[] = [];
  const lines: number[] = [];
  const starts: number[] = [0];
  const essentials: number[] = [];
  const systemNames: string[] = [];
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  };
  for (const { system, code, text, optional, origin, path } of documents) {
    const words = [...new Set(searchWords(text))].slice(0, mostWords);
    const beside = [...new Set([...searchWords(optional), ...joinedWords(text)])]
      .filter((word) => !words.includes(word))
      .slice(0, mostWords);
    if (words.length === 0) continue;
    const key = `${system} ${code} ${words.join(" ")}|${beside.join(" ")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (!systemNames.includes(system)) systemNames.push(system);
    systems.push(systemNames.indexOf(system));
    codes.push(writer.intern(code));
    positions.push(system === "icd10cm" ? diagnoses.position(code) : -1);
    paths.push(typeof path === "string" ? writer.intern(path) : 0);
    entries.push(typeof path === "string" ? -1 : path.entry);
    kinds.push(origins.indexOf(origin));
    for (const word of words) lines.push(idOf(word));
    for (const word of beside) lines.push(idOf(word));
    essentials.push(words.length);
    starts.push(lines.length);
  }
  const titles = readTitles(diagnoses, idOf);
  const words = [...ids.keys()].sort();
  const order = new Uint32Array(ids.size);
  words.forEach((word, id) => {
    order[ids.get(word) ?? 0] = id;
  });
  const forward = Uint32Array.from(lines, (word) => order[word] ?? 0);
  const narrowed = (numbers: Uint32Array): Uint16Array | Uint32Array => (words.length < 65536 ? Uint16Array.from(numbers) : numbers);
  const { wordStarts, postings } = invert(forward, { starts, essentials, words });
  const stems = new Map<string, number>();
  writer.add("doc_system", Uint8Array.from(systems));
  writer.addTexts("doc_code", codes);
  writer.addTexts("doc_path", paths);
  writer.add("doc_entry", Int32Array.from(entries));
  writer.add("doc_origin", Uint8Array.from(kinds));
  writer.add("doc_start", Uint32Array.from(starts));
  writer.add("doc_essential", Uint8Array.from(essentials));
  writer.add("doc_at", Int32Array.from(positions));
  writer.add("doc_words", narrowed(forward));
  writeTitles(writer, titles, narrowed(Uint32Array.from(titles.words, (word) => order[word] ?? 0)));
  writer.add("word_start", wordStarts);
  writer.add("word_docs", postings);
  writer.add(
    "word_stem",
    Uint32Array.from(words, (word) => {
      const stem = stemOf(word);
      if (!stems.has(stem)) stems.set(stem, stems.size);
      return stems.get(stem) ?? 0;
    }),
  );
  writer.addTexts("words", [writer.intern(words.join("\n"))]);
  return writer.finish({ kind: "search", meta: { systems: systemNames, wide: words.length >= 65536 } });
}

/** "gastro-esophageal" is also found as one word. */
function joinedWords(text: string): readonly string[] {
  return [...text.matchAll(/[A-Za-z]+(?:-[A-Za-z]+)+/g)].map((match) => foldWord(splitWords(match[0]).join("")));
}

interface Forward {
  readonly starts: readonly number[];
  readonly essentials: readonly number[];
  readonly words: readonly string[];
}

/**
 * Each posting is twice the line, and one more where the line is about the word. Lines that are about the fewest words that tell something come
 * first: a word that is asked for alone is answered by these.
 */
function invert(
  forward: Uint32Array,
  { starts, essentials, words }: Forward,
): { readonly wordStarts: Uint32Array; readonly postings: Uint32Array } {
  const count = words.length;
  const wordStarts = new Uint32Array(count + 1);
  for (const word of forward) wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + 1;
  for (let word = 0; word < count; word += 1) wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + (wordStarts[word] ?? 0);
  const next = wordStarts.slice();
  const postings = new Uint32Array(forward.length);
  const add = (at: number, posting: number): void => {
    const word = forward[at] ?? 0;
    postings[next[word] ?? 0] = posting;
    next[word] = (next[word] ?? 0) + 1;
  };
  const isTelling = Uint8Array.from(words, (word) => (isFaint(word) ? 0 : 1));
  const lengths = essentials.map((essential, line) => {
    let telling = 0;
    for (let at = starts[line] ?? 0; at < (starts[line] ?? 0) + essential; at += 1) telling += isTelling[forward[at] ?? 0] ?? 0;
    return telling * 256 + essential;
  });
  const shortest = [...essentials.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  for (const line of shortest) {
    const first = starts[line] ?? 0;
    for (let at = first; at < first + (essentials[line] ?? 0); at += 1) add(at, line * 2 + 1);
  }
  for (const line of shortest)
    for (let at = (starts[line] ?? 0) + (essentials[line] ?? 0); at < (starts[line + 1] ?? 0); at += 1) add(at, line * 2);
  return { wordStarts, postings };
}
