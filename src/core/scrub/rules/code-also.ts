import { type Hit, none, rule } from "../rule.ts";

export const codeAlso = rule({
  code: "CLM-DX-CODE-ALSO",
  severity: "note",
  title: "A Code also note names a code that is not on the claim",
  message: "A Code also note of {code} names what may be reported beside it: {wanted}. The claim has none of it.",
  why: "Two codes may be needed to say the whole condition. Whether the patient has the other one is in the record, so nothing is wrong without it.",
  fix: "Look into the note of the visit. If it names the condition, add its code; which of the two stands first depends on the visit.",
  authority: "ICD-10-CM tabular list, Code also notes; Official Guidelines, section I.A.17",
  check: ({ diagnoses, tables, from }) => {
    // A claim that is full cannot take one more.
    if (from === undefined || diagnoses.length >= 12) return none;
    const codes = diagnoses.flatMap((one) => (one.icd10 ? [one.code] : []));
    const hits: Hit[] = tables.missingAlso(codes, from).flatMap(({ code, wanted }) => {
      const found = diagnoses.find((one) => one.code === code);
      return found === undefined ? [] : [{ path: `diagnoses[${found.index}]`, params: { code, wanted } }];
    });
    return hits.length === 0 ? none : hits;
  },
});
