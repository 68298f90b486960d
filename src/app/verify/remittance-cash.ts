import { remittanceCashDiffers } from "../../core/upkeep/verify-findings.ts";
import { remittancesOffCash } from "../../store/verify/periods.ts";
import type { Check } from "./check.ts";

export const remittanceCashCheck: Check = {
  name: "remittance-cash",
  holds: "the cash of each payment's postings is the payment's amount",
  of: "practice",
  run: async (tx) => {
    const { payments, wrong } = await remittancesOffCash(tx);
    return { examined: payments, findings: wrong.map((one) => remittanceCashDiffers({ practice: tx.practiceId, ...one })) };
  },
};
