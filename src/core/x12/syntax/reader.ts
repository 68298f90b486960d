/**
 * Bytes to segments, in one pass and with flat memory. Each segment is a view on the bytes: offsets of its separators in a
 * typed array, text made when it is asked for. Any delimiters, several interchanges (each ISA sets its own), line ends or
 * padding between segments, files without an envelope, files cut at the end. Nothing here throws on bad input.
 */
import { assert } from "../../kernel/assert.ts";
import { type Finding, finding } from "../../kernel/finding.ts";
import { decodeText } from "./decode.ts";
import { guessDelimiters, headerWindow, isAlphanumeric, readIsaDelimiters, usualDelimiters } from "./delimiters.ts";
import { noEnvelope, notX12, segmentCut, segmentEmpty, segmentTooLong } from "./findings.ts";
import { noMarks, windowOfMarks } from "./marks.ts";
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
const bareWindow = 8192;

/** A reader for one file. */
export function newSegmentReader(options: SegmentReaderOptions = {}): SegmentReader {
  const limit = options.maxSegmentBytes ?? 1 << 20;
  const findings: Finding[] = [];
  const slot = newTokenSlot();
  let delimiters: Delimiters | undefined;
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
    if (mayBeIsa(bytes, start, end)) {
      if (end - start < headerWindow && !final && !hasWholeIsa(bytes, start, end)) return false;
      if (isIsa(bytes, start, end)) {
        const found = readIsaDelimiters(bytes, { start, end, segment: count + 1 });
        if (delimiters === undefined || !isSame(delimiters, found.delimiters)) delimiters = found.delimiters;
        for (const one of found.findings) report(one);
        return true;
      }
    }
    if (delimiters !== undefined) return true;
    if (end - start < bareWindow && !final) return false;
    delimiters = guessDelimiters(bytes, start, end);
    report(finding(noEnvelope, { segment: 1 }, { tag: printable(bytes, start, end) }));
    return true;
  }

  /** Works through bytes [0, end); gives back where an unfinished segment begins, or `end`. */
  function walk(bytes: Uint8Array, end: number, final: boolean, onSegment: (segment: SegmentToken) => void): number {
    const { token } = slot;
    let at = 0;
    let window = noMarks;
    let { marks } = noMarks;
    // The first mark that no segment has taken yet.
    let next = 0;
    while (at < end) {
      let start = at;
      if (isGap(bytes[at] ?? 0) || base + at === 0) {
        start = skipGap(bytes, at, end, base + at === 0);
        if (start > at) options.onGap?.(bytes.subarray(at, start));
        if (start >= end) return end;
        // Marks between segments belong to none.
        while (next < marks.length && (marks[next] ?? 0) < start) next += 1;
      }
      if ((delimiters === undefined || bytes[start] === 0x49) && !settle(bytes, start, end, final)) return start;
      const own = delimiters ?? usualDelimiters;
      let last = window.delimiters === own ? terminatorFrom(bytes, marks, next, own.segment) : -1;
      if (last < 0 && (window.delimiters !== own || window.end < end)) {
        window = windowOfMarks(bytes, start, end, own);
        ({ marks } = window);
        slot.open(bytes, marks, own);
        next = 0;
        last = terminatorFrom(bytes, marks, 0, own.segment);
      }
      if (last < 0) {
        if (!final) return start;
        closeCut(bytes, start, end, onSegment);
        return end;
      }
      count += 1;
      slot.take(count, start, next, last, base);
      next = last + 1;
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

  function breakLong(onSegment: (segment: SegmentToken) => void): void {
    // Every byte belongs to the piece, whatever it holds: no terminator is looked for.
    slot.scan(carry, 0, carrySize, { ...(delimiters ?? usualDelimiters), segment: -1 });
    emit(0, carrySize, onSegment);
    report(finding(segmentTooLong, { segment: count }, { limit }));
    base += carrySize;
    // As in finishCarried, what was given out is not written over.
    carry = new Uint8Array(0);
    carrySize = 0;
  }

  /** Finishes the carried segment with the chunk's first bytes; gives back how many of them were used. */
  function finishCarried(chunk: Uint8Array, onSegment: (segment: SegmentToken) => void): number {
    const header = mayBeIsa(carry, 0, carrySize);
    const known = delimiters === undefined || header ? undefined : delimiters;
    const terminator = known === undefined ? -1 : chunk.indexOf(known.segment);
    const need = terminator >= 0 ? terminator + 1 : known !== undefined ? limit + 1 - carrySize : header ? headerWindow : bareWindow;
    const used = Math.min(chunk.length, Math.max(1, need));
    keep(chunk, 0, used);
    if (known !== undefined && terminator < 0) {
      if (carrySize > limit) breakLong(onSegment);
      return used;
    }
    const left = walk(carry, carrySize, false, onSegment);
    base += left;
    // What was given out is not written over: whoever keeps a segment keeps its bytes.
    carry = carry.slice(left, carrySize);
    carrySize = carry.length;
    if (carrySize > limit) breakLong(onSegment);
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
      let from = left;
      while (from < rest.length) {
        const to = Math.min(rest.length, from + limit + 1 - carrySize);
        keep(rest, from, to);
        from = to;
        if (carrySize > limit) breakLong(onSegment);
      }
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

/** The place of the first terminator among the marks from there on; -1 when there is none. */
function terminatorFrom(bytes: Uint8Array, marks: Int32Array, from: number, terminator: number): number {
  for (let at = from; at < marks.length; at += 1) if (bytes[marks[at] ?? 0] === terminator) return at;
  return -1;
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

/** Enough bytes, all in their places: no need to wait for more. */
function hasWholeIsa(bytes: Uint8Array, start: number, end: number): boolean {
  const mark = bytes[start + 3];
  return end - start >= 106 && bytes[start + 103] === mark && bytes[start + 81] === mark;
}

function printable(bytes: Uint8Array, start: number, end: number): string {
  return decodeText(bytes, start, Math.min(end, start + 3)).replace(/[^\x21-\x7e]/g, "?");
}
