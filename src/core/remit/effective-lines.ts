/** The lines of a remittance claim as they hit our charges: claim-level adjustments spread, several lines of one charge merged. */
import { addCents, allocate, type Cents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Adjustment } from "../x12/transactions/professional-claim.ts";
import type { RemittanceClaim, RemittanceLine } from "../x12/transactions/remittance.ts";
import { matchLines } from "./match.ts";
import type { OpenCharge } from "./model.ts";

export interface EffectiveLine {
  /** Absent: no charge of ours fits. */
  readonly charge?: OpenCharge;
  /** Indexes in the remittance claim; empty when it has no lines. */
  readonly lineIndexes: readonly number[];
  readonly procedure: string;
  readonly billed: Cents;
  /** billed − Σ adjustments, always. */
  readonly paid: Cents;
  readonly allowed?: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  /** Its charge stands on another line (CO-97 answered by OA-94), or it carries such charges. */
  readonly bundled: boolean;
}

/** Σ paid of the lines is CLP04 of a balanced claim: spreading and merging lose no cent. */
export function effectiveLines(remitted: RemittanceClaim, charges: readonly OpenCharge[]): readonly EffectiveLine[] {
  if (remitted.lines.length === 0) return linesFromCharges(remitted, charges);
  const matched = matchLines(remitted, charges);
  const bundled = bundledLines(remitted.lines);
  const spread = spreadClaimAdjustments(remitted);
  const single = remitted.lines.map((line, index): EffectiveLine => {
    const charge = matched[index];
    const extra = spread[index] ?? [];
    return {
      ...(charge === undefined ? {} : { charge }),
      lineIndexes: [index],
      procedure: (line.submittedProcedure ?? line.procedure).code,
      billed: line.charge,
      paid: subtractCents(line.paid, sumCents(extra.map((one) => one.amount))),
      ...(line.allowed === undefined ? {} : { allowed: line.allowed }),
      adjustments: [...line.adjustments, ...extra],
      remarks: [...line.remarks, ...remitted.remarks],
      bundled: bundled.has(index),
    };
  });
  return mergeByCharge(single);
}

/** Adjudicated at claim level only: the claim's amounts are shared out by our charges. */
function linesFromCharges(remitted: RemittanceClaim, charges: readonly OpenCharge[]): readonly EffectiveLine[] {
  if (charges.length === 0) return [];
  const weights = positiveWeights(charges.map((charge) => charge.amount));
  const billed = allocate(remitted.charge, weights);
  const shares = remitted.adjustments.map((one) => allocate(one.amount, weights));
  return charges.map((charge, index) => {
    const adjustments = remitted.adjustments.map((one, which) => ({ ...one, amount: shares[which]?.[index] ?? zeroCents }));
    const amount = billed[index] ?? zeroCents;
    return {
      charge,
      lineIndexes: [],
      procedure: charge.procedure,
      billed: amount,
      paid: subtractCents(amount, sumCents(adjustments.map((one) => one.amount))),
      adjustments: adjustments.filter((one) => one.amount !== 0),
      remarks: remitted.remarks,
      bundled: false,
    };
  });
}

/** A claim-level adjustment came out of what the lines paid, so it is shared in proportion to that. */
function spreadClaimAdjustments(remitted: RemittanceClaim): readonly (readonly Adjustment[])[] {
  const paid = remitted.lines.map((line) => line.paid);
  const weights = positiveWeights(paid.some((amount) => amount !== 0) ? paid : remitted.lines.map((line) => line.charge));
  const shares = remitted.adjustments.map((one) => allocate(one.amount, weights));
  return remitted.lines.map((_, index) =>
    remitted.adjustments
      .map((one, which): Adjustment => ({ group: one.group, reason: one.reason, amount: shares[which]?.[index] ?? zeroCents }))
      .filter((one) => one.amount !== 0),
  );
}

/**
 * Bundling (X12 RFI 2320): the surviving line is raised by OA-94 with the negated charges of the others, which carry CO-97
 * for their full charge. Both sides are found here, so that the charge moves and no denial is opened for it.
 */
function bundledLines(lines: readonly RemittanceLine[]): ReadonlySet<number> {
  const found = new Set<number>();
  lines.forEach((survivor, index) => {
    const raised = sumCents(survivor.adjustments.filter((one) => one.group === "OA" && one.reason === "94").map((one) => one.amount));
    if (raised === 0) return;
    const away = lines
      .map((line, at) => ({ line, at }))
      .filter(({ line, at }) => at !== index && !found.has(at) && isBundledAway(line, survivor));
    if (sumCents(away.map(({ line }) => line.charge)) !== negateCents(raised)) return;
    found.add(index);
    for (const { at } of away) found.add(at);
  });
  return found;
}

function isBundledAway(line: RemittanceLine, survivor: RemittanceLine): boolean {
  const wholeCharge = line.adjustments.length === 1 && line.adjustments[0]?.group === "CO" && line.adjustments[0].reason === "97";
  return wholeCharge && line.paid === 0 && line.procedure.code === survivor.procedure.code;
}

/** Several answers to one charge (unbundling) are one line: the law charge = paid + adjustments holds for their sum. */
function mergeByCharge(lines: readonly EffectiveLine[]): readonly EffectiveLine[] {
  const merged: EffectiveLine[] = [];
  const places = new Map<OpenCharge, number>();
  for (const line of lines) {
    const place = line.charge === undefined ? undefined : places.get(line.charge);
    const first = place === undefined ? undefined : merged[place];
    if (place !== undefined && first !== undefined) {
      merged[place] = mergeLines(first, line);
      continue;
    }
    if (line.charge !== undefined) places.set(line.charge, merged.length);
    merged.push(line);
  }
  return merged;
}

function mergeLines(first: EffectiveLine, next: EffectiveLine): EffectiveLine {
  const allowed =
    first.allowed === undefined && next.allowed === undefined
      ? {}
      : { allowed: addCents(first.allowed ?? zeroCents, next.allowed ?? zeroCents) };
  return {
    ...first,
    lineIndexes: [...first.lineIndexes, ...next.lineIndexes],
    billed: addCents(first.billed, next.billed),
    paid: addCents(first.paid, next.paid),
    ...allowed,
    adjustments: netAdjustments([...first.adjustments, ...next.adjustments]),
    remarks: [...new Set([...first.remarks, ...next.remarks])],
    bundled: first.bundled || next.bundled,
  };
}

function netAdjustments(adjustments: readonly Adjustment[]): readonly Adjustment[] {
  const sums = new Map<string, Adjustment>();
  for (const one of adjustments) {
    const key = `${one.group}-${one.reason}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? one : { ...before, amount: addCents(before.amount, one.amount) });
  }
  return [...sums.values()].filter((one) => one.amount !== 0);
}

function positiveWeights(amounts: readonly Cents[]): readonly number[] {
  const weights = amounts.map((amount) => Math.abs(amount));
  return weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
}
