import { addDays, daysBetween } from "../../kernel/iso-date.ts";
import { none, rule } from "../rule.ts";

const warningDays = 14;

export const timelyFilingClose = rule({
  code: "CLM-TIMELY-CLOSE",
  severity: "warning",
  title: "Filing limit is near",
  message: "The payer takes claims until {deadline}; {days} days are left.",
  why: "The claim must be received by then, and a rejection does not stop the clock.",
  fix: "Send it today and watch for the payer's acceptance (277CA), which proves that it was in time.",
  authority: "42 CFR 424.44 (Medicare); the payer's contract",
  check: ({ claim, from, context }) => {
    const limit = context.payer?.timelyFilingDays;
    if (claim.frequency !== "1" || limit === undefined || from === undefined || from > context.today) return none;
    const deadline = addDays(from, limit);
    const days = daysBetween({ from: context.today, to: deadline });
    return days >= 0 && days <= warningDays ? [{ path: "lines", params: { deadline, days } }] : none;
  },
});
