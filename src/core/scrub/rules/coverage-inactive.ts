import { type Hit, none, rule } from "../rule.ts";

export const coverageInactive = rule({
  code: "CLM-COVERAGE-INACTIVE",
  severity: "error",
  title: "Coverage not in force on the date of service",
  message: "Line {line} is dated {date}; this coverage runs from {from} to {to}.",
  why: "A payer pays only for services in the time of its contract; the claim would come back as not covered.",
  fix: "Ask for eligibility on that day and choose the coverage that was in force, or correct its dates.",
  authority: "835 reason codes 26, 27 and 200; eligibility response EB01",
  check: ({ lines, context }) => {
    const coverage = context.coverage;
    if (coverage === undefined) return none;
    const { from, to } = coverage;
    const hits: Hit[] = [];
    for (const { on, index } of lines) {
      if (on === undefined) continue;
      if ((from === undefined || from <= on) && (to === undefined || on <= to)) continue;
      hits.push({ line: index, path: "serviceFrom", params: { date: on, from: from ?? "the beginning", to: to ?? "no end" } });
    }
    return hits;
  },
});
