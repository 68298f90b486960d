import { none, rule } from "../rule.ts";

export const accidentState = rule({
  code: "CLM-ACCIDENT-STATE",
  severity: "error",
  title: "Car accident without its state",
  message: "The claim says that it comes from a car accident but not in which state.",
  why: "The state's law decides which insurance pays first.",
  fix: "Enter the state where the accident happened.",
  authority: "005010X222A1 loop 2300 CLM11-4, required with AA",
  check: ({ claim }) =>
    claim.relatedCauses?.causes.includes("AA") === true && (claim.relatedCauses.autoState ?? "") === ""
      ? [{ path: "relatedCauses.autoState" }]
      : none,
});
