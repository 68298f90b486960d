import { none, rule } from "../rule.ts";

export const patientBirthDate = rule({
  code: "CLM-PATIENT-BIRTH-DATE",
  severity: "error",
  title: "Patient's birth date is missing",
  message: "The patient has no birth date.",
  why: "Payers match the person by name, number and birth date; the guide requires it of the patient.",
  fix: "Enter the birth date in the patient's record.",
  authority: "005010X222A1 loops 2010BA and 2010CA DMG02",
  check: ({ birthDate, claim }) =>
    birthDate === undefined ? [{ path: claim.dependent === undefined ? "subscriber.birthDate" : "dependent.birthDate" }] : none,
});
