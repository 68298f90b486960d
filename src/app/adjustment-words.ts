/** Group codes, claim statuses and what an adjustment does to the money, in plain words. */
import type { AdjustmentKind } from "../core/remit/classify.ts";
import type { AdjustmentGroup } from "../core/x12/transactions/professional-claim.ts";

export const groupWords: Readonly<Record<AdjustmentGroup, string>> = {
  CO: "contractual: the practice may not bill it to the patient",
  PR: "the patient's responsibility",
  OA: "other adjustment: nobody owes it by itself",
  PI: "the payer's own reduction",
  CR: "correction",
};

export const kindWords: Readonly<Record<AdjustmentKind, string>> = {
  contractual: "Written off by contract.",
  reduction: "Taken off after the allowed amount; written off.",
  "cost-share": "The patient's share; billed to the next payer, then to the patient.",
  "pr-denial": "Refused and called the patient's; worked first, the patient comes last.",
  denial: "Refused; it stays open and is worked as a denial.",
  "partial-denial": "A part refused; it stays open and is worked as a denial.",
  "balance-bill": "Above the allowed amount; billable only where that is lawful.",
  pending: "Not decided yet.",
  informational: "Told, moves no money.",
  "other-payer": "Settled by the earlier payer.",
  bundled: "Paid together with another line.",
};

/** CLP02 in our words. */
export const remittanceStatusWords: Readonly<Record<string, string>> = {
  "1": "decided as the first payer",
  "2": "decided as the second payer",
  "3": "decided as the third payer",
  "4": "refused: patient not recognised",
  "19": "decided as the first payer and forwarded",
  "20": "decided as the second payer and forwarded",
  "21": "decided as the third payer and forwarded",
  "22": "an earlier decision taken back",
  "23": "not this payer's; forwarded",
  "25": "a preview of the price; no payment",
};
