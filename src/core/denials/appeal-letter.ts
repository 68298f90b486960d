/** An appeal letter as values: who writes to whom, about what, the argument, the enclosures and the proof of filing. */
import { type Cents, formatUsd } from "../kernel/cents.ts";
import { formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import { formatFullName } from "../parties/format.ts";
import type { Patient, Payer, Practice, Provider } from "../parties/model.ts";
import type { AppealLevel } from "./appeal-levels.ts";
import type { FilingProof } from "./filing-proof.ts";
import { templateFor } from "./letter-templates.ts";
import type { PlayKey } from "./playbook.ts";

/** What a person may write in their own words. */
export interface LetterText {
  readonly opening: string;
  readonly argument: string;
  readonly closing: string;
  readonly enclosures: readonly string[];
}

export interface LetterFacts {
  readonly practice: Practice;
  readonly rendering: Provider;
  readonly patient: Patient;
  readonly payer: Payer;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly controlNumber: string;
  readonly payerControlNumber: string;
  readonly serviceFrom: IsoDate;
  /** "82306 Vitamin D, 25-hydroxy". */
  readonly service: string;
  readonly diagnoses: readonly string[];
  readonly visitReason: string;
  readonly authorisation?: string;
  readonly charged: Cents;
  readonly denied: Cents;
  readonly decidedOn: IsoDate;
  readonly trace: string;
  /** Reason and remarks in words. */
  readonly said: readonly string[];
  readonly category: PlayKey;
  readonly level: AppealLevel;
  readonly by: IsoDate;
  readonly proof: FilingProof;
}

export interface AppealLetter {
  readonly date: IsoDate;
  readonly facts: LetterFacts;
  readonly text: LetterText;
}

/** The draft that a person goes on from. */
export function draftText(facts: LetterFacts): LetterText {
  const template = templateFor(facts.category);
  const fill = (text: string): string => filled(text, facts);
  return {
    opening: `This is a request for ${facts.level.name.toLowerCase()} (level ${facts.level.level}). ${fill(template.request)} The amount in dispute is ${formatUsd(facts.denied)}.`,
    argument: [...template.argument.map(fill), ...(facts.category === "TF" ? [] : facts.proof.sentences)]
      .filter((one) => one !== "")
      .join("\n\n"),
    closing: `We expect your decision within ${facts.level.decideWithin} days of receipt (${facts.level.authority}). If you uphold it, please name the next level, its time limit, and the criteria that you used.`,
    enclosures: template.enclosures,
  };
}

/** A letter with a place that still waits for a person does not go out. */
export function openPlaces({ opening, argument, closing }: LetterText): readonly string[] {
  return [opening, argument, closing].flatMap((text) => [...text.matchAll(/\[[^\]]*\]/g)].map(([place]) => place));
}

function filled(text: string, facts: LetterFacts): string {
  const values: Readonly<Record<string, string>> = {
    service: facts.service,
    date: formatUsDate(facts.serviceFrom),
    diagnoses: facts.diagnoses.join(", "),
    reason: facts.visitReason,
    member: facts.memberId,
    authorisation:
      facts.authorisation === undefined
        ? "No authorization number stands on our record of this visit."
        : `The authorization number ${facts.authorisation} stands on our record of this visit.`,
    filing: facts.proof.sentences.join(" "),
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The block that says what the letter is about. */
export function aboutLines(facts: LetterFacts): readonly (readonly [string, string])[] {
  return [
    ["Patient", `${formatFullName(facts.patient.name)}, born ${formatUsDate(facts.patient.birthDate)}`],
    ["Member", `${facts.memberId}${facts.groupNumber === undefined ? "" : `, group ${facts.groupNumber}`}`],
    ["Claim", `yours ${facts.payerControlNumber}, ours ${facts.controlNumber}`],
    ["Service", `${formatUsDate(facts.serviceFrom)}, ${facts.service}, charged ${formatUsd(facts.charged)}`],
    ["Clinician", `${formatFullName(facts.rendering.name)}, ${facts.rendering.credential}, NPI ${facts.rendering.npi}`],
    ["Billing", `${facts.practice.name}, NPI ${facts.practice.npi}, tax id ${facts.practice.taxId.number}`],
    ["Decision", `${formatUsDate(facts.decidedOn)}, payment trace ${facts.trace}: ${formatUsd(facts.denied)} denied`],
  ];
}
