import { none, rule } from "../rule.ts";

export const frequency = rule({
  code: "CLM-FREQUENCY",
  severity: "error",
  title: "Claim frequency is none of 1, 7, 8",
  message: "The claim's frequency is {frequency}; a professional claim is an original (1), a replacement (7) or a void (8).",
  why: "Other frequencies belong to hospital bills.",
  fix: "Choose 1, 7 or 8.",
  authority: "005010X222A1 loop 2300 CLM05-3; NUBC frequency codes",
  onVoid: true,
  check: ({ claim }) => (/^[178]$/.test(claim.frequency) ? none : [{ path: "frequency", params: { frequency: claim.frequency } }]),
});
