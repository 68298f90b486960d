/** A transaction as its guide's loops with their segments as they stand in the file, for readers that make named values of them. */
import type { Finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import type { Guide } from "../guides/model.ts";
import { copySegment } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentSink } from "../transactions/segment-sink.ts";
import { newGuideReader, type OpenTransaction, type PlacedSegments } from "./guide-transactions.ts";

export interface LoopView {
  /** "ST" for what stands outside of loops. */
  readonly id: string;
  /** In the order of the file. */
  readonly segments: readonly SegmentView[];
  readonly loops: readonly LoopView[];
}

export interface LoopHandlers {
  /** True for the transactions that are wanted. */
  readonly wants: (guide: Guide) => boolean;
  readonly onTransaction: (root: LoopView, transaction: OpenTransaction) => void;
  /** Of segments that have no place in their guide. */
  readonly onFinding: (one: Finding) => void;
}

interface OpenView extends LoopView {
  readonly segments: SegmentView[];
  readonly loops: OpenView[];
}

/** Gives each transaction when it is whole. */
export function newLoopReader({ wants, onTransaction, onFinding }: LoopHandlers): SegmentSink {
  return newGuideReader((transaction) => (wants(transaction.guide) ? loopsOf(transaction, onTransaction) : undefined), onFinding);
}

function loopsOf(transaction: OpenTransaction, onTransaction: LoopHandlers["onTransaction"]): PlacedSegments {
  const root: OpenView = { id: "ST", segments: [], loops: [] };
  const views = new WeakMap<LoopRecord, OpenView>();

  function viewOf(record: LoopRecord): OpenView {
    const { parent } = record;
    if (parent === undefined) return root;
    let view = views.get(record);
    if (view === undefined) {
      view = { id: record.loop, segments: [], loops: [] };
      views.set(record, view);
      viewOf(parent).loops.push(view);
    }
    return view;
  }

  return {
    onSegment: (segment, record) => void viewOf(record).segments.push(copySegment(segment)),
    onEnd: () => onTransaction(root, transaction),
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
