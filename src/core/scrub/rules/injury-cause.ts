import { none, rule } from "../rule.ts";

export const injuryCause = rule({
  code: "CLM-INJURY-CAUSE",
  severity: "warning",
  title: "Injury without a word on how it came about",
  message:
    "The first diagnosis {code} is an injury under treatment, and the claim does not say whether work, a car or another accident caused it.",
  why: "Payers hold injury claims to ask whether somebody else must pay first.",
  fix: "Ask the patient and mark work, car or other accident with its date; leave it when there was none.",
  authority: "005010X222A1 loop 2300 CLM11; 42 CFR 411.20 (Medicare as secondary payer)",
  check: ({ claim, diagnoses }) => {
    const first = diagnoses[0];
    // Injuries with the seventh character of active treatment: A, B (open) or C (open, severe).
    if (first === undefined || !/^(?:S\d\d|T(?:[01]\d|2\d|3[0-4]))[0-9A-Z]{3}[ABC]$/.test(first.code)) return none;
    return (claim.relatedCauses?.causes.length ?? 0) > 0 ? none : [{ path: "relatedCauses", params: { code: first.code } }];
  },
});
