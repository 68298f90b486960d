/** The lines that can be found as a pack: words, lines by word and words by line. */
import { createPackWriter } from "../pack/pack-file.ts";
import { origins, type SearchDocument } from "./documents.ts";
import { foldWord, searchWords, splitWords, stemOf } from "./words.ts";

const mostWords = 40;

export function compileSearch(documents: Iterable<SearchDocument>): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  const seen = new Set<string>();
  const ids = new Map<string, number>();
  const systems: number[] = [];
  const codes: number[] = [];
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
    paths.push(typeof path === "string" ? writer.intern(path) : 0);
    entries.push(typeof path === "string" ? -1 : path.entry);
    kinds.push(origins.indexOf(origin));
    for (const word of words) lines.push(idOf(word));
    for (const word of beside) lines.push(idOf(word));
    essentials.push(words.length);
    starts.push(lines.length);
  }
  const words = [...ids.keys()].sort();
  const order = new Uint32Array(ids.size);
  words.forEach((word, id) => {
    order[ids.get(word) ?? 0] = id;
  });
  const forward = Uint32Array.from(lines, (word) => order[word] ?? 0);
  const { wordStarts, postings } = invert(forward, { starts, essentials, count: words.length });
  const stems = new Map<string, number>();
  writer.add("doc_system", Uint8Array.from(systems));
  writer.addTexts("doc_code", codes);
  writer.addTexts("doc_path", paths);
  writer.add("doc_entry", Int32Array.from(entries));
  writer.add("doc_origin", Uint8Array.from(kinds));
  writer.add("doc_start", Uint32Array.from(starts));
  writer.add("doc_essential", Uint8Array.from(essentials));
  writer.add("doc_words", words.length < 65536 ? Uint16Array.from(forward) : forward);
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
  readonly count: number;
}

/** Each posting is twice the line, and one more where the line is about the word. */
function invert(
  forward: Uint32Array,
  { starts, essentials, count }: Forward,
): { readonly wordStarts: Uint32Array; readonly postings: Uint32Array } {
  const wordStarts = new Uint32Array(count + 1);
  for (const word of forward) wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + 1;
  for (let word = 0; word < count; word += 1) wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + (wordStarts[word] ?? 0);
  const next = wordStarts.slice();
  const postings = new Uint32Array(forward.length);
  for (let document = 0; document + 1 < starts.length; document += 1) {
    const first = starts[document] ?? 0;
    const beside = first + (essentials[document] ?? 0);
    for (let at = first; at < (starts[document + 1] ?? 0); at += 1) {
      const word = forward[at] ?? 0;
      postings[next[word] ?? 0] = document * 2 + (at < beside ? 1 : 0);
      next[word] = (next[word] ?? 0) + 1;
    }
  }
  return { wordStarts, postings };
}
