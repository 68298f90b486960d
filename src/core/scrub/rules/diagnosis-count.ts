import { none, rule } from "../rule.ts";

export const diagnosisCount = rule({
  code: "CLM-DX-LIMIT",
  severity: "error",
  title: "More than twelve diagnoses",
  message: "The claim has {count} diagnoses; twelve is the limit.",
  why: "A professional claim has room for twelve.",
  fix: "Keep the twelve that the services point to, the most important first.",
  authority: "005010X222A1 loop 2300 HI, 12 composites",
  check: ({ claim }) => (claim.diagnoses.length > 12 ? [{ path: "diagnoses", params: { count: claim.diagnoses.length } }] : none),
});
