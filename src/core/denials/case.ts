/** Where the work on a denied line stands. A payer's answer on paper changes nothing here: won is what an 835 has paid. */
import { addCents, type Cents, maxCents, subtractCents, zeroCents } from "../kernel/cents.ts";

export const denialStatuses = [
  /** Nobody has done anything about it that awaits an answer. */
  "open",
  /** Something was asked of the payer without a new claim: a reopening, documents, a question. */
  "working",
  /** A corrected claim is being made or is with the payer, or the payer took its decision back. */
  "corrected",
  "appealed",
  /** The payer's next decision settled some of it. */
  "overturned",
  /** The payer's next decision left all of it refused: a new case took its place. */
  "upheld",
  "written-off",
  "to-patient",
  /** Asked of the next payer. */
  "to-next-payer",
  /** The claim was taken back: nothing is asked any more. */
  "void",
] as const;
export type DenialStatus = (typeof denialStatuses)[number];

export const caseStates = ["open", "waiting", "won", "lost", "written-off", "billed-on", "void"] as const;
export type CaseState = (typeof caseStates)[number];

export const caseStateWords: Readonly<Record<CaseState, string>> = {
  open: "open",
  waiting: "waits for an answer",
  won: "won",
  lost: "lost",
  "written-off": "written off",
  "billed-on": "billed on",
  void: "void",
};

const stateByStatus: Readonly<Record<DenialStatus, CaseState>> = {
  open: "open",
  working: "waiting",
  corrected: "waiting",
  appealed: "waiting",
  overturned: "won",
  upheld: "lost",
  "written-off": "written-off",
  "to-patient": "billed-on",
  "to-next-payer": "billed-on",
  void: "void",
};

export function caseStateOf(status: DenialStatus): CaseState {
  return stateByStatus[status];
}

export function statusesIn(states: readonly CaseState[]): readonly DenialStatus[] {
  return denialStatuses.filter((status) => states.includes(stateByStatus[status]));
}

/** What somebody may still do about it. */
export function isUnsettled(status: DenialStatus): boolean {
  return stateByStatus[status] === "open" || stateByStatus[status] === "waiting";
}

/** What the ledger's lines of the charge with this payer moved since the decision that denied it. */
export interface MovedSince {
  readonly paid: Cents;
  /** Moved to the patient or to the next payer. */
  readonly patientShare: Cents;
  readonly contractual: Cents;
}

export interface DecidedCase {
  readonly status: "overturned" | "upheld";
  /** Paid now and not before: what the work brought in, never more than was denied. */
  readonly recovered: Cents;
  readonly patientShare: Cents;
  readonly contractual: Cents;
  /** Still refused; a new case holds it. */
  readonly stillRefused: Cents;
}

/** amount = recovered + patientShare + contractual + stillRefused, to the cent. */
export function decideCase(amount: Cents, moved: MovedSince): DecidedCase {
  let left = maxCents(amount, zeroCents);
  const take = (wanted: Cents): Cents => {
    const taken = maxCents(zeroCents, wanted < left ? wanted : left);
    left = subtractCents(left, taken);
    return taken;
  };
  const recovered = take(moved.paid);
  const patientShare = take(moved.patientShare);
  const contractual = take(moved.contractual);
  const won = addCents(recovered, patientShare) > zeroCents;
  return { status: won ? "overturned" : "upheld", recovered, patientShare, contractual, stillRefused: left };
}
