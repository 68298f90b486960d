/** A claim that other payers decided before: what they left, and how the difference is shown. */
import { type Cents, maxCents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Adjustment, ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { DecidedAdjustment } from "./state.ts";

/**
 * What earlier payers left to the patient on a line: the patient's part of the last of them. Undefined when we are first.
 * Line detail (loop 2430) is used where there is any; a claim decided as a whole leaves its part in line order.
 */
export function earlierPayersLeft(claim: ProfessionalClaim, lineNumber: number, charge: Cents): Cents | undefined {
  const decided = claim.otherPayers.filter((other) => other.paid !== undefined);
  if (claim.subscriber.payerRank === "P" || decided.length === 0) return undefined;
  const line = claim.lines.find((one) => one.number === lineNumber);
  if (line !== undefined && line.adjudications.length > 0) {
    const lefts = line.adjudications.map((one) => patientPart(one.adjustments));
    return minOf(charge, lefts);
  }
  const lefts = decided.map((other) => patientPart(other.adjustments));
  let left = minOf(claim.charge, lefts);
  for (const one of claim.lines) {
    const part = minCents(one.charge, left);
    if (one.number === lineNumber) return part;
    left = subtractCents(left, part);
  }
  return zeroCents;
}

/** OA-23: all that the earlier decisions settled. What we neither pay nor pass on is contractual. */
export function adjustLaterPayer({
  charge,
  left,
  settled,
}: {
  readonly charge: Cents;
  readonly left: Cents;
  /** Our share and the patient's, of what was left. */
  readonly settled: Cents;
}): readonly DecidedAdjustment[] {
  return [
    { group: "OA", reason: "23", amount: subtractCents(charge, left) },
    { group: "CO", reason: "45", amount: subtractCents(left, settled) },
  ];
}

function patientPart(adjustments: readonly Adjustment[]): Cents {
  return maxCents(zeroCents, sumCents(adjustments.filter((one) => one.group === "PR").map((one) => one.amount)));
}

function minOf(first: Cents, rest: readonly Cents[]): Cents {
  return rest.reduce(minCents, first);
}
