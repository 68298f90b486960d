/** By what a list of found codes can be narrowed: system, chapter, billable, side and episode of care. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CodeBook, SearchHit } from "../model.ts";

export const facetNames = ["system", "chapter", "billable", "side", "episode"] as const;
export type FacetName = (typeof facetNames)[number];
export type Facets = Readonly<Record<FacetName, string>>;

/** An empty word: the code says nothing of it. */
export function facetsOf(
  book: Pick<CodeBook, "diagnosis">,
  hit: Pick<SearchHit, "system" | "code" | "title" | "billable">,
  on: IsoDate,
): Facets {
  const title = hit.title.toLowerCase();
  return {
    system: hit.system,
    chapter: hit.system === "icd10cm" ? (book.diagnosis(hit.code.slice(0, 3), on)?.chapter?.number ?? "") : "",
    billable: hit.system === "icd10cm" ? (hit.billable ? "yes" : "no") : "",
    side: sideOf(title),
    episode: episodeOf(title),
  };
}

function sideOf(title: string): string {
  if (/\bbilateral\b/.test(title)) return "both sides";
  if (/\bright\b/.test(title)) return "right";
  if (/\bleft\b/.test(title)) return "left";
  return /\bunspecified (?:side|eye|ear|limb|knee|hip|ankle|foot|hand|wrist|elbow|shoulder|finger|breast)\b/.test(title)
    ? "side not said"
    : "";
}

function episodeOf(title: string): string {
  if (/\binitial encounter\b/.test(title)) return "initial";
  if (/\bsubsequent encounter\b/.test(title)) return "subsequent";
  return /\bsequela\b/.test(title) ? "sequela" : "";
}

/** How many codes there are of each word of each facet, the most first; a facet with one word alone narrows nothing. */
export function facetCounts(
  all: readonly Facets[],
): readonly { readonly name: FacetName; readonly words: readonly { readonly word: string; readonly count: number }[] }[] {
  return facetNames.flatMap((name) => {
    const counts = new Map<string, number>();
    for (const one of all) if (one[name] !== "") counts.set(one[name], (counts.get(one[name]) ?? 0) + 1);
    const words = [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
    return words.length < 2 ? [] : [{ name, words }];
  });
}
