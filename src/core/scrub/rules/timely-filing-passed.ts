import { addDays } from "../../kernel/iso-date.ts";
import { none, rule } from "../rule.ts";

export const timelyFilingPassed = rule({
  code: "CLM-TIMELY-PASSED",
  severity: "error",
  title: "Filing limit has passed",
  message: "The payer takes claims until {deadline}; service was on {date}.",
  why: "A late claim is denied without appeal, and the patient may not be billed for it.",
  fix: "Send it only with a reason the payer accepts (delay reason, CLM20) or proof that it was filed in time; else write it off as late.",
  authority: "42 CFR 424.44 (Medicare); the payer's contract; 835 reason code 29",
  check: ({ claim, from, context }) => {
    const days = context.payer?.timelyFilingDays;
    if (claim.frequency !== "1" || days === undefined || from === undefined || claim.delayReason !== undefined) return none;
    const deadline = addDays(from, days);
    return context.today <= deadline ? none : [{ path: "lines", params: { deadline, date: from } }];
  },
});
