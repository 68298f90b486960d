/** Level 3 for 835: line, claim and payment add up (005010X221A1 section 1.10.2). */
import { addCents, type Cents, formatCents, subtractCents, zeroCents } from "../../kernel/cents.ts";
import { adjustmentSum, totalOf } from "./balance-claim.ts";
import * as kinds from "./findings.ts";
import { centsAt, childrenOf, hasAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, segmentOf } from "./record.ts";

export interface RemittanceTotals {
  /** Judges one loop 2100 and adds its payment. */
  claim(record: LoopRecord): void;
  /** Adds the amounts of a PLB. */
  providerAdjustment(plb: SegmentRecord): void;
  /** Judges the payment against all that was added. */
  end(root: LoopRecord): void;
}

/** One a transaction: keeps sums, not claims. */
export function newRemittanceTotals(report: Report): RemittanceTotals {
  let paid: Cents | undefined = zeroCents;
  let taken: Cents | undefined = zeroCents;
  // What the claims would pay by their charges and adjustments.
  let due: Cents | undefined = zeroCents;
  return {
    claim(record) {
      paid = plus(paid, centsAt(segmentOf(record, "CLP"), 4));
      due = plus(due, checkClaim(record, report));
    },
    providerAdjustment(plb) {
      for (let element = 4; element <= 14; element += 2) {
        if (hasAt(plb, element)) taken = plus(taken, centsAt(plb, element));
      }
    },
    end(root) {
      const bpr = segmentOf(root, "BPR");
      const stated = centsAt(bpr, 2);
      if (bpr === undefined || stated === undefined || paid === undefined || taken === undefined) return;
      // A claim whose amount paid is off has its finding; with what it should be the payment adds up.
      if (due !== undefined && due !== paid && subtractCents(due, taken) === stated) return;
      const sum = subtractCents(paid, taken);
      if (sum !== stated) report(kinds.remittanceTotal, placeOf(bpr, root, 2), { stated: formatCents(stated), sum: formatCents(sum) });
    },
  };
}

/** Judges one claim; what it pays, or should pay where that is off. */
function checkClaim(record: LoopRecord, report: Report): Cents | undefined {
  const clp = segmentOf(record, "CLP");
  if (clp === undefined) return undefined;
  const lines = childrenOf(record, "2110");
  let areLinesOff = false;
  for (const line of lines) if (!checkLine(line, report)) areLinesOff = true;
  const charge = centsAt(clp, 3);
  const paid = centsAt(clp, 4);
  const adjusted = plus(adjustmentSum(record), totalOf(lines, allOf));
  if (charge === undefined || paid === undefined || adjusted === undefined) return paid;
  const sum = subtractCents(charge, adjusted);
  const charges = totalOf(lines, lineCharge);
  // Sums that a line already breaks break the claim's too, and so does a charge that is not that of the lines: one fault, one finding.
  const isChargeOff = lines.length > 0 && charges !== undefined && charges !== charge && subtractCents(charges, adjusted) === paid;
  const isPaidOff = sum !== paid && !areLinesOff && !isChargeOff;
  if (isPaidOff) report(kinds.remittanceClaim, placeOf(clp, record, 4), { stated: formatCents(paid), sum: formatCents(sum) });
  if (lines.length > 0 && charges !== undefined && charges !== charge) {
    report(kinds.remittanceCharges, placeOf(clp, record, 3), { stated: formatCents(charge), sum: formatCents(charges) });
  }
  checkPatientShare(record, { clp, lines, report });
  return isPaidOff ? sum : paid;
}

const allOf = (record: LoopRecord): Cents | undefined => adjustmentSum(record);
const shareOf = (record: LoopRecord): Cents | undefined => adjustmentSum(record, "PR");
const lineCharge = (line: LoopRecord): Cents | undefined => centsAt(segmentOf(line, "SVC"), 2);

function plus(one: Cents | undefined, other: Cents | undefined): Cents | undefined {
  return one === undefined || other === undefined ? undefined : addCents(one, other);
}

/** A reversal (CLP02 = 22) carries no CLP05 although its PR adjustments are negated (X12 RFI 2548). */
function checkPatientShare(
  record: LoopRecord,
  { clp, lines, report }: { readonly clp: SegmentRecord; readonly lines: readonly LoopRecord[]; readonly report: Report },
): void {
  if (isAt(clp, 2, "22")) return;
  const stated = hasAt(clp, 5) ? centsAt(clp, 5) : zeroCents;
  const share = plus(adjustmentSum(record, "PR"), totalOf(lines, shareOf));
  if (stated === undefined || share === undefined || stated === share) return;
  report(kinds.patientShare, placeOf(clp, record, 5), { stated: formatCents(stated), sum: formatCents(share) });
}

/** False when the line does not balance, or when that cannot be told. */
function checkLine(line: LoopRecord, report: Report): boolean {
  const svc = segmentOf(line, "SVC");
  const charge = centsAt(svc, 2);
  const paid = centsAt(svc, 3);
  const adjusted = adjustmentSum(line);
  if (svc === undefined || charge === undefined || paid === undefined || adjusted === undefined) return false;
  const sum = subtractCents(charge, adjusted);
  if (sum === paid) return true;
  report(kinds.remittanceLine, placeOf(svc, line, 3), { stated: formatCents(paid), sum: formatCents(sum) });
  return false;
}
