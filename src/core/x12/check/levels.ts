/** HL: numbered from 1, each under the level above, HL04 saying whether levels follow. */
import * as kinds from "./findings.ts";
import {
  beginsWithZero,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
  wholeAt,
} from "./record.ts";

export interface LevelCheck {
  level(hl: SegmentRecord, record: LoopRecord): void;
  /** A level whose HL is missing: it has its finding and counts like the others. */
  headless(record: LoopRecord): void;
  end(): void;
}

export function newLevelCheck(report: Report): LevelCheck {
  let count = 0;
  let last = 0;
  let previous: { readonly hl: SegmentRecord; readonly record: LoopRecord } | undefined;

  /** Levels stand depth first: what says that levels follow is followed by one of them. */
  function settlePrevious(next: LoopRecord | undefined): void {
    if (previous === undefined) return;
    const { hl, record } = previous;
    const follows = next !== undefined && next.parent === record;
    // Where the guide has no such code the element has its own finding.
    const codes = hl.rule.elements[4]?.codes;
    if (codes?.has(textAt(hl, 4)) !== true) return;
    if (isAt(hl, 4, "1") && !follows) report(kinds.levelChild, placeOf(hl, record, 4), { value: "1", found: "do not follow" });
    if (isAt(hl, 4, "0") && follows) report(kinds.levelChild, placeOf(hl, record, 4), { value: "0", found: "follow" });
  }

  return {
    level(hl, record) {
      count += 1;
      settlePrevious(record);
      record.level = count;
      const number = wholeAt(hl, 1);
      // Numbers that go on from a wrong one, or come back to the right ones, are no second fault; zeros in front are one.
      const isRight = (number === last + 1 || number === count) && !beginsWithZero(hl, 1);
      if (!isRight && hasAt(hl, 1)) {
        report(kinds.levelNumber, placeOf(hl, record, 1), { value: textAt(hl, 1).slice(0, 20), expected: last + 1 });
      }
      last = number >= 0 ? number : last + 1;
      const parent = textAt(hl, 2);
      const above = segmentOf(record.parent, "HL");
      const expected = above === undefined ? undefined : textAt(above, 1);
      const place = record.parent?.level ?? 0;
      if (parent !== "" && expected !== undefined && parent !== expected && parent !== String(place)) {
        report(kinds.levelParent, placeOf(hl, record, 2), { value: parent.slice(0, 20), expected });
      }
      previous = { hl, record };
    },
    headless(record) {
      if (record.rule?.opener.tag !== "HL") return;
      settlePrevious(record);
      count += 1;
      last += 1;
      record.level = count;
      previous = undefined;
    },
    end() {
      settlePrevious(undefined);
    },
  };
}

/** HL01 of a level; undefined for a loop that is none. */
export function levelNumberOf(record: LoopRecord): string | undefined {
  const first = record.head;
  return first?.tag === "HL" ? textAt(first, 1) : undefined;
}
