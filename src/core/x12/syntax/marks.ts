/**
 * Where element separators and terminators stand, a window of the file at a time. Their places are not to be foreseen, so the
 * pass over the bytes does not branch on them: it writes each place down and keeps it by adding 1 or 0.
 */
import type { Delimiters } from "./segment.ts";

export interface MarkWindow {
  /** Offsets in the bytes, ascending. Not written again: whoever keeps a segment keeps them. */
  readonly marks: Int32Array;
  /** Where the window ends. */
  readonly end: number;
  readonly delimiters: Delimiters | undefined;
}

export const noMarks: MarkWindow = { marks: new Int32Array(0), end: 0, delimiters: undefined };

export const largestWindow = 1 << 14;
/** Delimiters that have just changed may change again soon: a few segments of usual length. */
export const firstWindowAfterChange = 512;

let places = new Int32Array(largestWindow);

/** Marks of small windows stand one after the other in here: an array of its own for each costs more than the marking. */
const sharedSize = 4096;
let shared = new Int32Array(sharedSize);
let taken = 0;

export interface WindowBounds {
  readonly start: number;
  /** Where the bytes end. */
  readonly end: number;
  readonly delimiters: Delimiters;
  /** How many bytes to begin with. */
  readonly size: number;
}

/** The marks from `start` on: of one window, or of as many as it takes to reach a terminator. */
export function windowOfMarks(bytes: Uint8Array, { start, end, delimiters, size: first }: WindowBounds): MarkWindow {
  const { element, segment } = delimiters;
  for (let size = first; ; size *= 2) {
    const stop = Math.min(end, start + size);
    if (places.length < stop - start) places = new Int32Array(size);
    const found = markAll(bytes, start, stop, element, segment, places);
    if (stop === end || hasTerminator(bytes, found, segment)) return { marks: keptMarks(found), end: stop, delimiters };
  }
}

function keptMarks(found: number): Int32Array {
  if (found > sharedSize >> 4) return places.slice(0, found);
  if (taken + found > sharedSize) {
    shared = new Int32Array(sharedSize);
    taken = 0;
  }
  const own = shared.subarray(taken, taken + found);
  for (let at = 0; at < found; at += 1) own[at] = places[at] ?? 0;
  taken += found;
  return own;
}

/** Four bytes a turn: the loop's own cost is most of what is left. A byte that differs from a mark by nothing gives a sign bit. */
function markAll(bytes: Uint8Array, start: number, stop: number, element: number, segment: number, slots: Int32Array): number {
  const whole = stop - ((stop - start) & 3);
  let found = 0;
  let at = start;
  for (; at < whole; at += 4) {
    const a = bytes[at] ?? 0;
    const b = bytes[at + 1] ?? 0;
    const c = bytes[at + 2] ?? 0;
    const d = bytes[at + 3] ?? 0;
    slots[found] = at;
    found = (found + ((((a ^ element) - 1) | ((a ^ segment) - 1)) >>> 31)) | 0;
    slots[found] = at + 1;
    found = (found + ((((b ^ element) - 1) | ((b ^ segment) - 1)) >>> 31)) | 0;
    slots[found] = at + 2;
    found = (found + ((((c ^ element) - 1) | ((c ^ segment) - 1)) >>> 31)) | 0;
    slots[found] = at + 3;
    found = (found + ((((d ^ element) - 1) | ((d ^ segment) - 1)) >>> 31)) | 0;
  }
  for (; at < stop; at += 1) {
    const byte = bytes[at] ?? 0;
    slots[found] = at;
    found = (found + ((((byte ^ element) - 1) | ((byte ^ segment) - 1)) >>> 31)) | 0;
  }
  return found;
}

function hasTerminator(bytes: Uint8Array, found: number, terminator: number): boolean {
  for (let at = 0; at < found; at += 1) if (bytes[places[at] ?? 0] === terminator) return true;
  return false;
}
