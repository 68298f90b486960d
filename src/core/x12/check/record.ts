/** What a claim (or a payment) said, loop by loop, kept until it is judged and then dropped. */
import type { FindingKind, Params, Place } from "../../kernel/finding.ts";
import type { LoopRule, SegmentRule } from "../guides/model.ts";

export interface SegmentRecord {
  readonly tag: string;
  readonly index: number;
  /** Element n at index n; index 0 is the tag. */
  readonly texts: readonly string[];
  readonly rule: SegmentRule;
}

export interface LoopRecord {
  readonly loop: string;
  readonly rule?: LoopRule;
  readonly index: number;
  readonly parent?: LoopRecord;
  readonly segments: SegmentRecord[];
  readonly children: LoopRecord[];
}

export type Report = (kind: FindingKind, place: Place, params?: Params) => void;

export interface Marks {
  readonly component: string;
  readonly repetition: string;
}

/** The first segment with this tag and, when given, this first element. */
export function segmentOf(record: LoopRecord | undefined, tag: string, qualifier?: string): SegmentRecord | undefined {
  return record?.segments.find((segment) => segment.tag === tag && (qualifier === undefined || segment.texts[1] === qualifier));
}

export function segmentsOf(record: LoopRecord, tag: string): readonly SegmentRecord[] {
  return record.segments.filter((segment) => segment.tag === tag);
}

export function childrenOf(record: LoopRecord, loop: string): readonly LoopRecord[] {
  return record.children.filter((child) => child.loop === loop);
}

export function ancestor(record: LoopRecord, loop: string): LoopRecord | undefined {
  let at = record.parent;
  while (at !== undefined && at.loop !== loop) at = at.parent;
  return at;
}

export function componentText(text: string | undefined, component: number, marks: Marks): string {
  return text === undefined ? "" : (text.split(marks.component)[component - 1] ?? "");
}

export function placeOf(segment: SegmentRecord, record: LoopRecord, element?: number): Place {
  return { segment: segment.index, tag: segment.tag, loop: record.loop, ...(element === undefined ? {} : { element }) };
}
