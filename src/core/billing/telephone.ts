/** "Why do I owe this?": the story of each amount, and what to say and not to say to whoever calls. */
import { addCents, type Cents, formatUsd, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { ageOn, type IsoDate } from "../kernel/iso-date.ts";
import { formatFullName } from "../parties/format.ts";
import type { Patient } from "../parties/model.ts";
import { type Hold, holdRules } from "./holds.ts";
import type { GateAnswer } from "./patient-due.ts";
import type { StatementCharge } from "./statement.ts";
import { whyOwed } from "./why-owed.ts";

/** The story of one service in the order in which it happened; each sentence can be read aloud as it is. */
export function tellCharge(charge: StatementCharge & { readonly writtenOff: Cents }, gate: GateAnswer): readonly string[] {
  const payer = charge.payerName ?? "your insurance";
  return [
    `The price of this service is ${formatUsd(charge.charge)}.`,
    ...(charge.selfPay ? [] : decidedSentences(charge, payer)),
    ...(charge.writtenOff > zeroCents ? [`We have written off ${formatUsd(charge.writtenOff)}; you do not owe it.`] : []),
    ...(charge.insuranceBalance > zeroCents
      ? [`${formatUsd(charge.insuranceBalance)} is still with ${payer}. You need not pay that part now.`]
      : []),
    ...(charge.patientBalance > zeroCents || charge.patientPaid > zeroCents ? whyOwed(charge) : []),
    ...(charge.patientPaid > zeroCents ? [`You have paid ${formatUsd(charge.patientPaid)}. Thank you.`] : []),
    ...endSentences(gate),
  ];
}

/** Nothing before the payer has decided: what it allows is not known then. */
function decidedSentences(charge: StatementCharge & { readonly writtenOff: Cents }, payer: string): readonly string[] {
  const contractual = subtractCents(charge.adjusted, charge.writtenOff);
  const shares = sumCents(charge.shares.map(({ amount }) => amount));
  if (charge.insurancePaid === zeroCents && contractual === zeroCents && shares === zeroCents) return [];
  const allowed = addCents(charge.insurancePaid, shares);
  return [
    ...(contractual > zeroCents
      ? [
          `${payer} and we agreed on a lower price: ${formatUsd(allowed)} of it counts. The ${formatUsd(contractual)} above it is taken off, and nobody owes it.`,
        ]
      : [`${payer} counted ${formatUsd(allowed)} of it.`]),
    charge.insurancePaid > zeroCents ? `${payer} paid ${formatUsd(charge.insurancePaid)} to us.` : `${payer} paid nothing of it.`,
  ];
}

function endSentences({ due, withheld, credit, reasons }: GateAnswer): readonly string[] {
  return [
    ...(due > zeroCents ? [`${formatUsd(due)} is left for you.`] : []),
    ...(withheld > zeroCents ? [`${formatUsd(withheld)} stands in your name, and we do not ask for it: ${reasons.join(" ")}`] : []),
    ...(credit > zeroCents ? [`You have paid ${formatUsd(credit)} too much for it. We can put it on another bill or send it back.`] : []),
    ...(due === zeroCents && withheld === zeroCents && credit === zeroCents ? ["Nothing is left for you on this service."] : []),
  ];
}

export const proofs = ["name", "birth-date", "address", "phone", "account-number"] as const;
export type Proof = (typeof proofs)[number];

export const proofWords: Readonly<Record<Proof, string>> = {
  name: "full name of the patient",
  "birth-date": "birth date",
  address: "address on file",
  phone: "telephone number on file",
  "account-number": "account number of the bill",
};

/** The name, and two more that a stranger would not know (45 CFR 164.514(h): verify the identity of who asks). */
export function isVerified(given: readonly string[]): boolean {
  return given.includes("name") && proofs.filter((proof) => proof !== "name" && given.includes(proof)).length >= 2;
}

export interface Script {
  /** Ask before a word about the account. */
  readonly verify: readonly string[];
  readonly say: readonly string[];
  readonly never: readonly string[];
}

export function telephoneScript({
  patient,
  holds,
  due,
  insurancePending,
  planLeft,
  today,
}: {
  readonly patient: Patient;
  readonly holds: readonly Hold[];
  readonly due: Cents;
  readonly insurancePending: Cents;
  /** Open in a payment plan that is kept. */
  readonly planLeft: Cents;
  readonly today: IsoDate;
}): Script {
  const account = holds.filter(({ encounterId }) => encounterId === undefined).map(({ kind }) => kind);
  const minor = ageOn({ birth: patient.birthDate, on: today }) < 18;
  return {
    verify: [
      "“May I have the patient’s full name and birth date, and one more: the address, the telephone number or the account number?”",
      minor
        ? `The patient is a minor: speak with ${formatFullName(patient.guarantor.name)}, who signed for the bill, or another parent on file.`
        : "Somebody else than the patient: only with the patient’s permission on file, or with the patient on the line. The guarantor may hear what the bill says, not why the patient came.",
      "You call them: say who you are and ask for the person; do not say what it is about before you know who is there.",
    ],
    say: [
      ...(account.includes("bankruptcy")
        ? ["“I may not speak with you about payment. May I have the name of your lawyer and the case number?” Then write both down."]
        : paySentences({ due, insurancePending, planLeft })),
      ...account.map((kind) => `${holdRules[kind].title}: ${holdRules[kind].words}`),
      "A mistake? “Thank you for telling me. I set the bill to disputed, and nothing is asked of you until you have an answer.”",
      "Trouble paying? Offer a plan, or help with the bill by the practice’s own rule, case by case and written down.",
    ],
    never: [
      "No diagnosis, result or reason for the visit, to anybody, on this call.",
      "No birth date, address or account number read out: let the caller say it.",
      "No card number written down or repeated; the security code is never kept.",
      "No promise that a deductible or copay is forgiven as a rule (42 U.S.C. 1320a-7b(b)).",
      "No threat, and nothing of credit reports or courts.",
      "No message on a machine or with family beyond name, practice and number to call back.",
      "Between 8 in the morning and 9 in the evening at their place, and not at work if they asked us not to.",
    ],
  };
}

function paySentences({
  due,
  insurancePending,
  planLeft,
}: {
  readonly due: Cents;
  readonly insurancePending: Cents;
  readonly planLeft: Cents;
}): readonly string[] {
  return [
    ...(due > zeroCents
      ? [`“${formatUsd(due)} is due now. I can tell you how it came about. You can pay by card, check or cash, or in parts.”`]
      : ["“Nothing is due from you today.”"]),
    ...(insurancePending > zeroCents
      ? [
          `“${formatUsd(insurancePending)} is still with your insurance. You need not pay it now; you will hear from us when they have decided.”`,
        ]
      : []),
    ...(planLeft > zeroCents ? [`“Your payment plan has ${formatUsd(planLeft)} left. Only its instalments are asked for.”`] : []),
  ];
}
