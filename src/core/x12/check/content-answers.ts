/** Level 4 of what answers for claims: verdicts, counts and amounts of a 277CA and 277 that must fit together. */
import { type Cents, formatCents, zeroCents } from "../../kernel/cents.ts";
import { sumOf } from "./balance-claim.ts";
import * as kinds from "./content-findings.ts";
import { centsAt, componentAt, dayNumberAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, textAt } from "./record.ts";

/** Categories that take a claim in, and those that refuse it (005010X214, STC01-1 and STC03). */
const takenIn: ReadonlySet<string> = new Set(["A0", "A1", "A2", "A5"]);
const refused: ReadonlySet<string> = new Set(["A3", "A6", "A7", "A8"]);

export function checkStatus(stc: SegmentRecord, record: LoopRecord, report: Report): void {
  const category = componentAt(stc, 1, 1);
  if (/^[PFD]\d/.test(category) && !category.startsWith("DR"))
    report(
      kinds.elementPattern,
      { ...placeOf(stc, record, 1), component: 1 },
      {
        name: "STC01-1",
        value: category.slice(0, 30),
        expected: "a category of an acknowledgement: a claim is answered before it is decided",
      },
    );
  if (isContradicting(stc))
    report(kinds.verdictMismatch, placeOf(stc, record, 3), {
      name: "STC03",
      value: textAt(stc, 3),
      other: `category ${componentAt(stc, 1, 1)}`,
    });
}

function isContradicting(stc: SegmentRecord): boolean {
  const category = componentAt(stc, 1, 1);
  return (isAt(stc, 3, "WQ") && refused.has(category)) || (isAt(stc, 3, "U") && takenIn.has(category));
}

/** 277CA: what a level says of its claims in sum (2200B, 2200C) is what its claims (2200D) say one by one. */
export interface ClaimStatusTally {
  segment(segment: SegmentRecord, record: LoopRecord): void;
  end(): void;
}

function isLevel(loop: string): boolean {
  return loop === "2200B" || loop === "2200C";
}

interface LevelSums {
  readonly record: LoopRecord;
  readonly stated: Map<string, SegmentRecord>;
  readonly counts: { taken: number; refused: number };
  readonly amounts: { taken: Cents | undefined; refused: Cents | undefined };
}

export function newClaimStatusTally(report: Report): ClaimStatusTally {
  const open = new Map<string, LevelSums>();
  // Claims whose verdict is missing or contradicts itself have their own finding: nothing is added up then.
  let isOff = false;
  // A provider refused as a whole (STC03 U in 2200C) has claims that stand nowhere but in its own sums and the receiver's.
  let isUncounted = false;

  function settle(loop: string): void {
    const level = open.get(loop);
    open.delete(loop);
    const isReceiver = loop === "2200B";
    const refusal = isReceiver ? undefined : level?.stated.get("STC");
    if (level !== undefined && refusal !== undefined && isAt(refusal, 3, "U") && level.counts.taken + level.counts.refused === 0)
      addRefused(level, refusal);
    const isWhole = !isOff && !(isReceiver && isUncounted);
    if (level !== undefined && isWhole && level.counts.taken + level.counts.refused > 0) {
      const { counts, amounts, stated } = level;
      // One fault, one finding: of a claim that is not there the first sum tells.
      isOff =
        checkCount(level, stated.get(isReceiver ? "QTY*90" : "QTY*QA"), counts.taken) ||
        checkCount(level, stated.get(isReceiver ? "QTY*AA" : "QTY*QC"), counts.refused) ||
        checkAmount(level, stated.get("AMT*YU"), amounts.taken) ||
        checkAmount(level, stated.get("AMT*YY"), amounts.refused) ||
        (isReceiver && checkSubmitted(level));
    }
    if (!isReceiver) return;
    isOff = false;
    isUncounted = false;
  }

  /** What a provider who was refused as a whole says of its claims counts for the receiver; where it says nothing, nobody can count. */
  function addRefused({ record, stated }: LevelSums, stc: SegmentRecord): void {
    const total = centsAt(stc, 4);
    const refused = stated.get("AMT*YY");
    const amount = centsAt(refused, 2);
    const count = textAt(stated.get("QTY*QC"), 2);
    const receiver = open.get("2200B");
    const isAmountOff = amount !== undefined && total !== undefined && amount !== total;
    if (refused !== undefined && isAmountOff)
      report(kinds.answerTotal, placeOf(refused, record, 2), { name: "AMT02", value: formatCents(amount), sum: formatCents(total) });
    if (receiver === undefined || isAmountOff || !/^\d{1,9}$/.test(count)) {
      isUncounted = true;
      return;
    }
    receiver.counts.refused += Number(count);
    receiver.amounts.refused = sumOf([receiver.amounts.refused, total]);
  }

  function checkCount({ record }: LevelSums, qty: SegmentRecord | undefined, count: number): boolean {
    const value = textAt(qty, 2);
    if (qty === undefined || !/^\d{1,9}$/.test(value) || Number(value) === count) return false;
    report(kinds.answerTotal, placeOf(qty, record, 2), { name: "QTY02", value, sum: count });
    return true;
  }

  function checkAmount({ record }: LevelSums, amt: SegmentRecord | undefined, sum: Cents | undefined): boolean {
    const stated = centsAt(amt, 2);
    if (amt === undefined || stated === undefined || sum === undefined || stated === sum) return false;
    report(kinds.answerTotal, placeOf(amt, record, 2), { name: "AMT02", value: formatCents(stated), sum: formatCents(sum) });
    return true;
  }

  /** What was submitted (STC04 of the receiver) is what was taken in and what was refused, where both are told. */
  function checkSubmitted({ record, stated }: LevelSums): boolean {
    const stc = stated.get("STC");
    const total = centsAt(stc, 4);
    const sum = sumOf([centsAt(stated.get("AMT*YU"), 2), centsAt(stated.get("AMT*YY"), 2)]);
    if (stc === undefined || total === undefined || sum === undefined || sum === total) return false;
    report(kinds.answerTotal, placeOf(stc, record, 4), { name: "STC04", value: formatCents(total), sum: formatCents(sum) });
    return true;
  }

  /** A claim counts at its provider and at its receiver by its first status. */
  function add(stc: SegmentRecord): void {
    const isTaken = isAt(stc, 3, "WQ");
    if (isContradicting(stc) || (!isTaken && !isAt(stc, 3, "U"))) {
      isOff = true;
      return;
    }
    const side = isTaken ? "taken" : "refused";
    for (const { counts, amounts } of open.values()) {
      counts[side] += 1;
      amounts[side] = sumOf([amounts[side], centsAt(stc, 4)]);
    }
  }

  // The level that is open, and what its own status says of all that hangs under it.
  let level: { readonly hl: SegmentRecord; readonly record: LoopRecord } | undefined;
  let isClaimTaken = false;

  /** A level that says that nothing follows (HL04 is 0) was refused as a whole: what is taken in is told claim by claim. */
  function checkLevel(stc: SegmentRecord): void {
    if (level === undefined || !isAt(level.hl, 4, "0") || !isAt(stc, 3, "WQ") || isContradicting(stc)) return;
    report(kinds.verdictMismatch, placeOf(level.hl, level.record, 4), {
      name: "HL04",
      value: "0",
      other: "a level that is accepted (STC03 is WQ) and whose claims do not follow",
    });
    level = undefined;
  }

  /** Lines are told of only where they are why a claim was refused. */
  function checkRefusedLine(stc: SegmentRecord, record: LoopRecord): void {
    if (!isClaimTaken) return;
    isClaimTaken = false;
    isOff = true;
    report(kinds.verdictMismatch, placeOf(stc, record, 3), {
      name: "STC03",
      value: textAt(stc, 3),
      other: "a claim that is accepted (STC03 of 2200D is WQ): one refused line refuses the claim",
    });
  }

  // By its place: records are used again.
  let counted = 0;
  let claims = 0;
  let verdicts = 0;
  return {
    segment(segment, record) {
      const { loop } = record;
      if (loop === "2200D" && segment.tag === "TRN") claims += 1;
      if (segment.tag === "HL") {
        if (claims !== verdicts) isOff = true;
        if (loop === "2000B") settle("2200B");
        if (loop === "2000B" || loop === "2000C") settle("2200C");
        level = { hl: segment, record };
        return;
      }
      if (isLevel(loop) && segment.tag === "STC") checkLevel(segment);
      if (loop === "2200D" && segment.tag === "STC" && counted !== record.index) {
        counted = record.index;
        verdicts += 1;
        isClaimTaken = isAt(segment, 3, "WQ") && !isContradicting(segment);
        add(segment);
      } else if (loop === "2220D" && segment.tag === "STC") checkRefusedLine(segment, record);
      else if (isLevel(loop) && (segment.tag === "QTY" || segment.tag === "AMT" || (segment.tag === "STC" && !open.has(loop)))) {
        const level = open.get(loop) ?? {
          record,
          stated: new Map(),
          counts: { taken: 0, refused: 0 },
          amounts: { taken: zeroCents, refused: zeroCents },
        };
        level.stated.set(segment.tag === "STC" ? "STC" : `${segment.tag}*${textAt(segment, 1)}`, segment);
        open.set(loop, level);
      }
    },
    end() {
      if (claims !== verdicts) isOff = true;
      settle("2200C");
      settle("2200B");
    },
  };
}

/** 277: what is said to be paid has an amount, what is said to be denied has none. */
export function checkPaidStatus(stc: SegmentRecord, record: LoopRecord, report: Report): void {
  const paid = centsAt(stc, 5);
  if (paid === undefined) return;
  const category = componentAt(stc, 1, 1);
  const isOff = (category === "F1" && paid === 0) || (category === "F2" && paid > 0);
  if (isOff)
    report(kinds.unusualValue, placeOf(stc, record, 5), {
      name: "STC05",
      value: textAt(stc, 5),
      because: category === "F1" ? "a claim in category F1 is paid" : "a claim in category F2 is denied",
    });
}

/** 277CA: nothing is processed before it came. */
export function checkReceipt(dtp: SegmentRecord, record: LoopRecord, received: number, report: Report): void {
  const processed = dayNumberAt(dtp, 3);
  if (processed > 0 && received > 0 && processed < received)
    report(kinds.dateOrder, placeOf(dtp, record, 3), {
      name: "DTP*009",
      value: String(processed),
      other: "DTP*050",
      than: String(received),
      how: "before",
    });
}
