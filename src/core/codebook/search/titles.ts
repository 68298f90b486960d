/** The titles of diagnoses as numbers, and what a reading of a query says of their words. */
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import type { Pack, PackWriter } from "../pack/pack-file.ts";
import { circumstances, readTitle, titleBits } from "./title-facts.ts";
import type { SearchVocabulary } from "./vocabulary.ts";
import { deniedOf, isDenied, isFaint, searchWords } from "./words.ts";

/** Small numbers of either sign in one byte. */
const middle = 128;

/** Words of titles by number, and their facts, for each span of a code. */
export interface TitleColumns {
  readonly starts: readonly number[];
  /** Numbers by the caller's count; of each title first the words that a note has to say. */
  readonly words: readonly number[];
  readonly claims: readonly number[];
  readonly standings: readonly number[];
  readonly residuals: readonly number[];
  readonly bits: readonly number[];
}

export function readTitles(diagnoses: Diagnoses, idOf: (word: string) => number): TitleColumns {
  const starts: number[] = [0];
  const words: number[] = [];
  const claims: number[] = [];
  const standings: number[] = [];
  const residuals: number[] = [];
  const bits: number[] = [];
  for (let at = 0; at < diagnoses.size; at += 1) {
    const code = diagnoses.codeAt(at);
    for (let span = diagnoses.firstSpan(at); span < diagnoses.firstSpan(at + 1); span += 1) {
      // "Without (acute) exacerbation" denies what stands in brackets and after them.
      const title = diagnoses.titleOf(span).replace(/\bwithout \(([^)]*)\)/gi, "without $1");
      const facts = readTitle(title, { code, billable: diagnoses.isBillable(span) });
      const { claimed, others } = wordsOf(title);
      for (const word of claimed) words.push(idOf(word));
      for (const word of others) words.push(idOf(word));
      starts.push(words.length);
      claims.push(claimed.length);
      standings.push(facts.standing + middle);
      residuals.push(facts.residual + middle);
      bits.push(facts.bits);
    }
  }
  return { starts, words, claims, standings, residuals, bits };
}

/** What a note has to say is neither in brackets nor "displaced", which a fracture is when nobody says (I.C.19.c). */
function wordsOf(title: string): { readonly claimed: readonly string[]; readonly others: readonly string[] } {
  const all = searchWords(title);
  if (!title.includes("(") && !all.includes("displaced")) return { claimed: all, others: [] };
  const claimed = searchWords(title.replace(/\([^)]*\)/g, " ")).filter((word) => word !== "displaced");
  return { claimed, others: all.filter((word) => !claimed.includes(word)) };
}

export function writeTitles(writer: PackWriter, columns: TitleColumns, words: Uint16Array | Uint32Array): void {
  writer.add("title_start", Uint32Array.from(columns.starts));
  writer.add("title_words", words);
  writer.add("title_claims", Uint8Array.from(columns.claims));
  writer.add("title_standing", Uint8Array.from(columns.standings));
  writer.add("title_residual", Uint8Array.from(columns.residuals));
  writer.add("title_bits", Uint32Array.from(columns.bits));
}

/** What is known of a word by itself, in one byte. */
export const wordKinds = { faint: 1, denied: 2, side: 4 } as const;
/** What a reading says of a word: the word itself, one of like meaning, its opposite. */
export const marks = { said: 1, alike: 2, opposed: 4 } as const;

export interface Titles {
  readonly starts: Uint32Array;
  readonly words: Uint16Array | Uint32Array;
  readonly claims: Uint8Array;
  readonly bits: Uint32Array;
  readonly kinds: Uint8Array;
  readonly rarities: Float32Array;
  standing(span: number): number;
  residual(span: number): number;
  /** Numbers of the words of like meaning. */
  like(word: number): readonly number[];
  /** What a reading says, as marks on the words; `place` counts the readings of a query. Goes on until it is forgotten. */
  say(words: readonly string[], place: number): Said;
}

export interface Said {
  /** By the number of a word: bits of `marks`. */
  readonly marks: Uint8Array;
  /** Numbers of the words said; of those that no line has -1. */
  readonly ids: readonly number[];
  /** Their opposites in the same order, -1 for a word that hardly says anything. */
  readonly opposites: readonly number[];
  /** Words that say something, so neither faint nor denied. */
  readonly telling: number;
  /** Bits of the circumstances that no word speaks for. */
  readonly unsaid: number;
  /** Bits of the sides asked for. */
  readonly sides: number;
  readonly saysSide: boolean;
  /** Bits of acute and chronic, as far as they were said. */
  readonly course: number;
  readonly saysOther: boolean;
  readonly saysUnspecified: boolean;
  /** Numbers of the words that name an injury. */
  readonly injuries: readonly number[];
  /** A word names a growth, or is none that the lines have, as one that is typed to its middle. */
  readonly mayNameNeoplasm: boolean;
  /** Numbers beside the word "type". */
  readonly types: readonly number[];
  forget(): void;
}

interface Words {
  readonly texts: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
}

export function openTitles(pack: Pack, { texts, ids, rarities }: Words, vocabulary: SearchVocabulary): Titles {
  const { wide } = pack.meta as { readonly wide: boolean };
  const standings = pack.u8("title_standing");
  const residuals = pack.u8("title_residual");
  const kinds = Uint8Array.from(
    texts,
    (word) =>
      (isFaint(word) ? wordKinds.faint : 0) |
      (isDenied(word) ? wordKinds.denied : 0) |
      (word === "left" || word === "right" || word === "bilateral" ? wordKinds.side : 0),
  );
  const idsOf = (words: readonly string[]): readonly number[] =>
    words.flatMap((word) => {
      const id = ids.get(word);
      return id === undefined ? [] : [id];
    });
  const likes = new Map<number, readonly number[]>();
  const like = (word: number): readonly number[] => {
    const known = likes.get(word) ?? idsOf(vocabulary.like(texts[word] ?? ""));
    likes.set(word, known);
    return known;
  };
  const marked: Uint8Array[] = [];
  return {
    starts: pack.u32("title_start"),
    words: wide ? pack.u32("title_words") : pack.u16("title_words"),
    claims: pack.u8("title_claims"),
    bits: pack.u32("title_bits"),
    kinds,
    rarities,
    standing: (span) => (standings[span] ?? middle) - middle,
    residual: (span) => (residuals[span] ?? middle) - middle,
    like,
    say(words, place) {
      const own = marked[place] ?? new Uint8Array(texts.length);
      marked[place] = own;
      const said = words.map((word) => ids.get(word) ?? -1);
      const alike = idsOf(words.flatMap(vocabulary.like));
      const opposites = words.map((word) => (isFaint(word) ? -1 : (ids.get(deniedOf(word)) ?? -1)));
      for (const id of said) if (id >= 0) own[id] = (own[id] ?? 0) | marks.said;
      for (const id of alike) own[id] = (own[id] ?? 0) | marks.alike;
      for (const id of opposites) if (id >= 0) own[id] = (own[id] ?? 0) | marks.opposed;
      return {
        marks: own,
        ids: said,
        opposites,
        telling: words.filter((word) => !isFaint(word) && !isDenied(word)).length,
        unsaid: words.reduce((bits, word) => bits & ~spokenFor(word), allCircumstances),
        sides: sidesOf(words),
        saysSide: words.some((word) => word === "left" || word === "right" || word === "bilateral"),
        course: (words.includes("acute") ? titleBits.acute : 0) | (words.includes("chronic") ? titleBits.chronic : 0),
        saysOther: words.includes("other"),
        saysUnspecified: words.includes("unspecified"),
        injuries: idsOf(words.filter((word) => injuries.has(word))),
        mayNameNeoplasm: words.some((word) => !ids.has(word) || namesNeoplasm.test(word)),
        types: words.includes("type") ? [1, 2, 3, 4, 5].filter((number) => words.includes(String(number))) : [],
        forget() {
          for (const id of said) if (id >= 0) own[id] = 0;
          for (const id of alike) own[id] = 0;
          for (const id of opposites) if (id >= 0) own[id] = 0;
        },
      };
    },
  };
}

const injuries: ReadonlySet<string> = new Set([
  "abrasion",
  "avulsion",
  "bite",
  "burn",
  "contusion",
  "crush",
  "dislocation",
  "fracture",
  "laceration",
  "puncture",
  "sprain",
  "strain",
  "subluxation",
]);

const namesNeoplasm =
  /^(?:neoplas|cancer|malign|tumor|carcin|metasta|second|primary|benign|situ$|growth|uncertain|behavior|mass$|lesion|cyst|polyp)|oma$/;

const allCircumstances = (1 << circumstances.length) - 1;

/** Bits of the circumstances that a word speaks for. The words of a query stay the same for many keystrokes. */
function spokenFor(word: string): number {
  const known = spoken.get(word);
  if (known !== undefined) return known;
  if (spoken.size >= keptWords) spoken.clear();
  const bits = circumstances.reduce((sum, [, said], at) => (said.test(word) ? sum | (1 << at) : sum), 0);
  spoken.set(word, bits);
  return bits;
}

const spoken = new Map<string, number>();
const keptWords = 20_000;

export function hasWord({ starts, words }: Titles, span: number, word: number): boolean {
  const end = starts[span + 1] ?? 0;
  for (let at = starts[span] ?? 0; at < end; at += 1) if (words[at] === word) return true;
  return false;
}

function sidesOf(words: readonly string[]): number {
  let bits = 0;
  if (words.includes("left")) bits |= titleBits.left;
  if (words.includes("right")) bits |= titleBits.right;
  if (words.includes("bilateral") || words.includes("both")) bits |= titleBits.bilateral;
  return bits;
}
