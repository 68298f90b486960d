/** Level 4 of what answers and pays: verdicts, counts and amounts of a 999, TA1, 277CA, 278 and 835 that must fit together. */
import { type Cents, formatCents, zeroCents } from "../../kernel/cents.ts";
import { groupCodeOf, isGroupCode } from "../guides/guides.ts";
import { sumOf } from "./balance-claim.ts";
import * as kinds from "./content-findings.ts";
import {
  centsAt,
  childrenOf,
  componentAt,
  hasAt,
  isAt,
  keyAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, keySetOf } from "./tags.ts";

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

export interface AcknowledgementTally {
  segment(segment: SegmentRecord, record: LoopRecord): void;
}

/** 999: IK5 against its IK3, AK9 against its IK5. */
export function newAcknowledgementTally(report: Report): AcknowledgementTally {
  let sets = 0;
  let accepted = 0;
  let errors = 0;
  let group = "";
  let waiting: { readonly segment: SegmentRecord; readonly record: LoopRecord } | undefined;
  let answered: { readonly segment: SegmentRecord; readonly record: LoopRecord } | undefined;
  return {
    segment(segment, record) {
      switch (segment.tag) {
        case "AK1":
          group = textAt(segment, 1);
          break;
        case "AK2":
          sets += 1;
          errors = 0;
          answered = { segment, record };
          break;
        case "IK3":
          settleElements();
          errors += 1;
          if (isAt(segment, 4, "8")) waiting = { segment, record };
          break;
        case "IK4":
          waiting = undefined;
          break;
        case "IK5": {
          settleElements();
          const verdict = textAt(segment, 1);
          if (verdict === "A" || verdict === "E") {
            accepted += 1;
            checkKind();
          }
          if (verdict === "A" && errors > 0)
            report(kinds.verdictMismatch, placeOf(segment, record, 1), {
              name: "IK501",
              value: verdict,
              other: "errors that are noted (IK3)",
            });
          else if (verdict === "A" && hasAt(segment, 2))
            report(kinds.verdictMismatch, placeOf(segment, record, 2), {
              name: "IK502",
              value: textAt(segment, 2),
              other: "a transaction that is accepted (IK501)",
            });
          break;
        }
        case "AK9":
          checkGroup(segment, record);
          break;
        default:
      }
    },
  };

  /** A segment with elements in error (IK304 is 8) says which. */
  function settleElements(): void {
    if (waiting !== undefined)
      report(
        kinds.situation,
        { segment: waiting.segment.index, tag: "IK4", loop: "2110" },
        { missing: "IK4", because: "the segment has elements in error (IK304 is 8)" },
      );
    waiting = undefined;
  }

  /** What is accepted is of the kind that travels in the group; what is refused may be anything. */
  function checkKind(): void {
    const set = textAt(answered?.segment, 1);
    const own = groupCodeOf(set);
    if (answered === undefined || own === undefined || !isGroupCode(group) || own === group) return;
    report(kinds.verdictMismatch, placeOf(answered.segment, answered.record, 1), {
      name: "AK201",
      value: set,
      other: `a group of ${group} (AK101)`,
    });
  }

  function checkGroup(ak9: SegmentRecord, record: LoopRecord): void {
    const verdict = textAt(ak9, 1);
    const received = Number(textAt(ak9, 3));
    const taken = Number(textAt(ak9, 4));
    const off = (element: number, other: string): void =>
      report(kinds.verdictMismatch, placeOf(ak9, record, element), {
        name: `AK90${element}`,
        value: textAt(ak9, element),
        other,
      });
    if (taken > received) off(4, `${received} received (AK903)`);
    else if (sets > received) off(3, `${sets} sets answered (AK2)`);
    else if (sets === received && sets > 0 && taken !== accepted && verdict !== "R") off(4, `${accepted} sets accepted (IK5)`);
    else if (verdict === "A" && taken < received) off(1, `${taken} of ${received} accepted`);
    else if (verdict === "P" && (taken === 0 || taken === received)) off(1, `${taken} of ${received} accepted`);
    else if (verdict === "R" && taken > 0) off(1, `${taken} accepted (AK904)`);
    else if (verdict === "A" && hasAt(ak9, 5)) off(5, "a group that is accepted (AK901)");
  }
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
  // A provider refused as a whole (STC03 U in 2200C) has claims that stand nowhere but in the receiver's sums.
  let hasRefusedProvider = false;

  function settle(loop: string): void {
    const level = open.get(loop);
    open.delete(loop);
    const isReceiver = loop === "2200B";
    const isWhole = !isOff && !(isReceiver && hasRefusedProvider);
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
    hasRefusedProvider = false;
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
        return;
      }
      if (loop === "2200C" && segment.tag === "STC" && isAt(segment, 3, "U")) hasRefusedProvider = true;
      if (loop === "2200D" && segment.tag === "STC" && counted !== record.index) {
        counted = record.index;
        verdicts += 1;
        add(segment);
      } else if (isLevel(loop) && (segment.tag === "QTY" || segment.tag === "AMT" || (segment.tag === "STC" && !open.has(loop)))) {
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

/** 278: a service that is certified is known by a number, of its own or of the event that it belongs to. */
export function checkCertified(event: LoopRecord, report: Report): void {
  const own = segmentOf(event, "HCR");
  // The event's number would do for all of them; where it is missing though the event is certified, that is told of the event.
  if (hasAt(own, 2) || isCertified(own)) return;
  for (const service of childrenOf(event, "2000F")) {
    const hcr = segmentOf(service, "HCR");
    if (hcr === undefined || hasAt(hcr, 2) || !isCertified(hcr)) continue;
    report(kinds.situationElement, placeOf(hcr, service, 2), { missing: "HCR02", because: "what is certified is known by its number" });
  }
}

function isCertified(hcr: SegmentRecord | undefined): boolean {
  return hcr !== undefined && /^A[126]$/.test(textAt(hcr, 1));
}

/** 835: how it is paid, and who started it (BPR and TRN). */
export function checkPayment(root: LoopRecord, report: Report): void {
  const bpr = segmentOf(root, "BPR");
  const trn = segmentOf(root, "TRN");
  if (bpr === undefined) return;
  const amount = centsAt(bpr, 2);
  const off = (element: number, other: string): void =>
    report(kinds.verdictMismatch, placeOf(bpr, root, element), {
      name: `BPR${String(element).padStart(2, "0")}`,
      value: textAt(bpr, element),
      other,
    });
  if (amount !== undefined && amount < 0) off(2, "a payment, which is never below zero");
  else if (amount !== undefined && amount > 0 && isAt(bpr, 4, "NON")) off(4, `a payment of ${textAt(bpr, 2)}`);
  else if (amount !== undefined && amount > 0 && isAt(bpr, 1, "H")) off(1, `a payment of ${textAt(bpr, 2)}`);
  if (trn !== undefined && hasAt(trn, 3) && hasAt(bpr, 10) && textAt(trn, 3) !== textAt(bpr, 10)) {
    report(kinds.verdictMismatch, placeOf(trn, root, 3), { name: "TRN03", value: textAt(trn, 3), other: `BPR10 ${textAt(bpr, 10)}` });
  }
}

/** 835: a priced but unpaid claim pays nothing; a claim's lines or the claim itself have their days. */
export function checkPaidClaim(claim: LoopRecord, report: Report): void {
  const clp = segmentOf(claim, "CLP");
  if (clp === undefined) return;
  const paid = centsAt(clp, 4);
  if (isAt(clp, 2, "25") && paid !== undefined && paid !== 0)
    report(kinds.verdictMismatch, placeOf(clp, claim, 4), { name: "CLP04", value: textAt(clp, 4), other: "status 25, which pays nothing" });
  const charge = centsAt(clp, 3);
  if (isAt(clp, 2, "22") && charge !== undefined && charge > 0)
    report(kinds.verdictMismatch, placeOf(clp, claim, 3), {
      name: "CLP03",
      value: textAt(clp, 3),
      other: "status 22, which takes back what was charged",
    });
  if (charge !== undefined && charge < 0 && !isAt(clp, 2, "22"))
    report(kinds.unusualValue, placeOf(clp, claim, 2), {
      name: "CLP02",
      value: textAt(clp, 2),
      because: "a charge below zero takes back an earlier one, which is status 22",
    });
  checkStatement(claim, report);
  if (!isAt(clp, 2, "22")) checkRemarks(claim, report);
  const hasPeriod = segmentOf(claim, "DTM", "232") !== undefined || segmentOf(claim, "DTM", "233") !== undefined;
  for (const line of childrenOf(claim, "2110")) {
    const svc = segmentOf(line, "SVC");
    if (svc !== undefined && !hasPeriod && segmentOf(line, "DTM") === undefined)
      report(
        kinds.situation,
        { segment: line.index, tag: "DTM", loop: "2110" },
        { missing: "DTM*472", because: "the claim has no statement dates, so the line has its own" },
      );
    checkPeriod(line, report);
  }
}

/** A claim's own days, which are told for people: nothing is posted by them, so a payment is not refused for them. */
function checkStatement(claim: LoopRecord, report: Report): void {
  const end = segmentOf(claim, "DTM", "233");
  if (end === undefined) return;
  const from = textAt(segmentOf(claim, "DTM", "232"), 2);
  const to = textAt(end, 2);
  if (from.length === 8 && to.length === 8 && to < from)
    report(kinds.unusualValue, placeOf(end, claim, 2), { name: "DTM*233", value: to, because: `it is before DTM*232 ${from}` });
}

/** The last day is not before the first. */
function checkPeriod(line: LoopRecord, report: Report): void {
  const end = segmentOf(line, "DTM", "151");
  if (end === undefined) return;
  const from = textAt(segmentOf(line, "DTM", "150"), 2);
  const to = textAt(end, 2);
  if (from !== "" && to !== "" && to < from)
    report(kinds.dateOrder, placeOf(end, line, 2), { name: "DTM*151", value: to, other: "DTM*150", than: from, how: "before" });
}

/** Reasons whose own text says that a remark code has to be given (X12 external code list 139). */
const needRemark = keySetOf(["16", "96", "129", "148", "226", "227", "234", "237", "251", "252", "A1"]);

/** Reversals repeat the reasons of what they take back, not always its remarks. */
function checkRemarks(claim: LoopRecord, report: Report): void {
  const hasOwn = segmentOf(claim, "MOA") !== undefined || segmentOf(claim, "MIA") !== undefined;
  if (hasOwn) return;
  checkReasons(claim, report);
  for (const line of childrenOf(claim, "2110")) if (segmentOf(line, "LQ") === undefined) checkReasons(line, report);
}

function checkReasons(record: LoopRecord, report: Report): void {
  for (let cas = record.head; cas !== undefined; cas = cas.next) {
    if (cas.tag !== "CAS") continue;
    for (let element = 2; element <= cas.count; element += 3) {
      if (!hasKey(needRemark, keyAt(cas, element))) continue;
      report(kinds.remarkMissing, placeOf(cas, record, element), { value: textAt(cas, element) });
      return;
    }
  }
}
