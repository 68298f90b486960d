/**
 * Bytes to segments, in one pass and with flat memory. Each segment is a view on the bytes: offsets of its separators in a
 * typed array, text made when it is asked for. Any delimiters, several interchanges (each ISA sets its own), line ends or
 * padding between segments, files without an envelope, files cut at the end. Nothing here throws on bad input.
 */
import { assert } from "../../kernel/assert.ts";
import { type Finding, finding } from "../../kernel/finding.ts";
import { decodeText } from "./decode.ts";
import { guessDelimiters, guessWindow, isAlphanumeric, isaSize, isRightIsa, readIsaDelimiters, usualDelimiters } from "./delimiters.ts";
import { noEnvelope, notX12, segmentCut, segmentEmpty, segmentTooLong } from "./findings.ts";
import { firstWindowAfterChange, largestWindow, type MarkWindow, noMarks, windowOfMarks } from "./marks.ts";
import type { Delimiters, SegmentView } from "./segment.ts";
import { copySegment, newTokenSlot, type SegmentToken } from "./token.ts";

export { copySegment, type SegmentToken };

export interface SegmentReaderOptions {
  /** Bytes between segments (line ends, padding, a byte order mark), in file order. */
  readonly onGap?: (bytes: Uint8Array) => void;
  /** Default 1 MiB. */
  readonly maxSegmentBytes?: number;
}

export interface SegmentReader {
  /** Gives every segment that is complete. The view is reused; its bytes are not, as long as the caller leaves the chunk alone. */
  push(chunk: Uint8Array, onSegment: (segment: SegmentToken) => void): void;
  /** Gives what is left. Call it once, after the last chunk. */
  end(onSegment: (segment: SegmentToken) => void): void;
  readonly findings: readonly Finding[];
  readonly delimiters: Delimiters;
}

const maxFindings = 1000;

/** A reader for one file. */
export function newSegmentReader(options: SegmentReaderOptions = {}): SegmentReader {
  const limit = options.maxSegmentBytes ?? 1 << 20;
  const findings: Finding[] = [];
  const slot = newTokenSlot();
  // So many bytes, or the whole rest, decide about delimiters that no right ISA shows: the same ones however the file was cut.
  const enough = Math.min(guessWindow, limit);
  let delimiters: Delimiters | undefined;
  // The carried segment's delimiters are known. Without this an ISA that does not end is read again with every chunk.
  let settled = false;
  let marked: Delimiters | undefined;
  let windowSize = largestWindow;
  let carry: Uint8Array = new Uint8Array(0);
  let carrySize = 0;
  let base = 0;
  let count = 0;
  let ended = false;

  function report(one: Finding): void {
    if (findings.length < maxFindings) findings.push(one);
  }

  /** Gives the segment that was scanned last. */
  function emit(start: number, end: number, onSegment: (segment: SegmentToken) => void): void {
    count += 1;
    slot.place(count, base + start);
    if (end === start) report(finding(segmentEmpty, { segment: count }));
    onSegment(slot.token);
  }

  /** Sets the delimiters for the segment at `start`; false when more bytes are needed to tell. */
  function settle(bytes: Uint8Array, start: number, end: number, final: boolean): boolean {
    const stop = Math.min(end, start + enough);
    if (mayBeIsa(bytes, start, end)) {
      if (end - start < enough && !final && !isRightIsa(bytes, start, end)) return false;
      if (isIsa(bytes, start, end)) {
        const found = readIsaDelimiters(bytes, { start, end: stop, segment: count + 1 });
        if (delimiters === undefined || !isSame(delimiters, found.delimiters)) delimiters = found.delimiters;
        for (const one of found.findings) report(one);
        return true;
      }
    }
    if (delimiters !== undefined) return true;
    if (end - start < enough && !final) return false;
    delimiters = guessDelimiters(bytes, start, stop);
    report(finding(noEnvelope, { segment: 1 }, { tag: printable(bytes, start, end) }));
    return true;
  }

  /** The marks from `start` on. Where delimiters change with every few segments, most of a large window would be marked in vain. */
  function nextWindow(bytes: Uint8Array, start: number, end: number, own: Delimiters): MarkWindow {
    if (marked === own) windowSize = Math.min(windowSize * 2, largestWindow);
    else if (marked !== undefined) windowSize = firstWindowAfterChange;
    marked = own;
    return windowOfMarks(bytes, { start, end, delimiters: own, size: windowSize });
  }

  /** Works through bytes [0, end); gives back where an unfinished segment begins, or `end`. */
  function walk(bytes: Uint8Array, end: number, final: boolean, onSegment: (segment: SegmentToken) => void): number {
    const { token } = slot;
    let at = 0;
    let window = noMarks;
    let { numbers, count: markCount } = noMarks;
    // The first mark that no segment has taken yet, and the number of the terminator behind it.
    let next = 0;
    let nextEnd = 0;
    let isKnown = settled;
    settled = false;
    while (at < end) {
      let start = at;
      if (isGap(bytes[at] ?? 0) || base + at === 0) {
        start = skipGap(bytes, at, end, base + at === 0);
        if (start > at) options.onGap?.(bytes.subarray(at, start));
        if (start >= end) return end;
        // Marks between segments belong to none.
        while (next < markCount && (numbers[next] ?? 0) < start) next += 1;
        while (nextEnd < numbers.length && (numbers[nextEnd] ?? 0) < next) nextEnd += 1;
      }
      if (isKnown) isKnown = false;
      else if ((delimiters === undefined || bytes[start] === 0x49) && !settle(bytes, start, end, final)) return start;
      const own = delimiters ?? usualDelimiters;
      let last = window.delimiters === own ? (numbers[nextEnd] ?? -1) : -1;
      // A window ends where its first segment is too long: none in it is longer.
      const reach = last < 0 ? Math.min(end, start + limit + 1) : end;
      if (last < 0 && (window.delimiters !== own || window.end < reach)) {
        window = nextWindow(bytes, start, reach, own);
        ({ numbers, count: markCount } = window);
        slot.open(bytes, numbers, own);
        next = 0;
        nextEnd = markCount;
        last = numbers[nextEnd] ?? -1;
      }
      if (last < 0) {
        if (end - start > limit) {
          breakLong(bytes, start, reach, onSegment);
          window = noMarks;
          ({ numbers, count: markCount } = noMarks);
          nextEnd = 0;
          at = reach;
          continue;
        }
        if (!final) {
          settled = true;
          return start;
        }
        closeCut(bytes, start, end, onSegment);
        return end;
      }
      count += 1;
      slot.take(count, start, next, last, base);
      next = last + 1;
      nextEnd += 1;
      at = token.end + 1;
      if (at === start + 1) report(finding(segmentEmpty, { segment: count }));
      onSegment(token);
    }
    return end;
  }

  /** The last segment without a terminator: a fault, but not where a line end is the terminator. */
  function closeCut(bytes: Uint8Array, start: number, end: number, onSegment: (segment: SegmentToken) => void): void {
    let stop = end;
    while (stop > start && isGap(bytes[stop - 1] ?? 0)) stop -= 1;
    slot.scan(bytes, start, stop, delimiters ?? usualDelimiters);
    emit(start, stop, onSegment);
    if (stop < end) options.onGap?.(bytes.subarray(stop, end));
    const terminator = (delimiters ?? usualDelimiters).segment;
    if (terminator !== 0x0a && terminator !== 0x0d)
      report(finding(segmentCut, { segment: count, tag: slot.token.tag }, { tag: slot.token.tag }));
  }

  function keep(bytes: Uint8Array, start: number, end: number): void {
    const size = carrySize + end - start;
    if (size > carry.length) {
      const grown = new Uint8Array(Math.max(size, carry.length * 2, 4096));
      grown.set(carry.subarray(0, carrySize));
      carry = grown;
    }
    carry.set(bytes.subarray(start, end), carrySize);
    carrySize = size;
  }

  function breakLong(bytes: Uint8Array, start: number, end: number, onSegment: (segment: SegmentToken) => void): void {
    // Every byte belongs to the piece, whatever it holds: no terminator is looked for.
    slot.scan(bytes, start, end, { ...(delimiters ?? usualDelimiters), segment: -1 });
    emit(start, end, onSegment);
    report(finding(segmentTooLong, { segment: count }, { limit }));
  }

  /** Finishes the carried segment with the chunk's first bytes; gives back how many of them were used. */
  function finishCarried(chunk: Uint8Array, onSegment: (segment: SegmentToken) => void): number {
    const known = settled ? (delimiters ?? usualDelimiters) : undefined;
    const toLimit = limit + 1 - carrySize;
    const terminator = known === undefined ? -1 : chunk.subarray(0, toLimit).indexOf(known.segment);
    // A right ISA takes no more than its own bytes: the chunk's other segments are not copied.
    const toSettle = (carrySize < isaSize ? isaSize : enough) - carrySize;
    const need = terminator >= 0 ? terminator + 1 : known === undefined ? toSettle : toLimit;
    const used = Math.min(chunk.length, Math.max(1, need));
    keep(chunk, 0, used);
    if (known !== undefined && terminator < 0 && carrySize <= limit) return used;
    const left = walk(carry, carrySize, false, onSegment);
    base += left;
    // What was given out is not written over: whoever keeps a segment keeps its bytes.
    if (left > 0) carry = carry.slice(left, carrySize);
    carrySize -= left;
    return used;
  }

  return {
    push(chunk, onSegment) {
      assert(!ended, "the reader has ended");
      let rest = chunk;
      while (carrySize > 0 && rest.length > 0) rest = rest.subarray(finishCarried(rest, onSegment));
      if (rest.length === 0) return;
      const left = walk(rest, rest.length, false, onSegment);
      base += left;
      keep(rest, left, rest.length);
    },
    end(onSegment) {
      if (ended) return;
      ended = true;
      walk(carry, carrySize, true, onSegment);
      if (count === 0) report(finding(notX12, {}));
    },
    findings,
    get delimiters() {
      return delimiters ?? usualDelimiters;
    },
  };
}

function isSame(one: Delimiters, other: Delimiters): boolean {
  return (
    one.element === other.element &&
    one.component === other.component &&
    one.repetition === other.repetition &&
    one.segment === other.segment
  );
}

/** Calls `fn` for each segment of a whole file in memory; gives back the reader's findings. */
export function forEachSegment(bytes: Uint8Array, fn: (segment: SegmentToken) => void): readonly Finding[] {
  const reader = newSegmentReader();
  reader.push(bytes, fn);
  reader.end(fn);
  return reader.findings;
}

/** The segments of a whole file in memory, each in a view of its own: for small files and tests. */
export function readSegments(bytes: Uint8Array): readonly SegmentView[] {
  const segments: SegmentView[] = [];
  forEachSegment(bytes, (segment) => segments.push(copySegment(segment)));
  return segments;
}

function isGap(byte: number): boolean {
  if (byte > 0x20) return false;
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09 || byte === 0x00 || byte === 0x1a;
}

function skipGap(bytes: Uint8Array, from: number, end: number, atFileStart: boolean): number {
  let at = from;
  if (atFileStart && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  while (at < end && isGap(bytes[at] ?? 0)) at += 1;
  return Math.min(at, end);
}

/** True while the bytes so far do not rule out an ISA. */
function mayBeIsa(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 0x49) return false;
  if (start + 1 < end && bytes[start + 1] !== 0x53) return false;
  if (start + 2 < end && bytes[start + 2] !== 0x41) return false;
  return start + 3 >= end || !isAlphanumeric(bytes[start + 3] ?? 0);
}

function isIsa(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > 3 && mayBeIsa(bytes, start, end);
}

function printable(bytes: Uint8Array, start: number, end: number): string {
  return decodeText(bytes, start, Math.min(end, start + 3)).replace(/[^\x21-\x7e]/g, "?");
}
