/** "History of" a condition that no line names: the condition's own code says which history it is (Tabular List, Z80 to Z87). */
import { formatDiagnosis } from "../code-text.ts";
import type { SearchHit } from "../model.ts";
import type { HistoryCodes } from "./history-codes.ts";
import { isDenied, isFaint, searchWords } from "./words.ts";

export interface Past {
  readonly whose: "personal" | "family";
  /** What it was. */
  readonly condition: string;
}

const operations =
  /\b(?:repairs?|surger(?:y|ies)|operations?|procedures?|releases?|replacements?|placements?|transplant\w*|implant\w*|bypass|stent\w*|graft\w*|fusions?|reconstructions?|ablations?|biops(?:y|ies)|orif|amputations?|resections?|excisions?|removals?|insertions?|sections?|devices?|shunts?|\w+(?:ectomy|ectomies|otomy|ostomy|plasty|scopy|pexy|desis|lysis))\b/i;
const used = /\b(?:us(?:e|er|ing)|abuse|addiction|dependence|smok\w*|tobacco|allerg\w*|exposure|contact|falls?|falling|noncompliance)\b/i;

/** The beginning of any word is no condition yet. */
const shortest = 4;

/** What a text says to be over or in the family; operations, substances, allergies and exposures have lines of their own. */
export function pastIn(text: string): Past | undefined {
  const [, family, condition = ""] =
    /^(?:(family) history of|(?:personal |past |past medical |remote |known )?history of|resolved|remote|prior|previous|past)\s+(?!history\b|medical\b)(.+)$/i.exec(
      text,
    ) ?? [];
  if (condition.length < shortest || operations.test(condition) || (family === undefined && used.test(condition))) return undefined;
  return { whose: family === undefined ? "personal" : "family", condition };
}

export interface PastSearch {
  readonly histories: HistoryCodes;
  /** The condition alone, the likeliest first. */
  readonly find: (condition: string) => readonly SearchHit[];
  /** A code in force with its title. */
  readonly hitOf: (code: string, because: string) => SearchHit | undefined;
}

/** The hits with the history and, where it mostly stays, the condition itself first; as they are where they answer already. */
export function withHistory(
  own: readonly SearchHit[],
  { whose, condition }: Past,
  { histories, find, hitOf }: PastSearch,
): readonly SearchHit[] {
  if (own[0] !== undefined && answers(own[0], whose, new Set(tellingWords(condition)))) return own;
  const [present] = find(condition);
  if (present === undefined || !present.billable || !/^[A-U]/.test(present.code)) return own;
  const code = whose === "family" ? histories.family(present.code) : histories.personal(present.code);
  const isLasting = whose === "personal" && histories.isLasting(present.code);
  const about = new Set([...tellingWords(condition), ...tellingWords(present.title)]);
  if (own[0] !== undefined && answers(own[0], whose, about)) return own;
  const because = `${whose} history of what ${formatDiagnosis(present.code)} is`;
  const past = code === undefined ? undefined : hitOf(code, because);
  if (past === undefined && !isLasting) return own;
  const first = [...(isLasting ? [present] : []), ...(past === undefined ? [] : [past]), ...(whose === "family" ? [] : [present])];
  const score = Math.max(present.score, own[0]?.score ?? 0);
  return [...new Map(first.map((hit) => [hit.code, { ...hit, score }])).values()];
}

/** A history of the right person whose line says what was asked for. */
function answers({ code, title, path }: SearchHit, whose: Past["whose"], about: ReadonlySet<string>): boolean {
  const isHistory = whose === "family" ? isOfFamily.test(code) : code.startsWith("Z") ? !isOfFamily.test(code) : saysPast.test(title);
  return isHistory && [...tellingWords(title), ...tellingWords(path)].some((word) => about.has(word));
}

const isOfFamily = /^Z8[0-4]/;
const saysPast = /\b(?:history|remission|old|sequelae?|following)\b/i;
/** Words of the headings of histories, which every one of them has. */
const common: ReadonlySet<string> = new Set([
  "history",
  "personal",
  "family",
  "condition",
  "chronic",
  "acute",
  "unspecified",
  "specified",
  "other",
]);

function tellingWords(text: string): readonly string[] {
  return searchWords(text).filter((word) => !(isFaint(word) || isDenied(word) || common.has(word)));
}
