import { type Hit, none, rule } from "../rule.ts";

export const excludes1 = rule({
  code: "CLM-DX-EXCLUDES1",
  severity: "warning",
  title: "Two diagnoses that exclude each other",
  message: "{code} and {other} exclude each other by an Excludes1 note.",
  why: "The note says that the two are not coded together, except when they clearly have nothing to do with each other.",
  fix: "Keep the one that the note documents. When both are true and unrelated, leave both and say why in the claim's note.",
  authority: "ICD-10-CM tabular list, Excludes1 notes; Official Guidelines, section I.A.12.a",
  check: ({ diagnoses, tables, from }) => {
    if (from === undefined || diagnoses.length < 2) return none;
    const hits: Hit[] = [];
    for (const [index, a] of diagnoses.entries()) {
      for (const b of diagnoses.slice(index + 1)) {
        if (!a.icd10 || !b.icd10 || a.code === b.code || !tables.excludes1(a.code, b.code, from)) continue;
        hits.push({ path: `diagnoses[${b.index}]`, params: { code: b.code, other: a.code } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
