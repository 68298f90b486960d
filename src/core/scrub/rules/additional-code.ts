import { type Hit, none, rule } from "../rule.ts";

export const additionalCode = rule({
  code: "CLM-DX-ADDITIONAL",
  severity: "warning",
  title: "A second code that the first asks for is missing",
  message: "{code} asks for one more code ({wanted}), and the claim has none of them.",
  why: "A Use additional code note says that the condition is told by two codes together; with one of them it is told in part.",
  fix: "Add the code that the note asks for ({wanted}), after {code}.",
  authority: "ICD-10-CM tabular list, Use additional code notes; Official Guidelines, section I.A.17",
  check: ({ diagnoses, tables, from }) => {
    // A claim that is full cannot take one more.
    if (from === undefined || diagnoses.length >= 12) return none;
    const codes = diagnoses.flatMap((one) => (one.icd10 ? [one.code] : []));
    const hits: Hit[] = tables.missingAdditional(codes, from).flatMap(({ code, wanted }) => {
      const found = diagnoses.find((one) => one.code === code);
      return found === undefined ? [] : [{ path: `diagnoses[${found.index}]`, params: { code, wanted } }];
    });
    return hits.length === 0 ? none : hits;
  },
});
