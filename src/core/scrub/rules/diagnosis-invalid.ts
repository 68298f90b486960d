import { type Hit, none, rule } from "../rule.ts";

export const diagnosisInvalid = rule({
  code: "CLM-DX-INVALID",
  severity: "error",
  title: "Diagnosis code is not billable on the date of service",
  message: "{code} is not a billable ICD-10-CM code on {date} ({release}).",
  why: "Only complete codes of the release in force on the day are taken: every character, the seventh too where the code needs one.",
  fix: "Open the code in the code book and choose one of its billable descendants, or the code that replaced it.",
  authority: "ICD-10-CM tabular list of the fiscal year; 45 CFR 162.1002",
  check: ({ diagnoses, tables, from }) => {
    if (from === undefined) return none;
    const hits: Hit[] = [];
    for (const { code, icd10, index } of diagnoses) {
      if (!icd10 || tables.codes.validity("icd10cm", code, from) !== "invalid") continue;
      // That one is told more exactly.
      if (tables.missingSeventh(code, from) !== undefined) continue;
      const release = tables.codes.release("icd10cm", from) ?? "no release loaded";
      hits.push({ path: `diagnoses[${index}]`, params: { code, date: from, release } });
    }
    return hits.length === 0 ? none : hits;
  },
});
