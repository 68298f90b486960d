/** What each adjustment of an 835 means for the money: written off, the patient's, refused, or only told. */
import { type Cents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Adjustment } from "../x12/transactions/professional-claim.ts";
import type { RemittanceLine } from "../x12/transactions/remittance.ts";

export type AdjustmentKind =
  /** Given up by contract: CO-45 and its like. */
  | "contractual"
  /** Taken after the allowed amount: sequestration, incentives, withholds. */
  | "reduction"
  /** The patient's part of the allowed amount: next payer, then patient. */
  | "cost-share"
  /** PR outside the list: refused, worked first, the patient last. */
  | "pr-denial"
  /** Takes the whole line: paid and allowed are zero. */
  | "denial"
  /** Takes part of a line of which something was allowed. */
  | "partial-denial"
  /** PR-45: above the allowed amount of a payer without a contract. Billable only where balance billing is lawful. */
  | "balance-bill"
  /** The payer has not decided (CARC 133, 257): wait. */
  | "pending"
  /** OA-23: settled by an earlier payer. Moves nothing. */
  | "other-payer"
  /** A bundled line's charge that stands on the surviving line (OA-94 with CO-97). */
  | "bundled"
  /** Told and not posted; the amount stays open and a person looks. */
  | "informational";

export interface ClassifyContext {
  /** The provider holds a capitation contract with this payer: CO-24 is an adjustment, not a denial. */
  readonly capitated?: boolean;
}

const costShareReasons: ReadonlySet<string> = new Set(["1", "2", "3", "66", "247", "248"]);
/** Facts 5.1, the list of adjustments that are never a denial, by group. */
const notDenial: Readonly<Record<string, ReadonlySet<string>>> = {
  PR: new Set(["1", "2", "3", "45", "66", "85", "100", "142", "187", "241", "247", "248"]),
  CO: new Set(["44", "45", "59", "94", "100", "102", "103", "104", "105", "131", "132", "137", "143", "144", "161", "245", "246", "253"]),
  OA: new Set(["23", "94", "100", "101", "133", "187", "209"]),
};
const reductionReasons: ReadonlySet<string> = new Set(["44", "104", "105", "143", "144", "161", "245", "253"]);
/** Reductions that a payer takes after the allowed amount, and which therefore are part of it. */
const afterAllowed: ReadonlySet<string> = new Set(["44", "104", "144", "161", "253", "B4"]);

/** Is this adjustment outside the list of facts 5.1, so that it refuses money? */
export function isDenying(adjustment: Adjustment, context: ClassifyContext = {}): boolean {
  if (adjustment.group === "CO" && adjustment.reason === "24" && context.capitated === true) return false;
  return !(notDenial[adjustment.group]?.has(adjustment.reason) ?? false);
}

/**
 * The allowed amount of a line in cents: AMT*B6 when the payer tells it, else paid + patient cost share + what was taken
 * after the allowed amount. A secondary's answer (OA-23) gives none of its own: only what it paid or left to the patient.
 */
export function allowedOf(line: Pick<RemittanceLine, "paid" | "adjustments" | "allowed">): Cents {
  const secondary = line.adjustments.some((one) => one.group === "OA" && one.reason === "23");
  if (line.allowed !== undefined && !secondary) return line.allowed;
  return sumCents([line.paid, ...line.adjustments.filter(isPartOfAllowed).map((one) => one.amount)]);
}

/** Facts 5.1: paid = 0, allowed = 0 and at least one adjustment outside the list. */
export function isDeniedLine(line: Pick<RemittanceLine, "paid" | "adjustments" | "allowed">, context: ClassifyContext = {}): boolean {
  return line.paid === zeroCents && allowedOf(line) === zeroCents && line.adjustments.some((one) => isDenying(one, context));
}

/** The kind of one adjustment, given whether its whole line is denied. */
export function classifyAdjustment(
  adjustment: Adjustment,
  { lineDenied, context = {} }: { readonly lineDenied: boolean; readonly context?: ClassifyContext },
): AdjustmentKind {
  const { group, reason } = adjustment;
  if (group === "OA" && reason === "23") return "other-payer";
  if (reason === "133" || reason === "257") return "pending";
  if (isDenying(adjustment, context)) {
    if (group === "PR") return "pr-denial";
    return lineDenied ? "denial" : "partial-denial";
  }
  if (group === "PR") return classifyPatientResponsibility(reason);
  if (reason === "94") return "contractual";
  if (group === "OA" || reason === "100") return "informational";
  return reductionReasons.has(reason) ? "reduction" : "contractual";
}

/** 142 (Medicaid share) is posted as cost share; 85 and 100 are owed by the patient; 187 and 241 come from elsewhere. */
function classifyPatientResponsibility(reason: string): AdjustmentKind {
  if (reason === "45") return "balance-bill";
  return reason === "187" || reason === "241" ? "informational" : "cost-share";
}

function isPartOfAllowed(adjustment: Adjustment): boolean {
  if (adjustment.group === "PR") return costShareReasons.has(adjustment.reason);
  return afterAllowed.has(adjustment.reason);
}
