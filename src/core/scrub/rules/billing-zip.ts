import { none, rule } from "../rule.ts";

export const billingZip = rule({
  code: "CLM-BILLING-ZIP",
  severity: "error",
  title: "Billing address lacks its nine-digit ZIP code",
  message: "The ZIP code of the billing address is {zip}; nine digits are needed and the last four may not be 0000.",
  why: "The guide asks for the full ZIP+4 of the billing provider, and prices depend on it.",
  fix: "Look up the ZIP+4 of the street address at the postal service and enter it in the practice's settings.",
  authority: "005010X222A1 loop 2010AA N403",
  check: ({ claim: { billing } }) => {
    const { address } = billing;
    if (address?.country !== undefined && address.country !== "US") return none;
    const zip = address?.zip ?? "";
    return /^\d{9}$/.test(zip) && !zip.endsWith("0000")
      ? none
      : [{ path: "billing.address.zip", params: { zip: zip === "" ? "missing" : zip } }];
  },
});
