/** Level 4 of what answers and pays: verdicts, counts and amounts of a 999, TA1, 277CA and 835 that must fit together. */
import * as kinds from "./content-findings.ts";
import {
  centsAt,
  childrenOf,
  componentAt,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";

/** Categories that take a claim in, and those that refuse it (005010X214, STC01-1 and STC03). */
const takenIn: ReadonlySet<string> = new Set(["A0", "A1", "A2", "A5"]);
const refused: ReadonlySet<string> = new Set(["A3", "A6", "A7", "A8"]);

export function checkStatus(stc: SegmentRecord, record: LoopRecord, report: Report): void {
  const category = componentAt(stc, 1, 1);
  const action = textAt(stc, 3);
  const isOff = (action === "WQ" && refused.has(category)) || (action === "U" && takenIn.has(category));
  if (isOff) report(kinds.verdictMismatch, placeOf(stc, record, 3), { name: "STC03", value: action, other: `category ${category}` });
}

export interface AcknowledgementTally {
  segment(segment: SegmentRecord, record: LoopRecord): void;
}

/** 999: IK5 against its IK3, AK9 against its IK5. */
export function newAcknowledgementTally(report: Report): AcknowledgementTally {
  let sets = 0;
  let accepted = 0;
  let errors = 0;
  return {
    segment(segment, record) {
      switch (segment.tag) {
        case "AK2":
          sets += 1;
          errors = 0;
          break;
        case "IK3":
          errors += 1;
          break;
        case "IK5": {
          const verdict = textAt(segment, 1);
          if (verdict === "A" || verdict === "E") accepted += 1;
          if (verdict === "A" && errors > 0)
            report(kinds.verdictMismatch, placeOf(segment, record, 1), {
              name: "IK501",
              value: verdict,
              other: "errors that are noted (IK3)",
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
  }
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
  for (const line of childrenOf(claim, "2110")) {
    const svc = segmentOf(line, "SVC");
    const from = textAt(segmentOf(line, "DTM", "150"), 2);
    const to = textAt(segmentOf(line, "DTM", "151"), 2);
    if (svc !== undefined && from !== "" && to !== "" && to < from)
      report(kinds.dateOrder, placeOf(svc, line), { name: "DTM*151", value: to, other: "DTM*150", than: from, how: "before" });
  }
}
