/** The one queue of a visit: the first of its open items that somebody has to work. */

import type { ClaimFacts } from "../core/claims/state.ts";
import { hasIcd10Shape } from "../core/codebook/code-text.ts";
import { type Cents, zeroCents } from "../core/kernel/cents.ts";
import { addDays, type IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer } from "../core/parties/model.ts";
import type { Encounter } from "../core/visits/model.ts";
import { type OpenItem, type Queue, queueOf } from "../core/worklist/queue.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";

export interface VisitQueue {
  readonly name: Queue;
  readonly words: string;
  readonly why: string;
  readonly next: string;
}

export interface QueueFacts {
  readonly encounter: Pick<Encounter, "date" | "selfPay" | "charges" | "diagnoses">;
  readonly claim?: {
    readonly state: ClaimFacts["state"];
    readonly stateSince: IsoDate;
    readonly content: Pick<ProfessionalClaim, "diagnoses">;
  };
  readonly payer?: Payer;
  readonly openDenial: boolean;
  readonly charged: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  readonly today: IsoDate;
}

/** Days after which an answer is overdue: acknowledgement two business days, decision thirty (facts 01 §1.3). */
const acknowledgementDays = 4;
const decisionDays = 30;

export function queueOfVisit(facts: QueueFacts): VisitQueue {
  const { today, patientBalance } = facts;
  const first = queueOf(mainItem(facts), today);
  // The patient's part comes last: while anything is open with a payer, that is what has to be worked.
  const placed =
    first.queue === "closed" && patientBalance !== zeroCents
      ? queueOf({ kind: "patient-balance", balance: patientBalance, withheld: false }, today)
      : first;
  return { name: placed.queue, words: queueWords[placed.queue].words, why: placed.reason, next: queueWords[placed.queue].next };
}

function mainItem({ encounter, claim, payer, openDenial, charged, insuranceBalance }: QueueFacts): OpenItem {
  // HI01-1 BK and BF are ICD-9-CM; senders also put ICD-9 codes under the qualifiers of ICD-10, which their shape tells.
  const codes = claim === undefined ? encounter.diagnoses.map((one) => ({ qualifier: "ABF", code: one.code })) : claim.content.diagnoses;
  const outdatedCodes = codes.some((one) => /^B[KF]$/.test(one.qualifier) || !hasIcd10Shape(one.code));
  if (claim === undefined) {
    const coded = encounter.charges.length > 0 && encounter.diagnoses.length > 0;
    return {
      kind: "visit",
      coded,
      selfPay: encounter.selfPay,
      outdatedCodes,
      amount: charged,
      ...(payer === undefined ? {} : { fileBy: addDays(encounter.date, payer.timelyFilingDays) }),
    };
  }
  const waitsForDecision = claim.state === "accepted" || claim.state === "reversed";
  return {
    kind: "claim",
    state: claim.state,
    balance: insuranceBalance,
    openDenial,
    outdatedCodes,
    answerBy: addDays(claim.stateSince, waitsForDecision ? decisionDays : acknowledgementDays),
    ...(payer === undefined ? {} : { deadline: addDays(encounter.date, payer.timelyFilingDays) }),
  };
}

export const queueWords: Readonly<Record<Queue, { readonly words: string; readonly next: string }>> = {
  "needs-coding": { words: "Needs coding", next: "Code the visit from its note." },
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
