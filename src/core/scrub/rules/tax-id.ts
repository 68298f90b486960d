import { isEin, isSsn } from "../../kernel/check-digits.ts";
import { none, rule } from "../rule.ts";

export const taxId = rule({
  code: "CLM-TAX-ID",
  severity: "error",
  title: "Tax number of the billing provider is missing or wrong",
  message: "The billing provider's tax number {problem}.",
  why: "Payers report what they pay under this number; a claim with a number of another shape is refused.",
  fix: "Enter the nine digits of the EIN, or of the SSN when the practice is a person who has no EIN.",
  authority: "005010X222A1 loop 2010AA REF*EI / REF*SY; 26 CFR 301.7701-12; SSA's number structure",
  check: ({ claim: { billing } }) => {
    const found = billing.identifiers.find((one) => one.qualifier === "EI" || one.qualifier === "SY");
    if (found === undefined) return [{ path: "billing.identifiers", params: { problem: "is missing" } }];
    const digits = found.value.replace(/-/g, "");
    const right = found.qualifier === "EI" ? isEin(digits) : isSsn(digits);
    return right ? none : [{ path: "billing.identifiers", params: { problem: "does not have the shape of one" } }];
  },
});
