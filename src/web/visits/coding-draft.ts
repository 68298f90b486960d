/** What the coder is writing, before it is saved. Pure, so that it can be tested without a screen. */
import { cents, formatCents, parseCents } from "../../core/kernel/cents.ts";
import type { Coding, VisitView } from "../../http/contract/visits.ts";

type Evidence = Coding["diagnoses"][number]["evidence"];

export interface DraftDiagnosis {
  /** Stays with the row while others move. */
  readonly key: string;
  readonly code: string;
  readonly title: string;
  readonly evidence: Evidence;
}

export interface DraftCharge {
  readonly key: string;
  readonly procedure: string;
  readonly words: string;
  /** As typed: "25 59". */
  readonly modifiers: string;
  readonly units: string;
  /** As typed: "1,2". */
  readonly pointers: string;
  /** As typed; empty takes the fee schedule. */
  readonly amount: string;
  readonly evidence: Evidence;
}

export interface Draft {
  readonly diagnoses: readonly DraftDiagnosis[];
  readonly charges: readonly DraftCharge[];
}

export function draftOf(visit: VisitView): Draft {
  return {
    diagnoses: visit.diagnoses.map((one) => ({
      key: `d${one.position}-${one.code}`,
      code: one.code,
      title: one.title ?? "",
      evidence: one.evidence,
    })),
    charges: visit.charges.map((one) => ({
      key: `c${one.lineNumber}-${one.procedure}`,
      procedure: one.procedure,
      words: one.words ?? "",
      modifiers: one.modifiers.map((modifier) => modifier.code).join(" "),
      units: one.units,
      pointers: one.pointers.join(","),
      amount: one.amount === undefined ? "" : formatCents(cents(one.amount)),
      evidence: one.evidence,
    })),
  };
}

export function codingOf(draft: Draft): Coding {
  return {
    diagnoses: draft.diagnoses.map(({ code, evidence }) => ({ code, evidence })),
    charges: draft.charges.map((one) => {
      const amount = one.amount.trim() === "" ? undefined : parseCents(one.amount.replace(/[$,\s]/g, ""));
      return {
        procedure: one.procedure,
        modifiers: [...words(one.modifiers.toUpperCase())],
        units: one.units.trim() === "" ? "1" : one.units.trim(),
        pointers: words(one.pointers).map(Number),
        evidence: one.evidence,
        ...(amount === undefined ? {} : { amount }),
      };
    }),
  };
}

export function hasUnevidenced(draft: Draft): boolean {
  return [...draft.diagnoses, ...draft.charges].some((one) => one.evidence.length === 0);
}

export type ChargeField = "modifiers" | "units" | "pointers" | "amount";

/** What is wrong with a charge as typed, in words, by field; what the server would refuse is said where it is typed. */
export function chargeProblems(charge: DraftCharge, diagnoses: number): Partial<Record<ChargeField, string>> {
  const modifiers = words(charge.modifiers.toUpperCase());
  const pointers = words(charge.pointers);
  const problems: Partial<Record<ChargeField, string>> = {};
  if (modifiers.some((one) => !/^[0-9A-Z]{2}$/.test(one))) problems.modifiers = "A modifier has two letters or digits.";
  else if (modifiers.length > 4) problems.modifiers = "At most four modifiers.";
  if (charge.units.trim() !== "" && !/^\d{1,6}(\.\d{1,3})?$/.test(charge.units.trim()))
    problems.units = "Units are a number, such as 1 or 2.5.";
  else if (/^0+(\.0+)?$/.test(charge.units.trim())) problems.units = "Units are more than zero.";
  const outside = pointers.find((one) => !/^\d{1,2}$/.test(one) || Number(one) < 1 || Number(one) > diagnoses);
  if (outside !== undefined) problems.pointers = `There is no diagnosis ${outside}.`;
  else if (new Set(pointers.map(Number)).size < pointers.length) problems.pointers = "Point to each diagnosis once.";
  else if (pointers.length > 4) problems.pointers = "At most four pointers.";
  if (charge.amount.trim() !== "") {
    const amount = parseCents(charge.amount.replace(/[$,\s]/g, ""));
    if (amount === undefined) problems.amount = "An amount is dollars and cents, such as 125.00.";
    else if (amount < 0) problems.amount = "An amount is not below zero.";
  }
  return problems;
}

/** The first thing that keeps the draft from being saved, with its row. */
export function firstProblem(draft: Draft): string | undefined {
  for (const charge of draft.charges) {
    const problem = Object.values(chargeProblems(charge, draft.diagnoses.length))[0];
    if (problem !== undefined) return `${charge.procedure}: ${problem}`;
  }
  return undefined;
}

/** Takes away one piece of evidence of a row. */
export function withoutSpan<Row extends { readonly evidence: Evidence }>(row: Row, at: number): Row {
  return { ...row, evidence: row.evidence.filter((_, index) => index !== at) };
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((one) => one !== "");
}

/** Moves a row; pointers of the charges follow the diagnosis they mean. */
export function moveDiagnosis(draft: Draft, { from, to }: { readonly from: number; readonly to: number }): Draft {
  if (to < 0 || to >= draft.diagnoses.length) return draft;
  const order = draft.diagnoses.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return {
    diagnoses: order.flatMap((index) => draft.diagnoses[index] ?? []),
    charges: draft.charges.map((charge) => ({ ...charge, pointers: repoint(charge.pointers, order) })),
  };
}

/** Takes a row out; pointers to it go, pointers behind it move up. */
export function removeDiagnosis(draft: Draft, at: number): Draft {
  const order = draft.diagnoses.map((_, index) => index).filter((index) => index !== at);
  return {
    diagnoses: draft.diagnoses.filter((_, index) => index !== at),
    charges: draft.charges.map((charge) => ({ ...charge, pointers: repoint(charge.pointers, order) })),
  };
}

function repoint(pointers: string, order: readonly number[]): string {
  return words(pointers)
    .map((pointer) => order.indexOf(Number(pointer) - 1) + 1)
    .filter((pointer) => pointer > 0)
    .join(",");
}
