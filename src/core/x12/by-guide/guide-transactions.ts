/** Transactions whose guides we know, walked by them: each segment with the loop and the rule it belongs to. */
import { type Finding, finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import { type GuideWalk, newGuideWalk } from "../check/walk.ts";
import { guideOf } from "../guides/guides.ts";
import type { Guide, SegmentRule } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/reader.ts";
import { misplacedSegment, tooManyReadingFindings } from "../transactions/reading-findings.ts";
import type { SegmentSink } from "../transactions/segment-sink.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "../transactions/transaction-envelope.ts";

export interface OpenTransaction {
  readonly guide: Guide;
  readonly envelope: TransactionEnvelope;
}

/** What is done with the segments of one transaction. */
export interface PlacedSegments {
  /** The segment that begins a loop stands in the loop, whatever slot its rule had elsewhere. */
  readonly onSegment: (segment: SegmentToken, record: LoopRecord, rule: SegmentRule) => void;
  readonly onEnd: () => void;
}

const none: ReadonlySet<string> = new Set();
const findingLimit = 10_000;

/** `open` says what is done with a transaction, undefined to pass over it. Segments that have no place in their guide are told and left out. */
export function newGuideReader(
  open: (transaction: OpenTransaction) => PlacedSegments | undefined,
  onFinding: (one: Finding) => void,
): SegmentSink {
  const tracker = newEnvelopeTracker();
  let waiting: TransactionEnvelope | undefined;
  let name = "";
  let placed: PlacedSegments | undefined;
  let walk: GuideWalk | undefined;
  let current: SegmentToken | undefined;
  let told = 0;

  /** Which of two guides of one set is meant is known at the segment after ST. */
  function begin(purpose: string): void {
    const envelope = waiting;
    waiting = undefined;
    const guide = envelope === undefined ? undefined : guideOf(envelope.set.id, envelope.set.guide, purpose);
    placed = envelope === undefined || guide === undefined ? undefined : open({ guide, envelope });
    if (guide !== undefined && placed !== undefined) walk = walkOf(guide, placed);
  }

  function walkOf(guide: Guide, { onSegment }: PlacedSegments): GuideWalk {
    name = guide.name;
    return newGuideWalk({
      children: guide.children,
      report: () => undefined,
      units: none,
      onUnit: () => undefined,
      onHeadless: () => undefined,
      onSegment(kept, record) {
        if (current !== undefined) onSegment(current, record, kept.rule);
        current = undefined;
      },
    });
  }

  function close(): void {
    if (waiting !== undefined) begin("");
    walk?.end(0);
    walk = undefined;
    placed?.onEnd();
    placed = undefined;
  }

  function tell({ tag, index }: SegmentToken): void {
    told += 1;
    const place = { segment: index, tag };
    if (told <= findingLimit) onFinding(finding(misplacedSegment, place, { tag: tag.slice(0, 10), why: `${name} has no place for it` }));
    else if (told === findingLimit + 1) onFinding(finding(tooManyReadingFindings, place, { limit: findingLimit }));
  }

  return {
    segment(segment) {
      const { tag } = segment;
      if (tracker.segment(segment, tag)) {
        close();
        if (tag === "ST") waiting = tracker.current();
        return;
      }
      if (waiting !== undefined) begin(tag === "BHT" ? segment.element(2) : "");
      if (walk === undefined) return;
      current = segment;
      walk.step(segment);
      if (current !== undefined) tell(segment);
    },
    end: close,
  };
}
