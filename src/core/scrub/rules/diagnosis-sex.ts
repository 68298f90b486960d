import { type Hit, none, rule } from "../rule.ts";

export const diagnosisSex = rule({
  code: "CLM-DX-SEX",
  severity: "warning",
  title: "Diagnosis of the other sex",
  message: "{code} is kept for sex {codeSex}; the patient's sex on the claim is {sex}.",
  why: "Some payers still deny the conflict; it may also show a mistyped code or record.",
  fix: "Check the code and the patient's record. When both are right, send condition code 45 or modifier KX where the payer asks for it.",
  authority: "Medicare Code Editor, sex conflict list; ICD-10-CM category titles",
  check: ({ diagnoses, sex }) => {
    if (sex !== "F" && sex !== "M") return none;
    const hits: Hit[] = [];
    for (const { code, facts, index } of diagnoses) {
      if (facts?.sex !== undefined && facts.sex !== sex)
        hits.push({ path: `diagnoses[${index}]`, params: { code, codeSex: facts.sex, sex } });
    }
    return hits.length === 0 ? none : hits;
  },
});
