import { type Hit, none, rule } from "../rule.ts";

export const codeFirst = rule({
  code: "CLM-DX-CODE-FIRST",
  severity: "warning",
  title: "Diagnosis stands before the one that it follows",
  message: "{other} has to stand before {code}: a Code first note of {code} names it.",
  why: "The note gives the order of the two: the underlying disease before what comes of it.",
  fix: "Put {other} before {code}.",
  authority: "ICD-10-CM tabular list, Code first notes; Official Guidelines, sections I.A.13 and I.A.17",
  check: ({ diagnoses, tables, from }) => {
    if (from === undefined || diagnoses.length < 2) return none;
    const hits: Hit[] = [];
    for (const [index, a] of diagnoses.entries()) {
      if (!a.icd10 || diagnoses.slice(0, index).some((b) => b.icd10 && tables.codeFirst(a.code, b.code, from))) continue;
      const later = diagnoses.slice(index + 1).find((b) => b.icd10 && tables.codeFirst(a.code, b.code, from));
      if (later !== undefined) hits.push({ path: `diagnoses[${a.index}]`, params: { code: a.code, other: later.code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
