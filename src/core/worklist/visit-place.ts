/**
 * The one queue of a visit: the first of its open items that somebody has to work. A place says everything that no day
 * changes, so that it can be kept: which queue, since when the visit is silent, by when it must be worked.
 */
import type { ClaimState } from "../claims/model.ts";
import { hasOutdatedCodes } from "../claims/outdated-codes.ts";
import { type Cents, zeroCents } from "../kernel/cents.ts";
import { addDays, type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { type OpenItem, type Placement, type Queue, queueOf } from "./queue.ts";

export interface VisitFacts {
  readonly date: IsoDate;
  readonly selfPay: boolean;
  /** It has diagnoses and charges. */
  readonly coded: boolean;
  /** Of the claim, else of the visit: qualifier as in HI, code without dot. */
  readonly diagnoses: readonly { readonly qualifier: string; readonly code: string }[];
  /** To the primary payer. */
  readonly claim?: { readonly state: ClaimState; readonly stateSince: IsoDate };
  /** The last day of the payer that is asked, when there is one. */
  readonly fileBy?: IsoDate;
  readonly openDenial: boolean;
  /** The coder has asked the clinician, who has not answered. */
  readonly questionOpen: boolean;
  readonly charged: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
}

export interface VisitPlace {
  /** Where the visit stands while no answer is overdue. */
  readonly queue: Queue;
  readonly why: string;
  /** When an answer is awaited: the last day that the visit waits; from the next on it is in "silent". */
  readonly silent?: { readonly after: IsoDate; readonly why: string };
  /** The payer's last day for the claim. */
  readonly deadline?: IsoDate;
}

/** Days after which an answer is overdue: acknowledgement two business days, decision thirty (facts 01 §1.3). */
const acknowledgementDays = 4;
const decisionDays = 30;

/** Before and after every day of a claim. */
const beginning = isoDate("1800-01-01");
const end = isoDate("2999-12-31");

export function placeOfVisit(facts: VisitFacts): VisitPlace {
  const item = mainItem(facts);
  const first = queueOf(item, beginning);
  // The patient's part comes last: while anything is open with a payer, that is what has to be worked.
  if (first.queue === "closed" && facts.patientBalance !== zeroCents)
    return placed(queueOf({ kind: "patient-balance", balance: facts.patientBalance, withheld: false }, beginning));
  const last = queueOf(item, end);
  const answerBy = item.kind === "claim" ? item.answerBy : undefined;
  const deadline = item.kind === "claim" ? item.deadline : item.kind === "visit" ? item.fileBy : undefined;
  return {
    ...placed(first),
    ...(last.queue === "silent" && answerBy !== undefined ? { silent: { after: answerBy, why: last.reason } } : {}),
    ...(deadline === undefined || first.queue === "closed" ? {} : { deadline }),
  };
}

/** Where the place puts the visit on a day. */
export function placeOn({ queue, why, silent }: VisitPlace, today: IsoDate): { readonly queue: Queue; readonly why: string } {
  return silent !== undefined && today > silent.after ? { queue: "silent", why: silent.why } : { queue, why };
}

function placed({ queue, reason }: Placement): VisitPlace {
  return { queue, why: reason };
}

function mainItem(facts: VisitFacts): OpenItem {
  const { claim, fileBy, openDenial, questionOpen, insuranceBalance } = facts;
  const outdatedCodes = hasOutdatedCodes(facts.diagnoses);
  if (claim === undefined) {
    return {
      kind: "visit",
      coded: facts.coded,
      selfPay: facts.selfPay,
      outdatedCodes,
      questionOpen,
      ...(fileBy === undefined ? {} : { fileBy }),
    };
  }
  const waitsForDecision = claim.state === "accepted" || claim.state === "reversed";
  return {
    kind: "claim",
    state: claim.state,
    balance: insuranceBalance,
    openDenial,
    outdatedCodes,
    questionOpen,
    answerBy: addDays(claim.stateSince, waitsForDecision ? decisionDays : acknowledgementDays),
    ...(fileBy === undefined ? {} : { deadline: fileBy }),
  };
}
