import { type Hit, none, rule } from "../rule.ts";

export const orderingProvider = rule({
  code: "CLM-ORDERING",
  severity: "warning",
  title: "Test without who ordered it",
  message: "Line {line}: {code} is a test, and the claim names nobody who ordered or referred it.",
  why: "Medicare and many plans deny laboratory and imaging lines without the NPI of an enrolled ordering provider.",
  fix: "Enter who ordered the test; it may be the same person who saw the patient.",
  authority: "42 CFR 424.507; 005010X222A1 loops 2310A and 2420E; 835 remarks N264, N265",
  check: ({ claim, lines }) => {
    if (claim.referring !== undefined) return none;
    const hits: Hit[] = [];
    for (const { facts, line, code, index } of lines) {
      if (facts?.isOrdered !== true || line.ordering !== undefined || line.referring !== undefined) continue;
      hits.push({ line: index, path: "ordering", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
