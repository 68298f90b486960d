/** A denial: an adjudicated line of which a payer refused money. One for a line and its driving reason. */
import type { Cents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Payer } from "../parties/model.ts";
import type { DenialCategory } from "../remit/code-words.ts";
import type { DenialToOpen } from "../remit/model.ts";

export type RootCause =
  | "registration"
  | "eligibility"
  | "authorisation"
  | "coding"
  | "billing"
  | "clinical-documentation"
  | "enrolment"
  | "benefit"
  | "payer"
  | "unknown";

/** As a person reads it. */
export const rootCauseWords: Readonly<Record<RootCause, string>> = {
  registration: "registration: who the patient or subscriber is",
  eligibility: "eligibility: whether and by whom the patient was covered",
  authorisation: "authorization",
  coding: "coding",
  billing: "billing: how the claim was made or when it was filed",
  "clinical-documentation": "what the note says, and does not say",
  enrolment: "the clinician's enrolment with the payer",
  benefit: "what the plan covers",
  payer: "the payer",
  unknown: "not known yet",
};

/** What the deciding functions need of a denial; `DenialToOpen` of the posting plan is one. */
export type DeniedLine = Pick<DenialToOpen, "group" | "reason" | "remarks" | "kind" | "amount" | "decidedOn">;

export interface DenialAnalysis {
  readonly category: DenialCategory | "unknown";
  readonly cause: RootCause;
  readonly preventable: "yes" | "partly" | "no" | "unknown";
  /** Who bears the amount as the payer says it, before any work. */
  readonly liable: "practice" | "patient-or-next-payer" | "another-payer" | "undecided";
  /** Plain words: the reason and the remarks that are not alerts. */
  readonly words: string;
  readonly nextAction: string;
}

export type RemedyAction =
  | "resend-original"
  | "replacement"
  | "reopening"
  | "appeal"
  | "time-limit-exception"
  | "send-documents"
  | "bill-next-payer"
  | "bill-other-payer"
  | "bill-patient"
  | "verify-coverage"
  | "find-first-claim"
  | "dispute-contract"
  | "write-off"
  | "wait"
  | "review";

/** Facts of the claim that decide the way on. */
export interface RemedyClaim {
  readonly serviceFrom: IsoDate;
  /** The last decision of the payers before this one. */
  readonly decidedBefore?: IsoDate;
  /** Of the latest adjudication (CLP07). */
  readonly payerControlNumber?: string;
  /** A 277CA acceptance is on file: the proof of timely filing. */
  readonly acceptedOn?: IsoDate;
  readonly appealOpen: boolean;
  /** Another coverage of the patient comes after this payer. */
  readonly hasNextPayer: boolean;
}

export type RemedyPayer = Pick<
  Payer,
  "filingIndicator" | "timelyFilingDays" | "laterFilingDays" | "takesReplacement" | "appealDays" | "name"
>;

export interface Deadlines {
  /** Last day for an appeal to be received, from the notice date. Absent when there is no right of appeal. */
  readonly appealBy?: IsoDate;
  /** Last day for a new or corrected claim, as the payer counts it. */
  readonly claimBy: IsoDate;
}

export interface Remedy {
  readonly action: RemedyAction;
  /** CLM05-3 of the claim to send. */
  readonly frequency?: "1" | "7";
  /** Sentences, the first says what to do. */
  readonly reasons: readonly string[];
  readonly authority: string;
  readonly deadlines: Deadlines;
  /** The first day that ends a way on, when it still lies ahead or has just passed. */
  readonly deadline: IsoDate;
  readonly late: boolean;
  readonly alternatives: readonly RemedyAction[];
  readonly amount: Cents;
}
