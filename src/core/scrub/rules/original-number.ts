import { none, rule } from "../rule.ts";

export const originalNumber = rule({
  code: "CLM-ORIGINAL-NUMBER",
  severity: "error",
  title: "Replacement or void without the payer's claim number",
  message: "A claim of frequency {frequency} must name the payer's number of the claim that it changes.",
  why: "Without it the payer takes the claim for a second original and denies it as a duplicate.",
  fix: "Take the claim control number from the latest remittance (CLP07) and enter it.",
  authority: "005010X222A1 loop 2300 REF*F8, required with CLM05-3 of 7 or 8",
  onVoid: true,
  check: ({ claim }) => {
    if (claim.frequency !== "7" && claim.frequency !== "8") return none;
    const named = claim.identifiers.some((one) => one.qualifier === "F8" && one.value.trim() !== "");
    return named ? none : [{ path: "identifiers", params: { frequency: claim.frequency } }];
  },
});
