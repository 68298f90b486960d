import { type Hit, none, rule } from "../rule.ts";

export const pointerCount = rule({
  code: "CLM-POINTER-LIMIT",
  severity: "error",
  title: "Line points to too many diagnoses",
  message: "Line {line} points to {count} diagnoses, one of them twice or more than four.",
  why: "A line has room for four pointers, each to another diagnosis.",
  fix: "Keep the four that matter most for this service.",
  authority: "005010X222A1 loop 2400 SV107, 4 components",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      const { pointers } = line;
      if (pointers.length > 4 || (pointers.length > 1 && new Set(pointers).size < pointers.length)) {
        hits.push({ line: index, path: "pointers", params: { count: pointers.length } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
