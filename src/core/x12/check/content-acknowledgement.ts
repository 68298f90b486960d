/** Level 4 of a 999: verdicts and counts of sets and of their group that must fit together. */
import { groupCodeOf, isGroupCode } from "../guides/guides.ts";
import * as kinds from "./content-findings.ts";
import { hasAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, textAt } from "./record.ts";

export interface AcknowledgementTally {
  segment(segment: SegmentRecord, record: LoopRecord): void;
}

interface Answered {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
}

/** Reasons of a set's refusal that are about its segments alone (IK502 to IK506): all others are about what it is, and how it came. */
const ofSegments: readonly string[] = ["5", "I5"];
const setReasons = [2, 3, 4, 5, 6];

/** 999: IK5 against its IK3, AK2 against AK1, AK9 against its IK5. */
export function newAcknowledgementTally(report: Report): AcknowledgementTally {
  let sets = 0;
  let verdicts = 0;
  let accepted = 0;
  let refused = 0;
  let withErrors = 0;
  let errors = 0;
  let group = "";
  let guide = "";
  let waiting: Answered | undefined;
  let answered: Answered | undefined;
  const numbers = new Set<string>();
  // A group whose own kind or guide is the wrong one would have a finding at each of its sets: it is told once.
  let isGroupTold = false;
  return {
    segment(segment, record) {
      switch (segment.tag) {
        case "AK1":
          group = textAt(segment, 1);
          guide = textAt(segment, 3);
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
        case "IK5":
          settleElements();
          checkSet(segment, record);
          break;
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

  function checkSet(ik5: SegmentRecord, record: LoopRecord): void {
    const verdict = textAt(ik5, 1);
    const isAccepted = verdict === "A" || verdict === "E";
    if (/^[AEMRWX]$/.test(verdict)) verdicts += 1;
    if (isAccepted) accepted += 1;
    else refused += 1;
    if (verdict === "E") withErrors += 1;
    if (verdict === "A" && errors > 0)
      report(kinds.verdictMismatch, placeOf(ik5, record, 1), { name: "IK501", value: verdict, other: "errors that are noted (IK3)" });
    else if (verdict === "A" && hasAt(ik5, 2))
      report(kinds.verdictMismatch, placeOf(ik5, record, 2), {
        name: "IK502",
        value: textAt(ik5, 2),
        other: "a transaction that is accepted (IK501)",
      });
    else if ((verdict === "R" || verdict === "E") && !hasAt(ik5, 2))
      report(kinds.situationElement, placeOf(ik5, record, 2), {
        missing: "IK502",
        because: "a transaction with errors is told what kind of errors they are",
      });
    checkAnswered(ik5);
  }

  /** A set is of the kind and guide that travel in the group and is answered once, unless it is refused for just that. */
  function checkAnswered(ik5: SegmentRecord): void {
    if (answered === undefined) return;
    const { segment, record } = answered;
    const off = (element: number, other: string): void =>
      report(kinds.verdictMismatch, placeOf(segment, record, element), {
        name: `AK20${element}`,
        value: textAt(segment, element),
        other,
      });
    const number = textAt(segment, 2);
    const isFirst = !numbers.has(number);
    numbers.add(number);
    // A set that is refused for what it is may be of any kind, guide and number.
    if (setReasons.some((element) => hasAt(ik5, element) && !ofSegments.some((code) => isAt(ik5, element, code)))) return;
    const own = groupCodeOf(textAt(segment, 1));
    const isKindOff = own !== undefined && isGroupCode(group) && own !== group;
    const set = textAt(segment, 3);
    const isGuideOff = set !== "" && guide !== "" && set !== guide;
    if (isKindOff) {
      if (!isGroupTold) off(1, `a group of ${group} (AK101)`);
      isGroupTold = true;
    } else if (isGuideOff) {
      if (!isGroupTold) off(3, `a group of ${guide} (AK103)`);
      isGroupTold = true;
    }
    if (!isFirst) off(2, "another transaction of this group, which has it too");
  }

  function checkGroup(ak9: SegmentRecord, record: LoopRecord): void {
    const verdict = textAt(ak9, 1);
    const included = Number(textAt(ak9, 2));
    const received = Number(textAt(ak9, 3));
    const taken = Number(textAt(ak9, 4));
    const off = (element: number, other: string): void =>
      report(kinds.verdictMismatch, placeOf(ak9, record, element), {
        name: `AK90${element}`,
        value: textAt(ak9, element),
        other,
      });
    // Verdicts that are missing or no codes have their own findings.
    const isCounted = sets === received && sets > 0 && verdicts === sets;
    if (taken > received) off(4, `${received} received (AK903)`);
    else if (sets > received) off(3, `${sets} sets answered (AK2)`);
    else if (isCounted && taken !== accepted && (verdict !== "R" || taken > accepted)) off(4, `${accepted} sets accepted (IK5)`);
    else if (hasAt(ak9, 2) && included !== received && !hasAt(ak9, 5)) off(2, `${received} received (AK903)`);
    else if (verdict === "A" && (taken < received || (taken === 0 && !isCounted))) off(1, `${taken} of ${received} accepted`);
    else if (verdict === "P" && (taken === 0 || taken === received)) off(1, `${taken} of ${received} accepted`);
    else if (verdict === "R" && taken > 0) off(1, `${taken} accepted (AK904)`);
    else if (verdict === "A" && isCounted && withErrors > 0 && refused === 0) off(1, `${withErrors} sets accepted with errors (IK5)`);
    else if (verdict === "A" && hasAt(ak9, 5)) off(5, "a group that is accepted (AK901)");
  }
}
