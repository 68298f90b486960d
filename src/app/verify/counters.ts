import { counterBehind } from "../../core/upkeep/verify-findings.ts";
import { countersWithUse } from "../../store/verify/numbers.ts";
import type { Check } from "./check.ts";

export const countersCheck: Check = {
  name: "counters",
  holds: "every control, claim, account and statement number to come is a new one",
  of: "practice",
  run: async (tx) => {
    const counters = await countersWithUse(tx);
    return {
      examined: counters.length,
      findings: counters.filter(({ next, used }) => used >= next).map((one) => counterBehind({ practice: tx.practiceId, ...one })),
    };
  },
};
