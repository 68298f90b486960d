import type { claimStateNames } from "../../http/contract/claims.ts";

/** Red asks for work, orange for a look, gray waits, green is done. */
export const claimStateColors: Readonly<Record<(typeof claimStateNames)[number], string>> = {
  draft: "blue",
  held: "orange",
  ready: "petrol",
  queued: "petrol",
  submitted: "gray",
  "file-accepted": "gray",
  rejected: "red",
  accepted: "gray",
  denied: "red",
  "partly-paid": "orange",
  paid: "teal",
  "to-patient": "violet",
  reversed: "orange",
  voided: "gray",
  closed: "teal",
};
