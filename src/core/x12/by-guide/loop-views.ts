/** A transaction as its guide's loops with their segments as they stand in the file, for readers that make named values of them. */

import type { Finding } from "../../kernel/finding.ts";
import { finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import { newGuideWalk } from "../check/walk.ts";
import { guideOf } from "../guides/guides.ts";
import type { Guide } from "../guides/model.ts";
import { copySegment, forEachSegment, type SegmentToken } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { misplacedSegment } from "../transactions/reading-findings.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "../transactions/transaction-envelope.ts";

export interface LoopView {
  /** "ST" for what stands outside of loops. */
  readonly id: string;
  /** In the order of the file. */
  readonly segments: readonly SegmentView[];
  readonly loops: readonly LoopView[];
  readonly parent?: LoopView;
}

export interface LoopHandlers {
  /** The loop that is given when it ends and then let go: memory stays flat. "ST": the whole transaction. */
  readonly unit: string;
  /** True for the transactions that are wanted. */
  readonly wants: (guide: Guide) => boolean;
  readonly onUnit: (view: LoopView, transaction: LoopTransaction) => void;
  readonly onEnd?: (root: LoopView, transaction: LoopTransaction) => void;
}

export interface LoopTransaction {
  readonly guide: Guide;
  readonly envelope: TransactionEnvelope;
}

interface OpenView extends LoopView {
  readonly segments: SegmentView[];
  readonly loops: OpenView[];
}

/** Reads a file loop by loop; gives the findings of tokens and of segments that have no place in their guide. */
export function forEachLoop(bytes: Uint8Array, handlers: LoopHandlers): readonly Finding[] {
  const misplaced: Finding[] = [];
  const tracker = newEnvelopeTracker();
  let waiting: TransactionEnvelope | undefined;
  let open: LoopReader | undefined;

  function begin(purpose: string): void {
    const envelope = waiting;
    waiting = undefined;
    const guide = envelope === undefined ? undefined : guideOf(envelope.set.id, envelope.set.guide, purpose);
    if (envelope === undefined || guide === undefined || !handlers.wants(guide)) return;
    open = newLoopReader({ guide, envelope }, handlers, (one) => misplaced.push(one));
  }

  function close(): void {
    if (waiting !== undefined) begin("");
    open?.end();
    open = undefined;
  }

  const syntax = forEachSegment(bytes, (segment) => {
    const { tag } = segment;
    if (tracker.segment(segment, tag)) {
      close();
      if (tag === "ST") waiting = tracker.current();
      return;
    }
    if (waiting !== undefined) begin(tag === "BHT" ? segment.element(2) : "");
    open?.step(segment);
  });
  close();
  return [...syntax, ...misplaced];
}

interface LoopReader {
  step(segment: SegmentToken): void;
  end(): void;
}

function newLoopReader(transaction: LoopTransaction, handlers: LoopHandlers, onFinding: (one: Finding) => void): LoopReader {
  const { guide } = transaction;
  const root: OpenView = { id: "ST", segments: [], loops: [] };
  const views = new WeakMap<LoopRecord, OpenView>();
  let current: SegmentToken | undefined;

  function viewOf(record: LoopRecord): OpenView {
    const { parent } = record;
    if (parent === undefined) return root;
    let view = views.get(record);
    if (view === undefined) {
      const above = viewOf(parent);
      view = { id: record.loop, segments: [], loops: [], parent: above };
      views.set(record, view);
      // A unit is not kept at its parent, nor is a level: each is reached from below.
      if (record.loop !== handlers.unit && !(handlers.unit !== "ST" && record.rule?.opener.tag === "HL")) above.loops.push(view);
    }
    return view;
  }

  const walk = newGuideWalk({
    children: guide.children,
    report: () => undefined,
    units: new Set([handlers.unit]),
    onUnit: (record) => handlers.onUnit(viewOf(record), transaction),
    onHeadless: () => undefined,
    onSegment(_kept, record) {
      if (current !== undefined) viewOf(record).segments.push(copySegment(current));
      current = undefined;
    },
  });

  return {
    step(segment) {
      current = segment;
      walk.step(segment);
      if (current === undefined) return;
      const { tag, index } = segment;
      onFinding(finding(misplacedSegment, { segment: index, tag }, { tag: tag.slice(0, 10), why: `${guide.name} has no place for it` }));
    },
    end() {
      walk.end(0);
      if (handlers.unit === "ST") handlers.onUnit(root, transaction);
      handlers.onEnd?.(root, transaction);
    },
  };
}

/** The first loop of a number under a view. */
export function loopIn(view: LoopView | undefined, id: string): LoopView | undefined {
  return view?.loops.find((one) => one.id === id);
}

export function loopsIn(view: LoopView | undefined, id: string): readonly LoopView[] {
  return view?.loops.filter((one) => one.id === id) ?? [];
}

/** The first segment of a tag and, when given, of a first element. */
export function segmentIn(view: LoopView | undefined, tag: string, qualifier?: string): SegmentView | undefined {
  return view?.segments.find((one) => one.tag === tag && (qualifier === undefined || one.element(1).trim() === qualifier));
}

export function segmentsIn(view: LoopView | undefined, tag: string): readonly SegmentView[] {
  return view?.segments.filter((one) => one.tag === tag) ?? [];
}

/** The loop that encloses a view. */
export function loopAbove(view: LoopView, id: string): LoopView | undefined {
  let at = view.parent;
  while (at !== undefined && at.id !== id) at = at.parent;
  return at;
}
