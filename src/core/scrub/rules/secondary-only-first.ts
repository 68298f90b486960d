import { firstDiagnoses } from "../first-diagnoses.ts";
import { type Hit, none, rule } from "../rule.ts";

export const secondaryOnlyFirst = rule({
  code: "CLM-DX-SECONDARY-ONLY",
  severity: "warning",
  title: "Diagnosis that only adds to others stands first",
  message: "{code} is a code that the guidelines keep for second place; it stands first on the claim or on a line.",
  why: "Payers often deny a visit whose first diagnosis is a status or circumstance.",
  fix: "Put the reason for the visit first.",
  authority: "ICD-10-CM Official Guidelines, section I.C.21.c",
  check: (subject) => {
    const hits: Hit[] = [];
    for (const index of firstDiagnoses(subject)) {
      const diagnosis = subject.diagnoses[index];
      if (diagnosis?.facts?.neverFirst !== true || diagnosis.facts.isManifestation || /^[VWXY]/.test(diagnosis.code)) continue;
      hits.push({ path: `diagnoses[${index}]`, params: { code: diagnosis.code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
