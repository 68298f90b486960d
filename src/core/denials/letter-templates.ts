/** The arguments of appeal letters by category, in our words. {braces} are filled from the record; what the record lacks is left for a person. */
import type { PlayKey } from "./playbook.ts";

export interface LetterTemplate {
  readonly request: string;
  readonly argument: readonly string[];
  readonly enclosures: readonly string[];
}

const always = ["Copy of the remittance with the decision", "Copy of the claim as sent"] as const;

const general: LetterTemplate = {
  request: "We ask you to reverse this decision and to pay the service by the terms in force on its date.",
  argument: [
    "The service was rendered, documented and reported as the enclosed record shows.",
    "Please name the rule, policy or contract clause on which the decision rests, if you keep it.",
  ],
  enclosures: [...always, "Visit note, signed"],
};

export const letterTemplates: Readonly<Partial<Record<PlayKey, LetterTemplate>>> = {
  MN: {
    request: "We ask you to find {service} medically necessary and to pay it.",
    argument: [
      "The patient was seen for: {reason}. The claim reports {diagnoses}.",
      "[Write here how each criterion of the policy is met, with the place in the note.]",
      "We ask that a clinician of the same specialty, who had no part in the first decision, reviews this appeal, and we offer a peer-to-peer conversation.",
    ],
    enclosures: [...always, "Visit note, signed", "Policy text with the criteria marked", "Results that show the criteria"],
  },
  AUT: {
    request: "We ask you to process {service} with the authorization, or to authorize it after the fact.",
    argument: ["{authorisation}", "[Write here when and by whom the authorization was asked, or why the service could not wait.]"],
    enclosures: [...always, "Authorization or referral", "Visit note, signed", "Record of the call with your authorization desk"],
  },
  TF: {
    request: "We ask you to set the timely-filing decision aside and to process the claim.",
    argument: ["{filing}", "What was sent and what came back stands in the proof of filing that follows this letter."],
    enclosures: [...always, "Proof of filing (attached)"],
  },
  BUN: {
    request: "We ask you to pay {service} apart from the other services of that day.",
    argument: [
      "[Write here which site, session or separate problem the note shows, with its words.]",
      "The service is distinct by the rules of the NCCI Policy Manual, chapter I, and the modifier on the line says so.",
    ],
    enclosures: [...always, "Visit note with the separate service marked"],
  },
  COD: {
    request: "We ask you to pay {service} as it was reported.",
    argument: [
      "The code, modifiers and diagnoses ({diagnoses}) follow from the signed note.",
      "[Write here the words of the note that support the line.]",
    ],
    enclosures: [...always, "Visit note, signed"],
  },
  ELG: {
    request: "We ask you to process {service} for your member.",
    argument: [
      "The patient was covered by you on {date} under member id {member}.",
      "[Write here the answer to the eligibility inquiry, with its date and number.]",
    ],
    enclosures: [...always, "Eligibility answer (271) for the date of service", "Copy of the insurance card"],
  },
  DOC: {
    request: "We ask you to process {service} with the documents enclosed.",
    argument: ["The documents that were asked for are enclosed. [Write here when they were sent before, and the proof of receipt.]"],
    enclosures: [...always, "The documents asked for", "Proof of receipt"],
  },
  CON: {
    request: "We ask you to price {service} by the contract in force on its date.",
    argument: ["[Name the contract, its clause and the page of the fee schedule, and the expected amount.]"],
    enclosures: [...always, "Contract page", "Fee-schedule page"],
  },
};

export function templateFor(category: PlayKey): LetterTemplate {
  return letterTemplates[category] ?? general;
}
