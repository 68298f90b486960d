/** Claim states and events as sentences. */

import type { ClaimEvent, ClaimState } from "../core/claims/model.ts";
import { assertNever } from "../core/kernel/assert.ts";
import { cents, formatUsd } from "../core/kernel/cents.ts";

export const stateWords: Readonly<Record<ClaimState, string>> = {
  draft: "draft",
  held: "held by its findings",
  ready: "checked, ready to release",
  queued: "released, waits for the next file",
  submitted: "sent, not acknowledged yet",
  "file-accepted": "file accepted, claim not acknowledged yet",
  rejected: "rejected: fix and send again",
  accepted: "accepted by the payer, no decision yet",
  paid: "paid",
  "partly-paid": "partly paid, partly denied",
  denied: "denied",
  "to-patient": "decided: all of it is the patient's",
  reversed: "payment taken back",
  voided: "voided",
  closed: "closed",
};

/** The states in a word or two, in the order of a claim's life, for lists. */
export const stateNames: Readonly<Record<ClaimState, string>> = {
  draft: "Draft",
  held: "Held",
  ready: "Ready",
  queued: "Released",
  submitted: "Sent",
  "file-accepted": "File accepted",
  rejected: "Rejected",
  accepted: "Accepted",
  denied: "Denied",
  "partly-paid": "Partly paid",
  paid: "Paid",
  "to-patient": "Patient's",
  reversed: "Taken back",
  voided: "Voided",
  closed: "Closed",
};

export function eventWords(event: ClaimEvent): { readonly words: string; readonly detail?: string } {
  switch (event.kind) {
    case "drafted":
      return { words: `Version ${event.version} made (frequency ${event.frequency})`, detail: event.why };
    case "held":
      return { words: `Held by ${event.findings} finding${event.findings === 1 ? "" : "s"}` };
    case "passed":
      return { words: "Passed the check" };
    case "released":
      return { words: `Released by ${event.by}` };
    case "taken-back":
      return { words: `Taken back by ${event.by}` };
    case "crossed-over":
      return { words: `Forwarded by ${event.by}: not sent by us, waited for` };
    case "withdrawn":
      return { words: `Version given up by ${event.by}: as it was before` };
    case "written":
      return { words: "Written to the payer's folder", detail: `${event.fileName}, interchange ${event.interchange}` };
    case "file-accepted":
      return { words: `${event.by}: the payer took the file` };
    case "file-rejected":
      return { words: `${event.by}: the payer refused the file`, detail: event.words };
    case "acknowledged":
      return {
        words: "277CA: the payer took the claim",
        ...(event.payerControlNumber === undefined ? {} : { detail: `payer's number ${event.payerControlNumber}` }),
      };
    case "claim-rejected":
      return { words: "277CA: the payer rejected the claim before any decision", detail: event.words };
    case "adjudicated":
      return {
        words: `835: ${outcomeWords[event.outcome]}, ${formatUsd(cents(event.paid))} paid`,
        detail: `payer's number ${event.payerControlNumber}`,
      };
    case "reversed":
      return { words: "835: the payer took its decision back", detail: `payer's number ${event.payerControlNumber}` };
    case "closed":
      return { words: "Closed", detail: event.why };
    default:
      return assertNever(event, "claim event");
  }
}

const outcomeWords: Readonly<Record<Extract<ClaimEvent, { kind: "adjudicated" }>["outcome"], string>> = {
  paid: "paid",
  "partly-paid": "partly paid",
  denied: "denied",
  "to-patient": "nothing paid, all of it is the patient's",
};
