/** From a category or an incomplete code to one that may be reported: side, stage, type, episode, placeholder. */
import { codeOfKey, endOfPrefix, firstAtLeast, keyOf, positionOf } from "../codebook/pack/code-key.ts";
import type { CodeTitle } from "./book.ts";
import { isFunctionWord, wordsOf } from "./words.ts";

export type Side = "right" | "left" | "bilateral";
export type Episode = "initial" | "subsequent" | "sequela";

export interface Details {
  /** Words of the problem and how much each counts. */
  readonly words: ReadonlyMap<string, number>;
  readonly side?: Side;
  readonly episode: Episode;
  readonly trimester?: string;
}

export interface Completer {
  isReportable(code: string): boolean;
  title(code: string): string | undefined;
  /** Codes that begin with the prefix. */
  below(prefix: string): readonly CodeTitle[];
  /** The code that says as much as is documented and no more; undefined when nothing begins so. */
  complete(prefix: string, details: Details): CodeTitle | undefined;
}

/** Codes as numbers that sort as they do, and the title of each by its place. */
export interface TitleTable {
  readonly keys: Float64Array;
  titleAt(place: number): string;
}

/** Titles that were read are kept, up to so many. */
const keptTitles = 20_000;

export function makeCompleter({ keys, titleAt }: TitleTable): Completer {
  const read = new Map<number, CodeTitle>();
  const at = (place: number): CodeTitle => {
    const known = read.get(place);
    if (known !== undefined) return known;
    if (read.size >= keptTitles) read.clear();
    const made = { code: codeOfKey(keys[place] ?? 0), title: titleAt(place) };
    read.set(place, made);
    return made;
  };
  const titleOf = (code: string): string | undefined => {
    const place = positionOf(keys, keyOf(code));
    return place < 0 ? undefined : at(place).title;
  };
  const below = (prefix: string): readonly CodeTitle[] => {
    if (keyOf(prefix) === 0) return [];
    const from = firstAtLeast(keys, keyOf(prefix));
    return Array.from({ length: endOfPrefix(keys, prefix) - from }, (_, step) => at(from + step));
  };
  /** The Index names the code without a side, and the side is documented: its neighbour for that side. */
  const withSide = (found: CodeTitle, details: Details): CodeTitle | undefined => {
    if (details.side === undefined || /\b(?:right|left|bilateral)\b/i.test(found.title) || !/unspecified|nos\b/i.test(found.title))
      return undefined;
    const own = plainKey(found.title);
    const near = below(found.code.slice(0, Math.max(3, found.code.length === 7 ? 5 : found.code.length - 1)));
    return chooseTitle(
      near.filter((one) => plainKey(one.title) === own && sideIn(one.title) === details.side),
      details,
    );
  };
  /** The Index leads to both sides or to one of them, and the note says another: the neighbour that is said. */
  const otherSide = (found: CodeTitle, details: Details): CodeTitle | undefined => {
    const named = sideIn(found.title);
    if (named === undefined || named === details.side) return undefined;
    const own = plainKey(found.title);
    const near = below(found.code.slice(0, 3)).filter((one) => plainKey(one.title) === own);
    const side =
      details.side === undefined
        ? near.filter((one) => sideIn(one.title) === undefined)
        : near.filter((one) => sideIn(one.title) === details.side);
    return chooseTitle(side, details);
  };
  return {
    isReportable: (code) => positionOf(keys, keyOf(code)) >= 0,
    title: titleOf,
    below,
    complete(prefix, details) {
      const title = titleOf(prefix);
      if (title !== undefined) {
        const found = { code: prefix, title };
        return otherSide(found, details) ?? withSide(found, details) ?? found;
      }
      const all = below(prefix.replace(/X+$/, ""));
      const chosen = chooseTitle(all, details);
      return chosen === undefined ? undefined : (withSide(chosen, details) ?? chosen);
    },
  };
}

function sideIn(title: string): Side | undefined {
  const right = /\bright\b/i.test(title);
  const left = /\bleft\b/i.test(title);
  return /\bbilateral\b/i.test(title) || (right && left) ? "bilateral" : right ? "right" : left ? "left" : undefined;
}

/** A title without side, episode and what only says that it is the usual kind. */
function plainKey(title: string): string {
  return [
    ...new Set(
      wordsOf(title.replace(/,? (?:initial|subsequent) encounter.*$|,? sequela$/i, ""))
        .map((one) => one.text)
        .filter(
          (one) =>
            !isFunctionWord(one) &&
            !["right", "left", "bilateral", "unilateral", "primary", "unspecified", "quadrant", "limb"].includes(one),
        ),
    ),
  ]
    .sort()
    .join(" ");
}

function chooseTitle(all: readonly CodeTitle[], details: Details): CodeTitle | undefined {
  let best: CodeTitle | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const one of all) {
    const score = scoreTitle(one, details);
    if (score > bestScore) {
      best = one;
      bestScore = score;
    }
  }
  return bestScore > -50 ? best : undefined;
}

const sideWords = new Set(["right", "left", "bilateral"]);

function scoreTitle({ code, title }: CodeTitle, details: Details): number {
  const lower = title.toLowerCase();
  let score = scoreEpisode(lower, details) + scoreSide(lower, details.side);
  const plain = lower
    .replace(/,? (?:initial|subsequent) encounter.*$|,? sequela$/, "")
    .replace(/,? (?:unspecified trimester|(?:first|second|third) trimester)/, (words) => {
      score += words.includes("unspecified") ? 0 : details.trimester !== undefined && words.includes(details.trimester) ? 3 : -3;
      return "";
    });
  const seen = new Set<string>();
  const without = /\bwithout\b(.*)$/.exec(plain)?.[1] ?? "";
  if (without !== "") score += wordsOf(without).some((one) => details.words.has(one.text)) ? -1 : 0.9;
  for (const { text } of wordsOf(plain.replace(/\bwithout\b.*$/, ""))) {
    if (text === "unspecified") score += 0.35;
    else if (text === "other" || text === "multiple") score -= details.words.has(text) ? 0 : 0.75;
    if (isFunctionWord(text) || sideWords.has(text) || seen.has(text)) continue;
    seen.add(text);
    const known = details.words.get(text);
    score += known === undefined ? -0.55 : 1.2 * known;
  }
  if (/displaced/.test(plain)) score += scoreDisplacement(plain, details);
  return score - (code.length === 7 ? 0 : 0.01 * code.length);
}

/** A fracture that is not said to be displaced or not is coded as displaced (I.C.19.c). */
function scoreDisplacement(title: string, details: Details): number {
  const wanted = details.words.has("nondisplaced") || details.words.has("undisplaced") ? "nondisplaced" : "displaced";
  return new RegExp(`\\b${wanted}\\b`).test(title) ? 1.5 : -1.5;
}

/** Closed unless said to be open (I.C.19.c); active treatment unless it is over (I.C.19.a). */
function scoreEpisode(title: string, details: Details): number {
  if (!/encounter|sequela$/.test(title)) return 0;
  const open = /open fracture/.test(title) === details.words.has("open");
  const closed = /encounter for/.test(title) && !open ? -4 : 0;
  const routine =
    /delayed|nonunion|malunion/.test(title) && !["delayed", "nonunion", "malunion"].some((one) => details.words.has(one)) ? -4 : 0;
  if (details.episode === "initial") return (/initial encounter/.test(title) ? 4 : -4) + closed;
  if (details.episode === "subsequent") return (/subsequent encounter/.test(title) ? 4 : -4) + closed + routine;
  return /sequela$/.test(title) ? 4 : -4;
}

function scoreSide(title: string, side: Side | undefined): number {
  const named = sideIn(title);
  if (named === undefined) return 0;
  if (side === undefined) return -2;
  return named === side ? 4 : -60;
}
