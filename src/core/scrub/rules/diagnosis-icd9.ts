import { isoDate } from "../../kernel/iso-date.ts";
import { type Hit, none, rule } from "../rule.ts";

const changeover = isoDate("2015-10-01");

export const diagnosisIcd9 = rule({
  code: "CLM-DX-ICD9",
  severity: "error",
  title: "Diagnosis of the wrong code set for its date",
  message: "{code} is marked as {system}, but the service was on {date}.",
  why: "Services from 1 October 2015 are coded in ICD-10-CM, earlier ones in ICD-9-CM, and one claim never mixes the two.",
  fix: "Code the diagnosis again in the code set of the day; split a claim that crosses the changeover.",
  authority: "45 CFR 162.1002; 005010X222A1 loop 2300 HI01-1",
  check: ({ diagnoses, from }) => {
    if (from === undefined) return none;
    const hits: Hit[] = [];
    for (const { code, icd10, index } of diagnoses) {
      if (icd10 !== from >= changeover) {
        hits.push({ path: `diagnoses[${index}]`, params: { code, system: icd10 ? "ICD-10-CM" : "ICD-9-CM", date: from } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
