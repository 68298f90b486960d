/** The invented queries of search-queries.tsv, and how many of them are answered as they should be. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatDiagnosis } from "../../src/core/codebook/code-text.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";

interface Query {
  readonly kind: string;
  readonly text: string;
  /** Any of these may come first. */
  readonly codes: readonly string[];
}

export const askedOn = isoDate("2026-11-16");

export function searchQueries(): readonly Query[] {
  return readFileSync(join(import.meta.dirname, "search-queries.tsv"), "utf8")
    .split("\n")
    .slice(2)
    .filter((line) => line !== "")
    .map((line) => {
      const [kind = "", text = "", codes = ""] = line.split("\t");
      return { kind, text, codes: codes.split(" ") };
    });
}

/** The share whose code comes first, by kind and of all, and those that miss. */
export function answered(book: CodeBook, queries: readonly Query[]) {
  const firsts = queries.map(({ text }) =>
    formatDiagnosis(book.search(text, { on: askedOn, limit: 5, systems: ["icd10cm"] })[0]?.code ?? ""),
  );
  const isRight = queries.map(({ codes }, at) => codes.includes(firsts[at] ?? ""));
  const share = (of: readonly number[]): number => of.filter((at) => isRight[at]).length / Math.max(1, of.length);
  const all = [...queries.keys()];
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  return {
    share: share(all),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, share(all.filter((at) => queries[at]?.kind === kind))])),
    missed: all.filter((at) => isRight[at] !== true).map((at) => `${queries[at]?.text}: ${firsts[at]}`),
  };
}
