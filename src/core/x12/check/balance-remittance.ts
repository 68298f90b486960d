/** Level 3 for 835: line, claim and payment add up (005010X221A1 section 1.10.2). */
import { type Cents, formatCents, parseCents, subtractCents, sumCents, zeroCents } from "../../kernel/cents.ts";
import { adjustmentSum, sumOf } from "./balance-claim.ts";
import * as kinds from "./findings.ts";
import { childrenOf, type LoopRecord, placeOf, type Report, type SegmentRecord, segmentOf } from "./record.ts";

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
  return {
    claim(record) {
      paid = sumOf([paid, parseCents(segmentOf(record, "CLP")?.texts[4] ?? "")]);
      checkClaim(record, report);
    },
    providerAdjustment(plb) {
      for (let element = 4; element <= 14; element += 2) {
        const text = plb.texts[element] ?? "";
        if (text !== "") taken = sumOf([taken, parseCents(text)]);
      }
    },
    end(root) {
      const bpr = segmentOf(root, "BPR");
      const stated = parseCents(bpr?.texts[2] ?? "");
      if (bpr === undefined || stated === undefined || paid === undefined || taken === undefined) return;
      const sum = subtractCents(paid, taken);
      if (sum !== stated) report(kinds.remittanceTotal, placeOf(bpr, root, 2), { stated: formatCents(stated), sum: formatCents(sum) });
    },
  };
}

function checkClaim(record: LoopRecord, report: Report): void {
  const clp = segmentOf(record, "CLP");
  if (clp === undefined) return;
  const lines = childrenOf(record, "2110");
  for (const line of lines) checkLine(line, report);
  const charge = parseCents(clp.texts[3] ?? "");
  const paid = parseCents(clp.texts[4] ?? "");
  const adjusted = sumOf([record, ...lines].map((one) => adjustmentSum(one)));
  if (charge === undefined || paid === undefined || adjusted === undefined) return;
  const sum = subtractCents(charge, adjusted);
  if (sum !== paid) report(kinds.remittanceClaim, placeOf(clp, record, 4), { stated: formatCents(paid), sum: formatCents(sum) });
  const charges = sumOf(lines.map((line) => parseCents(segmentOf(line, "SVC")?.texts[2] ?? "")));
  if (lines.length > 0 && charges !== undefined && charges !== charge) {
    report(kinds.remittanceCharges, placeOf(clp, record, 3), { stated: formatCents(charge), sum: formatCents(charges) });
  }
  checkPatientShare(record, { clp, lines, report });
}

/** A reversal (CLP02 = 22) carries no CLP05 although its PR adjustments are negated (X12 RFI 2548). */
function checkPatientShare(
  record: LoopRecord,
  { clp, lines, report }: { readonly clp: SegmentRecord; readonly lines: readonly LoopRecord[]; readonly report: Report },
): void {
  if (clp.texts[2] === "22") return;
  const text = clp.texts[5] ?? "";
  const stated = text === "" ? zeroCents : parseCents(text);
  const share = sumOf([record, ...lines].map((one) => adjustmentSum(one, "PR")));
  if (stated === undefined || share === undefined || stated === share) return;
  report(kinds.patientShare, placeOf(clp, record, 5), { stated: formatCents(stated), sum: formatCents(share) });
}

function checkLine(line: LoopRecord, report: Report): void {
  const svc = segmentOf(line, "SVC");
  const charge = parseCents(svc?.texts[2] ?? "");
  const paid = parseCents(svc?.texts[3] ?? "");
  const adjusted = adjustmentSum(line);
  if (svc === undefined || charge === undefined || paid === undefined || adjusted === undefined) return;
  const sum = sumCents([charge, -adjusted as Cents]);
  if (sum !== paid) report(kinds.remittanceLine, placeOf(svc, line, 3), { stated: formatCents(paid), sum: formatCents(sum) });
}
