/** Code search: what a coder means comes first. By code, by the beginning of a code, by words in any order. */
import type { CodeSystem } from "../../kernel/code-lookup.ts";
import { normalizeCode } from "../code-text.ts";
import type { FactBook } from "../facts/fact-book.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import { dayOf } from "../icd10cm/spans.ts";
import type { CodeBook, SearchHit, SearchOptions } from "../model.ts";
import type { Pack } from "../pack/pack-file.ts";
import { withBeside } from "./beside.ts";
import { type Completer, openCompleter } from "./complete-code.ts";
import { origins } from "./documents.ts";
import { type Past, pastIn, withHistory } from "./history.ts";
import { equivalentsOf, icd9In } from "./icd9-codes.ts";
import { openLines } from "./lines.ts";
import { type Reading, readingsOf } from "./query.ts";
import { openTitles, type Said } from "./titles.ts";
import type { SearchVocabulary } from "./vocabulary.ts";
import { otherThanInjury, otherThanNeoplasm, otherThanObstetric, weighTitle } from "./weigh-title.ts";
import { bodyMassIn, isBodyMassOf, wordingOf } from "./wording.ts";
import { foldWord } from "./words.ts";

export interface SearchIndex {
  search(text: string, options: SearchOptions): readonly SearchHit[];
}

export interface SearchedBook {
  readonly diagnoses: Diagnoses;
  readonly title: (system: CodeSystem, code: string, on: SearchOptions["on"]) => string | undefined;
  readonly isValid: (system: CodeSystem, code: string, on: SearchOptions["on"]) => boolean;
  /** All codes of a system but diagnoses, sorted. */
  readonly codes: (system: CodeSystem) => readonly string[];
  /** What stood for codes before, where the mappings were loaded. */
  readonly facts?: Pick<FactBook, "icd10Of" | "diagnosis">;
}

const longestQuery = 200;
/** A title newer than the Index stands for the line that the Index would have. */
const originBonus = { "index-main": 7, index: 4, inclusion: 3, title: 3, table: 2, "new-title": 7 } as const;
/** Of several meanings of a phrase the first is the likeliest. */
const laterMeaning = 3;
const codedSystems: readonly CodeSystem[] = ["cpt", "hcpcs", "modifier", "pos", "carc", "rarc"];

/** Searches a book by words, short forms, codes or the beginning of either. An empty query finds nothing. */
export function searchCodes(book: Pick<CodeBook, "search">, text: string, options: SearchOptions): readonly SearchHit[] {
  return book.search(text, options);
}

/** A hit before it is shown: its words are put together for the best alone. */
interface Found {
  readonly system: CodeSystem;
  readonly code: string;
  readonly score: number;
  readonly billable: boolean;
  /** Of a diagnosis the place of its title, else -1 and the title itself. */
  readonly span: number;
  readonly title: string;
  /** The line that led here, and the reading of the query that it answers; -1 for a code that was typed. */
  readonly line: number;
  readonly reading: number;
  /** Why, where no line says it. */
  readonly because?: string;
}

type Shown = Omit<SearchHit, "path"> & Pick<Found, "line" | "reading">;

interface Candidate {
  /** The number of the code's text in the pack: it sorts as codes do. */
  readonly code: number;
  /** Position of a diagnosis, else -1. */
  readonly at: number;
  readonly system: CodeSystem;
  readonly score: number;
  /** What the score has for a title that the words are all of. */
  readonly same: number;
  readonly line: number;
  readonly reading: number;
}

/** A reading of the query with what it says of titles. */
interface Read {
  readonly reading: Reading;
  readonly said: Said;
  readonly completer: Completer;
}

const mostLooked = 40;
/** Of a code that a number leads to: as of a title that says just the words. */
const bodyMassScore = 150;

export function openSearch(pack: Pack, vocabulary: SearchVocabulary, book: SearchedBook): SearchIndex {
  const lines = openLines(pack, vocabulary);
  const { systems } = pack.meta as { readonly systems: readonly CodeSystem[] };
  const docSystem = pack.u8("doc_system");
  const docCode = pack.u32("doc_code");
  const docAt = pack.i32("doc_at");
  const docPath = pack.u32("doc_path");
  const docEntry = pack.i32("doc_entry");
  const docOrigin = pack.u8("doc_origin");
  const { diagnoses } = book;
  const titles = openTitles(pack, lines, vocabulary);

  return {
    search(typed, options) {
      const query = typed.slice(0, longestQuery).trim();
      const limit = options.limit ?? 20;
      const body = bodyMassIn(query);
      const mass = body === undefined ? [] : bodyMass(body.value, options);
      if (body !== undefined && mass.length > 0)
        return placed(find(body.rest === "" ? "body mass index" : body.rest, options), mass, body.rest === "" ? 0 : 1).slice(0, limit);
      const { text, instead, beside, at, because, not } = wordingOf(query, isWord);
      const found = find(text, options);
      const own = found.length > 0 || instead === undefined ? found : find(instead, options);
      const past = beside.length === 0 ? pastIn(text) : undefined;
      if (past !== undefined) return withPast(own, past, options).slice(0, limit);
      if (beside.length === 0) return own;
      // Of several sites one each; of what is to be ruled out, or the chronic part, the likeliest.
      const others = beside.flatMap((one) => find(one, { ...options, limit: 1 }));
      const kept = not === undefined ? own : own.filter(({ code, system }) => system !== "icd10cm" || !not.test(code));
      const shownBeside = because === undefined ? others : others.map((hit) => ({ ...hit, because }));
      return placed(kept, shownBeside, at).slice(0, limit);
    },
  };

  function withPast(own: readonly SearchHit[], past: Past, options: SearchOptions): readonly SearchHit[] {
    if (options.systems?.includes("icd10cm") === false) return own;
    const first = withHistory(own, past, {
      histories: vocabulary.histories,
      find: (condition) => find(condition, { ...options, systems: ["icd10cm"], limit: 1 }),
      hitOf: (code, because) => hitOf(code, because, options),
    });
    return first === own ? own : placed(own, first, 0);
  }

  function hitOf(code: string, because: string, { on }: SearchOptions): SearchHit | undefined {
    const at = diagnoses.position(code);
    const span = at < 0 ? -1 : diagnoses.spanOn(at, dayOf(on));
    if (span < 0 || !diagnoses.isBillable(span)) return undefined;
    const title = diagnoses.titleOf(span);
    return { system: "icd10cm", code, title, billable: true, score: 0, because, path: title };
  }

  function isWord(word: string): boolean {
    return lines.ids.has(foldWord(word));
  }

  function find(query: string, options: SearchOptions): readonly SearchHit[] {
    const limit = options.limit ?? 20;
    const day = dayOf(options.on);
    const hits = new Map<string, Found>();
    offerCodes(query, options, book, (hit) => offer(hits, hit));
    offerEquivalents(query, options, book, (hit) => offer(hits, hit));
    const openEnd = /[a-z0-9]$/i.test(query);
    const reads = readingsOf(query, vocabulary)
      .filter(({ words }) => words.length > 0)
      .map((reading, place): Read => {
        const said = titles.say(reading.words, place);
        return { reading, said, completer: openCompleter(diagnoses, titles, { said, day }) };
      });
    try {
      const candidates = candidatesOf(reads, { openEnd, systems: options.systems });
      offerCandidates(candidates, { reads, options, hits });
      const ranked = [...hits.values()]
        .sort(byScore)
        .slice(0, limit)
        .map((found) => shown(found, reads));
      const completer = reads[ranked[0]?.reading ?? -1]?.completer;
      const best =
        completer === undefined ? ranked : withBeside(ranked, { diagnoses, vocabulary, on: options.on, completer }).slice(0, limit);
      return best.map(({ system, code, title, billable, score, because, line }) => {
        const path = line === undefined || line < 0 ? title : pathOf(line);
        return { system, code, title, billable, score, because, path };
      });
    } finally {
      for (const { said } of reads) said.forget();
    }
  }

  /** The code of Z68 whose title has the index in its range. */
  function bodyMass(value: number, { on, systems: asked }: SearchOptions): readonly SearchHit[] {
    if (asked !== undefined && !asked.includes("icd10cm")) return [];
    const { from, to } = diagnoses.beginningWith("Z68");
    for (let at = from; at < to; at += 1) {
      const span = diagnoses.spanOn(at, dayOf(on));
      if (span < 0 || !diagnoses.isBillable(span)) continue;
      const title = diagnoses.titleOf(span);
      if (!isBodyMassOf(title, value)) continue;
      return [
        {
          system: "icd10cm",
          code: diagnoses.codeAt(at),
          title,
          billable: true,
          score: bodyMassScore,
          because: `body mass index ${value}`,
          path: title,
        },
      ];
    }
    return [];
  }

  /** The best line of each code. */
  function candidatesOf(
    reads: readonly Read[],
    { openEnd, systems: asked }: { readonly openEnd: boolean; readonly systems: SearchOptions["systems"] },
  ): readonly Candidate[] {
    const isAsked = systems.map((system) => asked === undefined || asked.includes(system));
    const best = new Map<number, Candidate>();
    reads.forEach(({ reading: { words, choice, because } }, reading) => {
      const cost = because.length > 0 ? 0.5 + laterMeaning * choice : 0;
      lines.match(words, {
        openEnd,
        take: (line, coverage, precision, startsTogether) => {
          const ofSystem = docSystem[line] ?? 0;
          if (isAsked[ofSystem] !== true) return;
          const origin = origins[docOrigin[line] ?? 0] ?? "title";
          const entry = docEntry[line] ?? -1;
          // The starter set's own Index is newer than the newest complete one at times.
          const newer = entry >= 0 && diagnoses.index.bookOf(entry) === "starter-index" ? 2 : 0;
          const bonus = newer + originBonus[origin] * precision + (startsTogether ? 5 : 0);
          const same = (origin === "title" || origin === "new-title") && coverage > 0.999 && precision > 0.999 ? 4 : 0;
          const score = 100 * coverage + 35 * precision + bonus + same - cost;
          const code = docCode[line] ?? 0;
          const key = code * systems.length + ofSystem;
          if ((best.get(key)?.score ?? -1) >= score) return;
          best.set(key, { code, at: docAt[line] ?? -1, system: systems[ofSystem] ?? "icd10cm", score, same, line, reading });
        },
      });
    });
    return mostLikely([...best.values()]);
  }

  /** A heading is completed to the code that the words support. */
  function offerCandidates(
    candidates: readonly Candidate[],
    { reads, options, hits }: { readonly reads: readonly Read[]; readonly options: SearchOptions; readonly hits: Map<string, Found> },
  ): void {
    const most = candidates[0]?.score ?? 0;
    for (const one of candidates) {
      const read = reads[one.reading];
      // Half-matching lines are noise once another line has nearly all words.
      if (one.score < most * 0.55 || read === undefined) break;
      const found = one.system === "icd10cm" ? diagnosisOf(one, read) : otherOf(one, options);
      if (found !== undefined) offer(hits, found);
    }
  }

  // Hits are written out and not spread: they are made forty times a keystroke, and what that leaves behind costs more than the search.
  function diagnosisOf({ at: from, system, score: own, same, line, reading }: Candidate, { said, completer }: Read): Found | undefined {
    const completed = completer.complete(from);
    if (completed === undefined) return undefined;
    const { at, span, billable, agreement } = completed;
    const common = diagnoses.isCommon(at) || diagnoses.isCommon(from) ? 4 : 0;
    // The title of a heading is not that of the code which it leads to.
    const code = diagnoses.codeAt(at);
    const fit =
      weighTitle(titles, span, said) +
      otherThanInjury(titles, { code, span }, said) +
      otherThanNeoplasm(code, origins[docOrigin[line] ?? 0] === "table", said) +
      otherThanObstetric(code, said);
    const score = own + agreement + fit + common - (at === from ? 0 : same);
    return { system, code, score, billable, span, title: "", line, reading };
  }

  function otherOf({ code: text, system, score, line, reading }: Candidate, { on }: SearchOptions): Found | undefined {
    const code = pack.texts.text(text);
    const title = book.title(system, code, on);
    if (title === undefined || !book.isValid(system, code, on)) return undefined;
    return { system, code, score, billable: true, span: -1, title, line, reading };
  }

  function shown({ system, code, score, billable, span, title, line, reading, because: why }: Found, reads: readonly Read[]): Shown {
    const kind = origins[docOrigin[line] ?? 0] ?? "title";
    const said = reads[reading]?.reading.because.join(", ") ?? "";
    const because = line < 0 ? (why ?? "code") : said === "" ? origin[kind] : `${origin[kind]} (${said})`;
    return { system, code, title: span < 0 ? title : diagnoses.titleOf(span), billable, score, because, line, reading };
  }

  function pathOf(line: number): string {
    const entry = docEntry[line] ?? -1;
    return entry >= 0 ? diagnoses.index.path(entry) : pack.texts.text(docPath[line] ?? 0);
  }
}

/** The hits with the others put in at a place, each code once, and no score above the one before it. */
function placed(hits: readonly SearchHit[], others: readonly SearchHit[], at: number): readonly SearchHit[] {
  const isOther = (hit: SearchHit): boolean => others.some(({ system, code }) => system === hit.system && code === hit.code);
  const own = hits.filter((hit) => !isOther(hit));
  const before = own.slice(0, at);
  const most = before.at(-1)?.score;
  const put = others.filter(({ system, code }, place) => others.findIndex((one) => one.system === system && one.code === code) === place);
  return [...before, ...put.map((hit) => ({ ...hit, score: most ?? hit.score })), ...own.slice(at)];
}

/** Of each code the better hit. */
function offer(hits: Map<string, Found>, hit: Found): void {
  const key = hit.system === "icd10cm" ? hit.code : `${hit.system} ${hit.code}`;
  if ((hits.get(key)?.score ?? -1) < hit.score) hits.set(key, hit);
}

/** Those worth completing, best first. */
function mostLikely(candidates: readonly Candidate[]): readonly Candidate[] {
  const scores = new Float64Array(candidates.length);
  candidates.forEach(({ score }, at) => {
    scores[at] = score;
  });
  scores.sort();
  const least = scores[scores.length - mostLooked] ?? Number.NEGATIVE_INFINITY;
  return candidates
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.code - b.code)
    .slice(0, mostLooked);
}

const origin = {
  "index-main": "Index",
  index: "Index",
  inclusion: "inclusion term",
  title: "title",
  table: "table",
  "new-title": "title",
} as const;

/** "j18.9", "J18", "9921": the code itself, then those that begin with it. */
function offerCodes(query: string, options: SearchOptions, book: SearchedBook, take: (hit: Found) => void): void {
  const wanted = normalizeCode(query);
  if (/\s/.test(query) || !/^(?=.*\d)[A-Z0-9]{2,7}$/.test(wanted)) return;
  const asks = (system: CodeSystem): boolean => options.systems === undefined || options.systems.includes(system);
  const { diagnoses } = book;
  const scoreOf = (code: string): number => (code === wanted ? 1000 : 900 - code.length);
  if (asks("icd10cm") && /^[A-Z][0-9A-Z]/.test(wanted)) {
    const day = dayOf(options.on);
    const { from, to } = diagnoses.beginningWith(wanted);
    let offered = 0;
    for (let at = from; offered < 400 && at < to; at += 1) {
      const span = diagnoses.spanOn(at, day);
      if (span < 0) continue;
      const code = diagnoses.codeAt(at);
      const billable = diagnoses.isBillable(span);
      take({ system: "icd10cm", code, score: scoreOf(code), billable, span, title: "", line: -1, reading: -1 });
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
      take({ system, code, score: scoreOf(code), billable: true, span: -1, title, line: -1, reading: -1 });
    }
  }
}

/** Of a code of ICD-9-CM what stands for it today: behind a code that was typed as it is, before all that only begins so. */
function offerEquivalents(
  query: string,
  { on, systems }: SearchOptions,
  { diagnoses, facts }: SearchedBook,
  take: (hit: Found) => void,
): void {
  const icd9 = facts === undefined || systems?.includes("icd10cm") === false ? undefined : icd9In(query);
  if (icd9 === undefined || facts === undefined) return;
  let score = equivalentScore;
  for (const { code, why } of equivalentsOf(icd9, facts.icd10Of(icd9))) {
    const later = diagnoses.position(code) < 0 ? facts.diagnosis(code, on).replacedBy : [];
    for (const one of later.length === 0 ? [code] : later.map((replacement) => replacement.code))
      for (const { at, span } of inForce(one, diagnoses, dayOf(on))) {
        const billable = diagnoses.isBillable(span);
        take({ system: "icd10cm", code: diagnoses.codeAt(at), score, billable, span, title: "", line: -1, reading: -1, because: why });
        score -= 0.5;
      }
  }
}

const equivalentScore = 990;
const mostBelow = 12;

/** The code on the day, and what it has been divided into since the mappings were made. */
function inForce(code: string, diagnoses: Diagnoses, day: number): readonly { readonly at: number; readonly span: number }[] {
  const { from, to } = diagnoses.beginningWith(code);
  const all: { at: number; span: number }[] = [];
  for (let at = from; at < to && all.length < mostBelow; at += 1) {
    const span = diagnoses.spanOn(at, day);
    if (span < 0) continue;
    all.push({ at, span });
    if (diagnoses.codeAt(at) === code && diagnoses.isBillable(span)) break;
  }
  // What may be reported comes before its heading.
  return all.toSorted((a, b) => Number(diagnoses.isBillable(b.span)) - Number(diagnoses.isBillable(a.span)));
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

const orderedSystems: readonly CodeSystem[] = ["icd10cm", ...codedSystems];

function systemOrder(system: CodeSystem): number {
  return orderedSystems.indexOf(system);
}
