/** Every open balance and every unresolved item is in exactly one queue, with the reason in plain words. */
import type { ClaimState } from "../claims/model.ts";
import { assertNever } from "../kernel/assert.ts";
import { type Cents, formatUsd, zeroCents } from "../kernel/cents.ts";
import { daysBetween, type IsoDate } from "../kernel/iso-date.ts";

export const queues = [
  "needs-coding",
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
      readonly amount: Cents;
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
  /** 0–100: money and time together; higher comes first. Closed items have 0. */
  readonly priority: number;
  readonly reason: string;
}

/** The parent decides, total over all states and balances. */
export function queueOf(item: OpenItem, today: IsoDate): Placement {
  switch (item.kind) {
    case "visit":
      return place(...queueOfVisit(item), { amount: item.amount, deadline: item.fileBy, today });
    case "claim":
      return place(...queueOfClaim(item, today), { amount: item.balance, deadline: item.deadline, today });
    case "patient-balance":
      return place(...queueOfPatientBalance(item), { amount: item.balance, deadline: undefined, today });
    case "unapplied-money":
      return item.amount === zeroCents
        ? place("closed", "Nothing is left to apply.", { amount: zeroCents, deadline: undefined, today })
        : place("unmatched-money", `${formatUsd(item.amount)} belongs to no charge yet.`, {
            amount: item.amount,
            deadline: undefined,
            today,
          });
    case "exception":
      return item.resolved
        ? place("closed", "Resolved.", { amount: zeroCents, deadline: undefined, today })
        : place("exceptions", item.words, { amount: item.amount, deadline: undefined, today });
    default:
      return assertNever(item, "open item");
  }
}

type ClaimItem = Extract<OpenItem, { kind: "claim" }>;

function queueOfVisit(item: Extract<OpenItem, { kind: "visit" }>): readonly [Queue, string] {
  if (!item.coded) return ["needs-coding", "The visit is not coded."];
  if (item.outdatedCodes) return ["outdated-code-set", "A code is from a set that was not in force on the date of service."];
  if (item.selfPay) return ["closed", "No claim is made: the patient pays, and the balance has its own place."];
  return ["ready-to-file", "Coded; its claim is to be made."];
}

/** A credit and an open denial are worked wherever the claim stands. */
function queueOfClaim(item: ClaimItem, today: IsoDate): readonly [Queue, string] {
  if (item.balance < zeroCents) return ["credit-balance", "The payer paid more than was open."];
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

function isBeforeFiling(state: ClaimState): boolean {
  return state === "draft" || state === "held" || state === "ready" || state === "queued";
}

function isAdjudicated(state: ClaimState): boolean {
  return state === "denied" || state === "partly-paid" || state === "paid" || state === "to-patient" || state === "reversed";
}

function place(
  queue: Queue,
  reason: string,
  { amount, deadline, today }: { readonly amount: Cents; readonly deadline: IsoDate | undefined; readonly today: IsoDate },
): Placement {
  return { queue, reason, priority: queue === "closed" ? 0 : moneyPoints(amount) + urgencyPoints(deadline, today) };
}

/** One point for each $25, up to 50. */
function moneyPoints(amount: Cents): number {
  return Math.min(50, Math.floor(Math.abs(amount) / 2500));
}

/** A deadline within a week 50, within a month 30, within a quarter 10; one that has passed 40: it may still be saved. */
function urgencyPoints(deadline: IsoDate | undefined, today: IsoDate): number {
  if (deadline === undefined) return 0;
  const days = daysBetween({ from: today, to: deadline });
  if (days < 0) return 40;
  if (days <= 7) return 50;
  if (days <= 30) return 30;
  return days <= 90 ? 10 : 0;
}
