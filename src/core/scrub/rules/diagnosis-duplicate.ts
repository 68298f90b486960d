import { type Hit, none, rule } from "../rule.ts";

export const diagnosisDuplicate = rule({
  code: "CLM-DX-DUPLICATE",
  severity: "error",
  title: "Diagnosis listed twice",
  message: "The diagnosis {code} stands twice on the claim.",
  why: "Each code is reported once for an encounter; payers refuse the repeat.",
  fix: "Take the second one off; its pointers move to the first.",
  authority: "ICD-10-CM Official Guidelines, section I.B.12; 005010X222A1 loop 2300 HI",
  check: ({ diagnoses }) => {
    const hits: Hit[] = [];
    const seen = new Set<string>();
    for (const { code, index } of diagnoses) {
      if (seen.has(code)) hits.push({ path: `diagnoses[${index}]`, params: { code } });
      seen.add(code);
    }
    return hits.length === 0 ? none : hits;
  },
});
