/**
 * A practice case: one visit of the student's private copy of the practice, worked with the real screens, and what is looked at
 * to grade it. A check reads facts of the work (`work.ts`), gives part of its points where part is right, and says why the right
 * way is right and who says so.
 */
import type { Cents } from "../../kernel/cents.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CaseWork } from "./work.ts";

export const caseKeys = [
  "code-the-visit",
  "clear-the-check",
  "file-the-claim",
  "read-the-277ca",
  "post-the-payment",
  "win-the-denial",
] as const;
export type CaseKey = (typeof caseKeys)[number];

/** What a check asks for; the areas of an exam are made of these (`exam-areas.ts`). */
export type Skill =
  | "diagnoses"
  | "guidelines"
  | "evaluation"
  | "laboratory"
  | "procedures"
  | "modifiers"
  | "documentation"
  | "claims"
  | "payers"
  | "reimbursement"
  | "denials"
  | "patient-accounts"
  | "compliance";

export interface PracticeCase {
  readonly key: CaseKey;
  readonly title: string;
  readonly chair: "coder" | "biller";
  /** About how long somebody needs who does it for the first time. */
  readonly minutes: number;
  /** What happened before, as a colleague would tell it. */
  readonly story: string;
  /** What is to be done, in order. */
  readonly tasks: readonly string[];
  readonly visit: CaseVisit;
  readonly questions: readonly Question[];
  readonly checks: readonly Check[];
}

/** The visit as the copy of the practice has it when the student comes. */
export interface CaseVisit {
  readonly patient: CasePatient;
  readonly provider: "okafor" | "lindqvist" | "abara";
  readonly date: IsoDate;
  readonly reason: string;
  readonly note: string;
  /** What a colleague coded, with the words of the note. Absent: the student codes it. */
  readonly coding?: CaseCoding;
  /** How far it went before the student comes. Filed: the payer has answered what it will have answered by then. */
  readonly until: "noted" | "coded" | "prepared" | "filed";
}

export interface CasePatient {
  readonly accountNumber: string;
  readonly last: string;
  readonly first: string;
  readonly birth: IsoDate;
  readonly sex: "F" | "M";
  readonly street: string;
  readonly phone: string;
  /** As the front desk typed it. */
  readonly memberId: string;
  readonly groupNumber: string;
}

export interface CaseCoding {
  readonly diagnoses: readonly (readonly [code: string, words: string])[];
  readonly charges: readonly {
    readonly procedure: string;
    readonly modifiers: readonly string[];
    /** 1 is the first diagnosis. */
    readonly pointers: readonly number[];
    readonly words: string;
  }[];
}

/** Asked beside the work. What is right may follow from the work itself: the amounts are those of the payer that answered. */
export type Question =
  | {
      readonly key: string;
      readonly kind: "choice";
      readonly words: string;
      readonly options: readonly { readonly key: string; readonly words: string }[];
    }
  | { readonly key: string; readonly kind: "amount"; readonly words: string };

/** A choice by its key, an amount in cents as text. By the question's key; absent: not answered. */
export type Answers = Readonly<Record<string, string>>;

export interface Check {
  readonly key: string;
  readonly words: string;
  readonly points: number;
  readonly skills: readonly Skill[];
  /** Why the right way is right; shown with the grade, never before. */
  readonly rationale: string;
  readonly authority: string;
  readonly judge: (work: CaseWork, answers: Answers) => Judged;
}

/** `share` from 0 to 1, in halves, thirds or quarters of the check's points; `words` says what was found. */
export interface Judged {
  readonly share: number;
  readonly words: string;
}

export function right(words: string): Judged {
  return { share: 1, words };
}

export function partly(share: number, words: string): Judged {
  return { share, words };
}

export function wrong(words: string): Judged {
  return { share: 0, words };
}

/** A question with one right answer. */
export function choice(key: string, answer: string, hint: string): Check["judge"] {
  return (_work, answers) => {
    const given = answers[key];
    if (given === undefined || given === "") return wrong("Not answered yet.");
    return given === answer ? right("Answered right.") : wrong(hint);
  };
}

/** An amount that the work itself tells: right to the cent or not. `undefined`: there is nothing to read it from yet. */
export function amount(key: string, answerOf: (work: CaseWork) => Cents | undefined, hint: string): Check["judge"] {
  return (work, answers) => {
    const answer = answerOf(work);
    if (answer === undefined) return wrong("The payer has not answered yet.");
    const given = answers[key];
    if (given === undefined || given === "") return wrong("Not answered yet.");
    return given === String(answer) ? right("Right to the cent.") : wrong(hint);
  };
}
