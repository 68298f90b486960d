import { ageOn } from "../../kernel/iso-date.ts";
import { type Hit, none, rule } from "../rule.ts";

export const procedureAge = rule({
  code: "CLM-PX-AGE",
  severity: "warning",
  title: "Procedure of another age",
  message: "Line {line}: {code} is for ages {from} to {to}; the patient was {age}.",
  why: "Preventive visits and vaccine codes go by age bands, and payers deny the wrong band.",
  fix: "Choose the code of the patient's age, or correct the birth date.",
  authority: "The code's own definition (preventive visits 99381 to 99397 and others by age)",
  check: ({ lines, birthDate }) => {
    if (birthDate === undefined) return none;
    const hits: Hit[] = [];
    for (const { facts, on, code, index } of lines) {
      if (facts?.ages === undefined || on === undefined || on < birthDate) continue;
      const age = ageOn({ birth: birthDate, on });
      if (age >= facts.ages.from && age <= facts.ages.to) continue;
      hits.push({ line: index, path: "procedure.code", params: { code, from: facts.ages.from, to: facts.ages.to, age } });
    }
    return hits.length === 0 ? none : hits;
  },
});
