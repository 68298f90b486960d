/** A claim that other payers decided before: what they left, what we take on of it, and how the difference is shown. */
import { type Cents, maxCents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Adjustment, ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { CostShare } from "./benefits.ts";
import type { SeenLine } from "./seen-line.ts";
import type { DecidedAdjustment } from "./state.ts";

/** What the earlier payers made of a line. */
export interface EarlierDecision {
  readonly paid: Cents;
  /** The patient's part of the last of them, at most the charge. */
  readonly left: Cents;
  /** Of it: the deductible, and what is no cost share but was denied to the patient's charge. */
  readonly deductible: Cents;
  readonly denied: Cents;
}

/**
 * Undefined when we are first. Line detail (loop 2430) is used where there is any; a claim decided as a whole leaves its
 * parts in line order.
 */
export function earlierDecisionOn(claim: ProfessionalClaim, lineNumber: number, charge: Cents): EarlierDecision | undefined {
  const decided = claim.otherPayers.filter((other) => other.paid !== undefined);
  if (claim.subscriber.payerRank === "P" || decided.length === 0) return undefined;
  const line = claim.lines.find((one) => one.number === lineNumber);
  if (line !== undefined && line.adjudications.length > 0) {
    const last = line.adjudications.reduce((least, one) => (patientPart(one.adjustments) <= patientPart(least.adjustments) ? one : least));
    return decisionOf({ charge, paid: sumCents(line.adjudications.map((one) => one.paid)), adjustments: last.adjustments });
  }
  const last = decided.reduce((least, one) => (patientPart(one.adjustments) <= patientPart(least.adjustments) ? one : least));
  return shareOfClaim({
    claim,
    lineNumber,
    whole: { paid: sumCents(decided.map((one) => one.paid ?? zeroCents)), last: last.adjustments },
  });
}

function decisionOf({
  charge,
  paid,
  adjustments,
}: {
  readonly charge: Cents;
  readonly paid: Cents;
  readonly adjustments: readonly Adjustment[];
}): EarlierDecision {
  const left = minCents(charge, patientPart(adjustments));
  const deductible = minCents(left, patientPart(adjustments.filter((one) => one.reason === "1")));
  const denied = minCents(subtractCents(left, deductible), patientPart(adjustments.filter((one) => !costShares.has(one.reason))));
  return { paid, left, deductible, denied };
}

/** The claim's amounts go to its lines in order, each line taking up to its charge. */
function shareOfClaim({
  claim,
  lineNumber,
  whole,
}: {
  readonly claim: ProfessionalClaim;
  readonly lineNumber: number;
  readonly whole: { readonly paid: Cents; readonly last: readonly Adjustment[] };
}): EarlierDecision {
  let rest = decisionOf({ charge: claim.charge, paid: whole.paid, adjustments: whole.last });
  let own: EarlierDecision = { paid: zeroCents, left: zeroCents, deductible: zeroCents, denied: zeroCents };
  for (const one of claim.lines) {
    const left = minCents(one.charge, rest.left);
    const deductible = minCents(left, rest.deductible);
    const denied = minCents(subtractCents(left, deductible), rest.denied);
    const paid = minCents(subtractCents(one.charge, left), rest.paid);
    own = { paid, left, deductible, denied };
    if (one.number === lineNumber) return own;
    rest = {
      paid: subtractCents(rest.paid, paid),
      left: subtractCents(rest.left, left),
      deductible: subtractCents(rest.deductible, deductible),
      denied: subtractCents(rest.denied, denied),
    };
  }
  return own;
}

/** CARC 1, 2, 3, 66, 247, 248. */
const costShares = new Set(["1", "2", "3", "66", "247", "248"]);

/**
 * OA-23: all that the earlier decisions settled. What we neither pay nor pass on is contractual (CO-45); what the plan
 * does not take on of the earlier payer's cost share stays the patient's (PR-275), and what that payer denied (PR-276).
 */
export function afterEarlierPayers({
  line,
  own,
  allowed,
  earlier,
}: {
  readonly line: SeenLine;
  readonly own: CostShare;
  readonly allowed: Cents;
  readonly earlier: EarlierDecision;
}): { readonly share: CostShare; readonly adjustments: readonly DecidedAdjustment[]; readonly denied: boolean } {
  const { coordination } = line.terms.benefits;
  const settled: DecidedAdjustment = { group: "OA", reason: "23", amount: subtractCents(line.charge, earlier.left) };
  if (typeof coordination === "object") {
    const unpaidDeductible = coordination.supplement.paysDeductible ? zeroCents : earlier.deductible;
    const planShare = subtractCents(subtractCents(earlier.left, unpaidDeductible), earlier.denied);
    return {
      share: { planShare, deductible: zeroCents, coinsurance: zeroCents, copay: zeroCents },
      adjustments: [
        settled,
        { group: "PR", reason: "275", amount: unpaidDeductible },
        { group: "PR", reason: "276", amount: earlier.denied },
      ],
      denied: earlier.denied > 0 && planShare === 0,
    };
  }
  const share = coordination === "carve-out" ? carveOut({ own, allowed, earlier }) : capShare(own, earlier.left);
  const taken = sumCents([share.planShare, share.deductible, share.coinsurance, share.copay]);
  return { share, adjustments: [settled, { group: "CO", reason: "45", amount: subtractCents(earlier.left, taken) }], denied: false };
}

/** A later payer shares in nothing that the earlier ones did not leave: its own payment first, then the patient's parts. */
function capShare(own: CostShare, left: Cents): CostShare {
  const planShare = minCents(own.planShare, left);
  const deductible = minCents(own.deductible, subtractCents(left, planShare));
  const copay = minCents(own.copay, subtractCents(subtractCents(left, planShare), deductible));
  const coinsurance = minCents(own.coinsurance, subtractCents(subtractCents(subtractCents(left, planShare), deductible), copay));
  return { planShare, deductible, copay, coinsurance };
}

/** Only what lifts the earlier payment to the own price. The patient pays no more than the own copay. */
function carveOut({
  own,
  allowed,
  earlier,
}: {
  readonly own: CostShare;
  readonly allowed: Cents;
  readonly earlier: EarlierDecision;
}): CostShare {
  const room = minCents(earlier.left, maxCents(zeroCents, subtractCents(allowed, earlier.paid)));
  return capShare({ ...own, planShare: minCents(own.planShare, room) }, room);
}

function patientPart(adjustments: readonly Adjustment[]): Cents {
  return maxCents(zeroCents, sumCents(adjustments.filter((one) => one.group === "PR").map((one) => one.amount)));
}
