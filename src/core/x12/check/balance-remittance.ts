/** Level 3 for 835: line, claim and payment add up (005010X221A1 section 1.10.2). */
import { addCents, type Cents, formatCents, subtractCents, zeroCents } from "../../kernel/cents.ts";
import { adjustmentSum, totalOf } from "./balance-claim.ts";
import { unusualValue } from "./content-findings.ts";
import * as kinds from "./findings.ts";
import {
  centsAt,
  childrenOf,
  hasAt,
  isAt,
  isComponentAt,
  isNegativeAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
} from "./record.ts";

export interface RemittanceTotals {
  /** Judges one loop 2100 and adds its payment. */
  claim(record: LoopRecord): void;
  /** Adds the amounts of a PLB. */
  providerAdjustment(plb: SegmentRecord, record: LoopRecord): void;
  /** Judges the payment against all that was added. */
  end(root: LoopRecord): void;
}

/** One a transaction: keeps sums, not claims. */
export function newRemittanceTotals(report: Report): RemittanceTotals {
  let paid: Cents | undefined = zeroCents;
  let taken: Cents | undefined = zeroCents;
  // What the claims would pay by their charges and adjustments.
  let due: Cents | undefined = zeroCents;
  // Interest that claims tell of (AMT*I), and that is paid apart from them (PLB L6).
  let interest = zeroCents;
  let owed = zeroCents;
  let interestAt: { readonly plb: SegmentRecord; readonly record: LoopRecord; readonly element: number } | undefined;

  function checkInterest(): void {
    if (interestAt === undefined || interest === 0 || subtractCents(zeroCents, owed) === interest) return;
    const { plb, record, element } = interestAt;
    report(unusualValue, placeOf(plb, record, element), {
      name: `PLB${String(element).padStart(2, "0")}`,
      value: formatCents(owed),
      because: `the claims tell of ${formatCents(interest)} of interest (AMT*I), and interest is paid as L6 below zero`,
    });
  }
  return {
    claim(record) {
      interest = addCents(interest, centsAt(segmentOf(record, "AMT", "I"), 2) ?? zeroCents);
      paid = plus(paid, centsAt(segmentOf(record, "CLP"), 4));
      due = plus(due, checkClaim(record, report));
    },
    providerAdjustment(plb, record) {
      for (let element = 4; element <= 14; element += 2) {
        const amount = centsAt(plb, element);
        // A reason without its amount has its finding: what the payment should be is not known then.
        if (hasAt(plb, element) || hasAt(plb, element - 1)) taken = plus(taken, amount);
        if (isComponentAt(plb, element - 1, 1, "L6") && amount !== undefined) {
          owed = addCents(owed, amount);
          interestAt ??= { plb, record, element };
        }
      }
    },
    end(root) {
      const bpr = segmentOf(root, "BPR");
      const stated = centsAt(bpr, 2);
      if (bpr === undefined || stated === undefined || paid === undefined || taken === undefined) return;
      // A claim whose amount paid is off has its finding; with what it should be the payment adds up.
      if (due !== undefined && due !== paid && subtractCents(due, taken) === stated) return;
      const sum = subtractCents(paid, taken);
      if (sum === stated) checkInterest();
      else report(kinds.remittanceTotal, placeOf(bpr, root, 2), { stated: formatCents(stated), sum: formatCents(sum) });
    },
  };
}

/** Judges one claim; what it pays, or should pay where that is off. */
function checkClaim(record: LoopRecord, report: Report): Cents | undefined {
  const clp = segmentOf(record, "CLP");
  if (clp === undefined) return undefined;
  const lines = childrenOf(record, "2110");
  let areLinesOff = false;
  // By how much the lines pay more than they should.
  let over: Cents | undefined = zeroCents;
  for (const line of lines) {
    const off = checkLine(line, report);
    if (off !== 0) areLinesOff = true;
    over = plus(over, off);
  }
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
  // A line's charge alone is off: the line does not balance by as much, and has the finding.
  const isLineChargeOff = charges !== undefined && over !== undefined && over !== 0 && subtractCents(charge, charges) === over;
  if (lines.length > 0 && charges !== undefined && charges !== charge && !isLineChargeOff) {
    report(kinds.remittanceCharges, placeOf(clp, record, 3), { stated: formatCents(charge), sum: formatCents(charges) });
  }
  checkPatientShare(record, { clp, lines, over, report });
  return isPaidOff ? sum : paid;
}

const allOf = (record: LoopRecord): Cents | undefined => adjustmentSum(record);
const shareOf = (record: LoopRecord): Cents | undefined => adjustmentSum(record, "PR");
const lineCharge = (line: LoopRecord): Cents | undefined => centsAt(segmentOf(line, "SVC"), 2);

function plus(one: Cents | undefined, other: Cents | undefined): Cents | undefined {
  return one === undefined || other === undefined ? undefined : addCents(one, other);
}

interface PatientShare {
  readonly clp: SegmentRecord;
  readonly lines: readonly LoopRecord[];
  readonly over: Cents | undefined;
  readonly report: Report;
}

/** A reversal (CLP02 = 22) carries no CLP05 although its PR adjustments are negated (X12 RFI 2548). */
function checkPatientShare(record: LoopRecord, { clp, lines, over, report }: PatientShare): void {
  // A reversal with another status has its finding for that.
  if (isAt(clp, 2, "22") || isNegativeAt(clp, 3)) return;
  const stated = hasAt(clp, 5) ? centsAt(clp, 5) : zeroCents;
  const share = plus(adjustmentSum(record, "PR"), totalOf(lines, shareOf));
  if (stated === undefined || share === undefined || stated === share) return;
  // An adjustment of a line is off, and the line has the finding.
  if (over !== undefined && over !== 0 && subtractCents(share, stated) === over) return;
  report(kinds.patientShare, placeOf(clp, record, 5), { stated: formatCents(stated), sum: formatCents(share) });
}

/** By how much the line pays more than its charge less adjustments; undefined when that cannot be told. */
function checkLine(line: LoopRecord, report: Report): Cents | undefined {
  const svc = segmentOf(line, "SVC");
  const charge = centsAt(svc, 2);
  const paid = centsAt(svc, 3);
  const adjusted = adjustmentSum(line);
  if (svc === undefined || charge === undefined || paid === undefined || adjusted === undefined) return undefined;
  const sum = subtractCents(charge, adjusted);
  if (sum === paid) return zeroCents;
  report(kinds.remittanceLine, placeOf(svc, line, 3), { stated: formatCents(paid), sum: formatCents(sum) });
  return subtractCents(paid, sum);
}
