/** The loops that are open while a transaction is walked: what each of them has met. */
import type { Level } from "./compile.ts";
import type { LoopRecord } from "./record.ts";

export interface Frame {
  level: Level;
  record: LoopRecord;
  isUnit: boolean;
  /** Hangs under a unit, with which it is judged. */
  inUnit: boolean;
  ordinal: number;
  /** Entered by a segment from its middle: the one that begins it may still come. */
  headless: boolean;
  /** How often each child was met, by slot. */
  counts: Int32Array;
  /** Segment number at which a required child was passed over, 0 when it was not. */
  passed: Int32Array;
  /** The slots that were counted, so that the frame is clean again in a few steps. */
  met: Int32Array;
  metCount: number;
}

export function newFrame(level: Level, record: LoopRecord): Frame {
  const room = Math.max(96, level.nodes.length);
  return {
    level,
    record,
    isUnit: false,
    inUnit: false,
    ordinal: 0,
    headless: false,
    counts: new Int32Array(room),
    passed: new Int32Array(room),
    met: new Int32Array(room),
    metCount: 0,
  };
}

/** A frame that was cleaned takes another loop: entering one costs no arrays. */
export function turnTo(frame: Frame, level: Level, record: LoopRecord): Frame {
  const size = level.nodes.length;
  frame.level = level;
  frame.record = record;
  frame.ordinal = 0;
  frame.headless = false;
  if (frame.counts.length < size) {
    frame.counts = new Int32Array(size);
    frame.passed = new Int32Array(size);
    frame.met = new Int32Array(size);
  }
  return frame;
}

export function clean(frame: Frame): void {
  const { counts, passed, met, metCount, level } = frame;
  for (let at = 0; at < metCount; at += 1) counts[met[at] ?? 0] = 0;
  for (const slot of level.required) passed[slot] = 0;
  frame.metCount = 0;
}

/** Counts a child; gives how often it was met now. */
export function addOne(frame: Frame, slot: number): number {
  const times = (frame.counts[slot] ?? 0) + 1;
  frame.counts[slot] = times;
  if (times === 1) {
    frame.met[frame.metCount] = slot;
    frame.metCount += 1;
  }
  return times;
}

/** Notes the required children before this place that were not met, and where that was seen; gives how many. */
export function passOver(frame: Frame, ordinal: number, index: number): number {
  let passed = 0;
  for (const slot of frame.level.required) {
    if ((frame.level.nodes[slot]?.ordinal ?? ordinal) >= ordinal) break;
    if (frame.counts[slot] !== 0 || frame.passed[slot] !== 0) continue;
    frame.passed[slot] = index;
    passed += 1;
  }
  return passed;
}

/** Takes that back for the children from this place on. */
export function unpass(frame: Frame, ordinal: number): void {
  for (const slot of frame.level.required) if ((frame.level.nodes[slot]?.ordinal ?? 0) >= ordinal) frame.passed[slot] = 0;
}
