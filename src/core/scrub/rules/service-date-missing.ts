import { type Hit, none, rule } from "../rule.ts";

export const serviceDateMissing = rule({
  code: "CLM-DATE-MISSING",
  severity: "error",
  title: "Line without a date of service",
  message: "Line {line} has no date of service.",
  why: "Codes, edits, prices and coverage all depend on the day.",
  fix: "Enter the day on which the service was given.",
  authority: "005010X222A1 loop 2400 DTP*472",
  check: ({ lines }) => {
    const hits: Hit[] = lines.filter((one) => one.on === undefined).map((one) => ({ line: one.index, path: "serviceFrom" }));
    return hits.length === 0 ? none : hits;
  },
});
