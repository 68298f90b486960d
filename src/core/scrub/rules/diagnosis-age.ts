import { ageOn } from "../../kernel/iso-date.ts";
import { type Hit, none, rule } from "../rule.ts";

export const diagnosisAge = rule({
  code: "CLM-DX-AGE",
  severity: "warning",
  title: "Diagnosis of another age",
  message: "{code} is kept for ages {from} to {to}; the patient was {age}.",
  why: "Newborn, child, maternity and adult codes come back when the birth date does not fit.",
  fix: "Check the code and the birth date.",
  authority: "Medicare Code Editor, age conflict lists",
  check: ({ diagnoses, birthDate, from }) => {
    if (birthDate === undefined || from === undefined || from < birthDate) return none;
    const age = ageOn({ birth: birthDate, on: from });
    const hits: Hit[] = [];
    for (const { code, facts, index } of diagnoses) {
      const ages = facts?.ages;
      if (ages === undefined || (age >= ages.from && age <= ages.to)) continue;
      hits.push({ path: `diagnoses[${index}]`, params: { code, from: ages.from, to: ages.to, age } });
    }
    return hits.length === 0 ? none : hits;
  },
});
