import { cashDiffers } from "../../core/upkeep/verify-findings.ts";
import { payersCash } from "../../store/verify/books.ts";
import type { Check } from "./check.ts";

export const payersCashCheck: Check = {
  name: "payers-cash",
  holds: "the cash of payers is the sum of the payments posted",
  of: "practice",
  run: async (tx) => {
    const { posted, booked, payments } = await payersCash(tx);
    return { examined: payments, findings: posted === booked ? [] : [cashDiffers({ practice: tx.practiceId, posted, booked })] };
  },
};
