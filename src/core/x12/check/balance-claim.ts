/** Level 3 for claims (837P, 837I, 837D): the claim's total, and what other payers decided, add up (rules B1–B4). */
import { addCents, type Cents, formatCents, sumCents, zeroCents } from "../../kernel/cents.ts";
import { remainingTooMuch, unusualValue } from "./content-findings.ts";
import * as kinds from "./findings.ts";
import { centsAt, childOf, childrenOf, hasAt, isAt, type LoopRecord, placeOf, type Report, segmentOf, textAt } from "./record.ts";

/** Judges one loop 2300. An amount that cannot be read has its own finding and stops only the sums it belongs to. */
export function checkClaimBalance(claim: LoopRecord, report: Report): void {
  const clm = segmentOf(claim, "CLM");
  const charge = centsAt(clm, 2);
  const lines = childrenOf(claim, "2400");
  const sum = lines.length > 0 ? totalOf(lines, lineCharge) : undefined;
  if (clm !== undefined && charge !== undefined && sum !== undefined && sum !== charge)
    report(kinds.claimTotal, placeOf(clm, claim, 2), { stated: formatCents(charge), sum: formatCents(sum) });
  checkPaidByPatient(claim, charge, report);
  // A claim without lines has its own finding; sums of lines that are not there say nothing.
  if (lines.length === 0 || childOf(claim, "2320") === undefined) return;
  checkRemaining(claim, { lines, charge, report });
  if (hasForeignPayer(claim, lines)) return;
  for (const other of childrenOf(claim, "2320")) checkOtherPayer(other, { lines, charge, report, ofLines: sum });
}

/** What the patient paid for a claim (AMT*F5) or is estimated to owe (F3) is a part of its charge. */
function checkPaidByPatient(claim: LoopRecord, charge: Cents | undefined, report: Report): void {
  const amt = segmentOf(claim, "AMT");
  const paid = centsAt(amt, 2);
  if (amt === undefined || paid === undefined || charge === undefined || paid <= charge) return;
  if (isAt(amt, 1, "F5") || isAt(amt, 1, "F3"))
    report(unusualValue, placeOf(amt, claim, 2), {
      name: "AMT02",
      value: formatCents(paid),
      because: `the charge is ${formatCents(charge)}`,
    });
}

/** Σ of the amounts in CAS03, 06, 09, 12, 15, 18; undefined when one cannot be read. */
export function adjustmentSum(record: LoopRecord, group?: string): Cents | undefined {
  let sum = zeroCents;
  for (let cas = record.head; cas !== undefined; cas = cas.next) {
    if (cas.tag !== "CAS" || (group !== undefined && !isAt(cas, 1, group))) continue;
    for (let element = 3; element <= cas.count + 1; element += 3) {
      if (!hasAt(cas, element)) {
        // A reason without its amount has its own finding.
        if (hasAt(cas, element - 1)) return undefined;
        continue;
      }
      const amount = centsAt(cas, element);
      if (amount === undefined) return undefined;
      sum = addCents(sum, amount);
    }
  }
  return sum;
}

/** SV102, SV203 or SV302. */
function lineCharge(line: LoopRecord): Cents | undefined {
  for (let segment = line.head; segment !== undefined; segment = segment.next) {
    if (segment.tag === "SV1" || segment.tag === "SV3") return centsAt(segment, 2);
    if (segment.tag === "SV2") return centsAt(segment, 3);
  }
  return undefined;
}

/** The sum over these records; undefined when one of them has none. */
export function totalOf(records: readonly LoopRecord[], amountOf: (record: LoopRecord) => Cents | undefined): Cents | undefined {
  let total = zeroCents;
  for (const record of records) {
    const amount = amountOf(record);
    if (amount === undefined) return undefined;
    total = addCents(total, amount);
  }
  return total;
}

export function sumOf(amounts: readonly (Cents | undefined)[]): Cents | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  return known.length === amounts.length ? sumCents(known) : undefined;
}

interface Context {
  readonly lines: readonly LoopRecord[];
  readonly charge: Cents | undefined;
  readonly report: Report;
}

interface PayerContext extends Context {
  /** Sum of the lines' charges. */
  readonly ofLines: Cents | undefined;
}

/** What one payer leaves to the patient, on the claim or on its lines, is not more than the charge (rule B5). */
function checkRemaining(claim: LoopRecord, { lines, charge, report }: Context): void {
  const places = [...childrenOf(claim, "2320"), ...lines.flatMap((line) => childrenOf(line, "2430"))];
  const sums = new Map<string, Cents>();
  for (const record of places) {
    const remaining = segmentOf(record, "AMT", "EAF");
    const amount = centsAt(remaining, 2);
    if (remaining === undefined || amount === undefined || charge === undefined) continue;
    const payer = textAt(segmentOf(record, "SVD"), 1) || textAt(segmentOf(childrenOf(record, "2330B")[0], "NM1"), 9);
    const sum = sumCents([sums.get(payer) ?? zeroCents, amount]);
    if (sum > charge && (sums.get(payer) ?? zeroCents) <= charge) {
      report(remainingTooMuch, placeOf(remaining, record, 2), { stated: formatCents(charge), sum: formatCents(sum) });
    }
    sums.set(payer, sum);
  }
}

/** A line that names a payer the claim does not have leaves open whose sums it belongs to; it has its own finding. */
function hasForeignPayer(claim: LoopRecord, lines: readonly LoopRecord[]): boolean {
  const known = new Set(
    childrenOf(claim, "2320")
      .flatMap((other) => childrenOf(other, "2330B"))
      .map((payer) => textAt(segmentOf(payer, "NM1"), 9)),
  );
  return lines.some((line) => childrenOf(line, "2430").some((one) => !known.has(textAt(segmentOf(one, "SVD"), 1))));
}

function checkOtherPayer(other: LoopRecord, { lines, charge, report, ofLines }: PayerContext): void {
  const payers = childrenOf(other, "2330B");
  const payer = payers.length === 1 ? textAt(segmentOf(payers[0], "NM1"), 9) : "";
  if (payer === "") return;
  let paidLines: Cents | undefined = zeroCents;
  let lineAdjustments: Cents | undefined = zeroCents;
  let hasLines = false;
  let isOff = false;
  for (const line of lines) {
    const decided = childrenOf(line, "2430").filter((one) => textAt(segmentOf(one, "SVD"), 1) === payer);
    if (decided.length === 0) continue;
    hasLines = true;
    const paid = sumOf(decided.map((one) => centsAt(segmentOf(one, "SVD"), 2)));
    const adjusted = sumOf(decided.map((one) => adjustmentSum(one)));
    if (!checkLine(line, decided, { paid, adjusted, payer, report })) isOff = true;
    paidLines = sumOf([paidLines, paid]);
    lineAdjustments = sumOf([lineAdjustments, adjusted]);
  }
  const paidSegment = segmentOf(other, "AMT", "D");
  const stated = centsAt(paidSegment, 2);
  const claimAdjustments = adjustmentSum(other);
  // Sums that a line already breaks break the claim's too: one fault, one finding.
  if (isOff || paidSegment === undefined || stated === undefined || claimAdjustments === undefined) return;
  if (hasLines && paidLines !== undefined && stated !== paidLines - claimAdjustments) {
    report(kinds.claimOtherPaid, placeOf(paidSegment, other, 2), {
      stated: formatCents(stated),
      sum: formatCents(sumCents([paidLines, -claimAdjustments as Cents])),
    });
    return;
  }
  if (segmentOf(other, "AMT", "A8") !== undefined || charge === undefined || lineAdjustments === undefined) return;
  const sum = sumCents([stated, claimAdjustments, lineAdjustments]);
  // What fits the lines does not fit a total that they do not make, which has its own finding.
  if (sum !== charge && sum !== ofLines)
    report(kinds.claimOtherPayer, placeOf(paidSegment, other, 2), { stated: formatCents(charge), sum: formatCents(sum) });
}

/** False when the line does not balance, or when that cannot be told. */
function checkLine(
  line: LoopRecord,
  decided: readonly LoopRecord[],
  {
    paid,
    adjusted,
    payer,
    report,
  }: { readonly paid: Cents | undefined; readonly adjusted: Cents | undefined; readonly payer: string; readonly report: Report },
): boolean {
  const charge = lineCharge(line);
  const first = decided[0];
  const svd = segmentOf(first, "SVD");
  if (charge === undefined || paid === undefined || adjusted === undefined || first === undefined || svd === undefined) return false;
  const sum = sumCents([paid, adjusted]);
  if (sum === charge) return true;
  const number = textAt(segmentOf(line, "LX"), 1);
  report(kinds.lineOtherPayer, placeOf(svd, first, 2), { line: number, payer, stated: formatCents(charge), sum: formatCents(sum) });
  return false;
}
