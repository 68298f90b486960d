import { none, rule } from "../rule.ts";

export const memberId = rule({
  code: "CLM-MEMBER-ID",
  severity: "error",
  title: "Member id is missing",
  message: "The subscriber has no member id for {payer}.",
  why: "The payer cannot find the person without the number on the card.",
  fix: "Enter the member id from the card, or ask for it with an eligibility request by name and birth date.",
  authority: "005010X222A1 loop 2010BA NM108 and NM109",
  onVoid: true,
  check: ({ claim }) => {
    const value = claim.subscriber.memberId?.value.trim() ?? "";
    return value === "" ? [{ path: "subscriber.memberId", params: { payer: claim.payer.name } }] : none;
  },
});
