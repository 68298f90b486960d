import { type Hit, none, rule } from "../rule.ts";

export const procedureSex = rule({
  code: "CLM-PX-SEX",
  severity: "warning",
  title: "Procedure of the other sex",
  message: "Line {line}: {code} is kept for sex {codeSex}; the patient's sex on the claim is {sex}.",
  why: "Some payers still deny the conflict; it may also show a mistyped code or record.",
  fix: "Check the code and the patient's record; add modifier KX where the payer asks for it.",
  authority: "Medicare Claims Processing Manual, chapter 32, section 240",
  check: ({ lines, sex }) => {
    if (sex !== "F" && sex !== "M") return none;
    const hits: Hit[] = [];
    for (const { facts, code, modifiers, index } of lines) {
      if (facts?.sex === undefined || facts.sex === sex || modifiers.includes("KX")) continue;
      hits.push({ line: index, path: "procedure.code", params: { code, codeSex: facts.sex, sex } });
    }
    return hits.length === 0 ? none : hits;
  },
});
