import { dayTotalDiffers } from "../../core/upkeep/verify-findings.ts";
import { wrongDayTotals } from "../../store/verify/periods.ts";
import type { Check } from "./check.ts";

export const dayTotalsCheck: Check = {
  name: "day-totals",
  holds: "every total by day is the sum of its journal lines",
  of: "practice",
  run: async (tx) => {
    const { totals, wrong } = await wrongDayTotals(tx);
    return { examined: totals, findings: wrong.map((one) => dayTotalDiffers({ practice: tx.practiceId, ...one })) };
  },
};
