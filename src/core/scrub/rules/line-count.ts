import { none, rule } from "../rule.ts";

export const lineCount = rule({
  code: "CLM-LINES",
  severity: "error",
  title: "Claim has no lines or too many",
  message: "The claim has {count} lines; 1 to 50 are allowed.",
  why: "A professional claim carries at most 50 service lines.",
  fix: "Add the services, or make a second claim of what is over 50.",
  authority: "005010X222A1 loop 2400, repeat 50",
  check: ({ claim }) =>
    claim.lines.length >= 1 && claim.lines.length <= 50 ? none : [{ path: "lines", params: { count: claim.lines.length } }],
});
