import { none, rule } from "../rule.ts";

export const accidentDate = rule({
  code: "CLM-ACCIDENT-DATE",
  severity: "error",
  title: "Accident without its date",
  message: "The claim says that it comes from an accident but not when that was.",
  why: "The payer needs the day to find out who pays first.",
  fix: "Enter the date of the accident.",
  authority: "005010X222A1 loop 2300 DTP*439, required with CLM11 of AA or OA",
  check: ({ claim }) => {
    const causes = claim.relatedCauses?.causes ?? [];
    if (!causes.includes("AA") && !causes.includes("OA")) return none;
    return claim.dates.some((date) => date.qualifier === "439") ? none : [{ path: "dates" }];
  },
});
