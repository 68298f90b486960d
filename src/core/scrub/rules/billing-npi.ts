import { isNpi } from "../../kernel/check-digits.ts";
import { none, rule } from "../rule.ts";

export const billingNpi = rule({
  code: "CLM-BILLING-NPI",
  severity: "error",
  title: "Billing provider's NPI is missing or wrong",
  message: "The billing provider's NPI is {npi}: an NPI has ten digits, starts with 1 or 2 and ends with a check digit.",
  why: "The payer finds the practice by this number; one that fails its own check digit is refused before anybody reads the claim.",
  fix: "Correct the NPI of the practice in its settings, then check the claim again.",
  authority: "45 CFR 162.406 and 162.410; 005010X222A1 loop 2010AA NM109",
  onVoid: true,
  check: ({ claim }) =>
    isNpi(claim.billing.npi ?? "") ? none : [{ path: "billing.npi", params: { npi: claim.billing.npi ?? "missing" } }],
});
