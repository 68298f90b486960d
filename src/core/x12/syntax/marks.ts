/**
 * Where element separators and terminators stand, a window of the file at a time. Their places are not to be foreseen, so the
 * pass over the bytes does not branch on them: sixteen bytes at a time where the engine has vectors (marks-kernel.ts), else it
 * writes each place down and keeps it by adding 1 or 0.
 */
import { endsShift, kernelWindow, type MarksKernel, marksMask, newMarksKernel, vectorSize } from "./marks-kernel.ts";
import type { Delimiters } from "./segment.ts";

export interface MarkWindow {
  /** Offsets of the marks in the bytes, ascending; behind them, of each terminator, which of the marks it is. Not written again: whoever keeps a segment keeps them. */
  readonly numbers: Int32Array;
  /** How many marks there are. */
  readonly count: number;
  /** Where the window ends. */
  readonly end: number;
  readonly delimiters: Delimiters | undefined;
}

export const noMarks: MarkWindow = { numbers: new Int32Array(0), count: 0, end: 0, delimiters: undefined };

export const largestWindow = kernelWindow;
/** Delimiters that have just changed may change again soon: a few segments of usual length. */
export const firstWindowAfterChange = 512;

const kernel = newMarksKernel();
const markUsual = kernel === undefined ? markPlainly : byVectors(kernel);
let places = new Int32Array(largestWindow);
let terminators = new Int32Array(largestWindow);

/** Numbers of small windows stand one after the other in here: an array of its own for each costs more than the marking. */
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
  for (let size = first; ; size *= 2) {
    const stop = Math.min(end, start + size);
    const window = size === largestWindow ? markUsual(bytes, start, stop, delimiters) : markPlainly(bytes, start, stop, delimiters);
    if (stop === end || window.numbers.length > window.count) return window;
  }
}

type Marking = (bytes: Uint8Array, start: number, stop: number, delimiters: Delimiters) => MarkWindow;

function byVectors({ bytes: own, marks, ends, mark }: MarksKernel): Marking {
  return (bytes, start, stop, delimiters) => {
    const { element, segment } = delimiters;
    const size = stop - start;
    own.set(bytes.subarray(start, stop));
    // What an earlier window left behind the last byte would be marked too.
    own.fill(neither(element, segment), size, size + vectorSize);
    const answer = mark(size, element, segment, start);
    const count = answer & marksMask;
    const endCount = answer >>> endsShift;
    const numbers = new Int32Array(count + endCount);
    numbers.set(marks.subarray(0, count));
    numbers.set(ends.subarray(0, endCount), count);
    return { numbers, count, end: stop, delimiters };
  };
}

function neither(element: number, segment: number): number {
  return [0, 1].find((byte) => byte !== element && byte !== segment) ?? 2;
}

/** The same without vectors, for windows of any size. Exported for tests. */
export function markPlainly(bytes: Uint8Array, start: number, stop: number, delimiters: Delimiters): MarkWindow {
  if (places.length < stop - start) {
    places = new Int32Array(stop - start);
    terminators = new Int32Array(stop - start);
  }
  const count = markAll(bytes, start, stop, delimiters);
  const endCount = terminatorsAmong(bytes, count, delimiters.segment);
  const numbers = roomFor(count + endCount);
  for (let at = 0; at < count; at += 1) numbers[at] = places[at] ?? 0;
  for (let at = 0; at < endCount; at += 1) numbers[count + at] = terminators[at] ?? 0;
  return { numbers, count, end: stop, delimiters };
}

function roomFor(size: number): Int32Array {
  if (size > sharedSize >> 4) return new Int32Array(size);
  if (taken + size > sharedSize) {
    shared = new Int32Array(sharedSize);
    taken = 0;
  }
  taken += size;
  return shared.subarray(taken - size, taken);
}

/** A byte that differs from a mark by nothing gives a sign bit, and so adds one. */
function markAll(bytes: Uint8Array, start: number, stop: number, { element, segment }: Delimiters): number {
  let found = 0;
  for (let at = start; at < stop; at += 1) {
    const byte = bytes[at] ?? 0;
    places[found] = at;
    found = (found + ((((byte ^ element) - 1) | ((byte ^ segment) - 1)) >>> 31)) | 0;
  }
  return found;
}

function terminatorsAmong(bytes: Uint8Array, count: number, terminator: number): number {
  let found = 0;
  for (let at = 0; at < count; at += 1) {
    terminators[found] = at;
    found += bytes[places[at] ?? 0] === terminator ? 1 : 0;
  }
  return found;
}
