/**
 * What is judged of each segment by itself: its elements, then the forms of its values. Segments wait for each other and are
 * judged many at a time, so that the code of one check stays at hand for all of them; findings are put in order later.
 */
import type { Delimiters } from "../syntax/segment.ts";
import { isCleanSegment, textBytesOf } from "./clean.ts";
import { checkElements } from "./elements.ts";
import type { WaitingSegments } from "./file-memory.ts";
import { formatOf } from "./formats.ts";
import { type LoopRecord, type Marks, type Report, type SegmentRecord, textAt } from "./record.ts";
import { byTagId } from "./tags.ts";

export interface SegmentChecks {
  /** `claim` is the one that findings on the segment belong to. */
  take(segment: SegmentRecord, record: LoopRecord, claim: SegmentRecord | undefined): void;
  /** Judges all that were taken. */
  settle(): void;
}

export interface SegmentCheckOptions {
  readonly report: Report;
  readonly waiting: WaitingSegments;
  /** Says for which claim is judged next. */
  readonly turnTo: (claim: SegmentRecord | undefined) => void;
  /** What a kind of transaction judges beside, of segments with one tag. */
  readonly own: Readonly<Record<string, SegmentRule>>;
  /** The same of every segment. */
  readonly each?: SegmentRule;
}

export type SegmentRule = (segment: SegmentRecord, record: LoopRecord) => void;

const most = 256;

export function newSegmentChecks({ report, waiting, turnTo, own, each }: SegmentCheckOptions): SegmentChecks {
  const { segments, records, claims } = waiting;
  // Of a transaction that was never ended.
  waiting.count = 0;
  let marksOf: Delimiters | undefined;
  let marks: Marks = { component: ":", repetition: "^" };
  let textBytes: Uint8Array = new Uint8Array(256);
  const ownRules = byTagId(own);

  function settle(): void {
    const { count } = waiting;
    for (let at = 0; at < count; at += 1) {
      const segment = segments[at];
      const record = records[at];
      if (segment === undefined || record === undefined) break;
      if (segment.delimiters !== marksOf) turnToMarks(segment.delimiters);
      if (isCleanSegment(segment, textBytes)) continue;
      turnTo(claims[at]);
      checkElements(segment.rule, { index: segment.index, loop: record.loop, texts: textsOf(segment), marks }, report);
    }
    for (let at = 0; at < count; at += 1) {
      const segment = segments[at];
      const record = records[at];
      if (segment === undefined || record === undefined) break;
      const { tag } = segment.spec;
      const rule = ownRules[tag];
      const format = formatOf(tag);
      if (rule === undefined && format === undefined && each === undefined) continue;
      turnTo(claims[at]);
      each?.(segment, record);
      rule?.(segment, record);
      format?.(segment, record, report);
    }
    waiting.count = 0;
  }

  function turnToMarks(delimiters: Delimiters): void {
    marksOf = delimiters;
    textBytes = textBytesOf(delimiters);
    marks = {
      component: String.fromCharCode(delimiters.component),
      repetition: delimiters.repetition === 0 ? "" : String.fromCharCode(delimiters.repetition),
    };
  }

  return {
    take(segment, record, claim) {
      const at = waiting.count;
      segments[at] = segment;
      records[at] = record;
      claims[at] = claim;
      waiting.count = at + 1;
      if (at + 1 < most) return;
      settle();
      turnTo(claim);
    },
    settle,
  };
}

function textsOf(segment: SegmentRecord): readonly string[] {
  const texts: string[] = [segment.tag];
  for (let number = 1; number <= segment.count; number += 1) texts.push(textAt(segment, number));
  return texts;
}
