/** A transaction as its guide's loops with their segments as they stand in the file, for readers that make named values of them. */
import type { Finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import type { Guide } from "../guides/model.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { newTokenSlot, type SegmentToken, type TokenSlot } from "../syntax/token.ts";
import type { SegmentSink } from "../transactions/segment-sink.ts";
import { newGuideReader, type OpenTransaction, type PlacedSegments } from "./guide-transactions.ts";

export interface LoopView {
  /** "ST" for what stands outside of loops. */
  readonly id: string;
  /** In the order of the file. Those of a unit are good until it was given. */
  readonly segments: readonly SegmentView[];
  readonly loops: readonly LoopView[];
  readonly parent?: LoopView;
}

export interface LoopHandlers {
  /** The loop that is given when it ends and then let go: memory stays flat. "ST": the whole transaction. */
  readonly unit: string;
  /** True for the transactions that are wanted. */
  readonly wants: (guide: Guide) => boolean;
  readonly onUnit: (view: LoopView, transaction: OpenTransaction) => void;
  readonly onEnd?: (root: LoopView, transaction: OpenTransaction) => void;
  /** Of segments that have no place in their guide. */
  readonly onFinding: (one: Finding) => void;
}

interface OpenView extends LoopView {
  readonly segments: SegmentView[];
  readonly loops: OpenView[];
  readonly isInUnit: boolean;
}

/** Reads a file loop by loop. */
export function newLoopReader(handlers: LoopHandlers): SegmentSink {
  const keeper = newKeeper();
  return newGuideReader(
    (transaction) => (handlers.wants(transaction.guide) ? loopsOf(transaction, handlers, keeper) : undefined),
    handlers.onFinding,
  );
}

function loopsOf(transaction: OpenTransaction, handlers: LoopHandlers, keeper: Keeper): PlacedSegments {
  const { unit } = handlers;
  const root: OpenView = { id: "ST", segments: [], loops: [], isInUnit: unit === "ST" };
  const views = new WeakMap<LoopRecord, OpenView>();
  let last: LoopRecord | undefined;
  let lastView = root;

  function viewOf(record: LoopRecord): OpenView {
    const { parent } = record;
    if (parent === undefined) return root;
    let view = views.get(record);
    if (view === undefined) {
      const above = viewOf(parent);
      view = { id: record.loop, segments: [], loops: [], parent: above, isInUnit: above.isInUnit || record.loop === unit };
      views.set(record, view);
      // A unit is not kept at its parent, nor is a level: each is reached from below.
      if (record.loop !== unit && !(unit !== "ST" && record.rule?.opener.tag === "HL")) above.loops.push(view);
    }
    return view;
  }

  return {
    units: new Set([unit]),
    onUnit(record) {
      handlers.onUnit(viewOf(record), transaction);
      keeper.release();
    },
    onSegment(segment, record) {
      if (record !== last) {
        last = record;
        lastView = viewOf(record);
      }
      lastView.segments.push(keeper.keep(segment, lastView.isInUnit));
    },
    onEnd() {
      if (unit === "ST") handlers.onUnit(root, transaction);
      handlers.onEnd?.(root, transaction);
      keeper.release();
    },
  };
}

interface Keeper {
  /** The segment as it stays when the reader goes on: its bytes do, the reader's token does not. */
  keep(segment: SegmentToken, isInUnit: boolean): SegmentView;
  /** Takes the tokens of the unit back, for the next one. */
  release(): void;
}

function newKeeper(): Keeper {
  const free: TokenSlot[] = [];
  const inUnit: TokenSlot[] = [];
  return {
    keep({ bytes, start, end, terminated, delimiters, index, offset }, isInUnit) {
      const slot = free.pop() ?? newTokenSlot();
      if (isInUnit) inUnit.push(slot);
      slot.scan(bytes, start, terminated ? end + 1 : end, delimiters);
      slot.place(index, offset);
      return slot.token;
    },
    release() {
      while (free.length < mostFree && inUnit.length > 0) {
        const slot = inUnit.pop();
        if (slot !== undefined) free.push(slot);
      }
      inUnit.length = 0;
    },
  };
}

/** More than an ordinary unit has: a monstrous one does not fill memory for the rest of the file. */
const mostFree = 4096;

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
