import { none, rule } from "../rule.ts";

export const patientSex = rule({
  code: "CLM-PATIENT-SEX",
  severity: "error",
  title: "Patient's sex is missing",
  message: "The patient has no sex on the claim (F, M or U).",
  why: "The guide requires the code with the birth date; U (unknown) is allowed, nothing is not.",
  fix: "Enter it in the patient's record, as the payer has it.",
  authority: "005010X222A1 loops 2010BA and 2010CA DMG03",
  check: ({ sex, claim }) => (sex === undefined ? [{ path: claim.dependent === undefined ? "subscriber.sex" : "dependent.sex" }] : none),
});
