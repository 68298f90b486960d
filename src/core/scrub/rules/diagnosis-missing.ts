import { none, rule } from "../rule.ts";

export const diagnosisMissing = rule({
  code: "CLM-DX-MISSING",
  severity: "error",
  title: "Claim without a diagnosis",
  message: "The claim has no diagnosis.",
  why: "A professional claim says why each service was given.",
  fix: "Code at least one diagnosis from the note.",
  authority: "005010X222A1 loop 2300 HI*ABK (required)",
  check: ({ claim }) => (claim.diagnoses.length === 0 ? [{ path: "diagnoses" }] : none),
});
