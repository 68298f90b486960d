import { type Hit, none, rule } from "../rule.ts";

export const cliaNumber = rule({
  code: "CLM-CLIA",
  severity: "error",
  title: "Laboratory test without the CLIA number",
  message: "Line {line}: {code} is a laboratory test, and the claim has no CLIA number.",
  why: "A test is paid only to a laboratory with a certificate that covers it.",
  fix: "Enter the CLIA number of the place where the test was done.",
  authority: "42 CFR 493.1809; Medicare Claims Processing Manual, chapter 16, section 70; 005010X222A1 REF*X4",
  check: ({ claim, lines }) => {
    if (claim.identifiers.some((one) => one.qualifier === "X4")) return none;
    const hits: Hit[] = [];
    for (const { facts, line, code, modifiers, index } of lines) {
      // 26 is the reading of a test that another laboratory holds the certificate for; 90 names that laboratory by REF*F4.
      if (facts?.isLaboratory !== true || modifiers.includes("26")) continue;
      const wanted = modifiers.includes("90") ? "F4" : "X4";
      if (line.identifiers.some((one) => one.qualifier === wanted || one.qualifier === "X4")) continue;
      hits.push({ line: index, path: "identifiers", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
