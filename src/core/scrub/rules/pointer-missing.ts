import { type Hit, none, rule } from "../rule.ts";

export const pointerMissing = rule({
  code: "CLM-POINTER-MISSING",
  severity: "error",
  title: "Line points to no diagnosis",
  message: "Line {line} ({code}) points to no diagnosis.",
  why: "Each service names the diagnosis that it was given for.",
  fix: "Choose the diagnosis, the most important first.",
  authority: "005010X222A1 loop 2400 SV107-1 (required)",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, code, index } of lines)
      if (line.pointers.length === 0) hits.push({ line: index, path: "pointers", params: { code } });
    return hits.length === 0 ? none : hits;
  },
});
