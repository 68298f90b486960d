/** The queue of a visit in words, with what to do next. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Queue } from "../core/worklist/queue.ts";
import { placeOfVisit, placeOn, type VisitFacts } from "../core/worklist/visit-place.ts";

export interface VisitQueue {
  readonly name: Queue;
  readonly words: string;
  readonly why: string;
  readonly next: string;
}

export function queueOfVisit(facts: VisitFacts, today: IsoDate): VisitQueue {
  const { queue, why } = placeOn(placeOfVisit(facts), today);
  return { name: queue, words: queueWords[queue].words, why, next: queueWords[queue].next };
}

export const queueWords: Readonly<Record<Queue, { readonly words: string; readonly next: string }>> = {
  "needs-coding": { words: "Needs coding", next: "Code the visit from its note." },
  "question-open": { words: "Question open", next: "The clinician answers the coder's question; then it is coded." },
  "held-by-findings": { words: "Held by findings", next: "Fix what the check found, then check again." },
  "outdated-code-set": { words: "Outdated code set", next: "Recode it with the codes in force on the date of service." },
  "ready-to-file": { words: "Ready to file", next: "Prepare, release and file the claim." },
  "awaiting-acknowledgement": {
    words: "Awaiting acknowledgement",
    next: "Wait for TA1, 999 and 277CA; nothing is sent before the payer says so.",
  },
  rejected: { words: "Rejected", next: "Fix what the payer names and send it again as an original." },
  "awaiting-payment": { words: "Awaiting payment", next: "Wait for the remittance." },
  silent: { words: "Silent past its day", next: "Ask the payer for the status." },
  denied: { words: "Denied", next: "Correct and replace it, appeal, or settle the denial." },
  "patient-balance": { words: "Patient balance", next: "Make the statement, or take a payment." },
  "credit-balance": { words: "Credit balance", next: "Find whose money it is and give it back." },
  "unmatched-money": { words: "Unmatched money", next: "Find the charge it belongs to." },
  exceptions: { words: "Exceptions", next: "Look at what could not be placed." },
  closed: { words: "Closed", next: "Nothing is open." },
};
