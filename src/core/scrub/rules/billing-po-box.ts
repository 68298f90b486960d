import { none, rule } from "../rule.ts";

const box = /\b(P\.?\s*O\.?\s*BOX|POST\s+OFFICE\s+BOX|LOCK\s?BOX|LOCK\s?BIN)\b/i;

export const billingPoBox = rule({
  code: "CLM-BILLING-PO-BOX",
  severity: "error",
  title: "Billing address is a post-office box",
  message: 'The billing address reads "{address}"; it must be a street address.',
  why: "The billing provider's address says where the practice is; where money goes has a place of its own (the pay-to address).",
  fix: "Enter the street address of the practice, and put the box into the pay-to address.",
  authority: "005010X222A1 loop 2010AA N301; loop 2010AB for the pay-to address",
  check: ({ claim: { billing } }) => {
    const text = `${billing.address?.line1 ?? ""} ${billing.address?.line2 ?? ""}`;
    return box.test(text) ? [{ path: "billing.address.line1", params: { address: text.trim() } }] : none;
  },
});
