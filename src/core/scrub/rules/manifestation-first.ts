import { firstDiagnoses } from "../first-diagnoses.ts";
import { type Hit, none, rule } from "../rule.ts";

export const manifestationFirst = rule({
  code: "CLM-DX-MANIFESTATION-FIRST",
  severity: "error",
  title: "Manifestation stands first",
  message: "{code} is a manifestation of another disease; it may not be the first diagnosis of the claim or of a line.",
  why: "The classification asks for the underlying disease before its manifestation.",
  fix: "Code the underlying disease first, then this code.",
  authority: "ICD-10-CM Official Guidelines, section I.A.13 (etiology/manifestation)",
  check: (subject) => {
    const hits: Hit[] = [];
    for (const index of firstDiagnoses(subject)) {
      const diagnosis = subject.diagnoses[index];
      if (diagnosis?.facts?.isManifestation === true) hits.push({ path: `diagnoses[${index}]`, params: { code: diagnosis.code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
