import { type Hit, none, rule } from "../rule.ts";

export const seventhCharacter = rule({
  code: "CLM-DX-SEVENTH",
  severity: "error",
  title: "Diagnosis code has no seventh character",
  message: "{code} needs a seventh character ({characters}): {example}, for one.",
  why: "The code is complete only with it, at the seventh place; X fills the places before it that are empty.",
  fix: "Choose the seventh character by what the visit was for: {characters}.",
  authority: "ICD-10-CM tabular list, seventh characters; Official Guidelines, sections I.A.4 and I.A.5",
  check: ({ diagnoses, tables, from }) => {
    if (from === undefined) return none;
    const hits: Hit[] = diagnoses.flatMap(({ code, icd10, index }) => {
      const short = icd10 ? tables.missingSeventh(code, from) : undefined;
      return short === undefined ? [] : [{ path: `diagnoses[${index}]`, params: { code, ...short } }];
    });
    return hits.length === 0 ? none : hits;
  },
});
