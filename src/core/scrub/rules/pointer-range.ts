import { type Hit, none, rule } from "../rule.ts";

export const pointerRange = rule({
  code: "CLM-POINTER-RANGE",
  severity: "error",
  title: "Line points to a diagnosis that is not there",
  message: "Line {line} points to diagnosis {pointer}; the claim has {count}.",
  why: "The payer cannot tell what the service was for.",
  fix: "Point the line to a diagnosis on the claim.",
  authority: "005010X222A1 loop 2400 SV107",
  check: ({ lines, claim }) => {
    const count = claim.diagnoses.length;
    if (count === 0) return none;
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      for (const pointer of line.pointers) {
        if (pointer < 1 || pointer > count) hits.push({ line: index, path: "pointers", params: { pointer, count } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
