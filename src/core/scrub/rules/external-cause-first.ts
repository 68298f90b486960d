import { firstDiagnoses } from "../first-diagnoses.ts";
import { type Hit, none, rule } from "../rule.ts";

export const externalCauseFirst = rule({
  code: "CLM-DX-EXTERNAL-FIRST",
  severity: "error",
  title: "External cause stands first",
  message: "{code} says how an injury came about; it may not be the first diagnosis of the claim or of a line.",
  why: "External-cause codes only add to the diagnosis that they explain.",
  fix: "Put the injury or condition first and let the line point to it.",
  authority: "ICD-10-CM Official Guidelines, section I.C.20.a.6",
  check: (subject) => {
    const hits: Hit[] = [];
    for (const index of firstDiagnoses(subject)) {
      const code = subject.diagnoses[index]?.code ?? "";
      if (/^[VWXY]/.test(code)) hits.push({ path: `diagnoses[${index}]`, params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
