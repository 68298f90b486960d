import { type Hit, none, rule } from "../rule.ts";

export const diagnosisUnknown = rule({
  code: "CLM-DX-UNKNOWN",
  severity: "note",
  title: "Diagnosis code is not in the loaded releases",
  message: "{code} is not in the loaded code set for {date}, so it was not checked.",
  why: "The starter code set has a part of ICD-10-CM. A code outside it may be right.",
  fix: "Load the official release with `codes update` or `codes import`; nothing needs to change on the claim.",
  authority: "The releases listed by `codes list`",
  check: ({ diagnoses, tables, from }) => {
    if (from === undefined) return none;
    const hits: Hit[] = [];
    for (const { code, icd10, index } of diagnoses) {
      if (icd10 && tables.codes.validity("icd10cm", code, from) === "unknown") {
        hits.push({ path: `diagnoses[${index}]`, params: { code, date: from } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
