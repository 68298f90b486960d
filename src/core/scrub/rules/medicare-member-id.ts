import { isMbi } from "../../kernel/check-digits.ts";
import { none, rule } from "../rule.ts";

export const medicareMemberId = rule({
  code: "CLM-MBI",
  severity: "error",
  title: "Medicare number has the wrong shape",
  message: "{id} does not have the shape of a Medicare Beneficiary Identifier: eleven characters, letters without S, L, O, I, B, Z.",
  why: "Medicare takes only the identifier on the red, white and blue card; any other number is refused before adjudication.",
  fix: "Copy the number from the Medicare card. A look-alike letter (O for 0, I for 1) is the usual cause.",
  authority: "CMS, Understanding the Medicare Beneficiary Identifier format; Medicare Claims Processing Manual, chapter 1",
  check: ({ claim, context }) => {
    const filing = claim.subscriber.filingIndicator;
    const asks = context.payer?.memberIdKind === "mbi" || filing === "MA" || filing === "MB";
    const id = claim.subscriber.memberId?.value ?? "";
    return !asks || id === "" || isMbi(id) ? none : [{ path: "subscriber.memberId", params: { id } }];
  },
});
