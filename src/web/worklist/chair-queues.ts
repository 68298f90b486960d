/** Which queues are whose. Who sits in both chairs has all. */
import type { Chair } from "../../http/contract/practice.ts";
import type { queueNames } from "../../http/contract/visits.ts";

type Queue = (typeof queueNames)[number];

const coderQueues: readonly Queue[] = ["needs-coding", "outdated-code-set", "held-by-findings"];
const billerQueues: readonly Queue[] = ["rejected", "denied", "silent", "ready-to-file", "credit-balance", "exceptions", "patient-balance"];

/** What the clinician has to answer is seen by the coder, but is not the coder's next visit. */
export function isOfChair(chair: Chair, queue: string): boolean {
  if (chair === "both") return true;
  const codes = queue === "question-open" || coderQueues.some((one) => one === queue);
  return chair === "coder" ? codes : !codes || queue === "held-by-findings";
}

/** From which the next visit comes. */
export function nextQueues(chair: Chair): readonly Queue[] {
  if (chair === "both") return [...coderQueues, ...billerQueues];
  return chair === "coder" ? coderQueues : [...billerQueues, "held-by-findings"];
}
