/** What happened to a patient's account, a sentence an entry. */
import { assertNever } from "../kernel/assert.ts";
import { formatUsd, negateCents } from "../kernel/cents.ts";
import type { AccountLine, ReasonedAmount } from "./account-lines.ts";
import { shareWords } from "./why-owed.ts";

export interface LineNames {
  readonly payer?: string;
  /** Of each charge, in plain words. */
  readonly services: readonly string[];
}

export interface LineWords {
  readonly words: string;
  readonly details: readonly string[];
}

/** `words` says what happened, `details` what it left and why. */
export function lineWords(line: AccountLine, names: LineNames): LineWords {
  const payer = names.payer ?? "The insurance";
  const services = names.services.join(", ");
  const { entry } = line;
  switch (entry.source) {
    case "charge":
      return { words: `Charged: ${services === "" ? entry.memo : services}`, details: [] };
    case "remittance-claim":
      return { words: `${payer} decided${services === "" ? "" : `: ${services}`}`, details: decisionDetails(line) };
    case "provider-adjustment":
      return { words: `${payer}: adjustment of a payment`, details: [entry.memo] };
    case "deposit":
      return { words: `${payer}: money without its claim`, details: [entry.memo] };
    case "patient-payment":
      return { words: `Payment, ${methodOf(entry.memo)}. Thank you.`, details: services === "" ? [] : [`Put on: ${services}`] };
    case "transfer":
      return { words: transferWords(line), details: services === "" ? [] : [services] };
    case "write-off":
      return { words: entry.memo, details: services === "" ? [] : [services] };
    case "reversal":
      return { words: entry.memo, details: [] };
    case "refund":
      return { words: entry.memo, details: ["Owed back; it is sent once it is approved."] };
    case "refund-paid":
      return { words: entry.memo, details: ["Left the bank."] };
    case "record-merge":
      return { words: entry.memo, details: [] };
    default:
      return assertNever(entry.source);
  }
}

function decisionDetails({ insurancePaid, shares, taken }: AccountLine): readonly string[] {
  return [
    ...(insurancePaid > 0 ? [`Paid ${formatUsd(insurancePaid)}.`] : []),
    ...(insurancePaid < 0 ? [`Took ${formatUsd(negateCents(insurancePaid))} back.`] : []),
    ...taken.map(({ reason, amount }) => `${formatUsd(amount)} taken off (${reason}): nobody owes it.`),
    ...shares.map(shareSentence),
  ];
}

function shareSentence({ reason, amount }: ReasonedAmount): string {
  if (amount < 0) return `${formatUsd(negateCents(amount))} is the patient's no more (${shareWords(reason)}).`;
  return `${formatUsd(amount)} is the patient's: ${shareWords(reason)}.`;
}

function transferWords({ entry, patientChange }: AccountLine): string {
  if (patientChange > 0) return `${entry.memo}: now the patient's`;
  return patientChange < 0 ? `${entry.memo}: no longer the patient's` : entry.memo;
}

function methodOf(memo: string): string {
  return memo.split(", ").at(-1) ?? memo;
}
