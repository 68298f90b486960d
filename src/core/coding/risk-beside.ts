/**
 * Risk-adjustment categories beside suggested codes, by the models of the loaded file. They are told and never asked: a code is suggested
 * for what the note says, whatever category it has.
 */
import type { RiskCategory } from "../codebook/facts/fact-book.ts";
import type { CodeBook } from "../codebook/model.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Suggestion } from "./model.ts";

export interface RiskBeside extends RiskCategory {
  /** Categories among the codes that make this one count no more. */
  readonly under: readonly string[];
}

/** For each suggested code with a category on the day; empty where no file of a model is loaded. Offered codes put none under another. */
export function riskOfSuggested(
  { facts }: Pick<CodeBook, "facts">,
  suggestions: readonly Pick<Suggestion, "code" | "band">[],
  on: IsoDate,
): ReadonlyMap<string, readonly RiskBeside[]> {
  if (facts === undefined) return new Map();
  const codes = suggestions.filter((one) => one.band !== "query").map((one) => one.code);
  const all = new Map(codes.map((code) => [code, facts.diagnosis(code, on).riskCategories]));
  const had = new Set([...all.values()].flat().map((one) => `${one.model} ${one.category}`));
  const found = [...all].map(([code, categories]): [string, readonly RiskBeside[]] => [
    code,
    categories.map((one) => ({ ...one, under: one.above.filter((parent) => had.has(`${one.model} ${parent}`)) })),
  ]);
  return new Map(found.filter(([, categories]) => categories.length > 0));
}
