/** Every open balance and every unresolved item is in exactly one queue, with the reason in plain words. */
import type { ClaimState } from "../claims/model.ts";
import { assertNever } from "../kernel/assert.ts";
import { type Cents, formatUsd, zeroCents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

export const queues = [
  "needs-coding",
  "question-open",
  "held-by-findings",
  "outdated-code-set",
  "ready-to-file",
  "awaiting-acknowledgement",
  "rejected",
  "awaiting-payment",
  "silent",
  "denied",
  "patient-balance",
  "credit-balance",
  "unmatched-money",
  "exceptions",
  "closed",
] as const;
export type Queue = (typeof queues)[number];

export type OpenItem =
  /** A visit that has no claim yet. */
  | {
      readonly kind: "visit";
      readonly coded: boolean;
      readonly selfPay: boolean;
      readonly outdatedCodes: boolean;
      /** The coder has asked the clinician, who has not answered. */
      readonly questionOpen: boolean;
      readonly fileBy?: IsoDate;
    }
  /** What one payer owes on a claim. */
  | {
      readonly kind: "claim";
      readonly state: ClaimState;
      /** Insurance receivable; negative for a credit. */
      readonly balance: Cents;
      readonly openDenial: boolean;
      readonly outdatedCodes: boolean;
      readonly questionOpen: boolean;
      /** The day on which an answer is overdue (999, 277CA or 835, as the state asks). */
      readonly answerBy?: IsoDate;
      /** Filing limit, appeal day: whichever ends first. */
      readonly deadline?: IsoDate;
    }
  | { readonly kind: "patient-balance"; readonly balance: Cents; readonly withheld: boolean; readonly owedSince?: IsoDate }
  | { readonly kind: "unapplied-money"; readonly amount: Cents; readonly receivedOn?: IsoDate }
  | { readonly kind: "exception"; readonly amount: Cents; readonly words: string; readonly resolved: boolean };

export interface Placement {
  readonly queue: Queue;
  readonly reason: string;
}

/** The parent decides, total over all states and balances. */
export function queueOf(item: OpenItem, today: IsoDate): Placement {
  switch (item.kind) {
    case "visit":
      return place(...queueOfVisit(item));
    case "claim":
      return place(...queueOfClaim(item, today));
    case "patient-balance":
      return place(...queueOfPatientBalance(item));
    case "unapplied-money":
      return item.amount === zeroCents
        ? place("closed", "Nothing is left to apply.")
        : place("unmatched-money", `${formatUsd(item.amount)} belongs to no charge yet.`);
    case "exception":
      return item.resolved ? place("closed", "Resolved.") : place("exceptions", item.words);
    default:
      return assertNever(item, "open item");
  }
}

type ClaimItem = Extract<OpenItem, { kind: "claim" }>;

function queueOfVisit(item: Extract<OpenItem, { kind: "visit" }>): readonly [Queue, string] {
  if (item.questionOpen) return questionOpen;
  if (!item.coded) return ["needs-coding", "The visit is not coded."];
  if (item.outdatedCodes) return ["outdated-code-set", "A code is from a set that was not in force on the date of service."];
  if (item.selfPay) return ["closed", "No claim is made: the patient pays, and the balance has its own place."];
  return ["ready-to-file", "Coded; its claim is to be made."];
}

/** A credit and an open denial are worked wherever the claim stands. */
function queueOfClaim(item: ClaimItem, today: IsoDate): readonly [Queue, string] {
  if (item.balance < zeroCents) return ["credit-balance", "The payer paid more than was open."];
  if (item.questionOpen && isBeforeFiling(item.state)) return questionOpen;
  if (item.outdatedCodes && isBeforeFiling(item.state)) {
    return ["outdated-code-set", "A code is from a set that was not in force on the date of service."];
  }
  if (item.openDenial && item.balance > zeroCents && isAdjudicated(item.state)) return ["denied", "The payer refused money on this claim."];
  return queueOfState(item, today);
}

function queueOfState(item: ClaimItem, today: IsoDate): readonly [Queue, string] {
  const overdue = item.answerBy !== undefined && today > item.answerBy;
  switch (item.state) {
    case "draft":
      return ["ready-to-file", "Made; to be checked and released."];
    case "held":
      return ["held-by-findings", "The check found something that the payer would refuse."];
    case "ready":
      return ["ready-to-file", "Checked; to be released."];
    case "queued":
      return ["ready-to-file", "Released; waits to be written into a file."];
    case "submitted":
    case "file-accepted":
      return overdue
        ? ["silent", `No acknowledgement by ${item.answerBy}.`]
        : [
            "awaiting-acknowledgement",
            item.state === "submitted" ? "Sent; no answer yet." : "The file was taken; the claim is not acknowledged yet.",
          ];
    case "rejected":
      return ["rejected", "Refused before any decision: fix and send again."];
    case "accepted":
      return overdue ? ["silent", `No decision by ${item.answerBy}.`] : ["awaiting-payment", "The payer has it; no decision yet."];
    case "reversed":
      return overdue
        ? ["silent", `The payment was taken back and no correction came by ${item.answerBy}.`]
        : ["awaiting-payment", "The payment was taken back; the corrected decision is to come."];
    case "denied":
    case "partly-paid":
      return item.balance === zeroCents ? ["closed", "Decided and settled."] : ["denied", "The payer left money open."];
    case "paid":
    case "to-patient":
    case "voided":
    case "closed":
      return item.balance === zeroCents
        ? ["closed", "Decided and settled."]
        : ["exceptions", `The claim is ${item.state} and ${formatUsd(item.balance)} is still open with the payer.`];
    default:
      return assertNever(item.state, "claim state");
  }
}

function queueOfPatientBalance(item: Extract<OpenItem, { kind: "patient-balance" }>): readonly [Queue, string] {
  if (item.balance === zeroCents) return ["closed", "The patient owes nothing."];
  if (item.balance < zeroCents) return ["credit-balance", "The patient paid more than their share."];
  return ["patient-balance", item.withheld ? "The patient's, but not to be asked for yet." : "The patient's, and may be billed."];
}

const questionOpen = ["question-open", "The clinician was asked and has not answered; nothing is billed before."] as const;

function isBeforeFiling(state: ClaimState): boolean {
  return state === "draft" || state === "held" || state === "ready" || state === "queued";
}

function isAdjudicated(state: ClaimState): boolean {
  return state === "denied" || state === "partly-paid" || state === "paid" || state === "to-patient" || state === "reversed";
}

function place(queue: Queue, reason: string): Placement {
  return { queue, reason };
}
