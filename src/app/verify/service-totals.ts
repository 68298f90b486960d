import { serviceTotalDiffers } from "../../core/upkeep/verify-findings.ts";
import { wrongServiceTotals } from "../../store/measures/service-totals.ts";
import type { Check } from "./check.ts";

export const serviceTotalsCheck: Check = {
  name: "service-totals",
  holds: "every total by day of visit is the sum of its journal lines",
  of: "practice",
  run: async (tx) => {
    const { totals, wrong } = await wrongServiceTotals(tx);
    return { examined: totals, findings: wrong.map((one) => serviceTotalDiffers({ practice: tx.practiceId, ...one })) };
  },
};
