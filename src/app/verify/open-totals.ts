import { openTotalDiffers } from "../../core/upkeep/verify-findings.ts";
import { wrongOpenTotals } from "../../store/measures/open-totals.ts";
import type { Check } from "./check.ts";

export const openTotalsCheck: Check = {
  name: "open-totals",
  holds: "what is kept as open on a day of service is the sum of the balances of its claims and visits",
  of: "practice",
  run: async (tx) => {
    const { totals, wrong } = await wrongOpenTotals(tx);
    return { examined: totals, findings: wrong.map((day) => openTotalDiffers({ practice: tx.practiceId, day })) };
  },
};
