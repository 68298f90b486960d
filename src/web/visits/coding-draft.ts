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
      amount: formatCents(cents(one.amount)),
      evidence: one.evidence,
    })),
  };
}

export function codingOf(draft: Draft): Coding {
  return {
    diagnoses: draft.diagnoses.map(({ code, evidence }) => ({ code, evidence })),
    charges: draft.charges.map((one) => {
      const amount = one.amount.trim() === "" ? undefined : parseCents(one.amount.replace(/[$,]/g, ""));
      return {
        procedure: one.procedure,
        modifiers: one.modifiers
          .toUpperCase()
          .split(/[\s,]+/)
          .filter((modifier) => modifier !== ""),
        units: one.units.trim() === "" ? "1" : one.units.trim(),
        pointers: one.pointers
          .split(/[\s,]+/)
          .filter((pointer) => pointer !== "")
          .map(Number),
        evidence: one.evidence,
        ...(amount === undefined ? {} : { amount }),
      };
    }),
  };
}

export function hasUnevidenced(draft: Draft): boolean {
  return [...draft.diagnoses, ...draft.charges].some((one) => one.evidence.length === 0);
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
  return pointers
    .split(/[\s,]+/)
    .filter((pointer) => pointer !== "")
    .map((pointer) => order.indexOf(Number(pointer) - 1) + 1)
    .filter((pointer) => pointer > 0)
    .join(",");
}
