/** "Why do I owe this?" in plain words: one sentence for each part of a patient's share. */
import { formatUsd } from "../kernel/cents.ts";
import type { PatientShare } from "./patient-due.ts";

type Sentence = (amount: string, payer: string) => string;

/** Own plain words for the PR reasons of the 835 (X12 external code list 139). */
const sentences: Readonly<Record<string, Sentence>> = {
  "PR-1": (amount, payer) => `${amount} counts toward your yearly deductible: the part you pay before ${payer} begins to pay.`,
  "PR-2": (amount, payer) => `${amount} is your coinsurance: the share of the agreed price that your plan with ${payer} leaves to you.`,
  "PR-3": (amount, payer) => `${amount} is your copay: the fixed amount your plan with ${payer} asks for this kind of visit.`,
  "PR-66": (amount, payer) => `${amount} is the blood deductible of your plan with ${payer}.`,
  "PR-85": (amount, payer) => `${amount} is interest that ${payer} leaves to you.`,
  "PR-100": (amount, payer) => `${amount} was sent to you by ${payer}; it is meant for this service.`,
  "PR-142": (amount) => `${amount} is your monthly share under Medicaid.`,
  "PR-247": (amount, payer) => `${amount} counts toward your yearly deductible with ${payer}.`,
  "PR-248": (amount, payer) => `${amount} is your coinsurance with ${payer}.`,
};

/** One sentence a reason; shares of the same reason are named one by one. An unusual reason is named by its code, not guessed. */
export function whyOwed({
  shares,
  payerName,
  selfPay,
}: {
  readonly shares: readonly PatientShare[];
  readonly payerName?: string;
  readonly selfPay: boolean;
}): readonly string[] {
  const payer = payerName ?? "your insurance";
  if (selfPay) return ["This visit was not sent to an insurance, so the price is yours to pay."];
  return shares
    .filter((share) => share.amount > 0)
    .map((share) => {
      const amount = formatUsd(share.amount);
      const sentence = sentences[share.reason];
      if (sentence !== undefined) return sentence(amount, payer);
      return `${amount}: ${payer} decided that this part is yours (reason ${share.reason}). Ask us or ${payer} if you disagree.`;
    });
}

/** A PR reason in a few words, for lists. */
export function shareWords(reason: string): string {
  return shortWords[reason] ?? `reason ${reason}`;
}

const shortWords: Readonly<Record<string, string>> = {
  "PR-1": "deductible",
  "PR-2": "coinsurance",
  "PR-3": "copay",
  "PR-66": "blood deductible",
  "PR-85": "interest",
  "PR-100": "the plan paid the patient",
  "PR-142": "monthly Medicaid share",
  "PR-247": "deductible",
  "PR-248": "coinsurance",
};
