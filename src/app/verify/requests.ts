import { requestDiffers } from "../../core/upkeep/verify-findings.ts";
import { requestsAndEntries } from "../../store/verify/periods.ts";
import type { Check } from "./check.ts";

export const requestsCheck: Check = {
  name: "requests",
  holds: "every write-off and refund that was asked for is in the books as it was decided, once",
  of: "practice",
  run: async (tx) => {
    const { requests, wrong } = await requestsAndEntries(tx);
    return { examined: requests, findings: wrong.map((one) => requestDiffers({ practice: tx.practiceId, ...one })) };
  },
};
