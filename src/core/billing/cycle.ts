/** Statements by cycle: who gets one today, as which step, and who does not and why. */
import { type Cents, formatUsd } from "../kernel/cents.ts";
import type { ChargeId } from "../kernel/id.ts";
import { addDays, ageOn, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import type { Patient } from "../parties/model.ts";
import { type EstimateExcess, excessGates } from "./estimate-excess.ts";
import { type Hold, holdRules } from "./holds.ts";

/** How a practice asks. Kept with its days: a statement goes by the settings of its own day. */
export interface StatementCycle {
  /** From one statement to the next. */
  readonly everyDays: number;
  /** Less than this is not asked for by mail. */
  readonly smallest: Cents;
  /** Until the amount is due. */
  readonly termDays: number;
  /** What each step says, the first to the last. */
  readonly steps: readonly CycleStep[];
}

export interface CycleStep {
  readonly title: string;
  readonly message: string;
}

/** What the field usually does; a practice writes its own. */
export const usualCycle: StatementCycle = {
  everyDays: 30,
  smallest: 500 as Cents,
  termDays: 25,
  steps: [
    { title: "Statement", message: "This is the first statement for these services. Please pay by the day above, or call us." },
    {
      title: "Reminder",
      message: "We have not received your payment yet. If something keeps you from paying, call us: a payment plan is possible.",
    },
    {
      title: "Final notice",
      message:
        "This is our last reminder by mail. Please pay, or call us to agree on a plan or to ask for help with the bill, before the day above.",
    },
  ],
};

export type GateKind =
  | "nothing-due"
  | "payer-pending"
  | "held"
  | "deceased"
  | "minor"
  | "mail"
  | "small-balance"
  | "cycle"
  | "final-sent"
  | "no-address"
  | "estimate";

export interface Gate {
  readonly kind: GateKind;
  readonly title: string;
  readonly words: string;
  readonly authority: string;
}

export interface AccountForStatement {
  readonly patient: Patient;
  /** What may be asked today, after all gates of single services. */
  readonly amountDue: Cents;
  /** In the patient's name and kept back, with the reasons of the services. */
  readonly onHold: Cents;
  readonly holdReasons: readonly string[];
  readonly insurancePending: Cents;
  readonly holds: readonly Hold[];
  /** Charges that would be asked for. */
  readonly dueCharges: readonly ChargeId[];
  /** Statements of this account so far, with the charges each asked for. */
  readonly earlier: readonly { readonly date: IsoDate; readonly charges: readonly ChargeId[] }[];
  /** Visits that are billed far above their estimate. */
  readonly excesses: readonly EstimateExcess[];
}

export type StatementDecision =
  | { readonly send: true; readonly step: number; readonly gates: readonly [] }
  | { readonly send: false; readonly gates: readonly Gate[] };

/**
 * `byHand`: a person asks for it now, so neither the cycle nor the small balance holds it back. `knowsExcess`: that person has seen
 * that the bill is far above its estimate.
 */
export function decideStatement(
  account: AccountForStatement,
  {
    cycle,
    today,
    byHand = false,
    knowsExcess = false,
  }: { readonly cycle: StatementCycle; readonly today: IsoDate; readonly byHand?: boolean; readonly knowsExcess?: boolean },
): StatementDecision {
  const people = peopleGates(account, today);
  // A hold on the account stands in each of its services too; it is said once.
  const hard = [...people, ...dueGates(account).filter(({ words }) => !people.some((gate) => words === `${gate.title}: ${gate.words}`))];
  const { dueCharges, earlier, excesses } = account;
  const excess = knowsExcess ? [] : excessGates(excesses, { dueCharges, asked: new Set(earlier.flatMap(({ charges }) => charges)) });
  const stops = [...hard, ...excess];
  const gates = byHand || stops.length > 0 ? stops : timingGates(account, cycle, today);
  if (gates.length > 0) return { send: false, gates };
  return { send: true, step: Math.min(nextStep(account), cycle.steps.length), gates: [] };
}

/** 1 for a charge that was never asked for. The statement is the step of the charge that was asked for most often. */
function nextStep({ dueCharges, earlier }: AccountForStatement): number {
  const asked = dueCharges.map((charge) => earlier.filter(({ charges }) => charges.includes(charge)).length);
  return Math.max(0, ...asked) + 1;
}

function peopleGates({ patient, holds }: AccountForStatement, today: IsoDate): readonly Gate[] {
  const gates: Gate[] = [];
  for (const { kind, encounterId } of holds) {
    const { title, words, authority, stops } = holdRules[kind];
    if (encounterId === undefined && (stops === "mail" || (stops === "bill" && kind !== "medicaid")))
      gates.push({ kind: stops === "mail" ? "mail" : "held", title, words, authority });
  }
  if (patient.deathDate !== undefined && patient.deathDate <= today)
    gates.push({
      kind: "deceased",
      title: "Deceased",
      words: `The patient died on ${formatUsDate(patient.deathDate)}. The bill goes to the estate by the way of the state, not by mail to the home.`,
      authority: "State probate law; 12 CFR 1006.6(a)(4)",
    });
  if (ageOn({ birth: patient.birthDate, on: today }) < 18 && patient.guarantor.relationship === "self")
    gates.push({ kind: "minor", title: holdRules.minor.title, words: holdRules.minor.words, authority: holdRules.minor.authority });
  if (patient.guarantor.address.line1.trim() === "")
    gates.push({
      kind: "no-address",
      title: "No address",
      words: "There is no address to send a statement to.",
      authority: "Practice policy",
    });
  return gates;
}

function dueGates({ amountDue, onHold, holdReasons, insurancePending }: AccountForStatement): readonly Gate[] {
  if (amountDue > 0) return [];
  if (onHold > 0)
    return holdReasons.map((words) => ({
      kind: "held",
      title: "Kept back",
      words,
      authority: "Only what a payer reported as the patient's, and what no rule forbids",
    }));
  if (insurancePending > 0)
    return [
      {
        kind: "payer-pending",
        title: "Insurance has not finished",
        words: `${formatUsd(insurancePending)} is open with insurance. Nothing is asked of a patient before every payer has decided.`,
        authority: "Contracts with payers; 42 CFR 424.55(b) for Medicare",
      },
    ];
  return [{ kind: "nothing-due", title: "Nothing due", words: "Nothing is due from the patient.", authority: "The ledger" }];
}

function timingGates(account: AccountForStatement, cycle: StatementCycle, today: IsoDate): readonly Gate[] {
  const { amountDue, earlier, dueCharges } = account;
  const gates: Gate[] = [];
  if (amountDue < cycle.smallest)
    gates.push({
      kind: "small-balance",
      title: "Small balance",
      words: `${formatUsd(amountDue)} is under the practice's smallest statement of ${formatUsd(cycle.smallest)}. It waits for the next visit.`,
      authority: "Practice policy; never a routine waiver (42 U.S.C. 1320a-7b(b))",
    });
  const last = earlier.reduce<IsoDate | undefined>(
    (latest, { date }) => (latest === undefined || date > latest ? date : latest),
    undefined,
  );
  if (last !== undefined && addDays(last, cycle.everyDays) > today)
    gates.push({
      kind: "cycle",
      title: "Not yet again",
      words: `The last statement is of ${formatUsDate(last)}; the next may go on ${formatUsDate(addDays(last, cycle.everyDays))}.`,
      authority: "Practice policy: the statement cycle",
    });
  const open = dueCharges.filter((charge) => earlier.filter(({ charges }) => charges.includes(charge)).length < cycle.steps.length);
  if (open.length === 0)
    gates.push({
      kind: "final-sent",
      title: "Final notice was sent",
      words: "Every step of the cycle has been sent. A person decides: call, plan, write-off, or leave it.",
      authority: "Practice policy: the statement cycle",
    });
  return gates;
}
