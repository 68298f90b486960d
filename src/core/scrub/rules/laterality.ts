import { type Hit, none, rule } from "../rule.ts";

export const laterality = rule({
  code: "CLM-SIDE",
  severity: "warning",
  title: "Side of the service differs from the side of the diagnosis",
  message: "Line {line} ({code}) is marked {side}, but each diagnosis it points to that has a side is of the other ({diagnosis}).",
  why: "A left-sided service for a right-sided disease is read as a mistake in one of the two.",
  fix: "Check the note for the side and correct the modifier or the diagnosis.",
  authority: "ICD-10-CM Official Guidelines, section I.B.13; CPT/HCPCS modifiers LT and RT",
  check: ({ lines, diagnoses }) => {
    const hits: Hit[] = [];
    for (const { line, code, modifiers, index } of lines) {
      const side = modifiers.includes("LT") ? "left" : modifiers.includes("RT") ? "right" : undefined;
      if (side === undefined || (modifiers.includes("LT") && modifiers.includes("RT"))) continue;
      const sided = line.pointers.flatMap((pointer) => {
        const diagnosis = diagnoses[pointer - 1];
        return diagnosis?.facts?.side === undefined ? [] : [{ code: diagnosis.code, side: diagnosis.facts.side }];
      });
      const first = sided[0];
      if (first === undefined || sided.some((one) => one.side === side || one.side === "both")) continue;
      hits.push({ line: index, path: "procedure.modifiers", params: { code, side, diagnosis: first.code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
