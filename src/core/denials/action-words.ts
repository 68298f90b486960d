/** The ways on, as a person reads them on a button or in a list. */
import type { RemedyAction } from "./model.ts";

export const actionWords: Readonly<Record<RemedyAction, string>> = {
  "resend-original": "send a new claim",
  replacement: "correct and replace (7)",
  reopening: "ask for a reopening",
  appeal: "appeal",
  "time-limit-exception": "ask for a time-limit exception",
  "send-documents": "send documents",
  "bill-next-payer": "bill the next payer",
  "bill-other-payer": "bill the payer that comes first",
  "bill-patient": "bill the patient",
  "verify-coverage": "verify the coverage",
  "find-first-claim": "find the first claim",
  "dispute-contract": "dispute by contract",
  "write-off": "write off",
  wait: "wait",
  review: "look at it",
};
