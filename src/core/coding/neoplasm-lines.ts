/** The Table of Neoplasms as phrases: a site with the words for each behaviour. */
import type { NeoplasmRow } from "./book.ts";
import { canonical } from "./words.ts";

export interface NeoplasmLine {
  readonly code: string;
  readonly words: readonly string[];
  readonly path: string;
}

const behaviours = [
  { column: "malignant", words: ["neoplasm", "malignant"], name: "malignant, primary" },
  { column: "secondary", words: ["neoplasm", "metastasis"], name: "malignant, secondary" },
  { column: "inSitu", words: ["neoplasm", "in situ"], name: "in situ" },
  { column: "benign", words: ["neoplasm", "benign"], name: "benign" },
  { column: "unspecified", words: ["neoplasm"], name: "unspecified behavior" },
] as const;

export function neoplasmLines(rows: readonly NeoplasmRow[]): readonly NeoplasmLine[] {
  return rows.flatMap((row) => {
    const sites = row.site.flatMap(siteWords);
    if (row.site.some((one) => /overlapping|specified/.test(one))) return [];
    return behaviours.flatMap(({ column, words, name }) => {
      const code = row[column];
      if (code === undefined || code === "") return [];
      const path = `Neoplasm › ${row.site.join(" › ")} › ${name}`;
      const wordings =
        column === "malignant" ? [words, ["cancer"]] : column === "secondary" ? [words, ["metastasis"], ["metastasis", "cancer"]] : [words];
      return wordings.map((one) => ({ code, words: [...one.flatMap((word) => word.split(" ")), ...sites], path }));
    });
  });
}

function siteWords(site: string): readonly string[] {
  const first = site.replace(/\([^)]*\)/g, "").split(",")[0] ?? "";
  return first
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((one) => one !== "" && one !== "nec" && one !== "or" && one !== "and" && one !== "of" && one !== "the")
    .map(canonical);
}
