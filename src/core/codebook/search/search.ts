/** Code search: what a coder means comes first. By code, by the beginning of a code, by words in any order. */
import type { CodeSystem } from "../../kernel/code-lookup.ts";
import { normalizeCode } from "../code-text.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { dayOf } from "../icd10cm/spans.ts";
import type { CodeBook, SearchHit, SearchOptions } from "../model.ts";
import type { Pack } from "../pack/pack-file.ts";
import { withBeside } from "./beside.ts";
import { type Completed, completeCode, type Titles, titlesOf } from "./complete-code.ts";
import { origins } from "./documents.ts";
import { type LineMatch, openLines } from "./lines.ts";
import { type Reading, readingsOf } from "./query.ts";
import type { SearchVocabulary } from "./vocabulary.ts";
import { claimed, contradiction, denials, residual } from "./weigh-title.ts";

export interface SearchIndex {
  search(text: string, options: SearchOptions): readonly SearchHit[];
}

export interface SearchedBook {
  readonly diagnoses: Diagnoses;
  readonly title: (system: CodeSystem, code: string, on: SearchOptions["on"]) => string | undefined;
  readonly isValid: (system: CodeSystem, code: string, on: SearchOptions["on"]) => boolean;
  /** All codes of a system but diagnoses, sorted. */
  readonly codes: (system: CodeSystem) => readonly string[];
}

const longestQuery = 200;
const originBonus = { "index-main": 7, index: 4, inclusion: 3, title: 3, table: 0 } as const;
const codedSystems: readonly CodeSystem[] = ["cpt", "hcpcs", "modifier", "pos", "carc", "rarc"];

/** Searches a book by words, short forms, codes or the beginning of either. An empty query finds nothing. */
export function searchCodes(book: Pick<CodeBook, "search">, text: string, options: SearchOptions): readonly SearchHit[] {
  return book.search(text, options);
}

export function openSearch(pack: Pack, vocabulary: SearchVocabulary, book: SearchedBook): SearchIndex {
  const lines = openLines(pack, vocabulary);
  const { systems } = pack.meta as { readonly systems: readonly CodeSystem[] };
  const docSystem = pack.u8("doc_system");
  const docCode = pack.u32("doc_code");
  const docPath = pack.u32("doc_path");
  const docEntry = pack.i32("doc_entry");
  const docOrigin = pack.u8("doc_origin");
  const { diagnoses } = book;
  const titles = titlesOf(diagnoses, vocabulary.like);

  const hitOf = (match: LineMatch, reading: Reading, options: SearchOptions): Candidate | undefined => {
    const system = systems[docSystem[match.line] ?? 0];
    if (system === undefined || (options.systems !== undefined && !options.systems.includes(system))) return undefined;
    const origin = origins[docOrigin[match.line] ?? 0] ?? "title";
    const code = docCode[match.line] ?? 0;
    const entry = docEntry[match.line] ?? -1;
    // The starter set's own Index is newer than the newest complete one at times.
    const newer = entry >= 0 && diagnoses.index.bookOf(entry) === "starter-index" ? 2 : 0;
    const bonus = newer + originBonus[origin] * match.precision + (match.startsTogether ? 5 : 0);
    const same = origin === "title" && match.coverage > 0.999 && match.precision > 0.999 ? 4 : 0;
    const score = 100 * match.coverage + 35 * match.precision + bonus + same - (reading.because.length > 0 ? 0.5 : 0);
    return { system, code, score, same, origin, line: match.line, reading };
  };
  const pathOf = (line: number): string => {
    const entry = docEntry[line] ?? -1;
    return entry >= 0 ? diagnoses.index.path(entry) : pack.texts.text(docPath[line] ?? 0);
  };

  return {
    search(text, options) {
      const query = text.slice(0, longestQuery).trim();
      const limit = options.limit ?? 20;
      const hits = new Map<string, Found>();
      const offer = (hit: Found): void => {
        const key = `${hit.system} ${hit.code}`;
        if ((hits.get(key)?.score ?? -1) < hit.score) hits.set(key, hit);
      };
      offerCodes(query, options, book, offer);
      const openEnd = /[a-z0-9]$/i.test(query);
      const candidates: Candidate[] = [];
      for (const reading of readingsOf(query, vocabulary)) {
        if (reading.words.length === 0) continue;
        for (const match of lines.match(reading.words, { openEnd })) {
          const candidate = hitOf(match, reading, options);
          if (candidate !== undefined) candidates.push(candidate);
        }
      }
      offerCandidates(candidates, { options, book, offer, rarity: lines.rarity, titles, codeText: pack.texts.text, like: vocabulary.like });
      const ranked = [...hits.values()].sort(byScore).slice(0, limit);
      const words = candidates.find(({ line }) => line === ranked[0]?.line)?.reading.words ?? [];
      const alike = words.flatMap(vocabulary.like);
      const complete = (code: string): Completed | undefined =>
        completeCode(diagnoses, code, { words, alike, on: options.on, rarity: lines.rarity, titles });
      const best = withBeside(ranked, { diagnoses, vocabulary, on: options.on, complete }).slice(0, limit);
      return best.map(({ line, ...hit }) => ({ ...hit, path: line === undefined ? hit.title : pathOf(line) }));
    },
  };
}

/** The path is put together for those that are shown. */
type Found = Omit<SearchHit, "path"> & { readonly line?: number };

interface Candidate {
  readonly system: CodeSystem;
  /** The number of the code's text in the pack: texts are read for the best alone. */
  readonly code: number;
  readonly score: number;
  /** What the score has for a title that the words are all of. */
  readonly same: number;
  readonly origin: (typeof origins)[number];
  readonly line: number;
  readonly reading: Reading;
}

interface Offering {
  readonly options: SearchOptions;
  readonly book: SearchedBook;
  readonly offer: (hit: Found) => void;
  readonly rarity: (word: string) => number;
  readonly titles: Titles;
  readonly codeText: (id: number) => string;
  readonly like: (word: string) => readonly string[];
}

const mostLooked = 40;

/** The best line of each code; a heading is completed to the code that the words support. */
function offerCandidates(candidates: readonly Candidate[], { options, book, offer, rarity, titles, codeText, like }: Offering): void {
  const best = new Map<number, Candidate>();
  for (const one of candidates) {
    const key = one.code * systemCount + systemOrder(one.system);
    if ((best.get(key)?.score ?? -1) < one.score) best.set(key, one);
  }
  const alikes = new Map<Reading, readonly string[]>();
  const alikeOf = (reading: Reading): readonly string[] => {
    const known = alikes.get(reading) ?? reading.words.flatMap(like);
    alikes.set(reading, known);
    return known;
  };
  const top = [...best.values()].sort((a, b) => b.score - a.score || a.code - b.code);
  const most = top[0]?.score ?? 0;
  for (const found of top.slice(0, mostLooked)) {
    const one = { ...found, code: codeText(found.code) };
    // Half-matching lines are noise once another line has nearly all words.
    if (one.score < most * 0.55) break;
    const because = one.reading.because.join(", ");
    const why = { because: `${origin[one.origin]}${because === "" ? "" : ` (${because})`}`, line: one.line };
    if (one.system !== "icd10cm") {
      const title = book.title(one.system, one.code, options.on);
      if (title !== undefined && book.isValid(one.system, one.code, options.on))
        offer({ system: one.system, code: one.code, title, billable: true, score: one.score, ...why });
      continue;
    }
    const { words } = one.reading;
    const alike = alikeOf(one.reading);
    const completed = completeCode(book.diagnoses, one.code, { words, alike, on: options.on, rarity, titles });
    if (completed === undefined) continue;
    const { code, title, billable, agreement, span } = completed;
    const position = book.diagnoses.position(code);
    const common = book.diagnoses.isCommon(position) || book.diagnoses.isCommon(book.diagnoses.position(one.code)) ? 4 : 0;
    const score =
      one.score +
      agreement +
      residual(title, code, billable) +
      common +
      contradiction(title, one.reading.words) +
      denials(titles.words(span), one.reading.words) +
      claimed(titles.claims(span), { words, alike }) -
      // The title of a heading is not that of the code which it leads to.
      (code === one.code ? 0 : one.same);
    offer({ system: "icd10cm", code, title, billable, score, ...why });
  }
}

const origin = { "index-main": "Index", index: "Index", inclusion: "inclusion term", title: "title", table: "table" } as const;

/** "j18.9", "J18", "9921": the code itself, then those that begin with it. */
function offerCodes(query: string, options: SearchOptions, book: SearchedBook, offer: (hit: Found) => void): void {
  const wanted = normalizeCode(query);
  if (/\s/.test(query) || !/^(?=.*\d)[A-Z0-9]{2,7}$/.test(wanted)) return;
  const asks = (system: CodeSystem): boolean => options.systems === undefined || options.systems.includes(system);
  const { diagnoses } = book;
  if (asks("icd10cm") && /^[A-Z][0-9A-Z]/.test(wanted)) {
    const day = dayOf(options.on);
    const all = diagnoses.codes();
    let offered = 0;
    for (let at = firstFrom(all, wanted); offered < 400 && all[at]?.startsWith(wanted) === true; at += 1) {
      const span = diagnoses.spanOn(at, day);
      if (span < 0) continue;
      const code = all[at] ?? "";
      const title = diagnoses.titleOf(span);
      const score = code === wanted ? 1000 : 900 - code.length;
      offer({ system: "icd10cm", code, title, billable: diagnoses.isBillable(span), score, because: "code" });
      offered += 1;
    }
  }
  for (const system of codedSystems) {
    if (!asks(system)) continue;
    const all = book.codes(system);
    for (let at = firstFrom(all, wanted); all[at]?.startsWith(wanted) === true; at += 1) {
      const code = all[at] ?? "";
      const title = book.title(system, code, options.on);
      if (title === undefined || !book.isValid(system, code, options.on)) continue;
      offer({ system, code, title, billable: true, score: code === wanted ? 1000 : 900 - code.length, because: "code" });
    }
  }
}

function firstFrom(codes: readonly string[], wanted: string): number {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byScore(a: Found, b: Found): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.code.length !== b.code.length) return a.code.length - b.code.length;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : systemOrder(a.system) - systemOrder(b.system);
}

const orderedSystems: readonly CodeSystem[] = ["icd10cm", "cpt", "hcpcs", "modifier", "pos", "carc", "rarc"];
const systemCount = 32;

function systemOrder(system: CodeSystem): number {
  return orderedSystems.indexOf(system);
}
