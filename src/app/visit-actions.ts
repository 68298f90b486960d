/** The steps of a visit's way with their state, and what can be done now or why not. */

import { isUnderway } from "../core/claims/state.ts";
import { formatUsd, zeroCents } from "../core/kernel/cents.ts";
import { counted } from "../core/kernel/counted.ts";
import { formatUsDate } from "../core/kernel/iso-date.ts";
import type { StoredDenial } from "../store/denials.ts";
import { stateWords } from "./claim-words.ts";
import type { DenialDetail } from "./denials/work-out.ts";
import type { VisitMoney } from "./view-visit.ts";
import type { VisitQueue } from "./visit-queue.ts";
import type { VisitRecord } from "./visit-record.ts";

export interface VisitState {
  readonly visit: VisitRecord;
  readonly money: VisitMoney;
  readonly openDenials: readonly StoredDenial[];
  readonly statements: number;
  readonly queue: VisitQueue;
  /** The clinician was asked and has not answered. */
  readonly questionOpen: boolean;
  /** Some answer of a payer is on file. */
  readonly answered: boolean;
  /** A remittance has decided the claim at least once. */
  readonly decided: boolean;
}

export type StepState = "done" | "current" | "waiting" | "problem" | "not-needed";

export interface Step {
  readonly name: "note" | "codes" | "claim" | "x12" | "answer" | "money" | "statement";
  readonly words: string;
  readonly state: StepState;
  readonly detail: string;
}

export type ActionName =
  | "correct-member-id"
  | "save-coding"
  | "prepare-claim"
  | "release-claim"
  | "take-back-claim"
  | "file-claim"
  | "let-payer-answer"
  | "resend-claim"
  | "replace-claim"
  | "ask-reopening"
  | "write-off-denial"
  | "bill-patient-denial"
  | "make-statement"
  | "take-payment";

export interface Action {
  readonly name: ActionName;
  readonly allowed: boolean;
  readonly why: string;
}

export function stepsOf(state: VisitState): Step[] {
  const steps = [
    noteStep(state),
    codesStep(state),
    claimStep(state),
    x12Step(state),
    answerStep(state),
    moneyStep(state),
    statementStep(state),
  ];
  // One step is the current one: the first that is neither done nor skipped.
  const first = steps.findIndex((step) => step.state === "current" || step.state === "problem");
  return steps.map((step, index) =>
    index > first && first >= 0 && step.state === "current" ? { ...step, state: "waiting" as const } : step,
  );
}

function noteStep({ visit: { encounter, claim } }: VisitState): Step {
  const { note } = encounter;
  if (note === undefined && claim === undefined && encounter.diagnoses.length === 0)
    return { name: "note", words: "Note", state: "waiting", detail: "not written yet" };
  if (note === undefined) return { name: "note", words: "Note", state: "not-needed", detail: "came without one" };
  const signed = note.signedOn === undefined ? "not signed yet" : `signed ${formatUsDate(note.signedOn)}`;
  return { name: "note", words: "Note", state: note.signedOn === undefined ? "problem" : "done", detail: signed };
}

function codesStep({ visit: { encounter } }: VisitState): Step {
  const { diagnoses, charges } = encounter;
  const coded = diagnoses.length > 0 && charges.length > 0;
  return {
    name: "codes",
    words: "Codes",
    state: coded ? "done" : "current",
    detail: coded
      ? `${counted(diagnoses.length, "diagnosis", "diagnoses")}, ${counted(charges.length, "service")}`
      : "code it from the note",
  };
}

function claimStep({ visit: { encounter, claim } }: VisitState): Step {
  if (encounter.selfPay) return { name: "claim", words: "Claim", state: "not-needed", detail: "self-pay: no claim" };
  if (claim === undefined) return { name: "claim", words: "Claim", state: "current", detail: "prepare and check it" };
  const open = claim.state === "draft" || claim.state === "ready" || claim.state === "queued";
  return {
    name: "claim",
    words: "Claim",
    state: claim.state === "held" ? "problem" : open ? "current" : "done",
    detail: stateWords[claim.state],
  };
}

function x12Step({ visit: { encounter, claim } }: VisitState): Step {
  if (encounter.selfPay) return { name: "x12", words: "X12", state: "not-needed", detail: "nothing is sent" };
  const sent = claim !== undefined && !["draft", "held", "ready", "queued"].includes(claim.state);
  return {
    name: "x12",
    words: "X12",
    state: sent ? "done" : "waiting",
    detail: sent ? `version ${claim.version} as sent` : "the 837P, when it is filed",
  };
}

function answerStep({ visit: { encounter, claim }, openDenials, decided }: VisitState): Step {
  if (encounter.selfPay) return { name: "answer", words: "Answer", state: "not-needed", detail: "no payer" };
  const step = (state: StepState, detail: string): Step => ({ name: "answer", words: "Answer", state, detail });
  if (claim === undefined) return step("waiting", "what the payer says");
  if (claim.state === "rejected") return step("problem", "rejected: fix and send again");
  if (openDenials.length > 0) return step("problem", `${openDenials.length} denied line${openDenials.length === 1 ? "" : "s"}`);
  if (isUnderway(claim.state) && claim.state !== "queued") return step("current", stateWords[claim.state]);
  return step(
    decided && !["draft", "held", "ready", "queued"].includes(claim.state) ? "done" : "waiting",
    decided ? stateWords[claim.state] : "what the payer says",
  );
}

function moneyStep({ money }: VisitState): Step {
  const open = money.insuranceBalance + money.patientBalance;
  const detail = money.charged === zeroCents ? "where every cent is" : openWords(money);
  const settled = money.charged !== zeroCents && (open === 0 || money.insuranceBalance === zeroCents);
  return { name: "money", words: "Money", state: settled ? "done" : "waiting", detail };
}

function openWords({ insuranceBalance, patientBalance }: VisitState["money"]): string {
  if (insuranceBalance === zeroCents && patientBalance === zeroCents) return "nothing is open";
  if (patientBalance === zeroCents) return `insurance ${formatUsd(insuranceBalance)}`;
  if (insuranceBalance === zeroCents) return `patient ${formatUsd(patientBalance)}`;
  return `insurance ${formatUsd(insuranceBalance)}, patient ${formatUsd(patientBalance)}`;
}

function statementStep({ money, statements, queue }: VisitState): Step {
  const step = (state: StepState, detail: string): Step => ({ name: "statement", words: "Statement", state, detail });
  if (queue.name === "closed" && money.charged !== zeroCents)
    return step(money.patientPaid > zeroCents ? "done" : "not-needed", "zero balance");
  if (queue.name === "patient-balance")
    return step("current", statements > 0 ? `${formatUsd(money.patientBalance)} to be paid` : "make the statement");
  return step("waiting", "the patient's part");
}

export function actionsOf(state: VisitState): Action[] {
  const { visit, openDenials, money, questionOpen } = state;
  const { encounter, claim, payer } = visit;
  const claimState = claim?.state;
  const unsent = claimState === undefined || claimState === "draft" || claimState === "held" || claimState === "ready";
  const underway = claimState !== undefined && isUnderway(claimState);
  const coded = encounter.charges.length > 0 && encounter.diagnoses.length > 0;
  const unprocessable = openDenials.some((denial) => (denial.detail as DenialDetail).action === "resend-original");
  const decided = claimState === "denied" || claimState === "partly-paid" || claimState === "paid" || claimState === "to-patient";
  return [
    action(
      "correct-member-id",
      visit.coverage !== undefined && !underway,
      visit.coverage === undefined ? "This visit has no insurance." : "The claim is with the payer.",
    ),
    action("save-coding", !underway, "The claim is with the payer: it cannot be recoded until the payer has answered."),
    action(
      "prepare-claim",
      !encounter.selfPay && coded && unsent && !questionOpen,
      questionOpen
        ? asked
        : encounter.selfPay
          ? "Self-pay: no claim is made."
          : coded
            ? "This version has left the house."
            : "Code the visit first.",
    ),
    action(
      "release-claim",
      claimState === "ready" && !questionOpen,
      questionOpen ? asked : claimState === "held" ? "Its errors hold it: fix them and check again." : "Prepare and check the claim first.",
    ),
    action("take-back-claim", claimState === "queued", "Only a released claim can be taken back."),
    action("file-claim", claimState === "queued", claimState === "ready" ? "Release it first." : "Nothing is released."),
    action("let-payer-answer", underway && claimState !== "queued", "Nothing is with the payer."),
    action(
      "resend-claim",
      claimState === "rejected" || (claimState === "denied" && unprocessable),
      "Only a rejected claim goes again as an original.",
    ),
    action(
      "replace-claim",
      decided && payer?.takesReplacement === true,
      payer?.takesReplacement === false
        ? `${payer.name} takes no replacement claims: ask for a reopening or appeal.`
        : "There is no decision to replace.",
    ),
    action("ask-reopening", openDenials.length > 0 && payer?.takesReplacement === false, "This payer takes replacement claims."),
    action("write-off-denial", openDenials.length > 0, "No denial is open."),
    action(
      "bill-patient-denial",
      openDenials.some((denial) => denial.group === "PR"),
      "Only what the payer reported as the patient's (PR) may be billed to the patient.",
    ),
    action(
      "make-statement",
      money.patientBalance > zeroCents && openDenials.length === 0,
      openDenials.length > 0
        ? "A denial is open: the patient is not asked while it is worked."
        : "The patient owes nothing for this visit now.",
    ),
    action("take-payment", money.patientBalance > zeroCents, "The patient owes nothing for this visit."),
  ];
}

const asked = "The clinician was asked and has not answered: nothing is billed before.";

function action(name: ActionName, allowed: boolean, why: string): Action {
  return { name, allowed, why: allowed ? "" : why };
}
