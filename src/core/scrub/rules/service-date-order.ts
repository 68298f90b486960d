import { type Hit, rule } from "../rule.ts";

export const serviceDateOrder = rule({
  code: "CLM-DATE-ORDER",
  severity: "error",
  title: "Service ends before it starts",
  message: "Line {line} runs from {from} to {to}.",
  why: "The first day of a line cannot lie after its last day.",
  fix: "Correct the dates of the line.",
  authority: "005010X222A1 loop 2400 DTP*472 with RD8",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      if (line.serviceFrom === undefined || line.serviceTo === undefined || line.serviceFrom <= line.serviceTo) continue;
      hits.push({ line: index, path: "serviceTo", params: { from: line.serviceFrom, to: line.serviceTo } });
    }
    return hits;
  },
});
