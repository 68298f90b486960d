/** Code search: an inverted index on typed arrays. What a coder means comes first. */
import type { CodeSystem } from "../kernel/code-lookup.ts";
import { normalizeCode } from "./code-text.ts";
import type { CodeBook, SearchHit, SearchOptions } from "./model.ts";
import { isInForce } from "./parse-table.ts";
import type { SearchDocument } from "./search-documents.ts";
import { alternativesOf, foldWord, searchWords } from "./search-words.ts";
import { makeVocabulary, type Vocabulary } from "./vocabulary.ts";

export interface SearchIndex {
  search(text: string, options: SearchOptions): readonly SearchHit[];
}

const longestQuery = 200;
const mostWords = 12;
const originBonus: Readonly<Record<SearchDocument["origin"], number>> = { "index-main": 12, index: 6, inclusion: 5, title: 4 };

/** Searches a book by words, short forms, codes or the beginning of either. An empty query finds nothing. */
export function searchCodes(book: Pick<CodeBook, "search">, text: string, options: SearchOptions): readonly SearchHit[] {
  return book.search(text, options);
}

export function buildSearchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const vocabulary = makeVocabulary(documents.map((document) => searchWords(document.text)));
  const codes = codeList(documents);
  const weights = new Float32Array(documents.length);
  const matched = new Float32Array(documents.length);
  const best = new Float32Array(documents.length);
  const scratch = { weights, matched, best };
  return {
    search(text, options) {
      const query = text.slice(0, longestQuery).trim();
      const limit = options.limit ?? 20;
      const hits = new Map<string, SearchHit>();
      const offer = (document: SearchDocument, score: number): void => {
        if (!isInForce(document, options.on) || (options.systems !== undefined && !options.systems.includes(document.system))) return;
        const key = `${document.system} ${document.code}`;
        if ((hits.get(key)?.score ?? -1) >= score) return;
        const { system, code, title, billable, path } = document;
        hits.set(key, { system, code, title, billable, score, path });
      };
      offerCodes(query, codes, offer);
      offerWords(query, { documents, vocabulary, scratch, offer });
      return [...hits.values()].sort(byScore).slice(0, limit);
    },
  };
}

interface CodeEntry {
  readonly code: string;
  readonly document: SearchDocument;
}

type Offer = (document: SearchDocument, score: number) => void;

interface Scratch {
  readonly weights: Float32Array;
  readonly matched: Float32Array;
  readonly best: Float32Array;
}

function codeList(documents: readonly SearchDocument[]): readonly CodeEntry[] {
  const titles = documents.filter((document) => document.origin === "title");
  return titles.map((document) => ({ code: document.code, document })).sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** "j18.9", "J18", "9921": the code itself, then those that begin with it. */
function offerCodes(query: string, codes: readonly CodeEntry[], offer: Offer): void {
  const wanted = normalizeCode(query);
  if (/\s/.test(query) || !/^(?=.*\d)[A-Z0-9]{2,7}$/.test(wanted)) return;
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle]?.code ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  for (let at = low; codes[at]?.code.startsWith(wanted); at += 1) {
    const entry = codes[at];
    if (entry !== undefined) offer(entry.document, entry.code === wanted ? 1000 : 900 - entry.code.length);
  }
}

function offerWords(
  query: string,
  {
    documents,
    vocabulary,
    scratch,
    offer,
  }: {
    readonly documents: readonly SearchDocument[];
    readonly vocabulary: Vocabulary;
    readonly scratch: Scratch;
    readonly offer: Offer;
  },
): void {
  const words = searchWords(query).slice(0, mostWords);
  if (words.length === 0) return;
  const openEnd = /[a-z0-9]$/i.test(query);
  const touched: number[] = [];
  let total = 0;
  words.forEach((word, position) => {
    const terms = termsFor(word, vocabulary, openEnd && position === words.length - 1);
    const rarity = Math.max(1, ...terms.filter((term) => term.weight === 1).map((term) => vocabulary.rarity(term.word)));
    total += rarity;
    const mine: number[] = [];
    for (const { word: id, weight } of terms) {
      vocabulary.eachDocument(id, (document) => {
        const before = scratch.best[document] ?? 0;
        if (before === 0) mine.push(document);
        if (weight > before) scratch.best[document] = weight;
      });
    }
    for (const document of mine) {
      const weight = scratch.best[document] ?? 0;
      if (scratch.matched[document] === 0) touched.push(document);
      scratch.weights[document] = (scratch.weights[document] ?? 0) + weight * rarity;
      scratch.matched[document] = (scratch.matched[document] ?? 0) + weight;
      scratch.best[document] = 0;
    }
  });
  const most = touched.reduce((top, document) => Math.max(top, scratch.weights[document] ?? 0), 0);
  for (const id of touched) {
    const document = documents[id];
    const weight = scratch.weights[id] ?? 0;
    // Half-matching lines are noise once another line has nearly all words.
    if (document !== undefined && weight >= most * 0.6) {
      const precision = Math.min(1, (scratch.matched[id] ?? 0) / Math.max(1, vocabulary.length(id)));
      const first = vocabulary.startsWithAny(id, words) ? 6 : 0;
      const bonus = originBonus[document.origin] * precision + first;
      offer(document, (100 * weight) / total + 40 * precision + bonus + residual(document));
    }
    scratch.weights[id] = 0;
    scratch.matched[id] = 0;
  }
}

/** Of equal lines the unspecified, uncomplicated code is what the words alone support (Guidelines I.B.18), so it comes first. */
function residual({ system, code, title, billable }: SearchDocument): number {
  if (system !== "icd10cm") return 0;
  const words = title.toLowerCase();
  const plain = /without complication|uncomplicated/.test(words) ? 8 : /with unspecified complication/.test(words) ? -4 : 0;
  const unspecified = /unspecified/.test(words) ? 4 : /^other /.test(words) ? -4 : 0;
  return plain + unspecified + (code.endsWith("9") ? 1 : 0) + (billable ? 6 : -8);
}

interface Term {
  readonly word: number;
  readonly weight: number;
}

function termsFor(word: string, vocabulary: Vocabulary, isOpen: boolean): readonly Term[] {
  const terms: Term[] = [];
  const exact = vocabulary.idOf(word);
  if (exact !== undefined) terms.push({ word: exact, weight: 1 });
  for (const other of alternativesOf(word)) {
    const id = vocabulary.idOf(foldWord(other));
    if (id !== undefined) terms.push({ word: id, weight: 0.75 });
  }
  if (word.length >= 2 && (isOpen || exact === undefined)) {
    for (const id of vocabulary.withPrefix(word, 400)) if (id !== exact) terms.push({ word: id, weight: exact === undefined ? 0.9 : 0.6 });
  }
  if (terms.length === 0 && word.length >= 4) for (const near of vocabulary.similar(word, 3)) terms.push(near);
  return terms;
}

function byScore(a: SearchHit, b: SearchHit): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.code.length !== b.code.length) return a.code.length - b.code.length;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : systemOrder(a.system) - systemOrder(b.system);
}

function systemOrder(system: CodeSystem): number {
  return ["icd10cm", "cpt", "hcpcs", "modifier", "pos", "carc", "rarc"].indexOf(system);
}
