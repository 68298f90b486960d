import { type Hit, none, rule } from "../rule.ts";

export const drugNdcMissing = rule({
  code: "CLM-NDC",
  severity: "warning",
  title: "Drug without its NDC",
  message: "Line {line}: {code} is a drug billed to Medicaid without its National Drug Code.",
  why: "Medicaid collects rebates by NDC and denies drug lines without one.",
  fix: "Enter the eleven-digit NDC from the package, with quantity and unit.",
  authority: "Social Security Act, section 1927(a)(7); 005010X222A1 loop 2410",
  check: ({ claim, lines }) => {
    if (claim.subscriber.filingIndicator !== "MC") return none;
    const hits: Hit[] = [];
    for (const { facts, line, code, index } of lines) {
      if (facts?.isDrug === true && line.drug === undefined) hits.push({ line: index, path: "drug", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
