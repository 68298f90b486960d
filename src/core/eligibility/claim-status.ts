/** A payer's answer about a claim (277) in plain words: where it stands, what was decided, and what to do now. */
import type { Cents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { StatusAnswer, StatusDetail } from "../x12/transactions/claim-status.ts";
import { statusCategories, statusCodes } from "../x12/transactions/explain-words.ts";
import { wordOf } from "./corrections.ts";

export interface ClaimStatusSummary {
  /** By the category's first letter; `mixed` when the answer says several things. */
  readonly state: "acknowledged" | "pending" | "finalized" | "waits-for-us" | "not-found" | "error" | "mixed" | "silent";
  readonly words: readonly string[];
  readonly on?: IsoDate;
  readonly charge?: Cents;
  readonly paid?: Cents;
  readonly paidOn?: IsoDate;
  /** Check or trace number of the payment. */
  readonly trace?: string;
  readonly payerControlNumber?: string;
  readonly lines: readonly { readonly procedure: string; readonly words: string; readonly charge?: Cents; readonly paid?: Cents }[];
  readonly next: string;
}

/** Total over every answer that the reader can make. */
export function summariseStatus(answer: StatusAnswer): ClaimStatusSummary {
  const { statuses, identifiers, lines } = answer;
  const states = new Set(statuses.flatMap((one) => one.statuses).map(({ category }) => stateOf(category)));
  const [first] = states;
  const state = first === undefined ? "silent" : states.size === 1 ? first : "mixed";
  const last = statuses.at(-1);
  const payerControlNumber = identifiers.find((one) => one.qualifier === "1K")?.value;
  const trace = last?.trace ?? identifiers.find((one) => one.qualifier === "VV")?.value;
  return {
    state,
    words: statuses.flatMap(detailWords),
    ...(last?.on === undefined ? {} : { on: last.on }),
    ...(last?.charge === undefined ? {} : { charge: last.charge }),
    ...(last?.paid === undefined ? {} : { paid: last.paid }),
    ...(last?.paidOn === undefined ? {} : { paidOn: last.paidOn }),
    ...(trace === undefined ? {} : { trace }),
    ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
    lines: lines.map((line) => ({
      procedure: [line.procedure.code, ...line.procedure.modifiers].join(" "),
      words: line.statuses.flatMap(detailWords).join("; "),
      ...(line.charge === undefined ? {} : { charge: line.charge }),
      ...(line.paid === undefined ? {} : { paid: line.paid }),
    })),
    next: nextSteps[state],
  };
}

function stateOf(category: string): Exclude<ClaimStatusSummary["state"], "mixed" | "silent"> {
  if (category === "P3") return "waits-for-us";
  if (category.startsWith("A")) return "acknowledged";
  if (category.startsWith("P")) return "pending";
  if (category.startsWith("F")) return "finalized";
  if (category.startsWith("R")) return "waits-for-us";
  return category === "D0" ? "not-found" : "error";
}

const nextSteps: Readonly<Record<ClaimStatusSummary["state"], string>> = {
  acknowledged: "The payer has it and has not begun. Ask again in a week.",
  pending: "The payer works on it. Ask again when its usual time is over.",
  finalized: "It is decided: the remittance (835) says the rest. When none has come, ask the payer for it by the payment's number.",
  "waits-for-us": "The payer waits for something from the practice: send it, and write down when.",
  "not-found":
    "The payer has no such claim. Look whether our file was accepted; when it was, telephone with its acknowledgement, else send the claim again within the filing limit.",
  error: "The payer could not answer the question. Ask again later, or telephone.",
  mixed: "The answer says several things: read each line, and telephone when they contradict each other.",
  silent: "The answer says nothing about the claim. Telephone.",
};

function detailWords({ statuses }: StatusDetail): readonly string[] {
  return statuses.map(({ category, status }) => {
    const where = wordOf(statusCategories, category) ?? `category ${category}`;
    const what = wordOf(statusCodes, status) ?? `status ${status}`;
    return `${where}: ${what} (${category}:${status})`;
  });
}
